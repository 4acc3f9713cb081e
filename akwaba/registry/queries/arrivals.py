"""Who came on a day, and how many of them still wait to be registered."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from akwaba.access.models import Officer
from akwaba.access.permissions import posts_of
from akwaba.registry.models import Headcount, Household, Person
from akwaba.registry.queries.files import households_for, persons_for


@dataclass(frozen=True, slots=True)
class Arrival:
    """A household that came, with the people listed and announced."""

    household: Household
    speaker: Person | None
    listed: int
    announced: int | None
    """None where nobody announced a number."""

    @property
    def is_complete(self) -> bool:
        return self.announced is None or self.listed >= self.announced


@dataclass(frozen=True, slots=True)
class Backlog:
    """A post on a day. None is unknown, never zero."""

    post: str
    counted: int | None
    """Seen and counted; the last count where there are several."""
    estimated: int | None
    announced: int | None
    registered: int

    @property
    def waiting(self) -> int | None:
        """People known to have come who are not registered; None where nobody counted."""
        known = [count for count in (self.counted, self.announced) if count is not None]
        if self.counted is None and self.estimated is not None:
            known.append(self.estimated)
        return max(0, max(known) - self.registered) if known else None


def arrivals_of(actor: Officer, *, post: str, day: date) -> QuerySet[Household]:
    """The households that came to a post on a day, latest registered first."""
    return _of_day(actor, day).filter(post=post).order_by("-number")


def with_people(actor: Officer, households: Iterable[Household]) -> list[Arrival]:
    """Each household with who speaks for it and how many are listed."""
    households = list(households)
    listed = sizes_of(household.id for household in households)
    speakers = persons_for(actor).in_bulk(
        [household.focal_point for household in households if household.focal_point]
    )
    return [
        Arrival(
            household=household,
            speaker=speakers.get(household.focal_point) if household.focal_point else None,
            listed=listed.get(household.id, 0),
            announced=household.size_said,
        )
        for household in households
    ]


def _of_day(actor: Officer, day: date) -> QuerySet[Household]:
    return households_for(actor).filter(arrived_on=day, void_reason="")


def sizes_of(households: Iterable[UUID]) -> dict[UUID | None, int]:
    """How many people count in each of these households."""
    rows = Person.objects.filter(household__in=list(households), void_reason="")
    return dict(
        rows.filter(origin__isnull=False).values_list("household").annotate(people=Count("id"))
    )


def backlog(actor: Officer, *, day: date, posts: Iterable[str]) -> list[Backlog]:
    """One line a post, in the order given; posts that are not the officer's are left out."""
    own = posts_of(actor)
    chosen = [post for post in posts if own is None or post in own]
    registered, listed = _registered(chosen, day)
    announced = _announced(chosen, day, listed)
    counted = _headcounts(chosen, day)
    return [
        Backlog(
            post=post,
            counted=counted.get((post, "counted")),
            estimated=counted.get((post, "estimated")),
            announced=announced.get(post),
            registered=registered[post],
        )
        for post in chosen
    ]


def _registered(posts: list[str], day: date) -> tuple[dict[str, int], dict[UUID | None, int]]:
    """People by post, and by household."""
    by_post: dict[str, int] = defaultdict(int)
    by_household: dict[UUID | None, int] = {}
    rows = Person.objects.filter(
        post__in=posts, arrived_on=day, void_reason="", origin__isnull=False
    )
    for post, household, people in rows.values_list("post", "household").annotate(Count("id")):
        by_post[post] += people
        by_household[household] = people
    return by_post, by_household


def _announced(posts: list[str], day: date, listed: dict[UUID | None, int]) -> dict[str, int]:
    """People announced by post; those who came unannounced count as they were listed."""
    rows = Household.objects.filter(
        post__in=posts, arrived_on=day, void_reason="", origin__isnull=False
    ).values_list("id", "post", "size_said")
    announced: dict[str, int] = {}
    came: dict[str, int] = defaultdict(int)
    for household, post, size in rows:
        came[post] += max(size or 0, listed.get(household, 0))
        if size is not None:
            announced[post] = 0
    return {post: came[post] for post in announced}


def _headcounts(posts: list[str], day: date) -> dict[tuple[str, str], int]:
    """The last head-count and the last estimate of each post."""
    rows = Headcount.objects.filter(
        post__in=posts, day=day, void_reason="", origin__isnull=False, people__isnull=False
    )
    ordered = rows.order_by("made_at", "id")
    return {
        (post, method): people
        for post, method, people in ordered.values_list("post", "method", "people")
        if people is not None
    }
