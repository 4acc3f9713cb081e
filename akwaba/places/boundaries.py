"""Reading outlines of administrative units from GeoJSON, feature by feature.

Understands the property names of OCHA's COD-AB (ADM1_PCODE, ADM1_FR, adm1_name …), of the regional
OCHA file (admin1Pcod, admin1Name) and of geoBoundaries (shapeName, shapeType, shapeGroup).
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from django.utils.translation import gettext
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from akwaba.places.problems import FileEmpty, FileNotReadable, NoFeatures, NotGeoJson, NotUtf8
from akwaba.places.refusals import RefusedLineError, Report, check_once
from akwaba.places.rules import (
    COUNTRY_OF_ALPHA2,
    LONGEST_NAME,
    PCODE_PREFIXES,
    Lie,
    is_pcode,
    lie_of,
)

LEVELS = (3, 2, 1, 0)
_CODES = ("adm{}pcode", "adm{}pcod", "admin{}pcode", "admin{}pcod", "adm{}code")
_NAMES = ("adm{}fr", "adm{}namefr", "adm{}name", "adm{}name1", "adm{}en", "admin{}name", "adm{}ref")
DECIMALS = 5
"""Of a degree: one metre, finer than any outline."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit with its outline."""

    pcode: str
    name: str
    level: int
    parent: str | None
    """P-code of the unit above, where the feature names it."""
    country: str
    geometry: str
    """GeoJSON geometry, WGS 84, two dimensions."""
    latitude: float
    longitude: float
    """A point inside the outline."""


Known = Callable[[str, int, str], str | None]
"""Finds a P-code by country, level and name, for files that bring none."""


def features(path: Path) -> list[Any]:
    """Every feature of a GeoJSON file, unchecked. Raises a Problem where it is no such file."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileNotReadable(file=path.name, reason=error.strerror or error) from error
    if not content.strip():
        raise FileEmpty(file=path.name)
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotUtf8(file=path.name, byte=error.start) from error
    except json.JSONDecodeError as error:
        raise NotGeoJson(file=path.name, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise NotGeoJson(file=path.name, line=1, column=1) from error
    listed = document.get("features") if isinstance(document, dict) else None
    if not isinstance(listed, list) or not listed:
        raise NoFeatures(file=path.name)
    return listed


def units(path: Path, *, country: str | None, known: Known, report: Report) -> list[Unit]:
    """The units of a file that can be kept, coarse before fine; the others go into the report.

    With `country`, features of other countries are skipped. Raises a Problem where the file is no
    GeoJSON.
    """
    kept: list[Unit] = []
    seen: dict[str, int] = {}
    for number, feature in enumerate(features(path), start=1):
        report.read += 1
        if country and _country_of(feature) not in {None, country}:
            report.skipped += 1
            continue
        try:
            found = unit(feature, country=country, known=known)
            check_once(seen, found.pcode, number, f"ADM{found.level}_PCODE")
        except RefusedLineError as error:
            report.refuse(number, error)
        else:
            kept.append(found)
    return sorted(kept, key=lambda one: one.level)


def unit(feature: object, *, country: str | None, known: Known) -> Unit:
    """Read one feature; `country` is the one said for the whole file.

    Raises RefusedLineError naming the property, its value and what to change.
    """
    facts = _properties(feature)
    level = _level(facts)
    where = country or _country(facts, level)
    name = (_first(facts, _NAMES, level) or facts.get("shapename", ""))[:LONGEST_NAME]
    pcode = _pcode(facts, level, where, name, known)
    geometry = _geometry(feature, where)
    inside = geometry.representative_point()
    return Unit(
        pcode=pcode,
        name=name or pcode,
        level=level,
        parent=_first(facts, _CODES, level - 1) or None,
        country=where,
        geometry=json.dumps(mapping(shapely.set_precision(geometry, 10**-DECIMALS))),
        latitude=round(inside.y, DECIMALS),
        longitude=round(inside.x, DECIMALS),
    )


def _country_of(feature: object) -> str | None:
    """The country that a feature says it is in, or None where it says none that we know."""
    try:
        facts = _properties(feature)
        return _country(facts, _level(facts))
    except RefusedLineError:
        return None


def _properties(feature: object) -> dict[str, str]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise RefusedLineError(
            "properties", properties, gettext("The feature says nothing about itself: add a name.")
        )
    return {
        re.sub(r"[^a-z0-9]", "", key.lower()): str(value).strip()
        for key, value in properties.items()
        if value is not None
    }


def _first(facts: dict[str, str], spellings: tuple[str, ...], level: int) -> str:
    names = (spelling.format(level) for spelling in spellings)
    return next((facts[name] for name in names if facts.get(name)), "")


def _level(facts: dict[str, str]) -> int:
    """The finest level of which the feature has a code or a name."""
    told = re.fullmatch(r"ADM([0-3])", facts.get("shapetype", ""))
    if told:
        return int(told[1])
    for level in LEVELS:
        if _first(facts, _CODES, level) or _first(facts, _NAMES, level):
            return level
    raise RefusedLineError(
        "ADM1_PCODE", "", gettext("The level is missing: add ADM1_PCODE, ADM2_PCODE or ADM3_PCODE.")
    )


def _country(facts: dict[str, str], level: int) -> str:
    code = _first(facts, _CODES, level) or _first(facts, _CODES, 0) or facts.get("shapegroup", "")
    country = COUNTRY_OF_ALPHA2.get(code[:2]) if code not in PCODE_PREFIXES else code
    if country is None:
        raise RefusedLineError(
            "ADM0_PCODE",
            code,
            gettext("The country is missing or not known here: add ADM0_PCODE, such as CI."),
        )
    return country


def _pcode(facts: dict[str, str], level: int, country: str, name: str, known: Known) -> str:
    column = f"ADM{level}_PCODE"
    pcode = _first(facts, _CODES, level)
    if not pcode:
        found = known(country, level, name) if name else None
        if found is None:
            raise RefusedLineError(
                column, name, gettext("The P-code is missing: add it, or correct the name.")
            )
        return found
    if not is_pcode(pcode, country=country):
        raise RefusedLineError(
            column,
            pcode,
            gettext("This is no P-code of that country: it begins with %(prefix)s, then figures.")
            % {"prefix": PCODE_PREFIXES[country]},
        )
    return pcode


def _geometry(feature: object, country: str) -> BaseGeometry:
    described = feature.get("geometry") if isinstance(feature, dict) else None
    try:
        geometry = shapely.force_2d(shape(described))
    except Exception as error:  # shapely raises whatever the broken list of numbers leads it to
        raise _bad_outline(
            described, gettext("The outline cannot be read: export it again.")
        ) from error
    if geometry.geom_type not in {"Polygon", "MultiPolygon"} or geometry.is_empty:
        raise _bad_outline(geometry.geom_type, gettext("The outline must be a polygon."))
    _check_place(geometry, country)
    if not geometry.is_valid:
        raise _bad_outline(
            explain_validity(geometry),
            gettext(
                "The outline crosses itself: repair it, for example with “Fix geometries” in QGIS."
            ),
        )
    return geometry


def _check_place(geometry: BaseGeometry, country: str) -> None:
    west, south, east, north = geometry.bounds
    for x, y in ((west, south), (east, north)):
        lie = lie_of(x, y, country=country)
        if lie is not Lie.INSIDE:
            raise _bad_outline(f"{x:.5g} {y:.5g}", say_lie(lie))


def say_lie(lie: Lie) -> str:
    """What is wrong with coordinates, and the mend."""
    return {
        Lie.SWAPPED: gettext("Latitude and longitude are exchanged: write the longitude first."),
        Lie.NOT_DEGREES: gettext("The coordinates are not degrees: export the layer in WGS 84."),
    }.get(lie, gettext("The position is outside the country: check the code and the coordinates."))


def _bad_outline(value: object, reason: str) -> RefusedLineError:
    return RefusedLineError("geometry", value, reason)
