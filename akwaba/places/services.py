"""Loading places: the facts that Akwaba brings, and the layers that an officer adds."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from akwaba.access.models import Officer
from akwaba.places import boundaries, facts, geonames, towns
from akwaba.places.boundaries import Unit
from akwaba.places.models import Boundary, Layer, Place
from akwaba.places.problems import (
    CountryNotKnown,
    FileNotReadable,
    LayerIsOurs,
    LayerNameNotUsable,
    LicenceMissing,
    NotGeoNames,
    SourceMissing,
)
from akwaba.places.queries import own_without_pcode, pcode_named
from akwaba.places.refusals import Report
from akwaba.places.roads.facts import FACTS_LAYER as ROADS_LAYER
from akwaba.places.rules import KIND_OF_LEVEL, PCODE_PREFIXES, Kind, settlement_kind

FACTS_LAYER = "akwaba-facts"
TOWNS_LAYER = "geonames-towns"
GEONAMES_LICENCE = "CC BY 4.0"
GEONAMES = "GeoNames (geonames.org)"
ROWS_AT_ONCE = 500
_LAYER_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_KEY = "code"
_FIELDS = [
    field.attname
    for field in Place._meta.concrete_fields  # noqa: SLF001  public in spite of its name
    if field.attname != _KEY
]


def ensure_facts() -> bool:
    """Load our own gazetteer if this version of it is not there yet; True if it was loaded.

    Cheap when nothing changed. A place that a new version no longer names stays: registered people
    may refer to it.
    """
    checksum = facts.checksum()
    if Layer.objects.filter(name=FACTS_LAYER, checksum=checksum).exists():
        return False
    with transaction.atomic():
        layer = record_layer(
            name=FACTS_LAYER,
            licence="per line",
            source="Akwaba, with the source of each line",
            may_redistribute=True,
            checksum=checksum,
        )
        learnt = _pcodes_learnt()
        store_places([_place_of_fact(fact, layer, learnt) for fact in facts.read()])
    return True


def ensure_towns() -> bool:
    """Load the towns of the ten countries if this edition is not there yet; True if loaded."""
    edition = towns.edition()
    if Layer.objects.filter(name=TOWNS_LAYER, checksum=edition).exists():
        return False
    with transaction.atomic():
        layer = record_layer(
            name=TOWNS_LAYER,
            licence=GEONAMES_LICENCE,
            source=f"{GEONAMES}, towns of 500 people or more",
            attribution=f"{GEONAMES}, {GEONAMES_LICENCE}",
            may_redistribute=True,
            checksum=edition,
        )
        _store_towns(towns.read(), layer)
    return True


def load_boundaries(
    *,
    actor: Officer,
    path: Path,
    layer: str,
    licence: str,
    source: str,
    attribution: str = "",
    may_redistribute: bool = False,
    country: str | None = None,
) -> Report:
    """Keep the outlines of a GeoJSON file, and the units that were not known yet.

    Loading the same file again changes nothing; units that the file does not hold stay. With
    `country`, features of other countries are skipped. Raises a Problem where nothing can be read.
    """
    check_layer(layer=layer, licence=licence, source=source, country=country)
    report = Report(layer)
    units = boundaries.units(path, country=country, known=pcode_named, report=report)
    with transaction.atomic():
        kept = record_layer(
            name=layer,
            licence=licence,
            source=source,
            attribution=attribution,
            may_redistribute=may_redistribute,
            checksum=checksum_of(path),
            loaded_by=actor.username,
        )
        for unit in units:
            added = _keep_outline(unit, kept)
            report.added += added
            report.known += not added
    return report


def load_geonames(
    *,
    actor: Officer,
    path: Path,
    layer: str,
    licence: str = GEONAMES_LICENCE,
    source: str = GEONAMES,
) -> Report:
    """Keep the populated places of a GeoNames country file; again and again adds nothing.

    All or nothing where the archive breaks off; a bad line alone is reported and left out. Raises
    a Problem where the file is no such file.
    """
    check_layer(layer=layer, licence=licence, source=source, country=None)
    report = Report(layer)
    with transaction.atomic():
        kept = record_layer(
            name=layer,
            licence=licence,
            source=source,
            attribution=f"{source}, {licence}",
            may_redistribute=licence == GEONAMES_LICENCE,
            checksum=checksum_of(path),
            loaded_by=actor.username,
        )
        with geonames.opened(path) as text:
            for batch in _batches(geonames.towns(text, report)):
                added = _store_towns(batch, kept)
                report.added += added
                report.known += len(batch) - added
        if report.refused == report.read and all(
            one.column == geonames.WHOLE_LINE for one in report.refusals
        ):
            raise NotGeoNames(file=path.name)
    return report


def record_layer(
    *,
    name: str,
    licence: str,
    source: str,
    checksum: str,
    attribution: str = "",
    may_redistribute: bool = False,
    loaded_by: str = "",
) -> Layer:
    """Write down what is being loaded, under which licence, and when."""
    layer, _ = Layer.objects.update_or_create(
        name=name,
        defaults={
            "licence": licence,
            "source": source,
            "attribution": attribution,
            "may_redistribute": may_redistribute,
            "checksum": checksum,
            "loaded_at": timezone.now(),
            "loaded_by": loaded_by,
        },
    )
    return layer


def store_places(places: Sequence[Place]) -> None:
    """Insert places, or bring those with the same code up to date; parents must come first."""
    Place.objects.bulk_create(
        places,
        batch_size=ROWS_AT_ONCE,
        update_conflicts=True,
        unique_fields=[_KEY],
        update_fields=_FIELDS,
    )


def _place_of_fact(fact: facts.Fact, layer: Layer, learnt: Mapping[str, str]) -> Place:
    return Place(
        code=fact.code,
        name=fact.name,
        kind=fact.kind,
        is_post=fact.is_post,
        is_crossing=fact.is_crossing,
        country=fact.country,
        latitude=fact.latitude,
        longitude=fact.longitude,
        geonameid=fact.geonameid,
        pcode=fact.pcode or learnt.get(fact.code),
        parent_id=fact.parent,
        population=fact.population,
        alt_names=list(fact.alt_names),
        source=fact.source,
        licence=fact.licence,
        checked_on=fact.checked_on,
        is_own=True,
        layer=layer,
    )


def _pcodes_learnt() -> dict[str, str]:
    """P-codes that an imported outline gave to facts of ours that had none."""
    own = Place.objects.filter(is_own=True, pcode__isnull=False)
    return {code: pcode for code, pcode in own.values_list("code", "pcode") if pcode}


def _store_towns(found: Iterable[towns.Town], layer: Layer) -> int:
    """Store towns that no fact of ours already names; return how many are new."""
    listed = {f"gn{town.geonameid}": town for town in found}
    numbers = [town.geonameid for town in listed.values()]
    ours = set(
        Place.objects.filter(is_own=True, geonameid__in=numbers).values_list("geonameid", flat=True)
    )
    known = set(Place.objects.filter(code__in=list(listed)).values_list("code", flat=True))
    countries = set(Place.objects.filter(kind=Kind.COUNTRY).values_list("code", flat=True))
    places = [
        _place_of_town(code, town, layer, countries)
        for code, town in listed.items()
        if town.geonameid not in ours
    ]
    store_places(places)
    return sum(place.code not in known for place in places)


def _place_of_town(code: str, town: towns.Town, layer: Layer, countries: set[str]) -> Place:
    return Place(
        code=code,
        name=town.name,
        kind=settlement_kind(town.population),
        country=town.country,
        latitude=town.latitude,
        longitude=town.longitude,
        geonameid=town.geonameid,
        parent_id=town.country if town.country in countries else None,
        population=town.population,
        alt_names=list(town.alt_names),
        source=layer.source,
        licence=layer.licence,
        layer=layer,
    )


def check_layer(*, layer: str, licence: str, source: str, country: str | None) -> None:
    """Raises a Problem where a layer lacks its licence or source, or cannot be called so."""
    if not _LAYER_NAME.fullmatch(layer):
        raise LayerNameNotUsable(layer=layer)
    if layer in {FACTS_LAYER, TOWNS_LAYER, ROADS_LAYER}:
        raise LayerIsOurs(layer=layer)
    if not licence.strip():
        raise LicenceMissing(layer=layer)
    if not source.strip():
        raise SourceMissing(layer=layer)
    if country is not None and country not in PCODE_PREFIXES:
        raise CountryNotKnown(country=country, known=", ".join(PCODE_PREFIXES))


def checksum_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal. Raises FileNotReadable."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise FileNotReadable(file=path.name, reason=error.strerror or error) from error


def _keep_outline(unit: Unit, layer: Layer) -> bool:
    """Store one outline and its unit; True if the layer did not have it."""
    place = Place.objects.filter(pcode=unit.pcode).first() or own_without_pcode(
        country=unit.country, level=unit.level, name=unit.name, above=unit.parent
    )
    if place is None or not place.is_own:
        place = _place_of_unit(unit, layer)
        store_places([place])
    elif place.pcode is None:
        place.pcode = unit.pcode
        place.save(update_fields=["pcode"])
    _, added = Boundary.objects.update_or_create(
        layer=layer, place=place, defaults={"level": unit.level, "geometry": unit.geometry}
    )
    return added


def _place_of_unit(unit: Unit, layer: Layer) -> Place:
    above = Place.objects.filter(pcode=unit.parent).first() if unit.parent else None
    if above is None:
        above = Place.objects.filter(code=unit.country).first()
    return Place(
        code=unit.pcode,
        name=unit.name,
        kind=KIND_OF_LEVEL[unit.level],
        country=unit.country,
        latitude=unit.latitude,
        longitude=unit.longitude,
        pcode=unit.pcode,
        parent=above,
        source=layer.source,
        licence=layer.licence,
        layer=layer,
    )


def _batches(found: Iterator[towns.Town]) -> Iterator[list[towns.Town]]:
    while batch := list(islice(found, ROWS_AT_ONCE)):
        yield batch
