"""Read a text as a person would be helped to: which events it tells of, and in which words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from akwaba.watch.reading.actors import actors, attributions
from akwaba.watch.reading.counted import counts
from akwaba.watch.reading.counted_words import STANDING
from akwaba.watch.reading.dates import dates
from akwaba.watch.reading.kinds import kinds
from akwaba.watch.reading.names import Names, is_country
from akwaba.watch.reading.places import distances, places, settled
from akwaba.watch.reading.plain import Part, plain, span, words
from akwaba.watch.reading.proposals import (
    ActorProposal,
    Confidence,
    CountProposal,
    DateProposal,
    DistanceProposal,
    KindProposal,
    PlaceProposal,
    ProposedEvent,
    Reading,
    Role,
    Span,
)
from akwaba.watch.reading.sentences import sentences

LONGEST_READ = 20_000
"""Letters; what is longer is no report. The rest is not read."""
OLD_DAYS = 90
"""What ended longer ago is told as background."""

_FAMILIES = (
    frozenset({
        "armed_clash", "attack_civilians", "abduction", "ied_mine", "air_drone", "sexual_violence",
        "looting_arson", "convoy_attack", "service_destroyed", "military_operation",
        "intercommunal",
    }),
    frozenset({
        "blockade_axis", "movement_restriction", "checkpoint_illegal", "threat_letter",
        "convoy_attack",
    }),
    frozenset({"decision_authority"}),
    frozenset({"movement_observed"}),
)  # fmt: skip
_FOLLOWS_VIOLENCE = "movement_observed"
_AUTHORITIES = frozenset({"national_security_council", "government"})
_MOVING = frozenset({"arrivals", "displaced"})
_TURN = re.compile(
    ",? (?:while|whereas|puis|before|avant de)(?= )|,? (?:tandis|alors|"
    "pendant) qu(?:e(?= )|')|, (?:and|et|mais|but)(?= )"
)
_ANOTHER = words(
    "separately", "elsewhere", "par ailleurs", "ailleurs", "in a separate (?:incident|attack)",
    "(?:une? |d'une? )?autre (?:attaque|incident|embuscade)", "another (?:attack|incident|ambush)",
    "le meme jour", "the same day", "same day", "meme jour",
    "a second (?:attack|incident)", "in a different",
)  # fmt: skip
_LONG_AGO = words(
    "par le passe", "in the past", "in previous years", "avait deja", "avaient deja", "had already",
    "anniversary", "anniversaire", "commemor\\w*", "pour rappel", "previously", "precedemment",
    r"\w+ (?:years|ans) (?:after|apres|earlier|plus tot|before|avant)",

        r"(?:deadliest|worst|first|plus meurtri\w+|pire|premiere)[^.;]{0,60} (?:since|"
        r"depuis|in (?:over |more than )?\w+ years)",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Source:
    """A text, its plain form, and what it is read with."""

    text: str
    plain: str
    names: Names
    on: date


@dataclass(slots=True)
class _Told:
    """What one part of a text tells, before parts are put together."""

    start: int
    end: int
    kinds: list[KindProposal] = field(default_factory=list)
    places: list[PlaceProposal] = field(default_factory=list)
    distances: list[DistanceProposal] = field(default_factory=list)
    dates: list[DateProposal] = field(default_factory=list)
    counts: list[CountProposal] = field(default_factory=list)
    actors: list[ActorProposal] = field(default_factory=list)
    attributions: list[Span] = field(default_factory=list)
    is_background: bool = False
    is_another: bool = False

    @property
    def kind(self) -> str | None:
        return self.kinds[0].kind if self.kinds else None


def read(text: str, *, on: date, names: Names) -> Reading:
    """Propose the events that a text tells of; `on` is the day it was written or said.

    Never raises. What no word of the text bears out is not proposed.
    """
    text = unicodedata.normalize("NFC", text)[:LONGEST_READ]
    source = _Source(text, plain(text), names, on)
    told = [
        _told(source, part)
        for sentence in sentences(source.plain)
        for part in _turns(source, sentence)
    ]
    found = [place for each in told for place in each.places]
    by_span = dict(zip((place.span for place in found), settled(found), strict=True))
    for each in told:
        each.places = [by_span[place.span] for place in each.places]
    events = [each for each in _together(told) if each.kinds or each.counts]
    return Reading(text, tuple(_proposed(each, text) for each in events))


def _told(source: _Source, part: Part) -> _Told:
    text, whole, (start, end) = source.text, source.plain, part
    when = [_moved(each, start) for each in dates(text[start:end], whole[start:end], source.on)]
    far = list(distances(text, whole, part))
    days = [(each.span.start, each.span.end) for each in when]
    where = places(text, whole, part, source.names, days)
    others = [each.span for each in far] + [each.span for each in where]
    taken = days + [(said.start, said.end) for said in others]
    told = _Told(
        start, end, kinds(text, whole, part), where, far, when,
        counts(text, whole, part, taken), actors(text, whole, part),
        list(attributions(text, whole, part)),
        is_another=bool(_ANOTHER.search(whole, start, end)),
    )  # fmt: skip
    _without_standing(told, whole)
    told.kinds = told.kinds or list(_from_counts(told))
    told.is_background = _is_background(told, whole, source.on)
    return told


def _moved(found: DateProposal, by: int) -> DateProposal:
    at = found.span
    return DateProposal(
        Span(at.start + by, at.end + by, at.said), found.earliest, found.latest, found.precision,
        found.confidence, found.reason,
    )  # fmt: skip


def _without_standing(told: _Told, whole: str) -> None:
    """How many people a country hosts is no movement that somebody saw."""
    hosted = bool(told.counts) and all(each.about == "hosted" for each in told.counts)
    if told.kind == _FOLLOWS_VIOLENCE and hosted and STANDING.search(whole, told.start, told.end):
        told.kinds = []


def _from_counts(told: _Told) -> Iterator[KindProposal]:
    """People who came or fled, where no other word says what happened."""
    for each in told.counts:
        if each.about in _MOVING and each.quantifier != "unknown" and each.low != 0:
            yield KindProposal("movement_observed", each.span, Confidence.LOW, "people_counted")
            return


def _is_background(told: _Told, whole: str, on: date) -> bool:
    if told.counts and all(each.about == "hosted" for each in told.counts):
        return True
    old = on - timedelta(OLD_DAYS)
    if told.dates and all(each.latest < old for each in told.dates):
        return True
    return bool(_LONG_AGO.search(whole, told.start, told.end))


def _turns(source: _Source, sentence: Part) -> Iterator[Part]:
    """A sentence, in two where each half has a kind and a place of its own."""
    start, end = sentence
    for turn in _TURN.finditer(source.plain, start, end):
        one, other = (start, turn.start()), (turn.end(), end)
        first, second = _told(source, one), _told(source, other)
        if first.kinds and second.kinds and _far_apart(first, second):
            yield one
            start = turn.end()
    yield start, end


def _together(told: Iterable[_Told]) -> list[_Told]:
    events: list[_Told] = []
    for each in told:
        if events and _continues(events[-1], each):
            _add(events[-1], each)
        elif each.kinds or each.counts or not events:
            events.append(each)
    return events


def _continues(event: _Told, each: _Told) -> bool:
    if each.is_background != event.is_background and (each.kinds or each.counts):
        return False
    if each.is_another and each.kinds:
        return False
    if _far_apart(event, each) or _long_apart(event, each):
        return False
    if not event.kinds:
        return not event.counts
    return not each.kinds or _of_one_family(event, each)


def _of_one_family(event: _Told, each: _Told) -> bool:
    one, other = event.kind, each.kind
    if all(kind.reason == "killing_by_whom_not_said" for kind in each.kinds):
        return one != "decision_authority"
    if other == "decision_authority" and one == _FOLLOWS_VIOLENCE:
        return bool(_AUTHORITIES & {actor.actor for actor in event.actors})
    if other == _FOLLOWS_VIOLENCE and one != "decision_authority":
        return True
    return any({one, other} <= family for family in _FAMILIES)


def _far_apart(one: _Told, other: _Told) -> bool:
    """Whether both name a place and none of one is in the other's."""
    here, there = _where(one), _where(other)
    if not here or not there or here & there:
        return False
    countries_here, countries_there = _countries(one), _countries(other)
    only_country = here <= countries_here or there <= countries_there
    return not (only_country and countries_here & countries_there)


def _where(told: _Told) -> set[str]:
    """The keys of the places where it happened; what is not known goes by its words."""
    within = [each for each in told.places if each.role is not Role.TO]
    towns = [each for each in within if not any(map(is_country, each.candidates))]
    return {
        each.candidates[0].key if each.candidates else each.span.said.casefold()
        for each in (towns or within)
    }


def _countries(told: _Told) -> set[str]:
    return {each.candidates[0].country for each in told.places if each.candidates}


def _long_apart(one: _Told, other: _Told) -> bool:
    if not one.dates or not other.dates or not other.kinds:
        return False
    return not any(
        a.earliest <= b.latest and b.earliest <= a.latest for a in one.dates for b in other.dates
    )


def _add(event: _Told, each: _Told) -> None:
    event.end = each.end
    first, then = event.kinds, each.kinds
    if each.kind == "decision_authority":  # what the council says explains what it decides
        first, then = then, first
    known = {kind.kind for kind in first}
    event.kinds = first + [kind for kind in then if kind.kind not in known]
    event.counts = _once_unknown([*event.counts, *each.counts])
    event.places += each.places
    event.distances += each.distances
    event.dates += each.dates
    seen = {actor.actor for actor in event.actors}
    event.actors += [actor for actor in each.actors if actor.actor not in seen]
    event.attributions += each.attributions


def _once_unknown(found: list[CountProposal]) -> list[CountProposal]:
    """Of figures without a number keep one for each thing, and none beside a number."""
    numbered = {each.about for each in found if each.quantifier != "unknown"}
    said = {each.about for each in found if each.reason == "said_to_be_unknown"}
    kept: list[CountProposal] = []
    for each in found:
        if each.quantifier == "unknown":
            better = each.reason == "no_number" and each.about in said
            known = any(one.about == each.about for one in kept)
            if each.about in numbered or better or known:
                continue
        kept.append(each)
    return kept


def _proposed(told: _Told, text: str) -> ProposedEvent:
    confidence, reason = _trust(told)
    return ProposedEvent(
        span(text, told.start, told.end), tuple(told.kinds), tuple(told.places),
        tuple(told.distances), tuple(told.dates), tuple(told.counts), tuple(told.actors),
        tuple(told.attributions), told.is_background, confidence, reason,
    )  # fmt: skip


def _trust(told: _Told) -> tuple[Confidence, str]:
    """The weakest of what an event needs: a kind, a place, a date."""
    if not told.kinds:
        return Confidence.LOW, "no_kind"
    if not any(each.candidates for each in told.places):
        return Confidence.LOW, "no_place"
    if not told.dates:
        return Confidence.LOW, "no_date"
    weakest = (told.kinds[0], max(told.places, key=_sureness), max(told.dates, key=_sureness))
    return min((each.confidence for each in weakest), key=_ORDER.index), "kind_place_date"


_ORDER = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


def _sureness(found: PlaceProposal | DateProposal) -> int:
    return _ORDER.index(found.confidence)
