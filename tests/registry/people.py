"""Families as they are told at the desk."""

from datetime import date
from uuid import uuid4

from akwaba.registry import services
from akwaba.registry.drafts import NewHousehold, NewPerson
from akwaba.registry.models import Household, Person


def new(name="Awa Koné", **told):
    return NewPerson(id=told.pop("id", None) or uuid4(), name_said=name, **told)


def family(*people, **told):
    return NewHousehold(
        id=told.pop("id", None) or uuid4(),
        people=people or (new(),),
        arrived_on=told.pop("arrived_on", date(2025, 11, 10)),
        origin_country=told.pop("origin_country", "MLI"),
        **told,
    )


def registered(actor, *people, post="pogo", **told):
    """A household that an officer has registered, and its people in the order told."""
    household = family(*people, **told)
    services.register_household(actor=actor, post=post, household=household)
    listed = [Person.objects.get(pk=person.id) for person in household.people]
    return Household.objects.get(pk=household.id), listed


def now(row):
    """The row as it is now."""
    return type(row).objects.get(pk=row.pk)
