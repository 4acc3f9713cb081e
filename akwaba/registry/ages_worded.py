"""An age in the officer's language, no more precise than it is known."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akwaba.registry.ages import AgeKind, Birth, age_words

_WORDS: dict[AgeKind, Callable[[int], str]] = {
    "days": lambda n: ngettext("%(n)s day", "%(n)s days", n),
    "months": lambda n: ngettext("%(n)s month", "%(n)s months", n),
    "years": lambda n: ngettext("%(n)s year", "%(n)s years", n),
    "about_months": lambda n: ngettext("~%(n)s month", "~%(n)s months", n),
    "about_years": lambda n: ngettext("~%(n)s year", "~%(n)s years", n),
    "year_of_birth": lambda _n: _("born in %(n)s"),
}


def age_text(birth: Birth, day: date) -> str:
    """Word an age on a day: « 34 ans », « ~40 ans », « 8 mois », « né(e) en 1987 »."""
    words = age_words(birth, day)
    if words.number is None:
        return _("age unknown")
    return _WORDS[words.kind](words.number) % {"n": words.number}
