import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akwaba.watch.alerting.notice import Event, MessageKind, Status
from akwaba.watch.alerting.ratings import Level, Urgency
from akwaba.watch.alerting.shortening import shortened
from akwaba.watch.alerting.sms import (
    BASIC,
    EXTENDED,
    SEPTETS,
    in_alphabet,
    septets,
    text_message,
)
from tests.watch.alerting.notices import FULL, LEVEL, notice


def numbers(text):
    return re.findall(r"[0-9]+", text)


def test_the_alphabet_has_its_127_letters_and_its_ten_extensions():
    """3GPP TS 23.038: 128 places, of which one is the escape; form feed, euro and eight signs."""
    assert (len(BASIC), len(EXTENDED)) == (127, 10)


def test_what_french_needs_is_there_and_what_is_not_loses_its_accent():
    text, replaced = in_alphabet("Côté reçu à Bouaké, où l’été naît : œuf, É, ê, ë, ï, ô, û, ç, Ç")
    assert text == "Coté recu à Bouaké, où l'été nait : oeuf, É, e, e, i, o, u, c, Ç"
    assert dict(replaced) == {
        "ô": "o", "ç": "c", "’": "'", "î": "i", "œ": "oe", "ê": "e", "ë": "e", "ï": "i", "û": "u",
    }  # fmt: skip


def test_letters_of_dioula_and_invisible_ones():
    assert in_alphabet("Kɔrɔgo\u202f– ɲɛnafin\u00a0🙂 ߞ")[0] == "Korogo - nyenafin ? ?"


def test_an_accent_written_apart_is_the_same_letter():
    assert in_alphabet("e\u0301te\u0301") == ("été", ())


def test_euro_and_brackets_take_two():
    assert septets("[5€]") == 7
    with pytest.raises(ValueError, match="ç"):
        septets("ç")


def test_a_whole_alert_in_one_message():
    message = text_message(notice(axis_days=None), "fr")
    assert message.text == (
        "Afflux Pogo. AGIR MAINTENANT. 200 arrivées/24h. Enregistrer: 71h. Places: 15. "
        "Incident à 49km. Répondre avant 18:30. 07 08 09 10 11"
    )
    assert (message.septets, message.left_out) == (len(message.text), ())


def test_english_has_the_same_figures():
    message = text_message(notice(), "en")
    assert numbers(message.text) == numbers(text_message(notice(), "fr").text)


def test_what_does_not_fit_is_left_out_whole_and_named():
    asked = {"fr": "Envoyez deux agents, un camion de 12000 litres et 40 bâches. " * 2}
    message = text_message(notice(asked=asked), "fr")
    assert message.septets <= SEPTETS
    assert message.left_out == (in_alphabet(" ".join(asked["fr"].split()))[0],)
    assert "12" not in numbers(message.text)


def test_an_exercise_says_so_first():
    assert text_message(notice(status=Status.EXERCISE), "fr").text.startswith("EXERCICE: ")


def test_a_cancel_says_nothing_else():
    message = text_message(notice(kind=MessageKind.CANCEL, contact=""), "fr")
    assert message.text == "ANNULATION: Afflux Pogo. Alerte annulée."


def test_only_what_is_immediate_asks_to_act_now():
    level = Level(Urgency.EXPECTED, LEVEL.severity, LEVEL.certainty)
    assert "ACT NOW" in text_message(notice(), "en").text
    assert "ACT NOW" not in text_message(notice(level=level), "en").text


def test_letters_of_a_name_that_are_replaced_are_named():
    assert ("ô", "o") in text_message(notice(crossing="Pôgo"), "fr").replaced


@pytest.mark.parametrize(
    ("name", "most", "short"),
    [
        ("Pogo", 10, "Pogo"),
        ("Poste de Laleraba", 12, "Poste de"),
        ("Poste 1 200 500", 13, "Poste"),
        ("Ouangolodougou", 6, "Ouango"),
        ("Borne123456", 8, "Borne"),
        ("123456", 3, ""),
    ],
)
def test_names_are_shortened_by_words_and_numbers_are_not_cut(name, most, short):
    assert shortened(name, most) == short


@given(st.text(st.sampled_from("ab 19"), max_size=30), st.integers(0, 20))
def test_a_short_name_has_only_whole_numbers(name, most):
    short = shortened(name, most)
    assert len(short) <= most or short == name
    assert numbers(short) == numbers(name)[: len(numbers(short))]


counts = st.none() | st.integers(0, 100_000)
notices = st.builds(
    replace,
    st.just(FULL),
    event=st.sampled_from(Event),
    status=st.sampled_from(Status),
    kind=st.sampled_from(MessageKind),
    crossing=st.text(max_size=80),
    arrivals_24h=counts,
    backlog_hours=counts,
    places_left=counts,
    incident_km=counts,
    axis_days=counts,
    contact=st.text(max_size=60),
    asked=st.fixed_dictionaries({"fr": st.text(max_size=120)}),
)


@given(notices, st.sampled_from(["fr", "en"]))
def test_every_message_fits_and_no_number_of_ours_is_cut(notice, language):
    message = text_message(notice, language)
    assert message.septets == septets(message.text) <= SEPTETS
    bare = text_message(replace(notice, crossing="", contact="", asked={}), language)
    ours = [notice.arrivals_24h, notice.backlog_hours, notice.places_left, notice.incident_km]
    allowed = {"24", "18", "30", *(str(each) for each in [*ours, notice.axis_days])}
    assert set(numbers(bare.text)) <= allowed
