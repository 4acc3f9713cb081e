"""Two incidents compared: one and the same, or two; either can be taken back."""

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger.models import Entry
from akwaba.ledger.problems import NotFound
from akwaba.ledger.services import Say
from akwaba.watch.identifiers import comparison_id
from akwaba.watch.models import Comparison, Incident
from akwaba.watch.problems import SameIncident
from akwaba.watch.services.acting import append, mention, post_of, reason_of, require, say, void


@transaction.atomic
def compare(*, actor: Officer, one: Incident, other: Incident, are_one: bool, reason: str) -> Entry:
    """Say whether two incidents are one. Reports and figures of both then stand together.

    No row is moved or deleted: taking it back parts them as they were.
    """
    require(actor, Act.ASSESS_INCIDENT)
    if one.id == other.id:
        raise SameIncident
    low, high = sorted((one, other), key=lambda incident: incident.id)
    post = post_of(actor)
    row = comparison_id(low.id, high.id)
    verdict = {"verdict": "same" if are_one else "different", "reason": reason_of(reason)}
    known = Comparison.objects.filter(pk=row, origin__isnull=False).first()
    if known:
        require(actor, Act.ASSESS_INCIDENT, post=known.post)
        post = known.post
        said = say(known, {"verdict": verdict, **({"void": {}} if known.void_reason else {})})
    else:
        pair = {"one": str(low.id), "other": str(high.id)}
        values = {"post": post, "pair": pair, "verdict": verdict}
        said = Say(Comparison.table, row, values, creates=True)
    return append(actor, "incidents_compared", low.id, post, [said, mention(low), mention(high)])


@transaction.atomic
def take_back(*, actor: Officer, comparison: Comparison, reason: str) -> Entry:
    """Take a comparison back: nothing is lost, and the pair may be proposed again."""
    require(actor, Act.ASSESS_INCIDENT, post=comparison.post)
    if comparison.void_reason or comparison.one is None:
        raise NotFound
    gone = void(comparison, reason_of(reason))
    return append(actor, "comparison_withdrawn", comparison.one, comparison.post, [gone])
