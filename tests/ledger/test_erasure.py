"""Erasing takes the facts out everywhere; chains, counts and signatures still verify."""

from uuid import uuid4

import pytest

from akwaba.ledger import services
from akwaba.ledger.acceptance import accept
from akwaba.ledger.models import Attachment, Entry
from akwaba.ledger.problems import NotFound
from akwaba.ledger.services import Draft, Say, rebuild
from akwaba.ledger.verification import verify
from akwaba.registry.models import Cluster, NameKey, Need, Person
from tests.factories import OFFICER, Desk, person, sets
from tests.ledger.snapshots import snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def desk(db):
    made = Desk()
    made.enrol()
    return made


def family(desk, her, him):
    need = {"person": str(her), "code": "DS", "state": "reported"}
    return [
        desk.make(
            person(her, name_said="Awa Zerbo-Kinda"),
            person(him, name_said="Issa"),
            Say("registry.need", uuid4(), need, creates=True, about=her),
            kind="registry.people_added",
            subject=uuid4(),
        ),
        desk.make(sets(her, phone="0700112233")),
    ]


def erase(subject):
    services.erase(officer=OFFICER, subject=subject, reason="asked by her")


def assert_only_him(him):
    assert list(Person.objects.values_list("id", "name_said")) == [(him, "Issa")]
    assert not Need.objects.exists()
    assert not Entry.objects.filter(body__contains="Zerbo").exists()
    assert not Entry.objects.filter(body__contains="0700112233").exists()
    assert set(NameKey.objects.values_list("person", flat=True)) == {him}
    assert list(verify()) == []
    before = snapshot()
    rebuild()
    assert snapshot() == before


def test_facts_about_her_go_and_those_about_her_brother_stay(desk):
    her, him = uuid4(), uuid4()
    accept(family(desk, her, him))
    erase(her)
    assert_only_him(him)


def test_facts_that_arrive_after_the_erasure_are_not_kept(desk):
    her, him = uuid4(), uuid4()
    erase(her)
    assert {receipt.status for receipt in accept(family(desk, her, him))} == {"new"}
    assert_only_him(him)


def test_an_erasure_in_the_same_batch_holds(desk):
    her, him = uuid4(), uuid4()
    first, second = family(desk, her, him)
    erasure = desk.make(
        Say("ledger.erasure", her, {"reason": "asked"}, creates=True), kind="ledger.subject_erased"
    )
    accept([second, erasure, first])
    assert_only_him(him)


def test_what_was_sent_before_the_erasure_may_be_sent_again(desk):
    her, him = uuid4(), uuid4()
    wires = family(desk, her, him)
    accept(wires)
    erase(her)
    assert {receipt.status for receipt in accept(wires)} == {"known"}
    assert_only_him(him)


def test_what_waits_in_quarantine_is_erased_too_also_where_it_cannot_be_read(desk):
    her, him = uuid4(), uuid4()
    stranger = Desk()
    waiting = stranger.make(person(her, name_said="Zerbo"))
    broken = stranger.make(person(her, name_said="Zerbo"))
    accept([waiting, type(broken)(broken.header, '{"Zerbo": ', broken.signature)])
    erase(her)
    accept([type(broken)(broken.header, '{"Zerbo', broken.signature)])
    assert not Entry.objects.filter(body__contains="Zerbo").exists()
    accept(family(desk, her, him))
    assert_only_him(him)


def test_nothing_is_written_about_the_erased_any_more(desk):
    her = uuid4()
    accept([desk.make(person(her))])
    erase(her)
    draft = Draft("registry.person_corrected", her, "pogo", [sets(her, phone="07")])
    with pytest.raises(NotFound):
        services.append(officer=OFFICER, drafts=[draft])
    assert not Person.objects.exists()


def test_photos_and_links_of_the_erased_go(desk):
    one, other = sorted((uuid4(), uuid4()))
    from akwaba.registry.clusters import link_id

    pair = {"one": str(one), "other": str(other)}
    link = Say("registry.link", link_id(one, other), {"pair": pair}, creates=True, about=one)
    accept([desk.make(person(one)), desk.make(person(other)), desk.make(link)])
    assert Cluster.objects.count() == 2
    Attachment.objects.create(
        digest="0" * 64, about=one, media_type="image/jpeg", content=b"face",
        stored_at="2025-11-10T10:00:00Z",
    )  # fmt: skip
    erase(one)
    assert not Cluster.objects.exists()
    assert not Attachment.objects.exists()


def test_facts_taken_out_without_an_erasure_are_noticed(desk):
    her = uuid4()
    wire = desk.make(person(her))
    accept([wire])
    from akwaba.ledger import laws

    parts = laws.without(laws.read_body(wire.body), {str(her)})
    Entry.objects.update(body=laws.write_body(parts))
    assert [fault.what for fault in verify()] == ["facts_removed"]
