"""What a supervisor does at a post's own computer while a desk is tried: run in its processes.

python -m tests.e2e.post ACT [ARGUMENT]
"""

import json
import os
import sys

from tests.e2e import node


def at(home, act, *arguments):
    """Do it on that node, and return what it printed, read as JSON."""
    return json.loads(node.run("-m", "tests.e2e.post", act, *arguments, home=home) or "null")


def prepare():
    from django.conf import settings

    from akwaba.access.services import console_officer
    from akwaba.cli import prepare as make_ready
    from akwaba.demo.cast import enrol

    make_ready(settings.AKWABA_HOME)
    enrol(actor=console_officer())


def code():
    from akwaba.access.desks.enrolling import code_for, open_enrolment

    return code_for(open_enrolment(actor=_soro(), post="pogo"))


def fingerprint():
    """Of this node's key, as the code to scan has it."""
    from urllib.parse import urlsplit

    from akwaba.access.desks.enrolling import desk_address

    return urlsplit(desk_address("", "")).fragment.partition("node=")[2]


def told():
    """The entries of desks, in the order of their making."""
    from akwaba.access.models import Desk
    from akwaba.ledger.models import Entry

    made = Entry.objects.filter(device__in=Desk.objects.values("device")).order_by("seq")
    return list(made.values("seq", "kind", "quarantine", "hash"))


def subjects():
    """Whom the applied entries of desks are about, one for each entry."""
    from akwaba.access.models import Desk
    from akwaba.ledger.laws import read_header
    from akwaba.ledger.models import Entry

    made = Entry.objects.filter(device__in=Desk.objects.values("device"), quarantine="")
    return [read_header(bytes(header)).subject for header in made.values_list("header", flat=True)]


def register():
    """Who is registered, household by household, and the reasons why any entry waits."""
    from akwaba.ledger.models import Entry
    from akwaba.registry.models import Household, Person

    names = {}
    for person in Person.objects.all():
        names.setdefault(person.household, []).append(person.name_said)
    return {
        "households": [
            [sorted(names.get(household.id, [])), household.size_said or 0]
            for household in Household.objects.all()
        ],
        "waiting": list(Entry.objects.exclude(quarantine="").values_list("quarantine", flat=True)),
    }


def papers(name):
    """Needs, consents and tokens of the one who has that name."""
    from akwaba.registry.models import Consent, Need, Person, Token

    person = Person.objects.get(name_said=name).id
    return {
        "needs": list(Need.objects.filter(person=person).values_list("code", flat=True)),
        "tokens": list(Token.objects.filter(holder=person).values_list("code", flat=True)),
        "consents": dict(Consent.objects.filter(person=person).values_list("purpose", "answer")),
    }


def judgements():
    """What clerks found when they compared two records."""
    from akwaba.matching.models import Judgement

    return sorted(Judgement.objects.values_list("level", "verdict"))


def pictures():
    from akwaba.ledger.models import Attachment

    return list(Attachment.objects.values_list("digest", flat=True))


def forget(after):
    """As an older backup would have it: entries of desks that came later never came."""
    from akwaba.ledger.models import Entry

    Entry.objects.filter(seq__gt=int(after), kind="registry.household_registered").delete()


def lose(seq):
    """As a spoilt disk would have it: one entry of the desks is gone."""
    from akwaba.ledger.models import Entry

    Entry.objects.filter(seq=int(seq), kind="registry.household_registered").delete()


def admit():
    """A supervisor applies all that waits of the desks."""
    from akwaba.access.models import Desk
    from akwaba.ledger.services import admit_all

    for desk in Desk.objects.all():
        admit_all(officer=_soro().id, device=desk.pk, reason="vue")


def take(file):
    """Somebody brings the file of a phone that reaches nobody."""
    from pathlib import Path

    from akwaba.access.entitlement import entitlement
    from akwaba.ledger.receiving import receive_parcel

    receive_parcel(Path(file).read_bytes(), doubt=entitlement())


def end_leases(days):
    """The devices met their post last so long ago that their leave to read ended."""
    from datetime import timedelta

    from django.utils import timezone

    from akwaba.access.models import Desk

    Desk.objects.update(lease_until=timezone.now() - timedelta(days=int(days)))


def revoke():
    from django.utils import timezone

    from akwaba.ledger.models import Device

    Device.objects.filter(kind="desk").update(revoked_at=timezone.now())


def _soro():
    from akwaba.access.models import Officer

    return Officer.objects.get(username="soro")


if __name__ == "__main__":
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "akwaba.settings"
    django.setup()
    seen = (code, fingerprint, told, subjects, register, papers, judgements, pictures)
    done = (prepare, forget, lose, take, admit, revoke, end_leases)
    acts = {act.__name__: act for act in (*seen, *done)}
    sys.stdout.write(json.dumps(acts[sys.argv[1]](*sys.argv[2:])))
