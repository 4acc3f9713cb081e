"""Reading places: by code, by use, by what someone typed, and how far they lie apart."""

import re
import sys
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from akwaba.places.gazetteer import (
    SHORTEST_FOR_SIMILARITY,
    Band,
    Found,
    Gazetteer,
    Suggestion,
)
from akwaba.places.geodesy import distance_km, distance_to_outline_km
from akwaba.places.models import Boundary, Layer, Place
from akwaba.places.rules import ADMINISTRATIVE, KIND_OF_LEVEL, Kind, SaidPlace, fold, sound

MOST_SUGGESTIONS = 8
SURE_IF_SIMILAR = 0.85
"""A similar name is taken only from this likeness on …"""
CLEAR_LEAD = 0.06
"""… and only if the next place is this much less alike."""
SURE_AMONG_NAMESAKES = 0.9
"""Another place bears the name, or may well: a name that only an import knows is never certain."""
MOST_RIVALS = 50
GEONAMES_PREFIX = "gn"
_LEADING_WORDS = re.compile(
    r"^(village|ville|localité|site|camp|poste|sous-préfecture|s/p|town)\s+(d[eu]s?\s+|d[’']|of\s+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Match:
    """The one place that a text means, and how sure we are, from 0 to 1."""

    place: Suggestion
    certainty: float

    @property
    def code(self) -> str:
        """The code of the place."""
        return self.place.code

    @property
    def name(self) -> str:
        """The name of the place."""
        return self.place.name


def posts() -> QuerySet[Place]:
    """Where arrivals are received and registered, by name."""
    return Place.objects.filter(is_post=True).select_related("parent")


def post_choices() -> list[tuple[str, str]]:
    """Code and name of each post, by name, for lists to choose from."""
    return list(posts().values_list("code", "name"))


def crossings() -> QuerySet[Place]:
    """Where people pass the border, by name."""
    return Place.objects.filter(is_crossing=True).select_related("parent")


def sites() -> QuerySet[Place]:
    """Places built to receive people, by name."""
    return Place.objects.filter(kind=Kind.SITE).select_related("parent")


def border_places() -> QuerySet[Place]:
    """Every post, crossing and site, by name."""
    return Place.objects.filter(
        Q(is_post=True) | Q(is_crossing=True) | Q(kind=Kind.SITE)
    ).select_related("parent")


def layers() -> QuerySet[Layer]:
    """What has been loaded, by name."""
    return Layer.objects.order_by("name")


def place_by_code(code: str) -> Place | None:
    """The place with this code, or None.

    A `gn` code that an own fact has taken over since leads to that fact.
    """
    if not code.isprintable():  # PostgreSQL refuses NUL
        return None
    place = Place.objects.filter(code=code).first()
    figures = code.removeprefix(GEONAMES_PREFIX)
    if place is None and figures != code and figures.isdecimal():
        return Place.objects.filter(geonameid=int(figures), is_own=True).first()
    return place


def pcode_named(country: str, level: int, name: str) -> str | None:
    """The P-code of the one unit of that name, country and level, for files without P-codes."""
    spoken = sound(name)
    units = Place.objects.filter(country=country, kind=KIND_OF_LEVEL[level], pcode__isnull=False)
    found = {pcode for known, pcode in units.values_list("name", "pcode") if sound(known) == spoken}
    return found.pop() if len(found) == 1 else None


def own_without_pcode(*, country: str, level: int, name: str, above: str | None) -> Place | None:
    """The one fact of ours of that name and level whose P-code is not known yet.

    `above` is the P-code of the unit that it must lie in, where that is known.
    """
    same_kind = Place.objects.filter(
        is_own=True, pcode__isnull=True, country=country, kind=KIND_OF_LEVEL[level]
    )
    spoken = sound(name)
    found = [
        place
        for place in same_kind.select_related("parent")
        if sound(place.name) == spoken
        and (above is None or (place.parent and place.parent.pcode == above))
    ]
    return found[0] if len(found) == 1 else None


def name_of(code: str) -> str:
    """The name of a place; its code where the place is not known here."""
    place = place_by_code(code)
    return code if place is None else place.name


def names_of(codes: Collection[str]) -> dict[str, str]:
    """Names by code, for a list, in one query; a code that is not known is its own name."""
    known = Place.objects.filter(code__in=set(codes)).values_list("code", "name")
    return {code: code for code in codes} | dict(known)


def km_between(one: str, other: str) -> float | None:
    """Straight-line kilometres between two places by code; None if a position is unknown."""
    ends = [place_by_code(code) for code in (one, other)]
    positions = [place.position for place in ends if place is not None]
    if len(positions) != len(ends) or positions[0] is None or positions[1] is None:
        return None
    return distance_km(positions[0], positions[1])


def km_to_country(code: str, country: str) -> float | None:
    """Straight-line kilometres from a place to the nearest loaded outline of a country.

    `country` is ISO alpha-3. 0 inside it; None where the position is unknown or no outline of that
    country is loaded. Within 2 km of the border the outline may be wrong: ask, do not derive.
    """
    place = place_by_code(code)
    if place is None or place.position is None:
        return None
    outlines = Boundary.objects.filter(place__country=country).values_list("geometry", flat=True)
    distances = [distance_to_outline_km(place.position, outline) for outline in outlines]
    return min(distances, default=None)


def suggest(
    text: str,
    *,
    country: str | None = None,
    kinds: Collection[str] | None = None,
    near: str | None = None,
    limit: int = MOST_SUGGESTIONS,
) -> list[Suggestion]:
    """Places for what has been typed so far, best first, our own facts before imported ones.

    `country` is ISO alpha-3; `kinds` keeps places that are any of these; `near` is the code of a
    place, and nearer places come first among equals.
    """
    found = _search(text, country=country, kinds=kinds, near=near, limit=limit)
    return [one.place for one in found]


def match(
    text: str, *, country: str | None = None, kinds: Collection[str] | None = None
) -> Match | None:
    """The place that a text in a sheet means, if it is clear; None if nothing fits or two do.

    Understood around the name: "village de Pogo", "Loulouni, Mali", "Loulouni (Mali)".
    """
    name, country = _without_country(_LEADING_WORDS.sub("", text.strip()), country)
    found = _search(name, country=country, kinds=kinds, near=None, limit=MOST_RIVALS)
    # Two or three letters that only sound alike say too little.
    is_long = len(sound(name)) >= SHORTEST_FOR_SIMILARITY
    same = [one for one in found if one.band is Band.SAME and (is_long or one.score == 1)]
    if same:
        return _clear(same)
    if not found or any(one.band is not Band.SIMILAR for one in found):
        return None
    best = max(one.score for one in found)
    rival = max((one.score for one in found if one.score < best), default=0.0)
    if best < SURE_IF_SIMILAR or best - rival < CLEAR_LEAD:
        return None
    return _clear([one for one in found if one.score == best])


def said_place(text: str, *, code: str = "", country: str | None = None) -> SaidPlace:
    """Read a place from a form or a sheet, and keep what was said.

    `code` is what a type-ahead chose; without one, the text itself may be a code or a name.
    """
    said = text.strip()
    for candidate in (code, said):
        if candidate and (known := place_by_code(candidate)):
            return SaidPlace(code=known.code, said=said or known.name)
    found = match(said, country=country)
    return SaidPlace(code=found.code if found else None, said=said)


def _clear(same: list[Found]) -> Match | None:
    """Which of the places of one name is meant.

    A country first (Mali is a village too), then a town before its district, ours before imported.
    """
    for one in same:
        if Kind.COUNTRY in one.place.kinds:
            return Match(one.place, round(one.score, 2))
    settled = [one for one in same if not one.place.kinds & ADMINISTRATIVE]
    ours = [one for one in settled if one.place.is_own]
    if settled:
        chosen = ours or settled
        if len(chosen) > 1:
            return None
        sure = 1.0 if ours and len(settled) == 1 else SURE_AMONG_NAMESAKES
        return Match(chosen[0].place, round(chosen[0].score * sure, 2))
    widest = min(same, key=lambda one: KIND_OF_LEVEL.index(_nature(one.place)))
    if any(one.place.country != widest.place.country for one in same):
        return None
    sure = 1.0 if len(same) == 1 else SURE_AMONG_NAMESAKES
    return Match(widest.place, round(widest.score * sure, 2))


def _nature(place: Suggestion) -> Kind:
    return next(kind for kind in KIND_OF_LEVEL if kind in place.kinds)


def _without_country(text: str, country: str | None) -> tuple[str, str | None]:
    for mark in ("(", ",", "/"):
        name, found, rest = text.partition(mark)
        if found and name.strip():
            named = _country_named(rest.strip(" )"))
            if named is not None and country in {None, named}:
                return name.strip(), named
    return text, country


def _country_named(text: str) -> str | None:
    if not fold(text):
        return None
    found = _search(text, country=None, kinds={Kind.COUNTRY}, near=None, limit=1)
    return found[0].place.country if found and found[0].band is Band.SAME else None


def _search(
    text: str,
    *,
    country: str | None,
    kinds: Collection[str] | None,
    near: str | None,
    limit: int,
) -> list[Found]:
    wanted = None if kinds is None else {str(kind) for kind in kinds}
    centre = place_by_code(near) if near else None

    def accept(place: Suggestion) -> bool:
        return (country is None or place.country == country) and (
            wanted is None or bool(wanted & place.kinds)
        )

    return _index.current().search(
        text, accept=accept, near=centre.position if centre else None, limit=limit
    )


class _Index:
    """The gazetteer of this process, built again when a layer was loaded since."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: list[tuple[Any, ...]] | None = None
        self._gazetteer = Gazetteer([])

    def current(self) -> Gazetteer:
        state = list(Layer.objects.order_by("name").values_list("name", "checksum", "loaded_at"))
        with self._lock:
            if state != self._state:
                self._gazetteer = Gazetteer(_named_places())
                self._state = state
            return self._gazetteer


_index = _Index()


def _named_places() -> Iterator[tuple[Suggestion, list[str]]]:
    """Each place with its names; a GeoNames line gives way to the own fact on the same place."""
    own = set(Place.objects.filter(is_own=True).values_list("geonameid", flat=True)) - {None}
    above = dict(Place.objects.filter(parts__isnull=False).distinct().values_list("code", "name"))
    for place in Place.objects.iterator():
        if place.is_own or place.geonameid not in own:
            region = above.get(place.parent_id or "", "")
            yield _suggestion(place, region), [place.name, *filter(_is_latin, place.alt_names)]


def _is_latin(name: str) -> bool:
    return fold(name).isascii()


def _suggestion(place: Place, region: str) -> Suggestion:
    return Suggestion(
        code=place.code,
        name=place.name,
        country=place.country,
        kinds=place.kinds,
        region=region,
        latitude=place.latitude,
        longitude=place.longitude,
        population=place.population,
        source=sys.intern(place.source),  # thousands of places share one
        is_own=place.is_own,
    )
