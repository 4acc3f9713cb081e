"""Pages about households and persons."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from akwaba.access.navigation import Item
from akwaba.access.rules import Act, roles_for
from akwaba.registry.queries import files_to_settle
from akwaba.registry.views import (
    arrivals,
    attestations,
    disputes,
    families,
    household,
    households,
    papers,
    person,
    persons,
    preregister,
    register,
    search,
    settling,
)

app_name = "registry"

HOUSEHOLD = "households/<uuid:household_id>/"
PERSON = "persons/<uuid:person_id>/"

urlpatterns: list[URLPattern] = [
    path("register/", register.register, name="register"),
    path("register/reading", register.reading, name="reading"),
    path("preregister/", preregister.preregister, name="preregister"),
    path("search/", search.search, name="search"),
    path("arrivals/", arrivals.arrivals, name="arrivals"),
    path("arrivals/count/", arrivals.headcount, name="headcount"),
    path("disputes/", disputes.queue, name="disputes"),
    path("disputes/<uuid:row_id>/<slug:field>/", disputes.dispute, name="dispute"),
    path("disputes/<uuid:row_id>/photo/<uuid:entry_id>.jpg", disputes.photo, name="answer_photo"),
    path("tokens/", attestations.token_sheet, name="token_sheet"),
    path("undo", settling.undo, name="undo"),
    path("quarantine/", settling.quarantine, name="quarantine"),
    path("quarantine/<uuid:entry_id>/admit", settling.admit, name="admit"),
    path("quarantine/devices/<uuid:device_id>/admit", settling.admit_device, name="admit_device"),
    path(HOUSEHOLD, household.household, name="household"),
    path(HOUSEHOLD + "people/", households.add_people, name="add_people"),
    path(HOUSEHOLD + "birth/", households.birth, name="birth"),
    path(HOUSEHOLD + "token/", households.household_token, name="household_token"),
    path(HOUSEHOLD + "correct/", households.correct_household, name="correct_household"),
    path(HOUSEHOLD + "relocate/", households.relocate, name="relocate"),
    path(HOUSEHOLD + "mend", households.mend, name="mend"),
    path(HOUSEHOLD + "speaker/", families.focal_point, name="focal_point"),
    path(HOUSEHOLD + "move/", families.move, name="move"),
    path(HOUSEHOLD + "split/", families.split, name="split"),
    path(HOUSEHOLD + "join/", families.join, name="join"),
    path(PERSON, person.person, name="person"),
    path(PERSON + "photo.jpg", person.photo, name="photo"),
    path(PERSON + "photo/", papers.take_photo, name="take_photo"),
    path(PERSON + "correct/", persons.correct_person, name="correct_person"),
    path(PERSON + "end/", persons.end_presence, name="end_presence"),
    path(PERSON + "death/", persons.death, name="death"),
    path(PERSON + "return/", persons.reactivate, name="reactivate"),
    path(PERSON + "legal/", persons.legal, name="legal"),
    path(PERSON + "void/", persons.void_person, name="void_person"),
    path(PERSON + "reinstate/", persons.reinstate, name="reinstate"),
    path(PERSON + "link/", persons.link, name="link"),
    path(PERSON + "unlink/<uuid:link_id>/", persons.unlink, name="unlink"),
    path(PERSON + "erase/", persons.erase, name="erase"),
    path(PERSON + "need/", papers.report_need, name="report_need"),
    path(PERSON + "need/change", papers.change_need, name="change_need"),
    path(PERSON + "consent/", papers.consent, name="consent"),
    path(PERSON + "document/", papers.document, name="document"),
    path(PERSON + "token/", papers.person_token, name="person_token"),
    path(PERSON + "attestation/", attestations.attestation, name="attestation"),
    path(PERSON + "attestation/paper", attestations.attestation_paper, name="attestation_paper"),
    path(
        PERSON + "attestation/revoke/", attestations.revoke_attestation, name="revoke_attestation"
    ),
    path(PERSON + "token/void", papers.void_token, name="void_token"),
]

navigation: list[Item] = [
    Item(
        label=_("Register"),
        route="registry:register",
        roles=roles_for(Act.REGISTER),
        help=_("A family arrives: write down who they are."),
    ),
    Item(
        label=_("Pre-register"),
        route="registry:preregister",
        roles=roles_for(Act.REGISTER),
        help=_("Many arrive at once: a name and how many they are."),
    ),
    Item(
        label=_("Search"),
        route="registry:search",
        roles=roles_for(Act.READ_PERSON),
        help=_("By name, registration number or token."),
    ),
    Item(
        label=_("Arrivals"),
        route="registry:arrivals",
        roles=roles_for(Act.READ_PERSON),
        help=_("Who came on a day, and how many still wait."),
    ),
    Item(
        label=_("Print tokens"),
        route="registry:token_sheet",
        roles=roles_for(Act.REGISTER),
        help=_("Fresh codes for wrists, cards and queues."),
    ),
    Item(
        label=_("Two answers"),
        route="registry:disputes",
        roles=roles_for(Act.RESOLVE_DISPUTE),
        help=_("Fields with two answers that somebody has to settle."),
        waiting=files_to_settle,
        waiting_words=ngettext_lazy("%(n)d file to settle", "%(n)d files to settle", "n"),
    ),
    Item(
        label=_("On hold"),
        route="registry:quarantine",
        roles=roles_for(Act.RESOLVE_DISPUTE),
        help=_("What came in and could not be applied."),
    ),
]
