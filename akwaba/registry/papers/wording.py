"""What an attestation says: French first, English under it, whatever language the officer reads."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from akwaba.registry.ages import Birth
from akwaba.registry.ages_worded import age_text
from akwaba.registry.codelists import label
from akwaba.registry.numbers import printed_number
from akwaba.registry.papers.serials import printed_serial

Both = dict[str, str]
"""One sentence as {"fr": …, "en": …}."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """What is printed for one person."""

    serial: str
    code: str
    """The signed code, as text."""
    name: str
    number: str
    household_number: str
    """Empty where the person counts in no household."""
    sex: str
    birth: Birth
    nationality: str
    """ISO 3166-1, three letters; empty if unknown."""
    post: str
    """Its name, where to ask for help."""
    issued_on: date
    expires_on: date
    photo: bytes | None
    """JPEG; None where nobody took one or the person refused."""


def in_both(say: Callable[[str], str]) -> Both:
    """The words in French and in English; `say` is told which language it is in."""
    found = {}
    for language in ("fr", "en"):
        with override(language):
            found[language] = say(language)
    return found


def titles(help_line: str) -> dict[str, Both]:
    """What every attestation says."""
    return {
        "title": in_both(lambda _l: _("Asylum-seeker’s attestation")),
        "says": in_both(
            lambda _l: _(
                "The person named here has asked for protection in Côte d’Ivoire and is registered "
                "as an asylum-seeker. We ask every officer to let them stay while their request "
                "is examined, and to help them reach the services they need."
            )
        ),
        "limits": in_both(
            lambda _l: _(
                "This is no passport and no identity card. The holder keeps it. Losing it takes "
                "away no right: the post prints another."
            )
        ),
        "check": in_both(
            lambda _l: _(
                "To check this paper, scan the code with the verifier of Akwaba. It answers "
                "whether the paper is valid, and nothing else."
            )
        ),
        "photo": in_both(lambda _l: _("Photo of the holder")),
        "no_photo": in_both(lambda _l: _("No photo")),
        "code": in_both(lambda _l: _("Signed code that proves this attestation")),
        "help": in_both(lambda _l: _("Help: %(line)s") % {"line": help_line}) if help_line else {},
    }


def paper(attestation: Attestation, help_line: str) -> dict[str, Any]:
    """One attestation as the template takes it: JSON, without the photo and the drawn code."""
    return {
        "name": attestation.name,
        "serial": printed_serial(attestation.serial),
        "has_photo": attestation.photo is not None,
        "facts": list(_facts(attestation)),
        "validity": list(_validity(attestation)),
        "ask": in_both(
            lambda _l: (
                _("Questions, loss, mistake: ask at the post of %(post)s, or at any post.")
                % {"post": attestation.post}
            )
        ),
        "titles": titles(help_line),
    }


Fact = dict[str, Both]


def _facts(one: Attestation) -> Iterator[Fact]:
    yield _fact(lambda: _("Registration number"), printed_number(one.number))
    if one.household_number:
        yield _fact(lambda: _("Household number"), printed_number(one.household_number))
    if one.sex in {"F", "M"}:
        yield _fact(lambda: _("Sex"), lambda language: label("sex", one.sex, language))
    if one.birth.precision == "date" and one.birth.earliest:
        born = one.birth.earliest
        yield _fact(lambda: _("Date of birth"), lambda _l: day(born))
    elif one.birth.precision != "unknown":
        yield _fact(
            lambda: _("Age on the day of issue"), lambda _l: age_text(one.birth, one.issued_on)
        )
    if one.nationality:
        yield _fact(
            lambda: _("Nationality, as stated"),
            lambda language: label("countries", one.nationality, language),
        )


def _validity(one: Attestation) -> Iterator[Fact]:
    yield _fact(lambda: _("Issued on"), lambda _l: day(one.issued_on))
    yield _fact(lambda: _("Valid until"), lambda _l: day(one.expires_on))
    yield _fact(lambda: _("Attestation number"), printed_serial(one.serial))


def _fact(name: Callable[[], str], value: str | Callable[[str], str]) -> Fact:
    said = value if callable(value) else (lambda _language: str(value))
    return {"name": in_both(lambda _l: name()), "value": in_both(said)}


def day(value: date) -> str:
    return date_format(value, "DATE_FORMAT")
