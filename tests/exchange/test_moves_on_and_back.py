"""Who may hold what changes: families move on and back, posts are given and taken away."""

import os
from hashlib import sha256

import pytest

from akwaba.access.entitlement import entitlement
from akwaba.access.nodes import cards, enrolling
from akwaba.access.services import console_officer
from akwaba.ledger import envelope
from akwaba.ledger.acceptance import accept
from akwaba.ledger.exchange import photos
from akwaba.ledger.exchange.lines import Line, NoAnswer, PeerRefused
from akwaba.ledger.models import Attachment, Beyond, Chunk, Entry, Peer
from akwaba.ledger.services import Say, rebuild
from akwaba.registry.models import Person, Relocation
from tests.exchange.desks import Tablet
from tests.exchange.test_scopes import relocate
from tests.exchange.world import Node, household_ids


@pytest.fixture
def pogo(world):
    return world.posts["pogo"]


@pytest.fixture
def ouangolo(world):
    return world.posts["ouangolo"]


def photo_of(person, size=1000):
    """Taken where this is called."""
    content = b"\xff\xd8\xff" + os.urandom(size)
    photos.keep(sha256(content).hexdigest(), person, content)


def moves(here, there, household, post):
    with here:
        relocate(here, household, post)
        here.meet()
    with there:
        there.meet()


def differs(node):
    """What the last of three meetings finds."""
    with node:
        return [node.meet(compares=True).differ for _ in range(3)][-1]


def test_a_family_that_came_back_is_no_longer_told_of_where_it_was(world, pogo, ouangolo):
    with pogo:
        household, (person,) = pogo.register("pogo", size=1)
    moves(pogo, ouangolo, household, "ouangolodougou")
    moves(ouangolo, pogo, household, "pogo")
    with pogo:
        pogo.correct(person, "Awa")
        pogo.meet()
    with ouangolo:
        ouangolo.meet()
        assert Person.objects.get(id=person).name_said == "Person 0"
    assert differs(ouangolo) == differs(pogo) == 0
    moves(pogo, ouangolo, household, "ouangolodougou")
    with ouangolo:
        assert Person.objects.get(id=person).name_said == "Awa"
    assert differs(ouangolo) == 0


def test_a_move_that_was_struck_out_hands_nobody_over(world, pogo, ouangolo):
    with pogo:
        household, _ = pogo.register("pogo", size=1)
        act = relocate(pogo, household, "ouangolodougou")
        move = Relocation.objects.get()
        void = {"void_reason": "error", "void_seen": [str(act.id)]}
        said = Say(Relocation.table, move.id, {"void": void}, about=household)
        pogo.append("registry.act_undone", household, "pogo", [said])
        pogo.meet()
    with ouangolo:
        ouangolo.meet()
    assert household_ids(ouangolo) == {}
    with world.capital:
        rebuild()
    with ouangolo:
        ouangolo.meet()
    assert household_ids(ouangolo) == {}


def test_a_photo_taken_after_the_move_stays_with_the_new_post(world, pogo, ouangolo):
    with pogo:
        household, (person,) = pogo.register("pogo", size=1)
    moves(pogo, ouangolo, household, "ouangolodougou")
    with ouangolo:
        photo_of(person)
        assert ouangolo.meet().photos_sent == 1
    with pogo:
        pogo.meet(compares=True)
        assert not Attachment.objects.exists()


def test_a_photo_taken_before_the_move_arrives_although_the_family_has_left(world, pogo, ouangolo):
    with pogo:
        household, (person,) = pogo.register("pogo", size=1)
        photo_of(person)
    moves(pogo, ouangolo, household, "ouangolodougou")
    for node in (world.capital, ouangolo):
        with node:
            assert Attachment.objects.filter(about=person).exists()


@pytest.mark.parametrize("role", [Peer.Role.PARTNER, Peer.Role.POST])
def test_nobody_brings_photos_of_people_whom_others_serve(world, pogo, tmp_path, role):
    with pogo:
        _, (person,) = pogo.register("pogo", size=1)
        pogo.meet()
    other = Node(world, "other", tmp_path / "more")
    world.enrol(other, ["doropo"] if role == Peer.Role.POST else [], role=role)
    content = b"\xff\xd8\xff" + os.urandom(100)
    digest = sha256(content).hexdigest()
    with other:
        line = Line(other.capital(), world.wire(other, world.capital))
        sealed = envelope.seal(content, [bytes(other.capital().sealing_key)], digest)
        with pytest.raises(PeerRefused):
            line.ask(f"/sync/v1/blobs/{digest}?about={person}&offset=0", sealed, method="PUT")
        photo_of(person)
        assert other.meet().photos_sent == 0
    with world.capital:
        assert not Attachment.objects.exists()
        assert not Chunk.objects.exists()
    other.close()


def test_a_photo_whose_sealed_copy_was_lost_half_way_arrives(world, pogo):
    wire, pieces = world.wire(pogo, world.capital), []

    def breaks_off(method, *said):
        pieces.append(method == "PUT")
        if sum(pieces) > 1:
            raise OSError("the line broke")
        return wire(method, *said)

    with pogo:
        _, (person,) = pogo.register("pogo", size=1)
        photo_of(person, size=150_000)
        with pytest.raises(NoAnswer):
            pogo.meet(send=breaks_off)
        for copy in (pogo.home / "photos-on-their-way").iterdir():
            copy.unlink()
        assert pogo.meet().photos_sent == 1
    with world.capital:
        assert Attachment.objects.filter(about=person).exists()


def test_a_tablet_that_nobody_knew_yet_is_judged_when_it_is_known(world, pogo, ouangolo):
    with ouangolo:
        _, header, _, wire = Tablet("ouangolodougou").registers("ouangolodougou")
        ouangolo.meet()
    with pogo:
        accept([wire], entitlement())
        assert Entry.objects.get(id=header.id).quarantine == "unknown_device"
        pogo.meet()
        assert Entry.objects.get(id=header.id).quarantine != "unknown_device"
    assert differs(pogo) == 0


def test_what_a_node_keeps_of_a_post_that_was_taken_from_it_is_no_difference(make_world):
    world = make_world({"a": ["pogo", "ouangolodougou"]})
    with world.time():
        node = world.posts["a"]
        with world.capital:
            world.capital.register("ouangolodougou")
        with node:
            node.meet()
        give(world, node, ["pogo"])
        assert differs(node) == 0
        with world.capital:
            assert Peer.objects.get(pk=node.id).differs_since is None
        with node:
            assert Beyond.objects.exists()
            assert node.meet(compares=True).received == 0
        give(world, node, ["pogo", "ouangolodougou"])
        with world.capital:
            world.capital.register("ouangolodougou")
        assert differs(node) == 0
        with node:
            assert not Beyond.objects.exists()
        assert len(household_ids(node)) == 2


def give(world, node, posts):
    """The capital names the posts whose people a node may hold, and answers by a card."""
    with node:
        card = cards.own_card()
    with world.capital:
        peer = enrolling.enrol_node(
            actor=console_officer(), card=card, role=Peer.Role.POST, posts=posts
        )
        return cards.write_card(cards.answer_for(peer, address="https://capital.test"))


@pytest.fixture
def long_before(world, pogo, ouangolo):
    """The other post has registered somebody, and this one is past it."""
    with ouangolo:
        household, _ = ouangolo.register("ouangolodougou")
        ouangolo.meet()
    with world.capital:
        world.capital.register("pogo")
    with pogo:
        pogo.meet()
    return household


def test_a_newer_answer_brings_older_entries_of_a_new_post(world, pogo, long_before):
    answer = give(world, pogo, ["ouangolodougou", "pogo"])
    with pogo:
        enrolling.join_capital(actor=console_officer(), card=cards.read_card(answer))
        pogo.meet()
    assert long_before in household_ids(pogo)


def test_so_it_does_where_it_was_taken_in_during_a_meeting(world, pogo, long_before):
    with world.capital:
        world.capital.register("pogo")
    wire = world.wire(pogo, world.capital)

    def send(method, path, *said):
        answered = wire(method, path, *said)
        if path.endswith("greet"):
            answer = give(world, pogo, ["ouangolodougou", "pogo"])
            with pogo:
                enrolling.join_capital(actor=console_officer(), card=cards.read_card(answer))
        return answered

    with pogo:
        pogo.meet(send=send)
        pogo.meet()
    assert long_before in household_ids(pogo)


@pytest.mark.parametrize("takes_the_answer", [False, True])
def test_sticks_alone_bring_older_entries_of_a_new_post(
    world, pogo, ouangolo, tmp_path, takes_the_answer
):
    def carry(sender, receiver):
        with sender:
            sender.export(receiver.id, tmp_path / "stick")
        with receiver:
            receiver.take(tmp_path / "stick")

    with ouangolo:
        household, _ = ouangolo.register("ouangolodougou")
        ouangolo.meet()
    for _ in range(2):
        carry(world.capital, pogo)
        carry(pogo, world.capital)
    with pogo:
        pogo.export(world.capital.id, tmp_path / "on-its-way")
    answer = give(world, pogo, ["ouangolodougou", "pogo"])
    with world.capital:
        world.capital.take(tmp_path / "on-its-way")
    if takes_the_answer:
        with pogo:
            enrolling.join_capital(actor=console_officer(), card=cards.read_card(answer))
    carry(world.capital, pogo)
    assert household in household_ids(pogo)
    carry(pogo, world.capital)
    with world.capital:
        assert world.capital.export(pogo.id, tmp_path / "stick").entries <= 1
