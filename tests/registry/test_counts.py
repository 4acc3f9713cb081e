"""Counts by hand, for families small enough to count on fingers."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akwaba.ledger.acceptance import accept
from akwaba.registry import counts, services
from akwaba.registry.ages import UNKNOWN_BIRTH, Birth, band_on
from akwaba.registry.counts import Announced, Arrived, Counted, Needed
from akwaba.registry.drafts import NewHousehold, NewPerson
from akwaba.registry.models import Household, Need, Person
from tests.factories import Desk, sets

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

DAY = date(2025, 11, 12)
LATER = date(2025, 11, 14)


def somebody(name="Awa Traoré", sex="F", age=30, **more):
    born = Birth("date", date(2025 - age, 1, 15), date(2025 - age, 1, 15), str(age))
    return NewPerson(id=uuid4(), name_said=name, sex=sex, birth=born, **more)


def family(officer, *people, post="pogo", day=DAY, origin="MLI", registered_on=DAY, **more):
    household = NewHousehold(
        id=uuid4(),
        people=people,
        arrived_on=day,
        origin_country=origin,
        registered_on=registered_on,
        **more,
    )
    services.register_household(actor=officer, post=post, household=household)
    return Household.objects.get(pk=household.id)


def row(name):
    return Person.objects.get(name_said=name)


def people(rows):
    return sum(found.people for found in rows)


def test_people_are_counted_by_post_day_origin_sex_and_band(awa):
    family(awa, somebody(), somebody("Issa", "M", 3), somebody("Fanta", "F", 31))
    assert sorted(counts.arrivals(as_of=DAY), key=str) == [
        Arrived("pogo", DAY, "MLI", "F", "18-59", 2),
        Arrived("pogo", DAY, "MLI", "M", "0-4", 1),
    ]


def test_what_was_not_told_stays_unknown(awa):
    nobody_asked = NewPerson(id=uuid4(), name_said="Un enfant")
    family(awa, nobody_asked, day=None, origin="")
    assert counts.arrivals(as_of=DAY) == [Arrived("pogo", None, "", "U", "unknown", 1)]


def test_nobody_counts_before_the_day_of_registration_or_of_arrival(awa):
    family(awa, somebody(), registered_on=LATER)
    family(awa, somebody("Issa"), day=LATER)
    assert counts.arrivals(as_of=DAY) == []
    assert people(counts.arrivals(as_of=LATER)) == 2


def test_a_family_of_another_post_is_left_out_where_one_post_is_asked_for(awa, soro):
    soro.posts = ["pogo", "nielle"]
    family(awa, somebody())
    family(soro, somebody("Issa"), post="nielle")
    assert counts.present(as_of=DAY) == {"pogo": 1, "nielle": 1}
    assert counts.present(as_of=DAY, posts=["nielle"]) == {"nielle": 1}


def test_linked_records_count_as_one_human_being(awa, toure):
    family(awa, somebody("One"), somebody("Apart"))
    family(awa, somebody("Other"))
    family(awa, somebody("Third"))
    services.link_persons(actor=toure, one=row("One"), other=row("Other"), reason="same")
    services.link_persons(actor=toure, one=row("Other"), other=row("Third"), reason="same")
    assert people(counts.arrivals(as_of=DAY)) == 2
    assert counts.present(as_of=DAY) == {"pogo": 2}


def test_a_human_being_still_counts_when_the_first_record_is_struck_out(awa, toure):
    family(awa, somebody("One"))
    family(awa, somebody("Other"))
    services.link_persons(actor=toure, one=row("One"), other=row("Other"), reason="same")
    first = min(row("One"), row("Other"), key=lambda person: person.id)
    services.void_person(actor=awa, person=first, reason="written twice")
    assert people(counts.arrivals(as_of=DAY)) == 1


def test_a_linked_record_counts_on_the_days_when_it_was_the_only_one(awa, toure):
    family(awa, somebody("One"))
    family(awa, somebody("Other"), day=LATER, registered_on=LATER)
    services.link_persons(actor=toure, one=row("One"), other=row("Other"), reason="same")
    assert people(counts.arrivals(as_of=DAY)) == 1
    assert people(counts.arrivals(as_of=LATER)) == 1


def test_a_struck_out_person_does_not_count(awa):
    family(awa, somebody("One"), somebody("Other"))
    services.void_person(actor=awa, person=row("Other"), reason="by mistake")
    assert people(counts.arrivals(as_of=DAY)) == 1


def test_who_left_has_arrived_but_is_not_present(awa, soro):
    family(awa, somebody("One"), somebody("Gone"))
    services.end_presence(actor=soro, person=row("Gone"), reason="SPD", on=LATER)
    assert people(counts.arrivals(as_of=LATER)) == 2
    assert counts.present(as_of=DAY) == {"pogo": 2}
    assert counts.present(as_of=LATER) == {"pogo": 1}


def test_a_child_born_here_is_present_but_did_not_arrive(awa):
    household = family(awa, somebody("Mother"))
    services.add_people(
        actor=awa, household=household, people=[somebody("Baby", age=0)], reason="birth"
    )
    today = Person.objects.get(name_said="Baby").registered_on
    assert people(counts.arrivals(as_of=today)) == 1
    assert counts.present(as_of=today) == {"pogo": 2}


def test_a_person_of_whom_only_a_correction_has_come_does_not_count(awa):
    desk = Desk()
    desk.enrol()
    accept([desk.make(sets(uuid4(), sex="F"))])
    assert Person.objects.count() == 1
    assert counts.arrivals(as_of=DAY) == []


def test_announced_people_are_those_whom_a_household_said_it_has(awa):
    head = somebody("Head")
    family(awa, head, size_said=5)
    family(awa, somebody("Whole"), somebody("Family"), size_said=2)
    family(awa, somebody("Nobody asked"))
    assert counts.announced(as_of=DAY) == [Announced("pogo", DAY, people=7, missing=4)]


def test_a_larger_family_than_announced_hides_nobody_who_waits(awa):
    family(awa, somebody("A"), somebody("B"), somebody("C"), size_said=1)
    family(awa, somebody("D"), size_said=3)
    assert counts.announced(as_of=DAY) == [Announced("pogo", DAY, people=4, missing=2)]


def test_head_counts_stand_side_by_side(awa):
    for number in (40, 45):
        services.record_headcount(
            actor=awa, post="pogo", day=DAY, people=number, method="counted", source="gate"
        )
    assert counts.headcounts(as_of=DAY) == [
        Counted("pogo", DAY, 40, "counted", "gate"),
        Counted("pogo", DAY, 45, "counted", "gate"),
    ]


def test_the_speed_counts_those_registered_between_two_days(awa):
    family(awa, somebody("Before"))
    family(awa, somebody("Within"), somebody("Too"), registered_on=LATER)
    assert counts.registered_between(first=LATER, last=LATER) == {"pogo": 2}
    assert counts.households(as_of=LATER) == {"pogo": 2}


def test_a_confidential_need_counts_within_its_family_only(awa):
    family(awa, somebody(needs=["SV-VO"]), somebody("Issa", needs=["DS"]))
    assert counts.open_needs(as_of=DAY) == [Needed("DS", 1), Needed("SV", 1)]


def test_two_confidential_needs_of_one_person_count_once_in_their_family(awa):
    family(awa, somebody(needs=["LP-TO", "LP-VO"]))
    assert counts.open_needs(as_of=DAY) == [Needed("LP", 1)]


def test_an_ended_need_counts_no_longer(awa, toure):
    family(awa, somebody("One", needs=["DS"]))
    need = Need.objects.get()
    services.change_need(actor=toure, person=row("One"), need=need, state="ended")
    assert counts.open_needs(as_of=DAY) == []


def test_a_need_noted_on_both_of_two_linked_records_counts_once(awa, toure):
    family(awa, somebody("One", needs=["DS"]))
    family(awa, somebody("Other", needs=["DS"]))
    services.link_persons(actor=toure, one=row("One"), other=row("Other"), reason="same")
    assert counts.open_needs(as_of=DAY) == [Needed("DS", 1)]


days = st.dates(date(1920, 1, 1), date(2025, 12, 31))
births = st.one_of(
    st.just(UNKNOWN_BIRTH),
    st.tuples(days, days).map(lambda pair: Birth("estimate", min(pair), max(pair), "")),
)


@given(births=st.lists(births, min_size=1, max_size=12), day=days)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_database_counts_bands_as_the_rule_does(births, day):
    Person.objects.all().delete()
    Person.objects.bulk_create(
        Person(
            id=uuid4(),
            origin=uuid4(),
            post="pogo",
            birth_earliest=birth.earliest,
            birth_latest=birth.latest,
        )
        for birth in births
    )
    found = {row.band: row.people for row in counts.arrivals(as_of=day)}
    expected = [band_on(birth, day) for birth in births]
    assert found == {band: expected.count(band) for band in expected}


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2023, 2, 28), date(2024, 2, 28)])
def test_someone_born_on_a_leap_day_is_counted_in_the_right_band(day):
    born = date(2012, 2, 29)
    Person.objects.create(id=uuid4(), origin=uuid4(), birth_earliest=born, birth_latest=born)
    found = [row.band for row in counts.arrivals(as_of=day)]
    assert found == [band_on(Birth("date", born, born, ""), day)]


def test_a_count_takes_one_query_however_many_people_there_are(awa, django_assert_num_queries):
    family(awa, *(somebody(f"Person {n}", needs=["DS"]) for n in range(30)))
    with django_assert_num_queries(6):
        counts.arrivals(as_of=DAY)
        counts.present(as_of=DAY)
        counts.households(as_of=DAY)
        counts.announced(as_of=DAY)
        counts.headcounts(as_of=DAY)
        counts.open_needs(as_of=DAY)


def test_the_middle_of_two_days_is_the_first_of_them(db):
    """Born on 16 or 17 November 2020: on 16 November 2025 that is five years, for the rule too."""
    birth = Birth("estimate", date(2020, 11, 16), date(2020, 11, 17), "")
    Person.objects.create(
        id=uuid4(), origin=uuid4(), birth_earliest=birth.earliest, birth_latest=birth.latest
    )
    day = date(2025, 11, 16)
    assert [row.band for row in counts.arrivals(as_of=day)] == [band_on(birth, day)] == ["5-11"]


def test_a_human_being_counts_at_the_post_of_the_first_record(awa, soro, toure):
    soro.posts = ["nielle"]
    family(awa, somebody("One"))
    family(soro, somebody("Other"), post="nielle")
    services.link_persons(actor=toure, one=row("One"), other=row("Other"), reason="same")
    first = min(row("One"), row("Other"), key=lambda person: person.id)
    assert counts.present(as_of=DAY) == {first.post: 1}
