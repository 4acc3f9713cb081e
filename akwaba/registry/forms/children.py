"""The one question that a family with children is always asked."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akwaba.registry.forms.roster import LineForm, Lines

ALONE = "SC"
"""UNHCR: unaccompanied or separated child. A protection officer finds out which."""
WITHOUT_ADULT = "SC-UC"
"""UNHCR: unaccompanied child; nobody grown up is with them."""


class ChildrenForm(forms.Form):
    """Asked of every household with somebody under 18."""

    with_parent = forms.ChoiceField(
        label=gettext_lazy("Are all these children with a parent?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("yes", gettext_lazy("Yes")),
            ("no", gettext_lazy("No")),
            ("unknown", gettext_lazy("Not known yet")),
        ],
    )
    alone = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Which of them are without a parent?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *arguments: Any, children: Sequence[LineForm] = (), **options: Any) -> None:
        options["prefix"] = "children"
        super().__init__(*arguments, **options)
        chosen: Any = self.fields["alone"]
        chosen.choices = [
            (form.line, form.cleaned_data.get("name") or form.line) for form in children
        ]
        self.count = len(children)

    @property
    def asks_which(self) -> bool:
        """Whether some are without a parent, and nobody has said which."""
        return self.data.get(self.add_prefix("with_parent")) == "no" and self.count > 0

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        answer = given.get("with_parent")
        if self.count and not answer:
            self.add_error(
                "with_parent", _("Ask the family, then answer. “Not known yet” is an answer.")
            )
        if answer == "no" and self.count == 1:
            given["alone"] = [self.fields["alone"].choices[0][0]]  # type: ignore[attr-defined]
        elif answer == "no" and self.count and not given.get("alone"):
            self.add_error("alone", _("Tick each child who is without a parent."))
        return given

    def needs(self, roster: Lines) -> dict[int, str]:
        """The need to report, by line."""
        if self.cleaned_data.get("with_parent") != "no":
            return {}
        all_children = len(roster.children()) == len(roster.written)
        code = WITHOUT_ADULT if all_children else ALONE
        return dict.fromkeys(self.cleaned_data["alone"], code)
