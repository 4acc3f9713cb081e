"""The node's pages, and those of this room whether or not the menu offers them yet."""

from django.urls import include, path

from akwaba import urls
from akwaba.places import urls as places

navigation = urls.navigation
urlpatterns = [path("", include(places)), *urls.urlpatterns]
