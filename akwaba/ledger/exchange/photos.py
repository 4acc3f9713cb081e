"""Photos between nodes: after the entries, one by one, in pieces, and never in their way.

Upwards a photo goes as a desk sends it: sealed once, in pieces of 64 kB, from where the other node
says that it stands; the sealed copy is kept until then, so that any later meeting goes on at the
same byte. Downwards each piece is sealed by itself.
"""

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from akwaba.ledger import envelope
from akwaba.ledger.blobs import LARGEST_CHUNK, LARGEST_PHOTO, arrived
from akwaba.ledger.exchange.lines import Line, PeerRefused
from akwaba.ledger.exchange.packets import PacketUnreadable
from akwaba.ledger.exchange.words import read_words
from akwaba.ledger.home import write_once
from akwaba.ledger.judging import ON_CHAIN
from akwaba.ledger.models import Attachment, Entry, Mention, Peer
from akwaba.ledger.sealing import all_keys
from akwaba.ledger.standing import stands_at

AT_ONCE = 200
"""Names of photos in one question."""
PIECE = 32 * 1024
MOST_PIECES = LARGEST_PHOTO // PIECE + 2


class Counts(Protocol):
    def __call__(self, *, sent: bool) -> None: ...


def waiting(peer: Peer) -> int:
    """Photos that were stored since the peer last had all of them."""
    return _not_sent(peer).count()


def send(line: Line, count: Counts) -> None:
    """Give the peer the photos that it lacks, oldest first."""
    peer = line.peer
    if peer.role != Peer.Role.CAPITAL:
        return
    for page in _pages(lambda: _not_sent(peer)):
        names = [[photo.digest, str(photo.about)] for photo in page]
        told = read_words(line.ask("/sync/v1/photos", json.dumps({"have": names}).encode()))
        for place in told["lack"]:
            if _send_one(line, page[place]):
                count(sent=True)
        peer.photos_upto = page[-1].stored_at
        peer.save(update_fields=["photos_upto"])


def _not_sent(peer: Peer) -> QuerySet[Attachment]:
    photos = Attachment.objects.order_by("stored_at", "digest").defer("content")
    return photos if peer.photos_upto is None else photos.filter(stored_at__gt=peer.photos_upto)


def _pages(ask: Callable[[], QuerySet[Attachment]]) -> Iterator[list[Attachment]]:
    """Pages that end between two instants, so that none is passed over."""
    while page := list(ask()[:AT_ONCE]):
        same = ask().filter(stored_at=page[-1].stored_at)
        known = {photo.pk for photo in page}
        yield [*page, *(photo for photo in same if photo.pk not in known)]


def _send_one(line: Line, photo: Attachment) -> bool:
    """False where the peer will not have it: it goes on without."""
    kept = _sealed_copy(line.peer, photo)
    sealed = kept.read_bytes()
    path = f"/sync/v1/blobs/{photo.digest}?about={photo.about}"
    try:
        start = read_words(line.ask(path, b"", method="GET"))
        is_complete = start["complete"] or _send_from(line, path, sealed, start["stored"])
        if not is_complete:  # what lay there was of another seal, whose copy is gone
            is_complete = _send_from(line, path, sealed, 0)
    except PeerRefused:
        is_complete = False
    kept.unlink()
    return bool(is_complete)


def _send_from(line: Line, path: str, sealed: bytes, at: int) -> bool:
    """Whether the photo is whole there once all from this byte on was sent."""
    while at < len(sealed):
        piece = sealed[at : at + LARGEST_CHUNK]
        told = read_words(line.ask(f"{path}&offset={at}", piece, method="PUT"))
        if told["complete"]:
            return True
        if told["stored"] <= at:
            break
        at = told["stored"]
    return False


def _sealed_copy(peer: Peer, photo: Attachment) -> Path:
    path = Path(settings.AKWABA_HOME) / "photos-on-their-way" / f"{photo.digest}.{photo.about}"
    if not path.exists():
        content = bytes(Attachment.objects.get(pk=photo.pk).content)
        write_once(path, envelope.seal(content, [bytes(peer.sealing_key)], photo.digest))
    return path


def fetch(line: Line, count: Counts) -> None:
    """Fetch the photos of our people that we lack."""
    after = ["", ""]
    while True:
        said = {"after": after}
        told = read_words(line.ask("/sync/v1/photos", json.dumps(said).encode()))
        names = told.get("names", [])
        for digest, about in names:
            if not arrived(digest=digest, about=UUID(about)).is_complete:
                _fetch_one(line, digest, UUID(about))
                count(sent=False)
        if not names:
            return
        after = names[-1]


def _fetch_one(line: Line, digest: str, about: UUID) -> None:
    content = b""
    for _ in range(MOST_PIECES):
        said = {"digest": digest, "about": str(about), "offset": len(content)}
        sealed = line.ask("/sync/v1/photo", json.dumps(said).encode())
        try:
            piece = envelope.open_content(sealed, all_keys(), f"{digest} {len(content)}")
        except (envelope.Damaged, envelope.SealedElsewhere) as error:
            raise PacketUnreadable from error
        if not piece:
            break
        content += piece
    if sha256(content).hexdigest() == digest:
        keep(digest, about, content)


@transaction.atomic
def keep(digest: str, about: UUID, content: bytes) -> None:
    if not arrived(digest=digest, about=about).is_complete:
        Attachment.objects.create(
            digest=digest,
            about=about,
            media_type="image/jpeg",
            content=content,
            stored_at=timezone.now(),
        )


def lacking(peer: Peer, names: list[Any]) -> list[int]:
    """Places of the photos, of those that a caller has and may bring, that are not here."""
    return [
        place
        for place, (digest, about) in enumerate(_named(names))
        if not arrived(digest=digest, about=about).is_complete and may_bring(peer, about)
    ]


def may_bring(peer: Peer, about: UUID) -> bool:
    """Whether a caller may bring photos of somebody: of those whom its posts serve, or did."""
    if peer.role != Peer.Role.POST:
        return False
    theirs = Entry.objects.filter(scope__in=peer.posts, quarantine__in=ON_CHAIN)
    served = Q(entry_position__in=theirs.values("position"))
    return Mention.objects.filter(served | stands_at(peer.posts), subject=about).exists()


def names_for(peer: Peer, after: list[str]) -> list[list[str]]:
    """The next photos that the caller may hold, in the order of their names."""
    last_digest, last_about = after
    photos = _photos_of(peer).order_by("digest", "about")
    if last_digest:
        later = Q(digest=last_digest, about__gt=UUID(last_about))
        photos = photos.filter(Q(digest__gt=last_digest) | later)
    found = photos.values_list("digest", "about")[:AT_ONCE]
    return [[digest, str(about)] for digest, about in found]


def piece_for(peer: Peer, digest: str, about: UUID, offset: int) -> bytes:
    """A piece of a photo, sealed to the caller; an empty one at its end, or where there is none."""
    photo = _photos_of(peer).filter(digest=digest, about=about).first()
    content = bytes(photo.content)[offset : offset + PIECE] if photo else b""
    return envelope.seal(content, [bytes(peer.sealing_key)], f"{digest} {offset}")


def _photos_of(peer: Peer) -> QuerySet[Attachment]:
    """Of those who stand at the peer's posts now: who moved on is looked after elsewhere."""
    if peer.role != Peer.Role.POST:
        return Attachment.objects.none()
    return Attachment.objects.filter(stands_at(peer.posts, "about"))


def _named(names: list[Any]) -> list[tuple[str, UUID]]:
    try:
        return [(str(digest), UUID(about)) for digest, about in names]
    except (TypeError, ValueError, AttributeError) as error:
        raise PacketUnreadable from error
