"""Finding people by name, number and token."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akwaba.registry import queries, services
from akwaba.registry.models import NameKey
from akwaba.registry.numbers import new_token, printed_number
from akwaba.registry.queries import search
from tests.registry.pages_cast import family, members, new_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]


@pytest.fixture
def village(awa, toure):
    """Three at Pogo, one at Tengréla."""
    family(awa, new_person("Mariam Coulibaly"), new_person("Moussa Coulibaly", "M"))
    family(awa, new_person("Fatoumata Ouattara"))
    family(toure, new_person("Mariam Coulibaly"), post="tengrela")


def names(officer, said):
    return sorted(
        f"{person.name_said}, {person.post}" for person in queries.by_name(officer, said).people
    )


@pytest.mark.parametrize(
    "said", ["Coulibaly Mariam", "koulibali mariame", "mariam coul", "MARIAM COULIBALY"]
)
def test_order_spelling_and_an_unfinished_last_word_do_not_matter(awa, village, said):
    assert names(awa, said) == ["Mariam Coulibaly, pogo"]


def test_every_word_must_fit(awa, village):
    assert names(awa, "Mariam Ouattara") == []
    assert names(awa, "mar coulibaly") == []  # only the last word may be begun


def test_titles_are_passed_over(awa, village):
    assert names(awa, "Hadja Mariam Coulibaly") == ["Mariam Coulibaly, pogo"]
    assert names(awa, "Ouattara El") == ["Fatoumata Ouattara, pogo"]


@pytest.mark.parametrize("said", ["", "  ", "''", "-", "!?", "%", "_", "\N{ZERO WIDTH SPACE}"])
def test_nothing_searched_finds_nobody(awa, village, said):
    assert names(awa, said) == []


def test_a_clerk_finds_the_people_of_their_posts(awa, toure, village):
    assert names(awa, "coulibaly mariam") == ["Mariam Coulibaly, pogo"]
    assert len(names(toure, "coulibaly mariam")) == 2


def test_security_and_the_like_find_nobody(kone, bamba, ouattara, village):
    for officer in (kone, bamba, ouattara):
        assert names(officer, "coulibaly") == []


def test_a_common_name_is_searched_in_the_posts_of_the_officer(awa, toure, village, monkeypatch):
    monkeypatch.setattr(search, "MOST_WEIGHED", 1)
    monkeypatch.setattr(search, "LAST_REGISTERED", 1)
    assert len(names(awa, "coulibaly")) == 2
    assert len(queries.by_name(toure, "coulibaly").people) == 1


def test_more_than_fifty_asks_for_a_word(awa, desk):
    family(awa, *(new_person("Awa Traoré") for _ in range(51)))
    answer = desk.post("/search/", {"q": "traore"})
    assert len(answer.context["lines"]) == 50
    assert "Plus de 50 personnes" in answer.content.decode()


def test_the_latest_arrivals_come_first(awa):
    family(awa, new_person("Awa Traoré Un"), arrived_on=None)
    family(awa, new_person("Awa Traoré Deux"))
    found = queries.by_name(awa, "traore").people
    assert [person.name_said for person in found] == ["Awa Traoré Deux", "Awa Traoré Un"]


def test_who_was_shown_is_noted_and_the_name_stands_in_no_address(desk, awa, village, reads):
    answer = desk.post("/search/", {"q": "coulibaly"})
    assert "coulibaly" not in answer.request["QUERY_STRING"].lower()
    shown = {row.id for row, *_rest in answer.context["lines"]}
    assert shown == {subject for subject, page in reads(awa) if page == "registry:search"}
    assert desk.get("/search/?q=coulibaly").context.get("result") is None


def test_a_number_is_found_with_or_without_spaces(desk, awa):
    person = members(family(awa, new_person("Mariam"), new_person("Issa", "M")))[1]
    for said in (person.number, printed_number(person.number), person.number.replace("0", "O")):
        answer = desk.post("/search/", {"q": said})
        assert [row.name for row, *_rest in answer.context["lines"]] == ["Issa"]


def test_the_number_of_a_household_finds_its_people(desk, awa):
    household = family(awa, new_person("Mariam"), new_person("Issa", "M"))
    answer = desk.post("/search/", {"q": household.number})
    assert [row.name for row, *_rest in answer.context["lines"]] == ["Mariam", "Issa"]


def test_a_wrong_digit_is_told_apart_from_a_number_that_nobody_bears(desk, awa, toure):
    elsewhere = family(toure, post="tengrela").number
    wrong = str(int(elsewhere[0]) ^ 1) + elsewhere[1:]
    assert "chiffre faux" in desk.post("/search/", {"q": wrong}).content.decode()
    assert "bien écrit" in desk.post("/search/", {"q": elsewhere}).content.decode()
    assert "douze chiffres" in desk.post("/search/", {"q": elsewhere[:-1]}).content.decode()


def test_a_token_finds_who_holds_it_and_a_void_one_says_so(desk, awa):
    person = members(family(awa, new_person("Mariam")))[0]
    first, second = new_token(), new_token()
    for code in (first, second):
        services.issue_token(actor=awa, holder=person, code=code)
    active = desk.post("/search/", {"q": second.lower()})
    assert [row.name for row, *_rest in active.context["lines"]] == ["Mariam"]
    assert active.context["result"].note == ""
    assert "n’est plus valable" in desk.post("/search/", {"q": first}).content.decode()


def test_people_struck_out_are_not_found(awa, village):
    person = queries.by_name(awa, "fatoumata").people[0]
    services.void_person(actor=awa, person=person, reason="deux fois")
    assert names(awa, "fatoumata") == []
    assert NameKey.objects.filter(person=person.id).count() == 0


def test_the_number_of_queries_does_not_grow_with_what_is_found(desk, awa):
    family(awa, new_person("Awa Traoré"))
    desk.post("/search/", {"q": "traore"})
    with CaptureQueriesContext(
        connection,
    ) as few:
        desk.post("/search/", {"q": "traore"})
    family(awa, *(new_person("Awa Traoré") for _ in range(30)))
    with CaptureQueriesContext(connection) as many:
        desk.post("/search/", {"q": "traore"})
    assert len(many) == len(few) <= 16
