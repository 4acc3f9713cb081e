"""Numbers and ages that are written in words, French and English; no framework."""

import re

_FRENCH = [
    "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize",
]  # fmt: skip
_FRENCH_TENS = {
    20: ("vingt",), 30: ("trente",), 40: ("quarante",), 50: ("cinquante",), 60: ("soixante",),
    70: ("soixante dix", "septante"), 80: ("quatre vingt", "quatre vingts", "huitante"),
    90: ("quatre vingt dix", "nonante"),
}  # fmt: skip
_ENGLISH = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
_ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

TENS_SAID = {
    "dizaine": 10, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "septantaine": 70, "quatre-vingtaine": 80,
    "centaine": 100, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
ROUND_ONLY = frozenset({"dizaine", "quinzaine", "centaine"})
"""« La quarantaine » goes from 40 to 49; these words only mean « about »."""


def _numbers() -> dict[str, int]:
    """Give each number under 100 in words, parted by single spaces."""
    said = {word: number for number, word in enumerate(_FRENCH)} | {"une": 1}
    for ten, words in _FRENCH_TENS.items():
        for word in words:
            said[word] = ten
            said |= {f"{word} {_FRENCH[unit]}": ten + unit for unit in range(1, 10)}
            said[f"{word} une"] = ten + 1
    said |= {f"dix {_FRENCH[unit]}": 10 + unit for unit in (7, 8, 9)}
    for ten, start in ((70, "soixante"), (90, "quatre vingt")):
        said |= {f"{start} {_FRENCH[unit]}": ten - 10 + unit for unit in range(11, 17)}
        said |= {f"{start} dix {_FRENCH[unit]}": ten + unit for unit in (7, 8, 9)}
    said |= {word: number for number, word in enumerate(_ENGLISH)}
    for ten, word in enumerate(_ENGLISH_TENS, start=2):
        said[word] = 10 * ten
        said |= {f"{word} {_ENGLISH[unit]}": 10 * ten + unit for unit in range(1, 10)}
    return said


_NUMBERS = _numbers()
_LONGEST_FIRST = sorted(_NUMBERS, key=len, reverse=True)
_WORDS = "|".join(word.replace(" ", r"(?:[ -]| et |-et-)") for word in _LONGEST_FIRST)
# Beside a number, « sept » is September: « 12 sept 1987 ».
_NUMBER = re.compile(rf"(?<!\w)(?<!\d[ ./-])(?:{_WORDS})(?!\w)(?![ ./-]*\d)")
_JOINTS = re.compile(r" et |-et-|-")


def number_words_as_digits(text: str) -> str:
    """« quarante-cinq ans » is « 45 ans »; `text` is in lower case and without accents."""
    return _NUMBER.sub(lambda found: str(_NUMBERS[_JOINTS.sub(" ", found[0])]), text)
