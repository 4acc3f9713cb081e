"""Whom a post can make others trust: it lets in its own, and says nothing of other nodes."""

import pytest

from akwaba.access.entitlement import entitlement
from akwaba.access.models import DeskRecord
from akwaba.access.nodes.enrolling import revoke_node
from akwaba.access.services import console_officer
from akwaba.ledger import keys, services
from akwaba.ledger.acceptance import accept
from akwaba.ledger.exchange.packets import Item
from akwaba.ledger.exchange.taking import take_in
from akwaba.ledger.identity import begin_anew
from akwaba.ledger.ids import uuid7
from akwaba.ledger.judging import wire_of
from akwaba.ledger.models import Device, Entry, Peer
from akwaba.ledger.services import Say
from tests.exchange.desks import Tablet
from tests.exchange.entries import (
    admission_of,
    erasure_of,
    forged,
    is_at_the_capital,
    move,
    next_of_this_node,
    put,
    reasons,
)
from tests.exchange.world import Node, household_ids

REVOKED = {"revocation": {"revoked_at": "2025-11-15T00:00:00+00:00", "revoked_reason": "x"}}


# Admissions


def test_it_lets_nothing_in_ahead_of_time_for_a_stranger(world, pogo, theirs):
    _, (person, *_) = theirs
    entry = uuid7()
    with pogo:
        pogo.append("ledger.entry_admitted", entry, "pogo", [admission_of(entry)])
        pogo.meet()
        say = erasure_of(person)
        put(*forged("ledger.subject_erased", person, "national", [say], entry=str(entry)))
        pogo.meet()
    assert is_at_the_capital(world, person)
    assert reasons(world.capital, id=entry) == ["unknown_device"]


def test_it_lets_in_nothing_that_the_capital_alone_says(world, pogo):
    ouangolo = world.posts["ouangolo"]
    with pogo:
        say = Say(table="access.node", id=ouangolo.id, values=REVOKED)
        tablet = Tablet("pogo")
        made = forged("access.node_revoked", ouangolo.id, "pogo", [say], tablet.id, tablet.key)
        put(*made)
        pogo.meet()
        entry = made[0].id
        pogo.append("ledger.entry_admitted", entry, "pogo", [admission_of(entry)])
        pogo.meet()
    assert reasons(world.capital, id=entry) == ["not_entitled"]


def test_its_supervisor_lets_in_what_its_own_desk_made_too_late(world, pogo):
    with pogo:
        household, header, parts, wire = Tablet("pogo").registers("pogo")
        services.store([services.entry_of(header, wire, "expired_lease")], [(header, parts)])
        pogo.meet()
        assert reasons(world.capital, id=header.id) == ["expired_lease"]
        services.admit(officer=console_officer().id, entry=header.id, scope="pogo", reason="x")
        pogo.meet()
    assert household_ids(world.capital) == {household: "pogo"}


def test_another_post_does_not_let_it_in(world, pogo):
    with pogo:
        _, header, parts, wire = Tablet("pogo").registers("pogo")
        services.store([services.entry_of(header, wire, "expired_lease")], [(header, parts)])
        pogo.meet()
    with world.posts["ouangolo"] as ouangolo:
        scope, say = "ouangolodougou", admission_of(header.id)
        ouangolo.append("ledger.entry_admitted", header.id, scope, [say])
        ouangolo.meet()
    assert reasons(world.capital, id=header.id) == ["expired_lease"]


# Nodes, desks, verdicts


@pytest.mark.parametrize("kind", ["access.node_revoked", "access.desk_changed"])
def test_it_revokes_no_node_by_whatever_kind_of_entry(world, pogo, kind):
    ouangolo = world.posts["ouangolo"]
    with pogo:
        pogo.append(kind, ouangolo.id, "pogo", [Say("access.node", ouangolo.id, REVOKED)])
        pogo.meet()
    with world.capital:
        assert Device.objects.get(pk=ouangolo.id).revoked_at is None


def test_it_enrols_no_desk_of_another_post(world, pogo):
    with pogo:
        tablet = Tablet.__new__(Tablet)
        tablet.id, tablet.key = uuid7(), keys.new_key()
        point = keys.public_bytes(tablet.key).hex()
        facts = {"name": "t", "post": "ouangolodougou", "public_key": point}
        say = Say("access.desk", tablet.id, facts, creates=True)
        pogo.append("access.desk_enrolled", tablet.id, "pogo", [say])
        put(*tablet.registers("ouangolodougou")[1:])
        pogo.meet()
    assert household_ids(world.capital) == {}


def test_it_revokes_no_desk_of_another_post(world, pogo):
    with world.posts["ouangolo"] as ouangolo:
        tablet = Tablet("ouangolodougou")
        ouangolo.meet()
    with pogo:
        pogo.append(
            "access.desk_revoked", tablet.id, "node", [Say("access.desk", tablet.id, REVOKED)]
        )
        pogo.meet()
    with world.capital:
        assert DeskRecord.objects.get(id=tablet.id).revoked_at == ""


def test_a_decoy_under_the_same_id_excuses_nothing(world, pogo, theirs):
    _, (person, *_) = theirs
    entry = str(uuid7())
    with pogo:
        decoy = forged("registry.household_registered", uuid7(), "pogo", [], entry=entry)
        real = next_of_this_node(
            "ledger.subject_erased", person, "national", [erasure_of(person)], entry=entry
        )
    with world.capital:
        items = [Item(decoy[2], ""), Item(real[2], "")]
        take_in(Peer.objects.get(pk=pogo.id), items, entitlement())
    assert is_at_the_capital(world, person)


# Revoked


def test_what_a_revoked_node_made_under_a_second_device_waits_at_every_door(world, pogo):
    with pogo:
        begin_anew()
        pogo.meet()
    with world.capital:
        revoke_node(actor=console_officer(), node=pogo.id, reason="Volé")
    with pogo:
        pogo.register("pogo")
        made = Entry.objects.filter(kind="registry.household_registered")
        wires = [wire_of(entry) for entry in made]
    with world.capital:
        told = accept(wires, entitlement())
    assert {receipt.reason for receipt in told} == {"revoked_device"}
    assert household_ids(world.capital) == {}


def test_a_family_that_a_stolen_laptop_brought_first_comes_in_with_its_tablet(
    world, pogo, tmp_path
):
    with pogo:
        household, header, parts, wire = Tablet("pogo").registers("pogo")
        pogo.meet()
        put(header, parts, wire)
        pogo.export(world.capital.id, tmp_path / "stick")
    with world.capital:
        revoke_node(actor=console_officer(), node=pogo.id, reason="Volé")
        world.capital.take(tmp_path / "stick")
    assert reasons(world.capital, id=header.id) == ["revoked_device"]
    instead = Node(world, "instead", tmp_path / "more")
    world.enrol(instead, ["pogo"])
    with instead:
        instead.meet()
        accept([wire], entitlement())
        instead.meet()
    instead.close()
    assert household_ids(world.capital) == {household: "pogo"}


def test_a_strangers_tablet_is_believed_once_word_of_it_has_come(world, pogo):
    with world.posts["ouangolo"] as ouangolo:
        _, header, _, wire = Tablet("ouangolodougou").registers("ouangolodougou")
        ouangolo.meet()
    with pogo:
        accept([wire], entitlement())
        assert reasons(pogo, id=header.id) == ["unknown_device"]
        pogo.meet()
        pogo.meet(compares=True)
        assert pogo.meet(compares=True).differ == 0
    assert reasons(world.capital, id=header.id) == [""]


# What no row can hold


@pytest.mark.parametrize(
    ("kind", "say"),
    [
        ("registry.household_relocated", move(uuid7(), ["x"], "pogo", "kong")),
        (
            "access.desk_enrolled",
            Say("access.desk", uuid7(), {"post": "pogo", "public_key": "zz"}, creates=True),
        ),
        (
            "access.desk_enrolled",
            Say("access.desk", uuid7(), {"post": "pogo", "public_key": "04ab"}, creates=True),
        ),
    ],
)
def test_what_no_row_can_hold_waits_and_its_neighbours_are_applied(world, pogo, kind, say):
    with pogo:
        tablet = Tablet("pogo")
        pogo.meet()
        _, _, wire = next_of_this_node(kind, say.about or say.id, "pogo", [say])
        household, _, _, neighbour = tablet.registers("pogo")
    with world.capital:
        told = accept([wire, neighbour], entitlement())
    assert [receipt.reason for receipt in told] == ["unfit", ""]
    assert household_ids(world.capital) == {household: "pogo"}
