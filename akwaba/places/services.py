"""Loading places: the facts that Akwaba brings, and the layers that an officer adds."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from akwaba.places import facts, towns
from akwaba.places.models import Layer, Place
from akwaba.places.rules import Kind

FACTS_LAYER = "akwaba-facts"
TOWNS_LAYER = "geonames-towns"
GEONAMES_LICENCE = "CC BY 4.0"
GEONAMES = "GeoNames (geonames.org)"
ROWS_AT_ONCE = 500
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
        store_places([_place_of_fact(fact, layer) for fact in facts.read()])
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
        countries = set(Place.objects.filter(kind=Kind.COUNTRY).values_list("code", flat=True))
        store_places([_place_of_town(town, layer, countries) for town in towns.read()])
    return True


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


def _place_of_fact(fact: facts.Fact, layer: Layer) -> Place:
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
        pcode=fact.pcode,
        parent_id=fact.parent,
        population=fact.population,
        alt_names=list(fact.alt_names),
        source=fact.source,
        licence=fact.licence,
        checked_on=fact.checked_on,
        is_own=True,
        layer=layer,
    )


def _place_of_town(town: towns.Town, layer: Layer, countries: Iterable[str]) -> Place:
    return Place(
        code=f"gn{town.geonameid}",
        name=town.name,
        kind=Kind.TOWN,
        country=town.country,
        latitude=town.latitude,
        longitude=town.longitude,
        geonameid=town.geonameid,
        parent_id=town.country if town.country in countries else None,
        population=town.population,
        alt_names=list(town.alt_names),
        source=GEONAMES,
        licence=GEONAMES_LICENCE,
        layer=layer,
    )
