"""The menu and the home page say how many files wait for an officer, at the price of one count."""

from uuid import uuid4

import pytest

from akwaba.access.rules import Act, Role, roles_for
from akwaba.ledger.acceptance import accept
from akwaba.ledger.services import Say
from akwaba.registry import services
from akwaba.registry.models import Link, Person, Token
from akwaba.registry.numbers import new_token
from akwaba.registry.queries import disputes_for, files_to_settle
from tests.cast import officer
from tests.registry.disputes_cast import say_apart, settle, tablet
from tests.registry.pages_cast import family, members, new_person
from tests.registry.test_disputes_queue import (
    disputed_consent,
    disputed_need,
    struck_out_and_edited,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql, pytest.mark.usefixtures("facts")]

BADGE = '<span class="waits" aria-hidden="true">'


@pytest.fixture
def home(awa):
    return family(awa, new_person("Mariam Coulibaly"), new_person("Issa Traoré"))


@pytest.fixture
def mariam(home):
    return members(home)[0]


def twin_of(household, *, post="pogo"):
    """A household that a desk registered under a number that is borne already."""
    values = {"number": household.number, "post": post}
    said = Say("registry.household", uuid4(), values, creates=True)
    accept([tablet().make(said, kind="registry.household_registered", scope=post)])


def owners(actor):
    return len({dispute.owner.id for dispute in disputes_for(actor)})


def test_a_file_counts_once_whatever_is_disputed_in_it(soro, awa, mariam, home):
    assert files_to_settle(soro) == 0
    say_apart(mariam, "sex", "M")
    say_apart(mariam, "mother", "Fanta", "Oumou")
    disputed_consent(awa, mariam)
    assert len(disputes_for(soro)) == 3
    assert files_to_settle(soro) == owners(soro) == 1
    say_apart(home, "arrived_on", "2025-11-08", kind="registry.household_corrected")
    assert files_to_settle(soro) == owners(soro) == 2


def test_everything_that_hangs_on_somebody_is_counted(soro, awa, mariam, home):
    disputed_need(awa, mariam)
    services.issue_token(actor=awa, holder=home, code=new_token())
    token = Token.objects.get(holder=home.id)
    void = {"void_reason": "lost", "void_seen": [str(token.origin)]}
    say_apart(token, "void", void, {}, about=home.id)
    assert files_to_settle(soro) == owners(soro) == 2


def test_both_who_bear_one_number_wait(soro, home):
    twin_of(home)
    assert len(disputes_for(soro)) == 1
    assert files_to_settle(soro) == 2


def test_of_two_bearers_the_one_at_another_post_is_not_counted(soro, home):
    twin_of(home, post="tengrela")
    assert files_to_settle(soro) == 1


def test_what_is_settled_waits_no_more(client, soro, mariam):
    say_apart(mariam, "sex", "M")
    client.force_login(soro)
    settle(client, mariam, "sex", "Masculin")
    assert files_to_settle(soro) == 0


def test_nothing_of_another_post_is_counted(soro, awa, toure):
    stranger = members(family(toure, new_person("Safi"), post="tengrela"))[0]
    say_apart(stranger, "sex", "M", scope="tengrela")
    disputed_need(toure, stranger)
    assert files_to_settle(soro) == 0
    soro.posts = ["tengrela"]
    assert files_to_settle(soro) == 1


def test_a_need_counts_for_those_only_who_learn_of_it(soro, toure, mariam):
    disputed_need(toure, mariam, "SV")
    assert (files_to_settle(soro), files_to_settle(toure)) == (0, 1)


def test_of_a_struck_out_record_only_the_striking_out_waits(soro, mariam):
    say_apart(mariam, "sex", "M")
    services.void_person(actor=soro, person=Person.objects.get(pk=mariam.id), reason="twice")
    assert files_to_settle(soro) == 0
    services.reinstate(actor=soro, row=Person.objects.get(pk=mariam.id))
    assert files_to_settle(soro) == 1


def test_who_was_struck_out_while_somebody_edited_waits(soro, mariam):
    struck_out_and_edited(soro, mariam)
    assert files_to_settle(soro) == owners(soro) == 1


def test_records_linked_and_unlinked_apart_wait(soro, toure, home):
    one, other = members(home)
    services.link_persons(actor=toure, one=one, other=other, reason="same")
    say_apart(Link.objects.get(), "void", {"void_reason": "two", "void_seen": []}, about=one.id)
    assert files_to_settle(soro) == owners(soro)


def test_it_takes_one_query_however_many_wait(soro, awa, django_assert_num_queries):
    for person in members(family(awa, *[new_person(f"Awa {name}") for name in "ABCDEFGH"])):
        say_apart(person, "sex", "M")
    with django_assert_num_queries(1):
        assert files_to_settle(soro) == 8


def test_menu_home_and_arrivals_say_the_same(client, soro, mariam):
    say_apart(mariam, "sex", "M")
    say_apart(mariam, "mother", "Fanta", "Oumou")
    client.force_login(soro)
    page = client.get("/").content.decode()
    assert f"Deux réponses {BADGE}1</span>" in page
    assert '<span class="badge care">1 fiche à trancher</span>' in page
    assert client.get("/arrivals/").context["to_settle"] == 1
    assert "dans 1 fiche</small>" in client.get("/disputes/").text


def test_where_nothing_waits_no_sign_is_shown(client, soro, mariam):
    client.force_login(soro)
    assert BADGE not in client.get("/").text
    assert "à trancher" not in client.get("/arrivals/").text


@pytest.mark.parametrize("role", sorted(set(Role) - roles_for(Act.RESOLVE_DISPUTE)))
def test_those_who_settle_nothing_are_told_nothing_and_cost_nothing(
    client, role, mariam, django_assert_num_queries
):
    say_apart(mariam, "sex", "M")
    visitor = officer("visitor", "Visitor", role, posts=["pogo"])
    with django_assert_num_queries(0):
        assert files_to_settle(visitor) == 0
    client.force_login(visitor)
    assert BADGE not in client.get("/").text
