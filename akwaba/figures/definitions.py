"""What each figure means and where it comes from, so that every number can be traced."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure: its name in files, what it is called, what it counts, what counts it."""

    id: str
    label: Any
    """Translated when shown, as is `words`."""
    words: Any
    query: str
    """The function of registry.counts, or the rule of figures.rules, that gives the number."""


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "registered",
        _("Registered"),
        _(
            "People written in the register by name who arrived up to this day, whether they are "
            "still here or not. Someone registered twice counts once; births here are not arrivals."
        ),
        "registry.counts.arrivals",
    ),
    Definition(
        "announced",
        _("Announced"),
        _("People of whom a head of household said that they came, at pre-registration."),
        "registry.counts.announced",
    ),
    Definition(
        "counted",
        _("Counted"),
        _(
            "Heads counted among the day’s arrivals at a post. Of several counts of one day, "
            "the last is used; the others are shown beside."
        ),
        "registry.counts.headcounts",
    ),
    Definition(
        "estimated",
        _("Estimated"),
        _("What somebody believed to be the number of arrivals, with the source of it."),
        "registry.counts.headcounts",
    ),
    Definition(
        "waiting",
        _("Waiting"),
        _(
            "For each post and day, the larger of what was counted and what was announced, less "
            "those registered. Unknown where nobody counted and nothing was announced."
        ),
        "figures.rules.waiting",
    ),
    Definition(
        "backlog_days",
        _("Days of backlog"),
        _("Days to register those who wait, at the speed of the last seven days."),
        "figures.rules.backlog_days",
    ),
    Definition(
        "registered_in_week",
        _("Registered in seven days"),
        _("People registered on this day and the six before, whenever they arrived."),
        "registry.counts.registered_between",
    ),
    Definition(
        "present",
        _("Present"),
        _("People registered whose presence has not ended, children born here included."),
        "registry.counts.present",
    ),
    Definition(
        "households",
        _("Households"),
        _("Households registered, or announced and not registered yet."),
        "registry.counts.households",
    ),
    Definition(
        "origin",
        _("Country of origin"),
        _("People registered who arrived, by the country where they lived before they fled."),
        "registry.counts.arrivals",
    ),
    Definition(
        "age_sex",
        _("Age and sex"),
        _(
            "People registered who arrived, by sex and UNHCR age band on this day. Where only an "
            "age or a year was told, the middle of what it allows is taken; unknown stays unknown."
        ),
        "registry.counts.arrivals",
    ),
    Definition(
        "needs",
        _("Specific needs"),
        _(
            "People present with an open need, by UNHCR code: of all posts and as it is known "
            "today, whatever day or post was asked for. Confidential needs count only within "
            "their family; they and those of health, law and labour are rounded to 5."
        ),
        "registry.counts.open_needs",
    ),
    Definition(
        "baseline",
        _("UNHCR population 2025"),
        _(
            "Refugees and asylum-seekers from Burkina Faso and Mali by sub-prefecture in "
            "2025 as UNHCR published them: they were here before these arrivals."
        ),
        "figures.baseline.localities",
    ),
)
BY_ID = {definition.id: definition for definition in DEFINITIONS}
