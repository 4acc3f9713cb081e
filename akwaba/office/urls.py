"""The home page and the sign that the node is alive."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from akwaba.access.navigation import Item
from akwaba.access.rules import EVERYONE
from akwaba.office import views

app_name = "office"

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
]

navigation = [Item(_("Home"), "office:home", EVERYONE)]
