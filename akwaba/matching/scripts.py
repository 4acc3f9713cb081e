"""Names in other letters than Latin: written in Latin ones, with a warning where that loses sound.

N'Ko, Adlam and Tifinagh write their vowels and come out as they are said. Arabic leaves the short
vowels out (محمد gives mhmd), so such a name can be compared by its consonants only. AnyAscii does
the work (https://github.com/anyascii/anyascii): of the libraries on PyPI it alone knows all four.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_to_latin: Callable[[str], str] | None
try:
    from anyascii import anyascii as _to_latin
except ImportError:  # a node without the `matching` extra keeps such names apart
    _to_latin = None


class Script(StrEnum):
    LATIN = "latin"
    ARABIC = "arabic"
    NKO = "nko"
    ADLAM = "adlam"
    TIFINAGH = "tifinagh"
    OTHER = "other"


class NameWarning(StrEnum):
    """Why a name in its Latin letters is weaker evidence than it looks; never a refusal."""

    VOWELS_UNWRITTEN = "vowels_unwritten"
    KEPT_APART = "kept_apart"
    """Not transliterated: it is like no name but the same one in the same letters."""
    MIXED_SCRIPTS = "mixed_scripts"


@dataclass(frozen=True, slots=True)
class Written:
    """The script of most letters of a name, the name in Latin letters, and what to beware of."""

    script: Script
    latin: str
    warning: NameWarning | None = None


FIRST_BEYOND_FRENCH = "\u0250"
"""Before it there is no letter but Latin ones: most names need no closer look."""
_TRANSLITERATED = {Script.ARABIC, Script.NKO, Script.ADLAM, Script.TIFINAGH}
_PREFIXES = {"NKO": Script.NKO, **{one.name: one for one in Script if one is not Script.OTHER}}
FIRST_LETTERS = {"ا": "a", "أ": "a", "آ": "a", "إ": "i", "ع": "a"}
"""Alef and ʿayn begin a word with a vowel, which AnyAscii leaves out: أحمد is Ahmed, علي is Ali."""
_FIRST = re.compile(f"(?<!\\w)[{''.join(FIRST_LETTERS)}]")
_LATIN_KH = str.maketrans("ⵅⵆ", "خخ")
"""AnyAscii writes the Tifinagh kh as x, which French reads ks; the Arabic letter gives kh."""


@lru_cache(maxsize=16384)
def script(said: str) -> Written:
    """Say in which letters a name is written, and write it in Latin ones where that is possible."""
    if max(said, default="") < FIRST_BEYOND_FRENCH:
        return Written(Script.LATIN, said)
    found = Counter(_script(char) for char in said if char.isalpha())
    if not found or set(found) == {Script.LATIN}:
        return Written(Script.LATIN, said)
    main = found.most_common(1)[0][0]
    latin = said
    if _to_latin and found.keys() & _TRANSLITERATED:
        latin = "".join(map(_transliterate, _runs(said)))
    return Written(main, latin, _warning(set(found), said))


def _script(char: str) -> Script:
    return _PREFIXES.get(unicodedata.name(char, "").partition(" ")[0], Script.OTHER)


def _runs(said: str) -> list[str]:
    """Split where the script changes; marks and signs stay with the letter before them."""
    runs: list[str] = []
    last = None
    for char in said:
        now = _script(char) if char.isalpha() else last
        if runs and now == last:
            runs[-1] += char
        else:
            runs.append(char)
        last = now
    return runs


def _transliterate(run: str) -> str:
    letter = next((char for char in run if char.isalpha()), "")
    if _to_latin is None or not letter or _script(letter) not in _TRANSLITERATED:
        return run
    led = _FIRST.sub(lambda found: FIRST_LETTERS[found[0]], run.translate(_LATIN_KH))
    return _to_latin(led)


def _warning(found: set[Script], said: str) -> NameWarning | None:
    if found & {Script.OTHER} or (_to_latin is None and found & _TRANSLITERATED):
        return NameWarning.KEPT_APART
    voweled = any("\u064b" <= char <= "\u0652" for char in said)
    if Script.ARABIC in found and not voweled:
        return NameWarning.VOWELS_UNWRITTEN
    return NameWarning.MIXED_SCRIPTS if len(found) > 1 else None
