"""What the numbers of a sentence count: the dead, the wounded, those who fled, or neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from akwaba.watch.reading.counted_without import TOLL_UNKNOWN, UNNUMBERED, ZERO
from akwaba.watch.reading.counted_words import (
    AGE_AFTER,
    AGE_BEFORE,
    ATTACKERS,
    CUES,
    HOUSEHOLDS,
    INDEFINITE,
    NEXT_NOUN,
    NO_HARM,
    NOT_PEOPLE,
    NOUN_CUES,
    PART_OF,
    PEOPLE,
    STANDING,
    VEHICLES,
)
from akwaba.watch.reading.numbers import Quantity, quantities
from akwaba.watch.reading.plain import Part, overlaps, span
from akwaba.watch.reading.proposals import Confidence, CountProposal

ARTICLES = frozenset({"un", "une", "one", "a", "an"})
"""One of something, but of people only where it is said."""
_MOVING = frozenset({"arrivals", "displaced"})
_OF_ONE = frozenset({"deaths", "injured", "abducted"})
"""What is told of one person; that one woman arrived is a scene, no figure."""
_FAR = 90
"""Letters between a number and the word that says what became of those counted."""
_BESIDE = 26
"""And of a number without a noun: "200 have arrived"."""
_STOP = re.compile(
    r"[;:.](?!\d)|(?<!\w)(?:while|whereas|tandis que|alors que|pendant que|but|mais)(?!\w)"
)
_ADJACENT = re.compile(
    "(?: (?:of|the|an?|une?|la|les|des|du|de|in|over|bilan|total|mort|life|lives|"
    "estimated|provisoire|provisional|also|aussi|some|other|dans|l'attaque|"
    "a))*:? ?(?:d')?$"
)
_JOINED = re.compile(
    r"(?: (?:of|de|du|des|from)(?: [\w'-]+){1,4}?)?(?:,| and| et| ainsi que|"
    " as well as|, and|, et)+ (?:d'|de |their |his |her |leurs? |ses )?"
)
_ONLY_VERBS = re.compile(
    " (?:(?:have|has|had|were|was|are|is|been|ont|a|sont|est|ete|etaient|avaient|"
    "deja|already|also|aussi|more|others?|de plus|y|badly|seriously|severely|"
    "gravement|grievement) )*"
)
"""Between a bare number and its verb: of "4 boats crossed" no people are counted."""
_DENIED = re.compile(r"\b(?:no|aucune?|pas de|sans|without|ni) $")


@dataclass(slots=True)
class _Counted:
    """A number on its way to what it counts."""

    quantity: Quantity
    noun_end: int
    """Where the words that say who was counted end."""
    unit: str
    """person, household, vehicle, or empty where no noun says so."""
    about: str = ""
    reason: str = ""


def counts(text: str, plain: str, part: Part, taken: Sequence[Part]) -> list[CountProposal]:
    """Every figure of one part of a text; `taken` are the parts that are dates or distances."""
    found = _candidates(plain, part, taken)
    for number, each in enumerate(found):
        after = found[number + 1].quantity.start if number + 1 < len(found) else part[1]
        _say_what(each, plain, part, after)
    _share(found, plain)
    _settle_the_rest(found, plain, part)
    proposals = _merged([each for each in found if each.about not in {"", NO_HARM}], text, plain)
    return [*proposals, *_without_number(text, plain, part, proposals)]


def _candidates(plain: str, part: Part, taken: Sequence[Part]) -> list[_Counted]:
    start, end = part
    said = [
        Quantity(q.start + start, q.end + start, q.low, q.best, q.high, q.quantifier)
        for q in quantities(plain[start:end])
    ]
    for hit in INDEFINITE.finditer(plain, start, end):
        if not overlaps(hit.span("one"), [(q.start, q.end) for q in said]):
            said.append(Quantity(hit.start("one"), hit.end("one"), 1, 1, 1))
    said.sort(key=lambda q: q.start)
    found = []
    after_part = -1
    for each in said:
        counted = _with_noun(each, plain, end)
        if _is_part(each, plain, after_part):
            after_part = counted.noun_end
        elif overlaps((each.start, each.end), taken) or _is_no_count(each, plain, end):
            continue
        elif counted.unit or not _is_article(counted, plain) or _is_told_of(counted, plain, end):
            found.append(counted)
    return found


def _is_part(each: Quantity, plain: str, after_part: int) -> bool:
    """Whether it is counted already: « 17 morts, dont cinq femmes et trois enfants »."""
    if PART_OF.search(plain, max(0, each.start - 40), each.start):
        return True
    return after_part >= 0 and bool(_JOINED.fullmatch(plain, after_part, each.start))


def _is_told_of(each: _Counted, plain: str, end: int) -> bool:
    """Whether one is told of without a noun: « un blessé », "one killed"."""
    return any(cue.match(plain, each.quantity.end, end) for _, cue in NOUN_CUES[:3])


def _is_article(each: _Counted, plain: str) -> bool:
    return plain[each.quantity.start : each.quantity.end] in ARTICLES


def _is_no_count(each: Quantity, plain: str, end: int) -> bool:
    """An age, a road number, or a number of something else."""
    before = plain[max(0, each.start - 40) : each.start]
    if AGE_BEFORE.search(before):
        return True
    if AGE_AFTER.match(plain, each.end, end):
        return True
    return bool(NOT_PEOPLE.match(plain, each.end, end)) and not NEXT_NOUN.match(
        plain, each.end, end
    )


def _with_noun(each: Quantity, plain: str, end: int) -> _Counted:
    for unit, pattern in (("household", HOUSEHOLDS), ("vehicle", VEHICLES), ("person", PEOPLE)):
        if hit := pattern.match(plain, each.end, end):
            return _Counted(each, hit.end(), unit)
    return _Counted(each, each.end, "")


def _say_what(each: _Counted, plain: str, part: Part, following: int) -> None:
    """Look beside the number, before it, then behind it up to the next number."""
    if each.unit == "vehicle":
        each.about, each.reason = "vehicles", "noun"
        return
    for about, pattern in NOUN_CUES:
        if pattern.match(plain, each.quantity.end, part[1]):
            each.about, each.reason = about, "noun"
            return
    before = plain[max(part[0], each.quantity.start - 60) : each.quantity.start]
    lead = before[: _start_of_filler(before)]
    for about, pattern in CUES:
        if any(hit.end() == len(lead) for hit in pattern.finditer(lead)):
            each.about, each.reason = about, "verb_before"
            return
    about = _verb_behind(each, plain, min(following, part[1]))
    if about in _MOVING and ATTACKERS.search(plain[each.quantity.end : each.noun_end + _BESIDE]):
        return
    if about and (about in _OF_ONE or not _is_article(each, plain)):
        each.about, each.reason = about, "verb_behind"


def _start_of_filler(before: str) -> int:
    hit = _ADJACENT.search(before)
    return hit.start() if hit else len(before)


def _verb_behind(each: _Counted, plain: str, following: int) -> str:
    far = _FAR if each.unit else _BESIDE
    behind = plain[each.noun_end : min(each.noun_end + far, following)]
    if stop := _STOP.search(behind):
        behind = behind[: stop.start()]
    hits = [
        (hit.start(), about)
        for about, pattern in CUES
        if (hit := pattern.search(behind)) and not _DENIED.search(behind, 0, hit.start())
    ]
    if not hits:
        return ""
    start, about = min(hits)
    return about if each.unit or _ONLY_VERBS.fullmatch(behind[:start]) else ""


def _share(found: list[_Counted], plain: str) -> None:
    """Let two share one verb: "two soldiers and a driver were killed"."""
    for first, second in reversed([*pairwise(found)]):
        if not first.about and second.about and _are_joined(first, second, plain):
            first.about, first.reason = second.about, "shared"
    for first, second in pairwise(found):
        by_verb = first.about and first.reason != "noun"
        if by_verb and not second.about and _are_joined(first, second, plain):
            second.about, second.reason = first.about, "shared"


def _are_joined(first: _Counted, second: _Counted, plain: str) -> bool:
    """Whether two groups of people stand side by side, with "and" or a comma between."""
    between = plain[first.noun_end : second.quantity.start]
    return first.unit == second.unit == "person" and bool(_JOINED.fullmatch(between))


def _settle_the_rest(found: list[_Counted], plain: str, part: Part) -> None:
    """Refugees without a verb of their own are told of by the verb of the sentence."""
    sentence = plain[slice(*part)]
    for each in found:
        is_refugees = re.match(
            r".{0,20}(?:refug|asylum|asile)", plain[each.quantity.end : each.noun_end]
        )
        if STANDING.search(sentence) and (each.about in {"arrivals", "displaced"} or is_refugees):
            before = plain[part[0] : each.quantity.start]
            if STANDING.search(before) or is_refugees:
                each.about, each.reason = "hosted", "standing_figure"
        elif not each.about and is_refugees:
            each.about, each.reason = "arrivals", "noun"
        elif (
            not each.about and each.unit in {"household", "person"} and not _is_article(each, plain)
        ):
            before = plain[max(part[0], each.quantity.start - _FAR) : each.quantity.start]
            hits = [
                (hit.start(), about)
                for about, pattern in CUES
                for hit in pattern.finditer(before)
                if not _STOP.search(before, hit.end())
            ]
            each.about = max(hits)[1] if hits else ""
            each.reason = "verb_far_before" if hits else ""


def _merged(found: list[_Counted], text: str, plain: str) -> list[CountProposal]:
    """Add up what is said side by side of one thing; else one proposal for each number."""
    groups: list[list[_Counted]] = []
    for each in found:
        last = groups[-1][-1] if groups else None
        joined = last and _JOINED.fullmatch(plain[last.noun_end : each.quantity.start])
        if (
            last
            and joined
            and last.about == each.about
            and (last.unit or "person") == (each.unit or "person")
        ):
            groups[-1].append(each)
        else:
            groups.append([each])
    return [_proposal(group, text) for group in groups]


def _proposal(group: list[_Counted], text: str) -> CountProposal:
    first, last = group[0], group[-1]
    quantities_ = [each.quantity for each in group]
    same = {q.quantifier for q in quantities_}
    confidence = Confidence.HIGH
    if first.reason in {"shared", "verb_behind"} or not first.unit:
        confidence = Confidence.MEDIUM
    if first.reason == "verb_far_before":
        confidence = Confidence.LOW
    low, best, high = (
        _sum([getattr(q, end) for q in quantities_]) for end in ("low", "best", "high")
    )
    return CountProposal(
        first.about,
        span(text, first.quantity.start, last.noun_end),
        low,
        best,
        high,
        same.pop() if len(same) == 1 else "about",
        first.unit or "person",
        confidence,
        "sum_of_parts" if len(group) > 1 else first.reason,
    )


def _sum(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _without_number(
    text: str, plain: str, part: Part, counted: Sequence[CountProposal]
) -> list[CountProposal]:
    """Nobody, where somebody said so; unknown, where people are told of without a number."""
    found: dict[str, CountProposal] = {}
    known = {each.about for each in counted}
    for abouts, pattern in ZERO:
        if hit := pattern.search(plain, *part):
            for about in abouts:
                if about not in known:
                    found.setdefault(about, _none(about, text, hit))
    for about, pattern in (*TOLL_UNKNOWN, *UNNUMBERED):
        hit = pattern.search(plain, *part)
        if hit and about not in known and about not in found:
            reason = "said_to_be_unknown" if (about, pattern) in TOLL_UNKNOWN else "no_number"
            found[about] = CountProposal(
                about, span(text, *hit.span()), None, None, None, "unknown", "person",
                Confidence.MEDIUM, reason,
            )  # fmt: skip
    return list(found.values())


def _none(about: str, text: str, hit: re.Match[str]) -> CountProposal:
    return CountProposal(
        about, span(text, *hit.span()), 0, 0, 0, "exactly", "person", Confidence.MEDIUM, "said_none"
    )
