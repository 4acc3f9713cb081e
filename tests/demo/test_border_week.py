"""The demo plays the border week: invented families, totals of the public record."""

from datetime import date

import pytest

from akwaba.access.models import Officer
from akwaba.access.rules import Act, Role
from akwaba.access.services import console_officer
from akwaba.demo import incidents
from akwaba.demo.families import households_of
from akwaba.demo.play import RealRegister, play
from akwaba.demo.week import COUNTS, SHARES, STREAMS
from akwaba.ledger.home import invented_mark
from akwaba.ledger.verification import verify
from akwaba.places.services import ensure_facts
from akwaba.registry.ages import Birth
from akwaba.registry.models import Household, Person
from akwaba.registry.services import register_household
from akwaba.watch.models import Incident, Sighting


@pytest.fixture
def node(db, settings, tmp_path):
    settings.AKWABA_HOME = tmp_path
    # Nine officers with real passwords take seconds; the sign-in itself is tested elsewhere.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    ensure_facts()


def everyone():
    return [(stream, list(households_of(stream))) for stream in STREAMS]


def announced(household):
    return household.size_said or len(household.people)


def test_about_three_hundred_families_arrive_in_the_week():
    households = [household for _, families in everyone() for household in families]
    assert len(households) == len({household.id for household in households}) == 296
    assert {household.arrived_on for household in households} <= {
        date(2025, 11, day) for day in range(10, 17)
    }


def test_pogo_has_the_more_than_two_hundred_of_the_public_record():
    pogo = next(families for stream, families in everyone() if stream.post == "pogo")
    counted = sum(
        count.people for count in COUNTS if (count.post, count.method) == ("pogo", "counted")
    )
    of_the_chiefs_list = 13  # akwaba/demo/sheets, imported by the demo
    assert sum(announced(household) for household in pogo) + of_the_chiefs_list == counted == 214
    assert min(household.arrived_on for household in pogo) == date(2025, 11, 12)


@pytest.mark.parametrize("origin", ["MLI", "BFA"])
def test_women_are_as_many_as_unhcr_counts_among_refugees(origin):
    sexes = []
    for stream, families in everyone():
        if stream.origin == origin:
            for household in families:
                if household.counts_said:
                    for cell, number in household.counts_said.items():
                        sexes += [cell[0]] * number
                else:
                    sexes += [person.sex for person in household.people]
    assert sexes.count("F") / len(sexes) == pytest.approx(SHARES[origin]["F"], abs=0.01)


def test_no_age_is_made_up():
    for _, families in everyone():
        for household in families:
            for person in household.people:
                assert isinstance(person.birth, Birth)
                assert person.birth.precision != "unknown"
                assert person.birth.precision != "date"


def test_playing_twice_adds_nothing(node):
    play()
    first = (Household.objects.count(), Person.objects.count(), Officer.objects.count())
    play()
    assert (Household.objects.count(), Person.objects.count(), Officer.objects.count()) == first
    assert first[0] == 296
    assert list(verify()) == []


def test_a_dispute_waits_at_pogo(node):
    play()
    disputed = Person.objects.get(is_disputed=True)
    assert disputed.post == "pogo"
    assert {head[0] for head in disputed.registers["father"]["heads"].values()} == {
        "Siaka",
        "Seydou",
    }


def test_there_is_an_officer_for_each_role(node):
    officers = play()
    assert {officer.role for officer in officers.values()} == set(Role)


def test_invented_families_never_mix_with_real_ones(node, settings):
    family = next(households_of(STREAMS[0]))

    register_household(actor=console_officer(), post="pogo", household=family, by=Act.IMPORT_INTAKE)
    with pytest.raises(RealRegister):
        play()
    assert not invented_mark(settings.AKWABA_HOME).exists()
    assert Household.objects.count() == 1


def test_the_incidents_of_the_week_keep_their_unknown_tolls(node):
    officers = play()
    told = {row.title: row for row in Incident.objects.all()}
    assert len(told) == 4
    assert told["Blocus du carburant"].towards == "bamako"
    tolls = dict(Sighting.objects.values_list("kind", "deaths_status"))
    assert tolls == {
        "blockade_axis": "unknown",
        "armed_clash": "unknown",
        "decision_authority": "",
        "movement_observed": "",
    }
    incidents.note(actor=officers["diallo"])
    assert Incident.objects.count() == 4
