"""What officers find when they compare two records, and what follows from it."""

from datetime import date

import pytest

from akwaba.ledger.models import Entry
from akwaba.matching import services
from akwaba.matching.models import Judgement, Standing
from akwaba.matching.refusals import NotOneToOne, RecordsChanged, SameHousehold, VerdictUnknown
from akwaba.matching.services.judging import Found
from akwaba.registry import counts
from akwaba.registry import services as registry
from akwaba.registry.models import Link, Person
from akwaba.registry.problems import NotYourPost, NotYourTask, SamePerson
from tests.cast import officer
from tests.matching.pairs.pairs_cast import (
    counts_as_one,
    family,
    judgement_of,
    members,
    proposed,
    says,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql, pytest.mark.usefixtures("facts")]

DAY = date(2030, 1, 1)


def outcome(one, other):
    first, second = sorted([one.id, other.id])
    return Standing.objects.get(one=first, other=second).outcome


def test_a_supervisor_who_says_same_links_in_one_go(soro, traore, again):
    before = Entry.objects.count()
    entry = says(soro, traore[0], again[0], "same")
    assert entry.kind == "matching.pair_judged"
    assert [one.kind for one in Entry.objects.order_by("position")[before:]] == [
        "matching.pair_judged",
        "registry.persons_linked",
    ]
    assert counts_as_one(traore[0], again[0])


def test_where_the_link_cannot_be_made_nothing_is_said(soro, traore, again, monkeypatch):
    def refuse(**_values):
        raise NotYourTask

    monkeypatch.setattr("akwaba.matching.services.judging.link_persons", refuse)
    before = Entry.objects.count()
    with pytest.raises(NotYourTask):
        says(soro, traore[0], again[0], "same")
    assert (Entry.objects.count(), Judgement.objects.count()) == (before, 0)


def test_two_people_are_not_linked(soro, traore, again):
    says(soro, traore[0], again[0], "different")
    assert not Link.objects.exists()
    assert outcome(traore[0], again[0]) == "different"


def test_a_clerk_links_nobody(awa, traore, again):
    says(awa, traore[0], again[0], "same")
    assert judgement_of(awa, traore[0], again[0]).level == "clerk"
    assert not Link.objects.exists()


def test_what_lay_before_the_officer_is_kept(soro, traore, again):
    proposed(traore[0], again[0], probability=0.87)
    says(soro, again[0], traore[0], "different")
    found = judgement_of(soro, traore[0], again[0])
    assert (found.said, found.level, len(found.evidence)) == (870, "supervisor", 32)
    assert found.one < found.other


def test_who_registers_nobody_judges_nobody(yeo, kone, bamba, traore, again):
    for other in (yeo, kone, bamba):
        with pytest.raises(NotYourTask):
            says(other, traore[0], again[0], "same")


def test_a_supervisor_of_one_post_alone_does_not_judge_across_posts(soro, awa, traore):
    far = officer("far", "Far", "clerk", posts=["tengrela"])
    there = members(family(far, "Mariam Coulibaly", post="tengrela"))
    with pytest.raises(NotYourPost):
        says(soro, traore[0], there[0], "same")


def test_nobody_is_compared_with_themselves_or_within_a_household(soro, traore):
    with pytest.raises(SamePerson):
        says(soro, traore[0], traore[0], "same")
    with pytest.raises(SameHousehold):
        says(soro, traore[0], traore[1], "same")
    with pytest.raises(VerdictUnknown):
        says(soro, traore[0], traore[1], "perhaps")


def test_a_verdict_is_given_on_what_was_shown(soro, awa, traore, again):
    with pytest.raises(RecordsChanged):
        says(soro, traore[0], again[0], "same", evidence="0" * 32)
    assert not Judgement.objects.exists()


def test_a_second_press_is_no_second_act(soro, traore, again):
    first = says(soro, traore[0], again[0], "same")
    entries = Entry.objects.count()
    assert says(soro, traore[0], again[0], "same").id == first.id
    assert Entry.objects.count() == entries


def test_a_changed_mind_parts_what_it_linked(soro, traore, again):
    says(soro, traore[0], again[0], "same")
    says(soro, traore[0], again[0], "different")
    assert not counts_as_one(traore[0], again[0])
    says(soro, traore[0], again[0], "same")
    assert counts_as_one(traore[0], again[0])
    says(soro, traore[0], again[0], "later")
    assert not counts_as_one(traore[0], again[0])


def test_taking_it_back_parts_them_and_figures_are_as_before(soro, traore, again):
    def figures():
        return counts.present(as_of=DAY), counts.arrivals(as_of=DAY)

    before, people = figures(), list(Person.objects.order_by("id").values())
    says(soro, traore[0], again[0], "same")
    assert sum(counts.present(as_of=DAY).values()) == 5
    services.withdraw(actor=soro, judgement=judgement_of(soro, traore[0], again[0]))
    assert figures() == before
    assert list(Person.objects.order_by("id").values()) == people
    assert not Standing.objects.exists()


def test_whoever_took_it_back_may_judge_again(soro, traore, again):
    says(soro, traore[0], again[0], "same")
    services.withdraw(actor=soro, judgement=judgement_of(soro, traore[0], again[0]))
    says(soro, traore[0], again[0], "same")
    assert counts_as_one(traore[0], again[0])


def test_two_who_differ_change_nothing_until_one_settles_in_sight_of_both(
    soro, konate, toure, traore, again
):
    one, other = traore[0], again[0]
    first = says(soro, one, other, "same")
    second = says(konate, one, other, "different")
    assert (outcome(one, other), counts_as_one(one, other)) == ("differ", True)
    says(toure, one, other, "different", seen=[str(first.id), str(second.id)])
    assert (outcome(one, other), counts_as_one(one, other)) == ("different", False)
    services.withdraw(actor=toure, judgement=judgement_of(toure, one, other))
    assert (outcome(one, other), counts_as_one(one, other)) == ("differ", True)


def test_a_clerk_takes_back_what_is_theirs_alone(awa, soro, traore, again):
    says(awa, traore[0], again[0], "same")
    says(soro, traore[1], again[1], "same")
    with pytest.raises(NotYourTask):
        services.withdraw(actor=awa, judgement=judgement_of(soro, traore[1], again[1]))
    services.withdraw(actor=awa, judgement=judgement_of(awa, traore[0], again[0]))
    assert counts_as_one(traore[1], again[1])


def test_a_family_is_judged_in_one_go(soro, traore, again):
    found = [Found(one, other, "same") for one, other in zip(traore, again, strict=True)]
    services.judge_family(actor=soro, found=found)
    assert sum(counts.present(as_of=DAY).values()) == 3


def test_nobody_is_two_of_the_other_family(soro, traore, again):
    found = [Found(traore[0], again[0], "same"), Found(traore[0], again[1], "same")]
    with pytest.raises(NotOneToOne):
        services.judge_family(actor=soro, found=found)
    assert not Judgement.objects.exists()


def test_other_facts_are_other_evidence(soro, awa, traore, again):
    one, other = traore[0], again[0]
    says(soro, one, other, "different")
    before = judgement_of(soro, one, other).evidence
    registry.correct(actor=awa, row=other, values={"mother": "Fanta Koné"})
    other.refresh_from_db()
    says(soro, one, other, "same")
    assert judgement_of(soro, one, other).evidence != before
    assert counts_as_one(one, other)


def test_a_judgement_stands_in_the_history_of_both(client, soro, traore, again):
    says(soro, traore[0], again[0], "same")
    client.force_login(soro)
    for person in (traore[0], again[0]):
        told = [event.what for event in client.get(f"/persons/{person.id}/").context["events"]]
        assert told[:2] == ["Fiches reliées : une seule personne", "Deux fiches comparées"]


def test_who_was_erased_is_judged_no_more(toure, traore, again):
    says(toure, traore[0], again[0], "same")
    registry.erase_person(actor=toure, person=traore[0], reason="demande")
    for found in Judgement.objects.all():
        with pytest.raises(Exception, match=r".+"):
            services.withdraw(actor=toure, judgement=found)
