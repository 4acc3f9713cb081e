"""A comparison of the whole register that is killed: nothing decided is lost, nothing doubled."""

import json
import signal

from tests.nodes import empty_node, node, run

__all__ = ["empty_node", "node"]  # fixtures

MOMENTS = (
    "Run.objects.filter", "Run.objects.create", "registered_people", "Engine.of", "_found",
    "_told", "stakes_of", "Proposal.objects.all", "Proposal.objects.bulk_create", "Run.save",
    "end_line",
)  # fmt: skip
"""What has just been done when the power goes, in the order of a run; the last is after its end."""

LIVE = """
import json, signal, traceback
from django.core.management import call_command
from django.db import connections
from akwaba.access.services import console_officer
from akwaba.demo.cast import enrol
from akwaba.ledger.models import Entry
from akwaba.matching import running
from akwaba.matching.management.commands import match
from akwaba.matching.models import Judgement, Proposal, Run, Standing
from akwaba.registry.models import Link
from tests.matching.pairs.pairs_cast import family, members, neighbours, says

running.AT_ONCE = 4  # several statements where there would be one: the power goes after the first

def state():
    connections.close_all()
    return {
        "pairs": sorted(map(list, Proposal.objects.values_list("one", "other"))),
        "rows": sorted(Proposal.objects.values_list("pk", flat=True)),
        "decided": sorted(map(list, Judgement.objects.values_list("pk", "verdict"))),
        "standing": Standing.objects.count(), "links": Link.objects.count(),
        "entries": Entry.objects.count(), "ended": Run.objects.exclude(ended_at=None).count(),
    }

def die_after(moment):
    *way, name = moment.split(".")
    place = match if moment == "end_line" else running
    for step in way:
        place = getattr(place, step)
    done = getattr(place, name)
    def last(*values, **named):
        done(*values, **named)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(place, name, last)

def killed(moment):
    connections.close_all()
    child = os.fork()
    if not child:
        try:
            die_after(moment)
            call_command("match", "run", "--all", verbosity=0)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    return {"moment": moment, "signal": os.WTERMSIG(os.waitpid(child, 0)[1]), **state()}

officers = enrol(actor=console_officer())
neighbours(officers["awa"], 12)
twice = [
    [members(family(officers["awa"], *names)) for names in pair]
    for pair in (
        (["Mariam Coulibaly", "Issa Traoré", "Fanta Traoré"],
         ["Mariame Koulibaly", "Issa Traore", "Fanta Traore"]),
        (["Bintou Ouédraogo", "Salif Ouédraogo", "Yaya Ouédraogo", "Awa Zongo", "Hawa Ouédraogo"],
         ["Bintu Ouedraogo", "Salif Ouedraogo", "Yaya Ouedraogo", "Awa Zongo", "Hawa Ouedraogo"]),
    )
]
first, second = twice[0]
says(officers["soro"], first[0], second[0], "same")
says(officers["soro"], first[1], second[1], "different")
sys.stdout = sys.stderr
call_command("match", "run")
told = [state(), *map(killed, sys.argv[1:])]
call_command("match", "run", "--all")
told.append(state())
sys.__stdout__.write(json.dumps(told, default=str))
"""
KEPT = ("decided", "standing", "links", "entries")


def test_a_comparison_killed_at_any_moment_loses_and_doubles_nothing(node):
    before, *kills, after = json.loads(run(LIVE, *MOMENTS, env=node))
    assert len(before["pairs"]) > 4, "several statements each"
    assert len(before["decided"]) == 2
    assert [one["moment"] for one in kills] == list(MOMENTS)
    for one in kills:
        assert one["signal"] == signal.SIGKILL, one["moment"]
        assert one["pairs"] == before["pairs"], one["moment"]
        assert {name: one[name] for name in KEPT} == {name: before[name] for name in KEPT}
        has_ended = one["moment"] == "end_line"
        assert (one["rows"] != before["rows"]) == has_ended, one["moment"]
        assert one["ended"] == before["ended"] + has_ended, one["moment"]
    assert after["pairs"] == before["pairs"]
    assert len(after["rows"]) == len(after["pairs"])
    assert {name: after[name] for name in KEPT} == {name: before[name] for name in KEPT}
    assert after["ended"] == kills[-1]["ended"] + 1
