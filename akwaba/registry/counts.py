"""Numbers about the register, and nothing else: no name and no identifier leaves here.

Every count is one aggregate query, so that a register of a million persons is counted in seconds.
A human being with two linked records counts once; a struck-out record does not count; nor does one
of which only later entries have come. `as_of` is the last day that counts, included: a record
belongs to it by the day on which it was registered.
"""

from calendar import isleap
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.db.models.lookups import GreaterThan

from akwaba.registry import ages
from akwaba.registry.codelists import need_level, need_states, needs
from akwaba.registry.models import Cluster, Headcount, Household, Need, Person

Posts = Collection[str] | None
"""Codes of posts; None means every post."""

Row = TypeVar("Row", bound=models.Model)

NOT_PRESENT = ("inactive", "closed")
"""Process status of those whose presence has ended."""
_EPOCH = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Arrived:
    """People registered who arrived at one post on one day, of one origin, sex and age band."""

    post: str
    day: date | None
    """None where the day is not known."""
    origin: str
    """ISO 3166-1 alpha-3; empty where unknown."""
    sex: str
    """F, M or U."""
    band: str
    """UNHCR age band on the day of the count, or unknown."""
    people: int


@dataclass(frozen=True, slots=True)
class Announced:
    """People announced at pre-registration, and how many of them are not registered yet."""

    post: str
    day: date | None
    people: int
    missing: int


@dataclass(frozen=True, slots=True)
class Counted:
    """One head-count of a day's arrivals at a post."""

    post: str
    day: date
    people: int
    method: str
    """counted or estimated."""
    source: str


@dataclass(frozen=True, slots=True)
class Needed:
    """People present with an open specific need.

    `code` is the need, or its family where the need itself is confidential.
    """

    code: str
    people: int


def arrivals(*, as_of: date, posts: Posts = None) -> list[Arrived]:
    """Everybody registered who arrived, whether they are still here or not. Births do not arrive.

    The age is counted on the day `as_of`, from the middle of the interval of birth.
    """
    people = _at(_registered(as_of), posts).filter(
        Q(arrived_on=None) | Q(arrived_on__lte=as_of), ~Q(reason="birth")
    )
    rows = (
        _once(people)
        .annotate(band=_band(as_of), told=_sex())
        .order_by()
        .values_list("post", "arrived_on", "origin_country", "told", "band")
        .annotate(people=Count("pk"))
    )
    return [Arrived(*row) for row in rows]


def present(*, as_of: date, posts: Posts = None) -> dict[str, int]:
    """People registered who are still here, by post."""
    return _by_post(_once(_at(_present(as_of), posts)))


def registered_between(*, first: date, last: date, posts: Posts = None) -> dict[str, int]:
    """People registered from the first day to the last, both included, by post."""
    people = _at(_registered(last), posts).filter(registered_on__gte=first)
    return _by_post(_once(people))


def households(*, as_of: date, posts: Posts = None) -> dict[str, int]:
    """Households registered or pre-registered, by post."""
    return _by_post(_households(as_of, posts))


def announced(*, as_of: date, posts: Posts = None) -> list[Announced]:
    """What households said of their size before they were registered person by person.

    `missing` adds up, household by household, those who are not registered yet: a family that was
    registered in full never hides one that waits.
    """
    registered = (
        _registered(as_of)
        .filter(household=OuterRef("pk"))
        .order_by()
        .values("household")
        .annotate(people=Count("pk"))
        .values("people")
    )
    rows = (
        _households(as_of, posts)
        .filter(size_said__isnull=False)
        .annotate(found=Coalesce(Subquery(registered), 0))
        .annotate(lacking=Greatest(F("size_said") - F("found"), 0))
        .order_by()
        .values_list("post", "arrived_on")
        .annotate(people=Sum("size_said"), missing=Sum("lacking"))
    )
    return [Announced(*row) for row in rows]


def headcounts(*, as_of: date, posts: Posts = None) -> list[Counted]:
    """Every head-count, the later of one post and day after the earlier."""
    rows = (
        _at(Headcount.objects.all(), posts)
        .filter(origin__isnull=False, void_reason="", day__lte=as_of, people__isnull=False)
        .order_by("day", "post", "made_at", "id")
        .values_list("post", "day", "people", "method", "source")
    )
    return [Counted(*row) for row in rows]  # type: ignore[arg-type]  # None is filtered out


def open_needs(*, as_of: date, posts: Posts = None) -> list[Needed]:
    """People present by open need, most first; a person with two needs stands under both.

    A confidential need counts under its family only: no figure says that there is one.
    """
    people = _at(_present(as_of), posts).filter(pk=OuterRef("person"))
    states = [code for code, state in need_states().items() if state.is_open]
    counted_as = Cluster.objects.filter(person=OuterRef("person")).values("counted_as")
    rows = (
        Need.objects.filter(Exists(people), origin__isnull=False, void_reason="", state__in=states)
        .annotate(shown=_shown_need(), human=Coalesce(Subquery(counted_as), F("person")))
        .order_by()
        .values_list("shown")
        .annotate(people=Count("human", distinct=True))
    )
    return sorted((Needed(*row) for row in rows), key=lambda row: (-row.people, row.code))


def _registered(as_of: date) -> models.QuerySet[Person]:
    return Person.objects.filter(
        Q(registered_on=None) | Q(registered_on__lte=as_of), origin__isnull=False, void_reason=""
    )


def _present(as_of: date) -> models.QuerySet[Person]:
    here = ~Q(process__in=NOT_PRESENT) | Q(process_on__gt=as_of)
    return _registered(as_of).filter(here)


def _households(as_of: date, posts: Posts) -> models.QuerySet[Household]:
    known = Household.objects.filter(origin__isnull=False, void_reason="")
    return _at(known.filter(Q(registered_on=None) | Q(registered_on__lte=as_of)), posts)


def _at(rows: models.QuerySet[Row], posts: Posts) -> models.QuerySet[Row]:
    return rows if posts is None else rows.filter(post__in=posts)


def _by_post(rows: models.QuerySet[Row]) -> dict[str, int]:
    return dict(rows.order_by().values_list("post").annotate(number=Count("pk")))


def _once(people: models.QuerySet[Person]) -> models.QuerySet[Person]:
    """Of the records of one human being, the first of those asked for."""
    asked = Cluster.objects.filter(Exists(people.filter(pk=OuterRef("person"))))
    earlier = asked.filter(counted_as=OuterRef("counted_as"), person__lt=OuterRef("person"))
    return people.exclude(pk__in=asked.filter(Exists(earlier)).values("person"))


def _sex() -> Case:
    return Case(When(sex__in=("F", "M"), then="sex"), default=Value("U"))


def _band(day: date) -> Case:
    """The age band as `ages.band_on` gives it.

    Twice the middle of the interval is compared, in days, so that no half day is rounded.
    """
    twice_middle = _DayNumber("birth_earliest") + _DayNumber("birth_latest")
    unknown = Q(birth_earliest=None) | Q(birth_latest=None) | Q(birth_earliest__gt=day)
    younger = [
        When(GreaterThan(twice_middle, Value(2 * _born_by(day, highest + 1) + 1)), then=Value(band))
        for highest, band in ages.BANDS[:-1]
    ]
    return Case(When(unknown, then=Value("unknown")), *younger, default=Value(ages.BANDS[-1][1]))


def _born_by(day: date, years: int) -> int:
    """The last birth date of someone who has completed these years, as a day number."""
    is_leap_day = (day.month, day.day) == (2, 29)
    born = day.replace(year=day.year - years, day=28 if is_leap_day else day.day)
    if is_leap_day and isleap(born.year):
        born = born.replace(day=29)
    return (born - _EPOCH).days


class _DayNumber(models.Func):
    """Days from the year 2000 to a date, exactly, in the words of each database."""

    output_field = models.IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = f"CAST(julianday(%(expressions)s) - julianday('{_EPOCH}') AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = f"(%(expressions)s - DATE '{_EPOCH}')"
        return self.as_sql(compiler, connection, template=template, **context)


def _shown_need() -> Case:
    """The code of a need as a figure may name it; empty for one that no list knows."""
    hidden: dict[str, list[str]] = {}
    for code, need in needs().items():
        if need_level(code) == "confidential":
            hidden.setdefault(need.parent, []).append(code)
    return Case(
        *(When(code__in=codes, then=Value(family)) for family, codes in sorted(hidden.items())),
        When(code__in=list(needs()), then="code"),
        default=Value(""),
    )
