"""Households and persons: the only home of personal data. Every table is folded from entries."""

import uuid
from functools import lru_cache
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from akwaba.ledger.columns import identifier_writer
from akwaba.ledger.models import BY_CLOCK, DerivedRow, FoldedRow
from akwaba.ledger.registers import Register
from akwaba.ledger.tables import insert
from akwaba.registry.clusters import components, link_id
from akwaba.registry.names import search_keys

_search_keys = lru_cache(maxsize=65536)(search_keys)  # few names serve many people
NAME_LENGTH = 120
CODE_LENGTH = 12
PLACE_LENGTH = 60


def code() -> "models.CharField[str, str]":
    """A value of a code list; empty while nobody has said it."""
    return models.CharField(max_length=CODE_LENGTH, default="")


def name() -> "models.CharField[str, str]":
    """Words as they were said."""
    return models.CharField(max_length=NAME_LENGTH, default="")


class Household(FoldedRow):
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

    number = models.CharField(max_length=12, default="")
    """Registration number; see numbers.py."""
    post = models.CharField(max_length=PLACE_LENGTH, default="")
    """Where the household is registered; places.Place.code."""
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


class Person(FoldedRow):
    """One person, counted in exactly one household."""

    table = "registry.person"
    fields_set: ClassVar = {
        "household": Register(columns=("household", "joined_on")),
        "relationship": Register(),
        "number": Register(),
        "post": Register(),
        "name_said": Register(),
        "given_names": Register(),
        "family_name": Register(),
        "aliases": Register(settles=BY_CLOCK),
        "father": Register(),
        "mother": Register(),
        "sex": Register(),
        "birth": Register(
            columns=("birth_precision", "birth_earliest", "birth_latest", "birth_said")
        ),
        "birth_place": Register(columns=("birth_place_code", "birth_place_said")),
        "marital": Register(),
        "nationality": Register(),
        "came_from": Register(columns=("origin_country", "origin_place", "origin_said")),
        "language": Register(settles=BY_CLOCK),
        "phone": Register(settles=BY_CLOCK),
        "arrived_on": Register(),
        "fled_on": Register(),
        "registered_on": Register(),
        "reason": Register(),
        "process": Register(columns=("process", "process_reason", "process_on")),
        "legal": Register(columns=("legal", "legal_basis", "legal_on")),
        "died_on": Register(),
        "photo": Register(),
    }

    household = models.UUIDField(null=True, db_index=True)
    joined_on = models.DateField(null=True)
    relationship = code()
    """To the focal point; PA for the focal point."""
    number = models.CharField(max_length=12, default="", db_index=True)
    post = models.CharField(max_length=PLACE_LENGTH, default="")
    name_said = name()
    """The whole name as said; the only name where nobody split it."""
    given_names = name()
    family_name = name()
    aliases = models.JSONField(default=list)
    father = name()
    mother = name()
    sex = models.CharField(max_length=1, default="")
    birth_precision = models.CharField(max_length=10, default="")
    birth_earliest = models.DateField(null=True)
    birth_latest = models.DateField(null=True)
    birth_said = models.CharField(max_length=60, default="")
    birth_place_code = models.CharField(max_length=PLACE_LENGTH, default="")
    birth_place_said = name()
    marital = code()
    nationality = models.CharField(max_length=3, default="")
    origin_country = models.CharField(max_length=3, default="")
    origin_place = models.CharField(max_length=PLACE_LENGTH, default="")
    origin_said = name()
    language = code()
    phone = models.CharField(max_length=40, default="")
    arrived_on = models.DateField(null=True)
    fled_on = models.DateField(null=True)
    registered_on = models.DateField(null=True)
    reason = models.CharField(max_length=20, default="")
    """Why they are registered: arrival, birth or joining."""
    process = models.CharField(max_length=8, default="")
    """active, hold, inactive or closed."""
    process_reason = code()
    process_on = models.DateField(null=True)
    legal = models.CharField(max_length=20, default="")
    legal_basis = models.CharField(max_length=40, default="")
    legal_on = models.DateField(null=True)
    died_on = models.DateField(null=True)
    photo = models.CharField(max_length=64, default="")
    """Digest of the attachment."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["post", "arrived_on"], name="person_arrivals"),
            models.Index(fields=["post"], condition=Q(is_disputed=True), name="person_disputed"),
        ]

    @classmethod
    def derive(cls, shown: dict[str, dict[str, Any]]) -> None:
        """Search keys of each name that the person goes by."""
        identifier = identifier_writer()
        NameKey.objects.filter(person__in=[uuid.UUID(person) for person in shown]).delete()
        insert(
            NameKey,
            ("key", "person"),
            [
                (key, identifier(person))
                for person, row in shown.items()
                if row["origin"] and not row["void_reason"]
                for key in sorted(_keys(row))
            ],
        )


def _keys(row: dict[str, Any]) -> set[str]:
    names = (row["name_said"], row["given_names"], row["family_name"], *row["aliases"])
    return {key for said in names if said for key in _search_keys(said)}


class NameKey(DerivedRow):
    """One folded word of a person's name: what search looks up."""

    pk = models.CompositePrimaryKey("key", "person")
    key = models.CharField(max_length=40)
    person = models.UUIDField(db_index=True)


class Need(FoldedRow):
    """A specific need of a person, by UNHCR's code. Its end is a state, never a removal."""

    table = "registry.need"
    about = "person"
    fields_set: ClassVar = {
        "person": Register(),
        "code": Register(),
        "state": Register(),
    }

    person = models.UUIDField(null=True, db_index=True)
    code = code()
    state = models.CharField(max_length=10, default="")
    """reported, pending, confirmed or ended."""


class Token(FoldedRow):
    """A wristband or card with an opaque code. One is active; the others are void."""

    table = "registry.token"
    about = "holder"
    fields_set: ClassVar = {
        "holder": Register(),
        "household": Register(),
        "code": Register(),
        "issued_on": Register(),
    }

    holder = models.UUIDField(null=True, db_index=True)
    """The person, or the household where one token serves them all."""
    household = models.UUIDField(null=True, db_index=True)
    code = models.CharField(max_length=12, default="", db_index=True)
    issued_on = models.DateField(null=True)


class Consent(FoldedRow):
    """A person's answer for one purpose. Its id follows from both, so answers meet."""

    table = "registry.consent"
    about = "person"
    fields_set: ClassVar = {
        "person": Register(),
        "purpose": Register(),
        "answer": Register(columns=("answer", "answered_on", "language", "manner")),
    }

    person = models.UUIDField(null=True, db_index=True)
    purpose = models.CharField(max_length=30, default="")
    answer = models.CharField(max_length=3, default="")
    """yes or no; empty where nobody asked."""
    answered_on = models.DateField(null=True)
    language = code()
    manner = models.CharField(max_length=12, default="")
    """spoken, signed or thumbprint."""


class Document(FoldedRow):
    """A paper that a person holds."""

    table = "registry.document"
    about = "person"
    fields_set: ClassVar = {
        "person": Register(),
        "type": Register(),
        "paper": Register(columns=("number", "issued_on", "expires_on", "country")),
    }

    person = models.UUIDField(null=True, db_index=True)
    type = models.CharField(max_length=30, default="")
    number = models.CharField(max_length=40, default="", db_index=True)
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    country = models.CharField(max_length=3, default="")


class Link(FoldedRow):
    """A person's decision that two records are one human being; void once it was undone."""

    table = "registry.link"
    about = "one"
    fields_set: ClassVar = {
        "pair": Register(columns=("one", "other")),
        "reason": Register(),
    }

    one = models.UUIDField(null=True, db_index=True)
    other = models.UUIDField(null=True, db_index=True)
    reason = models.CharField(max_length=200, default="")

    @classmethod
    def fits(cls, row_id: str, values: dict[str, Any]) -> bool:
        """A link never changes its ends, or clusters would keep what it said before."""
        if "pair" not in values:
            return True
        one, other = (uuid.UUID(values["pair"].get(end)) for end in ("one", "other"))
        return one < other and row_id == str(link_id(one, other))

    @classmethod
    def derive(cls, shown: dict[str, dict[str, Any]]) -> None:
        """Which records count as one person, for everyone whom these links concern."""
        touched = {
            uuid.UUID(row[end]) for row in shown.values() for end in ("one", "other") if row[end]
        }
        members, links = _connected(touched)
        Cluster.objects.filter(person__in=members).delete()
        Cluster.objects.bulk_create(
            [
                Cluster(person=person, counted_as=min(cluster))
                for cluster in components(links)
                for person in cluster
            ]
        )


def _connected(touched: set[uuid.UUID]) -> tuple[set[uuid.UUID], list[tuple[Any, Any]]]:
    """Everyone who is or was in a cluster with these, and the links that hold now."""
    counted = Cluster.objects.filter(person__in=touched).values_list("counted_as", flat=True)
    members = touched | set(
        Cluster.objects.filter(counted_as__in=set(counted)).values_list("person", flat=True)
    )
    while True:
        links = list(
            Link.objects.filter(Q(one__in=members) | Q(other__in=members))
            .filter(void_reason="", origin__isnull=False)
            .values_list("one", "other")
        )
        found = {person for link in links for person in link if person}
        if found <= members:
            return members, links
        members |= found


class Cluster(DerivedRow):
    """A linked person, and the one record that the human being is counted as."""

    person = models.UUIDField(primary_key=True)
    counted_as = models.UUIDField(db_index=True)


class Headcount(FoldedRow):
    """How many people somebody counted or estimated at a post on a day, registered or not."""

    table = "registry.headcount"
    fields_set: ClassVar = {
        "where": Register(columns=("post", "day")),
        "count": Register(columns=("people", "method", "source")),
    }

    post = models.CharField(max_length=PLACE_LENGTH, default="")
    day = models.DateField(null=True)
    people = models.IntegerField(null=True)
    method = models.CharField(max_length=10, default="")
    """counted or estimated."""
    source = models.CharField(max_length=200, default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["post", "day"], name="headcount_day")]


class NumberBlock(models.Model):
    """The registration numbers that this node may issue. Local: it is not folded."""

    block = models.PositiveIntegerField(primary_key=True)
    next_serial = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(next_serial__lte=1_000_000), name="block_has_a_million_numbers"
            )
        ]
