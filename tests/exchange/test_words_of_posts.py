"""What a post may say: of its own people alone, whoever it says it for."""

from dataclasses import replace

import pytest

from akwaba.access.entitlement import entitlement
from akwaba.access.models import NodeRecord
from akwaba.access.nodes.enrolling import revoke_node
from akwaba.access.services import console_officer
from akwaba.ledger import laws, services
from akwaba.ledger.acceptance import accept
from akwaba.ledger.identity import begin_anew
from akwaba.ledger.ids import uuid7
from akwaba.ledger.models import Device, Entry, Handed, Peer
from akwaba.ledger.services import Say
from akwaba.matching.verdicts import judgement_id
from akwaba.registry.models import Person
from tests.exchange.desks import Tablet
from tests.exchange.entries import (
    forged,
    is_at_the_capital,
    move,
    next_of_this_node,
    put,
    reasons,
)
from tests.exchange.test_scopes import relocate
from tests.exchange.world import Node, household_ids

# Of other posts' people


@pytest.mark.parametrize("scope", ["pogo", "national", "node"])
def test_it_corrects_nobody_of_another_post(world, pogo, theirs, scope):
    _, (person, *_) = theirs
    with pogo:
        say = Say("registry.person", person, {"name_said": "Else"})
        entry = pogo.append("registry.person_corrected", person, scope, [say])
        pogo.meet()
    assert reasons(world.capital, id=entry.id) == ["not_entitled"]
    with world.capital:
        assert Person.objects.get(id=person).name_said == "Person 0"


def test_what_it_vouches_for_of_a_tablet_is_of_its_own_people_too(world, pogo, theirs):
    _, (person, *_) = theirs
    with pogo:
        tablet = Tablet("pogo")
        say = Say("registry.person", person, {"photo": "ab" * 32})
        made = forged("registry.photo_taken", person, "pogo", [say], tablet.id, tablet.key)
        put(*made)
        pogo.meet()
    assert reasons(world.capital, id=made[0].id) == ["not_entitled"]


def test_it_does_not_stand_in_the_history_of_others(world, pogo, theirs):
    """Nor as if what it said of them had been erased."""
    _, (person, *_) = theirs
    with pogo:
        household, _ = pogo.register("pogo")
        pogo.meet()
        says = [Say("registry.household", household, {}), Say("registry.person", person, {})]
        _, (first, second), wire = next_of_this_node(
            "registry.household_corrected", household, "pogo", says
        )
        erased = laws.write_body([first, replace(second, facts=None)])
    with world.capital:
        told = accept([replace(wire, body=erased)], entitlement())
    assert [receipt.reason for receipt in told] == ["not_entitled"]


def test_it_files_nobody_at_another_post(world, pogo):
    with pogo:
        for scope in ("national", "pogo"):
            household = uuid7()
            values = {"post": "ouangolodougou", "source": "desk"}
            say = Say("registry.household", household, values, creates=True)
            pogo.append("registry.household_registered", household, scope, [say])
        pogo.meet()
    assert household_ids(world.capital) == {}


def test_a_partner_says_nothing_of_anybody(world, tmp_path):
    partner = Node(world, "partner", tmp_path / "more")
    world.enrol(partner, [], role=Peer.Role.PARTNER)
    with partner:
        household = uuid7()
        say = Say("registry.household", household, {"post": "pogo", "source": "desk"}, creates=True)
        partner.append("registry.household_registered", household, "national", [say])
        partner.meet()
    partner.close()
    assert household_ids(world.capital) == {}


def test_it_fetches_no_household_of_another_post(world, pogo, theirs):
    household, people = theirs
    with pogo:
        say = move(household, people, "ouangolodougou", "pogo")
        pogo.append("registry.household_relocated", household, "pogo", [say])
        pogo.meet()
        pogo.meet()
        assert not Person.objects.exists()
    with world.capital:
        assert not Handed.objects.exists()


@pytest.mark.parametrize("kind", ["registry.household_relocated", "registry.person_corrected"])
def test_it_does_not_fetch_back_whom_it_handed_over(world, pogo, kind):
    with pogo:
        household, people = pogo.register("pogo")
        relocate(pogo, household, "ouangolodougou")
        pogo.meet()
        entry = pogo.append(kind, household, "pogo", [move(household, people, "x", "pogo")])
        pogo.meet()
    assert reasons(world.capital, id=entry.id) == ["not_entitled"]


def test_who_moved_on_by_the_capital_is_still_corrected_by_whom_word_had_not_reached(world, pogo):
    with pogo:
        household, (person, *_) = pogo.register("pogo")
        pogo.meet()
    with world.capital:
        relocate(world.capital, household, "ouangolodougou")
    with pogo:
        pogo.correct(person, "Awa")
        pogo.meet()
    with world.capital:
        assert Person.objects.get(id=person).name_said == "Awa"


def test_what_came_before_the_word_that_they_moved_on_is_applied_with_it(world, pogo):
    """The capital is put back to an older copy; the new post meets it first, and brings both."""
    ouangolo = world.posts["ouangolo"]
    with pogo:
        household, (person, *_) = pogo.register("pogo")
        pogo.meet()
    with world.capital:
        copy = world.capital.snapshot()
    with pogo:
        relocate(pogo, household, "ouangolodougou")
        pogo.meet()
    with ouangolo:
        ouangolo.meet()
        entry = ouangolo.correct(person, "Awa")
    world.capital.put_back(copy)
    with world.capital:
        begin_anew()
    with ouangolo:
        ouangolo.meet()
    assert reasons(world.capital, id=entry.id) == [""]
    with world.capital:
        kinds = list(Entry.objects.order_by("position").values_list("kind", flat=True))
    moved, corrected = "registry.household_relocated", "registry.person_corrected"
    assert kinds.index(corrected) < kinds.index(moved)  # it waited until the word came


def test_it_may_say_whether_its_own_person_is_one_of_another_post(world, pogo, theirs):
    _, (other, *_) = theirs
    with pogo:
        _, (one, *_) = pogo.register("pogo")
        first, second = sorted((one, other))
        pair = {"one": str(first), "other": str(second), "judge": None}
        row = judgement_id(first, second, None)
        values = {"pair": pair, "verdict": "different"}
        say = Say("matching.judgement", row, values, creates=True, about=first)
        entry = pogo.append("matching.pair_judged", one, "pogo", [say])
        pogo.meet()
    assert reasons(world.capital, id=entry.id) == [""]


# Erasures


def test_it_erases_no_node_and_can_still_be_revoked(world, pogo):
    ouangolo = world.posts["ouangolo"]
    with pogo:
        for node in (pogo, ouangolo, world.capital):
            services.erase(officer=console_officer().id, subject=node.id, reason="x")
        pogo.meet()
    with world.capital:
        assert NodeRecord.objects.filter(id__in=[pogo.id, ouangolo.id], origin=None).count() == 0
        revoke_node(actor=console_officer(), node=pogo.id, reason="Volé")
        assert Device.objects.get(pk=pogo.id).revoked_at


def test_it_erases_no_node_by_registering_it_as_a_person_first(world, pogo):
    with pogo:
        say = Say("registry.person", pogo.id, {"post": "pogo", "name_said": "A"}, creates=True)
        pogo.append("registry.people_added", pogo.id, "pogo", [say])
        pogo.meet()
        services.erase(officer=console_officer().id, subject=pogo.id, reason="x")
        pogo.meet()
    assert reasons(world.capital, kind="ledger.subject_erased") == ["not_entitled"]


def test_it_erases_nobody_before_they_come(world, pogo):
    with world.posts["ouangolo"] as ouangolo:
        _, (person, *_) = ouangolo.register("ouangolodougou")
    with pogo:
        services.erase(officer=console_officer().id, subject=person, reason="x")
        pogo.meet()
    with ouangolo:
        ouangolo.meet()
    assert is_at_the_capital(world, person)


def test_its_own_person_is_erased_although_both_come_in_one_batch(world, pogo):
    with pogo:
        _, (person, *_) = pogo.register("pogo")
        services.erase(officer=console_officer().id, subject=person, reason="asked")
        pogo.meet()
    assert not is_at_the_capital(world, person)
    assert reasons(world.capital, kind="ledger.subject_erased") == [""]
