"""Enrol officers, let them sign in, keep the log of reads: the only writers of this room."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from akwaba.access import kinds, throttling
from akwaba.access.labels import WEAKNESS_LABELS, say_wait
from akwaba.access.models import Officer, OfficerRecord, ReadLog, WrongPassword
from akwaba.access.passwords import weaknesses
from akwaba.access.posts import known_posts
from akwaba.access.problems import (
    AllPostsNotForRole,
    ConsoleKept,
    NameMissing,
    OwnRightsKept,
    PasswordTooWeak,
    PostMissing,
    PostUnknown,
    SignInMustWait,
    UsernameNotUsable,
    UsernameTaken,
    WrongNameOrPassword,
)
from akwaba.access.rules import BOUND_TO_POSTS, Purpose, Role
from akwaba.ledger import services as ledger
from akwaba.ledger.queries import heads

CONSOLE = "console"
"""Username of the officer under which the commands of this computer act."""
NO_PASSWORD = "!"  # noqa: S105  what Django reads as: nobody can sign in with this
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
NODE = "node"
"""Scope of entries that concern the node itself and no post's people."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What an officer may do and where."""

    role: Role
    posts: tuple[str, ...] = ()
    all_posts: bool = False
    is_active: bool = True

    def facts(self) -> dict[str, Any]:
        return {
            "role": self.role.value,
            "posts": list(self.posts),
            "all_posts": self.all_posts,
            "is_active": self.is_active,
        }


def rights_of(officer: Officer) -> Rights:
    return Rights(Role(officer.role), tuple(officer.posts), officer.all_posts, officer.is_active)


@transaction.atomic
def console_officer() -> Officer:
    """The officer of the command line: made at first use, with no password, at every post."""
    officer, created = Officer.objects.get_or_create(
        username=CONSOLE,
        defaults={
            "display_name": "Console du poste",
            "role": Role.ADMINISTRATOR,
            "all_posts": True,
            "password": NO_PASSWORD,
        },
    )
    if created:
        _write_enrolment(actor=officer, officer=officer)
    return officer


@transaction.atomic
def enrol_officer(
    *,
    actor: Officer,
    username: str,
    display_name: str,
    rights: Rights,
    language: str = "fr",
    password: str | None = None,
) -> Officer:
    """Make an officer; without a password they cannot sign in until one is set."""
    name = username.strip().casefold()
    if not USERNAME.fullmatch(name):
        raise UsernameNotUsable(username=username)
    if Officer.objects.filter(username=name).exists():
        raise UsernameTaken(username=name)
    officer = Officer(username=name, language=language, password=NO_PASSWORD)
    officer.display_name = _checked_name(display_name)
    _give(officer, rights)
    if password is not None:
        _check_password(password, officer)
        officer.set_password(password)
    officer.save(force_insert=True)
    _write_enrolment(actor=actor, officer=officer)
    return officer


@transaction.atomic
def change_officer(
    *, actor: Officer, officer: Officer, display_name: str, rights: Rights
) -> Officer:
    """Give an officer another name, role or posts, or close the account."""
    if officer.username == CONSOLE:
        raise ConsoleKept
    if officer == actor and rights != rights_of(officer):
        raise OwnRightsKept
    name = _checked_name(display_name)
    changes: dict[str, Any] = {}
    if name != officer.display_name:
        officer.display_name = changes["display_name"] = name
    if rights != rights_of(officer):
        _give(officer, rights)
        changes["rights"] = rights.facts()
    if changes:
        officer.save()
        _write_change(actor=actor, officer=officer, changes=changes)
    return officer


@transaction.atomic
def set_password(*, actor: Officer, officer: Officer, password: str) -> Officer:
    """Replace a password; every session opened with the old one ends."""
    if officer.username == CONSOLE:
        raise ConsoleKept
    _check_password(password, officer)
    officer.set_password(password)
    officer.save(update_fields=["password"])
    WrongPassword.objects.filter(key=_key("name", officer.username)).delete()
    changes = {"password_set_at": timezone.now().isoformat(timespec="seconds")}
    _write_change(actor=actor, officer=officer, changes=changes)
    return officer


def change_own_password(*, officer: Officer, current: str, password: str, address: str) -> Officer:
    """Replace one's own password. Refuses a wrong current one as sign-in does, waits included."""
    sign_in(username=officer.username, password=current, address=address)
    return set_password(actor=officer, officer=officer, password=password)


def choose_language(*, officer: Officer, language: str) -> None:
    """Remember the language in which this officer reads."""
    officer.language = language
    officer.save(update_fields=["language"])


def sign_in(*, username: str, password: str, address: str) -> Officer:
    """The officer to whom this name and this password belong.

    Raises WrongNameOrPassword, and SignInMustWait after too many of those.
    """
    name = username.strip().casefold()
    tries = _count_try(name, address)
    officer = authenticate(username=name, password=password)
    if not isinstance(officer, Officer):
        raise WrongNameOrPassword
    WrongPassword.objects.filter(key=_key("name", name)).delete()
    forget_guess(tries)
    return officer


def _count_try(name: str, address: str) -> list[int]:
    return _count(
        {
            _key("name", name): throttling.TRIES_OF_A_NAME,
            _key("address", address): throttling.TRIES_OF_AN_ADDRESS,
        }
    )


def count_guess(*, kind: str, address: str) -> list[int]:
    """Count a guess of a code from a network address. Raises SignInMustWait after too many."""
    return _count({_key(kind, address): throttling.TRIES_OF_AN_ADDRESS})


def forget_guess(guess: list[int]) -> None:
    """It was right: it makes nobody wait."""
    WrongPassword.objects.filter(id__in=guess).delete()


@transaction.atomic
def _count(keys: dict[str, int]) -> list[int]:
    """Count a try before it is judged, so that tries made together are all counted.

    `keys` says how many tries of each are free.
    """
    now = timezone.now()
    for key, free in keys.items():
        wrong = WrongPassword.objects.filter(key=key).values_list("at", flat=True)
        wait = throttling.waiting_time(wrong=wrong, free=free, now=now)
        if wait:
            raise SignInMustWait(wait=say_wait(wait))
    WrongPassword.objects.exclude(at__gt=now - throttling.REMEMBERED, at__lte=now).delete()
    return [WrongPassword.objects.create(key=key, at=now).pk for key in keys]


def _key(kind: str, value: str) -> str:
    return salted_hmac(f"akwaba.access.{kind}", value, algorithm="sha256").hexdigest()


@transaction.atomic
def record_read(
    *, officer: Officer, subjects: Iterable[UUID | str], purpose: Purpose | None, page: str
) -> None:
    """Log that the officer read about these persons or households; one row for each.

    `purpose` is what `permissions.purpose_of(request)` says; without one nobody reads anybody.
    """
    if purpose is None:
        raise ValueError("A person is never read about without a purpose.")
    ReadLog.objects.bulk_create(
        ReadLog(officer=officer, subject=subject, purpose=purpose, page=page)
        for subject in dict.fromkeys(UUID(str(subject)) for subject in subjects)
    )


def _checked_name(display_name: str) -> str:
    name = " ".join(display_name.split())
    if not name:
        raise NameMissing
    return name


def _give(officer: Officer, rights: Rights) -> None:
    if rights.role in BOUND_TO_POSTS and rights.all_posts:
        raise AllPostsNotForRole
    if rights.role in BOUND_TO_POSTS and not rights.posts:
        raise PostMissing
    known = known_posts()
    for post in rights.posts:
        if post not in known:
            raise PostUnknown(post=post, posts=", ".join(known))
    officer.role, officer.posts = rights.role.value, list(rights.posts)
    officer.all_posts, officer.is_active = rights.all_posts, rights.is_active


@cache
def _common_passwords() -> Collection[str]:
    return CommonPasswordValidator().passwords


def _check_password(password: str, officer: Officer) -> None:
    names = [officer.username, officer.display_name]
    found = weaknesses(password, names=names, common=_common_passwords())
    if found:
        raise PasswordTooWeak(reasons=" ".join(str(WEAKNESS_LABELS[item]) for item in found))


def _write_enrolment(*, actor: Officer, officer: Officer) -> None:
    facts = {
        "username": officer.username,
        "display_name": officer.display_name,
        "rights": rights_of(officer).facts(),
    }
    say = ledger.Say(table=OfficerRecord.table, id=officer.id, values=facts, creates=True)
    _append(actor, officer, kinds.ENROLLED, say)


def _write_change(*, actor: Officer, officer: Officer, changes: dict[str, Any]) -> None:
    record = OfficerRecord.objects.filter(id=officer.id).first() or OfficerRecord(id=officer.id)
    base = {name: heads(record, name) for name in changes}
    say = ledger.Say(table=OfficerRecord.table, id=officer.id, values=changes, base=base)
    _append(actor, officer, kinds.CHANGED, say)


def _append(actor: Officer, officer: Officer, kind: str, say: ledger.Say) -> None:
    draft = ledger.Draft(kind=kind, subject=officer.id, scope=NODE, says=[say])
    ledger.append(officer=actor.id, drafts=[draft])
