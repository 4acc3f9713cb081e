"""What the pages of the watch read: incidents as they count, their figures, what may be one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, QuerySet

from akwaba.ledger.problems import NotFound
from akwaba.places.rules import great_circle_km
from akwaba.watch.models import Choice, Comparison, Figure, Incident, Report, Sighting
from akwaba.watch.rules import NEAR_DAYS, Kind, Outline, Status, Sum, Toll, add_up, looks_like_one
from akwaba.watch.sightings import STANDS

MOST_COMPARED = 500
"""Incidents among which doubles are looked for: the latest ones."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two incidents that may be one."""

    one: Sighting
    other: Sighting
    km_apart: float


def sightings(
    *, kind: str = "", verification: str = "", since: date | None = None
) -> QuerySet[Sighting]:
    """Incidents as they count, the latest first; the refuted only where they are asked for."""
    rows = Sighting.objects.filter(counted_as=F("incident"))
    if kind:
        rows = rows.filter(kind=kind)
    if since:
        rows = rows.filter(latest__gte=since)
    rows = (
        rows.filter(verification=verification)
        if verification
        else rows.exclude(verification="refuted")
    )
    return rows.order_by(F("latest").desc(nulls_first=True), "-incident")


def deaths_of(rows: Iterable[Sighting]) -> Sum:
    """What is known of the dead in these incidents, and of how many nothing is."""
    return add_up(toll for row in rows if (toll := toll_of_sighting(row)) is not None)


def toll_of_sighting(row: Sighting) -> Toll | None:
    """None where nobody dies of such a thing and nobody gave a figure."""
    if not row.deaths_status:
        return None
    return Toll(Status(row.deaths_status), row.deaths_low, None, row.deaths_high)


def incident_for(incident_id: UUID) -> Incident:
    """One incident that stands. Raises NotFound."""
    found = Incident.objects.filter(pk=incident_id, **STANDS).first()
    if found is None:
        raise NotFound
    return found


def figure_for(figure_id: UUID) -> Figure:
    """One figure that stands. Raises NotFound."""
    found = Figure.objects.filter(pk=figure_id, **STANDS).first()
    if found is None:
        raise NotFound
    return found


def comparison_for(comparison_id: UUID) -> Comparison:
    """One comparison that stands. Raises NotFound."""
    found = Comparison.objects.filter(pk=comparison_id, **STANDS).first()
    if found is None:
        raise NotFound
    return found


def together_with(incident: Incident) -> list[UUID]:
    """All incidents that are one with this one, itself included."""
    row = Sighting.objects.filter(pk=incident.id).first()
    if row is None:
        return [incident.id]
    same = Sighting.objects.filter(counted_as=row.counted_as).order_by("incident")
    return list(same.values_list("incident", flat=True))


def reports_of(incidents: Iterable[UUID]) -> list[Report]:
    return list(Report.objects.filter(incident__in=list(incidents), **STANDS).order_by("id"))


def figures_of(incidents: Iterable[UUID]) -> list[Figure]:
    rows = Figure.objects.filter(incident__in=list(incidents), **STANDS)
    return list(rows.order_by("about_what", "id"))


def choices_of(incident: UUID) -> dict[str, Choice]:
    """The recommended figures, by what they count."""
    rows = Choice.objects.filter(incident=incident, **STANDS)
    return {choice.about_what: choice for choice in rows}


def comparisons_of(incidents: Iterable[UUID]) -> list[Comparison]:
    """Those by which these incidents are one."""
    ids = list(incidents)
    return list(Comparison.objects.filter(one__in=ids, other__in=ids, verdict="same", **STANDS))


def pairs_to_compare() -> list[Pair]:
    """Incidents of near days and places that may be one, and that nobody compared yet."""
    dated = sightings().filter(latest__isnull=False, earliest__isnull=False)
    rows = sorted(dated[:MOST_COMPARED], key=_first_day)
    decided = _decided({row.incident for row in rows})
    found = []
    for at, one in enumerate(rows):
        for other in rows[at + 1 :]:
            if _first_day(other) - _last_day(one) > timedelta(days=NEAR_DAYS):
                break
            km = _km_apart(one, other)
            pair = min(one.incident, other.incident), max(one.incident, other.incident)
            if km is not None and pair not in decided and _may_be_one(one, other, km):
                found.append(Pair(one, other, km))
    return found


def _first_day(row: Sighting) -> date:
    return row.earliest or row.latest or date.max


def _last_day(row: Sighting) -> date:
    return row.latest or row.earliest or date.max


def _decided(incidents: set[UUID]) -> set[tuple[UUID | None, UUID | None]]:
    rows = Comparison.objects.filter(one__in=incidents, **STANDS)
    return set(rows.values_list("one", "other"))


def _km_apart(one: Sighting, other: Sighting) -> float | None:
    if one.place and one.place == other.place:
        return 0.0
    if None in {one.latitude, one.longitude, other.latitude, other.longitude}:
        return None
    return great_circle_km(
        (one.latitude or 0, one.longitude or 0), (other.latitude or 0, other.longitude or 0)
    )


def _may_be_one(one: Sighting, other: Sighting, km: float) -> bool:
    return looks_like_one(_outline(one), _outline(other), km_apart=km)


def _outline(row: Sighting) -> Outline:
    return Outline(Kind(row.kind), _first_day(row), _last_day(row))


def places_said(incidents: Iterable[UUID]) -> dict[UUID, str]:
    """The place in the words of the source, for incidents whose place is not known by code."""
    rows = Incident.objects.filter(pk__in=list(incidents)).exclude(place_said="")
    return dict(rows.values_list("id", "place_said"))
