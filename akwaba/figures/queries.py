"""The figures of a day, for one audience: counted by the registry, shown by the rules."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from akwaba.figures import rules
from akwaba.figures.rules import Audience
from akwaba.figures.secret import withholding_key
from akwaba.figures.tables import (
    AgeTable,
    Figures,
    HeadcountFigure,
    NeedFigure,
    OriginFigure,
    PostFigures,
)
from akwaba.places.queries import post_choices
from akwaba.registry import counts
from akwaba.registry.codelists import need_level, needs

Cells = Mapping[Any, int]
Show = Callable[[str, Cells], dict[Any, int]]
"""Takes the name of a group and its cells, and gives the cells as they may be shown."""


def figures_as_of(
    as_of: date, *, audience: Audience = Audience.RELEASE, post: str | None = None
) -> Figures:
    """The figures of everything that is dated up to this day, included.

    `post` narrows them to one post, by its code. The delay for security roles is the caller's: see
    rules.delayed.
    """
    show = _show_for(audience)
    posts = None if post is None else [post]
    arrived = counts.arrivals(as_of=as_of, posts=posts)
    days = _Days(show, arrived, as_of, posts)
    by_post = _post_figures(days, show, as_of, posts)
    ages, ages_by_post = _ages(arrived, show, audience)
    return Figures(
        as_of=as_of,
        audience=audience,
        total=_total(by_post),
        posts=tuple(by_post),
        origins=_origins(arrived, show),
        ages=ages,
        ages_by_post=ages_by_post,
        needs=_needs(audience, as_of, posts),
        headcounts=_headcounts(days, show, audience),
    )


def _show_for(audience: Audience) -> Show:
    key = b"" if audience is Audience.INSIDE else withholding_key()

    def show(group: str, cells: Cells) -> dict[Any, int]:
        names = {f"{group}|{cell}": cell for cell in cells}
        named = {name: cells[cell] for name, cell in names.items()}
        found = rules.shown(named, audience=audience, key=key)
        return {names[name]: number for name, number in found.items()}

    return show


class _Days:
    """What is known of each post and day, as it may be shown."""

    def __init__(
        self, show: Show, arrived: list[counts.Arrived], as_of: date, posts: counts.Posts
    ) -> None:
        self.given = counts.headcounts(as_of=as_of, posts=posts)
        announced = counts.announced(as_of=as_of, posts=posts)
        self.arrivals = _table(show, "arrivals", ((x.post, x.day, x.people) for x in arrived))
        self.announced = _table(show, "announced", ((x.post, x.day, x.people) for x in announced))
        self.missing = _table(show, "missing", ((x.post, x.day, x.missing) for x in announced))
        self.counted = _table(show, "counted", self._last("counted"))
        self.estimated = _table(show, "estimated", self._last("estimated"))

    def _last(self, method: str) -> Iterable[tuple[str, date, int]]:
        last = {(x.post, x.day): x.people for x in self.given if x.method == method}
        return ((post, day, people) for (post, day), people in last.items())

    @property
    def posts(self) -> set[str]:
        return {
            *self.arrivals, *self.announced, *self.counted, *self.estimated,
        }  # fmt: skip

    def waiting(self, post: str) -> tuple[int | None, bool]:
        """People waiting at a post, and whether there were days that nobody counted."""
        counted, missing = self.counted[post], self.missing[post]
        by_day = [
            rules.waiting(
                counted=counted.get(day),
                announced_missing=missing.get(day),
                registered=self.arrivals[post].get(day, 0),
            )
            for day in {*counted, *missing, *self.arrivals[post]}
        ]
        return rules.total_of(by_day), None in by_day


def _table(
    show: Show, name: str, rows: Iterable[tuple[str, date | None, int]]
) -> defaultdict[str, dict[date | None, int]]:
    exact: defaultdict[str, Counter[date | None]] = defaultdict(Counter)
    for post, day, people in rows:
        exact[post][day] += people
    return defaultdict(dict, {post: show(f"{name}|{post}", cells) for post, cells in exact.items()})


def _post_figures(days: _Days, show: Show, as_of: date, posts: counts.Posts) -> list[PostFigures]:
    week = as_of - timedelta(days=rules.RATE_DAYS - 1)
    registered = counts.registered_between(first=week, last=as_of, posts=posts)
    in_week = show("registered_in_week", registered)
    present = show("present", counts.present(as_of=as_of, posts=posts))
    households = show("households", counts.households(as_of=as_of, posts=posts))
    names = dict(post_choices())
    found = []
    for code in days.posts | set(present) | set(households):
        waiting, is_partial = days.waiting(code)
        if waiting is not None:
            waiting = show("waiting", {code: waiting})[code]
        found.append(
            PostFigures(
                code=code,
                name=names.get(code, code),
                arrivals=days.arrivals[code],
                announced=_sum(days.announced[code]),
                counted=_sum(days.counted[code]),
                estimated=_sum(days.estimated[code]),
                waiting=waiting,
                is_waiting_partial=is_partial,
                registered_in_week=in_week.get(code, 0),
                present=present.get(code, 0),
                households=households.get(code, 0),
                backlog_days=rules.backlog_days(
                    waiting=waiting, registered_in_week=in_week.get(code, 0)
                ),
            )
        )
    return sorted(found, key=lambda one: (not one.code, _without_accents(one.name), one.code))


def _without_accents(name: str) -> str:
    """Téhini stands before Tougbo."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()


def _sum(cells: Cells) -> int | None:
    return rules.total_of(list(cells.values()))


def _total(posts: list[PostFigures]) -> PostFigures:
    arrivals: Counter[date | None] = Counter()
    for post in posts:
        arrivals.update(post.arrivals)
    waiting = rules.total_of([post.waiting for post in posts])
    in_week = sum(post.registered_in_week for post in posts)
    return PostFigures(
        code="",
        name="",
        arrivals=dict(arrivals),
        announced=rules.total_of([post.announced for post in posts]),
        counted=rules.total_of([post.counted for post in posts]),
        estimated=rules.total_of([post.estimated for post in posts]),
        waiting=waiting,
        is_waiting_partial=any(post.is_waiting_partial for post in posts),
        registered_in_week=in_week,
        present=sum(post.present for post in posts),
        households=sum(post.households for post in posts),
        backlog_days=rules.backlog_days(waiting=waiting, registered_in_week=in_week),
    )


def _origins(arrived: list[counts.Arrived], show: Show) -> tuple[OriginFigure, ...]:
    exact: Counter[str] = Counter()
    for row in arrived:
        exact[row.origin] += row.people
    found = [OriginFigure(*item) for item in show("origin", exact).items()]
    return tuple(sorted(found, key=lambda one: (not one.country, -one.people, one.country)))


def _ages(
    arrived: list[counts.Arrived], show: Show, audience: Audience
) -> tuple[AgeTable, dict[str, AgeTable]]:
    """All posts together are the sum of what is shown of each: nothing can be taken apart again."""
    exact: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in arrived:
        exact["" if audience is Audience.SECURITY else row.post][row.band, row.sex] += row.people
    totals = {post: cells.total() for post, cells in exact.items()}
    told, small = rules.groups_by_size(totals, audience=audience)
    tables = {post: AgeTable(show(f"ages|{post}", exact[post])) for post in told}
    apart = show("ages_total", {post: totals[post] for post in small})
    rest = sum((exact[post] for post in small), Counter[tuple[str, str]]())
    together = sum((Counter(table.cells) for table in tables.values()), Counter[tuple[str, str]]())
    not_broken_down = 0
    if rules.is_told(rest.total(), audience=audience):
        together += Counter(show("ages_of_small_posts", rest))
    else:
        not_broken_down = sum(apart.values())
    tables |= {post: AgeTable({}, people) for post, people in apart.items()}
    return AgeTable(together, not_broken_down), {} if audience is Audience.SECURITY else tables


def _needs(audience: Audience, as_of: date, posts: counts.Posts) -> tuple[NeedFigure, ...]:
    """Of what leaves always the same set, whatever day or post is asked for.

    Otherwise two days taken from each other would tell that whoever came in between, perhaps one
    family, has a need that nobody but a protection officer may know.
    """
    if audience is Audience.RELEASE:
        as_of, posts = date.max, None
    exact = {row.code: row.people for row in counts.open_needs(as_of=as_of, posts=posts)}
    families = {need.parent for code, need in needs().items() if need_level(code) == "confidential"}
    told = {code: n for code, n in exact.items() if _is_open(code) and code not in families}
    kept = {code: n for code, n in exact.items() if code not in told}
    coarse = audience if audience is Audience.INSIDE else Audience.SECURITY
    seen = {**_show_for(audience)("needs", told), **_show_for(coarse)("needs", kept)}
    found = [NeedFigure(code, code in families, people) for code, people in seen.items() if people]
    return tuple(sorted(found, key=lambda one: (not one.code, -one.people, one.code)))


def _is_open(code: str) -> bool:
    return need_level(code) == "open"


def _headcounts(days: _Days, show: Show, audience: Audience) -> tuple[HeadcountFigure, ...]:
    """Each as it was given; the last of a post and day is shown as the sums have it.

    Who counted is written freely and may be a name: security roles do not read it.
    """
    names = dict(post_choices())
    last = {(x.post, x.day, x.method): index for index, x in enumerate(days.given)}
    used = {"counted": days.counted, "estimated": days.estimated}
    earlier: Counter[tuple[str, date, str]] = Counter()
    found = []
    for index, x in enumerate(days.given):
        place = (x.post, x.day, x.method)
        is_used = last[place] == index
        people = used[x.method][x.post][x.day] if is_used else x.people
        if not is_used:
            earlier[place] += 1
            people = show(f"earlier|{place}", {earlier[place]: people})[earlier[place]]
        name = names.get(x.post, x.post)
        source = "" if audience is Audience.SECURITY else x.source
        found.append(HeadcountFigure(x.post, name, x.day, people, x.method, source, is_used))
    return tuple(found)
