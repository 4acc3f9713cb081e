"""How figures are said: numbers, days, bands, needs and countries in the reader's language."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from akwaba.figures.rules import Audience
from akwaba.figures.tables import Figures, PostFigures
from akwaba.registry.codelists import label

NARROW_SPACE = "\u202f"

SEX_LABELS: dict[str, Any] = {"F": _("Women and girls"), "M": _("Men and boys"), "U": _("Not told")}


def say_number(value: int | None) -> str:
    """`12 345` in French, `12,345` in English; None is unknown, never zero."""
    if value is None:
        return pgettext("a number", "unknown")
    text = f"{value:,}"
    return text.replace(",", NARROW_SPACE) if is_french() else text


def say_waiting(post: PostFigures) -> str:
    """How many wait; with a mark where days that nobody counted may hide more."""
    said = say_number(post.waiting)
    return f"≥\u00a0{said}" if post.is_waiting_partial and post.waiting is not None else said


def say_waiting_in_words(post: PostFigures) -> str:
    """The same within a sentence: `at least 109`."""
    said = say_number(post.waiting)
    if not post.is_waiting_partial or post.waiting is None:
        return said
    return gettext("at least %(number)s") % {"number": said}


def say_backlog(post: PostFigures) -> str:
    """Days of work that wait: `15,1` in French, `15.1` in English; marked as say_waiting does."""
    days = post.backlog_days
    if days is None:
        return pgettext("a number", "unknown")
    tenths = Decimal(days.numerator) / Decimal(days.denominator)
    text = str(tenths.quantize(Decimal("0.1"), ROUND_HALF_UP))
    said = text.replace(".", ",") if is_french() else text
    return f"≥\u00a0{said}" if post.is_waiting_partial else said


def say_day(value: date | None) -> str:
    """`1er novembre 2025`, `1 November 2025`; None is unknown."""
    if value is None:
        return pgettext("a date", "unknown")
    first = value.day == 1 and is_french()
    return ("1er " if first else f"{value.day} ") + date_format(value, "F Y")


def say_short_day(value: date | None) -> str:
    """`10/11`: day and month."""
    return pgettext("a date", "unknown") if value is None else f"{value:%d/%m}"


def say_band(band: str) -> str:
    """`0–4 ans`, `60 ans et plus`; an unknown age says so."""
    if band == "unknown":
        return pgettext("an age", "unknown")
    if band.endswith("+"):
        return gettext("%(age)s and over") % {"age": band[:-1]}
    return gettext("%(ages)s years") % {"ages": band.replace("-", "–")}


def say_country(code: str) -> str:
    """The name of a country; an empty code is unknown."""
    return label("countries", code, language()) if code else pgettext("a country", "unknown")


def say_need(code: str, *, is_family: bool) -> str:
    """The words of a need; of a family, that it holds more than its own code."""
    if not code:
        return gettext("Another need")
    words = label("needs", code, language())
    return gettext("%(need)s (whole family)") % {"need": words} if is_family else words


def say_post(name: str) -> str:
    """The name of a post; an empty one was not said."""
    return name or gettext("Post not told")


def language() -> str:
    return get_language() or "fr"


def is_french() -> bool:
    return language().startswith("fr")


def say_method(method: str, *, is_used: bool) -> str:
    """How a number came about; one that a later count of the day replaced says so."""
    said = gettext("counted") if method == "counted" else gettext("estimated")
    return said if is_used else gettext("%(method)s, replaced since") % {"method": said}


def say_rounding(figures: Figures) -> str:
    """What the reader must know of the rounding, or that the counts must not leave."""
    if figures.audience is Audience.INSIDE:
        return gettext("INSIDE – NOT FOR RELEASE: exact counts, which could point to a family.")
    if figures.audience is Audience.SECURITY:
        return gettext(
            "Rounded to 5, and a day late: no count is younger than 24 hours. Totals are made of "
            "what is shown."
        )
    return gettext(
        "Rounded: counts of 1 to 4 are shown as 0 or 5, and totals are made of what is shown."
    )
