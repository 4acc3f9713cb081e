"""What a dead phone held comes in by a file or by its codes, and each entry is accounted for."""

import gzip
import hashlib
import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from akwaba.desk import frames, parcels
from akwaba.desk.problems import CodesMisread, CodesUnreadable, ParcelMissing
from akwaba.ledger import b64url, laws
from akwaba.ledger.models import Entry
from akwaba.places import services as places
from akwaba.registry.models import Person
from tests import factories
from tests.access.desk_cast import enrolled
from tests.desk.desk import ask
from tests.factories import person

pytestmark = pytest.mark.django_db

ADDRESS = "/devices/parcel/"


@pytest.fixture
def facts(db):
    places.ensure_facts()


@pytest.fixture
def tablet(awa, soro, facts):
    return enrolled(soro, awa)


def registration(tablet, name="Mariam Coulibaly"):
    """An entry as the desk makes one of a person."""
    row = uuid4()
    return tablet.make(
        person(row, name_said=name, post="pogo"),
        kind="registry.household_registered",
        officer=str(tablet.officer),
    )


def packed(*wires, **more):
    entries = [
        {
            "header": wire.header.decode(),
            "signature": b64url.encode(wire.signature),
            "body": wire.body,
        }
        for wire in wires
    ]
    return gzip.compress(json.dumps({"format": 1, "entries": entries, **more}).encode())


def bring(client, content=None, codes=""):
    said = {"codes": codes}
    if content is not None:
        said["file"] = SimpleUploadedFile("akwaba.parcel", content)
    return client.post(ADDRESS, said)


def as_codes(content):
    """The codes that the desk's own module shows for a parcel."""
    return ask("exchange/parcel.js", ["frames", content])[0]


def text_of(response):
    return " ".join(response.content.decode().split())


# The page


def test_a_file_comes_in_entry_by_entry(client, soro, tablet):
    client.force_login(soro)
    page = text_of(bring(client, packed(*[registration(tablet) for _ in range(3)])))
    assert "3 entrées prises en compte" in page
    assert page.count("badge good") == 3
    assert "Tablette 1" in page
    assert Entry.objects.filter(device=tablet.id).count() == 3


def test_nobody_is_named_on_the_page(client, soro, tablet):
    client.force_login(soro)
    page = text_of(bring(client, packed(registration(tablet, "Zzyzx Qwert"))))
    assert Person.objects.filter(name_said="Zzyzx Qwert").exists()
    assert "Zzyzx" not in page


def test_bringing_the_same_again_changes_nothing_and_says_so(client, soro, tablet):
    client.force_login(soro)
    parcel = packed(registration(tablet), registration(tablet))
    bring(client, parcel)
    page = text_of(bring(client, parcel))
    assert "2 étaient déjà là" in page
    assert Entry.objects.filter(device=tablet.id).count() == 2


def test_an_entry_that_cannot_be_applied_is_on_hold_with_its_reason(client, soro, tablet):
    client.force_login(soro)
    good, bad = registration(tablet), registration(tablet)
    tampered = laws.Wire(bad.header, bad.body, bytes(64))
    page = text_of(bring(client, packed(good, tampered)))
    assert "1 entrée prise en compte · 1 entrée en attente" in page
    assert "Sa signature n’est pas celle de l’appareil." in page


def test_a_phone_that_nobody_enrolled_is_taken_in_and_waits(client, soro, facts):
    client.force_login(soro)
    stranger = factories.Desk()
    page = text_of(bring(client, packed(stranger.make(person(uuid4())))))
    assert "1 entrée en attente" in page
    assert "Appareil inconnu" in page
    assert "/quarantine/" in page


def test_what_is_no_entry_at_all_is_counted_as_unreadable(client, soro, tablet):
    client.force_login(soro)
    parcel = gzip.compress(json.dumps({"entries": [{"header": "?"}, 7]}).encode())
    assert "2 entrées illisibles" in text_of(bring(client, parcel))


def test_entries_that_never_came_are_told_by_their_numbers(client, soro, tablet):
    client.force_login(soro)
    wires = [registration(tablet) for _ in range(5)]
    page = text_of(bring(client, packed(wires[0], wires[3])))
    assert "ne sont jamais arrivées : 2–3" in page


def test_a_file_that_was_cut_off_gives_what_it_holds(client, soro, tablet):
    client.force_login(soro)
    parcel = gzip.decompress(packed(*[registration(tablet) for _ in range(3)]))
    page = text_of(bring(client, parcel[:-80]))
    assert "2 entrées prises en compte" in page
    assert "Le fichier est coupé." in page


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"{}", b"\x1f\x8b\x08junk", b"\x00" * 100])
def test_a_file_that_is_no_parcel_is_refused_and_nothing_is_stored(client, soro, facts, content):
    client.force_login(soro)
    page = bring(client, content)
    assert page.status_code == 400
    assert "Rien n’a été" in text_of(page)
    assert not Entry.objects.filter(kind="registry.household_registered").exists()


def test_nothing_brought_asks_for_something(client, soro):
    client.force_login(soro)
    page = bring(client)
    assert page.status_code == 400
    assert "Choisissez le fichier" in text_of(page)


@pytest.mark.parametrize("who", ["awa", "toure", "diallo", "ouattara", "kone"])
def test_only_those_who_manage_devices_open_it(request, client, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(ADDRESS).status_code == 403
    assert bring(client, b"{}").status_code == 403


def test_the_page_lets_its_scanner_run_and_nothing_from_elsewhere(client, soro):
    client.force_login(soro)
    page = client.get(ADDRESS)
    policy = page.headers["Content-Security-Policy"]
    assert "'wasm-unsafe-eval'" in policy
    assert "unsafe-inline" not in policy
    scanner = page.context["scanner"]
    assert client.get(scanner).status_code == 200


# Codes


def test_codes_come_in_as_the_file_would_in_any_order_and_twice(client, soro, tablet):
    client.force_login(soro)
    codes = as_codes(packed(*[registration(tablet) for _ in range(6)]))
    assert len(codes) > 2
    page = text_of(bring(client, codes="\r\n".join([*reversed(codes), codes[0]])))
    assert "6 entrées prises en compte" in page


def test_codes_in_a_text_file_come_in_too(client, soro, tablet):
    client.force_login(soro)
    codes = as_codes(packed(registration(tablet)))
    page = text_of(bring(client, "\ufeff".encode() + "\n".join(codes).encode()))
    assert "1 entrée prise en compte" in page


def test_an_unfinished_series_says_which_codes_miss_and_keeps_those_read(client, soro, tablet):
    client.force_login(soro)
    codes = as_codes(packed(*[registration(tablet) for _ in range(6)]))
    kept = [codes[0], *codes[2:-1]]
    page = bring(client, codes="\n".join(kept))
    assert f"<b>2, {len(codes)}</b> (sur {len(codes)})" in text_of(page)
    assert page.context["codes"] == "\n".join(kept)
    assert not Entry.objects.filter(device=tablet.id).exists()
    again = text_of(bring(client, codes="\n".join([*kept, codes[1], codes[-1]])))
    assert "6 entrées prises en compte" in again


def test_two_phones_at_once_are_told_apart(client, soro, awa, tablet):
    client.force_login(soro)
    other = enrolled(soro, awa, name="Tablette 2")
    one, two = packed(registration(tablet)), packed(registration(other))
    page = text_of(bring(client, codes="\n".join(as_codes(one) + as_codes(two))))
    assert "Tablette 1" in page
    assert "Tablette 2" in page


def test_a_code_that_was_read_wrongly_spoils_nothing(tablet):
    codes = as_codes(packed(registration(tablet)))
    wrong = codes[0][:-1] + ("0" if codes[0][-1] != "0" else "1")
    with pytest.raises((CodesMisread, CodesUnreadable)):
        parcels.parcels_in(b"", "\n".join([wrong, *codes[1:]]))
    assert not Entry.objects.filter(device=tablet.id).exists()


def test_other_codes_are_no_parcel():
    with pytest.raises(CodesUnreadable):
        parcels.parcels_in(b"", "https://example.org\nAKW1:0011AABB:3/2:00")
    with pytest.raises(ParcelMissing):
        parcels.parcels_in(b"", " \n ")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("BB8", b"AB"),
        ("%69 VD92EX0", b"Hello!!"),
        ("UJCLQE7W581", b"base-45"),
        ("QED8WEX0", b"ietf!"),
    ],
)
def test_base_45_is_that_of_its_standard(text, content):
    """The examples of RFC 9285, sections 4.3 and 4.4."""
    assert frames.from_base45(text) == content


@pytest.mark.parametrize("text", ["A", "GGW", ":::", "::"])
def test_signs_that_stand_for_no_bytes_are_refused(text):
    with pytest.raises(ValueError, match="no bytes"):
        frames.from_base45(text)


def test_what_the_desk_writes_is_read_back_byte_for_byte():
    contents = [b"", b"\x00", b"\xff\xff", bytes(range(256)) * 7]
    written = ask("exchange/parcel.js", *[["base45", content] for content in contents])
    assert [frames.from_base45(text) for text in written] == contents


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text):
    found = frames.read_frames(f"AKW1:0123ABCD:1/2:{text}\n{text}")
    assert len(found.series) <= 2


def test_a_series_of_a_thousand_phones_does_not_pretend_to_be_whole():
    name = hashlib.sha256(b"AB").hexdigest()[:8].upper()
    found = frames.read_frames(f"AKW1:{name}:1/9999:BB8")
    assert (found.series, found.strange) == ([], [1])
