"""Alerts as CAP 1.2 messages (OASIS Standard, 1 July 2010): what they hold and what they must.

`cap_writing` makes the file, `cap_reading` reads it back.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from akwaba.watch.alerting.areas import MOST_VERTICES, Ring, is_ring
from akwaba.watch.alerting.counted import LANGUAGES
from akwaba.watch.alerting.notice import Event, MessageKind, Notice, Status
from akwaba.watch.alerting.ratings import Level
from akwaba.watch.alerting.shortening import shortened
from akwaba.watch.alerting.wording import EVENTS, URGENCIES, ask, fact_sentences, title

LONGEST_EVENT = 35
"""Letters; the habit of weather services, whose displays cut what is longer."""
NOT_IN_AN_IDENTIFIER = re.compile(r"[\s,<&]")
"""CAP 1.2, 3.2.1: spaces and commas part the references."""


class Scope(StrEnum):
    PUBLIC = "Public"
    RESTRICTED = "Restricted"
    """For those whom `restriction` names."""


class Category(StrEnum):
    RESCUE = "Rescue"
    SECURITY = "Security"
    HEALTH = "Health"
    OTHER = "Other"


CATEGORY_OF: Mapping[Event, Category] = {
    Event.INFLUX: Category.RESCUE,
    Event.BACKLOG: Category.RESCUE,
    Event.PLACES: Category.RESCUE,
    Event.INCIDENT: Category.SECURITY,
    Event.AXIS: Category.SECURITY,
}


@dataclass(frozen=True, slots=True)
class Reference:
    """An earlier message of the same alert."""

    sender: str
    identifier: str
    sent: datetime


@dataclass(frozen=True, slots=True)
class InfoText:
    """What an <info> block says in one language."""

    event: str
    headline: str
    description: str = ""
    instruction: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    description: str
    ring: Ring = ()
    """(longitude, latitude); empty where only the P-code says where."""
    geocodes: tuple[tuple[str, str], ...] = ()
    """(name of the system, code): ("P-code", "CI31")."""


@dataclass(frozen=True, slots=True)
class CapMessage:
    identifier: str
    """urn:uuid:… or urn:oid:…"""
    sender: str
    """The mailbox of the office."""
    sent: datetime
    status: Status
    kind: MessageKind
    scope: Scope
    category: Category
    level: Level
    effective: datetime
    onset: datetime
    expires: datetime
    texts: Mapping[str, InfoText]
    """By language, "fr" and "en"."""
    area: Area
    restriction: str = ""
    references: tuple[Reference, ...] = ()
    sender_name: str = ""
    contact: str = ""
    parameters: tuple[tuple[str, str], ...] = ()


class Fault(StrEnum):
    """What keeps a message from being written."""

    IDENTIFIER = "identifier"
    """No urn, or with a space, a comma, < or &."""
    SENDER = "sender"
    RESTRICTION = "restriction"
    """Restricted without saying to whom, or Public with a restriction."""
    REFERENCES = "references"
    """An update or cancel of nothing, or a first alert that refers to another."""
    TIMES = "times"
    """A time without its zone, or an end before the beginning."""
    LANGUAGES = "languages"
    EVENT = "event"
    """Empty or longer than LONGEST_EVENT."""
    AREA = "area"
    """Without a name, not closed, of too many vertices, or beyond the globe."""


class CapRefused(ValueError):  # noqa: N818  a refusal is named for what is refused
    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(", ".join(faults))


def faults_of(message: CapMessage) -> tuple[Fault, ...]:
    """What CAP 1.2, or our profile of it, forbids; empty where the message can be written."""
    found = {
        Fault.IDENTIFIER: not message.identifier.startswith("urn:")
        or NOT_IN_AN_IDENTIFIER.search(message.identifier),
        Fault.SENDER: not message.sender or NOT_IN_AN_IDENTIFIER.search(message.sender),
        Fault.RESTRICTION: (message.scope is Scope.RESTRICTED) != bool(message.restriction.strip()),
        Fault.REFERENCES: (message.kind is MessageKind.ALERT) == bool(message.references)
        or not all(map(_is_reference_sound, message.references)),
        Fault.TIMES: not _are_times_sound(message),
        Fault.LANGUAGES: set(message.texts) != set(LANGUAGES),
        Fault.EVENT: not all(
            0 < len(text.event.strip()) <= LONGEST_EVENT for text in message.texts.values()
        ),
        Fault.AREA: not _is_area_sound(message.area),
    }
    return tuple(fault for fault, is_so in found.items() if is_so)


def _is_reference_sound(reference: Reference) -> bool:
    parts = (reference.sender, reference.identifier)
    written = all(parts) and not any(map(NOT_IN_AN_IDENTIFIER.search, parts))
    return written and reference.sent.tzinfo is not None


def _are_times_sound(message: CapMessage) -> bool:
    times = (message.sent, message.effective, message.onset, message.expires)
    if any(each.tzinfo is None for each in times):
        return False
    return message.expires > max(message.effective, message.onset)


def _is_area_sound(area: Area) -> bool:
    if not area.description.strip():
        return False
    on_the_globe = all(abs(x) <= 180 and abs(y) <= 90 for x, y in area.ring)  # noqa: PLR2004  degrees
    return not area.ring or (
        len(area.ring) <= MOST_VERTICES and on_the_globe and is_ring(area.ring)
    )


def message_of(
    notice: Notice,
    *,
    identifier: str,
    sender: str,
    sent: datetime,
    area: Area,
    restriction: str = "",
    sender_name: str = "",
    earlier: Sequence[CapMessage] = (),
) -> CapMessage:
    """The message of a notice, restricted where `restriction` says to whom, else public.

    An update or cancel refers to all `earlier` messages of its alert; raises CapRefused where they
    do not let it follow.
    """
    if not _may_follow(sender, sent, earlier):
        raise CapRefused((Fault.REFERENCES,))
    return CapMessage(
        identifier=identifier,
        sender=sender,
        sent=sent,
        status=notice.status,
        kind=notice.kind,
        scope=Scope.RESTRICTED if restriction else Scope.PUBLIC,
        restriction=restriction,
        category=CATEGORY_OF[notice.event],
        level=notice.level,
        effective=sent,
        onset=notice.at,
        expires=notice.expires,
        texts={language: _info_text(notice, language) for language in LANGUAGES},
        area=area,
        references=references_to(earlier),
        sender_name=sender_name,
        contact=notice.contact,
        parameters=_parameters(notice),
    )


def _info_text(notice: Notice, language: str) -> InfoText:
    event = EVENTS[language][notice.event]
    room = LONGEST_EVENT - len(f"{event} - ")
    name = shortened(" ".join(notice.crossing.split()), room)
    sentences = fact_sentences(notice, language)
    if notice.kind is not MessageKind.CANCEL:
        sentences.append(URGENCIES[language][notice.level.urgency])
    return InfoText(
        event=f"{event} - {name}" if name else event,
        headline=title(notice, language),
        description=" ".join(sentences),
        instruction=ask(notice, language),
    )


def _parameters(notice: Notice) -> tuple[tuple[str, str], ...]:
    figures = {
        "arrivals_24h": notice.arrivals_24h,
        "backlog_hours": notice.backlog_hours,
        "places_left": notice.places_left,
    }
    return tuple((name, str(value)) for name, value in figures.items() if value is not None)


def _may_follow(sender: str, sent: datetime, earlier: Sequence[CapMessage]) -> bool:
    """Later than all of them, by the same sender, and none of them a cancel."""
    return all(
        each.sender == sender and each.sent < sent and each.kind is not MessageKind.CANCEL
        for each in earlier
    )


def references_to(earlier: Iterable[CapMessage]) -> tuple[Reference, ...]:
    """Every earlier message, the oldest first."""
    ordered = sorted(earlier, key=lambda each: (each.sent, each.identifier))
    return tuple(Reference(each.sender, each.identifier, each.sent) for each in ordered)
