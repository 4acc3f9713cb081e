"""Families that came twice, and who says what of them."""

from uuid import uuid4

from django.utils import timezone

from akwaba.matching.models import Judgement, Proposal
from akwaba.matching.services import judge
from akwaba.matching.services.judging import Found
from akwaba.matching.verdicts import judgement_id, ordered
from akwaba.registry import services
from akwaba.registry.ages_said import parse_birth
from akwaba.registry.drafts import NewHousehold, NewPerson
from akwaba.registry.models import Cluster, Household, Person
from akwaba.registry.services.acting import today

SEXES = {"Mariam": "F", "Mariame": "F", "Fanta": "F", "Awa": "F", "Bintou": "F"}
AGES = {"Mariam": "34", "Mariame": "35", "Issa": "40", "Fanta": "6"}


def new_person(name, **told):
    first = name.split()[0]
    born = parse_birth(told.pop("age", AGES.get(first, "30")), on=today())
    return NewPerson(id=uuid4(), name_said=name, sex=SEXES.get(first, "M"), birth=born, **told)


def family(actor, *names, post="pogo", **facts):
    people = [name if isinstance(name, NewPerson) else new_person(name) for name in names]
    facts.setdefault("arrived_on", today())
    facts.setdefault("origin_country", "MLI")
    household = NewHousehold(id=uuid4(), people=people, **facts)
    services.register_household(actor=actor, post=post, household=household)
    return Household.objects.get(pk=household.id)


def members(household):
    return list(Person.objects.filter(household=household.id).order_by("number"))


def says(actor, one, other, verdict, **more):
    return judge(actor=actor, found=Found(one, other, verdict, **more))


def judgement_of(actor, one, other):
    return Judgement.objects.get(pk=judgement_id(one.id, other.id, actor.id))


def proposed(one, other, *, probability=0.9, band="probably", stake=1.0, evidence=""):
    """What a run would have written."""
    first, second = ordered(one.id, other.id)
    return Proposal.objects.create(
        one=first,
        other=second,
        probability=probability,
        band=band,
        stake=stake,
        evidence=evidence,
        found_at=timezone.now(),
    )


def counts_as_one(one, other):
    found = dict(Cluster.objects.filter(person__in=[one.id, other.id]).values_list())
    return len(found) == 2 and len(set(found.values())) == 1


GIVEN = ["Adama", "Salimata", "Drissa", "Oumou", "Bakary", "Kadiatou", "Lassina", "Rokia"]
FAMILIES = ["Ouattara", "Coulibaly", "Konaté", "Sanogo", "Diarra", "Traoré", "Dembélé", "Berthé"]


def neighbours(actor, count=24):
    """Other families, so that names are as common as they are."""
    for at in range(count):
        name = FAMILIES[at % len(FAMILIES)]
        people = [
            new_person(f"{GIVEN[(at + more * 3) % len(GIVEN)]} {name}", age=str(4 + at + more * 9))
            for more in range(3)
        ]
        family(actor, *people)
