"""Small invented registers, made by nobody's generator but these few lines."""

import random

from akwaba.matching.persons import persons_from

SURNAMES = [
    "Coulibaly",
    "Traoré",
    "Ouattara",
    "Ouédraogo",
    "Diallo",
    "Kambou",
    "Ouologuem",
    "Somda",
]
MEN = [
    "Mamadou",
    "Issa",
    "Bakary",
    "Seydou",
    "Adama",
    "Karim",
    "Yaya",
    "Lassina",
    "Drissa",
    "Moussa",
]
WOMEN = ["Awa", "Fatoumata", "Mariam", "Kadiatou", "Rokia", "Oumou", "Salimata", "Bintou", "Hawa"]
SYLLABLES = ["ba", "ko", "ti", "na", "sou", "mé", "la", "do", "gni", "wa"]


def person(rec_id, household="h", **said):
    return {"rec_id": rec_id, "hh_id": household, "country": "MLI", "cercle": "Sikasso", **said}


def family(number, chance, surnames=SURNAMES):
    """A household with a father, a mother and their children, as dictionaries."""
    surname = chance.choice(surnames)
    father, mother = chance.choice(MEN), chance.choice(WOMEN)
    village = "".join(chance.choices(SYLLABLES, k=3)).capitalize()
    born = chance.randint(1960, 1995)
    rows = [
        {"given_name": father, "sex": "M", "birth_year": str(born)},
        {"given_name": mother, "sex": "F", "birth_year": str(born + 6)},
    ]
    for _ in range(chance.randint(0, 5)):
        sex = chance.choice("MF")
        given = chance.choice(MEN if sex == "M" else WOMEN)
        rows.append({
            "given_name": given, "sex": sex, "mother_given": mother, "father_given": father,
            "birth_year": str(chance.randint(born + 18, 2024)),
        })  # fmt: skip
    return [
        person(f"{number}-{place}", f"h{number}", family_name=surname, village=village, **row)
        for place, row in enumerate(rows)
    ]


def again(household, number, chance):
    """The same family under other numbers, spelt by another clerk, ages a year off."""
    rows = []
    for place, row in enumerate(household):
        said = dict(row, rec_id=f"again{number}-{place}", hh_id=f"again{number}")
        for field in ("given_name", "family_name", "village"):
            if chance.random() < 0.4:
                said[field] = said[field].replace("ou", "u").replace("é", "e").upper()
        if chance.random() < 0.5:
            said["birth_year"] = str(int(said["birth_year"]) + chance.choice((-1, 1)))
        rows.append(said)
    return rows


def register(households, repeats, *, seed=1):
    """(rows, pairs of rec_id that are one person)."""
    chance = random.Random(seed)  # noqa: S311  invented people, not secrets
    homes = [family(number, chance) for number in range(households)]
    rows = [row for home in homes for row in home]
    truth = set()
    for number in range(repeats):
        second = again(homes[number], number, chance)
        rows += second
        truth |= {
            tuple(sorted((a["rec_id"], b["rec_id"])))
            for a, b in zip(homes[number], second, strict=True)
        }
    return rows, truth


def persons(rows):
    return persons_from(rows)
