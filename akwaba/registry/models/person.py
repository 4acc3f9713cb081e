"""A person, and the words by which a search finds them."""

from functools import lru_cache
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from akwaba.ledger.bare import insert, remove
from akwaba.ledger.columns import identifier_writer
from akwaba.ledger.models import BY_CLOCK, DerivedRow
from akwaba.ledger.registers import Register
from akwaba.registry.models.bearing import NUMBER_LENGTH, Numbered
from akwaba.registry.models.columns import PLACE_LENGTH, code, name
from akwaba.registry.names import search_keys

_search_keys = lru_cache(maxsize=65536)(search_keys)  # few names serve many people


class Person(Numbered):
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
        "aliases": Register(),
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
    number = models.CharField(max_length=NUMBER_LENGTH, default="", db_index=True)
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
        super().derive(shown)
        identifier = identifier_writer()
        remove(NameKey, "person", shown)
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
