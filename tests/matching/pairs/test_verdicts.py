"""What findings amount to: whatever their order, whoever saw whom."""

from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from hypothesis import given
from hypothesis import strategies as st

from akwaba.matching.verdicts import (
    SECOND_LOOK_ONE_IN,
    Finding,
    Outcome,
    is_looked_at_twice,
    judgement_id,
    ordered,
    summary,
)

SORO, KONATE, AWA = UUID(int=1), UUID(int=2), UUID(int=3)


def finding(judge, *verdicts, entry="", clerk=False, seen=(), evidence="e1", made_at="1", **more):
    return Finding(
        judge=judge,
        verdicts=frozenset(verdicts),
        is_supervisors=not clerk,
        evidence=evidence,
        entries=frozenset([entry or f"entry of {judge}"]),
        seen=frozenset(seen),
        blind=more.get("blind", verdicts[0] if not seen else ""),
        made_at=made_at,
    )


def outcome(*findings):
    return summary(findings).outcome


def test_nobody_says_anything():
    assert summary([]) is None


def test_one_supervisor_decides():
    found = summary([finding(SORO, "same")])
    assert (found.outcome, found.judges, found.agreed) == (Outcome.SAME, {SORO}, None)


def test_a_supervisor_stands_over_clerks():
    assert outcome(finding(AWA, "same", clerk=True), finding(SORO, "different")) == "different"


def test_two_clerks_who_differ_wait():
    clerks = [finding(AWA, "same", clerk=True), finding(None, "different", clerk=True)]
    assert outcome(*clerks) == Outcome.DIFFER


def test_two_supervisors_differ_until_one_has_seen_both():
    apart = [finding(SORO, "same"), finding(KONATE, "different")]
    assert outcome(*apart) == Outcome.DIFFER
    assert summary(apart).agreed is False
    seen = [entry for one in apart for entry in one.entries]
    settled = [*apart, finding(AWA, "same", seen=seen)]
    assert (outcome(*settled), summary(settled).agreed) == (Outcome.SAME, False)


def test_an_officer_who_said_otherwise_on_two_devices_waits():
    assert outcome(finding(SORO, "same", "different")) == Outcome.DIFFER


def test_what_was_found_on_other_facts_counts_no_longer():
    old = finding(SORO, "different", evidence="e1", made_at="1")
    new = finding(KONATE, "same", evidence="e2", made_at="2")
    found = summary([old, new])
    assert (found.outcome, found.evidence, found.judges) == (Outcome.SAME, "e2", {KONATE})


def test_later_waits_beside_nothing_else_and_yields_to_a_verdict():
    assert outcome(finding(SORO, "later")) == Outcome.LATER
    assert outcome(finding(SORO, "later"), finding(KONATE, "same")) == Outcome.SAME


FINDINGS = st.lists(
    st.builds(
        finding,
        st.sampled_from([SORO, KONATE, AWA]),
        st.sampled_from(["same", "different", "later"]),
        entry=st.sampled_from(["a", "b", "c"]),
        clerk=st.booleans(),
        seen=st.lists(st.sampled_from(["a", "b", "c"]), max_size=2),
        evidence=st.sampled_from(["", "e1", "e2"]),
        made_at=st.sampled_from(["1", "2"]),
    ),
    max_size=4,
    unique_by=(lambda one: one.judge, lambda one: one.entries),
)


@given(FINDINGS, st.data())
def test_the_order_of_findings_does_not_matter(findings, data):
    assert summary(data.draw(st.permutations(findings))) == summary(findings)


def test_the_row_of_a_verdict_is_the_same_on_every_device():
    one, other = uuid4(), uuid4()
    assert judgement_id(one, other, SORO) == judgement_id(other, one, SORO)
    assert len({judgement_id(one, other, who) for who in (SORO, KONATE, None)}) == 3


def test_a_desk_makes_the_same_row():
    """As akwaba/desk/app/facts/alike.js does."""
    one, other = sorted([uuid4(), uuid4()])
    assert judgement_id(other, one) == uuid5(NAMESPACE_OID, f"judgement {one} {other}")
    assert ordered(other, one) == (one, other)


def test_about_one_pair_in_twenty_is_looked_at_twice():
    drawn = sum(is_looked_at_twice(UUID(int=at), UUID(int=at + 1)) for at in range(4000))
    assert 0.7 < drawn * SECOND_LOOK_ONE_IN / 4000 < 1.3
    assert is_looked_at_twice(UUID(int=1), UUID(int=2)) == is_looked_at_twice(
        UUID(int=2), UUID(int=1)
    )
