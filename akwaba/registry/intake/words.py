"""Field words to codes: what is written for a relationship, a need or a country."""

import csv
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from akwaba.registry.intake.cells import clean, fold

LIKENESS_NEEDED = 86
"""Out of 100 (rapidfuzz ratio): « epousse » is « epouse »; « frere » is not « pere »."""
SHORTEST_GUESSED = 5
"""Letters: a slip in a shorter word gives another word (« mère » and « père »)."""


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files(__package__) / name).read_text("utf-8").splitlines()))


@lru_cache(maxsize=1)
def _relations() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for row in _rows("relations.csv"):
        for word in row["words"].split("|"):
            table.setdefault(word, {"M": row["male"], "F": row["female"], "U": row["either"]})
    for row in _rows("relations.csv"):  # the codes themselves, as UNHCR's own exports write them
        for column, sex in (("male", "M"), ("female", "F")):
            if row[column] != "U":
                table.setdefault(
                    row[column].lower(), dict.fromkeys("MFU", row[column]) | {sex: row[column]}
                )
    return table


@lru_cache(maxsize=1)
def _needs() -> dict[str, str]:
    table = {word: row["code"] for row in _rows("needs.csv") for word in row["words"].split("|")}
    return table | {fold(row["code"]): row["code"] for row in _rows("needs.csv")}


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    return {word: row["iso3"] for row in _rows("countries.csv") for word in row["words"].split("|")}


def _nearest(word: str, table: Mapping[str, object]) -> str | None:
    if len(word) < SHORTEST_GUESSED:
        return None
    best = process.extractOne(word, table.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS_NEEDED)
    return best[0] if best else None


@lru_cache(maxsize=4096)
def relation_code(said: str, sex: str) -> str | None:
    """Give UNHCR's relationship code for words and a sex (F, M, U); None if not understood."""
    table = _relations()
    word = re.sub(r"^(son|sa|le|la|un|une|his|her|the) (?=\w)", "", fold(said))
    word = re.sub(r"^(\d)(er|ere|eme|nd|rd|st|th|e)? ", r"", word) if word not in table else word
    found = table.get(word)
    if found is None:
        nearest = _nearest(word, table) or _beginning(word, table)
        found = table[nearest] if nearest else None
    return None if found is None else found.get(sex, found["U"])


def _beginning(said: str, table: Mapping[str, object]) -> str | None:
    """Find the longest known beginning: « tante maternelle » is a « tante »."""
    words = said.split()
    starts = (" ".join(words[:length]) for length in range(len(words) - 1, 0, -1))
    return next((start for start in starts if start in table), None)


def need_of_heading(folded: str) -> str | None:
    """Give the need that a column is headed with, such as « Enceinte » over a column of crosses."""
    return _needs().get(folded) or _needs().get(re.sub(r"s\b", "", folded))


def need_codes(said: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give UNHCR's codes of the needs that are written, and the words not understood."""
    return _need_codes(clean(said))


@lru_cache(maxsize=4096)
def _need_codes(said: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    table = _needs()
    codes: dict[str, None] = {}
    left: list[str] = []
    for part in re.split(r"[,;/+&|\n]| et | and ", said):
        word = fold(part)
        if not word:
            continue
        found = table.get(word)
        if found is None:
            nearest = _nearest(word, table)
            found = table[nearest] if nearest else _need_within(word)
        if found:
            codes[found] = None
        else:
            left.append(part.strip())
    return tuple(codes), tuple(left)


def _need_within(word: str) -> str | None:
    """Find the longest known word inside what is written: « handicap moteur (jambe) »."""
    padded = f" {word} "
    held = [
        known for known in _needs() if len(known) >= SHORTEST_GUESSED and f" {known} " in padded
    ]
    return (
        _needs()[max(held, key=len)]
        if held and not re.search(r"\b(non|pas|not|no)\b", word)
        else None
    )


@lru_cache(maxsize=4096)
def country_code(said: str) -> str | None:
    """Give the ISO 3166-1 alpha-3 code of a country or nationality; None if not understood."""
    table = _countries()
    word = fold(said)
    if word in table:
        return table[word]
    bare = re.sub(r"^(republique |republic )?(de |du |of |le |la |the )?", "", word)
    if bare in table:
        return table[bare]
    nearest = _nearest(bare, table)
    # One letter tells Nigérien (Niger) from Nigérian (Nigeria): never guess between the two.
    return table[nearest] if nearest and not bare.startswith("nig") else None
