"""An alert at Pogo, as the tests of what is sent need it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from akwaba.watch.alerting.areas import simplified
from akwaba.watch.alerting.cap import Area, message_of
from akwaba.watch.alerting.notice import Event, Notice
from akwaba.watch.alerting.ratings import Certainty, Level, Severity, Urgency

POGO = (-5.63062, 10.43669)
AT = datetime(2025, 11, 15, 14, 30, tzinfo=UTC)
LEVEL = Level(Urgency.IMMEDIATE, Severity.SEVERE, Certainty.OBSERVED)
FULL = Notice(
    event=Event.INFLUX,
    crossing="Pogo",
    level=LEVEL,
    at=AT,
    expires=AT + timedelta(days=1),
    answer_by=AT + timedelta(hours=4),
    arrivals_24h=200,
    backlog_hours=71,
    places_left=15,
    incident_km=49,
    axis_days=9,
    contact="07 08 09 10 11",
)
SQUARE = ((-5.8, 10.3), (-5.5, 10.3), (-5.5, 10.5), (-5.8, 10.5), (-5.8, 10.3))
AREA = Area("Pogo", simplified(SQUARE, POGO), (("P-code", "CI31"),))


def notice(**changes):
    return replace(FULL, **changes)


def message(number=1, earlier=(), **changes):
    return message_of(
        notice(**changes),
        identifier=f"urn:uuid:0197a000-0000-7000-8000-{number:012}",
        sender="alertes@akwaba.example",
        sent=AT + timedelta(minutes=number),
        area=AREA,
        restriction="Équipes du poste de Pogo et de la capitale",
        sender_name="Poste de Pogo",
        earlier=earlier,
    )
