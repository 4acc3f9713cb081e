"""Which post a name means, however it is spelled."""

from functools import lru_cache

from rapidfuzz import fuzz, process

from akwaba.places.queries import match, place_by_code, post_choices
from akwaba.registry.intake.cells import fold
from akwaba.registry.intake.problems import PostUnknown

MOST_NAMED = 4
LIKENESS_NEEDED = 85
"""Out of 100 (rapidfuzz ratio), for a name that the place search does not settle."""


def post_named(said: str) -> str:
    """Give the code of a post from its code or name; raise PostUnknown with the nearest names."""
    known = dict(post_choices())
    if said in known:
        return said
    place = place_by_code(said.strip().lower())
    if place is not None and place.code in known:
        return place.code
    names = {fold(name): code for code, name in known.items()}
    if fold(said) in names:
        return names[fold(said)]
    found = match(said)
    if found is not None and found.code in known:
        return found.code
    sure = [name for name in names if fuzz.ratio(fold(said), name) >= LIKENESS_NEEDED]
    if len(sure) == 1:
        return names[sure[0]]
    near = process.extract(fold(said), names.keys(), scorer=fuzz.WRatio, limit=MOST_NAMED)
    nearest = ", ".join(known[names[name]] for name, _, _ in near)
    raise PostUnknown(post=said[:60], nearest=nearest or "–")


@lru_cache(maxsize=8192)
def place_code(said: str, country: str) -> str:
    """Give the code of a place as said, or nothing where it is not clear which one is meant."""
    found = match(said, country=country or None) if said else None
    return found.code if found else ""
