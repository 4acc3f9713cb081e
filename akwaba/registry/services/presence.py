"""Who is here and in what standing: end of presence, death, return, legal status."""

from datetime import date

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger.models import Entry
from akwaba.registry.codelists import end_reasons
from akwaba.registry.models import Person
from akwaba.registry.problems import FieldDisputed
from akwaba.registry.services.acting import act, iso, require, require_past, say, today
from akwaba.registry.services.checking import check_code
from akwaba.registry.services.correcting import disputed

DEATH = "DTH"
LEFT_BY_THEMSELVES = frozenset({"SPD", "NSH", "WDR"})
"""Spontaneous departure, absence at a verification, withdrawal; see codes/end_reasons.csv."""


@transaction.atomic
def end_presence(*, actor: Officer, person: Person, reason: str, on: date | None = None) -> Entry:
    """A person no longer counts as present, for a reason on the list; reactivate undoes it."""
    require(actor, Act.END_PRESENCE, person.post)
    require_past(on)
    _require_settled(person, "process")
    check_code("end_reasons", reason, field="process_reason")
    leads_to = end_reasons()[reason].leads_to
    process = {"process": leads_to, "process_reason": reason, "process_on": iso(on or today())}
    says = [say(person, {"process": process})]
    return act(actor, kind="presence_ended", subject=person.id, post=person.post, says=says)


@transaction.atomic
def record_death(*, actor: Officer, person: Person, on: date | None) -> Entry:
    """A person has died; `on` is None where the day is not known."""
    require(actor, Act.CHANGE_HOUSEHOLD, person.post)
    require_past(on)
    _require_settled(person, "process")
    process = {"process": "closed", "process_reason": DEATH, "process_on": iso(on or today())}
    values = {"process": process, **({"died_on": iso(on)} if on else {})}
    return act(
        actor, kind="death_recorded", subject=person.id, post=person.post,
        says=[say(person, values, basis="interview")],
    )  # fmt: skip


@transaction.atomic
def reactivate(*, actor: Officer, person: Person) -> Entry:
    """A person is here after all, or again.

    Whoever registers welcomes back those who had left or not come; every other end of presence
    was somebody's decision, and is taken back by those who may take it.
    """
    came_back = person.process_reason in LEFT_BY_THEMSELVES
    require(actor, Act.REGISTER if came_back else Act.END_PRESENCE, person.post)
    _require_settled(person, "process")
    values = {"process": {"process": "active", "process_on": iso(today())}}
    if person.died_on:
        values["died_on"] = None  # type: ignore[assignment]
    says = [say(person, values)]
    return act(actor, kind="reactivated", subject=person.id, post=person.post, says=says)


@transaction.atomic
def decide_legal_status(
    *, actor: Officer, person: Person, status: str, basis: str, on: date
) -> Entry:
    """Record a legal status with the basis that it rests on and its date."""
    require(actor, Act.DECIDE_STATUS, person.post)
    require_past(on)
    _require_settled(person, "legal")
    check_code("legal_status", status, field="legal")
    check_code("legal_bases", basis, field="legal_basis")
    values = {"legal": {"legal": status, "legal_basis": basis, "legal_on": iso(on)}}
    says = [say(person, values, basis="document")]
    return act(actor, kind="legal_status_decided", subject=person.id, post=person.post, says=says)


def _require_settled(person: Person, field: str) -> None:
    if disputed(person, field):
        raise FieldDisputed(field=field)
