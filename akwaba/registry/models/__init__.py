"""Households and persons: the only home of personal data. Every table is folded from entries."""

from akwaba.registry.models.bearing import FormerNumber, SharedNumber
from akwaba.registry.models.count import Headcount, NumberBlock, NumberLoan
from akwaba.registry.models.deciding import Decision
from akwaba.registry.models.household import Household
from akwaba.registry.models.link import Cluster, Link
from akwaba.registry.models.papers import Consent, Document, Need, Token
from akwaba.registry.models.person import NameKey, Person
from akwaba.registry.models.relocation import Relocation

__all__ = [
    "Cluster",
    "Consent",
    "Decision",
    "Document",
    "FormerNumber",
    "Headcount",
    "Household",
    "Link",
    "NameKey",
    "Need",
    "NumberBlock",
    "NumberLoan",
    "Person",
    "Relocation",
    "SharedNumber",
    "Token",
]
