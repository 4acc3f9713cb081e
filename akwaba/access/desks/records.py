"""What is said of desks in the ledger, so that it is known elsewhere and later."""

from typing import Any

from akwaba.access.models import Desk, DeskRecord, Officer
from akwaba.ledger import services as ledger
from akwaba.ledger.queries import heads


def write_enrolment(*, actor: Officer, desk: Desk, kind: str) -> None:
    facts = {
        "name": desk.name,
        "post": desk.post,
        "public_key": bytes(desk.device.public_key).hex(),
        "lease_until": desk.lease_until.isoformat(timespec="seconds"),
    }
    say = ledger.Say(table=DeskRecord.table, id=desk.pk, values=facts, creates=True)
    _append(actor, desk, kind, say)


def write_change(*, actor: Officer, desk: Desk, kind: str, changes: dict[str, Any]) -> None:
    """`changes` by register of DeskRecord, as JSON has them."""
    record = DeskRecord.objects.filter(id=desk.pk).first() or DeskRecord(id=desk.pk)
    base = {name: heads(record, name) for name in changes}
    say = ledger.Say(table=DeskRecord.table, id=desk.pk, values=changes, base=base)
    _append(actor, desk, kind, say)


def _append(actor: Officer, desk: Desk, kind: str, say: ledger.Say) -> None:
    draft = ledger.Draft(kind=kind, subject=desk.pk, scope=desk.post, says=[say])
    ledger.append(officer=actor.id, drafts=[draft])
