"""Numbers as news and radio notes say them: in figures, in words, rounded, or only vaguely."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from akwaba.watch.reading.plain import words

SPREAD = 0.25
"""« Une vingtaine » and "about 20" are read as 15 to 25: our own convention."""

_UNITS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
    "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13,
    "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30,
    "quarante": 40, "cinquante": 50, "soixante": 60,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_FACTORS = {
    "cent": 100, "cents": 100, "hundred": 100, "mille": 1000, "thousand": 1000,
    "million": 1_000_000, "millions": 1_000_000,
}  # fmt: skip
_ROUND = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
    "dozen": 12, "hundred": 100, "thousand": 1000,
}  # fmt: skip
_LEAST = {
    "dizaines de milliers": 20_000, "centaines de milliers": 200_000, "tens of thousands": 20_000,
    "hundreds of thousands": 200_000, "dizaines": 20, "douzaines": 24, "dozens": 24, "scores": 40,
    "centaines": 200, "hundreds": 200, "hundred": 200, "milliers": 2000, "thousands": 2000,
    "thousand": 2000,
}  # fmt: skip
"""What a plural stands for at least: two of them. No upper end is said."""
FEW = 2
"""« Plusieurs » and "several" are two or more; how many more is not said."""

_WORD = "|".join(sorted(_UNITS, key=len, reverse=True))
_FACTOR = "|".join(sorted(_FACTORS, key=len, reverse=True))
_FIGURES = r"\d{1,3}(?:[ .,]\d{3})+(?![\d])|\d+"
_NUMBER = re.compile(
    rf"(?<![\w,.:/°])(?<!\d[ -])(?:(?P<figures>{_FIGURES})(?P<factor> (?:mille|"
    r"thousand|millions?)(?!\w))?"
    rf"|(?P<words>(?:{_WORD}|{_FACTOR})(?:(?:(?:[ -]|(?: et |-et-)(?=une?\b|onze\b)|"
    rf"(?<=hundred) and |(?<=thousand) and )(?:{_WORD}|{_FACTOR})(?!\w)))*))(?![\w°]|"
    r"[.,:]\d)"
)
_VAGUE = words(
    "(?:(?:plusieurs|quelques|several|many|des|de|les|a few|few|"
    f"par) )?(?:d')?(?P<many>{'|'.join(_LEAST)})"
    r"(?= (?:of|de|d')|$|[ .,;)])",
)
_ABOUT_ROUND = words(rf"(?:une?|la|an?|half a) (?P<round>{'|'.join(_ROUND)})")
_FEW = words(
    "plusieurs", "quelques", "several", "a few", "a handful of", "une poignee",
)  # fmt: skip
_PLURAL_ONLY = frozenset({"hundred", "thousand"})

_BEFORE = {
    "more_than": (
        "(?:au moins|au minimum|minimum|plus d(?:e|')|at least|more than|over|upwards? of|"
        "no (?:fewer|less) than|pas moins de|not less than|exceeding|>)"
    ),
    "less_than": (
        "(?:jusqu'a|au plus|au maximum|moins d(?:e|')|up to|as many as|at most|fewer than|"
        "less than|no more than|under|<)"
    ),
    "nearly": "(?:pres d(?:e|')|presque|nearly|almost|close to)",
    "about": (
        "(?:environ|quelques?|a peu pres|autour de|aux alentours de|approximativement|about|"
        "around|approximately|some|roughly|an estimated|estimated at|pas loin de|~|"
        r"env\.?|dans les)"
    ),
}
_PREFIXES = tuple(
    (name, re.compile(rf"(?<!\w){pattern} ?(?:quelque )?$")) for name, pattern in _BEFORE.items()
)
_SUFFIXES = (
    ("more_than", re.compile(r"\+| au moins| au minimum| or more| ou plus| et plus")),
    ("about", re.compile(r" environ| or so| a peu pres")),
)
_BETWEEN = re.compile(r"(?<!\w)(?:entre|between|from|de) $")
_JOINT = re.compile(r" (?:et|and|a|to|ou|or) (?:environ |about )?|-| - ")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as said; None is what was not said."""

    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None
    quantifier: str = "exactly"


def quantities(text: str) -> list[Quantity]:
    """Every number in a plain text, with the words before and after that qualify it."""
    found = [*_rounded(text), *_vague(text), *_few(text)]
    for each in _exact(text):
        if not any(each.start < other.end and other.start < each.end for other in found):
            found.append(each)
    found.sort(key=lambda each: (each.start, -each.end))
    apart: list[Quantity] = []
    for each in found:
        if not apart or each.start >= apart[-1].end:
            apart.append(each)
    return [_qualified(each, text) for each in _ranges(apart, text)]


def _exact(text: str) -> Iterator[Quantity]:
    for found in _NUMBER.finditer(text):
        value = _in_figures(found) if found["figures"] else _in_words(found["words"])
        if value is not None:
            yield Quantity(found.start(), found.end(), value, value, value)


def _in_figures(found: re.Match[str]) -> int:
    value = int(re.sub(r"\D", "", found["figures"]))
    return value * _FACTORS[found["factor"].strip()] if found["factor"] else value


def _in_words(said: str) -> int | None:
    """Add up « deux cent cinquante » and "two hundred and fifty"; None if the words do not fit."""
    total = current = 0
    last = math.inf
    for word in re.findall(r"[a-z]+", said):
        if word in {"et", "and"}:
            continue
        if word in _FACTORS:
            factor = _FACTORS[word]
            if factor == 100:  # noqa: PLR2004  hundreds multiply only what was said since the thousand
                current = max(1, current) * 100
            else:
                total, current = total + max(1, current) * factor, 0
            last = factor
        elif word.startswith("vingt") and current % 100 == 4:  # noqa: PLR2004  quatre-vingts
            current, last = current + 76, 80
        else:
            value = _UNITS[word]
            if value >= last and not (last in {60, 80} and value < 20):  # noqa: PLR2004  soixante-dix
                return None
            current, last = current + value, value
    return total + current


def _rounded(text: str) -> Iterator[Quantity]:
    for found in _ABOUT_ROUND.finditer(text):
        value = _ROUND[found["round"]]
        if found[0].startswith("half"):
            value //= 2
        yield _about(Quantity(found.start(), found.end(), value, value, value))


def _vague(text: str) -> Iterator[Quantity]:
    for found in _VAGUE.finditer(text):
        if found["many"] in _PLURAL_ONLY and not found[0].startswith(("several", "a few", "few")):
            continue  # "two hundred" is a number, "several hundred" is not
        least = _LEAST[found["many"]]
        yield Quantity(found.start(), found.end(), least, None, None, "more_than")


def _few(text: str) -> Iterator[Quantity]:
    for found in _FEW.finditer(text):
        if not re.match(r" ?\d", text[found.end() :]):
            yield Quantity(found.start(), found.end(), FEW, None, None, "more_than")


def _ranges(found: list[Quantity], text: str) -> Iterator[Quantity]:
    """« Entre 10 et 20 », "10 to 20", "two or three" are one quantity."""
    waiting: Quantity | None = None
    for each in found:
        joint = text[waiting.end : each.start] if waiting else ""
        if waiting and _JOINT.fullmatch(joint) and _rises(waiting, each):
            lead = text[: waiting.start]
            said_between = _BETWEEN.search(lead)
            if said_between or joint.strip() not in {"et", "and", "a", "to"}:
                start = said_between.start() if said_between else waiting.start
                yield Quantity(start, each.end, waiting.low, None, each.high, "about")
                waiting = None
                continue
            if joint.strip() in {"a", "to"}:
                yield Quantity(waiting.start, each.end, waiting.low, None, each.high, "about")
                waiting = None
                continue
        if waiting:
            yield waiting
        waiting = each
    if waiting:
        yield waiting


def _rises(one: Quantity, other: Quantity) -> bool:
    return (
        one.quantifier == other.quantifier == "exactly"
        and (one.best or 0) < (other.best or 0)
        and (one.best or 0) > 0
    )


def _qualified(found: Quantity, text: str) -> Quantity:
    before = text[max(0, found.start - 24) : found.start]
    for name, pattern in _PREFIXES:
        if said := pattern.search(before):
            start = found.start - len(before) + said.start()
            return replace(_bounded(name, found), start=start)
    for name, pattern in _SUFFIXES:
        if said := pattern.match(text, found.end):
            return replace(_bounded(name, found), end=said.end())
    return found


def _bounded(name: str, found: Quantity) -> Quantity:
    if found.quantifier == "more_than":
        return found
    best = found.best
    if name == "more_than":
        return replace(found, low=best or found.low, best=None, high=None, quantifier="more_than")
    if name == "less_than":
        return replace(found, low=None, best=None, high=best or found.high, quantifier="less_than")
    if found.quantifier == "about":
        return found
    spread = _about(found)
    return replace(spread, high=best) if name == "nearly" else spread


def _about(found: Quantity) -> Quantity:
    value = found.best or 0
    low, high = math.floor(value * (1 - SPREAD)), math.ceil(value * (1 + SPREAD))
    return replace(found, low=low, high=high, quantifier="about")
