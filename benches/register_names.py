"""The names of a record: what a person answers to today, and where the registrar puts it."""

from typing import TYPE_CHECKING

import numpy as np

from benches.register_people import SPOUSE, People
from benches.register_tables import Bools, Ints, Source, Tables, Texts, draw, given
from benches.register_writing import Registrars, misheard_and_mistyped, written

if TYPE_CHECKING:
    from benches.register_answers import Scene


def names(
    rng: Source, tables: Tables, staff: Registrars, people: People, scene: "Scene"
) -> dict[str, Texts]:
    """Given name, surname, and the given names of the parents."""
    person, registrar = scene.person, scene.registrar
    total = len(person)
    first, surname, father, mother = _said(rng, tables, people, scene)
    second = np.where(rng.random(total) < 0.7, people.second[person], -1)
    second[scene.false] = -1

    def write(ids: Ints) -> Texts:
        texts = written(rng, staff, registrar, tables.words, ids)
        return misheard_and_mistyped(rng, texts)

    given_name = _beside(write(first), write(second))
    family_name = _family(
        tables, people, scene, write(surname), write(np.where(surname < 0, father, -1))
    )
    family_name[rng.random(total) < 0.01] = ""
    given_name[rng.random(total) < 0.002] = ""
    _placed(rng, staff, registrar, given_name, family_name)
    columns = {"given_name": given_name, "family_name": family_name}
    for name, ids in (("mother_given", mother), ("father_given", father)):
        texts = write(ids)
        texts[rng.random(total) < staff.skips_parents[registrar]] = ""
        columns[name] = texts
    for name, texts in columns.items():
        style = staff.capitals[registrar]
        loud = (style == 2) | ((style == 1) & (name == "family_name"))
        texts[loud] = [text.upper() for text in texts[loud]]
    return columns


def _said(
    rng: Source, tables: Tables, people: People, scene: "Scene"
) -> tuple[Ints, Ints, Ints, Ints]:
    """The words that are said: other names for oneself, the husband's surname, and lies."""
    person = scene.person
    total = len(person)
    first = _otherwise(rng, tables, people.given[person], 0.045)
    surname = people.surname[person].copy()
    starts = np.searchsorted(people.home, people.home[person])
    married = (people.role[person] == SPOUSE) & ~people.male[person] & (rng.random(total) < 0.08)
    surname[married] = people.surname[starts][married]
    surname = np.where(surname >= 0, _otherwise(rng, tables, surname, 0.015), -1)
    father = _otherwise(rng, tables, people.father[person], 0.045)
    mother = _otherwise(rng, tables, people.mother[person], 0.045)
    community, male = people.community[person], people.male[person]
    for ids, chance, invented in (
        (first, 0.7, given(rng, tables, community, male)),
        (surname, 0.85, draw(rng, tables, "surname", community)),
        (father, 0.5, draw(rng, tables, "male", community)),
        (mother, 0.5, draw(rng, tables, "female", community)),
    ):
        lies = scene.false & (rng.random(total) < chance)
        ids[lies] = invented[lies]
    return first, surname, father, mother


def _otherwise(rng: Source, tables: Tables, ids: Ints, chance: float) -> Ints:
    """Another name by which the same person is called, where there is one."""
    ids = ids.copy()
    for place in np.flatnonzero(rng.random(len(ids)) < chance):
        others = tables.equivalents.get(int(ids[place]))
        if others is not None:
            ids[place] = others[rng.integers(len(others))]
    return ids


def _family(tables: Tables, people: People, scene: "Scene", surname: Texts, father: Texts) -> Texts:
    """The surname; where it is the father's name, Ag for a man and Walet for a woman."""
    patronyms = [some.patronym or ("", "") for some in tables.communities]
    words = np.array(patronyms, dtype=object)
    before = words[people.community[scene.person], np.where(people.male[scene.person], 0, 1)]
    return np.where(father != "", _beside(before, father), surname)


def _beside(one: Texts, other: Texts) -> Texts:
    """Both words with a space between, or the one that is there."""
    both = (one != "") & (other != "")
    texts = np.where(one != "", one, other)
    texts[both] = one[both] + " " + other[both]
    return texts


def _placed(
    rng: Source, staff: Registrars, registrar: Ints, given_name: Texts, family_name: Texts
) -> None:
    """In one field, the surname last seven times in ten; or turned round."""
    total = len(registrar)
    one: Bools = rng.random(total) < staff.one_field[registrar]
    turned: Bools = ~one & (rng.random(total) < staff.swaps[registrar])
    given_name[turned], family_name[turned] = family_name[turned], given_name[turned]
    last = rng.random(total) < 0.7
    before = np.where(last, given_name, family_name)
    after = np.where(last, family_name, given_name)
    given_name[one] = _beside(before, after)[one]
    family_name[one] = ""
