"""The forms of the watch: everything may stay unknown, and unknown is what stands there first."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from akwaba.places.queries import said_place
from akwaba.watch import models, words
from akwaba.watch.drafts import NewFigure, NewIncident, NewReport, Told
from akwaba.watch.rules import MOST_PEOPLE, About, Kind, Quantifier, Status

NOT_SAID = ("", _("unknown"))
WEEK = timedelta(days=6)
MOVES = [NOT_SAID, ("yes", _("yes")), ("no", _("no"))]
WHEN = [
    ("", _("unknown")),
    ("today", _("today")),
    ("yesterday", _("yesterday")),
    ("week", _("within the last seven days")),
    ("between", _("on the days below")),
]
RELIABILITY = [
    ("F", _("F – cannot be judged")),
    ("A", _("A – completely reliable")),
    ("B", _("B – usually reliable")),
    ("C", _("C – fairly reliable")),
    ("D", _("D – not usually reliable")),
    ("E", _("E – unreliable")),
]
CREDIBILITY = [
    (6, _("6 – cannot be judged")),
    (1, _("1 – confirmed by others")),
    (2, _("2 – probably true")),
    (3, _("3 – possibly true")),
    (4, _("4 – doubtful")),
    (5, _("5 – improbable")),
]
TOLLS = [
    ("", _("The report says nothing of it")),
    (Status.UNKNOWN, _("There are some, nobody gave a number")),
    (Status.NONE_REPORTED, _("The source says: nobody")),
    (Status.COUNTED, _("A number that was counted")),
    (Status.ESTIMATED, _("A number that was estimated")),
]
AT_LEAST = "at_least"
TOLLS_OF_A_REPORT = [*TOLLS, (AT_LEAST, _("At least so many"))]


def _choices(labels: dict[Any, Any]) -> list[tuple[str, Any]]:
    return [(str(code), label) for code, label in labels.items()]


class _Day(forms.DateField):
    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label, required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
        )


class _People(forms.IntegerField):
    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False, min_value=0, max_value=MOST_PEOPLE)


class WhereAndWhen(forms.Form):
    """What happened, where and when, as the report and the correction ask it."""

    kind = forms.ChoiceField(label=_("What happened"), choices=_choices(words.KINDS))
    origin_said = forms.CharField(
        label=_("Where"),
        required=False,
        max_length=models.PLACE_LENGTH,
        help_text=_("The village or town as it was said. The list offers places that are known."),
        widget=forms.TextInput({"list": "places", "autocomplete": "off"}),
    )
    origin_place = forms.CharField(required=False, widget=forms.HiddenInput())
    origin_country = forms.CharField(required=False, widget=forms.HiddenInput())
    when = forms.ChoiceField(label=_("When"), required=False, choices=WHEN)
    earliest = _Day(_("From the day"))
    latest = _Day(_("Until the day"))
    people_move = forms.ChoiceField(
        label=_("Are people moving because of it?"), required=False, choices=MOVES
    )

    def incident(self, **more: Any) -> NewIncident:
        """As the services take it."""
        said = self.cleaned_data
        place = said_place(said["origin_said"], code=said["origin_place"])
        first, last = _days(said["when"], said["earliest"], said["latest"])
        return NewIncident(
            kind=Kind(said["kind"]),
            earliest=first,
            latest=last,
            place=place.code or "",
            place_said=place.said,
            people_move=said["people_move"],
            **more,
        )


class ReportForm(WhereAndWhen):
    """A report in under a minute: only what was said and who says it must be there."""

    text = forms.CharField(
        label=_("What was said"),
        max_length=models.TEXT_LENGTH,
        help_text=_("In the source’s own words. Name no person, and no place where people hide."),
        widget=forms.Textarea({"rows": 3}),
    )
    source = forms.CharField(
        label=_("Who says it"),
        max_length=models.SOURCE_LENGTH,
        help_text=_("A paper, a village committee, a partner: no person’s name."),
    )
    deaths = forms.ChoiceField(label=_("Dead"), required=False, choices=TOLLS_OF_A_REPORT)
    deaths_number = _People(_("How many died"))
    displaced = forms.ChoiceField(
        label=_("People who fled"), required=False, choices=TOLLS_OF_A_REPORT
    )
    displaced_number = _People(_("How many fled"))
    address = forms.CharField(
        label=_("Web address"), required=False, max_length=models.ADDRESS_LENGTH
    )
    reliability = forms.ChoiceField(label=_("How reliable the source is"), choices=RELIABILITY)
    credibility = forms.TypedChoiceField(
        label=_("How credible it is"), choices=CREDIBILITY, coerce=int
    )

    ASKED = (
        "text", "source", "kind", "origin_said", "when", "earliest", "latest", "people_move",
        "deaths", "deaths_number", "displaced", "displaced_number",
    )  # fmt: skip
    MORE = ("address", "reliability", "credibility")

    def asked(self) -> list[forms.BoundField]:
        return [self[name] for name in self.ASKED]

    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    def told(self) -> Told:
        said = self.cleaned_data
        report = NewReport(
            text=said["text"],
            source=said["source"],
            told_on=timezone.localdate(),
            place_said=said["origin_said"],
            address=said["address"],
            reliability=said["reliability"],
            credibility=said["credibility"],
        )
        counted = ((About.DEATHS, "deaths"), (About.DISPLACED, "displaced"))
        figures = [
            _figure(about, said[name], said[f"{name}_number"])
            for about, name in counted
            if said[name]
        ]
        return Told(report, self.incident(), tuple(figures))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("deaths", "displaced"):
            if said.get(f"{name}_number") is not None and not said.get(name):
                self.add_error(name, _("Say whether this number was counted or estimated."))
        return said


def _figure(about: About, status: str, number: int | None) -> NewFigure:
    if status == AT_LEAST:
        return NewFigure(about, Status.ESTIMATED, low=number, quantifier=Quantifier.MORE_THAN)
    return NewFigure(about, Status(status), best=number)


class CorrectionForm(WhereAndWhen):
    """What an officer who assesses incidents may say anew."""

    title = forms.CharField(label=_("Headline"), required=False, max_length=models.TITLE_LENGTH)
    actors = forms.CharField(
        label=_("Groups and forces named"),
        required=False,
        max_length=models.SOURCE_LENGTH,
        help_text=_("Separated by commas. Name no person, and no position."),
    )
    verification = forms.ChoiceField(
        label=_("How far it is borne out"), choices=_choices(words.VERIFICATIONS)
    )


class PasteForm(forms.Form):
    """A news text or a radio note, to be read into proposals."""

    text = forms.CharField(
        label=_("The text"),
        max_length=models.TEXT_LENGTH,
        help_text=_(
            "News or a radio note, in French or English. Nothing is kept before you say so."
        ),
        widget=forms.Textarea({"rows": 8}),
    )
    source = forms.CharField(label=_("Who says it"), max_length=models.SOURCE_LENGTH)
    told_on = _Day(_("Day of the text"))


class FigureForm(forms.Form):
    """One more figure beside those that are there."""

    about = forms.ChoiceField(label=_("What is counted"), choices=_choices(words.ABOUT))
    status = forms.ChoiceField(
        label=_("What the figure rests on"), choices=[each for each in TOLLS if each[0]]
    )
    quantifier = forms.ChoiceField(
        label=_("As it was said"), required=False,
        choices=[("", _("without such a word")), *_choices(words.QUANTIFIERS)],
    )  # fmt: skip
    low = _People(_("At least"))
    best = _People(_("The number"))
    high = _People(_("At most"))
    source = forms.CharField(label=_("Who says it"), max_length=models.SOURCE_LENGTH)

    def figure(self) -> NewFigure:
        said = self.cleaned_data
        quantifier = Quantifier(said["quantifier"]) if said["quantifier"] else None
        return NewFigure(
            About(said["about"]), Status(said["status"]), said["low"], said["best"], said["high"],
            quantifier=quantifier, source=said["source"],
        )  # fmt: skip


class FilterForm(forms.Form):
    """What the list of incidents shows."""

    kind = forms.ChoiceField(
        label=_("What happened"), required=False,
        choices=[("", _("everything")), *_choices(words.KINDS)],
    )  # fmt: skip
    verification = forms.ChoiceField(
        label=_("How far it is borne out"), required=False,
        choices=[("", _("everything but the refuted")), *_choices(words.VERIFICATIONS)],
    )  # fmt: skip
    since = _Day(_("Since"))


def _days(when: str, earliest: date | None, latest: date | None) -> tuple[date | None, date | None]:
    today = timezone.localdate()
    known = {
        "today": (today, today),
        "yesterday": (today - timedelta(days=1), today - timedelta(days=1)),
        "week": (today - WEEK, today),
    }
    if when in known:
        return known[when]
    return (earliest, latest) if when == "between" or earliest or latest else (None, None)
