"""Small forms, each for one act on a household or a person."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from akwaba.access.posts import known_posts
from akwaba.registry.ages_said import BirthRefused, parse_birth
from akwaba.registry.codelists import choices, label, need_level, needs
from akwaba.registry.forms.band import country_choices
from akwaba.registry.forms.days import DayField
from akwaba.registry.forms.roster import age_refused
from akwaba.registry.numbers import NumberRefused, check_number
from akwaba.registry.pages.words import METHODS

SEXES = [
    ("F", gettext_lazy("Female")),
    ("M", gettext_lazy("Male")),
    ("U", gettext_lazy("Not known")),
]

WRONG_NUMBERS = {
    "empty": gettext_lazy("Write the twelve digits of the number."),
    "characters": gettext_lazy(
        "“%(value)s” is no registration number: it has twelve digits and nothing else."
    ),
    "length": gettext_lazy(
        "“%(value)s” is no registration number: it has twelve digits. Read it once more."
    ),
    "check": gettext_lazy(
        "“%(value)s” holds a wrong digit, or two digits are swapped. Read it once more."
    ),
}


def listed(name: str, *, blank: str = "") -> list[tuple[str, str]]:
    """A code list to choose from, in the officer's language."""
    found = choices(name, get_language() or "fr")
    return [("", blank), *found] if blank else found


class NumberField(forms.CharField):
    """A registration number, with or without spaces."""

    def __init__(self, **options: Any) -> None:
        attributes = {"autocomplete": "off", "inputmode": "numeric", "class": "short-number"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attributes), **options)

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        number = check_number(said)
        if isinstance(number, NumberRefused):
            raise forms.ValidationError(str(WRONG_NUMBERS[number.reason]) % {"value": said})
        return number


class AgeField(forms.CharField):
    """An age or a birth as told; cleans to a Birth."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("label", gettext_lazy("Age"))
        options.setdefault(
            "help_text",
            gettext_lazy("34, 8m for months, 1987, 12/03/1987, ~40 for about, ? if unknown."),
        )
        widget = forms.TextInput(attrs={"autocomplete": "off", "class": "short"})
        super().__init__(max_length=60, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        birth = parse_birth(said, on=timezone.localdate())
        if isinstance(birth, BirthRefused):
            raise forms.ValidationError(age_refused(birth))
        return birth


class ReasonForm(forms.Form):
    """Why, in a few words."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class LinkForm(ReasonForm):
    number = NumberField(label=gettext_lazy("Registration number of the other record"))
    field_order = ("number", "reason")


class TokenForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code on the new token"),
        max_length=40,
        help_text=gettext_lazy("Eight letters and digits. The one held before becomes void."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "class": "short"}
        ),
    )


class DayForm(forms.Form):
    on = DayField(label=gettext_lazy("Day"), required=False)


class EndForm(DayForm):
    reason = forms.ChoiceField(label=gettext_lazy("Why"), widget=forms.RadioSelect)
    field_order = ("reason", "on")

    def __init__(self, *arguments: Any, left_out: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        chosen: Any = self.fields["reason"]
        chosen.choices = [pair for pair in listed("end_reasons") if pair[0] not in left_out]


class RelocationForm(ReasonForm):
    """To which post a household moves on."""

    to_post = forms.ChoiceField(
        label=gettext_lazy("Post to which the household moves on"),
        choices=lambda: [("", "—"), *known_posts().items()],
    )
    on = DayField(label=gettext_lazy("Leaves on"), required=False)
    field_order = ("to_post", "on", "reason")


class LegalForm(forms.Form):
    status = forms.ChoiceField(
        label=gettext_lazy("Legal status"),
        widget=forms.RadioSelect,
        choices=lambda: listed("legal_status"),
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("What it rests on"),
        widget=forms.RadioSelect,
        choices=lambda: listed("legal_bases"),
    )
    on = DayField(label=gettext_lazy("Decided on"))


class NeedForm(forms.Form):
    code = forms.ChoiceField(
        label=gettext_lazy("Specific need"),
        help_text=gettext_lazy(
            "As the person tells it. Health, law and protection are passed on and not shown here."
        ),
    )

    def __init__(self, *arguments: Any, sees_all: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        language = get_language() or "fr"
        chosen: Any = self.fields["code"]
        groups: dict[str, list[tuple[str, str]]] = {}
        for code, need in needs().items():
            if sees_all or need_level(code) != "confidential":
                groups.setdefault(label("needs", need.parent, language), []).append(
                    (code, label("needs", code, language))
                )
        chosen.choices = [("", "—"), *groups.items()]


class ConsentForm(forms.Form):
    """One question a purpose; a purpose left open was not asked."""

    manner = forms.ChoiceField(
        label=gettext_lazy("How it was given"),
        widget=forms.RadioSelect,
        initial="spoken",
        choices=[
            ("spoken", gettext_lazy("Spoken")),
            ("signed", gettext_lazy("Signed")),
            ("thumbprint", gettext_lazy("Thumbprint")),
        ],
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        answers = [("yes", _("Yes")), ("no", _("No")), ("", _("Not asked"))]
        for code, words in listed("consent_purposes"):
            self.fields[code] = forms.ChoiceField(
                label=words, required=False, widget=forms.RadioSelect, choices=answers
            )
        self.order_fields([*(code for code, _words in listed("consent_purposes")), "manner"])

    def answers(self) -> dict[str, str]:
        return {
            code: self.cleaned_data[code]
            for code, _words in listed("consent_purposes")
            if self.cleaned_data[code]
        }


class DocumentForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Document"), choices=lambda: listed("document_types", blank="—")
    )
    number = forms.CharField(label=gettext_lazy("Number on it"), required=False, max_length=40)
    issued_on = DayField(label=gettext_lazy("Issued on"), required=False)
    expires_on = DayField(label=gettext_lazy("Valid until"), required=False, may_come=True)
    country = forms.ChoiceField(
        label=gettext_lazy("Country"), required=False, choices=country_choices
    )


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=gettext_lazy("Photo"),
        help_text=gettext_lazy("The face, in daylight. Only if the person agrees."),
        error_messages={"required": gettext_lazy("Choose one photo, of at most 12 megabytes.")},
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png", "capture": "environment"}),
    )


class HeadcountForm(forms.Form):
    """How many people came on a day."""

    post = forms.ChoiceField(label=gettext_lazy("Post"))
    day = DayField(label=gettext_lazy("Day"))
    people = forms.IntegerField(
        label=gettext_lazy("People"),
        min_value=0,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}
        ),
    )
    method = forms.ChoiceField(
        label=gettext_lazy("Method"),
        widget=forms.RadioSelect,
        choices=list(METHODS.items()),
        initial="counted",
    )
    source = forms.CharField(
        label=gettext_lazy("Who counted, or where it is written"), required=False, max_length=200
    )

    def __init__(self, *arguments: Any, posts: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        chosen: Any = self.fields["post"]
        chosen.choices = list(posts)
