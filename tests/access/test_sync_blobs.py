"""Photos come in sealed pieces, in any number of attempts, and are kept once they are whole."""

from hashlib import sha256
from secrets import token_bytes
from uuid import uuid4

import pytest

from akwaba.ledger import blobs, keys, services
from akwaba.ledger.blobs import LARGEST_CHUNK
from akwaba.ledger.models import Attachment, Chunk, Device
from tests.access.desk_cast import ago, enrolled
from tests.access.sync_cast import ask_blob, photo, put, sealed_photo
from tests.factories import OFFICER

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

HER = uuid4()
PHOTO, DIGEST = photo(256)
PIECE = 9_000


@pytest.fixture
def tablet(soro, awa):
    return enrolled(soro, awa)


def pieces(sealed, size=PIECE):
    return [(start, sealed[start : start + size]) for start in range(0, len(sealed), size)]


def kept():
    return [(row.digest, row.about, bytes(row.content)) for row in Attachment.objects.all()]


def test_it_is_kept_when_the_last_piece_has_come(tablet):
    sealed = sealed_photo(PHOTO, DIGEST)
    assert len(sealed) > 2 * PIECE
    for start, content in pieces(sealed):
        assert Attachment.objects.count() == 0
        answer = put(tablet, DIGEST, HER, start, content)
        assert tablet.believes(answer)
    assert (answer.said["stored"], answer.said["complete"]) == (0, True)
    assert kept() == [(DIGEST, HER, PHOTO)]
    assert not Chunk.objects.exists()
    again = put(tablet, DIGEST, HER, 0, sealed[:PIECE])
    assert again.said["complete"]
    assert not Chunk.objects.exists()


def test_the_tablet_goes_on_where_it_was_cut_off(tablet):
    sealed = sealed_photo(PHOTO, DIGEST)
    put(tablet, DIGEST, HER, 0, sealed[:PIECE])
    asked = ask_blob(tablet, DIGEST, HER)
    assert (asked.said["stored"], asked.said["complete"]) == (PIECE, False)
    head = ask_blob(tablet, DIGEST, HER, method="HEAD")
    assert (head.headers["Akwaba-Stored"], head.headers["Akwaba-Complete"]) == (str(PIECE), "no")
    assert tablet.believes(asked)
    assert tablet.believes(head)
    for start, content in pieces(sealed)[1:]:
        put(tablet, DIGEST, HER, start, content)
    assert kept() == [(DIGEST, HER, PHOTO)]
    assert ask_blob(tablet, DIGEST, HER, method="HEAD").headers["Akwaba-Complete"] == "yes"


def test_a_piece_sent_twice_a_gap_and_a_new_start_do_no_harm(tablet):
    sealed = sealed_photo(PHOTO, DIGEST)
    put(tablet, DIGEST, HER, 0, sealed[:PIECE])
    assert put(tablet, DIGEST, HER, 0, sealed[:PIECE]).said["stored"] == PIECE
    assert put(tablet, DIGEST, HER, 3 * PIECE, b"x").said["stored"] == PIECE
    assert put(tablet, DIGEST, HER, PIECE - 1, b"x").said["stored"] == PIECE
    anew = sealed_photo(PHOTO, DIGEST)
    for start, content in pieces(anew, LARGEST_CHUNK):
        put(tablet, DIGEST, HER, start, content)
    assert kept() == [(DIGEST, HER, PHOTO)]


def test_two_people_on_one_picture_each_keep_it(tablet):
    brother = uuid4()
    for about in (HER, brother):
        put(tablet, DIGEST, about, 0, sealed_photo(PHOTO, DIGEST))
    assert {row[1] for row in kept()} == {HER, brother}


def test_what_is_not_the_photo_that_was_announced_is_put_away(tablet):
    other = photo(32)[0]
    text = b"no photo at all"
    big = b"\xff\xd8\xff" + token_bytes(8192) + bytes(blobs.LARGEST_PHOTO)
    for content, digest in ((other, DIGEST), (text, sha256(text).hexdigest())):
        answer = put(tablet, digest, HER, 0, sealed_photo(content, digest))
        assert (answer.status_code, answer.said["problem"]) == (422, "not_that_photo")
    digest = sha256(big).hexdigest()
    answer = put(tablet, digest, HER, 0, sealed_photo(big, digest))
    assert answer.status_code == 422
    assert not Attachment.objects.exists()
    assert not Chunk.objects.exists()


def test_too_much_is_refused_and_the_limit_named(tablet):
    answer = put(tablet, DIGEST, HER, 0, bytes(LARGEST_CHUNK + 1))
    assert answer.status_code == 413
    assert "64" in answer.said["sentence"]
    for start in range(0, 4 * LARGEST_CHUNK, LARGEST_CHUNK):
        answer = put(tablet, DIGEST, HER, start, bytes(LARGEST_CHUNK))
    assert answer.status_code == 413
    assert put(tablet, DIGEST, HER, 0, b"").said["stored"] == 0


def test_nobody_but_an_enrolled_device_asks(tablet, client):
    stranger = type(tablet)()
    assert ask_blob(stranger, DIGEST, HER).status_code == 401
    assert client.get(f"/sync/v1/blobs/{DIGEST}?about={HER}").status_code == 401
    assert not Chunk.objects.exists()


def test_a_revoked_tablet_still_brings_its_photos(tablet):
    Device.objects.filter(id=tablet.id).update(revoked_at=ago(minutes=1))
    put(tablet, DIGEST, HER, 0, sealed_photo(PHOTO, DIGEST))
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("digest", "about", "start", "field"),
    [
        ("x" * 64, HER, 0, "digest"),
        (DIGEST.upper(), HER, 0, "digest"),
        (DIGEST, "nobody", 0, "about"),
        (DIGEST, HER, -1, "offset"),
        (DIGEST, HER, "1e3", "offset"),
        (DIGEST, HER, "9" * 30, "offset"),
    ],
)
def test_an_address_that_cannot_be_read_is_refused_by_field(tablet, digest, about, start, field):
    answer = put(tablet, digest, about, start, b"x")
    assert answer.status_code == 400
    assert field in answer.said["sentence"]


def test_the_photo_of_an_erased_person_is_let_go(tablet, django_capture_on_commit_callbacks):
    put(tablet, DIGEST, HER, 0, sealed_photo(PHOTO, DIGEST)[:PIECE])
    with django_capture_on_commit_callbacks():
        services.erase(officer=OFFICER, subject=HER, reason="asked")
    assert not Chunk.objects.exists()
    assert put(tablet, DIGEST, HER, 0, sealed_photo(PHOTO, DIGEST)).said["complete"]
    assert not Attachment.objects.exists()
    assert not Chunk.objects.exists()


def test_a_photo_sealed_elsewhere_waits_for_its_key(tablet, monkeypatch):
    former = keys.new_key()
    sealed = sealed_photo(PHOTO, DIGEST, [keys.public_bytes(former)])
    for start, content in pieces(sealed):
        answer = put(tablet, DIGEST, HER, start, content)
    assert (answer.said["stored"], answer.said["complete"]) == (len(sealed), False)
    assert blobs.open_pieces() == 0
    monkeypatch.setattr(blobs, "all_keys", lambda: [former])
    assert blobs.open_pieces() == 1
    assert kept() == [(DIGEST, HER, PHOTO)]
