"""A clerk fills a roster and saves it."""

from uuid import uuid4

import pytest
from django.urls import reverse

from akwaba.registry.models import Household, Need, Person
from tests.registry.pages_cast import FAMILY, sheet

pytestmark = pytest.mark.django_db

REGISTER = "/register/"


def test_a_family_of_five_is_registered_from_the_roster(desk):
    answer = desk.post(REGISTER, sheet(*FAMILY))
    household = Household.objects.get()
    assert answer.headers["location"] == reverse("registry:household", args=[household.id])
    people = list(Person.objects.order_by("number"))
    assert [person.name_said for person in people] == [name for name, _sex, _age in FAMILY]
    assert [person.birth_precision for person in people] == [
        "age", "estimate", "age", "year", "date",
    ]  # fmt: skip
    assert household.focal_point == people[0].id
    assert (household.origin_said, household.origin_place) == ("Loulouni", "loulouni")


def test_a_relationship_that_nobody_chose_is_kept_as_suggested(desk):
    desk.post(REGISTER, sheet(*FAMILY))
    husband, baby = Person.objects.filter(name_said__in=["Issa Traoré", "Awa Traoré"]).order_by(
        "number"
    )
    assert (husband.relationship, baby.relationship) == ("HUS", "DAU")
    bases = {head[1] for head in baby.registers["relationship"]["heads"].values()}
    assert bases == {"suggested"}


def test_a_chosen_relationship_rests_on_the_interview(desk):
    desk.post(REGISTER, sheet(*FAMILY, **{"line-2-relationship": "GCF"}))
    child = Person.objects.get(name_said="Awa Traoré")
    assert child.relationship == "GCF"
    assert "relationship" not in child.registers


def test_sending_twice_registers_once(desk):
    sent = sheet(*FAMILY)
    first, second = desk.post(REGISTER, sent), desk.post(REGISTER, sent, follow=True)
    assert second.redirect_chain[0][0] == first.headers["location"]
    assert (Household.objects.count(), Person.objects.count()) == (1, 5)
    assert "déjà enregistré" in second.content.decode()


def test_another_family_typed_into_a_used_form_is_kept_and_not_mixed_in(desk):
    form_id = uuid4()
    desk.post(REGISTER, sheet(*FAMILY, form_id=form_id))
    other = sheet(("Salif Ouattara", "M", "50"), form_id=form_id)
    answer = desk.post(REGISTER, other)
    assert answer.status_code == 422
    assert "Salif Ouattara" in answer.content.decode()
    fresh = answer.context["band"].data["form_id"]
    assert fresh != str(form_id)
    desk.post(REGISTER, other | {"form_id": fresh})
    assert Household.objects.count() == 2
    assert Person.objects.get(name_said="Salif Ouattara").household != form_id


def test_what_is_wrong_is_said_beside_its_cell_and_everything_typed_stays(desk):
    sent = sheet(("Mariam", "F", "40a9"), ("", "M", "5"), ("Awa", "F", "3"))
    answer = desk.post(REGISTER, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "« 40a9 »" in page
    assert "La ligne 2 n’a pas de nom" in page
    assert 'value="40a9"' in page
    assert 'value="Loulouni"' in page
    assert Household.objects.count() == 0


def test_blank_lines_are_passed_over(desk):
    desk.post(REGISTER, sheet(("", "", ""), ("Mariam", "F", "34"), ("", "", "")))
    assert Person.objects.get().relationship == "PA"


def test_an_empty_sheet_asks_for_a_name(desk):
    answer = desk.post(REGISTER, sheet())
    assert answer.status_code == 422
    assert "au moins un nom" in answer.content.decode()


def test_a_household_of_two_hundred_is_registered(desk):
    desk.post(REGISTER, sheet(*((f"Personne {n}", "F", "30") for n in range(200))))
    assert Person.objects.count() == 200


def test_more_lines_keeps_what_was_typed(desk):
    answer = desk.post(REGISTER, sheet(*FAMILY, save=None, more="1"))
    assert answer.status_code == 200
    assert len(answer.context["roster"].forms) == 14
    assert "Mariam Coulibaly" in answer.content.decode()
    assert Household.objects.count() == 0


def test_the_next_form_repeats_the_household_before_and_says_so(desk):
    desk.post(REGISTER, sheet(*FAMILY))
    page = desk.get(REGISTER).content.decode()
    assert "Repris du ménage précédent" in page
    assert 'value="Loulouni"' in page
    assert "Mariam" not in page


def test_a_family_with_children_is_asked_about_parents(desk):
    answer = desk.post(REGISTER, sheet(*FAMILY, **{"children-with_parent": ""}))
    assert answer.status_code == 422
    assert Household.objects.count() == 0
    desk.post(REGISTER, sheet(*FAMILY, **{"children-with_parent": "unknown"}))
    assert Household.objects.count() == 1


def test_a_child_without_a_parent_is_reported(desk):
    sent = sheet(*FAMILY, **{"children-with_parent": "no"})
    asked = desk.post(REGISTER, sent)
    assert "Awa Traoré" in str(asked.context["children"]["alone"])
    desk.post(REGISTER, sent | {"children-alone": "3"})
    need = Need.objects.get()
    assert (need.code, need.state) == ("SC", "reported")
    assert Person.objects.get(pk=need.person).name_said == "Awa Traoré"


def test_a_child_alone_is_reported_as_unaccompanied(desk):
    desk.post(REGISTER, sheet(("Adama", "M", "12"), **{"children-with_parent": "no"}))
    assert Need.objects.get().code == "SC-UC"


def test_a_clerk_registers_at_their_own_posts_only(desk):
    answer = desk.post(REGISTER, sheet(*FAMILY, post="tengrela"))
    assert answer.status_code == 422
    assert Household.objects.count() == 0


def test_a_name_with_markup_is_shown_as_text(desk):
    answer = desk.post(REGISTER, sheet(("<b>Awa</b>", "F", "30")), follow=True)
    assert "&lt;b&gt;Awa&lt;/b&gt;" in answer.content.decode()


def test_ages_are_read_without_any_name(desk):
    answer = desk.post(
        "/register/reading", {"lines": '[["F", "34"], ["M", "8m"], ["F", "40a9"], ["", ""]]'}
    ).json()["lines"]
    assert [line["understood"] for line in answer] == ["34 ans", "8 mois", "", ""]
    assert [line["is_child"] for line in answer] == [False, True, False, False]
    assert "40a9" in answer[2]["wrong"]
    assert answer[1]["suggested"] == "Fils"
    assert desk.post("/register/reading", {"lines": "no list"}).json() == {"lines": []}


@pytest.mark.parametrize("who", ["kone", "bamba", "ouattara", "yeo", "diallo"])
def test_those_who_do_not_register_cannot_open_the_roster(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(REGISTER).status_code == 403
    assert client.post(REGISTER, sheet(*FAMILY)).status_code == 403
    assert Household.objects.count() == 0
