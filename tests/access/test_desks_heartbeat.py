"""What a desk says of itself at each contact, and what it learns."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from akwaba.access.desks.rules import LEASE, milliseconds
from akwaba.ledger import b64url, sealing
from akwaba.ledger.acceptance import accept
from akwaba.ledger.keys import new_key, public_bytes
from akwaba.ledger.services import admit_all
from tests.access.desk_cast import ago, enrolled
from tests.access.sync_cast import bring, family, registered
from tests.factories import person


@pytest.fixture
def tablet(soro, awa):
    return enrolled(soro, awa)


def test_its_word_is_kept(tablet):
    oldest = timezone.now() - timedelta(minutes=50)
    answer = tablet.word(
        waiting=3, oldest_waiting=milliseconds(oldest), drafts=1, photos=2, protected=False
    )
    assert answer.status_code == 200, answer.content
    desk = tablet.row
    assert (desk.waiting, desk.drafts, desk.photos, desk.app) == (3, 1, 2, "0123456789ab")
    assert abs(desk.oldest_waiting_at - oldest) < timedelta(milliseconds=2)
    assert desk.is_storage_protected is False
    assert timezone.now() - desk.last_seen_at < timedelta(minutes=1)


def test_what_was_never_said_is_unknown_not_zero(tablet):
    desk = tablet.row
    assert (desk.waiting, desk.drafts, desk.photos) == (None, None, None)
    assert desk.is_storage_protected is None


def test_the_answer_is_signed_and_says_what_the_node_has(tablet):
    accept([tablet.make(person(uuid4()), kind="registry.household_registered")])
    answer = tablet.word()
    assert tablet.believes(answer)
    assert answer.said["stored_upto"] == 1
    assert answer.said["capital"] is None
    assert answer.said["revoked"] is False
    assert answer.said["node"]["sealing_key"] == b64url.encode(sealing.public_point())


def test_each_contact_renews_the_lease(soro, awa):
    tablet = enrolled(soro, awa, lease_until=timezone.now() + timedelta(hours=1))
    answer = tablet.word()
    assert tablet.row.lease_until > timezone.now() + LEASE - timedelta(minutes=1)
    assert answer.said["lease_until"] == milliseconds(tablet.row.lease_until)


def test_a_lease_that_ended_is_not_renewed_by_the_device(soro, awa):
    ended = ago(hours=1)
    tablet = enrolled(soro, awa, lease_until=ended)
    assert tablet.word().status_code == 200
    assert tablet.row.lease_until == ended


def test_an_older_word_changes_nothing(tablet):
    tablet.word(waiting=2)
    tablet.ahead = -60_000
    assert tablet.word(waiting=9).status_code == 200
    assert tablet.row.waiting == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [("waiting", -1), ("waiting", None), ("waiting", True), ("drafts", 2**40), ("app", 7),
     ("protected", "yes"), ("oldest_waiting", 10**18), ("wall", 1.5), ("app", "\x00"),
     ("numbers_left", "many")],
)  # fmt: skip
def test_a_word_that_cannot_be_read_names_its_field(tablet, field, value):
    answer = tablet.word(**{field: value})
    assert (answer.status_code, answer.said["problem"]) == (400, "request_not_understood")
    assert field in answer.said["sentence"]
    assert tablet.row.waiting is None


def test_a_desk_that_runs_low_is_lent_numbers_and_told_the_same_if_it_asks_again(tablet):
    assert tablet.word().said["numbers"] == []
    assert tablet.word(numbers_left=500).said["numbers"] == []
    (lent,) = tablet.word(numbers_left=499).said["numbers"]
    assert lent["last"] - lent["first"] == 999
    assert tablet.word(numbers_left=499).said["numbers"] == [lent]


def test_a_desk_learns_what_has_not_come_and_what_waits_for_a_person(tablet, awa, soro):
    made = [registered(tablet, awa) for _ in range(4)]
    bring(tablet, made[0], made[3])
    assert held(tablet) == {"stored_upto": 1, "holes": [[2, 3]], "last": 4, "held": []}
    bring(tablet, made[1], made[2], registered(tablet, awa, *family(post="laleraba")))
    assert held(tablet) == {"stored_upto": 5, "holes": [], "last": 5, "held": [[5, 5]]}
    admit_all(officer=soro.id, device=tablet.id, reason="vue")
    assert held(tablet) == {"stored_upto": 5, "holes": [], "last": 5, "held": []}


def held(tablet):
    said = tablet.word().said
    return {name: said[name] for name in ("stored_upto", "holes", "last", "held")}


def test_a_desk_is_told_of_the_capital_and_not_yet_what_has_come_there(tablet, settings):
    point = public_bytes(new_key())
    settings.AKWABA_CAPITAL_KEY = point
    said = tablet.word().said
    assert said["capital"] == {"sealing_key": b64url.encode(point)}
    assert said["capital_upto"] is None
