"""What somebody with a sign-in tries beyond their role and their post."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from akwaba.access.rules import Role
from akwaba.ledger.acceptance import accept
from akwaba.ledger.models import Entry
from akwaba.ledger.problems import NotFound
from akwaba.ledger.services import Say
from akwaba.places import services as places
from akwaba.registry import services
from akwaba.registry.models import Household, Need, Person
from akwaba.registry.problems import NotCorrectable, NotYourTask
from tests.cast import officer
from tests.factories import Desk
from tests.registry.pages_cast import family, members, new_person, sheet

HIDDEN = "LP-AN"
"""A confidential need: violence."""


@pytest.fixture(autouse=True)
def facts(db):
    places.ensure_facts()


@pytest.fixture
def mariam(awa):
    return members(family(awa, new_person("Mariam Coulibaly"), new_person("Issa", "M")))[0]


@pytest.fixture
def stranger(awa):
    """Clerk at Tengréla."""
    return officer("stranger", "Fofana Ali", Role.CLERK, posts=["tengrela"])


def said(answer):
    """What the page tells the officer, without spaces."""
    found = re.findall(r'role="(?:alert|status)".*?</div>', answer.content.decode(), re.DOTALL)
    return "".join("".join(found).lower().split())


def undo(actor, entry, person):
    return services.undo(actor=actor, entry=entry.id, subject=person.id, post="pogo")


def test_a_clerk_does_not_undo_a_legal_status(awa, soro, mariam):
    entry = services.decide_legal_status(
        actor=soro, person=mariam, status="refugee", basis="oau_1969", on=date(2025, 11, 12)
    )
    with pytest.raises(NotYourTask):
        undo(awa, entry, mariam)
    undo(soro, entry, mariam)


def test_a_clerk_does_not_undo_the_end_of_a_presence(awa, soro, mariam):
    entry = services.end_presence(actor=soro, person=mariam, reason="SPD")
    with pytest.raises(NotYourTask):
        undo(awa, entry, mariam)


def test_a_clerk_does_not_undo_what_a_protection_officer_found_of_a_need(awa, toure, mariam):
    services.report_need(actor=awa, person=mariam, code="DS")
    entry = services.change_need(
        actor=toure, person=mariam, need=Need.objects.get(), state="confirmed"
    )
    with pytest.raises(NotYourTask):
        undo(awa, entry, mariam)


def test_undoing_an_undoing_needs_no_less(awa, soro, mariam):
    ended = services.end_presence(actor=soro, person=mariam, reason="SPD")
    undone = undo(soro, ended, mariam)
    with pytest.raises(NotYourTask):
        undo(awa, undone, mariam)


def test_a_clerk_does_not_part_records_that_were_linked(awa, soro, mariam):
    other = members(family(awa))[0]
    entry = services.link_persons(actor=soro, one=mariam, other=other, reason="same")
    with pytest.raises(NotYourTask):
        undo(awa, entry, Person.objects.get(pk=min(mariam.id, other.id)))


def test_a_clerk_still_undoes_a_need_that_was_noted_by_mistake(awa, mariam):
    entry = services.report_need(actor=awa, person=mariam, code="DS")
    undo(awa, entry, mariam)
    assert Need.objects.get().void_reason == "undone"


def test_undoing_changes_nobody_of_another_post(awa, toure, mariam):
    elsewhere = members(family(toure, post="tengrela"))[0]
    home = members(family(awa))[0]
    moved = services.move_people(
        actor=toure, people=[elsewhere], into=_household(home), relationships={}
    )
    with pytest.raises(NotFound):
        services.undo(actor=awa, entry=moved.id, subject=home.household, post="pogo")


def _household(person):
    return Household.objects.get(pk=person.household)


def test_reporting_a_need_again_takes_no_confirmation_back(awa, toure, mariam):
    """A clerk cannot see a hidden need, and must not reset it by naming it once more."""
    for code in ("DS", HIDDEN):
        services.report_need(actor=toure, person=mariam, code=code)
        need = Need.objects.get(code=code)
        services.change_need(actor=toure, person=mariam, need=need, state="confirmed")
        services.report_need(actor=awa, person=mariam, code=code)
        need.refresh_from_db()
        assert need.state == "confirmed"


def test_a_need_struck_out_by_mistake_is_reported_again(awa, mariam):
    entry = services.report_need(actor=awa, person=mariam, code="DS")
    undo(awa, entry, mariam)
    services.report_need(actor=awa, person=mariam, code="DS")
    assert (Need.objects.get().void_reason, Need.objects.get().state) == ("", "reported")


def test_settling_a_dispute_makes_no_decision_that_is_not_the_officers(awa, diallo, mariam):
    """An information manager settles which of two answers is right, and grants no status."""
    for status in ("asylum_seeker", "refugee"):
        tablet = Desk()
        tablet.enrol()
        legal = {"legal": status, "legal_basis": "oau_1969", "legal_on": "2025-11-12"}
        said = Say("registry.person", mariam.id, {"legal": legal}, base={"legal": []})
        accept([tablet.make(said, kind="registry.legal_status_decided")])
    mariam.refresh_from_db()
    assert mariam.is_disputed
    third = {"legal": "refugee", "legal_basis": "oau_1969", "legal_on": "2020-01-01"}
    with pytest.raises(NotCorrectable):
        services.resolve(actor=diallo, row=mariam, field="legal", value=third, reason="x")


def test_a_form_under_the_identifier_of_a_household_elsewhere_tells_nothing_of_it(
    client, awa, stranger
):
    """Identifiers of sheets follow from what stands in them, so they can be guessed."""
    household = family(awa, new_person("Mariam Coulibaly"))
    client.force_login(stranger)
    for name in ("Mariam Coulibaly", "Somebody Else"):
        typed = sheet((name, "F", "30"), form_id=household.id, post="tengrela")
        told = said(client.post("/register/", typed, follow=True))
        assert household.number not in told
        assert "pogo" not in told


def test_noting_a_household_under_anothers_identifier_tells_nothing(client, awa, stranger):
    household = family(awa, new_person("Mariam Coulibaly"))
    client.force_login(stranger)
    typed = {"form_id": str(household.id), "post": "tengrela", "name": "X Y", "total": "3"}
    told = said(client.post("/preregister/", typed, follow=True))
    assert household.number not in told
    assert "pogo" not in told


PATHS = (
    "household", "add_people", "birth", "household_token", "correct_household", "mend",
    "focal_point", "move", "split", "join", "person", "photo", "take_photo", "correct_person",
    "death", "reactivate", "void_person", "reinstate", "report_need", "consent", "document",
    "person_token", "void_token",
)  # fmt: skip


@pytest.mark.parametrize("name", PATHS)
def test_another_posts_people_look_absent_whatever_is_sent(client, stranger, mariam, name):
    client.force_login(stranger)
    subject = mariam.household if _takes_household(name) else mariam.id
    before = Entry.objects.count()
    for one in (subject, uuid4()):
        address = reverse(f"registry:{name}", args=[one])
        answers = [client.post(address, {"save": "1"}), client.get(address)]
        assert {answer.status_code for answer in answers} <= {404, 405}
    assert Entry.objects.count() == before


def _takes_household(name):
    return "/households/" in reverse(f"registry:{name}", args=[uuid4()])


def test_nobody_is_drawn_into_or_out_of_another_posts_household(client, awa, stranger, mariam):
    own = family(stranger, new_person("Oumar"), post="tengrela")
    other = family(awa, new_person("Safi"))
    client.force_login(stranger)
    oumar = members(own)[0]
    for name in ("move", "join"):
        sent = {"into": other.number, "chosen": [str(oumar.id)]}
        told = client.post(reverse(f"registry:{name}", args=[own.id]), sent)
        assert told.status_code == 422
        unknown = client.post(
            reverse(f"registry:{name}", args=[own.id]), {**sent, "into": "000000000000"}
        )
        assert unknown.status_code == 422
    oumar.refresh_from_db()
    assert oumar.household == own.id
