"""What a node of each scope can hold, and what it cannot."""

from os import urandom

import pytest

from akwaba.access.services import console_officer
from akwaba.ledger.acceptance import accept
from akwaba.ledger.exchange.lines import PeerRefused
from akwaba.ledger.models import Attachment, Entry, Peer
from akwaba.ledger.services import erase
from akwaba.registry.models import Household, Person
from tests.exchange.desks import Tablet
from tests.exchange.world import Node, household_ids

JPEG = b"\xff\xd8\xff" + urandom(70_000)


def relocate(node, household, post):
    from akwaba.registry.services.relocating import relocate_household

    row = Household.objects.get(id=household)
    officer = console_officer()
    officer.role = "supervisor"
    officer.posts = [row.post]
    officer.all_posts = False
    return relocate_household(actor=officer, household=row, to_post=post, reason="Site ouvert")


def test_a_household_that_moves_on_takes_its_history_with_it(world):
    pogo, ouangolo, capital = world.posts["pogo"], world.posts["ouangolo"], world.capital
    with pogo:
        stays, _ = pogo.register("pogo")
        goes, (person, *_) = pogo.register("pogo")
        pogo.correct(person, "Awa")
        pogo.meet()
    with ouangolo:
        ouangolo.meet()
    with pogo:
        relocate(pogo, goes, "ouangolodougou")
        pogo.meet()
    with ouangolo:
        ouangolo.meet()
        assert ouangolo.meet().received == 0
        assert Person.objects.get(id=person).name_said == "Awa"
        assert Person.objects.filter(household=goes).count() == 5
    assert household_ids(ouangolo) == {goes: "ouangolodougou"}
    assert household_ids(capital) == {stays: "pogo", goes: "ouangolodougou"}


def test_what_the_new_post_says_afterwards_reaches_the_capital(world):
    pogo, ouangolo = world.posts["pogo"], world.posts["ouangolo"]
    with pogo:
        goes, (person, *_) = pogo.register("pogo")
        relocate(pogo, goes, "ouangolodougou")
        pogo.meet()
    with ouangolo:
        ouangolo.meet()
        ouangolo.correct(person, "Mariam")
        ouangolo.meet(compares=True)
        assert ouangolo.meet(compares=True).differ == 0
    with world.capital:
        assert Person.objects.get(id=person).name_said == "Mariam"


def test_a_household_of_a_tablet_moves_on_too(world):
    pogo, ouangolo = world.posts["pogo"], world.posts["ouangolo"]
    with pogo:
        goes, _header, _parts, wire = Tablet("pogo").registers("pogo")
        accept([wire])
        relocate(pogo, goes, "ouangolodougou")
        pogo.meet()
    with ouangolo:
        ouangolo.meet()
        waiting = Entry.objects.exclude(quarantine="").values_list("kind", "quarantine")
        assert not list(waiting)
    assert household_ids(ouangolo) == {goes: "ouangolodougou"}


def test_a_post_that_is_new_receives_all_that_were_handed_over(world, monkeypatch):
    monkeypatch.setattr("akwaba.ledger.exchange.session.MOST_ROUNDS", 30)
    pogo, ouangolo = world.posts["pogo"], world.posts["ouangolo"]
    with pogo:
        households = {pogo.register("pogo")[0] for _ in range(5)}
        for household in households:
            relocate(pogo, household, "ouangolodougou")
        pogo.meet()
    with ouangolo:
        ouangolo.meet()
    assert household_ids(ouangolo).keys() == households


def test_who_is_erased_at_the_new_post_is_forgotten_at_the_old_one(world):
    pogo, ouangolo = world.posts["pogo"], world.posts["ouangolo"]
    with pogo:
        goes, (person, *_) = pogo.register("pogo")
        relocate(pogo, goes, "ouangolodougou")
        pogo.meet()
    with ouangolo:
        ouangolo.meet()
        erase(officer=console_officer().id, subject=person, reason="asked")
        ouangolo.meet()
    for node in (pogo, world.capital):
        with node:
            if node is pogo:
                node.meet()
            assert not Person.objects.filter(id=person).exclude(origin=None).exists()
            assert not Entry.objects.filter(body__contains="Person 0").exists()


def test_a_partner_agrees_with_the_capital_on_what_is_its_own(world, tmp_path):
    partner = Node(world, "partner", tmp_path / "more")
    world.enrol(partner, [], role=Peer.Role.PARTNER)
    with partner:
        partner.register("pogo")
        partner.meet(compares=True)
        assert partner.meet(compares=True).differ == 0
    partner.close()


def test_a_post_that_serves_one_more_receives_its_people_too(world):
    pogo, ouangolo = world.posts["pogo"], world.posts["ouangolo"]
    with pogo:
        household, _ = pogo.register("pogo")
        pogo.meet()
    with ouangolo:
        ouangolo.meet()
    world.enrol(ouangolo, ["ouangolodougou", "pogo"])
    with ouangolo:
        ouangolo.meet()
    assert household_ids(ouangolo) == {household: "pogo"}


def test_a_partner_holds_no_entry_of_anybody(world, tmp_path):
    partner = Node(world, "partner", tmp_path / "more")
    world.enrol(partner, [], role=Peer.Role.PARTNER)
    with world.posts["pogo"] as pogo:
        pogo.register("pogo")
        pogo.meet()
    with partner:
        partner.meet(compares=True)
        assert not Entry.objects.filter(kind__startswith="registry.").exists()
        assert not Attachment.objects.exists()
    partner.close()


def test_a_post_cannot_speak_for_another_post_nor_as_the_capital(world):
    pogo = world.posts["pogo"]
    with pogo:
        pogo.register("ouangolodougou")
        told = pogo.meet()
        assert pogo.meet().sent == 0
        assert told.sent
        assert pogo.capital().held == 1
    assert household_ids(world.capital) == {}
    with world.capital:
        assert Entry.objects.get(quarantine="not_entitled").kind.endswith("household_registered")


def test_a_revoked_post_receives_nothing_and_what_it_brings_waits(world):
    pogo = world.posts["pogo"]
    with world.capital:
        from akwaba.access.nodes.enrolling import revoke_node

        revoke_node(actor=console_officer(), node=pogo.id, reason="Volé")
    with pogo:
        pogo.register("pogo")
        with pytest.raises(PeerRefused):
            pogo.meet()
        assert pogo.capital().problem == "peer_refused"


def test_photos_follow_the_entries_and_the_people(world):
    from hashlib import sha256

    from django.utils import timezone

    pogo, ouangolo = world.posts["pogo"], world.posts["ouangolo"]
    with pogo:
        goes, (person, *_) = pogo.register("pogo")
        Attachment.objects.create(
            digest=sha256(JPEG).hexdigest(), about=person, media_type="image/jpeg",
            content=JPEG, stored_at=timezone.now(),
        )  # fmt: skip
        assert pogo.meet().photos_sent == 1
        assert pogo.meet().photos_sent == 0
    with world.capital:
        assert bytes(Attachment.objects.get().content) == JPEG
    with ouangolo:
        ouangolo.meet()
        assert not Attachment.objects.exists()
    with pogo:
        relocate(pogo, goes, "ouangolodougou")
        pogo.meet()
    with ouangolo:
        assert ouangolo.meet().photos_received == 1
        assert bytes(Attachment.objects.get().content) == JPEG
