"""What a whole household shares: where and when they came, where from."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from akwaba.access.models import Officer
from akwaba.access.permissions import posts_of
from akwaba.ledger.problems import Problem
from akwaba.places.queries import crossings, post_choices, said_place
from akwaba.registry.codelists import choices
from akwaba.registry.forms.days import DayField
from akwaba.registry.services.checking import check_free_token

NEIGHBOURS = ("MLI", "BFA", "GIN", "GHA", "LBR", "NER", "CIV")
"""Countries offered first, nearest to the northern border first."""

CARRIED = ("crossing", "arrived_on", "origin_country", "origin_place", "origin_said")
"""What the next household most often shares with the one before."""


def country_choices() -> list[Any]:
    known = dict(choices("countries", get_language() or "fr"))
    near = [(code, known.pop(code)) for code in NEIGHBOURS]
    others = sorted(known.items(), key=lambda country: _without_accents(country[1]))
    return [("", _("not said")), (_("Near here"), near), (_("Others"), others)]


def _without_accents(name: str) -> str:
    """Éthiopie stands among the E, as people look for it."""
    return unicodedata.normalize("NFKD", name).casefold()


def crossing_choices() -> list[tuple[str, str]]:
    return [("", _("crossing not known")), *crossings().values_list("code", "name")]


def own_posts(officer: Officer) -> list[tuple[str, str]]:
    """The posts at which the officer may register, by name."""
    posts = posts_of(officer)
    return [(code, name) for code, name in post_choices() if posts is None or code in posts]


class BandForm(forms.Form):
    """The head of the sheet."""

    form_id = forms.UUIDField(widget=forms.HiddenInput)
    """Made with the form: sent twice, it registers one household."""
    post = forms.ChoiceField(label=gettext_lazy("Post"))
    crossing = forms.ChoiceField(
        label=gettext_lazy("Crossing"), required=False, choices=crossing_choices
    )
    arrived_on = DayField(label=gettext_lazy("Arrived on"), required=False)
    origin_country = forms.ChoiceField(
        label=gettext_lazy("Country of origin"), required=False, choices=country_choices
    )
    origin_said = forms.CharField(
        label=gettext_lazy("Village or town"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "places"}),
    )
    origin_place = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    token = forms.CharField(
        label=gettext_lazy("Token of the household"), required=False, max_length=40
    )

    def __init__(
        self,
        *arguments: Any,
        posts: Iterable[tuple[str, str]],
        carried: Iterable[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        chosen: Any = self.fields["post"]
        chosen.choices = list(posts)
        self.carried = frozenset(carried)
        """Fields that repeat the household before."""

    def clean_token(self) -> str:
        said = self.cleaned_data["token"]
        if not said:
            return ""
        try:
            return check_free_token(said, holder=self.cleaned_data.get("form_id") or UUID(int=0))
        except Problem as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        place = said_place(
            given.get("origin_said", ""),
            code=given.get("origin_place", ""),
            country=given.get("origin_country") or None,
        )
        given["origin_place"] = place.code or ""
        return given

    def shared(self) -> dict[str, Any]:
        """The facts of a NewHousehold that the band says."""
        names = (*CARRIED, "token")
        return {name: self.cleaned_data[name] for name in names}


def to_carry(band: BandForm, *, on: date) -> dict[str, str]:
    """What the next form repeats, as the session keeps it: no name, nobody's age."""
    given = band.cleaned_data
    kept = {name: str(given[name] or "") for name in (*CARRIED, "post")}
    return {
        **kept,
        "arrived_on": given["arrived_on"].isoformat() if given["arrived_on"] else "",
        "on": on.isoformat(),
    }


def carried_down(kept: dict[str, str], *, on: date) -> dict[str, Any]:
    """What the last household lends to this one; the day of arrival only on the same day."""
    lent: dict[str, Any] = {name: value for name, value in kept.items() if value and name != "on"}
    if kept.get("on") == on.isoformat() and lent.get("arrived_on"):
        lent["arrived_on"] = date.fromisoformat(lent["arrived_on"])
    else:
        lent.pop("arrived_on", None)
    return lent
