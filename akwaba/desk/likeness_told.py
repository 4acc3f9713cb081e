"""What two records have in common, and what two families have, as a clerk reads it; no I/O."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from akwaba.desk.likeness import Described, Reason, apart
from akwaba.matching.names import canonical, phonetic, skeleton, words
from akwaba.registry.ages import ADULT_AGE

DAYS_A_YEAR = 365.25
YEARS_NEAR = 5
"""See likeness.BIRTH_SLACK."""
MOST_SPELLINGS = 2
"""Of one name: more of them make nobody surer."""
FOCAL, WIVES, CHILDREN = "PA", {"WIF", "CLW", "PTF"}, {"SON", "DAU"}


@dataclass(frozen=True, slots=True)
class Told:
    """A reason, with the number or the two spellings that belong to it."""

    code: Reason
    number: int = 0
    spellings: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two of two families, of whom each may be the other."""

    asked: Described
    found: Described


def told_of_two(
    asked: Described, found: Described, *, other_names: Collection[str] = ()
) -> list[Told]:
    """What speaks for one person and what against, in the order in which one reads it."""
    names = (found.name, *other_names)
    best = max(names, key=lambda name: len(_matched(asked.name, name)))
    told = [*_names(asked.name, best), *_births(asked, found)]
    if {asked.sex, found.sex} == {"F", "M"}:
        told.append(Told(Reason.SEX_DIFFERS))
    elif asked.sex == found.sex and asked.sex in {"F", "M"}:
        told.append(Told(Reason.SEX_FITS))
    if asked.origin and _sound(asked.origin) == _sound(found.origin):
        told.append(Told(Reason.SAME_ORIGIN))
    return told


def told_of_family(pairs: Sequence[Pair], on: date) -> list[Told]:
    """What two families have in common: how many adults and children are in both."""
    children = [pair for pair in pairs if _is_child(pair.asked, on) or _is_child(pair.found, on)]
    told = []
    if len(pairs) > len(children):
        told.append(Told(Reason.SAME_ADULTS, len(pairs) - len(children)))
    if children:
        told.append(Told(Reason.SAME_CHILDREN, len(children)))
    return told


def share_mother(
    pair: Pair, pairs: Sequence[Pair], asked: Sequence[Described], found: Sequence[Described]
) -> bool:
    """Whether both are children of a woman who may be the same in both families."""
    mothers = mother_in(asked), mother_in(found)
    return (
        pair.asked.relationship in CHILDREN
        and pair.found.relationship in CHILDREN
        and None not in mothers
        and any((one.asked, one.found) == mothers for one in pairs)
    )


def mother_in(family: Sequence[Described]) -> Described | None:
    """The woman whose children its sons and daughters are; None where two may be, or nobody."""
    women = [
        one
        for one in family
        if one.relationship in WIVES or (one.relationship == FOCAL and one.sex == "F")
    ]
    return women[0] if len(women) == 1 else None


def _names(asked: str, found: str) -> list[Told]:
    matched = _matched(asked, found)
    spelt = [pair for pair in matched if words(pair[0]) != words(pair[1])]
    wanted, known = len(words(asked)), len(words(found))
    if not matched:
        return [Told(Reason.NAME_DIFFERS, spellings=(asked, found))] if wanted else []
    if len(matched) < max(wanted, known):
        whole = Reason.PART_OF_NAME
    elif spelt or words(asked) != words(found):
        whole = Reason.SAME_SOUND
    else:
        whole = Reason.SAME_WRITTEN
    return [Told(whole), *(Told(Reason.SPELT, spellings=pair) for pair in spelt[:MOST_SPELLINGS])]


def _matched(asked: str, found: str) -> list[tuple[str, str]]:
    """Words of the one that are words of the other, as each is written; each once."""
    left = _written(found)
    pairs = []
    for word, written in _written(asked):
        same = [one for one in left if _alike(word, one[0])]
        if same:
            best = min(same, key=lambda one: one[0] != word)
            left.remove(best)
            pairs.append((written, best[1]))
    return pairs


def _written(name: str) -> list[tuple[str, str]]:
    kept = words(name)
    return [(word, part) for part in name.split() for word in words(part)[:1] if word in kept]


def _alike(one: str, other: str) -> bool:
    return (
        one == other
        or phonetic(one) == phonetic(other)
        or canonical(one) == canonical(other)
        or skeleton(one) == skeleton(other)
    )


def _births(asked: Described, found: Described) -> list[Told]:
    if not asked.birth_earliest or not found.birth_earliest:
        return []
    years = ceil(apart(asked, found).days / DAYS_A_YEAR)
    if not years:
        return [Told(Reason.AGE_FITS)]
    return [Told(Reason.AGE_NEAR if years <= YEARS_NEAR else Reason.AGE_DIFFERS, years)]


def _is_child(one: Described, on: date) -> bool:
    """By the middle of the days on which they may have been born."""
    if one.birth_earliest is None or one.birth_latest is None:
        return False
    middle = (one.birth_earliest.toordinal() + one.birth_latest.toordinal()) / 2
    return (on.toordinal() - middle) / DAYS_A_YEAR < ADULT_AGE


def _sound(place: str) -> str:
    return " ".join(map(phonetic, words(place)))
