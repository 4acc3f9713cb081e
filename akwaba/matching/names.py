"""Names folded for comparison: the spellings of French West Africa, equivalents, descent.

A name is kept as it was said elsewhere (`registry.names`); what is made here is only compared.
From weak to strong folding: `words`, `phonetic`, `skeleton`; `canonical` brings together forms that
no spelling rule can (Mamadou and Mohamed), from `name_variants.csv`.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from akwaba.matching.scripts import NameWarning, Script, Written, script
from akwaba.matching.variants import variants
from akwaba.registry.names import BREAKS, LATIN, LONGEST_KEY, SOUNDS, TITLES, letters_only

__all__ = [
    "Descent", "NameWarning", "Script", "Written",
    "canonical", "descent", "phonetic", "script", "skeleton", "words",
]  # fmt: skip

FATHERS = frozenset({
    "abn", "ag", "agh", "ben", "bent", "bin", "bint", "bn", "bnt", "ibn", "mint", "oualet",
    "ouallet", "ould", "walet", "wallet", "wld",
})  # fmt: skip
"""Son or daughter of, in Tamasheq, Hassaniya and Arabic: the father's names follow.

Those without vowels come from Arabic letters.
"""
GIVEN_TOO = frozenset({"ben", "bin"})
"""At the head of a name they are short for Benjamin or Bintou."""
HUSBANDS = frozenset({"ep", "epouse", "epse", "veuve", "vve"})
"""Wife or widow of: the husband's name follows."""
BORN = "nee"
"""The woman's own name follows; the name before it is her husband's."""
MADAMES = frozenset({"madame", "mme"})
PILGRIMS = frozenset({"alhaj", "alhaji", "alhj", "elhaj"})
DROPPED = TITLES | FATHERS | HUSBANDS | MADAMES | PILGRIMS | {BORN, "mademoiselle", "monsieur"}

SPLIT_ARTICLE = re.compile(r"\b([^\W\d_]['’ʼ‘`´])\s+(?=\w)")
"""N' Golo is N'Golo. Without its apostrophe, a lone N may be an initial: it stays apart."""
SIGNS = re.compile(r"[\W_]+")
CACHED = 65536
"""Distinct words kept: a register of ten million has about as many."""
MOST_PASSES = 40
"""A word settles in two or three; each pass but the first can only shorten it or leave it."""

MORE_SOUNDS: tuple[tuple[str, str], ...] = (
    (r"t[iy](?=[aeou])|ch[iy](?=[aeou])", "ch"),  # Tiémoko, Tchémoko
    (r"j[iy](?=[aeou])", "j"),  # Djiakité, Diakité
    (r"(?<=[aeiou])dr(?=[aeiou])", "d"),  # Ouédraogo, Ouedaogo; but Drabo is not Dabo
    (r"ei(?![aeou])", "e"),  # Cheick, Check
    (r"(?:ou|w|u)(?=[aeio])", "v"),  # Ouattara, Wattara: a consonant; Sawadogo, Savadogo
)
"""What is folded beside the light folding of the search (`SOUNDS`)."""
DOUBLED = re.compile(r"(ch|.)\1+")
BONES = re.compile(r"[aeiou]?(?:ch|[bdfgjklmnprstv]){2,}")
"""A word with no vowel after its first letter: a skeleton, or a name in Arabic letters."""
MUTE = re.compile(r"(?<!c)h")
CONSONANT = re.compile(r"ch|[^aeiou]")

_RULES = [*MORE_SOUNDS, *((rule.pattern, to) for rule, to in SOUNDS if "\\1" not in rule.pattern)]
_ANY_RULE = re.compile("(?=[^abflmrv])(?:" + "|".join(f"({rule})" for rule, _ in _RULES) + ")")
"""All rules in one, three times as fast as one after another: the n-th group is the n-th rule.

No rule begins with a letter of the first class: they are passed over at once.
"""
_SOUND_OF = ("", *(sound for _, sound in _RULES))


@dataclass(frozen=True, slots=True)
class Descent:
    """Whose each word of a name is.

    What is the father's or husband's is no new evidence: another field, or another person of the
    family, says it already.
    """

    own: tuple[str, ...]
    father: tuple[str, ...] = ()
    """And his fathers, in that order."""
    husband: tuple[str, ...] = ()


@lru_cache(maxsize=CACHED)
def words(said: str) -> tuple[str, ...]:
    """Give the words of a name in the order written: lower case, no accents, no titles.

    Never empty for a name that has a letter: titles stay where there is nothing else.
    """
    every = _tokens(said)
    named = tuple(word for word in every if any(map(str.isalpha, word)))
    return tuple(word for word in named if word not in DROPPED) or named or every


@lru_cache(maxsize=CACHED)
def phonetic(word: str) -> str:
    """Fold what French spells in several ways and West Africa says in one; at most 40 letters.

    Folding twice changes nothing. A word in letters that cannot be transliterated stays as it is.
    """
    if word.isascii() and word.isalpha():  # as `words` gives nearly all of them
        return _settled(word.lower()[:LONGEST_KEY])
    plain = SIGNS.sub("", letters_only(script(word).latin))[:LONGEST_KEY] or word
    return _settled(plain) if LATIN.fullmatch(plain) else plain


@lru_cache(maxsize=CACHED)
def skeleton(word: str) -> str:
    """Keep the consonants of the phonetic key, for vowels are heard differently by each clerk.

    A vowel that begins the word stays: it is rarely missed. A word with fewer than two consonants
    stays whole: its vowels are all that tells Issa from Assa. A skeleton is its own skeleton.
    """
    key = phonetic(word)
    found = CONSONANT.findall(key)
    if len(found) < 2:  # noqa: PLR2004  said above
        return key
    return (key[0] if key[0] in "aeiou" else "") + "".join(found)


@lru_cache(maxsize=CACHED)
def canonical(word: str) -> str:
    """Give the phonetic key of the head of the word's group of equivalents, or else its own."""
    key = phonetic(word)
    return _heads().get(key, key)


def descent(said: str) -> Descent:
    """Tell a person's own words from the father's (Ag, Walet, Ould …) and the husband's.

    `Awa Koné née Traoré`: of what stands before née, what is known as a woman's given name is
    hers, and the rest her husband's; where nothing or all of it is, the last word is his.
    """
    whose: dict[str, list[str]] = {"own": [], "father": [], "husband": []}
    now = "own"
    tokens = _tokens(said)
    kept = words(said)
    if DROPPED.issuperset(kept):  # titles are all there is: they are the name
        return Descent(kept)
    for place, word in enumerate(tokens):
        if word in FATHERS and (place or word not in GIVEN_TOO):
            now = "father"
        elif word in HUSBANDS:
            now = "husband"
        elif word == BORN and place + 1 < len(tokens):
            _give_to_husband(whose)
            now = "own"
        elif word in kept:
            whose[now].append(word)
    if len(kept) == 1 and tokens[0] in MADAMES and whose["own"]:
        _give_to_husband(whose)
    return Descent(tuple(whose["own"]), tuple(whose["father"]), tuple(whose["husband"]))


def _tokens(said: str) -> tuple[str, ...]:
    latin = SPLIT_ARTICLE.sub(r"\1", script(said).latin)
    return tuple(BREAKS.sub(" ", letters_only(latin)).split())


def _give_to_husband(whose: dict[str, list[str]]) -> None:
    own = whose["own"]
    is_hers = [canonical(word) in _women() for word in own]
    if all(is_hers) or not any(is_hers):
        is_hers = [True] * (len(own) - 1) + [False]
    whose["husband"] += [word for word, hers in zip(own, is_hers, strict=False) if not hers]
    whose["own"] = [word for word, hers in zip(own, is_hers, strict=False) if hers]


def _settled(word: str) -> str:
    """Fold until nothing changes; never down to nothing."""
    bare = MUTE.sub("", word)
    if BONES.fullmatch(bare):
        return bare
    for _ in range(MOST_PASSES):
        folded = _ANY_RULE.sub(_sound, word)
        folded = DOUBLED.sub(r"\1", folded)[:LONGEST_KEY]
        if folded in {word, ""}:
            break
        word = folded
    return word


def _sound(found: re.Match[str]) -> str:
    return _SOUND_OF[found.lastindex or 0]


@cache
def _heads() -> dict[str, str]:
    """The phonetic key of each form in the table, to the phonetic key of its head."""
    return {
        phonetic(form): phonetic(row.head) for row in variants() for form in (row.head, row.form)
    }


@cache
def _women() -> frozenset[str]:
    return frozenset(phonetic(row.head) for row in variants() if row.sex == "F")
