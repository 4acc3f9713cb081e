"""Rules on specific needs that the age or the sex contradicts; no framework.

A rule speaks only when the age is sure. Its finding carries the confidentiality of the need.
"""

from collections.abc import Iterator
from datetime import date

from akwaba.registry.codelists import need_level, need_states
from akwaba.registry.quality.facts import (
    Check,
    Hit,
    NeedFacts,
    PersonFacts,
    Rule,
    each_person,
    oldest_age,
    youngest_age,
)

CHILD_NEVER_MARRIED = 10
"""Completed years below which a marriage without a need of a child at risk is taken for a slip."""
NOT_MARRIED = frozenset({"", "U", "SN"})
OLDER_AGE = 60
ADULT_AGE = 18
SINGLE_PARENT_AGE = 12
VIOLENCE_AGE = 4
ENDED = {"state": "ended"}


def child_married_without_need(person: PersonFacts, today: date) -> Iterator[Hit]:
    oldest = oldest_age(person, today)
    if oldest is None or oldest >= CHILD_NEVER_MARRIED or person.marital in NOT_MARRIED:
        return
    if not any(_open_needs(person, "CR")):
        yield Hit({"marital": person.marital}, {"marital": "SN"})


def woman_at_risk_is_male(person: PersonFacts, _today: date) -> Iterator[Hit]:
    if person.sex == "M":
        for need in _open_needs(person, "WR"):
            yield _about(need, ENDED)


def survivor_too_young(person: PersonFacts, today: date) -> Iterator[Hit]:
    """Ask to check, and offer nothing: it may be true."""
    oldest = oldest_age(person, today)
    if oldest is not None and oldest < VIOLENCE_AGE:
        for need in _open_needs(person, "SV"):
            yield _about(need, None)


def _too_young(family: str, *, below: int) -> Check:
    def check(person: PersonFacts, today: date) -> Iterator[Hit]:
        oldest = oldest_age(person, today)
        if oldest is not None and oldest < below:
            for need in _open_needs(person, family):
                yield _about(need, ENDED)

    return each_person(check)


def _too_old(family: str, *, from_age: int) -> Check:
    def check(person: PersonFacts, today: date) -> Iterator[Hit]:
        youngest = youngest_age(person, today)
        if youngest is not None and youngest >= from_age:
            for need in _open_needs(person, family):
                yield _about(need, ENDED)

    return each_person(check)


def _open_needs(person: PersonFacts, family: str) -> Iterator[NeedFacts]:
    for need in person.needs:
        state = need_states().get(need.state)
        if need.code.partition("-")[0] == family and (state is None or state.is_open):
            yield need


def _about(need: NeedFacts, mend: dict[str, str] | None) -> Hit:
    return Hit({"need": need.code}, mend, item=need.id, level=need_level(need.code))


RULES = (
    Rule(
        "child_married_without_need",
        46,
        "marital",
        "mend",
        each_person(child_married_without_need),
    ),
    Rule("older_at_risk_under_60", 47, "needs", "mend", _too_young("ER", below=OLDER_AGE)),
    Rule("woman_at_risk_is_male", 48, "needs", "mend", each_person(woman_at_risk_is_male)),
    Rule("single_parent_is_child", 49, "needs", "mend", _too_young("SP", below=SINGLE_PARENT_AGE)),
    Rule("child_at_risk_is_adult", 50, "needs", "mend", _too_old("CR", from_age=ADULT_AGE)),
    Rule("separated_child_is_adult", 51, "needs", "mend", _too_old("SC", from_age=ADULT_AGE)),
    Rule("survivor_too_young", 52, "needs", "warning", each_person(survivor_too_young)),
)
