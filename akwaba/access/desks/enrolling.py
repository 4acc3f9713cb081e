"""Enrol a device: a supervisor has a code made, the device brings its key and the code."""

import hashlib
from itertools import chain, count
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from akwaba.access import kinds, services
from akwaba.access.desks.problems import (
    CodeNotValid,
    DeskNameMissing,
    KeyTaken,
    PostNotYours,
    RevokedDevice,
    WordNotUnderstood,
)
from akwaba.access.desks.records import write_change, write_enrolment
from akwaba.access.desks.rules import CODE_LIVES, LEASE, code_of, is_entitled, typed_code
from akwaba.access.models import Desk, EnrolmentCode, Officer
from akwaba.access.models.desks import NAME_LENGTH
from akwaba.access.permissions import posts_of
from akwaba.access.posts import known_posts
from akwaba.access.rules import Act
from akwaba.ledger import b64url, keys
from akwaba.ledger.identity import known_as
from akwaba.ledger.models import Device


@transaction.atomic
def open_enrolment(*, actor: Officer, post: str) -> EnrolmentCode:
    """Have a code made for one device at one post. Raises PostNotYours."""
    may = is_entitled(role=actor.role, posts=posts_of(actor), act=Act.MANAGE_DESKS, post=post)
    if not may or post not in known_posts():
        raise PostNotYours
    now = timezone.now()
    EnrolmentCode.objects.filter(ends_at__lt=now, desk=None).delete()
    return EnrolmentCode.objects.create(post=post, made_by=actor, ends_at=now + CODE_LIVES)


def code_for(enrolment: EnrolmentCode) -> str:
    """The eight signs to type. They are kept nowhere: whoever copies the database has no code."""
    digest = salted_hmac("akwaba.access.enrolment", str(enrolment.id), algorithm="sha256").digest()
    return code_of(digest)


def desk_address(node: str, code: str) -> str:
    """Where a device goes to be enrolled; `node` is such as https://10.77.0.1:8443.

    What stands behind the # never leaves the device. `node` there is the SHA-256, in hexadecimal
    digits, of the key with which this node signs its answers: the device that scanned the code
    believes nobody else.
    """
    key = hashlib.sha256(bytes(known_as().public_key)).hexdigest()
    return f"{node}/desk/#enrol={code}&node={key}"


def is_only_here(node: str) -> bool:
    """Whether an address leads nowhere from a tablet: it means the computer that opens it."""
    return urlsplit(node).hostname in {"localhost", "127.0.0.1", "::1"}


def enrol_desk(
    *,
    code: str,
    public_key: str,
    signature: str,
    name: str,
    app: str,
    address: str,
    device: UUID | None = None,
) -> Desk:
    """Make a desk of the device that knows a code and shows that it has the key.

    `device` is the identifier under which another node enrolled it: it keeps its history.

    `public_key` (65-byte point) and `signature` (over "enrol", the code as sent and the key, on
    lines of their own) are base64url. A desk of this node that brings its key again, to stand at
    another post or because the answer never came, stays the same desk.

    Raises WordNotUnderstood, DeskNameMissing, KeyTaken, RevokedDevice, CodeNotValid, and
    SignInMustWait after too many wrong codes from one network address.
    """
    point = _point(public_key)
    content = f"enrol\n{code}\n{public_key}".encode()
    if not keys.is_signed_by(point, content, _bytes("signature", signature)):
        raise WordNotUnderstood(field="signature", wanted="P-256, base64url")
    called = " ".join(name.split())[:NAME_LENGTH]
    if not called:
        raise DeskNameMissing
    tried = services.count_guess(kind="enrolment", address=address)
    desk = _use_code(
        code=typed_code(code), device=device or uuid4(), point=point, name=called, app=app
    )
    services.forget_guess(tried)
    return desk


@transaction.atomic
def _use_code(*, code: str, device: UUID, point: bytes, name: str, app: str) -> Desk:
    enrolment = _open_code(code)
    if enrolment is None:
        raise CodeNotValid
    known = Desk.objects.select_related("device").filter(device__public_key=point).first()
    if known is not None:
        desk = _enrol_again(known, enrolment)
    else:
        desk = _enrol_new(enrolment, device=device, point=point, name=name)
    desk.last_seen_at, desk.app = timezone.now(), app[:40]
    desk.save(update_fields=["last_seen_at", "app"])
    enrolment.desk = desk
    enrolment.save(update_fields=["desk"])
    return desk


def _enrol_again(desk: Desk, enrolment: EnrolmentCode) -> Desk:
    if desk.device.revoked_at is not None:
        raise RevokedDevice
    desk.post, desk.lease_until = enrolment.post, timezone.now() + LEASE
    desk.save(update_fields=["post", "lease_until"])
    changes = {
        "post": desk.post,
        "lease_until": desk.lease_until.isoformat(timespec="seconds"),
    }
    write_change(actor=enrolment.made_by, desk=desk, kind=kinds.DESK_CHANGED, changes=changes)
    return desk


def _enrol_new(enrolment: EnrolmentCode, *, device: UUID, point: bytes, name: str) -> Desk:
    if Device.objects.filter(Q(pk=device) | Q(public_key=point)).exists():
        raise KeyTaken
    _notice_return(name=name, post=enrolment.post)
    name = _free_name(name, enrolment.post)
    desk = Desk.objects.create(
        device=Device.objects.create(id=device, name=name, kind=Device.Kind.DESK, public_key=point),
        name=name,
        post=enrolment.post,
        enrolled_by=enrolment.made_by,
        lease_until=timezone.now() + LEASE,
    )
    write_enrolment(actor=enrolment.made_by, desk=desk, kind=kinds.DESK_ENROLLED)
    return desk


def _open_code(code: str) -> EnrolmentCode | None:
    """The enrolment that this code opens, locked, so that two devices cannot both use it."""
    waiting = EnrolmentCode.objects.select_for_update().filter(
        desk=None, ends_at__gte=timezone.now(), made_by__is_active=True
    )
    found = [each for each in waiting if constant_time_compare(code_for(each), code)]
    return found[0] if found else None


def _free_name(name: str, post: str) -> str:
    """The name, or with a number behind it where a trusted desk of the post bears it already."""
    trusted = Desk.objects.filter(post=post, device__revoked_at=None)
    taken = {other.casefold() for other in trusted.values_list("name", flat=True)}
    others = (f"{name[: NAME_LENGTH - 6]} ({number})" for number in count(2))
    return next(free for free in chain([name], others) if free.casefold() not in taken)


def _notice_return(*, name: str, post: str) -> None:
    """A device that enrols anew under its old name has lost its key, and what it held with it.

    Or it is another one with the same name: then the first one is heard again, see contact.hear.
    """
    before = Desk.objects.filter(name__iexact=name, post=post, waiting__gt=0, missing=0)
    for desk in before:
        desk.missing, desk.missing_noticed_at = desk.waiting or 0, timezone.now()
        desk.save(update_fields=["missing", "missing_noticed_at"])


def _point(public_key: str) -> bytes:
    point = _bytes("public_key", public_key)
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError as error:
        raise WordNotUnderstood(field="public_key", wanted="P-256, base64url") from error
    return point


def _bytes(field: str, text: str) -> bytes:
    try:
        return b64url.decode(text)
    except ValueError as error:
        raise WordNotUnderstood(field=field, wanted="base64url") from error
