"""The whole register compared: what waits afterwards, and what a run leaves alone."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from akwaba.ledger.models import Entry, Mention
from akwaba.ledger.services import rebuild
from akwaba.matching import running
from akwaba.matching.models import Proposal, Run
from akwaba.matching.running import one_run, run
from akwaba.matching.waiting import pairs_to_compare
from akwaba.registry import services as registry
from tests.matching.pairs.pairs_cast import family, members, neighbours, says

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts", "village", "never_twice")]


@pytest.fixture
def never_twice(monkeypatch):
    monkeypatch.setattr("akwaba.matching.models.is_looked_at_twice", lambda *_pair: False)


@pytest.fixture
def village(awa, facts, settings, tmp_path):
    settings.AKWABA_HOME = str(tmp_path)
    neighbours(awa)


def pairs():
    return set(Proposal.objects.values_list("one", "other"))


def pair(one, other):
    return tuple(sorted((one.id, other.id)))


def test_a_family_that_came_twice_waits(soro, traore, again):
    done = run()
    assert {pair(one, other) for one, other in zip(traore, again, strict=True)} <= pairs()
    assert (done.persons, done.proposed, done.is_new) == (78, len(pairs()), True)
    assert pairs_to_compare(soro) == len(pairs())
    found = Proposal.objects.get(
        one=pair(traore[0], again[0])[0], other=pair(traore[0], again[0])[1]
    )
    assert 0 < found.probability <= 1
    assert len(found.evidence) == 32
    assert found.stake > found.probability * 2, "a family of three, both here"


def test_nothing_new_is_not_compared_again(traore, again):
    run()
    before = list(Proposal.objects.values())
    assert not run().is_new
    assert (list(Proposal.objects.values()), Run.objects.count()) == (before, 1)


def test_only_pairs_of_somebody_new_are_written(awa, traore, again):
    run()
    kept = {row.pk for row in Proposal.objects.all()}
    third = members(family(awa, "Mariam Koulibali", "Issa Traore"))
    run()
    assert kept & {row.pk for row in Proposal.objects.all()} == kept
    assert any({one.id for one in third} & set(ends) for ends in pairs())
    run(whole=True)
    assert kept.isdisjoint({row.pk for row in Proposal.objects.all()})


def test_those_whose_entry_waited_and_is_applied_late_are_compared(traore, again):
    late = Mention.objects.filter(subject=again[0].id).values("entry_position")
    entries = Entry.objects.filter(position__in=late)
    entries.update(quarantine="not_entitled")
    rebuild()
    run()
    assert pair(traore[0], again[0]) not in pairs()
    entries.update(quarantine="")
    rebuild()
    assert run().is_new
    assert pair(traore[0], again[0]) in pairs()


def test_what_was_linked_or_decided_is_not_proposed(soro, traore, again):
    says(soro, traore[0], again[0], "same")
    says(soro, traore[1], again[1], "different")
    run()
    assert pair(traore[0], again[0]) not in pairs()
    assert pair(traore[1], again[1]) not in pairs()
    assert pair(traore[2], again[2]) in pairs()


def test_decided_on_other_facts_is_proposed_again(soro, awa, traore, again):
    says(soro, traore[1], again[1], "different")
    run()
    registry.correct(actor=awa, row=again[1], values={"father": "Siaka"})
    run()
    assert pair(traore[1], again[1]) in pairs()
    assert pair(traore[1], again[1]) in {one for one in pairs() if pairs_to_compare(soro)}


def test_the_struck_out_are_not_compared(awa, traore, again):
    run()
    registry.void_person(actor=awa, person=again[0], reason="deux fois")
    run()
    assert not any(again[0].id in ends for ends in pairs())


def test_a_run_that_was_broken_off_leaves_what_was_there(traore, again, monkeypatch):
    run()
    before = pairs()

    def fail(*_values):
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "stakes_of", fail)
    with pytest.raises(KeyboardInterrupt):
        run(whole=True)
    assert pairs() == before
    monkeypatch.undo()
    assert run(whole=True).is_new
    assert Run.objects.filter(ended_at=None).count() == 0


def test_two_runs_never_work_at_once(traore):
    with one_run(), pytest.raises(CommandError, match=r"comparaison est en cours|under way"):
        call_command("match", "run")


def test_the_command_says_what_it_did(traore, again, capsys):
    call_command("match", "run")
    told = capsys.readouterr().out
    assert "78" in told
    call_command("match", "run")
    assert capsys.readouterr().out.strip()


def test_an_empty_register_is_compared(db):
    from akwaba.registry.models import Person

    Person.objects.all().delete()
    assert run().proposed == 0
