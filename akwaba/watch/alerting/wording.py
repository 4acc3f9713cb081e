"""The sentences of an alert in French and English, with figures to read or words to hear."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from akwaba.watch.alerting.counted import counted
from akwaba.watch.alerting.notice import Event, MessageKind, Notice, Status
from akwaba.watch.alerting.ratings import Severity, Urgency

Number = Callable[[float, str, str], str]
"""(number, noun, language) to text: `counted` to read, `said` to hear."""

EVENTS: Mapping[str, Mapping[Event, str]] = {
    "fr": {
        Event.INFLUX: "Afflux de personnes",
        Event.BACKLOG: "Retard d’enregistrement",
        Event.PLACES: "Presque plus de places",
        Event.INCIDENT: "Incident proche",
        Event.AXIS: "Axe bloqué",
    },
    "en": {
        Event.INFLUX: "Influx of people",
        Event.BACKLOG: "Registration backlog",
        Event.PLACES: "Hardly any places left",
        Event.INCIDENT: "Incident nearby",
        Event.AXIS: "Road blocked",
    },
}
"""Short: with a crossing's name the event of a CAP file has 35 characters."""

MARKS: Mapping[str, Mapping[Status | MessageKind, str]] = {
    "fr": {
        Status.EXERCISE: "EXERCICE",
        Status.TEST: "ESSAI",
        MessageKind.UPDATE: "MISE À JOUR",
        MessageKind.CANCEL: "ANNULATION",
    },
    "en": {
        Status.EXERCISE: "EXERCISE",
        Status.TEST: "TEST",
        MessageKind.UPDATE: "UPDATE",
        MessageKind.CANCEL: "CANCELLED",
    },
}
"""What stands before everything else; nothing before a first alert in earnest."""

URGENCIES: Mapping[str, Mapping[Urgency, str]] = {
    "fr": {
        Urgency.IMMEDIATE: "Il faut agir tout de suite.",
        Urgency.EXPECTED: "Il faut agir aujourd’hui.",
        Urgency.FUTURE: "Il faut se préparer.",
        Urgency.PAST: "Le plus dur est passé.",
    },
    "en": {
        Urgency.IMMEDIATE: "Act at once.",
        Urgency.EXPECTED: "Act today.",
        Urgency.FUTURE: "Prepare.",
        Urgency.PAST: "The worst is over.",
    },
}

SEVERITIES: Mapping[str, Mapping[Severity, str]] = {
    "fr": {
        Severity.EXTREME: "très grave",
        Severity.SEVERE: "grave",
        Severity.MODERATE: "moyen",
        Severity.MINOR: "faible",
    },
    "en": {
        Severity.EXTREME: "very serious",
        Severity.SEVERE: "serious",
        Severity.MODERATE: "moderate",
        Severity.MINOR: "minor",
    },
}

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "arrivals": "Environ {people} sont arrivées en {day}.",
        "backlog": "Il faut {hours} pour enregistrer ceux qui attendent.",
        "nobody_registers": "Des personnes attendent et personne n’enregistre.",
        "places": "Il reste environ {places}.",
        "no_places": "Il ne reste plus de place.",
        "incident": "Un incident a eu lieu à {distance} ; des personnes se déplacent.",
        "axis": "Un axe est bloqué depuis {days}.",
        "default_ask": "Accusez réception et dites ce que vous faites.",
        "cancelled": "Cette alerte est annulée. Il n’y a plus rien à faire.",
    },
    "en": {
        "arrivals": "About {people} arrived in {day}.",
        "backlog": "It takes {hours} to register those who wait.",
        "nobody_registers": "People wait and nobody registers.",
        "places": "About {places} left.",
        "no_places": "No place is left.",
        "incident": "An incident happened {distance} away; people are moving.",
        "axis": "A road has been blocked for {days}.",
        "default_ask": "Acknowledge, and say what you do.",
        "cancelled": "This alert is cancelled. There is nothing more to do.",
    },
}

_HOURS_A_DAY = 24


def title(notice: Notice, language: str) -> str:
    """“EXERCICE – Afflux de personnes – Pogo”."""
    return " – ".join([*marks(notice, language), EVENTS[language][notice.event], notice.crossing])


def marks(notice: Notice, language: str) -> list[str]:
    words = MARKS[language]
    return [words[each] for each in (notice.status, notice.kind) if each in words]


def fact_sentences(notice: Notice, language: str, number: Number = counted) -> list[str]:
    """What is known, one sentence each; of a cancelled alert only that it is cancelled."""
    words = SENTENCES[language]
    if notice.kind is MessageKind.CANCEL:
        return [words["cancelled"]]

    def say(key: str, value: float | None, place: str, noun: str) -> list[str]:
        if value is None:
            return []
        day = number(_HOURS_A_DAY, "hour", language)
        return [words[key].format(**{place: number(value, noun, language), "day": day})]

    return [
        *say("arrivals", notice.arrivals_24h, "people", "person"),
        *say("backlog", notice.backlog_hours, "hours", "hour"),
        *([words["nobody_registers"]] if notice.is_nobody_registering else []),
        *([words["no_places"]] if notice.places_left == 0 else []),
        *say("places", notice.places_left or None, "places", "place"),
        *say("incident", notice.incident_km, "distance", "kilometre"),
        *say("axis", notice.axis_days, "days", "day"),
    ]


def ask(notice: Notice, language: str) -> str:
    """What people are asked: the officer's own words, else to acknowledge."""
    if notice.kind is MessageKind.CANCEL:
        return ""
    return notice.asked.get(language, "").strip() or SENTENCES[language]["default_ask"]


def written_time(at: datetime, language: str) -> str:
    """“15/11/2025 à 14 h 30” or "2025-11-15 14:30", in Abidjan’s time, which is UTC all year."""
    there = at.astimezone(UTC)
    if language == "fr":
        return f"{there:%d/%m/%Y} à {there:%H} h {there:%M}"
    return f"{there:%Y-%m-%d %H:%M}"
