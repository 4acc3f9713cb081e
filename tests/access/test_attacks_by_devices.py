"""What an enrolled tablet gains by lying: nothing here opens a door, and nothing breaks."""

from uuid import uuid4

import pytest

from akwaba.access.models import Officer
from akwaba.access.services import rights_of
from akwaba.ledger import laws
from akwaba.ledger.acceptance import accept
from akwaba.ledger.laws import Part
from akwaba.ledger.models import Entry
from akwaba.ledger.services import Say
from akwaba.registry.models import Household, Person
from tests.factories import Desk, person
from tests.registry.pages_cast import family, members

ADMINISTRATOR = {"role": "administrator", "posts": [], "all_posts": True, "is_active": True}


@pytest.fixture
def tablet(db):
    one = Desk()
    one.enrol()
    return one


def statuses(*wires):
    return [receipt.status for receipt in accept(wires)]


def test_no_entry_makes_an_officer_or_gives_one_more_rights(tablet, awa):
    """Accounts are not folded: an entry about an officer is only what their name stands for."""
    before = {one.id: rights_of(one) for one in Officer.objects.all()}
    for subject in (awa.id, uuid4()):
        facts = {"username": "awa", "display_name": "X", "rights": ADMINISTRATOR}
        for kind, creates in (("access.officer_enrolled", True), ("access.officer_changed", False)):
            said = Say("access.officer", subject, facts, creates=creates)
            accept([tablet.make(said, kind=kind, officer=str(subject))])
    assert {one.id: rights_of(one) for one in Officer.objects.all()} == before
    assert Officer.objects.get().display_name == "Awa Koné"


def test_an_entry_of_one_room_does_not_write_in_another(tablet, awa):
    mariam = members(family(awa))[0]
    said = Say("registry.person", mariam.id, {"name_said": "Forged"})
    for kind in ("access.officer_changed", "reports.context_noted", "ledger.entry_admitted"):
        assert statuses(tablet.make(said, kind=kind)) == ["quarantined"]
    mariam.refresh_from_db()
    assert mariam.name_said == "Mariam Coulibaly"


def test_an_entry_in_the_name_of_a_device_needs_its_key(tablet, db):
    thief = Desk(id=tablet.id)
    assert statuses(thief.make(person(uuid4()))) == ["quarantined"]
    assert not Person.objects.exists()


def test_a_shared_identifier_does_not_swap_what_stands_under_it(tablet, awa):
    household = family(awa)
    said = Say(
        "registry.household", household.id, {"post": "tengrela", "number": "1"}, creates=True
    )
    accept([tablet.make(said, kind="registry.household_registered")])
    now = Household.objects.get(pk=household.id)
    assert now.origin == household.origin
    assert now.is_disputed


@pytest.mark.parametrize(
    "facts",
    [
        "[" * 100_000,
        '{"of":"registry.person","id":1,"set":{}}',
        '{"of":"registry.person","set":{"aliases":' + "[" * 50_000 + "]" * 50_000 + "}}",
        '{"of":"registry.person","id":"x","set":{"name_said":"' + "a" * 1_000_000 + '"}}',
        '{"of":"registry.person","set":{"x":' + "9" * 5_000 + "}}",
        "null",
        '"x"',
    ],
)
def test_a_body_that_is_monstrous_waits_and_the_next_one_is_applied(tablet, facts):
    about, her = str(uuid4()), uuid4()
    part = Part(about, "00", facts, laws.part_hash(about=about, salt="00", facts=facts))
    monstrous = tablet.make(parts=[part], subject=about)
    assert statuses(monstrous, tablet.make(person(her))) == ["quarantined", "new"]
    assert Person.objects.get().id == her
    assert Entry.objects.exclude(quarantine="").count() == 1
