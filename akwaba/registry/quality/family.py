"""Rules on who belongs to a household, who speaks for it, and who is what to whom."""

from collections.abc import Iterator
from datetime import date

from akwaba.registry.ages import is_child_on, midpoint
from akwaba.registry.codelists import marital_statuses, relationships
from akwaba.registry.quality.facts import (
    Hit,
    HouseholdFacts,
    PersonFacts,
    Rule,
    each_person,
    focal_person,
)

SPOUSES = frozenset({"HUS", "WIF", "CLH", "CLW"})
UNSAID = frozenset({"", "U"})
PARENT_OF = {"M": "PRM", "F": "PRF"}
CHILD_OF = {"M": "SON", "F": "DAU"}

People = tuple[PersonFacts, ...]


def in_no_household(person: PersonFacts, _today: date) -> Iterator[Hit]:
    if not person.households:
        yield Hit()


def in_several_households(person: PersonFacts, _today: date) -> Iterator[Hit]:
    if len(set(person.households)) > 1:
        yield Hit({"count": len(set(person.households))})


def relationship_of_other_sex(person: PersonFacts, _today: date) -> Iterator[Hit]:
    """Find a daughter who is male; offer the same relationship for the sex recorded."""
    relationship = relationships().get(person.relationship)
    if relationship is None or not relationship.sex or person.sex in UNSAID:
        return
    if person.sex != relationship.sex:
        other = counterpart(person.relationship, person.sex)
        yield Hit(
            {"relationship": person.relationship, "sex": person.sex},
            {"relationship": other} if other else None,
        )


def counterpart(code: str, sex: str) -> str | None:
    """Give the same relationship for the other sex: DAU and F for SON."""
    meant = relationships()[code]
    return next(
        (
            other.code
            for other in relationships().values()
            if other.sex == sex
            and (other.degree, other.generation) == (meant.degree, meant.generation)
            and (other.inverse_male, other.inverse_female)
            == (meant.inverse_male, meant.inverse_female)
        ),
        None,
    )


def focal_younger_than_child(_household: HouseholdFacts, people: People, _: date) -> Iterator[Hit]:
    """Find a son or daughter surely older than the focal point; offer father or mother."""
    yield from _out_of_order(people, children=CHILD_OF, instead=PARENT_OF, child_is_focal=False)


def focal_older_than_parent(_household: HouseholdFacts, people: People, _: date) -> Iterator[Hit]:
    """Find a father or mother surely younger than the focal point; offer son or daughter."""
    yield from _out_of_order(people, children=PARENT_OF, instead=CHILD_OF, child_is_focal=True)


def _out_of_order(
    people: People, *, children: dict[str, str], instead: dict[str, str], child_is_focal: bool
) -> Iterator[Hit]:
    focal = next((person for person in people if person.is_focal_point), None)
    if focal is None:
        return
    for person in people:
        if person is focal or person.relationship not in children.values():
            continue
        parent, child = (person, focal) if child_is_focal else (focal, person)
        if _surely_not_older(parent, child):
            mend = instead.get(person.sex)
            yield Hit(
                {"relationship": person.relationship},
                {"relationship": mend} if mend else None,
                person=person.id,
            )


def _surely_not_older(parent: PersonFacts, child: PersonFacts) -> bool:
    earliest, latest = parent.birth.earliest, child.birth.latest
    return earliest is not None and latest is not None and earliest >= latest


def spouse_not_married(person: PersonFacts, _today: date) -> Iterator[Hit]:
    """Find a wife recorded as single. A second wife is a fact and no finding."""
    if person.relationship not in SPOUSES or person.marital in UNSAID:
        return
    status = marital_statuses().get(person.marital)
    if status is None or not status.is_union:
        yield Hit(
            {"relationship": person.relationship, "marital": person.marital}, {"marital": "MA"}
        )


def size_differs(household: HouseholdFacts, people: People, _today: date) -> Iterator[Hit]:
    if household.size_said is not None and household.size_said != len(people):
        yield Hit(
            {"size_said": household.size_said, "count": len(people)}, {"size_said": len(people)}
        )


def no_focal_point(household: HouseholdFacts, people: People, today: date) -> Iterator[Hit]:
    if household.process in {"inactive", "closed"} or not people:
        return
    if not any(person.is_focal_point for person in people):
        yield Hit(mend=_eldest_adult(people, today))


def several_focal_points(_household: HouseholdFacts, people: People, today: date) -> Iterator[Hit]:
    focal = tuple(person for person in people if person.is_focal_point)
    if len(focal) > 1:
        yield Hit({"count": len(focal)}, _eldest_adult(focal, today))


def _eldest_adult(people: People, today: date) -> dict[str, str] | None:
    adults = [
        (middle, person.id)
        for person in people
        if (middle := midpoint(person.birth)) and is_child_on(person.birth, today) is False
    ]
    return {"focal_point": min(adults)[1]} if adults else None


def focal_without_phone(
    household: HouseholdFacts, focal: PersonFacts, _today: date
) -> Iterator[Hit]:
    if not (focal.phone or household.phone):
        yield Hit()


def children_alone(_household: HouseholdFacts, people: People, today: date) -> Iterator[Hit]:
    """Find children with no adult, unless the household is known as such. A doubt is no finding."""
    ages = [is_child_on(person.birth, today) for person in people]
    known = any(need.code.startswith("SC") for person in people for need in person.needs)
    if people and all(ages) and not known:
        yield Hit({"count": len(people)})


RULES = (
    Rule("in_no_household", 1, "household", "warning", each_person(in_no_household)),
    Rule("in_several_households", 7, "household", "warning", each_person(in_several_households)),
    Rule(
        "relationship_of_other_sex",
        8,
        "relationship",
        "mend",
        each_person(relationship_of_other_sex),
    ),
    Rule("focal_younger_than_child", 9, "relationship", "mend", focal_younger_than_child),
    Rule("focal_older_than_parent", 10, "relationship", "mend", focal_older_than_parent),
    Rule("spouse_not_married", 11, "marital", "mend", each_person(spouse_not_married)),
    Rule("size_differs", 23, "size_said", "warning", size_differs),
    Rule("no_focal_point", 25, "focal_point", "mend", no_focal_point),
    Rule("several_focal_points", 26, "focal_point", "mend", several_focal_points),
    Rule("focal_without_phone", 27, "phone", "info", focal_person(focal_without_phone)),
    Rule("children_alone", None, "needs", "warning", children_alone),
)
