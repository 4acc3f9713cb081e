"""What the records of people say, read from the register."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from akwaba.matching.evidence import Told, fingerprint
from akwaba.registry.models import Document, Person


def told_by(people: Sequence[Person]) -> dict[UUID, Told]:
    """What each of these says, as a comparison takes it."""
    papers = papers_of([person.id for person in people])
    return {person.id: _told(person, papers.get(person.id, [])) for person in people}


def evidence_of(one: Person, other: Person) -> str:
    """The fingerprint of what two records say now."""
    told = told_by([one, other])
    return fingerprint(told[one.id], told[other.id])


def papers_of(people: Collection[UUID]) -> dict[UUID, list[str]]:
    """Numbers of the documents that others issued to these people, each with its kind."""
    rows = Document.objects.filter(
        person__in=people, origin__isnull=False, void_reason="", signer=""
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for person, kind, number in rows.order_by("id").values_list("person", "type", "number"):
        if person and number:
            found[person].append(f"{kind} {number}")
    return found


def _told(person: Person, papers: Sequence[str]) -> Told:
    days = (person.birth_earliest, person.birth_latest)
    return Told(
        id=person.id,
        names=(person.name_said, person.given_names, person.family_name, *person.aliases),
        sex=person.sex,
        birth=(person.birth_precision, *(day.isoformat() if day else "" for day in days)),
        father=person.father,
        mother=person.mother,
        origin=(person.origin_country, person.origin_place, person.origin_said),
        phone=person.phone,
        documents=papers,
        household=person.household,
    )
