"""“Already known?” by the whole register: families, reasons, photos, and nobody who is gone."""

import io
from base64 import b64decode
from datetime import date
from uuid import uuid4

import pytest
from PIL import Image

from akwaba.access.models import ReadLog
from akwaba.desk import known
from akwaba.desk.households import by_household
from akwaba.desk.likeness import Described, Reason
from akwaba.desk.likeness_told import Pair, Told, mother_in, told_of_family, told_of_two
from akwaba.desk.likeness_worded import worded
from akwaba.matching.index import index
from akwaba.places import services as places
from akwaba.registry import services as registry
from akwaba.registry.ages_said import parse_birth
from akwaba.registry.models import Person
from akwaba.registry.numbers import new_token
from tests.access.desk_cast import enrolled
from tests.registry.people import new, registered

ADDRESS = "/desk/v1/search"
ON = date(2025, 11, 10)


def birth(said):
    return parse_birth(said, on=ON)


def asked(name, sex, age, relationship=""):
    known_of = birth(age).as_facts()
    return {
        "name": name,
        "sex": sex,
        "birth_earliest": known_of["earliest"],
        "birth_latest": known_of["latest"],
        "relationship": relationship,
    }


RETURNED = [
    asked("Koulibali Drissa", "M", "~42", "PA"),
    asked("Mariame Wattara", "F", "33", "WIF"),
    asked("Mousa Koulibaly", "M", "9", "SON"),
    asked("Fanta Koulibaly", "F", "5", "DAU"),
]
"""The family that was registered under its mother comes back under its father."""


@pytest.fixture
def facts(db):
    places.ensure_facts()


@pytest.fixture
def tablet(awa, soro, facts):
    """At Pogo, with Awa at it."""
    return enrolled(soro, awa, soro)


@pytest.fixture
def others(awa, facts):
    for number in range(15):
        registered(
            awa,
            new("Awa Traoré", sex="F", birth=birth(str(20 + number))),
            new("Issa Koné", sex="M", birth=birth(str(1 + number))),
        )


@pytest.fixture
def ouattara(awa, others):
    return registered(
        awa,
        new("Mariam Ouattara", sex="F", birth=birth("34"), relationship="PA"),
        new("Drissa Coulibaly", sex="M", birth=birth("40"), relationship="HUS"),
        new("Moussa Coulibaly", sex="M", birth=birth("8"), relationship="SON"),
        new("Fanta Coulibaly", sex="F", birth=birth("5"), relationship="DAU"),
        new("Salif Coulibaly", sex="M", birth=birth("15"), relationship="SON"),
    )


@pytest.fixture
def ready(ouattara):
    """The register as it was when the family had just been registered."""
    index.refresh()
    yield ouattara
    index.forget()


def ask(tablet, *names, **said):
    response = tablet.ask(ADDRESS, {"names": names, **said})
    assert response.status_code == 200, response.content
    return response.said


def names(answer):
    return {line["name"] for line in answer["found"]}


def test_a_family_comes_back_under_another_head_with_other_spellings(tablet, ready):
    household, _people = ready
    answer = ask(tablet, *RETURNED)
    assert answer["searched"] == "register"
    assert names(answer) == {
        "Drissa Coulibaly", "Mariam Ouattara", "Moussa Coulibaly", "Fanta Coulibaly",
    }  # fmt: skip
    assert {line["household"] for line in answer["found"]} == {str(household.id)}
    assert answer["families"] == [
        {
            "household": str(household.id),
            "people": 5,
            "alike": 4,
            "band": "almost_surely",
            "reasons": ["2 mêmes adultes", "2 mêmes enfants"],
            "reason_codes": ["same_adults", "same_children"],
        }
    ]


def test_each_reason_can_be_read(tablet, ready):
    lines = {line["name"]: line for line in ask(tablet, *RETURNED)["found"]}
    mariam, moussa = lines["Mariam Ouattara"], lines["Moussa Coulibaly"]
    assert mariam["reasons"] == [
        "même nom à l’oreille", "Mariame / Mariam", "Wattara / Ouattara", "âge ±1", "même sexe",
    ]  # fmt: skip
    assert moussa["reasons"][0] == "même mère"
    assert {"Mousa / Moussa", "Koulibaly / Coulibaly"} <= set(moussa["reasons"])
    assert moussa["band"] in {"almost_surely", "probably"}
    assert 0.5 <= moussa["probability"] <= 1


def test_reasons_are_told_in_english_too(tablet, ready):
    said = {"names": RETURNED}
    answer = tablet.ask(ADDRESS, said, **{"Akwaba-Language": "en"}).said
    assert answer["families"][0]["reasons"] == ["2 same adults", "2 same children"]


def test_one_who_comes_with_strangers_is_found_among_them(tablet, ready):
    answer = ask(tablet, asked("Zié Soro", "M", "60"), RETURNED[1])
    assert [(line["name"], line["resembles"]) for line in answer["found"]] == [
        ("Mariam Ouattara", 1)
    ]
    assert answer["families"] == []


def test_a_family_of_strangers_finds_nobody(tablet, ready):
    answer = ask(
        tablet,
        asked("Zié Soro", "M", "60"),
        asked("Tènin Silué", "F", "55"),
        asked("Nagnonta Soro", "F", "21"),
    )
    assert answer["found"] == []


def test_only_a_first_name_is_enough_to_look_for_one(tablet, ready):
    answer = ask(tablet, {"name": "Salif"})
    assert names(answer) == {"Salif Coulibaly"}


def test_whoever_was_struck_out_disappears_at_once(tablet, ready, awa):
    _household, (mariam, *_rest) = ready
    registry.void_person(actor=awa, person=mariam, reason="deux fois")
    assert index.holds(mariam.id)
    assert "Mariam Ouattara" not in names(ask(tablet, *RETURNED))


def test_whoever_was_erased_disappears_at_once(tablet, ready, toure):
    _household, (mariam, *_rest) = ready
    registry.erase_person(actor=toure, person=mariam, reason="demande")
    assert index.holds(mariam.id)
    answer = ask(tablet, *RETURNED)
    assert str(mariam.id) not in {line["person"] for line in answer["found"]}


def test_whoever_moved_to_another_post_disappears_at_once(tablet, ready):
    Person.objects.filter(household=ready[0].id).update(post="tengrela")
    assert ask(tablet, *RETURNED)["found"] == []
    assert not ReadLog.objects.exists()


def test_whoever_was_registered_since_is_found_by_name(tablet, ready, awa):
    registered(awa, new("Zanga Sanogo", sex="M", birth=birth("50")))
    answer = ask(tablet, asked("Zanga Sanogo", "M", "50"), asked("Zié Soro", "M", "60"))
    assert [(line["name"], line["band"]) for line in answer["found"]] == [
        ("Zanga Sanogo", "probably")
    ]


def test_a_family_of_sixty_is_asked_about_at_once(tablet, ready):
    strangers = [asked(f"Personne Numéro{n}", "M", str(n)) for n in range(56)]
    answer = ask(tablet, *RETURNED, *strangers)
    assert "Drissa Coulibaly" in names(answer)
    assert len(answer["found"]) <= known.MOST_SHOWN


def test_many_likely_households_are_shown_with_one_each_before_any_with_all(awa, ready):
    twins = [
        registered(
            awa,
            new("Bintou Dembélé", sex="F", birth=birth("30")),
            new("Adama Dembélé", sex="M", birth=birth("33")),
            new("Oumou Dembélé", sex="F", birth=birth("3")),
            new("Ali Dembélé", sex="M", birth=birth("6")),
        )
        for _ in range(3)
    ]
    index.refresh()
    family = [
        Described(name, sex, birth(age).earliest, birth(age).latest)
        for name, sex, age in (
            ("Bintou Dembele", "F", "30"), ("Adama Dembele", "M", "33"),
            ("Oumou Dembele", "F", "3"), ("Ali Dembele", "M", "6"),
        )
    ]  # fmt: skip
    found, families = by_household(awa, family, known.already_known(awa, family), ON)
    assert len(found.hits) == known.MOST_SHOWN
    assert found.has_more
    assert {hit.person.household for hit in found.hits} == {home.id for home, _people in twins}
    assert [family.alike for family in families] == [4, 4, 4]


# What a clerk compares with: the token, the face


def test_the_token_of_the_household_or_of_the_person_is_shown(tablet, awa, others):
    shared, own = new_token(), new_token()
    registered(
        awa,
        new("Drissa Coulibaly", sex="M", birth=birth("40")),
        new("Mariam Ouattara", sex="F", birth=birth("34"), token=own),
        token=shared,
    )
    found = ask(tablet, "Drissa Coulibaly", "Mariam Ouattara")["found"]
    assert {line["name"]: line["token"] for line in found} == {
        "Drissa Coulibaly": shared,
        "Mariam Ouattara": own,
    }


@pytest.fixture
def face(ouattara, awa):
    content = io.BytesIO()
    Image.new("RGB", (40, 40), "brown").save(content, "JPEG")
    mariam = ouattara[1][0]
    registry.take_photo(actor=awa, person=mariam, content=content.getvalue())
    return mariam


def test_the_face_is_shown_to_who_asks_and_noted_as_read(tablet, face, awa):
    address = ask(tablet, "Mariam Ouattara")["found"][0]["photo"]
    answer = tablet.ask(address, method="GET")
    assert answer.status_code == 200
    assert tablet.believes(answer)
    assert Image.open(io.BytesIO(b64decode(answer.said["jpeg"]))).format == "JPEG"
    noted = ReadLog.objects.filter(page="desk:photo").values_list("officer", "subject", "purpose")
    assert list(noted) == [(awa.id, face.id, "registration")]


def test_the_face_of_nobody_and_of_another_post_are_the_same_to_a_desk(tablet, face):
    Person.objects.filter(id=face.id).update(post="tengrela")
    for person in (face.id, uuid4()):
        answer = tablet.ask(f"/desk/v1/photos/{person}", method="GET")
        assert (answer.status_code, answer.said["problem"]) == (404, "not_found")
    assert not ReadLog.objects.exists()


@pytest.mark.parametrize("who", ["kone", "yeo", "diallo", "bamba"])
def test_roles_that_do_not_register_see_no_face(request, soro, face, who):
    answer = enrolled(soro, request.getfixturevalue(who)).ask(
        f"/desk/v1/photos/{face.id}", method="GET"
    )
    assert (answer.status_code, answer.said["problem"]) == (403, "not_entitled")


def test_an_unsigned_request_sees_no_face(client, awa, face):
    client.force_login(awa)
    assert client.get(f"/desk/v1/photos/{face.id}").status_code == 401


# The words


def described(name, sex="", age="?", relationship="", origin=""):
    known_of = birth(age)
    return Described(name, sex, known_of.earliest, known_of.latest, relationship, origin)


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        (("Awa Koné",), ("awa kone",), ["same_written"]),
        (("Awa Koné",), ("Koné Awa",), ["same_sound"]),
        (("Awa Wattara",), ("Awa Ouattara",), ["same_sound", "spelt"]),
        (("Awa",), ("Awa Koné",), ["part_of_name"]),
        (("Awa Koné",), ("Zié Soro",), ["name_differs"]),
        (("",), ("Zié Soro",), []),
        (("Awa", "F", "30"), ("Awa", "F", "30"), ["same_written", "age_fits", "sex_fits"]),
        (("Awa", "F", "30"), ("Awa", "M", "33"), ["same_written", "age_near", "sex_differs"]),
        (("Awa", "U", "30"), ("Awa", "F", "50"), ["same_written", "age_differs"]),
    ],
)
def test_what_two_records_have_in_common(one, other, codes):
    assert [told.code for told in told_of_two(described(*one), described(*other))] == codes


def test_another_name_of_the_same_person_counts():
    one, other = described("Awa Koné"), described("Mama")
    told = told_of_two(one, other, other_names=["Awa Kone"])
    assert told[0].code is Reason.SAME_WRITTEN


def test_the_place_of_origin_is_the_same_by_sound():
    one, other = described("Awa", origin="Koutiala"), described("Awa", origin="Coutiala")
    assert Told(Reason.SAME_ORIGIN) in told_of_two(one, other)
    assert Told(Reason.SAME_ORIGIN) not in told_of_two(described("Awa"), described("Awa"))


def test_adults_and_children_of_a_family_are_counted():
    pairs = [Pair(described("A", age=age), described("A", age=age)) for age in ("40", "8", "3")]
    assert told_of_family(pairs, ON) == [
        Told(Reason.SAME_ADULTS, 1),
        Told(Reason.SAME_CHILDREN, 2),
    ]
    assert told_of_family(pairs[:1], ON) == [Told(Reason.SAME_ADULTS, 1)]


def test_who_the_mother_is_is_told_only_where_one_woman_can_be():
    awa, oumou = described("Awa", "F", "30", "WIF"), described("Oumou", "F", "25", "WIF")
    man = described("Ali", "M", "40", "PA")
    assert mother_in([man, awa]) == awa
    assert mother_in([man, awa, oumou]) is None
    assert mother_in([described("Awa", "F", "30", "PA")]).name == "Awa"
    assert mother_in([man]) is None


@pytest.mark.parametrize("code", list(Reason))
def test_every_reason_has_its_words(code):
    assert worded(Told(code, 2, ("Wattara", "Ouattara")))
