"""What the incidents, their figures and the comparisons of them come to, one row an incident."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q

from akwaba.registry.clusters import components
from akwaba.watch.models import Choice, Comparison, Figure, Incident, Sighting
from akwaba.watch.rules import WITHOUT_TOLL, About, Kind, Status, Toll, side_by_side

STANDS = {"origin__isnull": False, "void_reason": ""}


def renew(touched: Collection[UUID]) -> None:
    """Work these incidents out anew, and those that are or were one with them."""
    members, links = _connected(set(touched))
    live = {row.id: row for row in Incident.objects.filter(pk__in=members, **STANDS)}
    head = {one: one for one in live}
    for cluster in components(links):
        if here := cluster & live.keys():
            head |= dict.fromkeys(here, min(here))
    together: dict[UUID, list[UUID]] = defaultdict(list)
    for one, its_head in head.items():
        together[its_head].append(one)
    figures, choices = _figures(members), _choices(members)
    Sighting.objects.filter(pk__in=members).delete()
    Sighting.objects.bulk_create(
        _sighting(
            row,
            head[row.id],
            [each for one in sorted(together[row.id]) for each in figures[one]],
            choices,
        )
        for row in live.values()
    )


def toll_of(figure: Figure) -> Toll:
    return Toll(Status(figure.status), figure.low, figure.best, figure.high)


def summed_up(
    figures: Iterable[Figure], chosen: UUID | None, *, kind: str, about: About
) -> Toll | None:
    """The toll that the figures of one thing come to; None where none is to be expected.

    The recommended figure where there is one; otherwise what they span.
    """
    told = [each for each in figures if each.about_what == about]
    recommended = [each for each in told if each.id == chosen]
    if recommended or told:
        return side_by_side(toll_of(each) for each in recommended or told)
    if about is not About.DEATHS or kind in WITHOUT_TOLL:
        return None
    return Toll(Status.UNKNOWN)


def _sighting(
    row: Incident, head: UUID, figures: list[Figure], choices: dict[tuple[UUID, str], UUID | None]
) -> Sighting:
    kind = row.kind or Kind.UNKNOWN
    deaths, displaced = (
        summed_up(figures, choices.get((row.id, about)), kind=kind, about=about)
        for about in (About.DEATHS, About.DISPLACED)
    )
    return Sighting(
        incident=row.id,
        counted_as=head,
        kind=kind,
        earliest=row.earliest,
        latest=row.latest,
        country=row.country,
        place=row.place,
        latitude=row.position[0] if row.position else None,
        longitude=row.position[1] if row.position else None,
        verification=row.verification,
        people_move=row.people_move,
        deaths_status=deaths.status if deaths else "",
        deaths_low=deaths.least if deaths else None,
        deaths_high=deaths.most if deaths else None,
        displaced_status=displaced.status if displaced else "",
        displaced_low=displaced.least if displaced else None,
        displaced_high=displaced.most if displaced else None,
    )


def _figures(incidents: Collection[UUID]) -> dict[UUID, list[Figure]]:
    found: dict[UUID, list[Figure]] = defaultdict(list)
    for figure in Figure.objects.filter(incident__in=incidents, **STANDS).order_by("id"):
        if figure.incident:
            found[figure.incident].append(figure)
    return found


def _choices(incidents: Collection[UUID]) -> dict[tuple[UUID, str], UUID | None]:
    return {
        (choice.incident, choice.about_what): choice.figure
        for choice in Choice.objects.filter(incident__in=incidents, **STANDS)
        if choice.incident
    }


def _connected(touched: set[UUID]) -> tuple[set[UUID], list[tuple[UUID, UUID]]]:
    """Everyone who is or was one with these, and the links that hold now."""
    counted = Sighting.objects.filter(pk__in=touched).values_list("counted_as", flat=True)
    members = touched | set(
        Sighting.objects.filter(counted_as__in=set(counted)).values_list("incident", flat=True)
    )
    while True:
        links: list[tuple[UUID, UUID]] = [
            (one, other)
            for one, other in Comparison.objects.filter(Q(one__in=members) | Q(other__in=members))
            .filter(verdict="same", **STANDS)
            .values_list("one", "other")
            if one and other
        ]
        found = {one for link in links for one in link}
        if found <= members:
            return members, links
        members |= found
