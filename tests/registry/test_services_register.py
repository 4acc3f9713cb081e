"""A family is registered once, whoever sends it and however often; bad lines say how to mend."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from akwaba.ledger import services as ledger
from akwaba.ledger.models import Entry
from akwaba.ledger.problems import NotFound
from akwaba.ledger.verification import verify
from akwaba.registry import problems, services
from akwaba.registry.ages import UNKNOWN_BIRTH
from akwaba.registry.models import Consent, Household, Need, Person, Token
from akwaba.registry.numbers import check_number, new_token
from tests.registry.people import family, new, now, registered

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


TOMORROW = timezone.localdate() + timedelta(days=1)


def register(actor, *households, post="pogo"):
    return services.register_households(actor=actor, post=post, households=households)


def statuses(outcomes):
    return [outcome.status for outcome in outcomes]


def test_a_family_gets_a_number_and_each_person_one(awa):
    outcome = services.register_household(
        actor=awa, post="pogo", household=family(new("Awa"), new("Issa"))
    )
    numbers = [outcome.number, *Person.objects.values_list("number", flat=True)]
    assert len(set(numbers)) == 3
    assert all(check_number(number) == number for number in numbers)
    assert Household.objects.get().focal_point == Person.objects.get(name_said="Awa").id
    assert Person.objects.get(name_said="Awa").relationship == "PA"


def test_sending_twice_stores_once(awa):
    household = family(new("Awa"), new("Issa"))
    first, second = register(awa, household)[0], register(awa, household)[0]
    assert (first.status, second.status) == ("registered", "known")
    assert first.number == second.number
    assert second.people_known == 2
    assert Entry.objects.count() == 1


def test_twice_in_one_batch_is_stored_once(awa):
    household = family(new("Awa"))
    assert statuses(register(awa, household, household)) == ["registered", "known"]


def test_a_person_told_twice_in_a_family_is_one_person(awa):
    her = new("Awa")
    _, people = registered(awa, her, replace(her, name_said="Awa Koné"))
    assert Person.objects.count() == 1
    assert now(people[0]).name_said == "Awa"
    assert not now(people[0]).is_disputed


def test_a_person_told_in_two_families_of_a_batch_stays_in_the_first(awa):
    her = new("Awa")
    first, second = family(her), family(new("Issa"), her)
    outcomes = register(awa, first, second)
    assert statuses(outcomes) == ["registered", "registered"]
    assert (outcomes[1].people_added, outcomes[1].people_known) == (1, 1)
    assert Person.objects.get(pk=her.id).household == first.id
    assert not Person.objects.filter(is_disputed=True).exists()


def test_a_family_of_people_who_are_all_registered_is_known(awa):
    her = new("Awa")
    registered(awa, her)
    assert statuses(register(awa, family(her))) == ["known"]
    assert Household.objects.count() == 1


def test_a_longer_list_completes_the_family(awa):
    household = family(new("Awa"))
    register(awa, household)
    longer = replace(household, people=[*household.people, new("Issa")])
    outcome = register(awa, longer)[0]
    assert (outcome.status, outcome.people_added, outcome.people_known) == ("completed", 1, 1)
    assert Person.objects.filter(household=household.id).count() == 2


def test_a_clerk_does_not_complete_a_family_of_another_post(awa, toure):
    household = family(new("Awa"))
    register(toure, household, post="niornigue")
    longer = replace(household, people=[*household.people, new("Issa")])
    outcome = register(awa, longer)[0]
    assert isinstance(outcome.problem, (problems.NotYourPost, NotFound))
    assert Person.objects.count() == 1


def test_one_refused_family_does_not_hold_up_the_others(awa):
    outcomes = register(awa, family(new("Awa")), family(new("😀")), family(new("Issa")))
    assert statuses(outcomes) == ["registered", "refused", "registered"]
    assert "😀" in str(outcomes[1].problem)
    assert Household.objects.count() == 2


@pytest.mark.parametrize(
    ("household", "problem"),
    [
        (lambda: replace(family(), people=()), problems.NobodyNamed),
        (lambda: family(new("")), problems.NameMissing),
        (lambda: family(new("a" * 300)), problems.NameUnusable),
        (
            lambda: family(arrived_on=TOMORROW + timedelta(days=9)),
            problems.DateInFuture,
        ),
        (lambda: family(new(fled_on=date(2999, 1, 1))), problems.DateInFuture),
        (lambda: family(new(sex="X")), problems.UnknownCode),
        (lambda: family(new(relationship="COUSIN?")), problems.UnknownCode),
        (lambda: family(new(needs=["nothing"])), problems.UnknownCode),
        (lambda: family(new(consents={"marketing": "yes"})), problems.UnknownCode),
        (lambda: family(origin_country="ATL"), problems.UnknownCode),
        (lambda: family(size_said=0), problems.CountsUnusable),
        (lambda: family(counts_said={"F 0-4": 501}), problems.CountsUnusable),
        (lambda: family(new(token="K7QM-3XP8")), problems.TokenUnusable),
        (lambda: family(crossing="x" * 61), problems.FormTooLong),
        (lambda: family(origin_place="x" * 61), problems.FormTooLong),
        (lambda: family(address_place="x" * 61), problems.FormTooLong),
        (lambda: family(new(birth_place_code="x" * 61)), problems.FormTooLong),
        (lambda: family(origin_said="x" * 121), problems.FormTooLong),
        (lambda: family(note="x" * 501), problems.FormTooLong),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(awa, household, problem):
    with pytest.raises(problem) as refused:
        services.register_household(actor=awa, post="pogo", household=household())
    assert str(refused.value)
    assert not Entry.objects.exists()


def test_odd_characters_are_kept_or_left_out_but_never_break_anything(awa):
    odd = "N'Golo\0 <b>Koné</b>\u202e\ud83d"
    born = replace(UNKNOWN_BIRTH, said="~40\0 ans" + "x" * 90)
    household, (person,) = registered(
        awa,
        new(odd, birth=born, birth_place_said="Fou\0rou"),
        note="a\0b\nc", origin_said="Lou\ud800louni", address_said="\u200b", phone="07\0",
    )  # fmt: skip
    assert "\0" not in person.name_said
    assert "Koné" in person.name_said
    assert household.note == "a b c"
    assert list(verify()) == []


def test_a_household_of_two_hundred_people(awa):
    people = [new(f"Personne {chr(97 + number % 26)}{number}") for number in range(200)]
    _, listed = registered(awa, *people)
    assert len({person.number for person in listed}) == 200
    assert Entry.objects.count() == 1


def test_a_group_is_counted_first_and_named_later(awa):
    counts = {"F 0-4": 2, "M 18-59": 1}
    household, _ = registered(awa, new("Awa"), size_said=4, counts_said=counts)
    assert (household.size_said, household.counts_said) == (4, counts)
    numbers = services.add_people(actor=awa, household=household, people=[new("Issa"), new("Ali")])
    assert len(numbers) == 2
    assert Person.objects.filter(household=household.id).count() == 3


def test_adding_people_twice_adds_them_once(awa):
    household, _ = registered(awa)
    her = new("Issa")
    assert len(services.add_people(actor=awa, household=household, people=[her, her])) == 1
    assert services.add_people(actor=awa, household=household, people=[her]) == []


def test_a_birth_is_registered_without_a_journey(awa):
    household, _ = registered(awa)
    services.add_people(actor=awa, household=household, people=[new("Bébé")], reason="birth")
    baby = Person.objects.get(name_said="Bébé")
    assert (baby.reason, baby.arrived_on, baby.origin_country) == ("birth", None, "")


def test_needs_consents_and_tokens_come_with_the_family(awa):
    token = new_token()
    registered(
        awa, new("Awa", needs=["DS", "DS"], consents={"registration": "yes"}, token=token)
    )  # fmt: skip
    assert Need.objects.count() == 1
    assert Consent.objects.get().answer == "yes"
    assert Token.objects.get().code == token


def test_one_token_is_never_handed_to_two(awa):
    token = new_token()
    outcomes = register(
        awa,
        family(new("Awa", token=token)),
        family(new("Issa", token=token)),
        family(new("Ali", token=new_token()), new("Bali"), token=new_token()),
    )
    assert statuses(outcomes) == ["registered", "refused", "registered"]
    assert statuses(register(awa, family(new("Oumar"), token=token))) == ["refused"]
    both = new_token()
    assert statuses(register(awa, family(new("A B", token=both), token=both))) == ["refused"]
    assert Token.objects.filter(code__in=[token, both]).count() == 1


def test_a_person_whose_data_was_erased_is_not_registered_again_by_the_same_sheet(awa, toure):
    household = family(new("Awa"), new("Issa"))
    register(awa, household)
    her = Person.objects.get(name_said="Awa")
    services.erase_person(actor=toure, person=her, reason="asked")
    assert statuses(register(awa, household, family(new("Ali")))) == ["known", "registered"]
    assert not Person.objects.filter(pk=her.id).exists()


def test_an_erased_household_does_not_hold_up_a_batch(awa):
    household = family(new("Awa"))
    register(awa, household)
    ledger.erase(officer=awa.id, subject=household.id, reason="asked")
    longer = replace(household, people=[*household.people, new("Issa")])
    assert statuses(register(awa, longer, family(new("Ali")))) == ["known", "registered"]


def test_fifty_families_take_no_more_queries_than_two(awa, django_assert_max_num_queries):
    def batch(families):
        return [family(new("Awa"), new("Issa")) for _ in range(families)]

    register(awa, *batch(1))
    with CaptureQueriesContext(connection) as two:
        register(awa, *batch(2))
    with django_assert_max_num_queries(len(two)):
        register(awa, *batch(50))


@pytest.mark.parametrize("who", ["yeo", "diallo", "ouattara", "kone", "bamba"])
def test_other_roles_do_not_register(who, request):
    with pytest.raises(problems.NotYourTask):
        register(request.getfixturevalue(who), family())


def test_nobody_registers_at_a_post_that_is_not_theirs(awa, soro):
    for officer in (awa, soro):
        with pytest.raises(problems.NotYourPost):
            register(officer, family(), post="niornigue")


def test_a_closed_account_registers_nobody(awa):
    awa.is_active = False
    with pytest.raises(problems.NotYourTask):
        register(awa, family())


def test_a_correction_that_came_before_its_family_is_kept(awa):
    from akwaba.ledger.acceptance import accept
    from tests.factories import Desk, sets

    desk, her = Desk(), uuid4()
    desk.enrol()
    accept([desk.make(sets(her, phone="0700"))])
    assert statuses(register(awa, family(new("Awa", id=her)))) == ["registered"]
    person = Person.objects.get(pk=her)
    assert (person.name_said, person.phone) == ("Awa", "0700")
