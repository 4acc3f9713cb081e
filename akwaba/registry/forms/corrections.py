"""Correct a person or a household: every field as it stands, and what the officer had seen."""

import json
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from akwaba.ledger.queries import heads
from akwaba.places.queries import said_place
from akwaba.registry.codelists import choices
from akwaba.registry.fields import LABELS
from akwaba.registry.forms.acts import SEXES, AgeField
from akwaba.registry.forms.band import country_choices, crossing_choices
from akwaba.registry.forms.days import DayField
from akwaba.registry.forms.roster import relationship_choices
from akwaba.registry.models import Household, Person
from akwaba.registry.services.registering import FOCAL_POINT

BASES = [
    ("interview", gettext_lazy("Said in the interview")),
    ("document", gettext_lazy("Read on a document")),
]


def text(name: str, *, most: int = 120) -> forms.CharField:
    return forms.CharField(
        label=LABELS[name], required=False, max_length=most,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


def coded(name: str, list_name: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=LABELS[name],
        required=False,
        choices=lambda: [("", "—"), *choices(list_name, get_language() or "fr")],
    )


def day(name: str) -> DayField:
    return DayField(label=LABELS[name], required=False)


class CorrectionForm(forms.Form):
    """Fields of a row. `seen` holds the entries whose values the page showed."""

    basis = forms.ChoiceField(
        label=gettext_lazy("What the correction rests on"),
        choices=BASES,
        initial="interview",
        widget=forms.RadioSelect,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    SINGLE: tuple[str, ...] = ()
    """Registers of one plain column that the form shows."""
    row: Person | Household

    def __init__(self, *arguments: Any, row: Person | Household, **options: Any) -> None:
        self.row = row
        options["initial"] = {**self.shown_now(row), "seen": json.dumps(self.heads_now(row))}
        super().__init__(*arguments, **options)
        self.order_fields([*(name for name in self.fields if name != "basis"), "basis"])

    def registers(self) -> tuple[str, ...]:
        return (*self.SINGLE, "came_from")

    def shown_now(self, row: Person | Household) -> dict[str, Any]:
        """The values that the fields start with."""
        return {
            name: getattr(row, name) for name in (*self.SINGLE, "origin_country", "origin_said")
        }

    def heads_now(self, row: Person | Household) -> dict[str, list[str]]:
        return {name: heads(row, name) for name in self.registers()}

    def seen_heads(self) -> dict[str, list[str]]:
        try:
            seen = json.loads(self.cleaned_data["seen"])
            return {str(name): [str(entry) for entry in entries] for name, entries in seen.items()}
        except (ValueError, AttributeError, TypeError):
            return {}

    def values(self) -> dict[str, Any]:
        """What differs from the page, as an entry writes it."""
        changed = set(self.changed_data)
        values = {name: _plain(self.cleaned_data[name]) for name in self.SINGLE if name in changed}
        if changed & {"origin_country", "origin_said"}:
            values["came_from"] = self._place("origin", self.cleaned_data["origin_country"])
        return values

    def _place(self, prefix: str, country: str = "") -> dict[str, str]:
        said = self.cleaned_data[f"{prefix}_said"]
        place = said_place(said, country=country or None)
        found = {
            f"{prefix}_country": country,
            f"{prefix}_place": place.code or "",
            f"{prefix}_said": said,
        }
        return {name: value for name, value in found.items() if value}

    def show_anew(self) -> None:
        """Take note of what changed meanwhile; what was typed stays."""
        typed = {name: self.data.get(name) for name in self.data}
        self.data = {**typed, "seen": json.dumps(self.heads_now(self.row))}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


class PersonForm(CorrectionForm):
    SINGLE = (
        "name_said", "given_names", "family_name", "father", "mother", "sex", "marital",
        "relationship", "nationality", "language", "phone", "fled_on", "arrived_on",
    )  # fmt: skip

    name_said = text("name_said", most=100)
    given_names = text("given_names", most=100)
    family_name = text("family_name", most=100)
    aliases = forms.CharField(
        label=LABELS["aliases"], required=False, max_length=300,
        help_text=gettext_lazy("Several names: put a comma between them."),
    )  # fmt: skip
    sex = forms.ChoiceField(
        label=LABELS["sex"], required=False, choices=SEXES, widget=forms.RadioSelect
    )
    age = AgeField()
    relationship = forms.ChoiceField(
        label=LABELS["relationship"], required=False, choices=relationship_choices
    )
    father = text("father", most=100)
    mother = text("mother", most=100)
    marital = coded("marital", "marital_status")
    nationality = forms.ChoiceField(
        label=LABELS["nationality"], required=False, choices=country_choices
    )
    origin_country = forms.ChoiceField(
        label=LABELS["origin_country"], required=False, choices=country_choices
    )
    origin_said = text("origin_place")
    birth_place_said = text("birth_place")
    language = coded("language", "languages")
    phone = text("phone", most=40)
    fled_on = day("fled_on")
    arrived_on = day("arrived_on")

    def __init__(self, *arguments: Any, row: Person | Household, **options: Any) -> None:
        super().__init__(*arguments, row=row, **options)
        if row.relationship == FOCAL_POINT:  # type: ignore[union-attr]
            del self.fields["relationship"]  # who speaks changes by an act of its own

    def registers(self) -> tuple[str, ...]:
        return (*super().registers(), "aliases", "birth", "birth_place")

    def shown_now(self, row: Person | Household) -> dict[str, Any]:
        person: Any = row
        return {
            **super().shown_now(row),
            "aliases": ", ".join(person.aliases),
            "age": person.birth_said,
            "birth_place_said": person.birth_place_said,
        }

    def values(self) -> dict[str, Any]:
        values, changed, given = super().values(), set(self.changed_data), self.cleaned_data
        if "aliases" in changed:
            names = (name.strip() for name in given["aliases"].split(","))
            values["aliases"] = [name for name in names if name]
        if "age" in changed:
            facts = given["age"].as_facts().items()
            values["birth"] = {f"birth_{name}": value for name, value in facts if value}
        if "birth_place_said" in changed:
            said = given["birth_place_said"]
            found = {"birth_place_code": said_place(said).code or "", "birth_place_said": said}
            values["birth_place"] = {name: value for name, value in found.items() if value}
        return values


class HouseholdForm(CorrectionForm):
    SINGLE = ("crossing", "arrived_on", "phone", "note")

    crossing = forms.ChoiceField(label=LABELS["crossing"], required=False, choices=crossing_choices)
    arrived_on = day("arrived_on")
    origin_country = forms.ChoiceField(
        label=LABELS["origin_country"], required=False, choices=country_choices
    )
    origin_said = text("origin_place")
    address_said = text("address")
    phone = text("phone", most=40)
    size_said = forms.IntegerField(label=LABELS["size_said"], required=False, min_value=1)
    note = text("note", most=500)

    def registers(self) -> tuple[str, ...]:
        return (*super().registers(), "address", "announced")

    def shown_now(self, row: Person | Household) -> dict[str, Any]:
        household: Any = row
        return {
            **super().shown_now(row),
            "address_said": household.address_said,
            "size_said": household.size_said,
        }

    def values(self) -> dict[str, Any]:
        values, changed = super().values(), set(self.changed_data)
        if "address_said" in changed:
            values["address"] = self._place("address")
        if "size_said" in changed:
            size = self.cleaned_data["size_said"]
            values["announced"] = {"size_said": size} if size else {}
        return values
