"""An app and a node of neighbouring versions understand each other, and nothing is lost.

`golden/app-*.json` holds what a released app sent, byte for byte, captured in a browser once: it is
never made again. A change that makes this test fail breaks tablets that are at work: see “Versions”
in docs/reference/desk-protocol.md.
"""

import base64
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.test import Client

from akwaba.access.models import Desk, DeskOfficer, EnrolmentCode, Officer
from akwaba.access.rules import Role
from akwaba.desk.parcels import take_in
from akwaba.ledger import b64url, kinds, sealing
from akwaba.ledger.consequences import apply_upgraded
from akwaba.ledger.models import Attachment, Device, Entry
from akwaba.registry.models import Consent, Household, Person
from tests.access.desk_cast import enrolled
from tests.factories import person

pytestmark = pytest.mark.django_db

GOLDEN = [
    pytest.param(json.loads(path.read_text()), id=path.stem)
    for path in sorted((Path(__file__).parent / "golden").glob("app-*.json"))
]


class Released:
    """A released app as its golden file has it, at a node that it knows."""

    def __init__(self, golden, home, supervisor):
        self.golden = golden
        self.supervisor = supervisor
        self.enrolment, *self.rest = golden["requests"]
        sealing.own_key()  # makes the folder
        key = ec.derive_private_key(int(golden["sealing_key"], 16), ec.SECP256R1())
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (home / "keys" / "sealing-then.pem").write_bytes(pem)

    @property
    def instant(self):
        return datetime.fromtimestamp(self.enrolment["reply"]["server_time"] / 1000, tz=UTC)

    def send(self, request, at=None):
        """The very bytes, at the time at which they were sent."""
        said_at = request["headers"].get("akwaba-time")
        moment = at or int(said_at or self.enrolment["reply"]["server_time"]) / 1000
        with time_machine.travel(moment, tick=False):
            return Client(enforce_csrf_checks=True).generic(
                request["method"],
                request["path"],
                base64.b64decode(request["body"]),
                content_type=request["headers"].get("content-type", "application/octet-stream"),
                headers={
                    name: value
                    for name, value in request["headers"].items()
                    if name.startswith("akwaba")
                },
            )

    def settle(self):
        """What its enrolment and its officer's sign-in left at the node then."""
        sent = json.loads(base64.b64decode(self.enrolment["body"]))
        awa = Officer(id=self.golden["officer"], username="awa", role=Role.CLERK, posts=["pogo"])
        awa.set_password(self.golden["password"])
        awa.save(force_insert=True)
        device = Device.objects.create(
            id=self.golden["device"],
            name=sent["name"],
            kind=Device.Kind.DESK,
            public_key=b64url.decode(sent["public_key"]),
        )
        desk = Desk.objects.create(
            device=device,
            name=sent["name"],
            post="pogo",
            enrolled_by=self.supervisor,
            lease_until=self.instant + timedelta(days=14),
        )
        DeskOfficer.objects.create(desk=desk, officer=awa)

    def requests(self, part):
        return [one for one in self.rest if part in one["path"]]


@pytest.fixture(params=GOLDEN)
def released(request, settings, tmp_path, soro):
    settings.SECRET_KEY = request.param["secret"]
    settings.AKWABA_HOME = tmp_path
    return Released(request.param, tmp_path, soro)


def test_a_released_app_is_still_enrolled(released, soro):
    EnrolmentCode.objects.create(
        id=released.golden["enrolment"],
        post="pogo",
        made_by=soro,
        made_at=released.instant,
        ends_at=released.instant + timedelta(minutes=15),
    )
    answer = released.send(released.enrolment)
    assert answer.status_code == 200, answer.content
    assert released.enrolment["reply"].keys() <= answer.json().keys()
    assert "Akwaba-Signature" in answer.headers


def test_all_that_a_released_app_asks_is_still_answered(released):
    """Each answer has at least the fields that the app of that day was given."""
    released.settle()
    for request in released.rest:
        answer = released.send(request)
        assert answer.status_code == request["status"], (request["path"], answer.content)
        assert request["reply"].keys() <= answer.json().keys(), request["path"]
        assert "Akwaba-Signature" in answer.headers


def test_what_a_released_app_registered_is_opened_and_applied(released):
    released.settle()
    for request in [*released.requests("/sync/v1/entries"), *released.requests("/sync/v1/blobs/")]:
        released.send(request)
    made = released.golden["made"]
    entries = Entry.objects.filter(device=released.golden["device"]).order_by("seq")
    assert [str(entry.id) for entry in entries] == released.golden["entries"]
    assert {entry.quarantine for entry in entries} == {""}
    golo = Person.objects.get(pk=made["person"])
    assert (golo.name_said, str(golo.household)) == ("N’Golo Traoré 🌾", made["household"])
    assert golo.photo == made["digest"]
    assert Household.objects.get(pk=made["other"]).counts_said == {"F 18-59": 1, "M 0-4": 3}
    assert Consent.objects.get(person=made["person"]).answer == "yes"
    photo = Attachment.objects.get(digest=made["digest"])
    assert len(bytes(photo.content)) == made["size"]


def test_what_a_released_app_sends_again_is_known(released):
    released.settle()
    (request,) = released.requests("/sync/v1/entries")
    released.send(request)
    again = released.send(request).json()
    assert {receipt["status"] for receipt in again["receipts"]} == {"known"}
    assert again["stored_upto"] == len(released.golden["entries"])


def test_the_entries_of_a_released_app_come_in_by_a_parcel_too(released):
    released.settle()
    (request,) = released.requests("/sync/v1/entries")
    taken = take_in(base64.b64decode(request["body"]))
    assert [line.mark for line in taken.lines] == ["good"] * len(released.golden["entries"])


def test_a_released_apps_word_counts_only_at_its_time(released):
    released.settle()
    late = released.instant + timedelta(minutes=30)
    request = released.requests("/desk/v1/heartbeat")[-1]
    answer = released.send(request, at=late)
    assert (answer.status_code, answer.json()["problem"]) == (401, "clock")


# A newer app at this node


@pytest.fixture
def tablet(awa, soro):
    return enrolled(soro, awa)


def sent(tablet, *wires):
    entries = [
        {
            "header": wire.header.decode(),
            "signature": b64url.encode(wire.signature),
            "body": wire.body,
        }
        for wire in wires
    ]
    said = {"format": 1, "waiting": 0, "entries": entries, "new_field": {"of": "tomorrow"}}
    return tablet.ask("/sync/v1/entries", said).said


def registration(tablet, row, **header):
    made = {"kind": "registry.household_registered", "officer": str(tablet.officer), **header}
    return tablet.make(person(row, name_said="Awa", post="pogo"), **made)


def test_an_entry_of_a_newer_version_is_kept_and_applied_after_the_upgrade(tablet, monkeypatch):
    row = uuid4()
    answer = sent(tablet, registration(tablet, row, version=2))
    assert [(one["status"], one["reason"]) for one in answer["receipts"]] == [
        ("quarantined", "newer_version")
    ]
    assert answer["stored_upto"] == 1, "the device need not send it again"
    kind = kinds.known("registry.household_registered")
    newer = kinds.Kind(
        kind.name, kind.label, version=2, upcasters={1: lambda said: said}, at_desk=kind.at_desk
    )
    monkeypatch.setitem(kinds._KINDS, kind.name, newer)
    apply_upgraded()
    assert Person.objects.get(pk=row).name_said == "Awa"


def test_an_entry_of_an_unknown_kind_holds_up_none_after_it(tablet):
    first, second = uuid4(), uuid4()
    strange = registration(tablet, first, kind="registry.person_fingerprinted")
    answer = sent(tablet, strange, registration(tablet, second))
    assert [(one["status"], one["reason"]) for one in answer["receipts"]] == [
        ("quarantined", "unknown_kind"),
        ("new", ""),
    ]
    assert Person.objects.filter(pk=second).exists()


def test_what_a_newer_app_says_beyond_what_we_know_is_passed_over(tablet):
    word = tablet.word(battery=0.4, sensors={"light": 3})
    assert word.status_code == 200
    asked = tablet.ask("/desk/v1/search", {"names": ["Awa"], "fingerprint": "x", "fuzzy": True})
    assert asked.said == {"found": [], "families": [], "more": False, "searched": "names"}
