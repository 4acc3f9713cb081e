"""Pages about places."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from akwaba.access.navigation import Item
from akwaba.access.rules import Role
from akwaba.places import views
from akwaba.places.roads import views as roads

app_name = "places"

ROAD = "places/roads/<uuid:road_id>/"
STATE = ROAD + "states/<uuid:state_id>/"

urlpatterns: list[URLPattern] = [
    path("places/", views.border, name="border"),
    path("places/suggest", views.suggest, name="suggest"),
    path("places/roads/", roads.roads, name="roads"),
    path("places/roads/add/", roads.add, name="road_add"),
    path(ROAD, roads.road, name="road"),
    path(ROAD + "correct/", roads.correct, name="road_correct"),
    path(ROAD + "void/", roads.void, name="road_void"),
    path(ROAD + "states/", roads.record, name="road_record"),
    path(STATE + "end/", roads.end, name="road_state_end"),
    path(STATE + "void/", roads.void_state, name="road_state_void"),
]

navigation: list[Item] = [
    Item(
        label=_("Places"),
        route="places:border",
        roles=frozenset(Role),
        help=_("Posts, crossings and sites of the border, each with its source."),
    )
]
