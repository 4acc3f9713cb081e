"""The door for entries: what comes is kept, and applied where the desk may have made it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from akwaba.ledger.models import Device, Entry
from akwaba.ledger.services import Say
from akwaba.registry.models import Household, Need, Person
from tests.access.desk_cast import Tablet, ago, enrolled
from tests.access.sync_cast import bring, family, reasons, registered, send
from tests.ledger.sent import batch

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def tablet(soro, awa):
    one = enrolled(soro, awa)
    one.wall = now()
    return one


def now():
    return int(timezone.now().timestamp() * 1000)


def test_what_a_clerk_registers_is_applied_and_acknowledged_in_the_nodes_words(tablet, awa):
    wires = [registered(tablet, awa) for _ in range(3)]
    answer = bring(tablet, *wires)
    assert answer.status_code == 200
    assert reasons(answer) == ["new"] * 3
    assert (answer.said["stored_upto"], answer.said["holes"]) == (3, [])
    assert answer.said["capital_upto"] is None
    assert abs(answer.said["server_time"] - now()) < 60_000
    assert tablet.believes(answer)
    assert Household.objects.count() == Person.objects.count() == 3
    assert reasons(bring(tablet, *wires, packed=False)) == ["known"] * 3


def test_holes_are_told_to_the_device_that_asks(tablet, awa):
    wires = [registered(tablet, awa) for _ in range(6)]
    answer = bring(tablet, wires[0], wires[3])
    assert (answer.said["stored_upto"], answer.said["holes"]) == (1, [[2, 3]])


def test_entries_need_no_signed_request_no_cookie_and_no_known_device(awa, soro):
    stranger = Tablet()
    answer = send(batch(registered(stranger, awa)))
    assert (answer.status_code, reasons(answer)) == (200, ["unknown_device"])
    assert "Akwaba-Signature" not in answer.headers


@pytest.mark.parametrize("headers", [{"Akwaba-Device": "x"}, {"Akwaba-Time": "?"}, {}])
def test_headers_that_say_nothing_keep_no_entry_out(tablet, awa, headers):
    assert reasons(send(batch(registered(tablet, awa)), headers)) == ["new"]


def test_a_request_with_another_clock_is_taken_in(tablet, awa):
    tablet.ahead = 40 * 24 * 60 * 60 * 1000
    assert reasons(bring(tablet, registered(tablet, awa))) == ["new"]


def test_a_revoked_tablet_still_brings_what_it_holds(tablet, awa):
    Device.objects.filter(id=tablet.id).update(revoked_at=ago(minutes=1))
    answer = bring(tablet, registered(tablet, awa))
    assert reasons(answer) == ["revoked_device"]
    assert answer.said["stored_upto"] == 1
    assert not Person.objects.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\x1f\x8b\x08"])
def test_what_is_no_batch_is_refused_with_a_sentence(db, content):
    answer = send(content)
    assert answer.status_code == 400
    assert answer.said["problem"] == "batch_unreadable"
    assert "Rien n’a été gardé" in answer.said["sentence"]
    assert not Entry.objects.exists()


@pytest.mark.parametrize("size", [1024 * 1024 + 1, 4 * 1024 * 1024])
def test_too_much_at_once_is_refused_and_the_limit_is_named(db, size):
    answer = send(b" " * size)
    assert answer.status_code == 413
    assert "256" in answer.said["sentence"] or answer.said["problem"] == "request_too_large"


# What a desk may have applied


def waits(tablet, officer, *says, **header):
    return reasons(bring(tablet, registered(tablet, officer, *says, **header)))[0]


def test_an_entry_for_another_post_than_the_tablets_waits(tablet, awa):
    assert waits(tablet, awa, scope="tengrela") == "not_entitled"
    assert waits(tablet, awa, *family(post="tengrela")) == "not_entitled"
    assert waits(tablet, awa, *family(post="tengrela"), scope="tengrela") == "not_entitled"
    assert not Person.objects.exists()


@pytest.mark.parametrize("cast", ["kone", "ouattara", "yeo"])
def test_who_may_not_register_there_registers_nobody(tablet, request, cast):
    assert waits(tablet, request.getfixturevalue(cast)) == "not_entitled"


def test_an_officer_of_another_post_a_closed_account_and_nobody_wait(tablet, awa, soro):
    awa.posts = ["tengrela"]
    awa.save()
    assert waits(tablet, awa) == "not_entitled"
    soro.is_active = False
    soro.save()
    assert waits(tablet, soro) == "not_entitled"
    nobody = tablet.make(*family(), kind="registry.household_registered", officer=str(uuid4()))
    assert reasons(bring(tablet, nobody)) == ["not_entitled"]


@pytest.mark.parametrize(
    ("kind", "say"),
    [
        ("ledger.subject_erased", Say("ledger.erasure", uuid4(), {"reason": "x"}, creates=True)),
        ("ledger.entry_admitted", Say("ledger.admission", uuid4(), {"reason": "x"}, creates=True)),
        ("access.officer_changed", Say("access.officer", uuid4(), {"display_name": "X"})),
        ("registry.legal_status_decided", Say("registry.person", uuid4(), {"legal": {}})),
        ("registry.persons_unlinked", Say("registry.person", uuid4(), {"phone": "07"})),
        ("registry.household_registered", Say("registry.person", uuid4(), {"sex": "F"})),
        (
            "registry.household_registered",
            Say("registry.person", uuid4(), {"legal": {"legal": "refugee"}}, creates=True),
        ),
        (
            "registry.household_registered",
            Say("registry.person", uuid4(), {"void": {"void_reason": "x"}}, creates=True),
        ),
        ("registry.people_added", Say("registry.household", uuid4(), {"number": "1"})),
        ("registry.photo_taken", Say("registry.person", uuid4(), {"name_said": "Eve"})),
        (
            "registry.document_recorded",
            Say("registry.document", uuid4(), {"signer": "ab"}, creates=True),
        ),
    ],
)
def test_what_no_desk_says_waits_for_a_person(tablet, soro, kind, say):
    assert waits(tablet, soro, say, kind=kind) == "not_entitled"
    assert not Person.objects.filter(origin__isnull=False).exists()


def test_a_need_comes_from_a_desk_as_reported_and_not_as_confirmed(tablet, awa):
    someone = uuid4()
    for state, becomes in (("confirmed", "not_entitled"), ("reported", "new")):
        values = {"person": str(someone), "code": "DS", "state": state}
        need = Say("registry.need", uuid4(), values, creates=True, about=someone)
        assert waits(tablet, awa, need, kind="registry.need_reported") == becomes
    assert [need.state for need in Need.objects.all()] == ["reported"]


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("registry.photo_taken", [Say("registry.person", uuid4(), {"photo": "ab" * 32})]),
        (
            "registry.people_added",
            [family()[1], Say("registry.household", uuid4(), {"focal_point": str(uuid4())})],
        ),
        (
            "registry.headcount_made",
            [
                Say(
                    "registry.headcount",
                    uuid4(),
                    {
                        "where": {"post": "pogo", "day": "2025-11-12"},
                        "count": {"people": 40, "method": "estimated", "source": ""},
                    },
                    creates=True,
                )
            ],
        ),
    ],
)
def test_what_a_desk_does_day_by_day_is_applied(tablet, awa, kind, says):
    assert waits(tablet, awa, *says, kind=kind) == "new"


def test_a_kind_of_a_newer_app_waits_for_the_upgrade(tablet, awa):
    assert waits(tablet, awa, kind="registry.sung") == "unknown_kind"


def test_what_was_made_after_the_lease_ended_waits_and_what_was_made_before_does_not(soro, awa):
    ended = timezone.now() - timedelta(days=2)
    tablet = enrolled(soro, awa, lease_until=ended)
    tablet.wall = now() - timedelta(days=3) // timedelta(milliseconds=1)
    before = registered(tablet, awa)
    tablet.wall = now()
    after = registered(tablet, awa)
    # Its clock is three days behind, and it knows that: the moment counts, not what its clock says.
    tablet.wall = now() - timedelta(days=3) // timedelta(milliseconds=1)
    slow = registered(tablet, awa, offset=timedelta(days=3) // timedelta(milliseconds=1))
    assert reasons(bring(tablet, before, after, slow)) == ["new", "expired_lease", "expired_lease"]


def test_a_key_without_a_desk_applies_nothing(awa):
    bare = Tablet()
    bare.enrol()
    assert reasons(bring(bare, registered(bare, awa))) == ["not_entitled"]
