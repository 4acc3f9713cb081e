import re

import pytest
from hypothesis import given

from akwaba.watch.alerting.notice import MessageKind, Status
from akwaba.watch.alerting.radio import aloud, radio_script
from tests.watch.alerting.notices import notice
from tests.watch.alerting.test_sms import notices


def test_an_alert_is_read_in_french():
    script = radio_script(notice(axis_days=None, incident_km=None, contact=""), "fr")
    core = [
        "Alerte pour Pogo : afflux de personnes.",
        "Environ deux cents personnes sont arrivées en vingt-quatre heures.",
        "Il faut soixante et onze heures pour enregistrer ceux qui attendent.",
        "Il reste environ quinze places.",
        "Il faut agir tout de suite.",
    ]
    assert script == [
        *core,
        "Situation à quatorze heures trente, le quinze novembre deux mille vingt-cinq.",
        "Accusez réception et dites ce que vous faites.",
        "Répondez avant dix-huit heures trente, le quinze novembre deux mille vingt-cinq.",
        "Je répète.",
        *core,
        "Fin du message.",
    ]


def test_an_alert_is_read_in_english():
    script = radio_script(notice(), "en")
    assert script[:2] == [
        "Alert for Pogo: influx of people.",
        "About two hundred people arrived in twenty-four hours.",
    ]
    assert "A road has been blocked for nine days." in script
    assert script[-1] == "End of message."


def test_an_exercise_is_named_before_and_after():
    script = radio_script(notice(status=Status.EXERCISE), "fr")
    assert script[0] == "Exercice, exercice. Ceci est un exercice."
    assert script[-2] == "Ceci était un exercice."


def test_a_cancel_asks_nothing_and_is_read_twice():
    script = radio_script(notice(kind=MessageKind.CANCEL, contact=""), "fr")
    said = "Annulation de l’alerte pour Pogo : afflux de personnes."
    assert script.count(said) == 2
    assert not any("Répondez" in line or "agir" in line for line in script)


@pytest.mark.parametrize(
    ("text", "in_french"),
    [
        ("Envoyez 3 agents à 12 km", "Envoyez trois agents à douze kilomètres"),
        (
            "avant 18h, 81 % des bâches",
            "avant dix-huit heures, quatre-vingt-un pour cent des bâches",
        ),
        ("07 08 09", "zéro sept zéro huit zéro neuf"),
        ("0708091011", "zéro sept zéro huit zéro neuf un zéro un un"),
        ("Poste\n12", "Poste douze"),
        ("3 hommes", "trois hommes"),
        ("0 place", "zéro place"),
    ],
)
def test_what_an_officer_wrote_is_said_in_words(text, in_french):
    assert aloud(text, "fr") == in_french


def test_units_are_those_of_the_language():
    assert aloud("9 d, 5km", "en") == "nine days, five kilometres"


@given(notices)
def test_no_digit_is_left_to_be_read(notice):
    for language in ("fr", "en"):
        script = radio_script(notice, language)
        assert re.findall(r"[0-9]", " ".join(script)) == []
        assert not any("\n" in line for line in script)
