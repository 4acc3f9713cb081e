"""A post whose laptop is in the wrong hands: what it can make others believe."""

from akwaba.access.nodes.enrolling import revoke_node
from akwaba.access.services import console_officer
from akwaba.ledger import services
from akwaba.ledger.models import Entry
from akwaba.ledger.services import Draft, Say
from tests.exchange.desks import Tablet
from tests.exchange.world import household_ids


def waiting_at(node):
    with node:
        found = Entry.objects.exclude(quarantine="").filter(kind__startswith="registry.")
        return set(found.values_list("quarantine", flat=True))


def test_it_does_not_admit_what_it_was_not_entitled_to(world):
    pogo = world.posts["pogo"]
    with pogo:
        pogo.register("ouangolodougou")
        pogo.meet()
        entry = Entry.objects.get(kind="registry.household_registered")
        say = Say("ledger.admission", entry.id, {"reason": "x"}, creates=True)
        draft = Draft("ledger.entry_admitted", entry.id, "pogo", [say])
        services.append(officer=console_officer().id, drafts=[draft])
        pogo.meet()
    assert household_ids(world.capital) == {}
    assert waiting_at(world.capital) == {"not_entitled"}


def test_its_word_on_a_desk_is_good_for_its_own_posts_only(world):
    pogo = world.posts["pogo"]
    with pogo:
        _, header, parts, wire = Tablet("pogo").registers("ouangolodougou")
        services.store([services.entry_of(header, wire)], [(header, parts)])
        pogo.meet()
    assert household_ids(world.capital) == {}
    assert waiting_at(world.capital) == {"not_entitled"}


def test_it_does_not_speak_for_one_that_was_revoked(world):
    pogo, ouangolo = world.posts["pogo"], world.posts["ouangolo"]
    with pogo:
        pogo.register("pogo")
        rows = list(Entry.objects.filter(kind__startswith="registry.").values())
    with world.capital:
        revoke_node(actor=console_officer(), node=pogo.id, reason="Volé")
    with ouangolo:
        for row in rows:
            del row["position"]
            Entry.objects.create(**row)
        ouangolo.meet()
    assert household_ids(world.capital) == {}
    assert waiting_at(world.capital) == {"revoked_device"}


def test_a_revoked_one_may_bring_a_stick_and_all_of_it_waits(world, tmp_path):
    pogo = world.posts["pogo"]
    with world.capital:
        revoke_node(actor=console_officer(), node=pogo.id, reason="Volé")
    with pogo:
        pogo.register("pogo")
        pogo.export(world.capital.id, tmp_path / "pogo.akwaba")
    with world.capital:
        told = world.capital.take(tmp_path / "pogo.akwaba")
        assert {receipt.reason for receipt in told.receipts} == {"revoked_device"}
    assert household_ids(world.capital) == {}
