"""What is done at a post's own computer while its papers are checked: run in its processes.

python -m tests.e2e.papers_post issue DIRECTORY | family | revoke SERIAL
"""

import json
import os
import sys
from pathlib import Path

from tests.e2e import node

NAME = "Mariam Coulibaly"


def at(home, act, *arguments):
    """Do it on that node, and return what it printed, read as JSON."""
    told = node.run("-m", "tests.e2e.papers_post", act, *map(str, arguments), home=home)
    return json.loads(told or "null")


def issue(directory):
    """Issue an attestation; lay down its first page as a picture, and tell its serial."""
    from akwaba.registry import queries, services
    from akwaba.registry.papers import typesetting
    from akwaba.registry.papers.keys import attestation_signer
    from akwaba.registry.papers.wording import paper
    from tests.registry.people import new, registered

    _household, [mariam] = registered(_officer("awa"), new(NAME, sex="F", nationality="MLI"))
    document = services.issue_attestation(actor=_officer("awa"), person=mariam)
    [one] = queries.to_print([(mariam, document)], attestation_signer())
    inputs = {
        "papers": json.dumps([paper(one, "")]),
        "pictures": json.dumps([typesetting._pictures(one)]),
    }
    page = typesetting._compiler().compile(format="png", ppi=150, sys_inputs=inputs)
    (Path(directory) / "paper.png").write_bytes(page)
    return {"serial": document.number, "code": one.code}


def family():
    """Register a family of two, and tell their household's number."""
    from akwaba.registry.numbers import printed_number
    from tests.registry.people import new, registered

    household, _people = registered(_officer("awa"), new(NAME), new("Moussa Coulibaly"))
    return {"number": household.number, "printed": printed_number(household.number)}


def revoke(serial):
    from akwaba.registry import services
    from akwaba.registry.models import Document, Person

    person = Person.objects.get(pk=Document.objects.get(number=serial).person)
    services.revoke_attestation(actor=_officer("soro"), person=person, reason="volée")


def _officer(username):
    from akwaba.access.models import Officer

    return Officer.objects.get(username=username)


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akwaba.settings")

    import django

    django.setup()
    act, *arguments = sys.argv[1:]
    acts = {"issue": issue, "family": family, "revoke": revoke}
    sys.stdout.write(json.dumps(acts[act](*arguments)))


if __name__ == "__main__":
    main()
