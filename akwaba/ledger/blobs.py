"""Photos on their way here: sealed, in pieces, and readable by nobody before all have come.

A photo is named by the SHA-256 of its content, which is also the context of its envelope. Whether
the last piece has come shows when the envelope opens: no length is believed.
"""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from akwaba.ledger import envelope
from akwaba.ledger.judging import erased
from akwaba.ledger.models import Attachment, Chunk
from akwaba.ledger.problems import Problem
from akwaba.ledger.sealing import all_keys
from akwaba.ledger.services import lock_fold

LARGEST_CHUNK = 64 * 1024
LARGEST_PHOTO = 200 * 1024
"""Bytes; a face at 640 pixels takes 30 to 40 kB."""
LARGEST_SEALED = LARGEST_PHOTO + 4096
"""With the envelope around it."""
_JPEG = b"\xff\xd8\xff"


class PieceTooLarge(Problem):
    status = 413
    code = "piece_too_large"
    message = _(
        "A photo may have %(photo)s kB, and a piece of it %(piece)s kB. Nothing of this piece was "
        "stored."
    )


class NotThatPhoto(Problem):
    """What came under this name is something else: the device starts again from its own copy."""

    status = 422
    code = "not_that_photo"
    message = _(
        "What arrived is not the photo that was announced: its digest differs, or it is no JPEG. "
        "It was put away; send it again from the start."
    )


@dataclass(frozen=True, slots=True)
class Arrived:
    """How far a photo has come."""

    stored: int
    """Bytes of its envelope that are here, counted from the first; 0 once it is complete."""
    is_complete: bool
    """Opened, checked and kept. Also where it may not be kept: its person's data was erased."""


def arrived(*, digest: str, about: UUID) -> Arrived:
    if Attachment.objects.filter(digest=digest, about=about).exists() or _is_erased(about):
        return Arrived(0, is_complete=True)
    return Arrived(_length(digest, about), is_complete=False)


def take_piece(*, digest: str, about: UUID, start: int, content: bytes) -> Arrived:
    """Keep a piece; what was kept from `start` on is replaced. A piece beyond a gap is not kept.

    `digest` is 64 hexadecimal digits. Raises PieceTooLarge, and NotThatPhoto when the last piece
    has come and the whole is something else.
    """
    if len(content) > LARGEST_CHUNK or start + len(content) > LARGEST_SEALED:
        raise PieceTooLarge(photo=LARGEST_PHOTO // 1024, piece=LARGEST_CHUNK // 1024)
    with transaction.atomic():
        lock_fold()
        so_far = arrived(digest=digest, about=about)
        if so_far.is_complete or start > so_far.stored:
            return so_far
        Chunk.objects.filter(digest=digest, about=about, start__gte=start).delete()
        if content and _length(digest, about) == start:
            Chunk.objects.create(
                digest=digest, about=about, start=start, content=content, stored_at=timezone.now()
            )
        is_that_photo = _finish(digest, about)
    if not is_that_photo:
        raise NotThatPhoto
    return arrived(digest=digest, about=about)


@transaction.atomic
def open_pieces() -> int:
    """Open the photos whose key was put back; return how many were kept."""
    waiting = list(Chunk.objects.values_list("digest", "about").distinct())
    if waiting:
        lock_fold()
    for digest, about in waiting:
        _finish(digest, about)
    return sum(Attachment.objects.filter(digest=name, about=who).count() for name, who in waiting)


def _finish(digest: str, about: UUID) -> bool:
    """Keep the photo if its envelope opens now. False where it opens and holds something else."""
    pieces = Chunk.objects.filter(digest=digest, about=about).order_by("start")
    sealed = b"".join(bytes(piece.content) for piece in pieces)
    try:
        content = envelope.open_content(sealed, all_keys(), digest)
    except (envelope.Damaged, envelope.SealedElsewhere):
        return True  # more pieces are to come, or a key
    pieces.delete()
    if len(content) > LARGEST_PHOTO or not content.startswith(_JPEG):
        return False
    if sha256(content).hexdigest() != digest:
        return False
    Attachment.objects.create(
        digest=digest,
        about=about,
        media_type="image/jpeg",
        content=content,
        stored_at=timezone.now(),
    )
    return True


def _length(digest: str, about: UUID) -> int:
    """Bytes that are here without a gap."""
    length = 0
    pieces = Chunk.objects.filter(digest=digest, about=about).order_by("start")
    for piece in pieces:
        if piece.start != length:
            break
        length += len(bytes(piece.content))
    return length


def _is_erased(about: UUID) -> bool:
    return bool(erased(among=[about]))
