"""Figures as tables of words, ready for a page, a terminal or a report in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from akwaba.figures import baseline, words
from akwaba.figures.definitions import BY_ID
from akwaba.figures.tables import BANDS, SEXES, AgeTable, Figures, PostFigures

DAYS_SHOWN = 7
NOTHING = "·"
"""Nobody is in the cell; a zero would look like a withheld count."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of words. The first column names the row."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    foot: Sequence[str] = ()
    is_words: bool = False
    """Whether the other columns are words too; otherwise they are numbers."""

    @property
    def labelled(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each row as its name, and its cells with the head of their column."""
        return [(row[0], list(zip(self.head[1:], row[1:], strict=True))) for row in self.rows]

    @property
    def labelled_foot(self) -> list[tuple[str, str]]:
        return list(zip(self.head[1:], self.foot[1:], strict=True))


def posts_sheet(figures: Figures) -> Sheet:
    """Registered, announced, counted and estimated side by side."""
    return Sheet(
        _("Registered, counted, estimated"),
        (_("Post"), _("registered"), _("announced"), _("counted"), _("estimated"), _("waiting")),
        [_post_row(words.say_post(post.name), post) for post in figures.posts],
        _post_row(_("All posts"), figures.total),
    )


def _post_row(name: str, post: PostFigures) -> list[str]:
    numbers = (post.registered, post.announced, post.counted, post.estimated)
    return [name, *map(words.say_number, numbers), words.say_waiting(post)]


def days_sheet(figures: Figures) -> Sheet:
    """The last days of arrivals, what came before them, and what has no day."""
    days = figures.days[-DAYS_SHOWN:]
    has_before = len(figures.days) > len(days)
    has_unknown = None in figures.total.arrivals

    def row(name: str, post: PostFigures) -> list[str]:
        shown = [_arrived(post, day) for day in days]
        before = sum(n for day, n in post.arrivals.items() if day is not None and day not in days)
        return [
            name,
            *([words.say_number(before)] if has_before else []),
            *shown,
            *([_arrived(post, None)] if has_unknown else []),
            words.say_number(post.registered),
        ]

    return Sheet(
        _("Arrivals by post and day"),
        [
            _("Post"),
            *([_("before")] if has_before else []),
            *map(words.say_short_day, days),
            *([_("no day")] if has_unknown else []),
            _("total"),
        ],
        [row(words.say_post(post.name), post) for post in figures.posts],
        row(_("All posts"), figures.total),
    )


def _arrived(post: PostFigures, day: date | None) -> str:
    return words.say_number(post.arrivals[day]) if day in post.arrivals else NOTHING


def origins_sheet(figures: Figures) -> Sheet:
    return Sheet(
        str(BY_ID["origin"].label),
        (_("Country"), _("people")),
        [(words.say_country(x.country), words.say_number(x.people)) for x in figures.origins],
        (_("All"), words.say_number(sum(x.people for x in figures.origins))),
    )


def ages_sheet(ages: AgeTable) -> Sheet:
    """UNHCR's age bands by sex; a column or row of unknowns only where there are some."""
    sexes = [sex for sex in SEXES if sex != "U" or ages.of(sex="U")]
    rows = [
        [
            words.say_band(band),
            *(words.say_number(ages.of(band=band, sex=sex)) for sex in sexes),
            words.say_number(ages.of(band=band)),
        ]
        for band in BANDS
        if band != "unknown" or ages.of(band="unknown")
    ]
    if ages.not_broken_down:
        few = words.say_number(ages.not_broken_down)
        rows.append([_("Groups too small to be broken down"), *(NOTHING for _sex in sexes), few])
    totals = [words.say_number(ages.of(sex=sex)) for sex in sexes]
    return Sheet(
        str(BY_ID["age_sex"].label),
        [_("Age"), *(str(words.SEX_LABELS[sex]) for sex in sexes), _("total")],
        rows,
        [_("All"), *totals, words.say_number(ages.total)],
    )


def needs_sheet(figures: Figures) -> Sheet:
    return Sheet(
        str(BY_ID["needs"].label),
        (_("Need"), _("code"), _("people")),
        [
            (words.say_need(x.code, is_family=x.is_family), x.code, words.say_number(x.people))
            for x in figures.needs
        ],
    )


def headcounts_sheet(figures: Figures, *, since: date | None = None) -> Sheet:
    """Counts and estimates as they were given, those of the same day side by side."""
    return Sheet(
        _("Counts and estimates as they were given"),
        (_("Post"), _("day"), _("people"), _("how"), _("source")),
        [
            (
                words.say_post(x.name),
                words.say_short_day(x.day),
                words.say_number(x.people),
                words.say_method(x.method, is_used=x.is_used),
                x.source or NOTHING,
            )
            for x in figures.headcounts
            if since is None or x.day >= since
        ],
        is_words=True,
    )


def baseline_sheet(*, most: int | None = None) -> Sheet:
    """UNHCR's population by locality; all of it, or the localities with the most people."""
    every = baseline.localities()
    named = [one for one in every if one.name and one.total]
    listed = named if most is None else named[:most]
    rows = [_locality_row(_place(one), one) for one in listed]
    rest = baseline.total([one for one in every if one not in listed])
    if rest.total:
        others = _("Without locality") if most is None else _("Elsewhere, or without locality")
        rows.append(_locality_row(others, rest))
    return Sheet(
        str(BY_ID["baseline"].label),
        (_("Locality"), words.say_country("BFA"), words.say_country("MLI"), _("total")),
        rows,
        _locality_row(_("All"), baseline.total(every)),
    )


def _place(one: baseline.Locality) -> str:
    return f"{one.name} ({one.region})" if one.region != one.name else one.name


def _locality_row(name: str, one: baseline.Locality) -> tuple[str, ...]:
    return (name, *map(words.say_number, (one.burkina_faso, one.mali, one.total)))
