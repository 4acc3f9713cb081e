"""Which pairs wait for whom, and in which order."""

import pytest

from akwaba.ledger.acceptance import accept
from akwaba.ledger.services import Say
from akwaba.matching import services
from akwaba.matching.models import Proposal
from akwaba.matching.telling import evidence_of
from akwaba.matching.verdicts import is_looked_at_twice, judgement_id
from akwaba.matching.waiting import Why, agreement_for, families, pairs_to_compare, queue_for
from akwaba.registry import services as registry
from tests.cast import officer
from tests.matching.pairs.pairs_cast import (
    family,
    judgement_of,
    members,
    new_person,
    proposed,
    says,
)
from tests.registry.disputes_cast import tablet

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql, pytest.mark.usefixtures("facts")]


@pytest.fixture
def never_twice(monkeypatch):
    """No pair is drawn for a second look: which are follows from their ids."""
    monkeypatch.setattr("akwaba.matching.models.is_looked_at_twice", lambda *_pair: False)


@pytest.fixture
def always_twice(monkeypatch):
    monkeypatch.setattr("akwaba.matching.models.is_looked_at_twice", lambda *_pair: True)


def waits(actor):
    found = [pair.key for pair in queue_for(actor)]
    assert len(found) == pairs_to_compare(actor)
    return found


def pair(one, other):
    return tuple(sorted((one.id, other.id)))


def propose(one, other, **facts):
    proposed(one, other, evidence=evidence_of(one, other), **facts)


pytestmark.append(pytest.mark.usefixtures("never_twice"))


def test_what_a_run_proposes_waits_until_it_is_decided(soro, traore, again):
    propose(traore[0], again[0])
    propose(traore[1], again[1])
    assert set(waits(soro)) == {pair(traore[0], again[0]), pair(traore[1], again[1])}
    says(soro, traore[0], again[0], "different")
    says(soro, traore[1], again[1], "same")
    assert waits(soro) == []


def test_a_decided_pair_is_asked_again_only_on_other_evidence(soro, awa, traore, again):
    propose(traore[0], again[0])
    says(soro, traore[0], again[0], "different")
    registry.correct(actor=awa, row=again[0], values={"mother": "Fanta Koné"})
    again[0].refresh_from_db()
    assert waits(soro) == []  # until a run has compared them again
    traore[0].refresh_from_db()
    Proposal.objects.update(evidence=evidence_of(traore[0], again[0]))
    assert waits(soro) == [pair(traore[0], again[0])]


def test_linked_by_whatever_way_is_not_asked(soro, awa, traore, again):
    third = members(family(awa, "Maryam Coulibali"))[0]
    propose(traore[0], third)
    for one, other in ((traore[0], again[0]), (again[0], third)):
        registry.link_persons(actor=soro, one=one, other=other, reason="vue")
    assert waits(soro) == []


def test_what_a_clerk_says_is_the_same_waits_for_a_supervisor(soro, awa, traore, again):
    says(awa, traore[0], again[0], "same")
    says(awa, traore[1], again[1], "later")
    says(awa, traore[2], again[2], "different")
    assert len(waits(soro)) == 2
    assert {one.why for one in queue_for(soro)} == {Why.ASKED}


def test_a_clerk_waves_off_what_is_unlikely_only(soro, awa, traore, again):
    propose(traore[0], again[0], band="look")
    propose(traore[1], again[1], band="almost_surely")
    says(awa, traore[0], again[0], "different")
    says(awa, traore[1], again[1], "different")
    assert waits(soro) == [pair(traore[1], again[1])]


def test_two_who_differ_wait_although_linked(soro, konate, traore, again):
    says(soro, traore[0], again[0], "same")
    says(konate, traore[0], again[0], "different")
    assert [one.why for one in queue_for(soro)] == [Why.DIFFER]
    assert waits(soro) == [pair(traore[0], again[0])]


def test_later_waits_for_another_officer(soro, konate, traore, again):
    propose(traore[0], again[0])
    says(soro, traore[0], again[0], "later")
    assert pairs_to_compare(soro) == 0
    assert [one.is_put_off for one in queue_for(soro)] == [True]
    assert waits(konate) == [pair(traore[0], again[0])]


def test_nobody_is_asked_about_people_of_other_posts(soro, toure, yeo, kone, traore):
    far = officer("far", "Far", "clerk", posts=["tengrela"])
    there = members(family(far, "Mariam Coulibaly", post="tengrela"))[0]
    propose(traore[0], there)
    assert waits(soro) == []
    assert waits(toure) == [pair(traore[0], there)]
    for other in (yeo, kone):
        assert (pairs_to_compare(other), queue_for(other)) == (0, [])


def test_the_struck_out_are_compared_no_more(soro, awa, traore, again):
    propose(traore[0], again[0])
    registry.void_person(actor=awa, person=again[0], reason="deux fois")
    assert waits(soro) == []


def test_families_stand_together_the_dearest_first(soro, awa, traore, again):
    lone = [members(family(awa, new_person("Bakary Sanogo")))[0] for _ in range(2)]
    propose(*lone, probability=0.99, stake=2.0)
    propose(traore[0], again[0], probability=0.9, stake=5.0)
    propose(traore[1], again[1], probability=0.3, stake=1.0)
    assert waits(soro)[-1] == pair(*lone)
    assert [len(group) for group in families(queue_for(soro))] == [2, 1]


def test_a_sample_goes_to_another_supervisor(soro, konate, traore, again, always_twice):
    says(soro, traore[0], again[0], "same")
    assert waits(soro) == []
    assert [one.why for one in queue_for(konate)] == [Why.SECOND]
    says(konate, traore[0], again[0], "same")
    assert waits(konate) == []
    assert (agreement_for(soro).pairs, agreement_for(soro).agreed) == (1, 1)


def test_disagreement_stays_counted_when_one_settles_it(soro, konate, traore, again):
    first = says(soro, traore[0], again[0], "same")
    says(konate, traore[0], again[0], "different")
    says(konate, traore[0], again[0], "same", seen=[str(first.id)])
    assert waits(soro) == []
    assert (agreement_for(soro).pairs, agreement_for(soro).agreed) == (1, 0)


def test_the_queue_takes_back_what_was_withdrawn(soro, traore, again):
    propose(traore[0], again[0])
    says(soro, traore[0], again[0], "same")
    services.withdraw(actor=soro, judgement=judgement_of(soro, traore[0], again[0]))
    assert waits(soro) == [pair(traore[0], again[0])]


def test_which_pairs_are_drawn_is_the_same_everywhere(traore, again):
    one, other = traore[0].id, again[0].id
    assert is_looked_at_twice(one, other) == is_looked_at_twice(other, one)


def test_the_count_is_one_query(soro, traore, again, django_assert_num_queries):
    propose(traore[0], again[0])
    with django_assert_num_queries(1):
        assert pairs_to_compare(soro) == 1


def test_what_a_desk_wrote_waits_as_well(soro, traore, again):
    """As akwaba/desk/app/facts/alike.js writes it: without evidence, one row a pair."""
    one, other = pair(traore[0], again[0])
    values = {"verdict": "same", "level": "clerk", "said": 910}
    said = Say(
        "matching.judgement",
        judgement_id(one, other),
        {"pair": {"one": str(one), "other": str(other)}, **values},
        creates=True,
        about=one,
    )
    accept([tablet().make(said, kind="matching.pair_judged", subject=one)])
    assert waits(soro) == [(one, other)]
    says(soro, traore[0], again[0], "same")
    assert waits(soro) == []
