"""What officers fill in about roads and their state."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from akwaba.places.models import Place
from akwaba.places.roads.labels import (
    DIRECTION_LABELS,
    MODE_LABELS,
    SEASON_LABELS,
    STATE_LABELS,
)
from akwaba.places.roads.rules import (
    FUEL_BLOCKADE_PERCENT,
    LONGEST_SLOWNESS,
    PERCENT,
    Direction,
    Mode,
    Season,
    State,
)
from akwaba.places.roads.services import LONGEST_ROAD_KM, LONGEST_TEXT, RoadSaid
from akwaba.places.rules import ADMINISTRATIVE

FUEL = "fuel"
"""A choice of the form: slow for motor traffic, at the pace of people on foot."""
SOURCE_HELP = _("Who told it or how it is known, such as: driver of the bus from Sikasso.")


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def _choices(label: Any, labels: dict[str, Any], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=list(labels.items()), widget=forms.RadioSelect, **more
    )


class StateForm(forms.Form):
    """How a road is: two presses and a source where it begins today."""

    state = _choices(
        _("How is the road?"),
        {
            State.CLOSED: STATE_LABELS[State.CLOSED],
            State.SLOW: STATE_LABELS[State.SLOW],
            FUEL: _("no fuel: motor traffic as slow as people on foot"),
            State.OPEN: STATE_LABELS[State.OPEN],
            State.UNKNOWN: STATE_LABELS[State.UNKNOWN],
        },
    )
    mode = _choices(_("For whom?"), MODE_LABELS, initial=Mode.BOTH)
    times = forms.DecimalField(
        label=_("If slow: how many times as long?"),
        required=False,
        min_value=Decimal(1),
        max_value=Decimal(LONGEST_SLOWNESS // PERCENT),
        max_digits=4,
        decimal_places=2,
        help_text=_("3 where an hour has become three."),
    )
    source = forms.CharField(
        label=_("Who says so?"), max_length=LONGEST_TEXT, help_text=SOURCE_HELP
    )
    from_on = _day(_("From which day?"))
    until_on = _day(
        _("Last day"), required=False, help_text=_("Leave it empty while no end is known.")
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["from_on"].initial = timezone.localdate()

    def said(self) -> dict[str, Any]:
        """What to hand to services.record_state."""
        said = dict(self.cleaned_data)
        times = said.pop("times") or Decimal(1)
        said["slowness_percent"] = round(times * PERCENT)
        if said["state"] == FUEL:
            said |= {
                "state": State.SLOW,
                "mode": Mode.MOTOR,
                "slowness_percent": FUEL_BLOCKADE_PERCENT,
            }
        return said | {"state": State(said["state"]), "mode": Mode(said["mode"])}


class EndForm(forms.Form):
    """The last day of a state."""

    until_on = _day(_("Last day"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["until_on"].initial = timezone.localdate()


class RoadForm(forms.Form):
    """A road between two places."""

    start = forms.ChoiceField(label=_("From"))
    end = forms.ChoiceField(label=_("To"))
    km = forms.DecimalField(
        label=_("Kilometres along the road"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(LONGEST_ROAD_KM),
        max_digits=6,
        decimal_places=2,
        help_text=_("Leave it empty where nobody knows: it is estimated and marked as such."),
    )
    mode = _choices(_("Who can use it?"), MODE_LABELS, initial=Mode.BOTH)
    direction = _choices(_("Which way?"), DIRECTION_LABELS, initial=Direction.BOTH)
    season = _choices(_("When?"), SEASON_LABELS, initial=Season.ALL)
    source = forms.CharField(
        label=_("Who says so?"), max_length=LONGEST_TEXT, help_text=SOURCE_HELP
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        places = Place.objects.filter(is_own=True).exclude(kind__in=ADMINISTRATIVE)
        choices = [("", "–"), *places.values_list("code", "name")]
        for field in (self.fields["start"], self.fields["end"]):
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def said(self) -> RoadSaid:
        """What to hand to services.add_road or correct_road."""
        told = self.cleaned_data
        return RoadSaid(
            start=told["start"],
            end=told["end"],
            km=None if told["km"] is None else float(told["km"]),
            mode=Mode(told["mode"]),
            direction=Direction(told["direction"]),
            season=Season(told["season"]),
            source=told["source"],
        )
