"""Two posts and a capital on a good line: who ends up with what."""

from akwaba.ledger.models import Entry, Peer
from tests.exchange.world import household_ids


def test_what_a_post_registers_is_at_the_capital_and_not_at_another_post(world):
    pogo, ouangolo, capital = world.posts["pogo"], world.posts["ouangolo"], world.capital
    with pogo:
        household, _ = pogo.register("pogo")
        told = pogo.meet()
    assert told.sent
    with ouangolo:
        ouangolo.meet()
    assert household_ids(capital) == {household: "pogo"}
    assert household_ids(ouangolo) == {}


def test_nothing_is_sent_twice_and_nothing_waits_afterwards(world):
    pogo = world.posts["pogo"]
    with pogo:
        pogo.register("pogo")
        pogo.meet()
        told = pogo.meet()
        peer = pogo.capital()
    assert (told.sent, told.received) == (0, 0)
    assert (peer.waiting_up, peer.waiting_down, peer.problem) == (0, 0, "")
    assert peer.oldest_waiting_at is None


def test_a_correction_at_the_capital_reaches_the_post(world):
    pogo = world.posts["pogo"]
    with pogo:
        _, (person, *_) = pogo.register("pogo")
        pogo.meet()
    with world.capital:
        world.capital.correct(person, "Awa Traoré")
    with pogo:
        assert pogo.meet().received
        from akwaba.registry.models import Person

        assert Person.objects.get(id=person).name_said == "Awa Traoré"


def test_both_agree_when_they_compare(world):
    pogo = world.posts["pogo"]
    with pogo:
        for _ in range(3):
            pogo.register("pogo")
        assert pogo.meet(compares=True).differ == 0
        assert pogo.capital().differs_since is None
    with world.capital:
        assert Peer.objects.get(pk=pogo.id).differs_since is None


def test_what_is_missing_at_the_capital_is_found_by_comparing_and_sent_again(world):
    pogo = world.posts["pogo"]
    with pogo:
        for _ in range(3):
            pogo.register("pogo")
        pogo.meet(compares=True)
    with world.capital:
        Entry.objects.filter(kind="registry.household_registered").first().delete()
    with pogo:
        assert pogo.meet(compares=True).differ == 1
        assert pogo.meet(compares=True).differ == 0
    with world.capital:
        assert Entry.objects.filter(kind="registry.household_registered").count() == 3
