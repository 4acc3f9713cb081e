"""Forms about what is printed."""

from django import forms
from django.utils.translation import gettext_lazy

from akwaba.registry.papers.sheets import MOST

FORMATS = [
    ("a4", gettext_lazy("A4 sheet, to cut: tokens and wristbands")),
    ("58mm", gettext_lazy("Ticket printer, 58 mm: one ticket after another")),
]


class TokenSheetForm(forms.Form):
    """How many tokens, on which paper."""

    count = forms.IntegerField(
        label=gettext_lazy("How many"),
        min_value=1,
        max_value=MOST,
        initial=24,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}
        ),
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Paper"), choices=FORMATS, initial="a4", widget=forms.RadioSelect
    )


class IssueForm(forms.Form):
    """Nothing to fill in: a tap issues the paper."""


class ReprintForm(forms.Form):
    """Why the paper is printed again."""

    reason = forms.CharField(
        label=gettext_lazy("Why is it printed again?"),
        max_length=200,
        help_text=gettext_lazy("For example: lost, wet, the printer jammed."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
