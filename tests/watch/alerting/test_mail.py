from email.message import EmailMessage

from hypothesis import given

from akwaba.watch.alerting.mail import LONGEST_SUBJECT, mail
from akwaba.watch.alerting.notice import MessageKind, Status
from tests.watch.alerting.notices import notice
from tests.watch.alerting.test_sms import notices


def test_an_alert_is_mailed_in_french():
    message = mail(notice(incident_km=None, axis_days=None), "fr")
    assert message.subject == "Afflux de personnes – Pogo"
    assert message.body.replace("\u00a0", " ") == (
        "Afflux de personnes – Pogo\n"
        "\n"
        "Gravité : grave. Il faut agir tout de suite.\n"
        "- Environ 200 personnes sont arrivées en 24 heures.\n"
        "- Il faut 71 heures pour enregistrer ceux qui attendent.\n"
        "- Il reste environ 15 places.\n"
        "Situation au 15/11/2025 à 14 h 30.\n"
        "\n"
        "Accusez réception et dites ce que vous faites.\n"
        "Répondez avant le 15/11/2025 à 18 h 30.\n"
        "Cette alerte vaut jusqu’au 16/11/2025 à 14 h 30.\n"
        "Contact : 07 08 09 10 11\n"
        "Les nombres sont arrondis à cinq. Ne transmettez ce message qu’à ceux qui doivent agir.\n"
    )


def test_an_alert_is_mailed_in_english():
    message = mail(notice(places_left=0), "en")
    assert message.subject == "Influx of people – Pogo"
    assert "- No place is left.\n" in message.body
    assert "Answer before 2025-11-15 18:30.\n" in message.body


def test_an_exercise_is_named_in_subject_and_body():
    message = mail(notice(status=Status.EXERCISE), "fr")
    assert message.subject.startswith("EXERCICE – ")
    assert message.body.startswith("Ceci est un exercice")


def test_a_cancel_asks_nothing():
    message = mail(notice(kind=MessageKind.CANCEL), "fr")
    assert message.subject == "ANNULATION – Afflux de personnes – Pogo"
    assert "Répondez" not in message.body
    assert "Accusez" not in message.body


def test_a_name_cannot_add_a_header():
    subject = mail(notice(crossing="Pogo\r\nBcc: x@y.ci"), "fr").subject
    assert subject == "Afflux de personnes – Pogo Bcc: x@y.ci"


@given(notices)
def test_every_mail_can_be_put_together(notice):
    message = mail(notice, "fr")
    assert len(message.subject) <= LONGEST_SUBJECT
    letter = EmailMessage()
    letter["Subject"] = message.subject
    assert message.body.endswith("\n")
