"""What a clerk, a form or a sheet hands over to be registered: plain values, no framework."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from akwaba.registry.ages import UNKNOWN_BIRTH, Birth


@dataclass(frozen=True, slots=True)
class NewPerson:
    """One person as told at the desk. Everything but a name may be unknown."""

    id: UUID
    """Made by the caller: the same person sent twice is stored once."""
    name_said: str = ""
    given_names: str = ""
    family_name: str = ""
    aliases: Sequence[str] = ()
    father: str = ""
    mother: str = ""
    sex: str = ""
    """F, M, U or empty for not asked."""
    birth: Birth = UNKNOWN_BIRTH
    birth_place_code: str = ""
    birth_place_said: str = ""
    relationship: str = ""
    """UNHCR code, to the focal point."""
    relationship_basis: str = "interview"
    """interview, or suggested where nobody has confirmed it."""
    marital: str = ""
    nationality: str = ""
    """ISO 3166-1 alpha-3."""
    language: str = ""
    phone: str = ""
    fled_on: date | None = None
    needs: Sequence[str] = ()
    """UNHCR specific needs codes, as reported."""
    consents: Mapping[str, str] = field(default_factory=dict)
    """Purpose to yes or no; a purpose that nobody asked about is left out."""
    token: str = ""


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """A household as told at the desk: people, or at first only how many they are."""

    id: UUID
    arrived_on: date | None = None
    registered_on: date | None = None
    """The day on which it was written on paper, where that was before; None for today."""
    crossing: str = ""
    origin_country: str = ""
    origin_place: str = ""
    origin_said: str = ""
    address_place: str = ""
    address_said: str = ""
    phone: str = ""
    people: Sequence[NewPerson] = ()
    """The first one is the focal point."""
    size_said: int | None = None
    counts_said: Mapping[str, int] = field(default_factory=dict)
    """Announced people by sex and band, such as {"F 0-4": 2}; see ages.BANDS."""
    token: str = ""
    source: str = "form"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one household that was handed over."""

    id: UUID
    status: str
    """registered, completed (people were added to a known one), known or refused."""
    number: str = ""
    people_added: int = 0
    people_known: int = 0
    problem: Exception | None = None
    """A ledger.problems.Problem, worded for the officer; only where refused."""
