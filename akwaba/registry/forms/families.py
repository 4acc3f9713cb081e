"""Who of a household moves, speaks or is born, and what each is to whom."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akwaba.registry.forms.acts import SEXES, AgeField, NumberField
from akwaba.registry.forms.roster import relationship_choices
from akwaba.registry.models import Person
from akwaba.registry.pages.words import age_of, name_text


class RelationshipsForm(forms.Form):
    """For each person, what they are to the one who speaks; it may stay open."""

    def __init__(self, *arguments: Any, people: Sequence[Person], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.people = {str(person.id): person for person in people}
        for key, person in self.people.items():
            self.fields[f"to-{key}"] = forms.ChoiceField(
                label=_("%(name)s is …") % {"name": name_text(person)},
                required=False,
                choices=relationship_choices,
            )

    def relationships(self) -> dict[UUID, str]:
        return {
            UUID(key): self.cleaned_data[f"to-{key}"]
            for key in self.people
            if self.cleaned_data[f"to-{key}"]
        }

    def _name_choices(self) -> list[tuple[str, str]]:
        return [
            (key, f"{name_text(person)}, {age_of(person)}") for key, person in self.people.items()
        ]


class ChosenForm(RelationshipsForm):
    """Some of the people of a household."""

    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Who"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        chosen: Any = self.fields["chosen"]
        chosen.choices = self._name_choices()

    def moving(self) -> list[Person]:
        return [self.people[key] for key in self.cleaned_data["chosen"]]


class MoveForm(ChosenForm):
    into = NumberField(label=gettext_lazy("Number of the household that receives them"))
    field_order = ("chosen", "into")


class SplitForm(ChosenForm):
    speaker = forms.ChoiceField(
        label=gettext_lazy("Who speaks for the new household"), widget=forms.RadioSelect
    )
    field_order = ("chosen", "speaker")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        speaker: Any = self.fields["speaker"]
        speaker.choices = self._name_choices()

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("speaker") and given["speaker"] not in given.get("chosen", []):
            self.add_error(
                "speaker", _("Whoever speaks for the new household must be one of them.")
            )
        return given

    def moving(self) -> list[Person]:
        """The one who speaks comes first."""
        speaker = self.people[self.cleaned_data["speaker"]]
        return [speaker, *(person for person in super().moving() if person is not speaker)]


class JoinForm(RelationshipsForm):
    into = NumberField(label=gettext_lazy("Number of the household that receives them"))
    field_order = ("into",)


class SpeakerForm(RelationshipsForm):
    speaker = forms.ChoiceField(
        label=gettext_lazy("Who speaks for the household"), widget=forms.RadioSelect
    )
    field_order = ("speaker",)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        speaker: Any = self.fields["speaker"]
        speaker.choices = self._name_choices()


class BirthForm(forms.Form):
    """A child born here."""

    form_id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        help_text=gettext_lazy(
            "Where there is no name yet, write “baby of” and the mother’s name."
        ),
    )
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), widget=forms.RadioSelect, choices=SEXES)
    age = AgeField(
        required=True,
        label=gettext_lazy("Born on"),
        help_text=gettext_lazy("Day/month/year, or how old: 3 days."),
    )
    mother = forms.CharField(label=gettext_lazy("Mother’s name"), required=False, max_length=100)
    relationship = forms.ChoiceField(
        label=gettext_lazy("To whoever speaks for the household"),
        required=False,
        choices=relationship_choices,
    )
