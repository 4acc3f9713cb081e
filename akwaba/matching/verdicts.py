"""What several officers' comparisons of one pair amount to; no framework.

Whoever judges names the findings that lay before them (`seen`): theirs then stands over those.
Two that did not know of each other and say otherwise leave the pair differing, until somebody
settles it with both in sight. What was found on other facts than the latest counts no longer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from uuid import NAMESPACE_OID, UUID, uuid5

SECOND_LOOK_ONE_IN = 20
"""Of the pairs that were settled, so many get a second look by somebody else: 5 % shows within
some hundred pairs how far two officers agree, and costs one decision in twenty."""


class Outcome(StrEnum):
    """What is known of a pair."""

    SAME = "same"
    DIFFERENT = "different"
    LATER = "later"
    """Somebody asks that another officer look at it."""
    DIFFER = "differ"
    """Two officers say otherwise."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one officer says of a pair."""

    judge: UUID | None
    """None for what came from a desk."""
    verdicts: frozenset[str]
    """More than one where the same officer said otherwise on two devices apart."""
    is_supervisors: bool
    evidence: str
    """Empty where nobody worked it out: it then holds for whatever the records say."""
    entries: frozenset[str]
    """The entries that say it."""
    seen: frozenset[str]
    """Entries of others that lay before the officer."""
    blind: str
    """The verdict that was given before any other was seen; empty where there was none."""
    made_at: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A pair as all findings leave it."""

    outcome: Outcome
    is_supervisors: bool
    evidence: str
    judges: frozenset[UUID]
    """The supervisors whose word it rests on."""
    agreed: bool | None
    """Whether those who judged apart said the same; None where fewer than two did."""


def ordered(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """The pair in the one order in which it is written: the smaller id first."""
    return (one, other) if one < other else (other, one)


def judgement_id(one: UUID, other: UUID, judge: UUID | None = None) -> UUID:
    """The one row in which an officer says what they think of a pair, on whatever device."""
    first, second = ordered(one, other)
    return uuid5(NAMESPACE_OID, f"judgement {first} {second}" + (f" {judge}" if judge else ""))


def is_looked_at_twice(one: UUID, other: UUID) -> bool:
    """Whether the pair is of the sample for a second look: the same on every node, at any time."""
    first, second = ordered(one, other)
    drawn = sha256(f"second look {first} {second}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") % SECOND_LOOK_ONE_IN == 0


def summary(findings: Sequence[Finding]) -> Summary | None:
    """What they amount to; None where nobody says anything. Their order does not matter.

    A supervisor's word stands over those of clerks.
    """
    latest = _on_latest_evidence(findings)
    if not latest:
        return None
    supervisors = [finding for finding in latest if finding.is_supervisors]
    heads = _not_overruled(supervisors or latest)
    said = frozenset(verdict for head in heads for verdict in head.verdicts)
    evidence = next((head.evidence for head in _latest_first(heads) if head.evidence), "")
    return Summary(
        outcome=_outcome(said),
        is_supervisors=bool(supervisors),
        evidence=evidence,
        judges=frozenset(finding.judge for finding in supervisors if finding.judge),
        agreed=_agreed(supervisors),
    )


def _outcome(said: frozenset[str]) -> Outcome:
    decided = said & {Outcome.SAME, Outcome.DIFFERENT}
    if len(decided) > 1:
        return Outcome.DIFFER
    return Outcome(next(iter(decided))) if decided else Outcome.LATER


def _latest_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: (one.made_at, sorted(one.entries)), reverse=True)


def _on_latest_evidence(findings: Sequence[Finding]) -> list[Finding]:
    """Those made on the facts of the latest one, and those of whose facts nothing is known."""
    dated = [finding for finding in _latest_first(findings) if finding.evidence]
    return [
        finding
        for finding in findings
        if finding.evidence in {"", dated[0].evidence if dated else ""}
    ]


def _not_overruled(findings: Sequence[Finding]) -> list[Finding]:
    return [
        finding
        for finding in findings
        if not any(finding.entries <= other.seen for other in findings if other is not finding)
    ]


def _agreed(findings: Sequence[Finding]) -> bool | None:
    apart = [finding.blind for finding in findings if finding.blind and finding.judge]
    decided = [verdict for verdict in apart if verdict != Outcome.LATER]
    return len(set(decided)) == 1 if len(decided) > 1 else None
