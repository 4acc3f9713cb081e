"""What a desk may have applied: who may make it, and which fields it may speak of.

A desk works where nobody watches it. What it says beyond this (a legal status, a death, a need
confirmed, a record struck out) waits until a person has looked.
"""

from akwaba.access.rules import Act
from akwaba.ledger.kinds import AtDesk
from akwaba.registry.models import Consent, Document, Headcount, Household, Need, Person, Token

_DECIDED_LATER = {"legal", "died_on"}
_NEED_AS_REPORTED = {(Need.table, "state"): "reported"}
_PERSON = {
    Person.table: frozenset(Person.fields_set) - _DECIDED_LATER,
    Need.table: frozenset(Need.fields_set),
    Consent.table: frozenset(Consent.fields_set),
    Token.table: frozenset(Token.fields_set),
}
_HOUSEHOLD = {Household.table: frozenset(Household.fields_set)}
_FOCAL_POINT = {Household.table: frozenset({"focal_point"})}
_ADDED = AtDesk(Act.REGISTER, makes=_PERSON, sets=_FOCAL_POINT, only=_NEED_AS_REPORTED)

AT_DESK = {
    "registry.household_registered": AtDesk(
        Act.REGISTER, makes={**_HOUSEHOLD, **_PERSON}, only=_NEED_AS_REPORTED
    ),
    "registry.people_added": _ADDED,
    "registry.birth_recorded": _ADDED,
    "registry.need_reported": AtDesk(
        Act.REPORT_NEED,
        makes={Need.table: frozenset(Need.fields_set)},
        sets={Need.table: frozenset({"state"})},
        only=_NEED_AS_REPORTED,
    ),
    "registry.consent_recorded": AtDesk(
        Act.REGISTER,
        makes={Consent.table: frozenset(Consent.fields_set)},
        sets={Consent.table: frozenset({"answer"})},
    ),
    "registry.token_issued": AtDesk(
        Act.REGISTER,
        makes={Token.table: frozenset(Token.fields_set)},
        sets={Token.table: frozenset({"issued_on", "void"})},
    ),
    "registry.token_voided": AtDesk(Act.REGISTER, sets={Token.table: frozenset({"void"})}),
    "registry.document_recorded": AtDesk(
        Act.REGISTER, makes={Document.table: frozenset({"person", "type", "paper"})}
    ),
    "registry.photo_taken": AtDesk(Act.REGISTER, sets={Person.table: frozenset({"photo"})}),
    "registry.headcount_made": AtDesk(
        Act.HEADCOUNT, makes={Headcount.table: frozenset(Headcount.fields_set)}
    ),
}
