"""A report opens an incident or joins one; figures stand side by side; nothing is overwritten."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from akwaba.ledger.models import Entry
from akwaba.ledger.services import rebuild
from akwaba.ledger.verification import verify
from akwaba.watch import problems
from akwaba.watch.drafts import NewFigure, NewIncident, NewReport, Told
from akwaba.watch.models import Choice, Comparison, Figure, Incident, Report, Sighting
from akwaba.watch.rules import About, Kind, Quantifier, Status, Unit, Verification
from akwaba.watch.services.assessing import (
    add_figure,
    correct_incident,
    recommend_figure,
    withdraw_figure,
    withdraw_incident,
)
from akwaba.watch.services.comparing import compare, take_back
from akwaba.watch.services.reporting import move_report, note_report
from tests.watch.conftest import UNKNOWN, dead

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


DAY = date(2025, 11, 12)


def seen(incident):
    return Sighting.objects.get(pk=incident.id)


def toll_of(incident):
    row = seen(incident)
    return row.deaths_status, row.deaths_low, row.deaths_high


def test_a_report_with_nothing_but_words_and_a_source_is_enough(awa, facts):
    entry = note_report(actor=awa, told=Told(NewReport("Des tirs au nord.", "comité de village")))
    report = Report.objects.get(origin=entry.id)
    incident = Incident.objects.get(pk=report.incident)
    assert (report.post, report.reliability, report.credibility) == ("pogo", "F", 6)
    assert (incident.kind, incident.people_move, incident.verification) == (
        "unknown", "", "reported",
    )  # fmt: skip
    assert (incident.earliest, incident.position, incident.place) == (None, None, "")
    assert seen(incident).deaths_status == "unknown"
    assert seen(incident).deaths_low is None
    assert entry.scope == "pogo"
    assert list(verify()) == []


def test_an_attack_without_a_toll_has_an_unknown_one(loulouni):
    incident = loulouni()
    assert incident.position == pytest.approx((10.89444, -5.60528), abs=1e-4)
    assert incident.date_precision == 2
    assert (seen(incident).deaths_status, seen(incident).deaths_high) == ("unknown", None)


def test_a_decision_misses_no_toll(loulouni):
    assert seen(loulouni(kind=Kind.DECISION_AUTHORITY)).deaths_status == ""


def test_sending_twice_stores_once(diallo, facts):
    told, report = Told(NewReport("Une attaque.", "radio")), uuid4()
    assert note_report(actor=diallo, told=told, id=report) is not None
    assert note_report(actor=diallo, told=told, id=report) is None
    assert (Report.objects.count(), Incident.objects.count()) == (1, 1)


def test_two_figures_stand_side_by_side_until_one_is_recommended(loulouni, diallo):
    incident = loulouni(dead(3, source="radio"))
    add_figure(actor=diallo, incident=incident, said=dead(12, source="maire"))
    assert Figure.objects.filter(incident=incident.id).count() == 2
    assert toll_of(incident) == ("disputed", 3, 12)
    chosen = Figure.objects.get(best=12)
    recommend_figure(actor=diallo, incident=incident, figure=chosen, reason="vu sur place")
    assert toll_of(incident) == ("counted", 12, 12)
    assert Figure.objects.filter(incident=incident.id, void_reason="").count() == 2
    withdraw_figure(actor=diallo, figure=chosen, reason="faute de frappe")
    assert (seen(incident).deaths_low, seen(incident).deaths_high) == (3, 3)


def test_a_recommendation_may_change_and_keeps_its_reason(loulouni, diallo):
    incident = loulouni(dead(3), dead(5))
    three, five = Figure.objects.order_by("best")
    recommend_figure(actor=diallo, incident=incident, figure=three, reason="première liste")
    recommend_figure(actor=diallo, incident=incident, figure=five, reason="seconde liste")
    choice = Choice.objects.get()
    assert (choice.figure, choice.reason, choice.is_disputed) == (five.id, "seconde liste", False)


def test_households_keep_their_size_and_words_their_quantifier(loulouni, diallo):
    fled = NewFigure(
        About.DISPLACED, Status.ESTIMATED, low=200, quantifier=Quantifier.MORE_THAN,
        unit=Unit.HOUSEHOLD, household_size=5.4, said="plus de 200 ménages",
    )  # fmt: skip
    incident = loulouni(fled)
    figure = Figure.objects.get()
    assert (figure.household_tenths, figure.quantifier, figure.said) == (
        54, "more_than", "plus de 200 ménages",
    )  # fmt: skip
    assert (seen(incident).displaced_low, seen(incident).displaced_high) == (200, None)


def test_corrections_made_apart_are_both_shown(loulouni, diallo, soro):
    incident = loulouni(by=soro)
    before = Incident.objects.get(pk=incident.id)
    said = NewIncident(Kind.ATTACK_CIVILIANS, place="loulouni", people_move="yes")
    correct_incident(actor=diallo, incident=incident, said=said)
    other = NewIncident(Kind.LOOTING_ARSON, place="loulouni", people_move="yes")
    correct_incident(actor=soro, incident=before, said=other)
    now = Incident.objects.get(pk=incident.id)
    assert now.is_disputed
    assert {head[0] for head in now.registers["kind"]["heads"].values()} == {
        "attack_civilians", "looting_arson",
    }  # fmt: skip


def test_saying_the_same_again_writes_nothing(loulouni, diallo):
    incident = loulouni()
    entries = Entry.objects.count()
    said = NewIncident(
        Kind.ARMED_CLASH, earliest=date(2025, 11, 8), latest=date(2025, 11, 12), place="loulouni",
        actors=("JNIM", "dozos"), people_move="yes",
    )  # fmt: skip
    assert correct_incident(actor=diallo, incident=incident, said=said) is None
    assert Entry.objects.count() == entries


def test_two_incidents_found_to_be_one_are_counted_once_and_parted_again(loulouni, diallo):
    one = loulouni(dead(3, source="radio"))
    other = loulouni(dead(5, source="maire"), kind=Kind.ATTACK_CIVILIANS)
    compare(actor=diallo, one=one, other=other, are_one=True, reason="même jour, même lieu")
    head = min(one.id, other.id)
    assert set(Sighting.objects.values_list("counted_as", flat=True)) == {head}
    assert (seen(one).deaths_low, seen(one).deaths_high) == (3, 5)
    take_back(actor=diallo, comparison=Comparison.objects.get(), reason="deux villages")
    assert (seen(one).counted_as, seen(other).counted_as) == (one.id, other.id)
    assert (seen(one).deaths_high, seen(other).deaths_low) == (3, 5)
    compare(actor=diallo, one=one, other=other, are_one=False, reason="deux villages")
    assert Comparison.objects.get().verdict == "different"


def test_the_rest_stands_when_one_of_two_merged_incidents_is_withdrawn(loulouni, diallo):
    one, other = sorted((loulouni(dead(3)), loulouni(dead(5))), key=lambda each: each.id)
    compare(actor=diallo, one=one, other=other, are_one=True, reason="même jour")
    withdraw_incident(actor=diallo, incident=one, reason="rumeur")
    assert list(Sighting.objects.values_list("incident", "counted_as")) == [(other.id, other.id)]


def test_a_report_moves_to_the_incident_that_it_tells_of(loulouni, diallo):
    one, other = loulouni(), loulouni(place="kadiolo")
    report = Report.objects.get(incident=one.id)
    move_report(actor=diallo, report=report, to=other)
    assert Report.objects.filter(incident=other.id).count() == 2


def test_rebuilding_gives_the_same_board(loulouni, diallo):
    one, other = loulouni(dead(3)), loulouni(UNKNOWN)
    compare(actor=diallo, one=one, other=other, are_one=True, reason="même jour")
    add_figure(actor=diallo, incident=one, said=dead(4))
    before = list(Sighting.objects.order_by("pk").values())
    rebuild()
    assert list(Sighting.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("report", "incident", "figures", "problem"),
    [
        ({"text": "  "}, {}, (), problems.NothingReported),
        ({"text": "x" * 10_001}, {}, (), problems.TextTooLong),
        ({"source": " "}, {}, (), problems.SourceNotNamed),
        ({"address": "javascript:alert(1)"}, {}, (), problems.AddressNotWeb),
        ({"reliability": "G"}, {}, (), problems.ChoiceNotKnown),
        ({"credibility": 7}, {}, (), problems.ChoiceNotKnown),
        ({}, {"kind": "battle"}, (), problems.ChoiceNotKnown),
        ({}, {"people_move": "perhaps"}, (), problems.ChoiceNotKnown),
        ({}, {"earliest": DAY, "latest": date(2025, 11, 8)}, (), problems.DaysReversed),
        ({}, {"latest": timezone.localdate() + timedelta(9)}, (), problems.DayInFuture),
        ({}, {"latitude": -5.6, "longitude": 10.9}, (), problems.PositionSwapped),
        ({}, {"latitude": 0.0, "longitude": 0.0}, (), problems.PositionNotUsable),
        ({}, {"latitude": 2.0, "longitude": -20.0}, (), problems.PositionNotUsable),
        ({}, {}, (dead(-1),), problems.FigureOutOfRange),
        ({}, {}, (dead(3, low=5),), problems.FigureOutOfOrder),
        ({}, {}, (dead(),), problems.FigureMissing),
        ({}, {}, (dead(0, status=Status.UNKNOWN),), problems.FigureOfUnknown),
        ({}, {}, (dead(2, status=Status.NONE_REPORTED),), problems.FigureNotZero),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_mend(diallo, facts, report, incident, figures, problem):
    said = {"text": "Une attaque.", "source": "radio"} | report
    told = Told(NewReport(**said), NewIncident(**incident), figures)
    with pytest.raises(problem) as refused:
        note_report(actor=diallo, told=told)
    assert "%(" not in str(refused.value)
    assert Entry.objects.filter(kind="watch.report_noted").count() == 0


@pytest.mark.parametrize("who", ["kone", "bamba", "ouattara"])
def test_other_roles_note_nothing(who, request, facts):
    with pytest.raises(problems.WatchNotYours):
        note_report(actor=request.getfixturevalue(who), told=Told(NewReport("x", "y")))


def test_a_clerk_reports_and_does_not_assess(loulouni, awa):
    incident = loulouni(by=awa)
    with pytest.raises(problems.WatchNotYours):
        correct_incident(actor=awa, incident=incident, said=NewIncident(Kind.ABDUCTION))


def test_a_post_corrects_its_own_incidents_only(loulouni, soro):
    with pytest.raises(problems.IncidentOfAnotherPost):
        correct_incident(actor=soro, incident=loulouni(), said=NewIncident(Kind.ABDUCTION))
    mine = loulouni(by=soro)
    assert correct_incident(actor=soro, incident=mine, said=NewIncident(Kind.ABDUCTION)) is not None


def test_a_figure_of_another_thing_is_not_recommended(loulouni, diallo):
    incident = loulouni(dead(3))
    figure = Figure.objects.get()
    withdraw_figure(actor=diallo, figure=figure, reason="faux")
    with pytest.raises(problems.FigureOfOther):
        recommend_figure(actor=diallo, incident=incident, figure=Figure.objects.get(), reason="vu")


def test_markup_in_a_headline_is_kept_as_words(diallo, facts):
    told = Told(
        NewReport("<script>alert(1)</script> attaque", "<b>radio</b>"),
        NewIncident(title="<img src=x>", verification=Verification.RUMOUR),
    )
    entry = note_report(actor=diallo, told=told)
    assert Report.objects.get(origin=entry.id).source == "<b>radio</b>"


def test_a_figure_of_another_incident_is_recommended_only_once_the_two_are_one(loulouni, diallo):
    one, other = loulouni(dead(3)), loulouni(dead(5))
    figure = Figure.objects.get(best=5)
    with pytest.raises(problems.FigureOfOther):
        recommend_figure(actor=diallo, incident=one, figure=figure, reason="vu")
    compare(actor=diallo, one=one, other=other, are_one=True, reason="même jour")
    recommend_figure(actor=diallo, incident=one, figure=figure, reason="vu")
    assert Choice.objects.get().figure == figure.id
