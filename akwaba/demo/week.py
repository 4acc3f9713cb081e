"""The border week of 10 to 16 November 2025: what is on record, and what is invented around it.

On record: "hundreds" fled Loulouni on Wednesday 12 November; more than 200 people had reached Pogo
by 16 November, mostly women and children, and their registration had barely begun (allAfrica,
16 November 2025). No figure was published for the other posts: theirs are invented, smaller, and
every family is. The 201 people of Pogo here and the 13 of its chief's list (demo/sheets) make 214.
"""

from dataclasses import dataclass
from datetime import date

FIRST_DAY = date(2025, 11, 10)
LAST_DAY = date(2025, 11, 16)


@dataclass(frozen=True, slots=True)
class Stream:
    """Families on their way to one post."""

    post: str
    crossing: str
    origin: str
    """ISO 3166-1 alpha-3."""
    villages: tuple[str, ...]
    households: tuple[int, ...]
    """Arriving on each day of the week, Monday 10 to Sunday 16."""
    people: int
    """In all these households."""
    registered_until: date = LAST_DAY
    """Families who arrived later are only announced so far: head and number."""


STREAMS: tuple[Stream, ...] = (
    Stream(
        "pogo", "pogo", "MLI", ("Loulouni", "Zégoua", "Kadiolo", "Nimbougou"),
        (0, 0, 15, 12, 8, 6, 4), 201, date(2025, 11, 14),
    ),
    Stream(
        "tengrela", "nigouni", "MLI", ("Misséni", "Fourou", "Kadiolo"),
        (2, 3, 5, 7, 6, 4, 3), 131, date(2025, 11, 15),
    ),
    Stream("nielle", "pogo", "MLI", ("Loulouni", "Zégoua"), (0, 1, 4, 7, 6, 4, 3), 108),
    Stream("mbengue", "", "MLI", ("Kadiolo", "Fourou"), (1, 1, 3, 4, 4, 3, 2), 79),
    Stream("minignan", "", "MLI", ("Manankoro", "Yanfolila"), (2, 2, 2, 3, 2, 2, 2), 66),
    Stream(
        "ouangolodougou", "laleraba", "BFA", ("Niangoloko", "Mangodara", "Sidéradougou"),
        (6, 5, 7, 6, 7, 5, 4), 176,
    ),
    Stream("doropo", "", "BFA", ("Batié", "Kampti", "Gaoua"), (5, 6, 4, 6, 5, 5, 4), 152),
    Stream("tehini", "", "BFA", ("Kampti", "Loropéni"), (6, 5, 6, 5, 6, 5, 5), 171),
    Stream("tougbo", "", "BFA", ("Mangodara", "Ouo"), (5, 4, 5, 5, 5, 4, 4), 143),
    Stream("bouna", "", "BFA", ("Batié", "Gaoua"), (2, 3, 3, 2, 3, 3, 2), 77),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """How many people somebody saw at a post on a day."""

    post: str
    day: date
    people: int
    method: str
    source: str


def _days(post: str, first: int, people: tuple[int, ...], source: str) -> tuple[Count, ...]:
    return tuple(
        Count(post, date(2025, 11, first + step), number, "counted", source)
        for step, number in enumerate(people)
    )


COUNTS: tuple[Count, ...] = (
    *_days("pogo", 12, (84, 56, 30, 22, 22), "Comptage du poste (données fictives)"),
    Count(
        "pogo", LAST_DAY, 200, "estimated",
        "Plus de 200 arrivées depuis le 12 novembre (allAfrica, 16 novembre 2025)",
    ),
    *_days("tengrela", 12, (34, 29, 29, 18, 16), "Comptage du poste (données fictives)"),
    *_days("nielle", 13, (38, 29), "Comptage du chef de village (données fictives)"),
)  # fmt: skip
"""Posts and days without a count stay unknown: nobody counted there, which is not zero."""

SHARES: dict[str, dict[str, float]] = {
    "BFA": {"F": 0.55, "0-4": 0.197, "5-11": 0.251, "12-17": 0.109, "18-59": 0.400, "60+": 0.043},
    "MLI": {"F": 0.52, "0-4": 0.255, "5-11": 0.217, "12-17": 0.073, "18-59": 0.435, "60+": 0.020},
}
"""Shares of women and of age bands among refugees in Côte d'Ivoire, 2025 (UNHCR Refugee Population
Statistics Database, CC BY 4.0): the invented families follow them."""
