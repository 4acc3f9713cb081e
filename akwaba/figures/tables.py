"""The shapes of figures as they are handed to pages, reports and files; no framework."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from akwaba.figures.rules import Audience

SEXES = ("F", "M", "U")
BANDS = ("0-4", "5-11", "12-17", "18-59", "60+", "unknown")


@dataclass(frozen=True, slots=True)
class AgeTable:
    """People by sex and UNHCR age band. Cells that nobody is in are left out."""

    cells: Mapping[tuple[str, str], int]
    """(band, sex) to people."""
    not_broken_down: int = 0
    """People of groups too small to be told by age and sex."""

    @property
    def total(self) -> int:
        return sum(self.cells.values()) + self.not_broken_down

    def of(self, *, band: str = "", sex: str = "") -> int:
        """People of a band, of a sex, or of both."""
        return sum(
            people
            for (one_band, one_sex), people in self.cells.items()
            if band in {"", one_band} and sex in {"", one_sex}
        )


@dataclass(frozen=True, slots=True)
class PostFigures:
    """What is known of one post, or of all of them; None is unknown, never zero."""

    code: str
    """places.Place.code; empty where no post was said, and for all posts together."""
    name: str
    arrivals: Mapping[date | None, int]
    """People registered, by day of arrival; the day None is not known."""
    announced: int | None
    counted: int | None
    """Sum over the days that somebody counted of the last count of each."""
    estimated: int | None
    waiting: int | None
    is_waiting_partial: bool
    """Whether people arrived on days that nobody counted: more may be waiting."""
    registered_in_week: int
    present: int
    households: int
    backlog_days: Fraction | None

    @property
    def registered(self) -> int:
        return sum(self.arrivals.values())


@dataclass(frozen=True, slots=True)
class NeedFigure:
    """People present with an open need, or a need of its family."""

    code: str
    """Empty for needs that no list of ours knows."""
    is_family: bool
    """Whether confidential needs are counted within it, unnamed."""
    people: int


@dataclass(frozen=True, slots=True)
class HeadcountFigure:
    """One head-count or estimate, as it was given."""

    post: str
    name: str
    day: date
    people: int
    method: str
    source: str
    is_used: bool
    """The last one of its post, day and method: the one that sums are made of."""


@dataclass(frozen=True, slots=True)
class OriginFigure:
    """People registered who arrived, by country of origin."""

    country: str
    """ISO 3166-1 alpha-3; empty where unknown."""
    people: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that one release says, computed together."""

    as_of: date
    audience: Audience
    total: PostFigures
    posts: tuple[PostFigures, ...]
    origins: tuple[OriginFigure, ...]
    ages: AgeTable
    ages_by_post: Mapping[str, AgeTable]
    """By code of the post; empty for security roles."""
    needs: tuple[NeedFigure, ...]
    headcounts: tuple[HeadcountFigure, ...]

    @property
    def days(self) -> list[date]:
        """Every day on which somebody arrived, in order."""
        return sorted(day for day in self.total.arrivals if day is not None)

    @property
    def is_rounded(self) -> bool:
        return self.audience is not Audience.INSIDE
