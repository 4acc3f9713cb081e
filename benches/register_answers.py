"""What is written down at each registration: what people say, and what registrars make of it."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from benches.register_names import names
from benches.register_people import HEAD, YEAR, Homes, People
from benches.register_repeats import KINDS, Events, Records, relations
from benches.register_tables import Bools, Ints, Source, Tables, Texts, uneven
from benches.register_writing import (
    REGISTRARS_A_SITE,
    SITES,
    Registrars,
    misheard_and_mistyped,
    registrars,
    written,
)

Answers = dict[str, Texts]
NAMES_OF_SITES = (
    "pogo", "tengrela", "nielle", "ouangolodougou", "maniniana", "goulia",
    "doropo", "bouna", "kong", "tehini", "laleraba", "kalamon",
)  # fmt: skip
"""The first six lie towards Mali, the others towards Burkina Faso."""
ADULT = 18


@dataclass(frozen=True, slots=True)
class Scene:
    """All lines of the register, before anything is written; one value a record."""

    person: Ints
    event: Ints
    again: Bools
    false: Bools
    """Under another name, age and village on purpose."""
    day: Ints
    age: "np.typing.NDArray[np.float64]"
    """True age in years."""
    site: Ints
    registrar: Ints


def answers(
    rng: Source, tables: Tables, where: Homes, people: People, made: tuple[Records, Events]
) -> Answers:
    """Every column but the numbers of records and households."""
    records, events = made
    staff = registrars(rng)
    scene = _scene(rng, tables, where, people, made)
    columns = names(rng, tables, staff, people, scene)
    columns |= _places(rng, tables, where, (staff, scene, events))
    columns |= _births(rng, people, staff, scene)
    columns |= _papers(rng, people, staff, scene, columns["country"] == "MLI")
    columns["sex"] = _sexes(rng, people, scene)
    columns["relation"] = relations(people, records, events)
    columns["site"] = np.array(NAMES_OF_SITES, dtype=object)[scene.site]
    columns["reg_date"] = dates(scene.day)
    return columns


def _scene(
    rng: Source, tables: Tables, where: Homes, people: People, made: tuple[Records, Events]
) -> Scene:
    """A household is registered by one person; three repeats in five are at another site."""
    records, events = made
    country = np.array([x == "BFA" for x in tables.countries])
    west = country[tables.village_cercles[where.village]].astype(np.int64)
    half = SITES // 2
    home_site = west * half + uneven(rng, np.full(len(west), half))
    site = home_site[events.home]
    moved = events.again & (rng.random(len(site)) < 0.6)
    site[moved] = (site[moved] + rng.integers(1, SITES, moved.sum())) % SITES
    registrar = site * REGISTRARS_A_SITE + uneven(rng, np.full(len(site), REGISTRARS_A_SITE))
    day = events.day[records.event]
    return Scene(
        person=records.person, event=records.event,
        again=records.kind > 0, false=records.kind == KINDS.index("deliberate"), day=day,
        age=np.maximum(day - people.born[records.person], 0) / YEAR,
        site=site[records.event], registrar=registrar[records.event],
    )  # fmt: skip


def dates(days: Ints) -> Texts:
    """As they are written in files: 2024-05-31."""
    distinct, where = np.unique(days, return_inverse=True)
    texts = [str(date(1970, 1, 1) + timedelta(days=int(day))) for day in distinct]
    return np.array(texts, dtype=object)[where]


def _sexes(rng: Source, people: People, scene: Scene) -> Texts:
    male = people.male[scene.person] ^ (rng.random(len(scene.person)) < 0.004)
    return np.where(male, "M", "F").astype(object)


def _places(
    rng: Source, tables: Tables, where: Homes, about: tuple[Registrars, Scene, Events]
) -> Answers:
    """One village a registration; guests say that of their hosts, who are where they live now."""
    staff, scene, events = about
    village = where.village[events.home]
    cercle = tables.village_cercles[village]
    first, after = tables.first_villages[cercle], tables.first_villages[cercle + 1]
    near = events.again & (rng.random(len(village)) < 0.1)
    village = np.where(near, rng.integers(first, after), village)
    lying = np.zeros(len(village), dtype=bool)
    lying[scene.event[scene.false]] = True
    elsewhere = lying & (rng.random(len(village)) < 0.85)
    village[elsewhere] = rng.integers(0, len(tables.villages), elsewhere.sum())
    first_of = np.unique(scene.event, return_index=True)[1]
    said = written(rng, staff, scene.registrar[first_of], tables.villages, village)
    said = misheard_and_mistyped(rng, said)
    listed = staff.has_list[scene.registrar[first_of]]
    said[listed] = np.array(tables.villages, dtype=object)[village[listed]]
    said[rng.random(len(said)) < staff.skips_village[scene.registrar[first_of]]] = ""
    cercle = tables.village_cercles[village]
    return {
        "village": said[scene.event],
        "cercle": np.array(tables.cercles, dtype=object)[cercle][scene.event],
        "country": np.array(tables.countries, dtype=object)[cercle][scene.event],
    }


def _births(rng: Source, people: People, staff: Registrars, scene: Scene) -> Answers:
    """A date where there is a paper; else an age, and what the registrar makes of it."""
    total, everybody = len(scene.person), len(people.born)
    has_paper = rng.random(everybody) < np.where(people.born > scene.day.min() - 1000, 0.33, 0.1)
    exact = has_paper[scene.person] & ~scene.false & (rng.random(total) < 0.85)
    born = people.born[scene.person]
    wrong = exact & (rng.random(total) < 0.015)
    born = born + wrong * rng.choice((-365, 365, 31, -10, 90), size=total)
    year_now = _year(scene.day)
    year = year_now - _said(rng, scene)
    habit = staff.birth[scene.registrar]
    back = _january(year) + np.minimum(scene.day - _january(year_now), 364)
    text = dates(np.where(exact, born, np.where(habit == 2, back, _january(year))))
    known = exact | (rng.random(total) > 0.005)
    text[~exact & ((habit == 1) | ~known)] = ""
    years = np.where(exact, _year(born), year).astype(str).astype(object)
    years[~known] = ""
    estimated = np.where(exact, "0", np.where(known, "1", "")).astype(object)
    return {"dob": text, "dob_estimated": estimated, "birth_year": years}


def _year(days: Ints) -> Ints:
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def _january(years: Ints) -> Ints:
    return (years - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)


def _said(rng: Source, scene: Scene) -> Ints:
    """Ages in whole years, heaped on 0 and 5 from 15 years on; a false one is far off."""
    total = len(scene.age)
    age = scene.age + rng.normal(0, 0.3 + 0.06 * scene.age)
    far = rng.uniform(4, 12, total) * np.where(rng.random(total) < 0.5, -1, 1)
    age = np.where(scene.false, np.abs(age + far), np.maximum(age, 0))
    luck = rng.random(total)
    heaped = np.where(luck < 0.15, np.round(age / 10) * 10, np.round(age / 5) * 5)
    grown = (age >= 15) & (luck < 0.4)
    return np.where(grown, np.maximum(heaped, 15), np.floor(age)).astype(np.int64)


def _papers(rng: Source, people: People, staff: Registrars, scene: Scene, malian: Bools) -> Answers:
    return {
        "phone": _phones(rng, people, staff, scene, malian),
        "doc_no": _cards(rng, people, scene, malian),
    }


def _phones(rng: Source, people: People, staff: Registrars, scene: Scene, malian: Bools) -> Texts:
    """Numbers of eight digits, written as the registrar writes them."""
    everybody, total = len(people.born), len(scene.person)
    owner = rng.random(everybody) < np.where(people.role == HEAD, 0.35, 0.1)
    number = rng.integers(50_000_000, 80_000_000, everybody)[scene.person]
    other = (scene.again & (rng.random(total) < 0.3)) | scene.false
    number[other] = rng.integers(50_000_000, 80_000_000, other.sum())
    said = (scene.age >= ADULT - 2) & owner[scene.person] & (rng.random(total) < 0.92)
    phone = np.full(total, "", dtype=object)
    style = staff.phone[scene.registrar]
    for place in np.flatnonzero(said):
        code = "223" if malian[place] else "226"
        phone[place] = _phone(f"{number[place]:08d}", int(style[place]), code)
    return _copied(rng, phone)


def _cards(rng: Source, people: People, scene: Scene, malian: Bools) -> Texts:
    """Mali's card has 15 digits and a letter, Burkina Faso's B and 9 digits."""
    everybody, total = len(people.born), len(scene.person)
    owner = rng.random(everybody) < 0.1
    digits = rng.integers(10**14, 10**15, everybody)[scene.person]
    shown = (scene.age >= ADULT) & owner[scene.person] & ~scene.false
    shown &= rng.random(total) < 0.75
    document = np.full(total, "", dtype=object)
    for place in np.flatnonzero(shown):
        text = f"{digits[place]}{'ABCDEFGHKM'[digits[place] % 10]}"
        document[place] = text if malian[place] else f"B{text[:9]}"
    return _copied(rng, document)


def _phone(number: str, style: int, code: str) -> str:
    if style == 1:
        return " ".join(number[at : at + 2] for at in range(0, 8, 2))
    return f"+{code}{number}" if style else number


def _copied(rng: Source, texts: Texts) -> Texts:
    """One number in fifty has two neighbouring digits turned round."""
    for place in np.flatnonzero(rng.random(len(texts)) < 0.02):
        text = texts[place]
        if text:
            at = int(rng.integers(1, len(text) - 1))
            texts[place] = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return texts
