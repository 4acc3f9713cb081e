"""Group pre-registration: a head's name and how many came, in a minute."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akwaba.ledger.problems import Problem
from akwaba.registry.ages import BANDS
from akwaba.registry.forms.band import BandForm
from akwaba.registry.forms.roster import need_choices
from akwaba.registry.services.checking import MOST_PEOPLE, check_name

SEXES = ("F", "M")
GROUPS = tuple(f"{sex} {band}" for _highest, band in BANDS for sex in SEXES)


class Stepper(forms.IntegerField):
    """A small whole number that a thumb can set."""

    def __init__(self) -> None:
        attributes = {"inputmode": "numeric", "autocomplete": "off", "class": "count"}
        super().__init__(
            required=False, min_value=0, max_value=MOST_PEOPLE,
            widget=forms.NumberInput(attrs=attributes),
        )  # fmt: skip


class AnnouncedForm(BandForm):
    """The band, the person who speaks, and the people announced."""

    name = forms.CharField(
        label=gettext_lazy("Name of the person who speaks for them"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words"}),
    )
    total = forms.IntegerField(
        label=gettext_lazy("Only the total is known"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(
            attrs={"inputmode": "numeric", "class": "count", "autocomplete": "off"}
        ),
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("Urgent needs of this person"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=need_choices,
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for group in GROUPS:
            self.fields[group] = Stepper()

    def steppers(self) -> list[tuple[str, Any, Any]]:
        """Band, field for women and girls, field for men and boys."""
        return [(band, self[f"F {band}"], self[f"M {band}"]) for _highest, band in BANDS]

    def clean_name(self) -> str:
        try:
            return check_name(self.cleaned_data["name"], field="name_said")
        except Problem as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.counts() and not given.get("total") and not self.errors:
            self.add_error("total", _("Say how many they are: by age, or only the total."))
        return given

    def counts(self) -> dict[str, int]:
        """People by sex and age band, as far as they were counted."""
        return {group: self.cleaned_data[group] for group in GROUPS if self.cleaned_data.get(group)}

    def size(self) -> int:
        """The total said; where the groups make more, those."""
        return max(self.cleaned_data.get("total") or 0, sum(self.counts().values()))
