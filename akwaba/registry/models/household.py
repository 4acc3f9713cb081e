"""A household: people who arrived and are registered together."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akwaba.ledger.models import BY_CLOCK
from akwaba.ledger.registers import Register
from akwaba.registry.models.bearing import NUMBER_LENGTH, Numbered
from akwaba.registry.models.columns import PLACE_LENGTH, name


class Household(Numbered):
    """People who arrived and are registered together: UNHCR's registration group."""

    table = "registry.household"
    fields_set: ClassVar = {
        "number": Register(),
        "post": Register(),
        "crossing": Register(),
        "arrived_on": Register(),
        "registered_on": Register(),
        "came_from": Register(columns=("origin_country", "origin_place", "origin_said")),
        "address": Register(columns=("address_place", "address_said"), settles=BY_CLOCK),
        "phone": Register(settles=BY_CLOCK),
        "focal_point": Register(),
        "announced": Register(columns=("size_said", "counts_said")),
        "source": Register(),
        "note": Register(settles=BY_CLOCK),
    }

    number = models.CharField(max_length=NUMBER_LENGTH, default="")
    """Registration number; see numbers.py."""
    crossing = models.CharField(max_length=PLACE_LENGTH, default="")
    """Where they crossed the border; empty if unknown."""
    arrived_on = models.DateField(null=True)
    registered_on = models.DateField(null=True)
    origin_country = models.CharField(max_length=3, default="")
    origin_place = models.CharField(max_length=PLACE_LENGTH, default="")
    origin_said = name()
    """The place as said, kept also when a known place was found for it."""
    address_place = models.CharField(max_length=PLACE_LENGTH, default="")
    address_said = name()
    phone = models.CharField(max_length=40, default="")
    focal_point = models.UUIDField(null=True)
    """The person who speaks for the household."""
    size_said = models.IntegerField(null=True)
    """How many people were announced at pre-registration; null if nobody counted."""
    counts_said = models.JSONField(default=dict)
    """Announced people by sex and age band: {"F 0-4": 2, …}; only what was counted."""
    source = models.CharField(max_length=20, default="")
    """desk, form or sheet: how it came in."""
    note = models.CharField(max_length=500, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["post", "arrived_on"], name="household_arrivals"),
            models.Index(fields=["number"], name="household_number"),
            models.Index(fields=["post"], condition=Q(is_disputed=True), name="household_disputed"),
            models.Index(
                fields=["post", "size_said"],
                condition=Q(size_said__isnull=False),
                name="household_announced",
            ),
        ]
