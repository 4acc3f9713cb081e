"""A post where people came twice, and what is decided of them: run in its processes.

python -m tests.e2e.pairs ACT
"""

import json
import os
import sys

from tests.e2e import node

TWICE = (
    (("Mariam Coulibaly", "Issa Traoré"), ("Mariame Koulibaly", "Issa Traore")),
    (("Bintou Ouédraogo", "Salif Ouédraogo"), ("Bintu Ouedraogo", "Salif Ouedraogo")),
)
"""Families as they were written first, and as they were written again."""


def at(home, act):
    """Do it on that node, and return what it printed, read as JSON."""
    return json.loads(node.run("-m", "tests.e2e.pairs", act, home=home) or "null")


def prepare():
    from django.core.management import call_command

    from akwaba.access.models import Officer
    from tests.matching.pairs.pairs_cast import family

    awa = Officer.objects.get(username="awa")
    for before, again in TWICE:
        for names in (before, again):
            family(awa, *names, origin_said="Loulouni")
    call_command("match", "run", verbosity=0, stdout=sys.stderr)


def register():
    """Everybody as they stand, as how many they count, and what was decided."""
    from akwaba.matching.models import Judgement
    from akwaba.registry.models import Cluster, Person

    people = Person.objects.order_by("id")
    counted = dict(Cluster.objects.values_list("person", "counted_as"))
    return {
        "persons": [
            [str(one.id), one.name_said, str(one.household), one.void_reason] for one in people
        ],
        "counted": len({counted.get(one.id, one.id) for one in people}),
        "verdicts": list(
            Judgement.objects.filter(void_reason="").values_list("verdict", flat=True)
        ),
    }


if __name__ == "__main__":
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "akwaba.settings"
    django.setup()
    acts = {act.__name__: act for act in (prepare, register)}
    sys.stdout.write(json.dumps(acts[sys.argv[1]]()))
