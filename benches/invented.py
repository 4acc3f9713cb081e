"""Invented families for measurements: names as unevenly spread as real ones. Nobody exists."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID

from akwaba.registry.ages import Birth
from akwaba.registry.drafts import NewHousehold, NewPerson

POSTS = ("pogo", "tengrela", "ouangolodougou", "nielle", "doropo", "bouna")
FAMILY_NAMES = [
    "Traoré", "Coulibaly", "Diarra", "Keïta", "Sangaré", "Koné", "Sidibé", "Ouattara", "Ouédraogo",
    "Sanogo", "Dembélé", "Berthé", "Bagayoko", "Cissé", "Diallo", "Barry", "Touré", "Maïga",
    "Sissoko", "Konaté", "Doumbia", "Fofana", "Camara", "Samaké", "Dao", "Tangara", "Kanté",
    "Goïta", "Ballo", "Mariko", "Togola", "Bengaly", "Zongo", "Sawadogo", "Kaboré", "Compaoré",
]  # fmt: skip
GIVEN_NAMES = [
    "Awa", "Fatoumata", "Aminata", "Mariam", "Salimata", "Kadiatou", "Rokia", "Oumou", "Assétou",
    "Djénéba", "Ramata", "Bintou", "Safiatou", "Moussa", "Issa", "Seydou", "Adama", "Drissa",
    "Bakary", "Mamadou", "Oumar", "Ibrahim", "Abdoulaye", "Souleymane", "Amadou", "Siaka",
]  # fmt: skip
VILLAGES = ("Loulouni", "Kadiolo", "Fourou", "Zégoua", "Misséni", "Sikasso", "Niangoloko")
FEMALE = 13
"""The first so many given names are women's."""


TODAY = datetime.now(tz=UTC).date()
_made = count(1_762_000_000_000)


def identifier(source: random.Random) -> UUID:
    """As uuid7 makes them: later ones sort later, so that the pages of an index fill in order."""
    value = (next(_made) << 80) | source.getrandbits(76)
    return UUID(int=(value & ~(0xF << 76) & ~(0x3 << 62)) | (0x7 << 76) | (0x2 << 62))


def uneven(source: random.Random, words: list[str]) -> str:
    """The first words are said far more often than the last."""
    return words[min(int(source.paretovariate(0.9)) - 1, 10 * len(words)) % len(words)]


def person(source: random.Random, name: str, *, speaks: bool) -> NewPerson:
    given = uneven(source, GIVEN_NAMES[source.randrange(len(GIVEN_NAMES)) :] + GIVEN_NAMES)
    born = TODAY - timedelta(days=int(365 * min(source.expovariate(1 / 18), 90)))
    year, sex = born.year, "F" if GIVEN_NAMES.index(given) < FEMALE else "M"
    child = "DAU" if sex == "F" else "SON"
    return NewPerson(
        id=identifier(source),
        given_names=given,
        family_name=name,
        sex=sex,
        birth=Birth(
            precision="year", earliest=date(year, 1, 1), latest=date(year, 12, 31), said=str(year)
        ),
        relationship="" if speaks else child,
        nationality="MLI" if source.random() < 0.7 else "BFA",
        needs=["DS"] if source.random() < 0.05 else [],
    )


def household(source: random.Random) -> NewHousehold:
    """One to about fifteen people, five on average; arrived in three years, and some today."""
    size = max(1, min(round(source.gammavariate(4, 1.3)), 15))
    name = uneven(source, FAMILY_NAMES)
    arrived = TODAY - timedelta(days=int(source.expovariate(1 / 200)) % 1000)
    return NewHousehold(
        id=identifier(source),
        arrived_on=arrived,
        registered_on=arrived,
        crossing="pogo",
        origin_country="MLI",
        origin_said=source.choice(VILLAGES),
        people=[person(source, name, speaks=index == 0) for index in range(size)],
        source="sheet",
    )


def households(people: int, *, seed: int) -> Iterator[NewHousehold]:
    """Families until they are at least so many people."""
    source = random.Random(seed)
    made = 0
    while made < people:
        family = household(source)
        made += len(family.people)
        yield family
