"""The page of a household: who is in it, what differs, what may be done."""

from uuid import uuid4

import pytest
from django.urls import reverse

from akwaba.registry import services
from akwaba.registry.models import Household, Person, Token
from akwaba.registry.numbers import new_token, printed_number
from tests.registry.pages_cast import family, members, new_person, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]


def page_of(household, act=""):
    return reverse("registry:household", args=[household.id]) + act


@pytest.fixture
def traore(awa):
    return family(
        awa,
        new_person("Mariam Coulibaly", "F", "34"),
        new_person("Issa Traoré", "M", "40", relationship="HUS"),
        new_person("Awa Traoré", "F", "8m", relationship="DAU"),
    )


def test_the_focal_point_comes_first_and_everyone_is_read_and_noted(desk, awa, traore, reads):
    page = desk.get(page_of(traore)).content.decode()
    assert printed_number(traore.number) in page
    assert page.index("Mariam Coulibaly") < page.index("Issa Traoré") < page.index("Awa Traoré")
    noted = {subject for subject, page in reads(awa) if page == "registry:household"}
    assert noted == {traore.id, *(person.id for person in members(traore))}


def test_a_household_of_another_post_looks_absent(desk, toure):
    elsewhere = family(toure, post="tengrela")
    hidden = desk.get(page_of(elsewhere))
    absent = desk.get(f"/households/{uuid4()}/")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.context["problem"].code == absent.context["problem"].code


@pytest.mark.parametrize("who", ["kone", "bamba", "ouattara"])
def test_roles_that_meet_nobody_open_no_household(client, request, traore, who):
    client.force_login(request.getfixturevalue(who))
    answer = client.get(page_of(traore))
    assert answer.status_code == 403
    assert "Coulibaly" not in answer.content.decode()


def test_people_announced_are_registered_later(desk):
    announced = {
        "form_id": str(uuid4()), "post": "pogo", "name": "Salimata Koné", "F 0-4": "2",
        "F 18-59": "1", "M 18-59": "1", "arrived_on": "10/11/2025", "needs": ["DS"],
    }  # fmt: skip
    desk.post("/preregister/", announced)
    household = Household.objects.get()
    assert (household.size_said, household.counts_said) == (
        4, {"F 0-4": 2, "F 18-59": 1, "M 18-59": 1},
    )  # fmt: skip
    assert "1 sur 4 enregistrées" in desk.get(page_of(household)).content.decode()
    sent = sheet(("Awa", "F", "2"), ("Oumou", "F", "3"), ("Issa", "M", "30"))
    desk.post(page_of(household, "people/"), sent)
    desk.post(page_of(household, "people/"), sent)
    assert len(members(household)) == 4
    assert "enregistrées</b>" not in desk.get(page_of(household)).content.decode()


def test_only_the_total_may_be_announced(desk):
    sent = {"form_id": str(uuid4()), "post": "pogo", "name": "Salimata Koné"}
    assert desk.post("/preregister/", sent).status_code == 422
    desk.post("/preregister/", sent | {"total": "7"})
    assert (Household.objects.get().size_said, Household.objects.get().counts_said) == (7, {})


def test_a_birth_is_registered_once(desk, traore):
    sent = {"form_id": str(uuid4()), "name": "Bébé de Mariam", "sex": "F", "age": "3 jours"}
    desk.post(page_of(traore, "birth/"), sent)
    desk.post(page_of(traore, "birth/"), sent)
    child = Person.objects.get(name_said="Bébé de Mariam")
    assert (child.reason, child.household) == ("birth", traore.id)


def test_part_of_a_household_becomes_one(desk, traore):
    mother, father, child = members(traore)
    sent = {"chosen": [str(father.id), str(child.id)], "speaker": str(father.id)}
    desk.post(page_of(traore, "split/"), sent | {f"to-{child.id}": "DAU"})
    made = Household.objects.exclude(pk=traore.id).get()
    assert [person.id for person in members(made)] == [father.id, child.id]
    assert made.focal_point == father.id
    assert [person.id for person in members(traore)] == [mother.id]


def test_whoever_speaks_for_a_new_household_belongs_to_it(desk, traore):
    mother, father, _child = members(traore)
    sent = {"chosen": [str(father.id)], "speaker": str(mother.id)}
    assert desk.post(page_of(traore, "split/"), sent).status_code == 422
    assert Household.objects.count() == 1


def test_people_move_to_the_household_that_is_numbered(desk, awa, traore):
    other = family(awa)
    child = members(traore)[2]
    sent = {"chosen": [str(child.id)], "into": printed_number(other.number)}
    answer = desk.post(page_of(traore, "move/"), sent)
    assert answer.headers["location"] == page_of(other)
    assert Person.objects.get(pk=child.id).household == other.id


def test_a_wrong_digit_in_the_number_is_told_apart_from_an_unknown_one(desk, traore):
    child = members(traore)[2]
    wrong = str(int(traore.number[0]) ^ 1) + traore.number[1:]
    sent = {"chosen": [str(child.id)], "into": wrong}
    answer = desk.post(page_of(traore, "move/"), sent)
    assert "chiffre faux" in answer.content.decode()


def test_households_join(desk, awa, traore):
    other = family(awa)
    desk.post(page_of(traore, "join/"), {"into": other.number})
    assert len(members(other)) == 4
    assert "Personne ne compte" in desk.get(page_of(traore)).content.decode()


def test_someone_else_speaks(desk, traore):
    mother, father, _child = members(traore)
    sent = {"speaker": str(father.id), f"to-{mother.id}": "WIF"}
    desk.post(page_of(traore, "speaker/"), sent)
    traore.refresh_from_db()
    assert traore.focal_point == father.id
    assert [person.relationship for person in members(traore)] == ["WIF", "PA", ""]


def test_a_token_is_replaced(desk, traore):
    first, second = new_token(), new_token()
    for code in (first, second):
        desk.post(page_of(traore, "token/"), {"code": code.lower()})
    active = Token.objects.get(void_reason="")
    assert (active.code, Token.objects.count()) == (second, 2)


def test_a_correction_of_the_arrival_shows_from_what_to_what(desk, traore):
    form = desk.get(page_of(traore, "correct/")).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    desk.post(page_of(traore, "correct/"), sent | {"arrived_on": "09/11/2025", "phone": "0707"})
    traore.refresh_from_db()
    assert (traore.arrived_on.isoformat(), traore.phone) == ("2025-11-09", "0707")
    page = desk.get(page_of(traore)).content.decode()
    assert "→ 9 novembre 2025" in page
    assert "Awa Koné" in page


def test_an_act_is_undone_from_the_history(desk, traore):
    form = desk.get(page_of(traore, "correct/")).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    desk.post(page_of(traore, "correct/"), sent | {"phone": "0707"})
    event = desk.get(page_of(traore)).context["events"][0]
    assert event.may_undo
    desk.post("/undo", {"entry": str(event.entry), "subject": str(event.subject)})
    traore.refresh_from_db()
    assert traore.phone == ""
    events = desk.get(page_of(traore)).context["events"]
    assert not next(one for one in events if one.entry == event.entry).may_undo


def test_what_later_acts_rest_on_cannot_be_undone(desk, awa, traore):
    services.correct(actor=awa, row=members(traore)[0], values={"sex": "M"})
    registered = desk.get(page_of(traore)).context["events"][-1]
    assert not registered.may_undo
    sent = {"entry": str(registered.entry), "subject": str(registered.subject)}
    answer = desk.post("/undo", sent, follow=True)
    assert "ne peut pas être annulé" in answer.content.decode()
    assert len(members(traore)) == 3


def test_a_finding_is_mended_with_one_tap(desk, awa):
    household = family(
        awa, new_person("Mariam", "F", "34"), new_person("Issa", "M", "40", relationship="WIF")
    )
    page = desk.get(page_of(household))
    finding = next(one for one in page.context["advice"] if one.mend)
    desk.post(page_of(household, "mend"), {"finding": finding.key})
    assert members(household)[1].relationship == "HUS"
    left = desk.get(page_of(household)).context["advice"]
    assert finding.key not in [one.key for one in left]


def test_the_number_of_queries_does_not_grow_with_the_family(
    desk, awa, django_assert_max_num_queries
):
    household = family(awa, *(new_person(f"Personne {n}") for n in range(60)))
    desk.get(page_of(household))
    with django_assert_max_num_queries(32):
        desk.get(page_of(household))


def test_announced_groups_read_in_the_language_of_the_officer(desk, awa):
    household = family(awa, new_person("Mariam"), size_said=2, counts_said={"M 18-59": 1})
    assert "2 personnes (1 H 18-59)" in desk.get(page_of(household)).content.decode()


def test_a_registration_is_undone_and_the_undoing_too(desk, awa, traore):
    def undo(event):
        desk.post("/undo", {"entry": str(event.entry), "subject": str(event.subject)})
        return desk.get(page_of(traore))

    registered = desk.get(page_of(traore)).context["events"][0]
    page = undo(registered)
    assert "Personne ne compte" in page.content.decode()
    assert Household.objects.get().void_reason != ""
    page = undo(page.context["events"][0])
    assert [row.name for row in page.context["people"]] == [
        "Mariam Coulibaly", "Issa Traoré", "Awa Traoré",
    ]  # fmt: skip


def test_a_page_of_one_act_is_noted_too(desk, awa, traore, reads):
    desk.get(page_of(traore, "split/"))
    desk.get(reverse("registry:correct_person", args=[members(traore)[0].id]))
    assert (members(traore)[1].id, "registry:split") in reads(awa)
    assert (members(traore)[0].id, "registry:correct_person") in reads(awa)
