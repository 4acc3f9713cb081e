"""What the heading of a column names, as chiefs, hosts, clerks and software write it."""

import csv
import re
from functools import lru_cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from akwaba.registry.intake.cells import fold
from akwaba.registry.intake.words import need_of_heading

LIKENESS_NEEDED = 84
"""Out of 100 (rapidfuzz token_sort_ratio): « Prenon » is « Prénom », « Visage » is no village."""
SAME_WORDS = 0.98
"""How sure a heading is whose words are those of a known one, in another order."""
LONGEST_HEADING = 60
SHORTEST_BEGINNING = 5
"""Letters of a heading cut short, such as « Nation. »."""

_FEMALE = frozenset(
    {
        "f",
        "feminin",
        "femme",
        "femmes",
        "female",
        "females",
        "fille",
        "filles",
        "girl",
        "girls",
        "women",
    }
)
_MALE = frozenset(
    {
        "g",
        "h",
        "m",
        "masculin",
        "homme",
        "hommes",
        "male",
        "males",
        "garcon",
        "garcons",
        "boy",
        "boys",
        "men",
    }
)
_RANGE = re.compile(r"(\d{1,2})\s*(?:-|–|—|a|à|to|_|/)\s*(\d{1,2})(?!\d)")
_FROM = re.compile(
    r"(\d{2})\s*(?:\+|ans?\s*(?:et|ou)\s*(?:plus|\+)|et\s*(?:plus|\+)|ou plus|and over|years\s*\+)"
    r"|(?:>=?|plus de|over|≥)\s*(\d{2})",
)
_ADULTS = frozenset({"adulte", "adultes", "adult", "adults"})
_CHILDREN = frozenset({"enfant", "enfants", "child", "children", "mineur", "mineurs", "minors"})
_COUNTING = frozenset({"nb", "nbre", "nombre", "de", "d", "no", "number", "of", "total"})
_LITTLE_WORDS = frozenset({"d", "de", "du", "des", "l", "la", "le", "of", "the"})
_ASIDE = re.compile(r"\([^()]*\)")
_UNDER = re.compile(r"(?:<|moins de|under|below)\s*(\d{1,2})")


@lru_cache(maxsize=1)
def known_headings() -> dict[str, str]:
    """Give the folded headings seen in the field, each with the field it names.

    The field is empty for headings that are known and of which nothing is kept.
    """
    text = (files(__package__) / "headings.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {heading: row["field"] for row in rows for heading in row["headings"].split("|")}


@lru_cache(maxsize=1)
def _by_words() -> dict[frozenset[str], str]:
    """Give the field of each set of words: « Naissance Date » is « Date de naissance »."""
    table: dict[frozenset[str], str] = {}
    for heading, field in known_headings().items():
        table.setdefault(_words(heading), field)
    return table


def _words(folded: str) -> frozenset[str]:
    return frozenset(folded.split()) - _LITTLE_WORDS


@lru_cache(maxsize=4096)
def field_of(heading: str) -> tuple[str | None, float]:
    """Say what a heading names and how sure that is, from 0 to 1."""
    folded = fold(heading)
    if not folded or len(heading) > LONGEST_HEADING * 2:
        return None, 0.0
    exact = _exact(folded)
    band = None if exact else _count_field(heading)
    if band:
        return band, 0.95
    exact = exact or _exact(fold(_ASIDE.sub(" ", heading)))
    if exact:
        return exact[0] or None, exact[1]
    need = need_of_heading(folded)
    if need:
        return f"need:{need}", 0.9
    if not re.search("[a-z]", folded):
        return None, 0.0
    return _nearest(folded)


def _exact(folded: str) -> tuple[str, float] | None:
    """Find the heading itself, or the same words in another order."""
    known = known_headings()
    if folded in known:
        return known[folded], 1.0
    words = _words(folded)
    same = _by_words().get(words) if len(words) > 1 else None
    return None if same is None else (same, SAME_WORDS)


def _nearest(folded: str) -> tuple[str | None, float]:
    known = known_headings()
    if len(folded) > 3:  # noqa: PLR2004  shorter words are all alike
        best = process.extractOne(
            folded, known.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=LIKENESS_NEEDED
        )
        if best:
            return known[best[0]] or None, round(best[1] / 105, 2)
    longer = {known[heading] for heading in known if heading.startswith(folded)}
    if len(folded) >= SHORTEST_BEGINNING and len(longer) == 1:
        return longer.pop() or None, 0.75
    words = folded.split()
    held = [
        heading
        for heading in known
        if len(heading) > 2 and set(heading.split()) <= set(words)  # noqa: PLR2004
    ]
    if not held:
        return None, 0.0
    longest = max(held, key=lambda heading: (len(heading.split()), len(heading)))
    return known[longest] or None, round(0.5 + 0.3 * len(longest) / len(folded), 2)


def _count_field(heading: str) -> str | None:
    """Read « F 0-4 », « Garçons 5 à 11 ans », « H 60+ », « Femmes < 5 » as `count:F:0-4`.

    Without an age, « Adultes H » and « Enfants F » are men and girls.
    """
    words = set(re.findall(r"[a-z]+", re.sub(r"\d", " ", fold(heading))))
    female, male = bool(words & _FEMALE), bool(words & _MALE)
    if female == male:
        return None
    sex = "F" if female else "M"
    lowered = heading.casefold()
    if found := _RANGE.search(lowered):
        return f"count:{sex}:{int(found[1])}-{int(found[2])}"
    if found := _FROM.search(lowered):
        return f"count:{sex}:{found[1] or found[2]}+"
    if found := _UNDER.search(lowered):
        return f"count:{sex}:0-{int(found[1]) - 1}"
    return _grown_or_young(words, is_female=female)


def _grown_or_young(words: set[str], *, is_female: bool) -> str | None:
    if not words <= _FEMALE | _MALE | _ADULTS | _CHILDREN | _COUNTING:
        return None
    grown, young = ("women", "girls") if is_female else ("men", "boys")
    return grown if words & _ADULTS else young if words & _CHILDREN else None
