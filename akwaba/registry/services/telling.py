"""What the entries of a registration say, row by row."""

from uuid import NAMESPACE_OID, UUID, uuid5

from akwaba.ledger.services import Say
from akwaba.registry.drafts import NewHousehold, NewPerson
from akwaba.registry.models import Token
from akwaba.registry.services.acting import iso, said, today


def household_say(household: NewHousehold, post: str, number: str) -> Say:
    values = {
        "number": number,
        "post": post,
        "crossing": household.crossing,
        "arrived_on": iso(household.arrived_on),
        "registered_on": written_on(household),
        "came_from": _came_from(household),
        "address": said(
            {"address_place": household.address_place, "address_said": household.address_said}
        ),
        "phone": household.phone,
        "focal_point": str(household.people[0].id) if household.people else None,
        "announced": said(
            {"size_said": household.size_said, "counts_said": dict(household.counts_said)}
        ),
        "source": household.source,
        "note": household.note,
    }
    return Say("registry.household", household.id, said(values), creates=True)


def written_on(household: NewHousehold) -> str:
    return (household.registered_on or today()).isoformat()


def _came_from(household: NewHousehold) -> dict[str, str]:
    return said(
        {
            "origin_country": household.origin_country,
            "origin_place": household.origin_place,
            "origin_said": household.origin_said,
        }
    )


def person_says(
    person: NewPerson, *, household: NewHousehold, post: str, number: str, reason: str
) -> list[Say]:
    """What an entry says of a person who was not registered before."""
    day = written_on(household)
    birth = person.birth.as_facts()
    values = {
        "household": {"household": str(household.id), "joined_on": day},
        "number": number,
        "post": post,
        "name_said": person.name_said,
        "given_names": person.given_names,
        "family_name": person.family_name,
        "aliases": list(person.aliases),
        "father": person.father,
        "mother": person.mother,
        "sex": person.sex,
        "birth": said({f"birth_{name}": value for name, value in birth.items()}),
        "birth_place": said(
            {
                "birth_place_code": person.birth_place_code,
                "birth_place_said": person.birth_place_said,
            }
        ),
        "marital": person.marital,
        "nationality": person.nationality,
        "came_from": _came_from(household),
        "language": person.language,
        "phone": person.phone,
        "arrived_on": iso(household.arrived_on),
        "fled_on": iso(person.fled_on),
        "registered_on": day,
        "reason": reason,
        "process": {"process": "active", "process_on": day},
    }
    suggested = person.relationship_basis == "suggested"
    if not suggested:
        values["relationship"] = person.relationship
    says = [Say("registry.person", person.id, said(values), creates=True)]
    if suggested and person.relationship:
        says.append(
            Say(
                "registry.person",
                person.id,
                {"relationship": person.relationship},
                basis="suggested",
            )
        )
    says += [need_say(person.id, code) for code in dict.fromkeys(person.needs)]
    says += [
        consent_say(person.id, purpose=purpose, answer=answer, manner="spoken", on=day)
        for purpose, answer in person.consents.items()
    ]
    if person.token:
        says.append(token_say(person.token, holder=person.id, household=household.id, on=day))
    return says


def need_say(person: UUID, code: str) -> Say:
    """A need as reported. Its id follows from person and code: told twice, it is one need."""
    values = {"person": str(person), "code": code, "state": "reported"}
    return Say(
        "registry.need", uuid5(NAMESPACE_OID, f"need {person} {code}"), values,
        creates=True, about=person,
    )  # fmt: skip


def consent_id(person: UUID, purpose: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"consent {person} {purpose}")


def consent_say(person: UUID, *, purpose: str, answer: str, manner: str, on: str) -> Say:
    values = {
        "person": str(person),
        "purpose": purpose,
        "answer": {"answer": answer, "answered_on": on, "manner": manner},
    }
    return Say("registry.consent", consent_id(person, purpose), values, creates=True, about=person)


def token_say(code: str, *, holder: UUID, household: UUID, on: str) -> Say:
    values = {
        "holder": str(holder),
        "household": str(household),
        "code": code,
        "issued_on": on,
    }
    return Say(
        Token.table, uuid5(NAMESPACE_OID, f"token {code} {holder}"), values,
        creates=True, about=holder,
    )  # fmt: skip
