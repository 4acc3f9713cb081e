"""An alert to be read aloud over a radio: plain words, numbers as a person says them."""

import re
from collections.abc import Mapping

from akwaba.watch.alerting.counted import said
from akwaba.watch.alerting.notice import MessageKind, Notice, Status
from akwaba.watch.alerting.numbers_said import DAYS, HOURS, english, french
from akwaba.watch.alerting.wording import EVENTS, URGENCIES, ask, fact_sentences

WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        Status.EXERCISE: "Exercice, exercice. Ceci est un exercice.",
        Status.TEST: "Essai, essai. Ceci est un essai.",
        MessageKind.ALERT: "Alerte pour {crossing} : {event}.",
        MessageKind.UPDATE: "Mise à jour de l’alerte pour {crossing} : {event}.",
        MessageKind.CANCEL: "Annulation de l’alerte pour {crossing} : {event}.",
        "as_of": "Situation à {hour}, le {day}.",
        "answer_by": "Répondez avant {hour}, le {day}.",
        "contact": "Contact : {contact}.",
        "again": "Je répète.",
        "end": "Fin du message.",
        "exercise_over": "Ceci était un exercice.",
        "test_over": "Ceci était un essai.",
    },
    "en": {
        Status.EXERCISE: "Exercise, exercise. This is an exercise.",
        Status.TEST: "Test, test. This is a test.",
        MessageKind.ALERT: "Alert for {crossing}: {event}.",
        MessageKind.UPDATE: "Update of the alert for {crossing}: {event}.",
        MessageKind.CANCEL: "The alert for {crossing} is cancelled: {event}.",
        "as_of": "Situation at {hour}, {day}.",
        "answer_by": "Answer before {hour}, {day}.",
        "contact": "Contact: {contact}.",
        "again": "I say again.",
        "end": "End of message.",
        "exercise_over": "This was an exercise.",
        "test_over": "This was a test.",
    },
}
_OVER = {Status.EXERCISE: "exercise_over", Status.TEST: "test_over"}

LONGEST_SAID = 6
"""Digits: a longer number is a telephone or a reference, and is read digit by digit."""

_UNITS = {
    "fr": {"km": "kilomètres", "h": "heures", "j": "jours", "m": "mètres", "%": "pour cent"},
    "en": {"km": "kilometres", "h": "hours", "d": "days", "m": "metres", "%": "per cent"},
}
_UNIT_AFTER_DIGIT = re.compile(r"(?<=\d)\s*(km|h|j|d|m|%)(?![^\W\d_])")
_DIGITS = re.compile(r"[0-9]+")


def radio_script(notice: Notice, language: str) -> list[str]:
    """The lines to read; what matters is said twice, for half of it is lost in the noise."""
    words = WORDS[language]
    core = [
        words[notice.kind].format(
            crossing=aloud(notice.crossing, language),
            event=EVENTS[language][notice.event].lower(),
        ),
        *fact_sentences(notice, language, said),
    ]
    if notice.kind is not MessageKind.CANCEL:
        core.append(URGENCIES[language][notice.level.urgency])
    return [
        *([words[notice.status]] if notice.status in words else []),
        *core,
        *_details(notice, language),
        words["again"],
        *core,
        *([words[_OVER[notice.status]]] if notice.status in _OVER else []),
        words["end"],
    ]


def _details(notice: Notice, language: str) -> list[str]:
    words, hour, day = WORDS[language], HOURS[language], DAYS[language]
    lines = [words["as_of"].format(hour=hour(notice.at), day=day(notice.at))]
    lines += [aloud(asked, language) for asked in [ask(notice, language)] if asked]
    if notice.answer_by and notice.kind is not MessageKind.CANCEL:
        until = notice.answer_by
        lines.append(words["answer_by"].format(hour=hour(until), day=day(until)))
    if notice.contact:
        lines.append(words["contact"].format(contact=aloud(notice.contact, language)))
    return lines


def aloud(text: str, language: str) -> str:
    """What somebody wrote, in one line, with its digits and units as words."""
    units = _UNITS[language]
    line = _UNIT_AFTER_DIGIT.sub(
        lambda found: f" {units.get(found[1], found[1])}", " ".join(text.split())
    )
    return _DIGITS.sub(lambda found: _number_aloud(found[0], language), line)


def _number_aloud(digits: str, language: str) -> str:
    say = french if language == "fr" else english
    is_reference = len(digits) > LONGEST_SAID or (digits[0] == "0" and len(digits) > 1)
    if is_reference:
        return " ".join(say(int(digit)) for digit in digits)
    return say(int(digits))
