"""Names as they are said: cleaned of what cannot be seen, never corrected; no framework.

A name stays in the script and the case in which it was given. Nothing is split by guess into a
family name and a given name. `search_keys` folds the spellings of one name together for a light
search; judging whether two names are one person's is not its work.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Reason = Literal["empty", "too_long", "emoji"]
Flag = Literal["markup", "digits", "formula", "no_letter"]

LONGEST_NAME = 100
"""Characters, after cleaning."""

LONGEST_KEY = 40
"""Characters of a search key; the rest of a longer word is left out."""

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode categories removed: controls, zero-width and direction marks, halves, private, unset."""
EMOJI = re.compile(
    "[\N{COPYRIGHT SIGN}\N{REGISTERED SIGN}\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff"
    "\U0001f000-\U0001faff\ufe00-\ufe0f\u20e3]"
)
MARKUP = re.compile(r"[<>]|&#?\w+;")

TITLES = frozenset({
    "ag", "al", "aladji", "alhadj", "alhadji", "alias", "ben", "bent", "bin", "bint", "de", "dit",
    "dite", "dr", "du", "el", "eladj", "elhadj", "elhadji", "epouse", "feu", "hadj", "hadja",
    "hadji", "ibn", "la", "le", "mint", "mlle", "mme", "mr", "nee", "ould", "veuve", "vve",
    "walet", "wallet",
})  # fmt: skip
"""Titles and words of descent: dropped from the search keys when another word remains."""

LETTERS = str.maketrans({
    "ɛ": "e", "ɔ": "o", "ɲ": "ny", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƴ": "y", "ə": "e", "ø": "o",
    "œ": "e", "æ": "e", "đ": "d", "ł": "l", "ı": "i", "ƙ": "k",
})  # fmt: skip
SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),  # Joseph
        (r"tch|sh|sch", "ch"),  # Tchamba, Shérif
        (r"gn|ny", "ni"),  # Gnamien, Nyamien
        (r"dj|d[iy](?=[aeou])", "j"),  # Djarra, Diarra, Jara
        (r"ou|oo|w", "u"),  # Ouattara, Wattara
        (r"gu(?=[ei])", "g"),  # Guindo, Gindo
        (r"qu|q|ck|k", "k"),  # Keita
        (r"c(?=[eiy])", "s"),  # Cissé, Sissé
        (r"c(?!h)", "k"),  # Coulibaly, Koulibaly
        (r"[zç]", "s"),  # Zoumana, Soumana
        (r"x", "ks"),
        (r"y", "i"),  # Coulibaly, Coulibali
        (r"(?<!c)h", ""),  # Cheikh, Thiam
        (r"n(?=[bp])", "m"),  # Denbélé, Dembélé
        (r"(.)\1+", r"\1"),  # Cissé, Cisé
        (r"(?<=.[^e])e$", ""),  # Traoré, Traor
    )
)
APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ‘`´"))
LATIN = re.compile(r"[a-z]+")
BREAKS = re.compile(r"[^\w']|_")
MOST_PASSES = 20
"""A folded word is folded again until it no longer changes; each pass shortens it."""


@dataclass(frozen=True, slots=True)
class CleanName:
    """A name to keep, what was removed from it ("U+200B"), and what an officer should look at."""

    text: str
    removed: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class NameRefused:
    """Why a name cannot be kept, and the name that would be accepted instead, if there is one."""

    reason: Reason
    said: str
    mend: str | None = None


def clean_name(said: str) -> CleanName | NameRefused:
    """Normalise to NFC, drop unseen characters and spare spaces; change nothing that is heard."""
    spaced = "".join(" " if char.isspace() else char for char in said)
    removed = tuple(
        sorted({f"U+{ord(c):04X}" for c in spaced if unicodedata.category(c) in UNSEEN})
    )
    seen = "".join(char for char in spaced if unicodedata.category(char) not in UNSEEN)
    text = " ".join(unicodedata.normalize("NFC", seen).split())
    if not text:
        return NameRefused("empty", said)
    if EMOJI.search(text):
        return NameRefused("emoji", said, " ".join(EMOJI.sub(" ", text).split())[:LONGEST_NAME])
    if len(text) > LONGEST_NAME:
        return NameRefused("too_long", said, text[:LONGEST_NAME].rstrip())
    return CleanName(text, removed, _flags(text))


def search_keys(name: str) -> tuple[str, ...]:
    """Give the folded words of a name, sorted, each once: the same for any order and spelling.

    Never empty for a name that is not blank. Folding the keys again gives the same keys.
    """
    text = letters_only(name)
    words = {_fold(word) for word in BREAKS.sub(" ", text).split()} - {""}
    if not words:
        words = {word[:LONGEST_KEY] for word in (text.split() or name.split())[:1]}
    return tuple(sorted(words - _FOLDED_TITLES or words))


def _flags(text: str) -> tuple[Flag, ...]:
    found: dict[Flag, bool] = {
        "markup": bool(MARKUP.search(text)),
        "digits": any(char.isdigit() for char in text),
        "formula": text[0] in "=+-@",  # a workbook would run it
        "no_letter": not any(char.isalpha() for char in text),
    }
    return tuple(flag for flag, holds in found.items() if holds)


def letters_only(name: str) -> str:
    """Lower case without accents, tone marks or apostrophes: N'Golo, N’golo and Ngolo are one."""
    if name.isascii() and name.isprintable():
        return name.lower().translate(APOSTROPHES)
    text = unicodedata.normalize("NFKD", name.replace("ç", "s").replace("Ç", "s")).casefold()
    text = unicodedata.normalize("NFKD", text).translate(LETTERS)
    return "".join(
        char
        for char in text
        if not unicodedata.combining(char)
        and unicodedata.category(char) not in UNSEEN
        and ord(char) not in APOSTROPHES
    )


@lru_cache(maxsize=16384)  # a few thousand words make up the names of a region
def _fold(word: str) -> str:
    """Fold the spelling of a word in Latin letters; a word in another script stays as it is."""
    word = word[:LONGEST_KEY]
    if not LATIN.fullmatch(word):
        return word
    for _ in range(MOST_PASSES):
        folded = word
        for pattern, sound in SOUNDS:
            folded = pattern.sub(sound, folded)[:LONGEST_KEY]
        if folded in {word, ""}:
            break
        word = folded
    return word


_FOLDED_TITLES = frozenset(map(_fold, TITLES))
