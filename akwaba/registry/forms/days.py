"""Days as clerks type them, and as pages write them: day first, in either language."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})(?:\s*[/.\-\s]\s*(\d{4}|\d{2}))?")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
TODAY = frozenset({"aujourd'hui", "aujourd’hui", "auj", "today"})
YESTERDAY = frozenset({"hier", "yesterday"})
HELP = gettext_lazy("Day/month/year")


FIRST_YEAR = 1900
"""Nobody alive did or met anything before."""


def read_day(said: str, *, today: date) -> date | None:
    """Understand 10/11/2025, 10/11/25, 10/11 (the last one that has come), hier; else None."""
    day = _read(said, today=today)
    return None if day is None or day.year < FIRST_YEAR else day


def _read(said: str, *, today: date) -> date | None:
    text = " ".join(said.casefold().split())
    if text in TODAY:
        return today
    if text in YESTERDAY:
        return today - timedelta(days=1)
    try:
        if found := YEAR_FIRST.fullmatch(text):
            return date(*map(int, found.groups()))
        if found := DAY_FIRST.fullmatch(text):
            return _day_first(*found.groups(), today=today)
    except ValueError:
        return None
    return None


def _day_first(day: str, month: str, year: str | None, *, today: date) -> date:
    if year is None:
        this_year = date(today.year, int(month), int(day))
        return this_year if this_year <= today else date(today.year - 1, int(month), int(day))
    full = int(year) if len(year) > 2 else today.year // 100 * 100 + int(year)  # noqa: PLR2004
    return date(full, int(month), int(day))


class DayField(forms.CharField):
    """A day; None where nothing was typed. Days to come pass only where `may_come` says so."""

    def __init__(self, *, may_come: bool = False, **options: Any) -> None:
        self.may_come = may_come
        options.setdefault("help_text", HELP)
        options.setdefault(
            "widget", forms.TextInput(attrs={"autocomplete": "off", "class": "short"})
        )
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        day = read_day(text, today=timezone.localdate())
        if day is None:
            raise forms.ValidationError(
                _("“%(value)s” is no date. Write the day, the month and the year: 10/11/2025.")
                % {"value": text[:20]}
            )
        if not self.may_come and day > timezone.localdate() + timedelta(days=1):
            raise forms.ValidationError(
                _("The date %(value)s is in the future. Check the day and the year.")
                % {"value": text[:20]}
            )
        return day
