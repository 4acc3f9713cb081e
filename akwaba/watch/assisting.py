"""A pasted text as reports to be looked at: the reader proposes, a person confirms each one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from akwaba.watch.forms import AT_LEAST
from akwaba.watch.known_names import known_names
from akwaba.watch.reading.events import read
from akwaba.watch.reading.proposals import CountProposal, ProposedEvent, Reading, Span
from akwaba.watch.rules import Kind, Status

AT_MOST_PLACES = 4
"""Alternatives that are shown for one name."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of the text that follow one another; `what` says what they were read as."""

    text: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One event of the text: what the quick form would be filled with, and what is doubtful."""

    initial: dict[str, Any]
    event: ProposedEvent
    places: tuple[str, ...]
    """What its first place may be, where several bear that name."""


def proposals(text: str, *, on: date) -> tuple[list[Piece], list[Proposal]]:
    """The text in pieces with what was read marked, and the events that it seems to tell of.

    `on` is the day of the text. Standing facts that only explain another event are left out.
    """
    reading = read(text, on=on, names=known_names())
    events = [event for event in reading.events if not event.is_background]
    return list(_pieces(reading)), [_proposal(reading.text, event) for event in events]


def _proposal(text: str, event: ProposedEvent) -> Proposal:
    place = event.places[0] if event.places else None
    candidates = place.candidates if place else ()
    when = event.dates[0] if event.dates else None
    deaths = _first(event.counts, {"deaths"})
    fled = _first(event.counts, {"displaced", "arrivals"})
    kind = event.kind if event.kind in set(Kind) else Kind.UNKNOWN
    initial = {
        "text": text[event.span.start : event.span.end].strip(),
        "kind": str(kind),
        "origin_said": place.span.said if place else "",
        "origin_place": candidates[0].key if len(candidates) == 1 else "",
        "when": "between" if when else "",
        "earliest": when.earliest.isoformat() if when else "",
        "latest": when.latest.isoformat() if when else "",
        "people_move": "yes" if fled else "",
        **_counted("deaths", deaths),
        **_counted("displaced", fled),
    }
    named = tuple(f"{one.name} ({one.country})" for one in candidates[:AT_MOST_PLACES])
    return Proposal(initial, event, named if len(candidates) > 1 else ())


def _first(counts: Iterable[CountProposal], about: set[str]) -> CountProposal | None:
    return next((each for each in counts if each.about in about), None)


def _counted(name: str, count: CountProposal | None) -> dict[str, Any]:
    """The two fields of the quick form for one figure; nothing is filled in where nobody said."""
    if count is None:
        return {}
    if count.low is None and count.best is None and count.high is None:
        return {name: str(Status.UNKNOWN)}
    if count.high == 0:
        return {name: str(Status.NONE_REPORTED)}
    if count.best is None and count.low is not None:
        return {name: AT_LEAST, f"{name}_number": count.low}
    number = count.best if count.best is not None else count.high
    return {name: str(Status.ESTIMATED), f"{name}_number": number}


def _pieces(reading: Reading) -> Iterator[Piece]:
    """Marked once each, in the order of the text; of spans that overlap, the first."""
    at = 0
    for span, what in sorted(_spans(reading.events)):
        if span.start < at:
            continue
        if span.start > at:
            yield Piece(reading.text[at : span.start])
        yield Piece(reading.text[span.start : span.end], what)
        at = span.end
    if at < len(reading.text):
        yield Piece(reading.text[at:])


def _spans(events: Iterable[ProposedEvent]) -> Iterator[tuple[Span, str]]:
    for event in events:
        named = (
            (event.kinds, "kind"), (event.places, "place"), (event.distances, "distance"),
            (event.dates, "date"), (event.counts, "count"), (event.actors, "actor"),
        )  # fmt: skip
        for found, what in named:
            yield from ((each.span, what) for each in found)
