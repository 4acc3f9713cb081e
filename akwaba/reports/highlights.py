"""What a reader who has one minute must know: three to five sentences, made of the figures."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from akwaba.figures import words
from akwaba.figures.tables import Figures, PostFigures
from akwaba.reports.models import Context
from akwaba.reports.rules import Deaths, share

CHILDREN = ("0-4", "5-11", "12-17")
POSTS_NAMED = 3


def of(figures: Figures, contexts: Sequence[Context]) -> list[str]:
    """The sentences; where nobody is registered, one that says so."""
    if not figures.total.registered:
        return [_("Nobody is registered up to this day.")]
    return [
        *_arrived(figures),
        *_made_of(figures),
        *backlog(figures),
        *_uncounted(figures),
        *_toll(contexts),
    ]


def _arrived(figures: Figures) -> list[str]:
    total = figures.total
    on_the_day = total.arrivals.get(figures.as_of, 0)
    most = sorted(figures.posts, key=lambda post: -post.registered)[:POSTS_NAMED]
    named = ", ".join(
        f"{words.say_post(post.name)} ({words.say_number(post.registered)})" for post in most
    )
    arrived = _("%(people)s people are registered up to this day; %(today)s arrived on it.") % {
        "people": words.say_number(total.registered),
        "today": words.say_number(on_the_day),
    }
    return [arrived + " " + _("Most are at %(posts)s.") % {"posts": named}]


def _made_of(figures: Figures) -> list[str]:
    ages = figures.ages
    told = sum(ages.cells.values())
    women = share(ages.of(sex="F"), told)
    children = share(sum(ages.of(band=band) for band in CHILDREN), told)
    if women is None or children is None:
        return []
    return [
        _("Of 100 people, %(women)s are women or girls and %(children)s are under 18.")
        % {"women": women, "children": children}
    ]


def backlog(figures: Figures) -> list[str]:
    """How many wait and for how long, as far as that is known."""
    total = figures.total
    if total.waiting is None:
        return [_("How many people wait to be registered is not known: nobody counted.")]
    if not total.waiting:
        return [_("Where people were counted or announced, nobody waits to be registered.")]
    said = {
        "people": words.say_waiting_in_words(total),
        "days": words.say_backlog(total),
        "posts": ", ".join(
            f"{words.say_post(post.name)} ({words.say_waiting(post)})"
            for post in sorted(figures.posts, key=lambda post: -(post.waiting or 0))
            if post.waiting
        ),
    }
    wait = _("Waiting to be registered: %(people)s people – %(posts)s.") % said
    if total.backlog_days is None:
        return [wait, _("Nobody was registered in the last seven days.")]
    speed = _("Days of work at the speed of the last seven days: %(days)s.") % said
    return [f"{wait} {speed}"]


def uncounted_posts(figures: Figures) -> list[PostFigures]:
    """Posts where people arrived and no head-count was ever made."""
    return [post for post in figures.posts if post.counted is None and post.registered]


def _uncounted(figures: Figures) -> list[str]:
    uncounted = uncounted_posts(figures)
    if not uncounted:
        return []
    return [
        _("At %(posts)s posts of %(all)s nobody counted: how many arrived there is not known.")
        % {"posts": len(uncounted), "all": len(figures.posts)}
    ]


def _toll(contexts: Sequence[Context]) -> list[str]:
    without = sum(context.deaths == Deaths.UNKNOWN for context in contexts)
    return [_("Events with an unknown toll: %(number)s.") % {"number": without}] if without else []
