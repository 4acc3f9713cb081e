"""Pages on which officers compare records."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from akwaba.access.navigation import Item
from akwaba.access.rules import Act, roles_for
from akwaba.matching.views import duplicates, families
from akwaba.matching.waiting import pairs_to_compare

app_name = "matching"

PAIR = "duplicates/<uuid:one>/<uuid:other>/"
FAMILY = "duplicates/families/<uuid:one>/<uuid:other>/"

urlpatterns: list[URLPattern] = [
    path("duplicates/", duplicates.queue, name="queue"),
    path(PAIR, duplicates.pair, name="pair"),
    path(PAIR + "withdraw", duplicates.withdraw, name="withdraw"),
    path(FAMILY, families.family, name="family"),
    path(FAMILY + "withdraw", families.withdraw, name="withdraw_family"),
]

navigation: list[Item] = [
    Item(
        label=_("Duplicates"),
        route="matching:queue",
        roles=roles_for(Act.RESOLVE_DISPUTE),
        help=_("Records that may be one and the same person."),
        waiting=pairs_to_compare,
        waiting_words=ngettext_lazy("%(n)d pair to compare", "%(n)d pairs to compare", "n"),
    ),
]
