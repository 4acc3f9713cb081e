"""What waits for a person: shown by device, in plain words, applied one by one or all at once."""

from uuid import uuid4

import pytest

from akwaba.ledger.acceptance import accept
from akwaba.ledger.laws import read_header
from akwaba.ledger.models import Entry
from akwaba.ledger.services import Say
from akwaba.registry.models import Person
from tests.factories import Desk, id_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]


@pytest.fixture
def tablet(db):
    one = Desk()
    one.enrol()
    return one


def wait(tablet, *wires, why="not_entitled"):
    accept(wires, doubt=lambda acts: lambda device, act: why)


def people(tablet, count):
    return [tablet.make(person(uuid4())) for _ in range(count)]


def test_each_is_shown_with_its_reason_and_with_what_it_would_do(client, soro, tablet):
    household = Say("registry.household", uuid4(), {"post": "pogo"}, creates=True)
    wait(tablet, tablet.make(household, person(uuid4()), person(uuid4())), why="expired_lease")
    client.force_login(soro)
    answer = client.get("/quarantine/")
    entry = answer.context["devices"][0].entries[0]
    assert entry.does == "1 nouveau ménage, 2 nouvelles personnes"
    assert "depuis trop longtemps" in answer.content.decode()
    assert "Awa" not in answer.content.decode()


def test_a_supervisor_applies_all_of_a_device_in_the_order_in_which_it_made_them(
    client, soro, tablet
):
    other = Desk()
    other.enrol()
    wires = people(tablet, 3)
    wait(tablet, *reversed(wires))
    wait(other, *people(other, 1))
    client.force_login(soro)
    path = f"/quarantine/devices/{tablet.id}/admit"
    client.post(path, {"reason": " "})
    assert not Person.objects.exists()
    answer = client.post(path, {"reason": "tablette retrouvée"}, follow=True)
    assert "3 actes sur 3 sont appliqués" in answer.content.decode()
    assert Person.objects.count() == 3
    assert [device.id for device in answer.context["devices"]] == [other.id]


def test_the_admissions_follow_the_order_of_the_device(client, soro, tablet):
    wires = people(tablet, 3)
    wait(tablet, *reversed(wires))
    client.force_login(soro)
    client.post(f"/quarantine/devices/{tablet.id}/admit", {"reason": "x"})
    rows = Entry.objects.filter(kind="ledger.entry_admitted").order_by("seq")
    subjects = [id_of_subject(row) for row in rows]
    assert subjects == [id_of(wire) for wire in wires]


def id_of_subject(entry):
    return read_header(bytes(entry.header)).subject


def test_an_erasure_in_a_heap_is_not_admitted_by_who_may_not_erase(client, soro, toure, tablet):
    gone = uuid4()
    erasure = tablet.make(
        Say("ledger.erasure", gone, {"reason": "x"}, creates=True), kind="ledger.subject_erased"
    )
    wait(tablet, *people(tablet, 2), erasure)
    client.force_login(soro)
    shown = client.get("/quarantine/").context["devices"][0]
    assert (len(shown.entries), shown.admissible) == (3, 2)
    assert client.post(f"/quarantine/{id_of(erasure)}/admit", {"reason": "x"}).status_code == 404
    client.post(f"/quarantine/devices/{tablet.id}/admit", {"reason": "x"})
    assert Person.objects.count() == 2
    assert Entry.objects.get(id=id_of(erasure)).quarantine == "not_entitled"
    client.force_login(toure)
    client.post(f"/quarantine/{id_of(erasure)}/admit", {"reason": "asked by her"})
    assert Entry.objects.get(id=id_of(erasure)).quarantine == ""


def test_nobody_admits_what_says_who_is_an_officer(client, soro, toure, diallo, tablet):
    wire = tablet.make(
        Say("access.officer", uuid4(), {"display_name": "X"}), kind="access.officer_changed"
    )
    wait(tablet, wire)
    for officer in (soro, toure, diallo):
        client.force_login(officer)
        assert client.post(f"/quarantine/{id_of(wire)}/admit", {"reason": "x"}).status_code == 404


def test_a_heap_is_shown_in_part_and_applied_whole(client, soro, tablet):
    wait(tablet, *people(tablet, 60))
    client.force_login(soro)
    shown = client.get("/quarantine/").context["devices"][0]
    assert (len(shown.entries), shown.more, shown.admissible) == (50, 10, 60)
    client.post(f"/quarantine/devices/{tablet.id}/admit", {"reason": "x"})
    assert Person.objects.count() == 60


def test_what_no_person_can_help_offers_no_button(client, soro, tablet):
    forged = Desk(id=tablet.id).make(person(uuid4()))
    accept([forged])
    client.force_login(soro)
    shown = client.get("/quarantine/").context["devices"][0]
    assert (shown.entries[0].may_admit, shown.admissible) == (False, 0)
    path = f"/quarantine/devices/{tablet.id}/admit"
    assert client.post(path, {"reason": "x"}).status_code == 404


def test_what_waits_at_another_post_is_neither_seen_nor_admitted(client, soro, tablet):
    wait(tablet, tablet.make(person(uuid4()), scope="tengrela"))
    client.force_login(soro)
    assert client.get("/quarantine/").context["devices"] == []
    path = f"/quarantine/devices/{tablet.id}/admit"
    assert client.post(path, {"reason": "x"}).status_code == 404


def test_a_clerk_admits_nothing(client, awa, tablet):
    wait(tablet, *people(tablet, 1))
    client.force_login(awa)
    path = f"/quarantine/devices/{tablet.id}/admit"
    assert client.post(path, {"reason": "x"}).status_code == 403
