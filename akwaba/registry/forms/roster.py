"""The roster: one line a person, filled as one fills a sheet of paper."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from akwaba.ledger.problems import Problem
from akwaba.registry.ages import UNKNOWN_BIRTH, Birth, is_child_on
from akwaba.registry.ages_said import BirthRefused, parse_birth
from akwaba.registry.ages_worded import age_text
from akwaba.registry.codelists import label, relationships
from akwaba.registry.drafts import NewPerson
from akwaba.registry.pages.suggestions import suggest_relationships
from akwaba.registry.services.checking import MOST_PEOPLE, check_free_token, check_name

LINES = 8
"""Lines of a fresh sheet, and those that “more lines” adds."""

COMMON_NEEDS = ("DS", "SM", "SM-DP", "SM-MN", "ER", "SP", "SC-SC", "SC-UC")
"""What is met most at a border; all the others are on the person's page."""

COMMON_RELATIONSHIPS = (
    "WIF", "HUS", "DAU", "SON", "PRF", "PRM", "SBF", "SBM", "GCF", "GCM", "GPF", "GPM", "NCE",
    "NEP", "FCF", "FCM",
)  # fmt: skip

WRONG_AGES = {
    "not_understood": gettext_lazy("it is not understood"),
    "impossible_date": gettext_lazy("there is no such day"),
    "in_the_future": gettext_lazy("it is in the future"),
    "too_old": gettext_lazy("nobody is so old"),
}


def person_id(form_id: UUID, line: int) -> UUID:
    """The identifier of the person on a line: the same each time the form is sent.

    Made as RFC 9562 makes version 7, with the form's own time; the rest follows from the line.
    """
    drawn = int.from_bytes(sha256(f"{form_id} {line}".encode()).digest()[:10], "big")
    value = form_id.int >> 80 << 80 | drawn & (1 << 80) - 1
    return UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)


def age_refused(refused: BirthRefused) -> str:
    """Why an age cannot be kept, and how to write it."""
    return _(
        "Age “%(value)s”: %(reason)s. Write 34, 8m, 1987, 12/03/1987, ~40 or ? for unknown."
    ) % {"value": refused.said, "reason": WRONG_AGES[refused.reason]}


def relationship_choices() -> list[Any]:
    """The commonest first, then the whole list but the focal point."""
    others = [code for code in relationships() if code not in {*COMMON_RELATIONSHIPS, "PA"}]
    return [
        ("", "—"),
        (_("Often"), _worded(COMMON_RELATIONSHIPS)),
        (_("Others"), _worded(others)),
    ]


def _worded(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(code, label("relationships", code, get_language() or "fr")) for code in codes]


def need_choices() -> list[tuple[str, str]]:
    return [(code, label("needs", code, get_language() or "fr")) for code in COMMON_NEEDS]


class LineForm(forms.Form):
    """One person. Everything but the name may be left open."""

    name = forms.CharField(required=False)
    sex = forms.ChoiceField(
        required=False,
        choices=[("F", gettext_lazy("F")), ("M", gettext_lazy("M")), ("U", "?")],
    )
    age = forms.CharField(required=False, max_length=60)
    relationship = forms.ChoiceField(required=False, choices=relationship_choices)
    needs = forms.MultipleChoiceField(required=False, choices=need_choices)
    token = forms.CharField(required=False, max_length=40)

    line = 0
    form_id: UUID
    birth: Birth = UNKNOWN_BIRTH

    def clean_name(self) -> str:
        return str(_checked(check_name, self.cleaned_data["name"], field="name_said"))

    def clean_age(self) -> str:
        said = self.cleaned_data["age"]
        birth = parse_birth(said, on=timezone.localdate())
        if isinstance(birth, BirthRefused):
            raise ValidationError(age_refused(birth))
        self.birth = birth
        return str(said)

    def clean_token(self) -> str:
        said = self.cleaned_data["token"]
        return str(_checked(check_free_token, said, holder=self.person_id)) if said else ""

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not self.is_blank and "name" in given and not given["name"]:
            self.add_error(
                "name",
                _("Line %(line)s has no name. Write the name as it is said, or clear the line.")
                % {"line": self.line},
            )
        return given

    @property
    def person_id(self) -> UUID:
        return person_id(self.form_id, self.line)

    @property
    def is_blank(self) -> bool:
        """Nothing was written on the line."""
        return not any(self[name].data for name in self.fields)

    @property
    def understood(self) -> str:
        """The age as it was understood; empty where there is none yet."""
        return age_text(self.birth, timezone.localdate()) if self.birth.said else ""

    @property
    def chosen_needs(self) -> list[str]:
        return list(self["needs"].value() or [])


def _checked(check: Any, value: str, **details: Any) -> Any:
    try:
        return check(value, **details)
    except Problem as problem:
        raise ValidationError(str(problem)) from problem


class Lines(BaseFormSet):  # type: ignore[type-arg]
    """The lines of a roster. Blank ones are passed over."""

    def __init__(self, *arguments: Any, form_id: UUID, **options: Any) -> None:
        self.form_id = form_id
        options["prefix"] = "line"
        super().__init__(*arguments, **options)

    def add_fields(self, form: Any, index: int | None) -> None:
        form.line = (index or 0) + 1
        form.form_id = self.form_id

    def as_typed(self) -> list[dict[str, Any]]:
        """Each line as it stands, unjudged."""
        return [{name: form[name].value() for name in form.fields} for form in self.forms]

    @property
    def written(self) -> list[LineForm]:
        return [form for form in self.forms if not form.is_blank]

    def children(self) -> list[LineForm]:
        """Lines of those who are surely under 18 today."""
        today = timezone.localdate()
        return [form for form in self.written if is_child_on(form.birth, today)]

    def drafts(self, *, first_speaks: bool = True, on: date | None = None) -> list[NewPerson]:
        """The people of the sheet; a relationship that nobody chose is suggested, and says so."""
        forms_ = self.written
        facts = [(form.cleaned_data["sex"], form.birth) for form in forms_]
        suggested = suggest_relationships(facts, on or timezone.localdate()) if first_speaks else []
        return [
            _draft(form, suggested[place] if suggested else "") for place, form in enumerate(forms_)
        ]


def _draft(form: LineForm, suggested: str) -> NewPerson:
    given = form.cleaned_data
    chosen = given["relationship"]
    return NewPerson(
        id=form.person_id,
        name_said=given["name"],
        sex=given["sex"],
        birth=form.birth,
        relationship=chosen or suggested,
        relationship_basis="interview" if chosen or not suggested else "suggested",
        needs=tuple(given["needs"]),
        token=given["token"],
    )


Roster = cast(
    "type[Lines]",
    formset_factory(
        LineForm, formset=Lines, extra=0, max_num=MOST_PEOPLE, absolute_max=MOST_PEOPLE
    ),
)
