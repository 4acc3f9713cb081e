"""How registrars write: each has an orthography and habits, and nobody hears or types perfectly."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benches.register_tables import Bools, Ints, Source, Texts

SLIP = 0.06
"""Of words written as another registrar would: heard otherwise, or copied from a paper."""
TYPED_WRONG, HEARD_WRONG = 0.012, 0.015
"""Of the words of a name: a wrong key; a sound taken for another."""
SITES = 12
REGISTRARS_A_SITE = 25

HABITS: tuple[tuple[str, str, float], ...] = (
    ("accents", "", 0.6),  # left out; see below
    (r"\bOu(?=[aeéèiï])", "W", 0.3),
    (r"ou(?=[aeéèiï])", "w", 0.3),
    ("ou", "u", 0.12),
    (r"\bC(?=[aorl])", "K", 0.25),
    (r"\bK(?=[aor])", "C", 0.1),
    ("dj|Dj", "di", 0.3),
    (r"di(?=[aeé])|Di(?=[aeé])", "j", 0.12),
    ("gn|ny", "ny", 0.25),
    (r"(?<=[aeiou])(ss|ll|tt|nn|mm)(?=[aeiouéyï])", "\\1[0]", 0.35),
    (r"(?<=[aeiouéï])s(?=[aeiouéï])", "ss", 0.25),
    (r"y\b", "i", 0.3),
    (r"(?<=[a-z])h(?=[aeiou])", "", 0.35),
    (r"\bH(?=[aeiou])", "", 0.15),
    (r"gu(?=[eéi])|Gu(?=[eéi])", "g", 0.25),
    (r"ï", "y", 0.15),
    (r"ia", "iya", 0.08),
    (r"aou", "aw", 0.15),
    (r"\bZ|z", "s", 0.08),
    (r"[’'\- ]", "", 0.3),
    (r"ée\b|é\b", "er", 0.015),
    (r"é\b", "ey", 0.015),
    (r"ch|Ch", "s", 0.08),
    (r"e\b", "", 0.05),
)
"""What is replaced, by what, and the share of registrars who do so. Two spellings of one sound in
French letters are common in civil registers of the region; the shares are guesses, so that two
registrars write half of the names alike."""
PLAIN = str.maketrans("àâäéèêëîïôöûüùç", "aaaeeeeiioouuuc")
NEAR_KEYS = {
    "a": "zq", "b": "vn", "c": "xv", "d": "sf", "e": "zr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "km", "m": "lp", "n": "bh", "o": "ip", "p": "om",
    "r": "et", "s": "qd", "t": "ry", "u": "yi", "v": "cb", "w": "x", "y": "tu", "z": "ae",
}  # fmt: skip
"""On a French keyboard."""
ALIKE = (
    ("l", "r"), ("b", "p"), ("d", "t"), ("g", "k"), ("v", "f"), ("e", "i"), ("o", "ou"),
    ("an", "en"), ("m", "n"), ("a", "o"), ("s", "z"), ("in", "an"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Registrars:
    """Habits, one line a registrar."""

    orthography: Bools
    """Registrars by HABITS."""
    capitals: Ints
    """0 writes Traoré, 1 writes surnames TRAORÉ, 2 writes everything so."""
    one_field: npt.NDArray[np.float64]
    swaps: npt.NDArray[np.float64]
    skips_parents: npt.NDArray[np.float64]
    has_list: Bools
    """Picks villages from a list, as it spells them."""
    skips_village: npt.NDArray[np.float64]
    birth: Ints
    """Where only an age is said: 0 writes 1 January, 1 only the year, 2 counts back from today."""
    phone: Ints
    """0 writes 76123456, 1 in pairs, 2 with the country's code."""


def registrars(rng: Source) -> Registrars:
    """One in eight writes whole names in one field now and then, one in twelve turns them round."""
    total = SITES * REGISTRARS_A_SITE
    chances = np.array([chance for _, _, chance in HABITS])
    often = rng.random((2, total))
    return Registrars(
        orthography=rng.random((total, len(HABITS))) < chances,
        capitals=rng.choice(3, size=total, p=(0.6, 0.3, 0.1)),
        one_field=np.where(often[0] < 0.12, 0.15, 0.006),
        swaps=np.where(often[1] < 0.08, 0.2, 0.01),
        skips_parents=rng.choice((0.04, 0.15, 0.5), size=total, p=(0.6, 0.3, 0.1)),
        has_list=rng.random(total) < 0.5,
        skips_village=rng.choice((0.01, 0.1), size=total, p=(0.8, 0.2)),
        birth=rng.choice(3, size=total, p=(0.6, 0.25, 0.15)),
        phone=rng.choice(3, size=total, p=(0.6, 0.25, 0.15)),
    )


def written(rng: Source, staff: Registrars, registrar: Ints, words: list[str], ids: Ints) -> Texts:
    """The words as they were written; "" for an id below 0. Each spelling is worked out once."""
    who = np.where(
        rng.random(len(ids)) < SLIP, rng.integers(0, len(staff.birth), len(ids)), registrar
    )
    known = ids >= 0
    pairs, where = np.unique(who[known] * len(words) + ids[known], return_inverse=True)
    kept: dict[tuple[str, bytes], str] = {}
    spelled = np.empty(len(pairs), dtype=object)
    for place, pair in enumerate(pairs):
        person, word = divmod(int(pair), len(words))
        spelled[place] = _spelled(words[word], staff.orthography[person], kept)
    texts = np.full(len(ids), "", dtype=object)
    texts[known] = spelled[where]
    return texts


COMPILED = [re.compile(pattern) for pattern, _, _ in HABITS]


def _spelled(word: str, habits: Bools, kept: dict[tuple[str, bytes], str]) -> str:
    key = (word, habits.tobytes())
    if key not in kept:
        text = word
        for place in np.flatnonzero(habits[1:]) + 1:
            text = _replaced(text, COMPILED[place], HABITS[place][1])
        kept[key] = text.translate(PLAIN) if habits[0] else text
    return kept[key]


def _replaced(text: str, pattern: re.Pattern[str], by: str) -> str:
    """A capital stays a capital."""

    def one(found: re.Match[str]) -> str:
        said = found.group()
        new = said[0] if by.endswith("[0]") else by
        return new.capitalize() if said[:1].isupper() and not by.isupper() else new

    new = pattern.sub(one, text)
    return new[:1].upper() + new[1:]


def misheard_and_mistyped(rng: Source, texts: Texts) -> Texts:
    """Some words with one sound or one key wrong."""
    luck = rng.random(len(texts))
    for place in np.flatnonzero(luck < TYPED_WRONG + HEARD_WRONG):
        text = texts[place]
        if len(text) > 2:
            change = mistyped if luck[place] < TYPED_WRONG else misheard
            texts[place] = change(text, rng)
    return texts


def mistyped(text: str, rng: Source) -> str:
    """One letter left out, doubled, beside its key, or in the place of the next."""
    at = int(rng.integers(1, len(text)))
    keys = NEAR_KEYS.get(text[at].lower(), text[at])
    return (
        text[:at] + text[at + 1 :],
        text[:at] + text[at] + text[at:],
        text[:at] + keys[int(rng.integers(len(keys)))] + text[at + 1 :],
        text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :],
    )[int(rng.integers(4))]


def misheard(text: str, rng: Source) -> str:
    able = [pair for pair in ALIKE if pair[0] in text or pair[1] in text]
    if not able:
        return text
    one, other = able[int(rng.integers(len(able)))]
    return text.replace(one, other, 1) if one in text else text.replace(other, one, 1)
