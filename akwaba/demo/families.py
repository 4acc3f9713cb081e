"""Invented families: nobody in them exists. The same seed gives the same families for ever."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import NAMESPACE_URL, UUID, uuid5

from akwaba.demo.names import GIVEN, SURNAMES
from akwaba.demo.week import FIRST_DAY, SHARES, Stream
from akwaba.registry.ages import UNKNOWN_BIRTH, Birth
from akwaba.registry.ages_said import parse_birth
from akwaba.registry.drafts import NewHousehold, NewPerson

SEED = "semaine de la frontière"
AGES = {"0-4": (0, 4), "5-11": (5, 11), "12-17": (12, 17), "18-59": (18, 59), "60+": (60, 82)}
GROWN_UP = "18-59"


@dataclass(frozen=True, slots=True)
class Told:
    """What is drawn of a person before the family is put together."""

    sex: str
    band: str
    years: int


def identifier(*parts: object) -> UUID:
    """The same for the same words: the demo can be played again and adds nothing."""
    return uuid5(NAMESPACE_URL, "/".join(["akwaba-demo", *map(str, parts)]))


def households_of(stream: Stream) -> Iterator[NewHousehold]:
    """Every household of a stream, in the order of arrival."""
    dice = Random(f"{SEED} {stream.post}")  # noqa: S311  a game of families, not a secret
    days = [
        FIRST_DAY + timedelta(days=step)
        for step, count in enumerate(stream.households)
        for _ in range(count)
    ]
    families = deal(stream, len(days), dice)
    for index, (day, family) in enumerate(zip(days, families, strict=True)):
        yield _household(stream, index, day, family, dice)


def deal(stream: Stream, households: int, dice: Random) -> list[list[Told]]:
    """People with the shares of their country, dealt to families that each have a grown-up."""
    people = _people(stream.origin, stream.people, dice)
    grown_up = [person for person in people if person.band == GROWN_UP]
    # Most families were led by a woman: the men stayed, or were on the road.
    grown_up.sort(key=lambda person: (person.sex == "M") * dice.random())
    heads = grown_up[:households]
    rest = list(people)
    for head in heads:
        rest.remove(head)
    dice.shuffle(rest)
    families = [[head] for head in heads]
    drawn_to = [0.2 + dice.random() ** 2 for _ in families]  # some families are large
    for person in rest:
        dice.choices(families, weights=drawn_to)[0].append(person)
    dice.shuffle(families)
    return families


def _people(origin: str, count: int, dice: Random) -> list[Told]:
    shares = SHARES[origin]
    bands = _split(count, [(band, shares[band]) for band in AGES])
    sexes = _split(count, [("F", shares["F"]), ("M", 1 - shares["F"])])
    dice.shuffle(sexes)
    return [
        Told(sex, band, dice.randint(*AGES[band])) for sex, band in zip(sexes, bands, strict=True)
    ]


def _split(count: int, shares: list[tuple[str, float]]) -> list[str]:
    """`count` labels in these shares, the rounding given to the largest remainders."""
    exact = {label: count * share for label, share in shares}
    whole = {label: int(number) for label, number in exact.items()}
    missing = count - sum(whole.values())
    for label in sorted(exact, key=lambda name: whole[name] - exact[name])[:missing]:
        whole[label] += 1
    return [label for label, number in whole.items() for _ in range(number)]


def _household(
    stream: Stream, index: int, day: date, family: list[Told], dice: Random
) -> NewHousehold:
    surname = dice.choice(SURNAMES[stream.origin])
    village = dice.choice(stream.villages)
    people = [
        _person(
            identifier(stream.post, index, line),
            told,
            family=family,
            name=_surname(told, family[0], surname, stream.origin, dice),
            origin=stream.origin,
            dice=dice,
        )
        for line, told in enumerate(sorted(family, key=_order(family[0])))
    ]
    household = NewHousehold(
        id=identifier(stream.post, index),
        arrived_on=day,
        registered_on=day,
        crossing=stream.crossing,
        origin_country=stream.origin,
        origin_said=village,
        people=people,
        source="demo",
    )
    if day <= stream.registered_until:
        return household
    return announced(household, family)


def announced(household: NewHousehold, family: list[Told]) -> NewHousehold:
    """The household as group pre-registration has it: its head, and how many they are."""
    counts: dict[str, int] = {}
    for told in family:
        counts[f"{told.sex} {told.band}"] = counts.get(f"{told.sex} {told.band}", 0) + 1
    head = replace(household.people[0], consents={}, needs=())
    return replace(household, people=[head], size_said=len(family), counts_said=counts)


def _order(head: Told) -> Callable[[Told], tuple[bool, int]]:
    return lambda told: (told is not head, -told.years)


def _person(
    person_id: UUID, told: Told, *, family: list[Told], name: str, origin: str, dice: Random
) -> NewPerson:
    given = dice.choice(GIVEN[origin, told.sex])
    return NewPerson(
        id=person_id,
        name_said=f"{name} {given}",
        given_names=given,
        family_name=name,
        sex=told.sex,
        birth=_birth(told, dice),
        relationship=relationship(told, family[0], family),
        nationality=origin,
        needs=_needs(told, dice),
        consents={"registration": "yes", "humanitarian": dice.choice(("yes", "yes", "no"))},
    )


def _surname(told: Told, head: Told, surname: str, origin: str, dice: Random) -> str:
    """Wives keep their father's name; children have their father's."""
    married_in = told is not head and told.sex == "F" and told.band == GROWN_UP
    return dice.choice(SURNAMES[origin]) if married_in else surname


def relationship(told: Told, head: Told, family: list[Told]) -> str:
    """A plausible UNHCR code to the head of the family; siblings and parents where ages say so."""
    woman = told.sex == "F"
    if told is head:
        return "PA"
    if told.years <= head.years - 15:
        return "DAU" if woman else "SON"
    if told.years >= head.years + 16:
        return "PRF" if woman else "PRM"
    spouse = next((one for one in family if one.band == GROWN_UP and one.sex != head.sex), None)
    if told is spouse:
        return "WIF" if woman else "HUS"
    return "SBF" if woman else "SBM"


def _needs(told: Told, dice: Random) -> tuple[str, ...]:
    chance = dice.random()
    if told.sex == "F" and told.band == GROWN_UP and told.years < 45 and chance < 0.12:  # noqa: PLR2004
        return ("PG",)
    if told.band == "60+" and chance < 0.3:  # noqa: PLR2004
        return ("ER",)
    return ("DS",) if chance > 0.98 else ()  # noqa: PLR2004


def _birth(told: Told, dice: Random) -> Birth:
    birth = parse_birth(_age_as_said(told, dice), on=FIRST_DAY)
    return birth if isinstance(birth, Birth) else UNKNOWN_BIRTH


def _age_as_said(told: Told, dice: Random) -> str:
    """Ages as families tell them: few know a date."""
    chance = dice.random()
    if told.years == 0:
        return f"{dice.randint(1, 11)} mois"
    if chance < 0.5:  # noqa: PLR2004
        return f"{told.years} an{'s' * (told.years > 1)}"
    if chance < 0.75:  # noqa: PLR2004
        return str(FIRST_DAY.year - told.years)
    if told.band in {GROWN_UP, "60+"}:
        return f"~{round(told.years, -1) if told.years % 10 in {0, 1, 9} else told.years}"
    return f"{told.years} an{'s' * (told.years > 1)}"
