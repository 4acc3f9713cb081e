"""Where something happened: names of places in a text, what they are to the event, distances."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from akwaba.places.rules import fold, great_circle_km
from akwaba.watch.reading.names import LONGEST_NAME_WORDS, Names, is_country
from akwaba.watch.reading.places_words import (
    ARTICLES,
    AXIS_AFTER,
    AXIS_BEFORE,
    BESIDE,
    DISTANCE,
    NAMED_SO,
    NOT_PLACES,
    ROLES,
    SAYS,
    TITLES,
    WEAK,
)
from akwaba.watch.reading.plain import Part, overlaps, span
from akwaba.watch.reading.proposals import (
    Candidate,
    Confidence,
    DistanceProposal,
    PlaceProposal,
    Role,
    Span,
)

KM_PER_MILE = 1.609344
LONGEST_WORD = 40
SAME_PLACE_KM = 12.0
"""Two lists put one town so far apart at most; two villages of one name lie farther."""
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_GAP = re.compile(r"[ -]|['’] ?")
_ARTICLE = re.compile(r"^[dlDL]['’](?=\w)")


_SHORTEST_UNCUED = 4
"""Letters of a name in small letters, or without a preposition."""


def places(
    text: str, plain: str, part: Part, names: Names, taken: Sequence[Part]
) -> list[PlaceProposal]:
    """The places named in one part of a text; `taken` are parts that say something else."""
    tokens = list(_TOKEN.finditer(text, *part))
    found: list[PlaceProposal] = []
    last: PlaceProposal | None = None
    at = 0
    while at < len(tokens):
        proposal, used = _longest(text, plain, tokens[at : at + LONGEST_NAME_WORDS], names, last)
        if proposal and not overlaps((proposal.span.start, proposal.span.end), taken):
            found.append(last := proposal)
            at += used
        else:
            at += 1
    return _related(found, plain)


def _longest(
    text: str, plain: str, tokens: list[re.Match[str]], names: Names, last: PlaceProposal | None
) -> tuple[PlaceProposal | None, int]:
    """The longest name that begins with the first token."""
    for size in range(_joined(text, tokens), 0, -1):
        start, end = tokens[0].start(), tokens[size - 1].end()
        if article := _ARTICLE.match(text[start:end]):
            start += article.end()
        if text[start:end].endswith(("'s", "’s")):
            end -= 2
        if proposal := _proposal(text, plain, (start, end), names, last):
            return proposal, size
    return None, 1


def _joined(text: str, tokens: list[re.Match[str]]) -> int:
    """How many of the tokens stand together with nothing but a space or hyphen between."""
    for size in range(1, len(tokens)):
        if not _GAP.fullmatch(text[tokens[size - 1].end() : tokens[size].start()]):
            return size
    return len(tokens)


def _proposal(
    text: str, plain: str, part: Part, names: Names, last: PlaceProposal | None
) -> PlaceProposal | None:
    start, end = part
    said = text[start:end]
    before = ARTICLES.sub("", plain[max(0, start - 60) : start])
    if not said or NOT_PLACES.fullmatch(plain[start:end]):
        return None
    role = next((role for role, cue in ROLES if cue.search(before)), None)
    if (
        role is None
        and said[0].isupper()
        and last
        and BESIDE.fullmatch(plain, last.span.end, start)
    ):
        role = last.role
    capital = said[0].isupper() and not (said.isupper() and len(said) < _SHORTEST_UNCUED)
    candidates = _distinct(names.written(said), fold(said))
    if candidates and all(map(is_country, candidates)):
        return PlaceProposal(
            span(text, start, end), candidates, role or Role.AT, Confidence.HIGH, "country"
        )
    if _is_of_a_person(text, plain, part, role):
        return None
    is_long = len(said) >= _SHORTEST_UNCUED
    if candidates and ((capital and (role or is_long)) or (role and is_long)):
        reason, confidence = _trust(candidates, capital=capital, role=role)
        return PlaceProposal(
            span(text, start, end), candidates, role or Role.AT, confidence, reason
        )
    if candidates or not capital or re.search(r"[ -]", said) or role is None or not is_long:
        return None
    return _guessed(
        span(text, start, end),
        role,
        names,
        weak=_is_weak(before.rstrip(), text[max(0, start - LONGEST_WORD) : start].rstrip()),
    )


def _distinct(candidates: Sequence[Candidate], written: str) -> tuple[Candidate, ...]:
    """Leave out districts of a town's name, and the same place from another list.

    Whose own name it is comes before those who are also called so.
    """
    kept: list[Candidate] = []
    ordered = sorted(
        candidates, key=lambda place: (fold(place.name) != written, place.latitude is None)
    )
    for each in ordered:
        twin = any(
            each.country == other.country
            and (each.latitude is None or km_apart(each, other) < SAME_PLACE_KM)
            for other in kept
        )
        if not twin:
            kept.append(each)
    return tuple(kept)


def _trust(
    candidates: Sequence[Candidate], *, capital: bool, role: Role | None
) -> tuple[str, Confidence]:
    if len(candidates) > 1:
        return "several_so_named", Confidence.LOW
    if not capital:
        return "small_letters", Confidence.LOW
    return ("named", Confidence.HIGH) if role else ("no_preposition", Confidence.MEDIUM)


def _guessed(said: Span, role: Role, names: Names, *, weak: bool) -> PlaceProposal | None:
    """A name written otherwise, or one that nobody knows: kept as said, without a place."""
    if heard := names.heard(said.said):
        return PlaceProposal(said, heard, role, Confidence.MEDIUM, "sounds_like")
    if weak:
        return None
    if alike := names.alike(said.said):
        return PlaceProposal(said, alike, role, Confidence.LOW, "spelt_alike")
    return PlaceProposal(said, (), role, Confidence.LOW, "not_known")


def _is_weak(before: str, said: str) -> bool:
    """Whether the words before a name say too little; « à Woro » says more than "a Malian"."""
    if before.endswith((" a", "\na")) or before == "a":
        return not said.endswith(("à", "À"))
    return bool(WEAK.search(before)) and not NAMED_SO.search(before)


def _is_of_a_person(text: str, plain: str, part: Part, role: Role | None) -> bool:
    """« Le colonel Bamba », "Amadou Koné": many villages and families share a name."""
    start, end = part
    if TITLES.search(plain[max(0, start - 24) : start]):
        return True
    if text[max(0, start - 40) : end].isupper():
        return False
    lead = max(0, start - LONGEST_WORD)
    word = re.search(r"(\w+) $", text[lead:start])
    follows_name = bool(
        word and word[1].istitle() and not NOT_PLACES.fullmatch(plain[lead:start], *word.span(1))
    )
    after = re.match(r" [A-ZÉÈ][^\WA-ZÉÈ]\w+", text[end : end + LONGEST_WORD])
    leads_name = bool(after and not NOT_PLACES.fullmatch(plain[end + 1 : end + after.end()]))
    if role is None:
        return follows_name or leads_name or bool(SAYS.match(plain, end))
    return leads_name and role is Role.AT and bool(WEAK.search(plain[lead:start].rstrip()))


def _related(found: list[PlaceProposal], plain: str) -> list[PlaceProposal]:
    """Give the second of two places the role of the first: "from Senegal and Ivory Coast"."""
    related: list[PlaceProposal] = []
    for each in found:
        one = each
        if related:
            last = related[-1]
            between = plain[last.span.end : each.span.start]
            if _is_axis(between, plain, last, each):
                related[-1] = replace(last, role=Role.ALONG)
                one = replace(each, role=Role.ALONG)
            elif BESIDE.fullmatch(between) and each.role is Role.AT:
                one = replace(each, role=last.role)
        related.append(one)
    return related


def _is_axis(between: str, plain: str, last: PlaceProposal, each: PlaceProposal) -> bool:
    if re.fullmatch(r" ?[-/] ?", between):
        before = plain[max(0, last.span.start - 30) : last.span.start]
        return bool(AXIS_BEFORE.search(before) or AXIS_AFTER.match(plain, each.span.end))
    joins = re.fullmatch(r" (?:and|et|to|a|vers)(?: (?:la|le))? (?:l')?", between)
    return bool(joins) and last.role is Role.ALONG


def settled(found: Sequence[PlaceProposal]) -> list[PlaceProposal]:
    """Order what a name may mean by the countries and the sure places that the text names."""
    countries = {each.candidates[0].key for each in found if each.reason == "country"}
    sure = [
        each.candidates[0]
        for each in found
        if each.confidence is Confidence.HIGH and each.reason != "country"
    ]
    return [_settled(each, countries, sure) for each in found]


def _settled(found: PlaceProposal, countries: set[str], sure: Sequence[Candidate]) -> PlaceProposal:
    if len(found.candidates) < 2:  # noqa: PLR2004  nothing to choose
        return found

    def rank(place: Candidate) -> tuple[bool, float]:
        return place.country not in countries, min(
            (km_apart(place, each) for each in sure), default=0.0
        )

    ranked = sorted(found.candidates, key=rank)
    first, second = rank(ranked[0]), rank(ranked[1])
    if found.reason != "several_so_named" or first == second:
        return replace(found, candidates=tuple(ranked))
    reason = "country_named" if first[0] != second[0] else "nearest_to_others"
    confidence = Confidence.MEDIUM if reason == "country_named" else Confidence.LOW
    return replace(found, candidates=tuple(ranked), confidence=confidence, reason=reason)


def km_apart(one: Candidate, other: Candidate) -> float:
    """Kilometres between two places; infinite where a position is unknown."""
    ends = one.latitude, one.longitude, other.latitude, other.longitude
    if None in ends:
        return math.inf
    return great_circle_km((ends[0] or 0.0, ends[1] or 0.0), (ends[2] or 0.0, ends[3] or 0.0))


def distances(text: str, plain: str, part: Part) -> Iterator[DistanceProposal]:
    """Distances as said, in km; of "50km (30 miles)" the first."""
    for found in DISTANCE.finditer(plain, *part):
        value = float(found["value"].replace(",", "."))
        km = value if found["km"] else round(value * KM_PER_MILE, 1)
        yield DistanceProposal(span(text, *found.span()), km)
