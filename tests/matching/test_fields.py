"""Which words are the surname where a name stands in one field: as the register uses them."""

import random

import pytest

from akwaba.matching.engine import Engine
from akwaba.matching.fields import named, usage_of
from akwaba.matching.persons import persons_from
from akwaba.matching.queries import Person

GIVEN = ["Bintou", "Awa", "Salif", "Drissa", "Oumou", "Adama", "Nagnonta", "Zié", "Tènin"]
FAMILIES = ["Diakité", "Koné", "Ouédraogo", "Silué", "Sanogo", "Sekongo", "Yéo", "Barro"]


def names(*, swapped=0, seed=1):
    """72 names in the usual order, but `swapped` of them the other way round."""
    all_names = [(given, family) for given in GIVEN for family in FAMILIES]
    random.Random(seed).shuffle(all_names)  # noqa: S311  no secret
    return [
        f"{family} {given}" if place < swapped else f"{given} {family}"
        for place, (given, family) in enumerate(all_names)
    ]


def register(said):
    return persons_from({"rec_id": str(at), "given_name": name} for at, name in enumerate(said))


def parted(said, others):
    """(given, family) of the last of a register."""
    people = register([*others, said])
    found = named(people, usage_of(people))
    return tuple(" ".join(found.names[column[-1]]) for column in (found.given, found.family))


@pytest.mark.parametrize(
    ("said", "given", "family"),
    [
        ("Diakité Bintou", "bintou", "diakite"),
        ("Diakité Bintu", "bintu", "diakite"),
        ("Bintou Diakité", "bintou", "diakite"),
        ("Koulibaly Awa", "awa", "koulibaly"),
        ("Koné Awa Bintou", "awa bintou", "kone"),
        ("Awa Bintou Koné", "awa bintou", "kone"),
        ("Silue Nagnonta", "nagnonta", "silue"),
        ("Awa", "awa", ""),
        ("Silué", "", "silue"),
        ("", "", ""),
    ],
)
def test_the_words_tell_which_is_the_surname(said, given, family):
    assert parted(said, names()) == (given, family)


def test_with_nobody_else_the_usual_order_holds():
    assert parted("Xara Yoldo", []) == ("xara", "yoldo")


@pytest.mark.parametrize("swapped", [10, 30, 60, 72])
def test_whichever_order_is_the_usual_one_here(swapped):
    people = register(names(swapped=swapped))
    found = named(people, usage_of(people))
    surnames = {found.names[value][0] for value in found.family.tolist()}
    assert surnames == {
        "diakite",
        "kone",
        "ouedraogo",
        "silue",
        "sanogo",
        "sekongo",
        "yeo",
        "barro",
    }


def test_the_order_of_the_register_changes_nothing():
    said = names(swapped=20)
    one, other = usage_of(register(said)), usage_of(register(said[::-1]))
    assert (one.family, one.given) == (other.family, other.given)


def test_names_in_two_fields_teach_how_to_part_those_in_one():
    two = [{"rec_id": f"t{at}", "given_name": "Xara", "family_name": "Yoldo"} for at in range(3)]
    people = persons_from([*two, {"rec_id": "one", "given_name": "Yoldo Xara"}])
    found = named(people, usage_of(people))
    assert found.given[-1] == found.given[0]
    assert found.family[-1] == found.family[0]


def test_a_father_s_name_is_nobody_s_surname():
    assert parted("Mohamed Ag Ali", names()) == ("mohamed", "")


def test_whoever_was_written_the_other_way_round_is_found():
    people = register([*names(), "Diakité Bintu"])
    engine = Engine.of(people, today=2025)
    found = engine.search(Person(given_name="Bintou Diakite"), top=3)
    assert len(people) - 1 in {candidate.source for candidate in found}
    reasons = {r.field: r.level for c in found if c.source == len(people) - 1 for r in c.reasons}
    assert reasons["given"] in {"equivalent", "close", "same"}
    assert reasons["family"] == "same"
