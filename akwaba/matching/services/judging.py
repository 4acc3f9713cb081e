"""Two records compared: a verdict is an entry, what follows from it another, all or none."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from akwaba.access.models import Officer
from akwaba.access.rules import Act, may
from akwaba.ledger import services as ledger
from akwaba.ledger.models import Entry
from akwaba.ledger.problems import NotFound
from akwaba.ledger.queries import all_heads, heads
from akwaba.ledger.services import Draft, Say
from akwaba.matching.models import Judgement, Proposal, Standing
from akwaba.matching.refusals import NotOneToOne, RecordsChanged, SameHousehold, VerdictUnknown
from akwaba.matching.telling import evidence_of
from akwaba.matching.verdicts import Outcome, judgement_id
from akwaba.registry.clusters import link_id
from akwaba.registry.models import Link, Person
from akwaba.registry.problems import NotYourTask, SamePerson
from akwaba.registry.services import link_persons, unlink_persons
from akwaba.registry.services.acting import require, require_reason, say

Level = Judgement.Level
Verdict = Judgement.Verdict


@dataclass(frozen=True, slots=True)
class Found:
    """A verdict about two people, and what lay before whoever gave it."""

    one: Person
    other: Person
    verdict: str
    seen: Collection[str] = ()
    """Entries of others' judgements that were shown."""
    evidence: str | None = None
    """Fingerprint of what was shown; None where it need not be asked."""


@transaction.atomic
def judge(*, actor: Officer, found: Found, reason: str = "") -> Entry:
    """Say what an officer found when they compared two records.

    Where supervisors' verdicts come to "same", the records are linked in the same transaction;
    where they come to "different", a link between them is undone. A clerk's verdict does neither.
    Raises RecordsChanged where a record says something else than was shown.
    """
    one, other = _ends(found)
    level = _level(actor, one, other)
    ledger.lock_fold()
    evidence = evidence_of(one, other)
    if found.evidence is not None and found.evidence != evidence:
        raise RecordsChanged
    known = Judgement._base_manager.filter(  # noqa: SLF001  documented by Django
        pk=judgement_id(one.id, other.id, actor.id), origin__isnull=False
    ).first()
    values = _values(found, level, evidence, known)
    if known is not None and _says_it_already(known, values):
        return Entry.objects.get(id=heads(known, "verdict")[-1], quarantine="")
    entry = _append(actor, "pair_judged", one, other, _statement(actor, one, other, known, values))
    if level == Level.SUPERVISOR:
        undecided = bool(values["linked"]) if found.verdict == Verdict.LATER else None
        _follow(actor, one, other, reason, otherwise=undecided)
    return entry


@transaction.atomic
def judge_family(*, actor: Officer, found: Sequence[Found], reason: str = "") -> list[Entry]:
    """Say of several people of two households who is who, all or none.

    Raises NotOneToOne where somebody would be two people of the other family.
    """
    same = [each for each in found if each.verdict == Verdict.SAME]
    met = Counter(person.id for each in same for person in (each.one, each.other))
    if any(times > 1 for times in met.values()):
        raise NotOneToOne
    return [judge(actor=actor, found=each, reason=reason) for each in found]


@transaction.atomic
def withdraw(*, actor: Officer, judgement: Judgement, reason: str = "") -> Entry:
    """Take a verdict back: what it linked is apart again, what it took apart is linked again.

    Nothing is lost: both records and every entry stay. Clerks take back their own.
    """
    one, other = _people(judgement)
    level = _level(actor, one, other)
    ledger.lock_fold()
    judgement = Judgement._base_manager.get(pk=judgement.pk)  # noqa: SLF001  as it is now
    if level == Level.CLERK and judgement.judge != actor.id:
        raise NotYourTask
    if judgement.void_reason or judgement.origin is None:
        raise NotFound
    why = require_reason(reason or _("Taken back"))
    void = {"void": {"void_reason": why, "void_seen": all_heads(judgement)}}
    statement = say(judgement, void, about=one.id)
    entry = _append(actor, "judgement_withdrawn", one, other, statement)
    if judgement.level == Level.SUPERVISOR:
        _follow(actor, one, other, why, otherwise=bool(judgement.linked))
    return entry


def _ends(found: Found) -> tuple[Person, Person]:
    if found.verdict not in Verdict.values:
        raise VerdictUnknown
    one, other = sorted((found.one, found.other), key=lambda person: person.id)
    if one.id == other.id:
        raise SamePerson
    if found.verdict == Verdict.SAME and one.household and one.household == other.household:
        raise SameHousehold
    return one, other


def _level(actor: Officer, one: Person, other: Person) -> Judgement.Level:
    """Raises NotYourTask or NotYourPost."""
    decides = may(actor.role, Act.RESOLVE_DISPUTE)
    for person in (one, other):
        require(actor, Act.RESOLVE_DISPUTE if decides else Act.REGISTER, person.post)
    return Level.SUPERVISOR if decides else Level.CLERK


def _people(judgement: Judgement) -> tuple[Person, Person]:
    ends = [end for end in (judgement.one, judgement.other) if end]
    people = list(Person.objects.filter(pk__in=ends).order_by("id"))
    if len(people) != 2:  # noqa: PLR2004  one of the two was erased
        raise NotFound
    one, other = people
    return one, other


def _values(
    found: Found, level: Judgement.Level, evidence: str, known: Judgement | None
) -> dict[str, object]:
    one, other = sorted((found.one.id, found.other.id))
    stands = known is not None and not known.void_reason
    first = known.blind if known is not None and stands and known.evidence == evidence else ""
    linked = (known.linked or 0) if known is not None and stands else int(_is_linked(one, other))
    proposal = Proposal.objects.filter(one=one, other=other).first()
    return {
        "verdict": str(found.verdict),
        "level": str(level),
        "evidence": evidence,
        "said": round(proposal.probability * 1000) if proposal else None,
        "seen": sorted(found.seen),
        "blind": first or ("" if found.seen else str(found.verdict)),
        "linked": linked,
    }


def _says_it_already(known: Judgement, values: dict[str, object]) -> bool:
    """A second press of the same key is no second act."""
    if known.void_reason or known.is_disputed:
        return False
    return all(
        getattr(known, name) == values[name] for name in ("verdict", "level", "evidence", "seen")
    )


def _statement(
    actor: Officer, one: Person, other: Person, known: Judgement | None, values: dict[str, object]
) -> Say:
    if known is not None:
        values = {**values, **({"void": {}} if known.void_reason else {})}
        return say(known, values, about=one.id)
    pair = {"one": str(one.id), "other": str(other.id), "judge": str(actor.id)}
    row = judgement_id(one.id, other.id, actor.id)
    return Say(Judgement.table, row, {"pair": pair, **values}, creates=True, about=one.id)


def _append(actor: Officer, kind: str, one: Person, other: Person, statement: Say) -> Entry:
    mention = Say(Judgement.table, statement.id, {}, about=other.id)
    draft = Draft(f"matching.{kind}", one.id, one.post or ledger.EVERYWHERE, [statement, mention])
    return ledger.append(officer=actor.id, drafts=[draft])[0]


def _follow(
    actor: Officer, one: Person, other: Person, reason: str, *, otherwise: bool | None = None
) -> None:
    """Link or part two records as all the verdicts have it.

    Where these decide nothing, `otherwise` says whether they are to be linked; None: as they are.
    """
    standing = Standing.objects.filter(one=one.id, other=other.id, is_supervisors=True).first()
    outcome = standing.outcome if standing else ""
    decided = outcome in {Outcome.SAME, Outcome.DIFFERENT}
    wanted = outcome == Outcome.SAME if decided else otherwise
    linked = _is_linked(one.id, other.id)
    why = reason or _("Compared side by side")
    if wanted is True and not linked:
        link_persons(actor=actor, one=one, other=other, reason=why)
    if wanted is False and linked:
        link = Link.objects.get(pk=link_id(one.id, other.id))
        unlink_persons(actor=actor, link=link, reason=why)


def _is_linked(one: UUID, other: UUID) -> bool:
    rows = Link.objects.filter(pk=link_id(one, other), origin__isnull=False, void_reason="")
    return rows.exists()
