"""Which post or place a name means, however it is spelled, and in which country it surely lies."""

from functools import lru_cache

from rapidfuzz import fuzz, process

from akwaba.places.queries import (
    border_places,
    km_between,
    km_to_country,
    match,
    place_by_code,
    post_choices,
)
from akwaba.registry.intake.cells import fold
from akwaba.registry.intake.problems import PostUnknown

MOST_NAMED = 4
NEAR_BORDER_KM = 2.0
"""Within it a village may lie on either side: the country is asked, not derived."""
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


@lru_cache(maxsize=8192)
def country_of_village(said: str, post: str) -> str:
    """Give the country of a village that is surely known, or nothing.

    Nothing too for a village of the post's own country, which may be where people stay now, and for
    one near a border. A nationality is never derived from it.
    """
    found, here = match(said) if said else None, place_by_code(post)
    if found is None or here is None or found.certainty < 1 or found.place.country == here.country:
        return ""
    return "" if _is_near_border(found.code, here.country) else found.place.country


def _is_near_border(code: str, country: str) -> bool:
    """Whether a place is near a country, or this cannot be known.

    Where no outline of the country is loaded, its posts and crossings stand for the border.
    """
    distances = [km_to_country(code, country)]
    if distances == [None]:
        there = border_places().filter(country=country)
        distances = [km_between(code, one.code) for one in there]
    known = [distance for distance in distances if distance is not None]
    return min(known, default=0.0) <= NEAR_BORDER_KM
