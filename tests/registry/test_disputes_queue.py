"""Everything that waits at a supervisor's posts, ranked by what an error would cost."""

from datetime import date

import pytest

from akwaba.ledger.acceptance import accept
from akwaba.ledger.services import Say
from akwaba.registry import services
from akwaba.registry.models import Consent, Household, Need, Person
from tests.factories import sets
from tests.registry.disputes_cast import address, say_apart, settle, tablet
from tests.registry.pages_cast import family, members, new_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]


@pytest.fixture
def mariam(awa):
    return members(family(awa, new_person("Mariam Coulibaly"), new_person("Issa Traoré")))[0]


@pytest.fixture
def supervisor(client, soro):
    client.force_login(soro)
    return client


def disputed_consent(awa, person):
    services.record_consent(actor=awa, person=person, answers={"photo": "yes"}, manner="spoken")
    consent = Consent.objects.get(person=person.id)
    answer = {"answer": "no", "answered_on": "2025-11-10", "manner": "spoken"}
    return say_apart(consent, "answer", answer, about=person.id)


def disputed_need(awa, person, code="DS"):
    services.report_need(actor=awa, person=person, code=code)
    need = Need.objects.get(person=person.id, code=code)
    return say_apart(need, "state", "ended", about=person.id)


def struck_out_and_edited(soro, person):
    tablets = [tablet()]
    edit = tablets[0].make(sets(person.id, father="Siaka"))
    services.void_person(actor=soro, person=person, reason="inscrit deux fois")
    accept([edit])
    return Person.objects.get(pk=person.id)


def fields(client):
    return [line.field for line in client.get("/disputes/").context["lines"]]


def test_what_an_error_would_cost_most_comes_first(supervisor, awa, toure, mariam):
    other = family(awa, new_person("Bintou"))
    disputed_need(awa, mariam)
    say_apart(mariam, "came_from", {"origin_said": "Loulouni"}, {"origin_said": "Kadiolo"})
    where = {"household": str(other.id), "joined_on": "2025-11-10"}
    say_apart(mariam, "household", where, kind="registry.people_moved")
    disputed_consent(awa, mariam)
    say_apart(mariam, "sex", "F", "M")
    process = {"process": "inactive", "process_reason": "SPD", "process_on": "2025-11-10"}
    say_apart(mariam, "process", process, kind="registry.presence_ended")
    assert fields(supervisor) == ["process", "sex", "answer", "household", "state", "came_from"]
    told = [line.stake for line in supervisor.get("/disputes/").context["lines"]]
    assert told[:3] == ["Statut", "Identité", "Consentement"]


def test_of_the_same_weight_the_oldest_comes_first(supervisor, mariam):
    early, late = tablet(), tablet()
    late.wall += 3_600_000
    say_apart(mariam, "sex", "M", desks=[late])
    say_apart(mariam, "mother", "Fanta", "Oumou", desks=[early, early])
    assert fields(supervisor) == ["mother", "sex"]


def test_a_household_says_whose_it_is_and_both_are_named(supervisor, awa, mariam):
    other = family(awa, new_person("Bintou"))
    where = {"household": str(other.id), "joined_on": "2025-11-10"}
    say_apart(mariam, "household", where, kind="registry.people_moved")
    answers = supervisor.get("/disputes/").context["lines"][0].answers
    (bintous,) = (answer for answer in answers if "(Bintou)" in answer)
    assert any("(Mariam Coulibaly)" in answer for answer in answers)
    settle(supervisor, mariam, "household", bintous)
    mariam.refresh_from_db()
    assert (mariam.household, mariam.is_disputed) == (other.id, False)


def test_the_post_that_two_name_for_a_household_is_settled_too(supervisor, awa):
    home = family(awa, new_person("Bintou"))
    say_apart(home, "post", "tengrela", kind="registry.household_corrected")
    home.refresh_from_db()
    assert home.is_disputed


def test_consent_that_two_noted_otherwise_is_settled_and_undone(supervisor, awa, mariam):
    consent = disputed_consent(awa, mariam)
    page = supervisor.get(address(consent, "answer"))
    values = [choice.value for choice in page.context["dispute"].choices]
    settle(supervisor, consent, "answer", next(value for value in values if "non" in value))
    consent.refresh_from_db()
    assert (consent.answer, consent.is_disputed) == ("no", False)
    told = supervisor.get("/disputes/").context["settled"]
    sent = {name: str(told[name]) for name in ("entry", "subject", "row", "field")}
    supervisor.post("/undo", sent)
    consent.refresh_from_db()
    assert consent.is_disputed


def test_needs_are_told_to_those_who_see_them_only(supervisor, client, awa, toure, mariam):
    disputed_need(awa, mariam, "DS")
    disputed_need(toure, mariam, "SV")
    assert len(fields(supervisor)) == 1
    hidden = Need.objects.get(code="SV")
    assert supervisor.get(address(hidden, "state")).status_code == 404
    client.force_login(toure)
    assert len(fields(client)) == 2
    assert client.get(address(hidden, "state")).status_code == 200


@pytest.mark.parametrize(("answer", "counts"), [("counts", True), ("out", False)])
def test_who_was_struck_out_and_edited_counts_or_not_by_one_press(
    supervisor, soro, mariam, answer, counts
):
    struck_out_and_edited(soro, mariam)
    assert fields(supervisor) == ["void"]
    page = supervisor.get(address(mariam, "void"))
    out, still = page.context["dispute"].choices
    assert "inscrit deux fois" in out.value
    assert out.is_shown
    assert still.changes == ["Nom du père : Siaka"]
    assert "tablet" in still.witnesses[0].where
    sent = {"value": answer, "seen": page.context["seen"]}
    supervisor.post(address(mariam, "void"), sent)
    mariam.refresh_from_db()
    assert (mariam.void_reason == "", mariam.is_disputed) == (counts, False)
    told = supervisor.get("/disputes/").context["settled"]
    again = {name: str(told[name]) for name in ("entry", "subject", "row", "field")}
    supervisor.post("/undo", again)
    mariam.refresh_from_db()
    assert (mariam.void_reason, mariam.is_disputed) == ("inscrit deux fois", True)


def test_what_is_disputed_about_somebody_struck_out_waits_for_nobody(supervisor, soro, awa, mariam):
    disputed_need(awa, mariam)
    say_apart(mariam, "sex", "M", "F")
    services.void_person(actor=soro, person=Person.objects.get(pk=mariam.id), reason="twice")
    assert fields(supervisor) == []


def test_nothing_of_another_post_is_listed_or_counted(supervisor, toure, awa):
    stranger = members(family(toure, new_person("Safi"), post="tengrela"))[0]
    say_apart(stranger, "sex", "M", "F", scope="tengrela")
    disputed_need(toure, stranger)
    disputed_consent(toure, stranger)
    page = supervisor.get("/disputes/")
    assert page.context["lines"] == []
    assert "Safi" not in page.content.decode()


def test_the_queue_is_paged(supervisor, awa):
    people = [new_person(f"Awa {name}") for name in "ABCDEFGHIJKLMNOPQRSTU"]
    for person in members(family(awa, *people)):
        say_apart(person, "sex", "M")
    page = supervisor.get("/disputes/")
    assert (len(page.context["lines"]), page.context["page"].paginator.count) == (20, 21)
    (last,) = supervisor.get("/disputes/?page=2").context["lines"]
    assert last.place == 21


def test_reading_the_queue_is_noted_for_everybody_on_it(supervisor, soro, mariam, reads):
    say_apart(mariam, "sex", "M")
    supervisor.get("/disputes/")
    supervisor.get(address(mariam, "sex"))
    assert {page for subject, page in reads(soro) if subject == mariam.id} == {
        "registry:disputes",
        "registry:dispute",
    }


def test_the_queue_takes_as_many_queries_for_twenty_as_for_one(
    supervisor, soro, awa, django_assert_max_num_queries
):
    people = members(family(awa, *[new_person(f"Awa {name}") for name in "ABCDEFGHIJKLMNOPQRST"]))
    for person in people[:1]:
        say_apart(person, "sex", "M")
        disputed_consent(awa, person)
    with django_assert_max_num_queries(36) as few:
        supervisor.get("/disputes/")
    for person in people[1:]:
        say_apart(person, "sex", "M")
        disputed_consent(awa, person)
    with django_assert_max_num_queries(len(few)):
        supervisor.get("/disputes/")


def test_a_household_date_is_settled_by_typing_a_third(supervisor, awa):
    home = family(awa, new_person("Bintou"), arrived_on=date(2025, 11, 8))
    say_apart(home, "arrived_on", "2025-11-09", kind="registry.household_corrected")
    page = supervisor.get(address(home, "arrived_on"))
    sent = {"other": "1", "arrived_on": "10/11/2025", "seen": page.context["seen"]}
    supervisor.post(address(home, "arrived_on"), sent)
    assert Household.objects.get(pk=home.id).arrived_on == date(2025, 11, 10)


def test_an_information_manager_settles_and_takes_back_what_they_settled(client, diallo, mariam):
    say_apart(mariam, "mother", "Fanta", "Oumou")
    client.force_login(diallo)
    settle(client, mariam, "mother", "Fanta")
    told = client.get("/disputes/").context["settled"]
    sent = {name: str(told[name]) for name in ("entry", "subject", "row", "field")}
    client.post("/undo", sent)
    mariam.refresh_from_db()
    assert mariam.is_disputed


def test_a_paper_that_the_same_act_noted_stands_behind_the_answer(supervisor, mariam):
    desk = tablet()
    paper = {"person": str(mariam.id), "type": "passport", "paper": {"number": "B0123456"}}
    noted = Say("registry.document", tablet().id, paper, creates=True, about=mariam.id)
    said = sets(mariam.id, basis="document", mother="Fanta")
    accept([desk.make(said, noted)])
    say_apart(mariam, "mother", "Oumou")
    page = supervisor.get(address(mariam, "mother"))
    first = next(one for one in page.context["dispute"].choices if one.value == "Fanta")
    assert "B0123456" in first.witnesses[0].papers[0]
    assert first.is_shown
    assert first.why_shown == "ce sur quoi elle repose pèse plus"
