"""An alert in one text message: 160 septets of the GSM 7-bit alphabet (3GPP TS 23.038).

é è à ù ì ò are in it, and so are ä ö ü ñ and É; ê ë â î ï ô û and œ lose what makes them so; ç
too, for the alphabet has only Ç. A single letter outside would turn the whole message into UCS-2,
of which a message holds 70.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC

from akwaba.watch.alerting.notice import Event, MessageKind, Notice
from akwaba.watch.alerting.ratings import Urgency
from akwaba.watch.alerting.shortening import shortened
from akwaba.watch.alerting.wording import marks

SEPTETS = 160

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""One septet each; the escape to the second table is no letter."""
EXTENDED = frozenset("\f^{}\\[~]|€")
"""Two septets each: an escape and the letter."""

_PLAIN = {
    "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "...",
    "œ": "oe", "Œ": "OE", "\t": " ", "×": "x", "ɲ": "ny", "ŋ": "ng", "ɛ": "e", "ɔ": "o",
    "ɓ": "b", "ɗ": "d", "Ɲ": "Ny", "Ŋ": "Ng", "Ɛ": "E", "Ɔ": "O", "Ɓ": "B", "Ɗ": "D",
}  # fmt: skip
"""Letters of Dioula, Bambara and Fulfulde among them, as the gazetteer spells them."""
UNWRITABLE = "?"

LONGEST_NAME = 40
"""Septets of a crossing's name, so that figures fit."""


@dataclass(frozen=True, slots=True)
class TextMessage:
    text: str
    septets: int
    left_out: tuple[str, ...]
    """Pieces that did not fit, the most important first; whole, for no number is cut."""
    replaced: tuple[tuple[str, str], ...]
    """Letters that the alphabet lacks, and what stands for them."""


WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        Event.INFLUX: "Afflux",
        Event.BACKLOG: "Retard",
        Event.PLACES: "Places",
        Event.INCIDENT: "Incident",
        Event.AXIS: "Axe bloqué",
        "now": "AGIR MAINTENANT.",
        "arrivals": "{} arrivées/24h.",
        "backlog": "Enregistrer: {}h.",
        "nobody_registers": "Personne n’enregistre.",
        "places": "Places: {}.",
        "incident": "Incident à {}km.",
        "axis": "Axe bloqué {}j.",
        "answer_by": "Répondre avant {}.",
        "cancelled": "Alerte annulée.",
    },
    "en": {
        Event.INFLUX: "Influx",
        Event.BACKLOG: "Backlog",
        Event.PLACES: "Places",
        Event.INCIDENT: "Incident",
        Event.AXIS: "Road blocked",
        "now": "ACT NOW.",
        "arrivals": "{} arrivals/24h.",
        "backlog": "To register: {}h.",
        "nobody_registers": "Nobody registers.",
        "places": "Places: {}.",
        "incident": "Incident at {}km.",
        "axis": "Road blocked {}d.",
        "answer_by": "Answer by {}.",
        "cancelled": "Alert cancelled.",
    },
}


def septets(text: str) -> int:
    """How many septets a text takes; raises ValueError where a letter is not in the alphabet."""
    strange = set(text) - BASIC - EXTENDED
    if strange:
        raise ValueError(f"Not in the GSM alphabet: {sorted(strange)}")
    return sum(2 if letter in EXTENDED else 1 for letter in text)


def in_alphabet(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text in the GSM alphabet, and each letter that was replaced, once, in order."""
    composed = unicodedata.normalize("NFC", text)
    replaced = {letter: _nearest(letter) for letter in composed if not _is_writable(letter)}
    plain = "".join(replaced.get(letter, letter) for letter in composed)
    return plain, tuple(replaced.items())


def _is_writable(letter: str) -> bool:
    return letter in BASIC or letter in EXTENDED


def _nearest(letter: str) -> str:
    """Without its accents; invisible letters vanish; what has no near letter becomes a mark."""
    if letter in _PLAIN:
        return _PLAIN[letter]
    parts = [
        part
        for part in unicodedata.normalize("NFKD", letter)
        if unicodedata.category(part) not in {"Mn", "Cf", "Cc"}
    ]
    plain = "".join(_PLAIN.get(part, part) for part in parts)
    if all(_is_writable(part) for part in plain):
        return plain
    return UNWRITABLE


def text_message(notice: Notice, language: str) -> TextMessage:
    """What matters most comes first; what does not fit in 160 septets is left out whole."""
    pieces = [in_alphabet(" ".join(piece.split())) for piece in _pieces(notice, language)]
    text, left_out = pieces[0][0], []
    for piece, _ in pieces[1:]:
        longer = f"{text} {piece}"
        if septets(longer) <= SEPTETS:
            text = longer
        else:
            left_out.append(piece)
    replaced = dict(in_alphabet(notice.crossing)[1])
    replaced |= dict(pair for _, pairs in pieces for pair in pairs)
    return TextMessage(text, septets(text), tuple(left_out), tuple(replaced.items()))


def _pieces(notice: Notice, language: str) -> list[str]:
    """The head, which always fits, and then the facts, the most important first."""
    words = WORDS[language]
    name = shortened(in_alphabet(" ".join(notice.crossing.split()))[0], LONGEST_NAME, septets)
    head = ": ".join([*marks(notice, language), f"{words[notice.event]} {name}".strip()]) + "."
    if notice.kind is MessageKind.CANCEL:
        return [piece for piece in (head, words["cancelled"], notice.contact) if piece]
    facts = {
        "arrivals": notice.arrivals_24h,
        "backlog": notice.backlog_hours,
        "places": notice.places_left,
        "incident": notice.incident_km,
        "axis": notice.axis_days,
    }
    said = [words[key].format(value) for key, value in facts.items() if value is not None]
    hour = notice.answer_by and f"{notice.answer_by.astimezone(UTC):%H:%M}"
    return [
        piece
        for piece in (
            head,
            words["now"] if notice.level.urgency is Urgency.IMMEDIATE else "",
            *said,
            words["nobody_registers"] if notice.is_nobody_registering else "",
            words["answer_by"].format(hour) if hour else "",
            notice.contact,
            notice.asked.get(language, ""),
        )
        if piece
    ]
