"""Reports, the incidents that gather them, what was counted, and what people decided about it.

Nothing here is a person's: no table holds a name, a position of forces, or where people hide.
"""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from akwaba.ledger.models import BY_CLOCK, DerivedRow, FoldedRow
from akwaba.ledger.registers import Register
from akwaba.watch import rules
from akwaba.watch.identifiers import choice_id, comparison_id, figure_id

TEXT_LENGTH = 10_000
SOURCE_LENGTH = 200
ADDRESS_LENGTH = 300
PLACE_LENGTH = 200
TITLE_LENGTH = 160
REASON_LENGTH = 200
CODE_LENGTH = 60
DEGREE = 100_000
"""In the units of `latitude_e5`."""


class Report(FoldedRow):
    """What one source said, in its own words; it belongs to one incident at a time."""

    table = "watch.report"
    fields_set: ClassVar = {
        "post": Register(),
        "told": Register(columns=("text", "told_on", "place_said")),
        "origin_of_it": Register(columns=("source", "address", "reliability", "credibility")),
        "incident": Register(),
    }

    post = models.CharField(max_length=CODE_LENGTH, default="")
    """Where it was noted; empty at the capital."""
    text = models.CharField(max_length=TEXT_LENGTH, default="")
    told_on = models.DateField(null=True)
    """The day on which the source said it."""
    place_said = models.CharField(max_length=PLACE_LENGTH, default="")
    """As the source named the place, whatever place that turned out to be."""
    source = models.CharField(max_length=SOURCE_LENGTH, default="")
    """A paper, a village committee, a partner: never a person's name."""
    address = models.CharField(max_length=ADDRESS_LENGTH, default="")
    reliability = models.CharField(max_length=1, default="")
    """A to F; see rules.RELIABILITIES."""
    credibility = models.IntegerField(null=True)
    """1 to 6; see rules.CREDIBILITIES."""
    incident = models.UUIDField(null=True, db_index=True)

    @classmethod
    def fits(cls, row_id: str, values: dict[str, Any]) -> bool:  # noqa: ARG003  asked of every row
        graded = values.get("origin_of_it") or {}
        return (graded.get("reliability") or "F") in rules.RELIABILITIES and (
            graded.get("credibility") or 6
        ) in rules.CREDIBILITIES


class Incident(FoldedRow):
    """Something that happened, as far as its reports tell."""

    table = "watch.incident"
    fields_set: ClassVar = {
        "post": Register(),
        "kind": Register(),
        "title": Register(settles=BY_CLOCK),
        "dates": Register(columns=("earliest", "latest", "date_precision")),
        "where": Register(
            columns=(
                "place", "place_said", "towards", "country", "latitude_e5", "longitude_e5",
                "place_precision", "shape",
            )
        ),
        "actors": Register(),
        "people_move": Register(),
        "verification": Register(),
    }  # fmt: skip

    post = models.CharField(max_length=CODE_LENGTH, default="")
    """Whose officers may correct it beside the capital's; empty for what the capital noted."""
    kind = models.CharField(max_length=24, default="")
    title = models.CharField(max_length=TITLE_LENGTH, default="")
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    date_precision = models.IntegerField(null=True)
    """See rules.DatePrecision."""
    place = models.CharField(max_length=CODE_LENGTH, default="")
    """Code of a place; empty where the gazetteer has none that fits."""
    place_said = models.CharField(max_length=PLACE_LENGTH, default="")
    towards = models.CharField(max_length=CODE_LENGTH, default="")
    """Code of the other end, where it lies along a road."""
    country = models.CharField(max_length=3, default="")
    """ISO 3166-1 alpha-3 as an officer said it: near a border it is asked, not worked out."""
    latitude_e5 = models.IntegerField(null=True)
    """Hundred-thousandths of a degree, about a metre: entries hold whole numbers only."""
    longitude_e5 = models.IntegerField(null=True)
    place_precision = models.IntegerField(null=True)
    """See rules.PlacePrecision."""
    shape = models.CharField(max_length=5, default="")
    """See rules.Shape."""
    actors = models.JSONField(default=list)
    """Names of groups and forces, never of people."""
    people_move = models.CharField(max_length=7, default="")
    """yes, no, or empty: nobody said."""
    verification = models.CharField(max_length=12, default="")

    @property
    def position(self) -> tuple[float, float] | None:
        """(latitude, longitude) in degrees, WGS 84; None where unknown."""
        if self.latitude_e5 is None or self.longitude_e5 is None:
            return None
        return self.latitude_e5 / DEGREE, self.longitude_e5 / DEGREE

    @classmethod
    def fits(cls, row_id: str, values: dict[str, Any]) -> bool:  # noqa: ARG003  asked of every row
        return (
            values.get("kind", "unknown") in set(rules.Kind)
            and values.get("verification", "rumour") in set(rules.Verification)
            and values.get("people_move", "") in {"", "yes", "no"}
        )

    @classmethod
    def derive(cls, shown: dict[str, dict[str, Any]]) -> None:
        from akwaba.watch.sightings import renew  # noqa: PLC0415  it reads these tables

        renew({uuid.UUID(row_id) for row_id in shown})


class Figure(FoldedRow):
    """How many, as one source said it. Figures that differ stand side by side."""

    table = "watch.figure"
    fields_set: ClassVar = {
        "post": Register(),
        "counted": Register(
            columns=(
                "incident", "about_what", "low", "best", "high", "status", "quantifier", "unit",
                "household_tenths", "said", "key",
            )
        ),
        "evidence": Register(columns=("report", "as_of", "source")),
    }  # fmt: skip

    post = models.CharField(max_length=CODE_LENGTH, default="")
    incident = models.UUIDField(null=True, db_index=True)
    about_what = models.CharField(max_length=10, default="")
    """See rules.About."""
    low = models.IntegerField(null=True)
    best = models.IntegerField(null=True)
    high = models.IntegerField(null=True)
    """Null is unknown, never zero."""
    status = models.CharField(max_length=13, default="")
    quantifier = models.CharField(max_length=9, default="")
    unit = models.CharField(max_length=9, default="")
    household_tenths = models.IntegerField(null=True)
    """Tenths of a person in a household, where households were said."""
    said = models.CharField(max_length=PLACE_LENGTH, default="")
    """The words themselves: "des centaines"."""
    key = models.CharField(max_length=32, default="")
    """With the incident it makes the row's id: a figure never moves to another incident."""
    report = models.UUIDField(null=True)
    as_of = models.DateField(null=True)
    source = models.CharField(max_length=SOURCE_LENGTH, default="")

    @classmethod
    def fits(cls, row_id: str, values: dict[str, Any]) -> bool:
        counted = values.get("counted")
        if counted is None:
            return True
        status, about = counted.get("status"), counted.get("about_what")
        if status not in set(rules.Status) or about not in set(rules.About):
            return False
        numbers = (counted.get(name) for name in ("low", "best", "high"))
        its_id = figure_id(uuid.UUID(counted.get("incident")), counted.get("key", ""))
        return row_id == str(its_id) and not rules.unfit(rules.Status(status), *numbers)

    @classmethod
    def derive(cls, shown: dict[str, dict[str, Any]]) -> None:
        from akwaba.watch.sightings import renew  # noqa: PLC0415  it reads these tables

        renew(_named(shown, "incident"))


class Choice(FoldedRow):
    """Which of the figures of one thing an officer recommends, and why."""

    table = "watch.choice"
    fields_set: ClassVar = {
        "post": Register(),
        "choice": Register(columns=("incident", "about_what", "figure", "reason")),
    }

    post = models.CharField(max_length=CODE_LENGTH, default="")
    incident = models.UUIDField(null=True, db_index=True)
    about_what = models.CharField(max_length=10, default="")
    figure = models.UUIDField(null=True)
    reason = models.CharField(max_length=REASON_LENGTH, default="")

    @classmethod
    def fits(cls, row_id: str, values: dict[str, Any]) -> bool:
        """One row for each thing that is counted of an incident."""
        choice = values.get("choice")
        if choice is None:
            return True
        incident = uuid.UUID(choice.get("incident"))
        return row_id == str(choice_id(incident, choice.get("about_what", "")))

    @classmethod
    def derive(cls, shown: dict[str, dict[str, Any]]) -> None:
        from akwaba.watch.sightings import renew  # noqa: PLC0415  it reads these tables

        renew(_named(shown, "incident"))


class Comparison(FoldedRow):
    """What an officer found of two incidents: one and the same, or two; void once taken back."""

    table = "watch.comparison"
    fields_set: ClassVar = {
        "post": Register(),
        "pair": Register(columns=("one", "other")),
        "verdict": Register(columns=("verdict", "reason")),
    }

    post = models.CharField(max_length=CODE_LENGTH, default="")
    one = models.UUIDField(null=True, db_index=True)
    """The smaller id of the two."""
    other = models.UUIDField(null=True, db_index=True)
    verdict = models.CharField(max_length=9, default="")
    """same or different."""
    reason = models.CharField(max_length=REASON_LENGTH, default="")

    @classmethod
    def fits(cls, row_id: str, values: dict[str, Any]) -> bool:
        if (values.get("verdict") or {"verdict": "same"}).get("verdict") not in {
            "same",
            "different",
        }:
            return False
        if "pair" not in values:
            return True
        one, other = (uuid.UUID(values["pair"].get(end)) for end in ("one", "other"))
        return one < other and row_id == str(comparison_id(one, other))

    @classmethod
    def derive(cls, shown: dict[str, dict[str, Any]]) -> None:
        from akwaba.watch.sightings import renew  # noqa: PLC0415  it reads these tables

        renew(_named(shown, "one") | _named(shown, "other"))


class Sighting(DerivedRow):
    """An incident as the board and its sums see it: merged, with one toll each."""

    incident = models.UUIDField(primary_key=True)
    counted_as = models.UUIDField(db_index=True)
    """The incident under which it is shown; itself unless it was merged."""
    kind = models.CharField(max_length=24)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True, db_index=True)
    country = models.CharField(max_length=3)
    place = models.CharField(max_length=CODE_LENGTH)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    verification = models.CharField(max_length=12)
    people_move = models.CharField(max_length=7)
    deaths_status = models.CharField(max_length=13)
    """See rules.Status; empty where nobody dies of such a thing."""
    deaths_low = models.IntegerField(null=True)
    deaths_high = models.IntegerField(null=True)
    displaced_status = models.CharField(max_length=13)
    displaced_low = models.IntegerField(null=True)
    displaced_high = models.IntegerField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["-latest", "incident"],
                condition=Q(counted_as=models.F("incident")),
                name="sightings_by_day",
            ),
            models.Index(fields=["kind", "-latest"], name="sightings_by_kind"),
        ]


def _named(shown: dict[str, dict[str, Any]], column: str) -> set[uuid.UUID]:
    return {uuid.UUID(row[column]) for row in shown.values() if row[column]}
