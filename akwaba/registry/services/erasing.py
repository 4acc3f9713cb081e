"""The right to be forgotten: facts go, the chain of entries stays."""

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger import services as ledger
from akwaba.registry.models import Person
from akwaba.registry.services.acting import require, require_reason


@transaction.atomic
def erase_person(*, actor: Officer, person: Person, reason: str) -> None:
    """Remove every fact about a person, at this node and wherever the entry arrives."""
    require(actor, Act.ERASE, person.post)
    ledger.erase(officer=actor.id, subject=person.id, reason=require_reason(reason))
