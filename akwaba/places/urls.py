"""Pages about places."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from akwaba.access.navigation import Item
from akwaba.access.rules import Role
from akwaba.places import views

app_name = "places"

urlpatterns: list[URLPattern] = [
    path("places/", views.border, name="border"),
    path("places/suggest", views.suggest, name="suggest"),
]

navigation: list[Item] = [
    Item(
        label=_("Places"),
        route="places:border",
        roles=frozenset(Role),
        help=_("Posts, crossings and sites of the border, each with its source."),
    )
]
