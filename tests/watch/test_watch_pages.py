"""The pages of the watch: a report with everything unknown, figures side by side, one or two."""

import pytest
from django.urls import reverse

from akwaba.watch.models import Comparison, Figure, Incident, Report, Sighting
from tests.watch.conftest import dead

pytestmark = pytest.mark.django_db

QUICK = {"text": "Des tirs.", "source": "comité", "kind": "unknown", "reliability": "F",
         "credibility": "6"}  # fmt: skip


@pytest.fixture
def asked(client, diallo):
    client.force_login(diallo)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def test_unknown_stands_first_in_every_choice_of_the_quick_form(asked):
    form = asked.get(reverse("watch:report")).context["form"]
    for name in ("kind", "when", "people_move", "deaths", "displaced"):
        assert form.fields[name].choices[0][0] in {"", "unknown"}
        assert form[name].value() in {None, ""} or name == "kind"


def test_words_and_a_source_make_a_report(asked):
    kept = asked.post(reverse("watch:report"), QUICK, follow=True)
    assert kept.status_code == 200
    assert "bilan inconnu" in text_of(kept)
    assert Incident.objects.get().kind == "unknown"
    assert Figure.objects.count() == 0


def test_a_second_press_of_the_button_stores_nothing(asked):
    number = asked.get(reverse("watch:report")).context["number"]
    for _ in range(2):
        asked.post(reverse("watch:report"), QUICK | {"number": number})
    assert (Report.objects.count(), Incident.objects.count()) == (1, 1)


def test_a_place_is_found_by_what_was_typed_and_kept_as_it_was_said(asked, facts):
    asked.post(reverse("watch:report"), QUICK | {"origin_said": "Loulouni"})
    incident = Incident.objects.get()
    assert (incident.place, incident.place_said, incident.country) == (
        "loulouni",
        "Loulouni",
        "MLI",
    )


def test_a_number_without_a_status_is_asked_about_and_nothing_is_lost(asked):
    answer = asked.post(reverse("watch:report"), QUICK | {"deaths_number": "3"})
    assert answer.status_code == 200
    assert "Des tirs." in text_of(answer)
    assert "compté ou estimé" in text_of(answer)
    assert Report.objects.count() == 0


def test_a_report_without_a_place_is_kept(asked):
    asked.post(reverse("watch:report"), QUICK)
    assert "lieu inconnu" in text_of(asked.get(reverse("watch:incidents")))


def test_the_sum_says_what_it_does_not_know(asked, loulouni):
    loulouni(dead(12))
    loulouni(dead(high=19, low=0), place="kadiolo")
    loulouni(place="tengrela")
    page = text_of(asked.get(reverse("watch:incidents")))
    assert "Entre 12 et 31 morts connus, et 1 incident au bilan inconnu" in page


def test_another_report_joins_the_incident(asked, loulouni):
    incident = loulouni()
    asked.post(reverse("watch:report_of", args=[incident.id]), QUICK)
    assert set(Report.objects.values_list("incident", flat=True)) == {incident.id}


def test_figures_stand_side_by_side_and_one_is_recommended(asked, loulouni):
    incident = loulouni(dead(3, source="radio"))
    asked.post(
        reverse("watch:figure", args=[incident.id]),
        {"about": "deaths", "status": "counted", "best": "12", "source": "mairie"},
    )
    chosen = Figure.objects.get(best=12)
    page = text_of(asked.get(reverse("watch:incident", args=[incident.id])))
    assert "entre 3 et 12" in page
    address = reverse("watch:recommend", args=[incident.id, chosen.id])
    asked.post(address, {"reason": "liste de la mairie"})
    page = text_of(asked.get(reverse("watch:incident", args=[incident.id])))
    assert "liste de la mairie" in page
    assert Sighting.objects.get().deaths_low == 12


def test_an_incident_is_corrected(asked, loulouni):
    incident = loulouni()
    said = {"kind": "abduction", "origin_said": "Kadiolo", "when": "between",
            "earliest": "2025-11-10", "latest": "2025-11-11", "actors": "JNIM, ",
            "verification": "confirmed"}  # fmt: skip
    asked.post(reverse("watch:correct", args=[incident.id]), said)
    now = Incident.objects.get()
    assert (now.kind, now.place, now.actors, now.verification) == (
        "abduction", "kadiolo", ["JNIM"], "confirmed",
    )  # fmt: skip


def test_two_that_may_be_one_are_asked_about_joined_and_parted(asked, loulouni):
    one, other = loulouni(), loulouni()
    assert len(asked.get(reverse("watch:doubles")).context["pairs"]) == 1
    asked.post(reverse("watch:doubles"), {"one": one.id, "other": other.id, "verdict": "same"})
    assert asked.get(reverse("watch:incidents")).context["page"].paginator.count == 1
    assert asked.get(reverse("watch:doubles")).context["pairs"] == []
    asked.post(reverse("watch:part", args=[one.id, Comparison.objects.get().id]))
    assert asked.get(reverse("watch:incidents")).context["page"].paginator.count == 2


def test_markup_is_shown_as_words(asked, loulouni):
    incident = loulouni(title="<img src=x>", source="<b>radio</b>")
    page = asked.get(reverse("watch:incident", args=[incident.id])).content.decode()
    assert "<img src=x>" not in page
    assert "&lt;b&gt;radio" in page


@pytest.mark.parametrize("who", ["kone", "ouattara", "bamba"])
def test_those_who_read_released_figures_find_no_incident(client, who, request, loulouni):
    incident = loulouni()
    client.force_login(request.getfixturevalue(who))
    for address in (
        reverse("watch:incidents"),
        reverse("watch:incident", args=[incident.id]),
        reverse("watch:report"),
    ):
        assert client.get(address).status_code == 403


def test_a_withdrawn_incident_looks_like_one_that_never_was(asked, loulouni):
    incident = loulouni()
    asked.post(reverse("watch:withdraw", args=[incident.id]), {"reason": "rumeur démentie"})
    assert asked.get(reverse("watch:incident", args=[incident.id])).status_code == 404
    assert Sighting.objects.count() == 0


PASTED = (
    "Le JNIM a attaqué des chasseurs dozos à Loulouni mercredi. Au moins trois personnes ont été "
    "tuées et des centaines d’habitants ont fui."
)


def pasted(asked, text):
    said = {"text": text, "source": "setal.net", "told_on": "2025-11-14"}
    return asked.post(reverse("watch:paste"), said)


def test_a_pasted_text_is_read_into_proposals_and_nothing_is_kept(asked, facts):
    answer = pasted(asked, PASTED)
    assert "<mark>Loulouni" in answer.content.decode()
    assert len(answer.context["proposals"]) == 1
    assert Report.objects.count() == 0


def test_a_proposal_fills_the_quick_form_and_a_person_keeps_it(asked, facts):
    initial = dict(pasted(asked, PASTED).context["proposals"][0]["initial"])
    shown = asked.post(reverse("watch:report"), initial | {"proposed": "1"})
    form = shown.context["form"]
    assert Report.objects.count() == 0
    assert (form["deaths"].value(), form["deaths_number"].value()) == ("at_least", "3")
    assert (form["origin_said"].value(), form["earliest"].value()) == ("Loulouni", "2025-11-12")
    asked.post(reverse("watch:report"), QUICK | initial)
    row = Sighting.objects.get()
    assert (row.place, row.deaths_low, row.deaths_high) == ("loulouni", 3, None)
    assert row.displaced_low is not None


def test_no_number_in_a_text_is_an_unknown_toll(asked, facts):
    text = "Des hommes armés ont tué des villageois à Kadiolo, le bilan est inconnu."
    initial = dict(pasted(asked, text).context["proposals"][0]["initial"])
    assert initial["deaths"] == "unknown"
    assert "deaths_number" not in initial


def test_a_text_that_tells_of_nothing_proposes_nothing(asked, facts):
    assert pasted(asked, "La pluie est tombée ce matin.").context["proposals"] == []


def test_markup_in_a_pasted_text_is_shown_as_words(asked, facts):
    answer = pasted(asked, "<script>alert(1)</script> Attaque à Loulouni.")
    assert "<script>alert" not in answer.content.decode()


def test_loulouni_is_as_far_from_the_border_and_from_pogo_as_was_measured(asked, loulouni):
    incident = loulouni()
    far = asked.get(reverse("watch:incident", args=[incident.id])).context["distances"]
    straight = {one["name"]: one["straight"] for one in far["crossings"]}
    assert far["border"] == "48,7 km"
    assert straight["Pogo"] == "50,7 km"
    assert all(one["is_estimated"] for one in far["crossings"] if "km" in one["road"])


def test_within_two_kilometres_of_the_border_the_country_is_asked(asked, loulouni):
    incident = loulouni(place="", latitude=10.4577, longitude=-5.63062)
    far = asked.get(reverse("watch:incident", args=[incident.id])).context["distances"]
    assert far["must_ask"]
