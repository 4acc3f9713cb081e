"""Loading the lengths of roads from a file that the deployer brings."""

from pathlib import Path

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.places.models import Layer, LayerRoad, Place
from akwaba.places.refusals import Report
from akwaba.places.roads import facts, osm
from akwaba.places.roads.queries import METRES
from akwaba.places.roads.rules import road_id
from akwaba.places.rules import ADMINISTRATIVE
from akwaba.places.services import check_layer, checksum_of, record_layer

OSM_LICENCE = "ODbL 1.0"
OSM = "OpenStreetMap contributors"


def load_roads(
    *,
    actor: Officer,
    path: Path,
    layer: str,
    licence: str = OSM_LICENCE,
    source: str = OSM,
    attribution: str = "",
    may_redistribute: bool = False,
) -> Report:
    """Keep the roads of a GeoJSON file between the places of our own gazetteer.

    The layer then holds what this file says and nothing else; the same file again changes nothing.
    What officers wrote of a road, and what they said of its state, stays. Raises a Problem where
    nothing can be read.
    """
    check_layer(layer=layer, licence=licence, source=source, country=None)
    report = Report(layer)
    found = osm.pieces(path, _known_places(), report)
    with transaction.atomic():
        kept = record_layer(
            name=layer,
            licence=licence,
            source=source,
            attribution=attribution or f"© {source}, {licence}",
            may_redistribute=may_redistribute,
            checksum=checksum_of(path),
            loaded_by=actor.username,
        )
        _keep(found, kept, report)
    return report


def _known_places() -> dict[str, tuple[float, float]]:
    """Positions by code of our own places, and of those that roads join already."""
    ends = {code for road in facts.read() for code in (road.start, road.end)}
    ours = Place.objects.filter(is_own=True).exclude(kind__in=ADMINISTRATIVE)
    places = [*ours, *Place.objects.filter(code__in=ends)]
    return {place.code: place.position for place in places if place.position is not None}


def _keep(found: list[osm.Piece], layer: Layer, report: Report) -> None:
    kept = set()
    for piece in found:
        road = road_id(piece.start, piece.end)
        facts_of_road = {
            "start": piece.start,
            "end": piece.end,
            "metres": max(round(piece.km * METRES), 1),
        }
        _, added = LayerRoad.objects.update_or_create(
            layer=layer, road=road, defaults=facts_of_road
        )
        report.added += added
        report.known += not added
        kept.add(road)
    LayerRoad.objects.filter(layer=layer).exclude(road__in=kept).delete()
