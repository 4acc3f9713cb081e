"""“Already known?” as a tablet asks its node: who is found, why, and by whom it may be asked."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from akwaba.access.models import ReadLog
from akwaba.desk import known
from akwaba.desk.likeness import Described, Reason, reasons
from akwaba.desk.views.search import MOST_SHOWN
from akwaba.places import services as places
from akwaba.registry import services as registry
from akwaba.registry.ages_said import parse_birth
from akwaba.registry.models import Person
from akwaba.registry.numbers import new_token
from tests.access.desk_cast import ago, enrolled
from tests.registry.people import new, registered

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/v1/search"


@pytest.fixture
def facts(db):
    places.ensure_facts()


@pytest.fixture
def tablet(awa, soro, facts):
    """At Pogo, with Awa at it."""
    return enrolled(soro, awa, soro)


@pytest.fixture
def coulibaly(awa, facts):
    """Mariam, 34, and Moussa, 8, registered at Pogo."""
    mariam = new("Mariam Coulibaly", sex="F", birth=parse_birth("34", on=date(2025, 11, 10)))
    moussa = new("Moussa Coulibaly", sex="M", birth=parse_birth("8", on=date(2025, 11, 10)))
    return registered(awa, mariam, moussa)


def found(tablet, **said):
    response = tablet.ask(ADDRESS, said)
    assert response.status_code == 200, response.content
    return response.json()["found"]


def names(lines):
    return [line["name"] for line in lines]


# Who is found


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Mariam Coulibaly", "same_written"),
        ("mariam coulibaly", "same_written"),
        ("Coulibaly Mariam", "same_sound"),
        ("Mariame Koulibali", "same_sound"),
        ("Mariam Awa Coulibaly", "part_of_name"),
    ],
)
def test_a_name_is_found_however_it_is_written(tablet, coulibaly, said, why):
    lines = found(tablet, names=[said])
    assert [(line["name"], line["reason_codes"][0]) for line in lines] == [
        ("Mariam Coulibaly", why)
    ]


def test_somebody_else_is_not_found(tablet, coulibaly):
    assert found(tablet, names=["Mariam Ouattara", "Fatou Coulibaly"]) == []


def test_the_other_sex_is_somebody_else(tablet, coulibaly):
    assert found(tablet, names=["Mariam Coulibaly"], sex="M") == []
    assert names(found(tablet, names=["Mariam Coulibaly"], sex="U")) == ["Mariam Coulibaly"]
    line = found(tablet, names=["Mariam Coulibaly"], sex="F")[0]
    assert "sex_fits" in line["reason_codes"]


@pytest.mark.parametrize(
    ("earliest", "latest", "codes"),
    [
        ("1991-01-01", "1991-12-31", ["same_written", "age_fits"]),
        ("1994-01-01", "1994-12-31", ["same_written"]),
        ("2010-01-01", "2010-12-31", None),
    ],
)
def test_an_age_that_lies_far_off_is_somebody_else(tablet, coulibaly, earliest, latest, codes):
    lines = found(tablet, names=["Mariam Coulibaly"], birth_earliest=earliest, birth_latest=latest)
    assert [line["reason_codes"] for line in lines] == ([codes] if codes else [])


def test_nobody_is_left_out_for_an_age_that_nobody_knows(tablet, awa, facts):
    registered(awa, new("Salif Traoré"))
    lines = found(
        tablet, names=["Salif Traoré"], birth_earliest="1990-01-01", birth_latest="1990-12-31"
    )
    assert names(lines) == ["Salif Traoré"]


def test_a_whole_family_is_asked_about_at_once(tablet, coulibaly, awa):
    registered(awa, new("Salif Traoré"))
    lines = found(
        tablet,
        names=[
            "Fatou Koné",
            {"name": "Moussa Coulibaly", "sex": "M"},
            {"name": "Mariam Coulibaly", "sex": "F"},
        ],
    )
    assert {(line["name"], line["resembles"]) for line in lines} == {
        ("Moussa Coulibaly", 1),
        ("Mariam Coulibaly", 2),
    }


def test_the_largest_household_is_asked_about_at_once(tablet, coulibaly):
    names_of_all = [f"Personne{n} Famille{n}" for n in range(499)] + ["Mariam Coulibaly"]
    lines = found(tablet, names=names_of_all)
    assert [(line["name"], line["resembles"]) for line in lines] == [("Mariam Coulibaly", 499)]


def test_a_family_of_sixty_costs_no_more_queries_than_one_person(awa, coulibaly):
    def queries(asked):
        with CaptureQueriesContext(
            connection,
        ) as made:
            known.already_known(awa, asked)
        return len(made)

    one = [Described("Mariam Coulibaly")]
    sixty = one + [Described(f"Personne Numéro{n}") for n in range(59)]
    assert queries(sixty) == queries(one)


def test_at_most_eight_are_shown_and_more_are_told_of(tablet, awa, facts):
    registered(awa, *[new("Awa Koné") for _ in range(9)])
    answer = tablet.ask(ADDRESS, {"names": ["Awa Koné"]}).json()
    assert (len(answer["found"]), answer["more"]) == (8, True)
    registered(awa, *[new("Salif Traoré") for _ in range(8)])
    answer = tablet.ask(ADDRESS, {"names": ["Salif Traoré"]}).json()
    assert (len(answer["found"]), answer["more"]) == (8, False)


def test_the_likeliest_stand_first(tablet, awa, facts):
    registered(awa, new("Awa Fanta Koné"))
    registered(awa, new("Kone Awa"))
    registered(awa, new("Awa Koné"))
    lines = found(tablet, names=["Awa Koné"])
    assert names(lines) == ["Awa Koné", "Kone Awa", "Awa Fanta Koné"]


def test_a_number_finds_its_bearer_alone(tablet, coulibaly):
    _household, (mariam, _moussa) = coulibaly
    lines = found(tablet, number=mariam.number)
    assert [(line["name"], line["reason_codes"]) for line in lines] == [
        ("Mariam Coulibaly", ["same_number"])
    ]


def test_a_token_of_the_household_finds_all_of_it(tablet, awa, facts):
    code = new_token()
    registered(awa, new("Awa Koné"), new("Salif Koné"), token=code)
    lines = found(tablet, token=code)
    assert sorted(names(lines)) == ["Awa Koné", "Salif Koné"]
    assert {code for line in lines for code in line["reason_codes"]} == {"same_token"}


def test_what_nobody_bears_finds_nobody(tablet, facts):
    assert found(tablet, token=new_token()) == []


def test_what_the_desk_shows_of_somebody(tablet, coulibaly):
    household, (mariam, _moussa) = coulibaly
    line = found(tablet, names=["Mariam Coulibaly"])[0]
    assert line.pop("age_text")
    assert line == {
        "person": str(mariam.id),
        "number": mariam.number,
        "household": str(household.id),
        "household_number": household.number,
        "name": "Mariam Coulibaly",
        "sex": "F",
        "post_name": "Pogo",
        "registered_on": mariam.registered_on.isoformat(),
        "is_child": False,
        "resembles": 0,
        "reasons": ["même nom, écrit de même"],
        "reason_codes": ["same_written"],
        "band": "look",
        "probability": 0.0,
        "photo": "",
        "token": "",
    }


BIRTHS = (("8", True), ("34", False), ("~18", None), ("?", None))


@pytest.mark.parametrize(("age", "is_child"), BIRTHS)
def test_a_child_is_told_from_an_adult_where_the_age_leaves_no_doubt(
    tablet, awa, facts, age, is_child
):
    registered(awa, new("Fanta Koné", sex="F", birth=parse_birth(age, on=timezone.localdate())))
    (line,) = found(tablet, names=["Fanta Koné"])
    assert line["is_child"] is is_child


# Who may ask, and what is noted


def test_each_one_shown_is_noted_as_read_for_registration(tablet, awa, coulibaly):
    _household, (mariam, _moussa) = coulibaly
    found(tablet, names=["Mariam Coulibaly"])
    noted = ReadLog.objects.values_list("officer", "subject", "purpose", "page")
    assert list(noted) == [(awa.id, mariam.id, "registration", "desk:search")]


def test_whoever_walks_through_the_register_is_stopped(tablet, awa, coulibaly):
    noted = {"subject": uuid4(), "purpose": "registration", "page": "desk:search"}
    old, new_ones = ago(minutes=61), [ReadLog(officer=awa, **noted) for _ in range(MOST_SHOWN - 1)]
    ReadLog.objects.bulk_create([*new_ones, ReadLog(officer=awa, at=old, **noted)])
    assert found(tablet, names=["Mariam Coulibaly"])
    refused = tablet.ask(ADDRESS, {"names": ["Mariam Coulibaly"]})
    assert (refused.status_code, refused.said["problem"]) == (429, "shown_too_many")
    ReadLog.objects.update(at=old)
    assert found(tablet, names=["Mariam Coulibaly"])


def test_nobody_of_another_post_is_found(tablet, toure, facts):
    registered(toure, new("Mariam Coulibaly"), post="tengrela")
    elsewhere = Person.objects.get()
    assert found(tablet, names=["Mariam Coulibaly"]) == []
    assert found(tablet, number=elsewhere.number) == []
    assert not ReadLog.objects.exists()


def test_a_voided_record_is_not_found(tablet, awa, coulibaly):
    _household, (mariam, _moussa) = coulibaly
    registry.void_person(actor=awa, person=mariam, reason="deux fois")
    assert found(tablet, names=["Mariam Coulibaly"]) == []


@pytest.mark.parametrize("who", ["kone", "yeo", "diallo", "ouattara", "bamba"])
def test_roles_that_do_not_register_are_refused(request, soro, facts, coulibaly, who):
    officer = request.getfixturevalue(who)
    response = enrolled(soro, officer).ask(ADDRESS, {"names": ["Mariam Coulibaly"]})
    assert (response.status_code, response.json()["problem"]) == (403, "not_entitled")
    assert b"Mariam" not in response.content
    assert not ReadLog.objects.exists()


def test_an_officer_who_never_signed_in_on_the_tablet_is_refused(tablet, toure, coulibaly):
    tablet.officer = toure.id
    response = tablet.ask(ADDRESS, {"names": ["Mariam Coulibaly"]})
    assert response.json()["problem"] == "officer_unknown"


def test_a_tablet_whose_lease_ended_reads_nothing(awa, soro, coulibaly):
    tablet = enrolled(soro, awa, lease_until=ago(days=1))
    response = tablet.ask(ADDRESS, {"names": ["Mariam Coulibaly"]})
    assert (response.status_code, response.json()["problem"]) == (403, "lease_ended")


def test_an_unsigned_question_is_refused_even_with_a_session(client, awa, coulibaly):
    client.force_login(awa)
    response = client.post(ADDRESS, b"{}", content_type="application/json")
    assert (response.status_code, response.json()["problem"]) == (401, "unknown_device")


def test_the_answer_is_signed_by_the_node(tablet, coulibaly):
    assert tablet.believes(tablet.ask(ADDRESS, {"names": ["Mariam Coulibaly"]}))


# What cannot be read


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("Awa", "{…}"),
        ([], "{…}"),
        ({}, "names"),
        ({"names": []}, "names"),
        ({"names": ["Awa"] * 501}, "names"),
        ({"names": [7]}, "name"),
        ({"names": ["A" * 201]}, "name"),
        ({"names": ["Awa"], "sex": "X"}, "sex"),
        ({"names": ["Awa"], "origin_place": 7}, "origin_place"),
        ({"names": [{"name": "Awa", "relationship": ["DAU"]}]}, "relationship"),
        ({"names": ["Awa"], "birth_latest": "hier"}, "birth_latest"),
        ({"names": ["Awa"], "birth_earliest": 1987}, "birth_earliest"),
        ({"number": "123"}, "number"),
        ({"token": "????"}, "token"),
    ],
)
def test_a_question_that_cannot_be_read_names_the_field(tablet, said, field):
    response = tablet.ask(ADDRESS, said)
    answer = response.json()
    assert (response.status_code, answer["problem"]) == (400, "request_not_understood")
    assert field in answer["sentence"]


@pytest.mark.parametrize("name", ["", "  ", "''", "\N{ZERO WIDTH SPACE}", "%", "🙂", "ߊߥߊ"])
def test_a_name_of_nothing_finds_nobody(tablet, coulibaly, name):
    assert found(tablet, names=[name]) == []


def test_the_sentences_follow_the_language_that_the_tablet_asks_for(tablet, coulibaly):
    said = {"names": ["Mariam Coulibaly"]}
    answer = tablet.ask(ADDRESS, said, **{"Akwaba-Language": "en"}).json()
    assert answer["found"][0]["reasons"] == ["same name as written"]


# Laws of likeness

days = st.dates(date(1900, 1, 1), date(2025, 1, 1))


@given(st.text(max_size=30), st.sampled_from(["F", "M", "U", ""]), days, st.integers(0, 4000))
def test_everybody_resembles_themselves(name, sex, earliest, length):
    described = Described(name, sex, earliest, earliest + timedelta(days=length))
    told = reasons(described, described)
    assert told[0] is Reason.SAME_WRITTEN


@given(st.lists(st.sampled_from(["awa", "kone", "salif", "traore"]), min_size=1, max_size=4))
def test_the_order_of_a_name_never_matters(words):
    one, other = " ".join(words), " ".join(reversed(words))
    assert reasons(Described(one), Described(other))


def test_an_unknown_id_is_no_reason(awa, facts):
    assert known.already_known(awa, [Described(str(uuid4()))]).hits == []
