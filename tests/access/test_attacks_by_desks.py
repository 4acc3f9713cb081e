"""What a desk that was enrolled, and somebody on its way to the post, try at the door."""

import json
import shutil
from hashlib import sha256
from uuid import uuid4

import pytest
from django.utils import timezone

from akwaba.access.desks.reserve import RESERVE
from akwaba.access.rules import Role
from akwaba.ledger import b64url, envelope, keys, laws, sealing
from akwaba.ledger.models import Device, Entry
from akwaba.ledger.services import Say
from akwaba.registry.models import Consent, Household, Need, Person, Token
from tests.access.desk_cast import Tablet, enrolled, is_from_node
from tests.access.sync_cast import (
    bring,
    family,
    photo,
    put,
    reasons,
    registered,
    sealed_photo,
    send,
)
from tests.cast import officer
from tests.ledger.sent import batch, sealed_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def tablet(soro, awa):
    return enrolled(soro, awa)


@pytest.fixture
def elsewhere(soro):
    """A family that another post registered: its household and its person."""
    clerk = officer("sanou", "Sanou Ali", Role.CLERK, posts=["tengrela"])
    far, says = enrolled(soro, clerk, name="Tablette 7", post="tengrela"), family(post="tengrela")
    assert reasons(bring(far, registered(far, clerk, *says, scope="tengrela"))) == ["new"]
    return says


# Somebody on the way


def test_nobody_is_told_in_a_strangers_name_that_the_post_has_what_it_has_not(tablet, awa):
    """The answer to a stranger names what it answers: a tablet compares it with what it sent."""
    entry = registered(tablet, awa)
    content = batch(entry, packed=False)
    captured = tablet.headers("/sync/v1/entries", content)
    spoilt = json.loads(content)
    spoilt["entries"][0] |= {"sealed": None, "body": "[]"}
    swapped = json.dumps(spoilt).encode()
    answer = send(swapped, captured | {"Akwaba-Device": str(uuid4())})
    assert reasons(answer) == ["body_changed"]
    assert is_from_node(answer, captured["Akwaba-Signature"])
    assert answer.said["asked"] == sha256(swapped).hexdigest() != sha256(content).hexdigest()


# A desk that lies


def deeds(household, person):
    """What a desk may say of its own people, said of those of another post."""
    answer, need, token = uuid4(), uuid4(), uuid4()
    return {
        "a photo": ("registry.photo_taken", [Say(Person.table, person, {"photo": "ab" * 32})]),
        "made again": (
            "registry.household_registered",
            [Say(Person.table, person, {"name_said": "Else"}, creates=True)],
        ),
        "drawn away": (
            "registry.household_registered",
            [
                Say(
                    Person.table,
                    uuid4(),
                    {
                        "name_said": "Else",
                        "post": "pogo",
                        "household": {"household": str(household), "joined_on": "2025-11-12"},
                    },
                    creates=True,
                )
            ],
        ),
        "a focal point": (
            "registry.people_added",
            [Say(Household.table, household, {"focal_point": str(uuid4())})],
        ),
        "a consent": (
            "registry.consent_recorded",
            [
                Say(
                    Consent.table,
                    answer,
                    {"person": str(person), "purpose": "humanitarian"},
                    creates=True,
                    about=person,
                )
            ],
        ),
        "a need": (
            "registry.need_reported",
            [
                Say(
                    Need.table,
                    need,
                    {"person": str(person), "code": "DS", "state": "reported"},
                    creates=True,
                    about=person,
                )
            ],
        ),
        "a token": (
            "registry.token_issued",
            [
                Say(
                    Token.table,
                    token,
                    {"household": str(household), "code": "A1B2C3D4"},
                    creates=True,
                    about=household,
                )
            ],
        ),
    }


@pytest.mark.parametrize(
    "deed",
    ["a photo", "made again", "drawn away", "a focal point", "a consent", "a need", "a token"],
)
def test_a_desk_says_nothing_of_the_people_of_another_post(tablet, awa, elsewhere, deed):
    household, person = (say.id for say in elsewhere)
    kind, says = deeds(household, person)[deed]
    assert reasons(bring(tablet, registered(tablet, awa, *says, kind=kind))) == ["not_entitled"]


@pytest.mark.parametrize("number", [2**53 - 1, 2**53, 2**63 - 1, 2**63, 2**200])
@pytest.mark.parametrize("field", ["seq", "wall", "offset"])
def test_no_number_however_large_holds_up_the_batch(tablet, awa, field, number):
    good = registered(tablet, awa)
    header = json.loads(good.header)
    header |= {"id": str(uuid4()), field: number}
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    spoilt = laws.Wire(text, good.body, keys.sign(tablet.key, text))
    answer = bring(tablet, spoilt, good)
    assert answer.status_code == 200
    assert reasons(answer)[1] == "new"
    assert tablet.word().status_code == 200


def test_a_clock_a_thousand_years_ahead_does_not_move_the_others(tablet, soro, awa):
    late = registered(tablet, awa, made_at="ffffffffffff-ffff")
    assert bring(tablet, late).status_code == 200
    other = enrolled(soro, awa, name="Tablette 9")
    assert reasons(bring(other, registered(other, awa))) == ["new"]
    assert tablet.word().status_code == 200


def test_a_few_kilobytes_do_not_become_gigabytes(tablet, awa):
    """Forty envelopes of zeros pass the limit of a batch; opened they would fill the disk."""
    entries = []
    for _ in range(30):
        entry = registered(tablet, awa)
        bomb = envelope.seal(
            bytes(4 * 1024 * 1024), sealing.recipients(), envelope.context_of(entry.header)
        )
        said = sealed_entry(entry)
        entries.append({**said, "sealed": b64url.encode(bomb)})
    answer = send(json.dumps({"format": 1, "waiting": 1, "entries": entries}).encode())
    assert set(reasons(answer)) == {"body_changed"}
    assert sum(len(entry.body) for entry in Entry.objects.all()) < 512 * 1024


def test_a_stranger_learns_nothing_of_a_tablet_but_what_anybody_may_send(tablet):
    stranger = Tablet()
    for path in ("heartbeat", "officers", "unlock", "search", "attestations"):
        assert stranger.ask(f"/desk/v1/{path}", {}).status_code == 401


# A disk that somebody fills


@pytest.fixture
def almost_full(monkeypatch):
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=RESERVE - 1))


@pytest.mark.usefixtures("almost_full")
def test_the_last_of_the_disk_is_not_for_strangers(tablet, awa):
    entry = registered(tablet, awa)
    answer = send(batch(entry))
    assert (answer.status_code, answer.said["problem"]) == (507, "disk_reserved")
    assert Entry.objects.count() == 0
    assert reasons(bring(tablet, entry)) == ["new"]


@pytest.mark.usefixtures("almost_full")
def test_the_last_of_the_disk_is_not_for_a_tablet_that_was_revoked(tablet, awa):
    content, digest = photo()
    assert put(tablet, digest, uuid4(), 0, sealed_photo(content, digest)).status_code == 200
    Device.objects.filter(id=tablet.id).update(revoked_at=timezone.now())
    assert put(tablet, digest, uuid4(), 0, sealed_photo(content, digest)).status_code == 507
    assert bring(tablet, registered(tablet, awa)).status_code == 507


# Somebody whose work is another one now


@pytest.mark.parametrize("path", ["search", "attestations"])
@pytest.mark.parametrize("role", [Role.COUNCIL, Role.SECURITY, Role.AUDITOR, Role.ADMINISTRATOR])
def test_whoever_changed_their_role_reads_nobody_at_the_desk_any_more(tablet, awa, path, role):
    awa.role = role
    awa.save()
    answer = tablet.ask(f"/desk/v1/{path}", {"names": ["Awa"], "persons": [str(uuid4())]})
    assert (answer.status_code, answer.said["problem"]) == (403, "not_entitled")


@pytest.mark.parametrize("path", ["search", "attestations"])
def test_a_revoked_tablet_and_a_closed_account_read_nobody(tablet, awa, path):
    said = {"names": ["Awa"], "persons": [str(uuid4())]}
    awa.is_active = False
    awa.save()
    assert tablet.ask(f"/desk/v1/{path}", said).said["problem"] == "officer_unknown"
    Device.objects.filter(id=tablet.id).update(revoked_at=timezone.now())
    assert tablet.ask(f"/desk/v1/{path}", said).said["problem"] == "revoked_device"
