"""The form in which a fact of the situation is noted."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akwaba.reports.models import ADDRESS_LENGTH, SENTENCE_LENGTH, SOURCE_LENGTH
from akwaba.reports.rules import Certainty, Deaths


class ContextForm(forms.Form):
    """One fact; `facts()` gives it as the service takes it."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    said_fr = forms.CharField(
        label=_("The fact in French"),
        max_length=SENTENCE_LENGTH,
        widget=forms.Textarea({"rows": 3}),
    )
    said_en = forms.CharField(
        label=_("The fact in English"),
        help_text=_("May be left empty: the French is then shown in the English report."),
        required=False,
        max_length=SENTENCE_LENGTH,
        widget=forms.Textarea({"rows": 3}),
    )
    certainty = forms.ChoiceField(
        label=_("How sure it is"),
        choices=[
            (Certainty.KNOWN.value, _("known")),
            (Certainty.ESTIMATED.value, _("estimated")),
            (Certainty.UNKNOWN.value, _("unknown")),
        ],
    )
    deaths = forms.ChoiceField(
        label=_("Deaths"),
        required=False,
        choices=[
            ("", _("The fact says nothing of deaths")),
            (Deaths.UNKNOWN.value, _("People died or may have, and no number is known")),
            (Deaths.KNOWN.value, _("The number is known")),
            (Deaths.ESTIMATED.value, _("The number is estimated")),
        ],
    )
    deaths_number = forms.IntegerField(label=_("How many died"), required=False, min_value=0)
    source = forms.CharField(label=_("Who reports it"), max_length=SOURCE_LENGTH)
    address = forms.CharField(label=_("Web address"), required=False, max_length=ADDRESS_LENGTH)

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            **said,
            "certainty": Certainty(said["certainty"]),
            "deaths": Deaths(said["deaths"]) if said["deaths"] else None,
        }
