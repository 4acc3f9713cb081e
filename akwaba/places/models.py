"""Places, the layers they come from, outlines of administrative units, and roads."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akwaba.ledger.models import FoldedRow
from akwaba.ledger.registers import Register, Settles
from akwaba.places.roads.rules import (
    LONGEST_SLOWNESS,
    PERCENT,
    Direction,
    KmKnown,
    Mode,
    Season,
    State,
)
from akwaba.places.rules import LONGEST_NAME, ROLES_OF_A_PLACE, Kind

KIND_LABELS = {
    Kind.COUNTRY: _("country"),
    Kind.REGION: _("region"),
    Kind.DISTRICT: _("department, cercle or province"),
    Kind.SUB_PREFECTURE: _("sub-prefecture"),
    Kind.TOWN: _("town"),
    Kind.VILLAGE: _("village"),
    Kind.SITE: _("site"),
    Kind.CROSSING: _("crossing"),
    Kind.POST: _("post"),
}


class Layer(models.Model):
    """A set of places or outlines that came together, under one licence."""

    name = models.SlugField(max_length=60, primary_key=True)
    licence = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    attribution = models.CharField(max_length=300, blank=True)
    may_redistribute = models.BooleanField(default=False)
    """Whether the licence lets us hand the layer on; False where nobody has said so."""
    checksum = models.CharField(max_length=64)
    """SHA-256 of what was loaded, in hexadecimal."""
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=60, blank=True)
    """User name of the officer who loaded it; empty for what Akwaba brings itself."""


class Place(models.Model):
    """Somewhere with a name: a country, a region, a town, a site.

    `kind` is what the place is; `is_post` and `is_crossing` say what it is used for, because a
    village may be both and stays one place.
    """

    code = models.SlugField(max_length=60, primary_key=True)
    """Our own word for a town (`pogo`), the P-code of an administrative unit (`CI31`), ISO alpha-3
    for a country (`CIV`), `gn` and a number for a place that only GeoNames has (`gn2285254`)."""
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(
        max_length=20,
        choices=[(kind.value, KIND_LABELS[kind]) for kind in Kind if kind not in ROLES_OF_A_PLACE],
    )
    is_post = models.BooleanField(default=False)
    is_crossing = models.BooleanField(default=False)
    country = models.CharField(max_length=3)
    """ISO 3166-1 alpha-3."""
    latitude = models.FloatField(null=True, blank=True)
    """Degrees, WGS 84. None where the position is not known."""
    longitude = models.FloatField(null=True, blank=True)
    geonameid = models.PositiveIntegerField(null=True, blank=True, db_index=True)
    pcode = models.CharField(max_length=12, null=True, blank=True, unique=True)
    """OCHA P-code; None where there is none or it is not known: two unknowns are not equal."""
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    population = models.PositiveIntegerField(null=True, blank=True)
    """Of the town, as its source counts it; None where unknown."""
    alt_names = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=120)
    checked_on = models.DateField(null=True, blank=True)
    """The day on which someone compared this line with its source; None for imports."""
    is_own = models.BooleanField(default=False)
    """A fact of our own gazetteer: comes before imported places of the same name."""
    layer = models.ForeignKey(Layer, on_delete=models.PROTECT, related_name="places")

    class Meta:
        ordering = ["name", "code"]
        constraints = [
            models.CheckConstraint(
                # Said twice on purpose: SQL lets a comparison with an unknown pass.
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="place_position_is_whole_and_on_earth",
            ),
            models.CheckConstraint(
                # 0, 0 lies in the sea: it is what software writes when it knows nothing.
                condition=Q(latitude__isnull=True) | ~Q(latitude=0, longitude=0),
                name="place_unknown_position_is_empty",
            ),
        ]

    @property
    def kinds(self) -> frozenset[str]:
        """What the place is and what it is used for."""
        used_for = {Kind.POST.value} if self.is_post else set()
        used_for |= {Kind.CROSSING.value} if self.is_crossing else set()
        return frozenset({self.kind} | used_for)

    @property
    def position(self) -> tuple[float, float] | None:
        """(latitude, longitude), or None where unknown."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


class Boundary(models.Model):
    """The outline of an administrative unit in one layer, as GeoJSON (longitude, latitude)."""

    layer = models.ForeignKey(Layer, on_delete=models.CASCADE, related_name="boundaries")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="boundaries")
    level = models.PositiveSmallIntegerField()
    """0 country, 1 region, 2 department, 3 sub-prefecture."""
    geometry = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["layer", "place"], name="one_outline_a_layer_and_place")
        ]


class LayerRoad(models.Model):
    """A piece of road between two places, as a layer that was loaded here brings it."""

    layer = models.ForeignKey(Layer, on_delete=models.CASCADE, related_name="roads")
    road = models.UUIDField()
    """The same in every layer for the same two places: see roads.rules.road_id."""
    start = models.CharField(max_length=60)
    """Code of a place."""
    end = models.CharField(max_length=60)
    metres = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["layer", "road"], name="one_length_a_layer_and_road")
        ]


class Road(FoldedRow):
    """A piece of road as an officer wrote it: one of a layer corrected, or one of our own.

    One that no officer touched is no row here: it is read from its layer.
    """

    table = "places.road"
    fields_set: ClassVar = {
        "start": Register(settles=Settles.BY_CLOCK),
        "end": Register(settles=Settles.BY_CLOCK),
        "length": Register(columns=("metres", "km_known"), settles=Settles.BY_CLOCK),
        "mode": Register(settles=Settles.BY_CLOCK),
        "direction": Register(settles=Settles.BY_CLOCK),
        "season": Register(settles=Settles.BY_CLOCK),
        "source": Register(settles=Settles.BY_CLOCK),
    }

    start = models.CharField(max_length=60, default="")
    """Code of a place."""
    end = models.CharField(max_length=60, default="")
    metres = models.IntegerField(null=True)
    km_known = models.CharField(max_length=10, default="")
    mode = models.CharField(max_length=5, default="")
    direction = models.CharField(max_length=5, default="")
    season = models.CharField(max_length=3, default="")
    source = models.CharField(max_length=200, default="")

    @classmethod
    def fits(cls, row_id: str, values: dict[str, Any]) -> bool:  # noqa: ARG003
        length = values.get("length", {})
        return (
            length.get("metres", 1) > 0
            and _is_one_of(KmKnown, length.get("km_known"))
            and _is_one_of(Mode, values.get("mode"))
            and _is_one_of(Direction, values.get("direction"))
            and _is_one_of(Season, values.get("season"))
        )


class RoadState(FoldedRow):
    """How a road is from one day to another, and who says so. Two of them may hold at once."""

    table = "places.road_state"
    fields_set: ClassVar = {
        "road": Register(settles=Settles.BY_CLOCK),
        "condition": Register(columns=("state", "slowness_percent"), settles=Settles.BY_CLOCK),
        "mode": Register(settles=Settles.BY_CLOCK),
        "from_on": Register(settles=Settles.BY_CLOCK),
        "until_on": Register(settles=Settles.BY_CLOCK),
        "incident": Register(settles=Settles.BY_CLOCK),
        "source": Register(settles=Settles.BY_CLOCK),
    }

    road = models.UUIDField(null=True, db_index=True)
    state = models.CharField(max_length=7, default="")
    slowness_percent = models.IntegerField(default=100)
    """How much longer the road takes: 300 is three times."""
    mode = models.CharField(max_length=5, default="")
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    """The last day; None while no end is known."""
    incident = models.UUIDField(null=True)
    """Of another room, which this one does not know."""
    source = models.CharField(max_length=200, default="")

    @classmethod
    def fits(cls, row_id: str, values: dict[str, Any]) -> bool:  # noqa: ARG003
        condition = values.get("condition", {})
        slowness = condition.get("slowness_percent", PERCENT)
        return (
            _is_one_of(State, condition.get("state"))
            and PERCENT <= slowness <= LONGEST_SLOWNESS
            and _is_one_of(Mode, values.get("mode"))
            and not (values.get("until_on") or "9999") < (values.get("from_on") or "")
        )


def _is_one_of(words: type[StrEnum], said: str | None) -> bool:
    return not said or said in list(words)
