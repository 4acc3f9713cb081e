"""What the tests of the pages share: places, posts and a family at the door."""

from uuid import uuid4

from akwaba.registry import services
from akwaba.registry.ages_said import parse_birth
from akwaba.registry.drafts import NewHousehold, NewPerson
from akwaba.registry.models import Household, Person
from akwaba.registry.services.acting import today

FAMILY = (
    ("Mariam Coulibaly", "F", "34"),
    ("Issa Traoré", "M", "~40"),
    ("Awa Traoré", "F", "8m"),
    ("Moussa Traoré", "M", "1987"),
    ("Fanta Traoré", "F", "12/03/2019"),
)


def sheet(*lines, form_id=None, **more):
    """A filled roster as the browser sends it."""
    sent = {
        "form_id": str(form_id or uuid4()),
        "post": "pogo",
        "crossing": "pogo",
        "arrived_on": "10/11/2025",
        "origin_country": "MLI",
        "origin_said": "Loulouni",
        "line-TOTAL_FORMS": str(len(lines) + 1),
        "line-INITIAL_FORMS": "0",
        "children-with_parent": "yes",
        "save": "1",
    }
    for place, (name, sex, age, *rest) in enumerate(lines):
        sent |= {f"line-{place}-name": name, f"line-{place}-sex": sex, f"line-{place}-age": age}
        sent |= rest[0] if rest else {}
    return sent | {name: value for name, value in more.items() if value is not None}


def new_person(name, sex="F", age="30", **more):
    return NewPerson(
        id=uuid4(), name_said=name, sex=sex, birth=parse_birth(age, on=today()), **more
    )


def family(officer, *people, post="pogo", **facts):
    """A household registered by the services."""
    facts.setdefault("arrived_on", today())
    facts.setdefault("origin_country", "MLI")
    household = NewHousehold(id=uuid4(), people=people or [new_person("Mariam Coulibaly")], **facts)
    services.register_household(actor=officer, post=post, household=household)
    return Household.objects.get(pk=household.id)


def members(household):
    return list(Person.objects.filter(household=household.id).order_by("number"))
