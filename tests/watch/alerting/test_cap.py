"""CAP files are checked against OASIS's own schema, which lies beside this test."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point

from akwaba.watch.alerting.cap import (
    Area,
    CapRefused,
    Category,
    Fault,
    InfoText,
    Reference,
    Scope,
    faults_of,
    message_of,
)
from akwaba.watch.alerting.cap_reading import CapUnreadable, read_cap
from akwaba.watch.alerting.cap_writing import NAMESPACE, as_written, write_cap
from akwaba.watch.alerting.notice import Event, MessageKind, Status, notice_of
from akwaba.watch.alerting.ratings import Certainty, Level, Severity, Urgency
from akwaba.watch.alerting.thresholds import judge
from akwaba.watch.alerting.tuning import Tuning
from tests.watch.alerting.crossings import pogo
from tests.watch.alerting.notices import AREA, AT, message

SCHEMA = xmlschema.XMLSchema(Path(__file__).parent / "CAP-v1.2.xsd")
SPACE = {"": NAMESPACE}


def parsed(data):
    SCHEMA.validate(data.decode())
    return ET.fromstring(data)  # noqa: S314  our own file


def refused(message):
    with pytest.raises(CapRefused) as caught:
        write_cap(message)
    return set(caught.value.faults)


def test_the_schema_refuses_what_cap_forbids():
    wrong = write_cap(message()).replace(b"<urgency>Immediate", b"<urgency>Soon")
    assert not SCHEMA.is_valid(wrong.decode())


def test_an_alert_at_pogo_says_it_in_french_and_english():
    alert = parsed(write_cap(message()))
    languages = [info.findtext("language", None, SPACE) for info in alert.findall("info", SPACE)]
    events = [info.findtext("event", None, SPACE) for info in alert.findall("info", SPACE)]
    assert languages == ["fr", "en"]
    assert events == ["Afflux de personnes - Pogo", "Influx of people - Pogo"]
    assert {info.findtext("category", None, SPACE) for info in alert.iterfind("info", SPACE)} == {
        "Rescue"
    }


def test_from_the_count_of_a_day_to_a_valid_file():
    facts = pogo(200, [3] * 10, places_left=17, places=1000, people_waiting=300, daily_capacity=40)
    found = notice_of(facts, judge(facts, Tuning()), at=AT, expires=AT + timedelta(days=1))
    cap = message_of(found, identifier="urn:uuid:1", sender="a@b.ci", sent=AT, area=AREA)
    alert = parsed(write_cap(cap))
    info = alert.find("info", SPACE)
    parameters = {
        each.findtext("valueName", None, SPACE): each.findtext("value", None, SPACE)
        for each in info.findall("parameter", SPACE)
    }
    assert parameters == {"arrivals_24h": "200", "backlog_hours": "180", "places_left": "15"}
    levels = [info.findtext(name, None, SPACE) for name in ("urgency", "severity", "certainty")]
    assert levels == ["Immediate", "Severe", "Observed"]
    assert alert.findtext("scope", None, SPACE) == "Public"


def test_the_area_is_latitude_first_with_two_decimals_and_a_pcode():
    area = parsed(write_cap(message())).find("info/area", SPACE)
    assert area.findtext("polygon", None, SPACE).split()[0].startswith("10.")
    corners = [word.split(",") for word in area.findtext("polygon", None, SPACE).split()]
    assert all(len(value.split(".")[1]) == 2 for corner in corners for value in corner)
    assert corners[0] == corners[-1]
    geocode = area.find("geocode", SPACE)
    assert [each.text for each in geocode] == ["P-code", "CI31"]


def test_utc_is_written_as_the_standard_wants_it():
    """Z must not be used, and UTC is -00:00 (3.3.2)."""
    assert parsed(write_cap(message())).findtext("sent", None, SPACE) == "2025-11-15T14:31:00-00:00"


def test_an_update_and_a_cancel_refer_to_all_before_them():
    first = message(1)
    update = message(2, [first], kind=MessageKind.UPDATE, arrivals_24h=350)
    cancel = message(3, [update, first], kind=MessageKind.CANCEL)
    references = parsed(write_cap(cancel)).findtext("references", None, SPACE).split()
    start = "alertes@akwaba.example,urn:uuid:0197a000-0000-7000-8000-"
    assert references == [
        f"{start}000000000001,2025-11-15T14:31:00-00:00",
        f"{start}000000000002,2025-11-15T14:32:00-00:00",
    ]
    known = read_cap(write_cap(update)).references
    assert known == (Reference(first.sender, first.identifier, first.sent),)


def test_nothing_follows_a_cancel_and_nobody_cancels_anothers_alert():
    cancel = message(2, [message(1)], kind=MessageKind.CANCEL)
    for earlier in ([message(1), cancel], [replace(message(1), sender="x@y.ci")], [message(9)]):
        with pytest.raises(CapRefused):
            message(3, earlier, kind=MessageKind.UPDATE)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"identifier": "alert 1"}, Fault.IDENTIFIER),
        ({"identifier": "urn:uuid:a,b"}, Fault.IDENTIFIER),
        ({"sender": ""}, Fault.SENDER),
        ({"restriction": " "}, Fault.RESTRICTION),
        ({"scope": Scope.PUBLIC}, Fault.RESTRICTION),
        ({"kind": MessageKind.UPDATE}, Fault.REFERENCES),
        ({"references": (Reference("a", "b", AT),)}, Fault.REFERENCES),
        (
            {"kind": MessageKind.UPDATE, "references": (Reference("a b", "c", AT),)},
            Fault.REFERENCES,
        ),
        ({"expires": AT}, Fault.TIMES),
        ({"sent": AT.replace(tzinfo=None)}, Fault.TIMES),
        ({"texts": {"fr": InfoText("Afflux", "Afflux")}}, Fault.LANGUAGES),
        ({"texts": dict.fromkeys(("fr", "en"), InfoText("x" * 36, "x"))}, Fault.EVENT),
        ({"texts": dict.fromkeys(("fr", "en"), InfoText("\x00", "x"))}, Fault.EVENT),
        ({"area": Area(" ")}, Fault.AREA),
        ({"area": Area("Pogo", AREA.ring[:-1])}, Fault.AREA),
        ({"area": Area("Pogo", ((0, 91), (1, 91), (1, 92), (0, 91)))}, Fault.AREA),
        ({"area": Area("Pogo", ((0, 0), (1, 1), (1, 0), (0, 1), (0, 0)))}, Fault.AREA),
    ],
)
def test_what_the_standard_forbids_is_not_written(changes, fault):
    assert refused(replace(message(), **changes)) == {fault}


def test_all_faults_are_said_at_once():
    found = faults_of(replace(message(), identifier="", sender=" ", restriction=""))
    assert found == (Fault.IDENTIFIER, Fault.SENDER, Fault.RESTRICTION)


def test_a_ring_of_more_than_a_hundred_vertices_is_not_written():
    circle = tuple(Point(-5.6, 10.4).buffer(0.5, 25).exterior.coords)
    assert len(circle) == 101
    assert refused(replace(message(), area=Area("Pogo", circle))) == {Fault.AREA}


@pytest.mark.parametrize("event", Event)
@pytest.mark.parametrize("name", ["Pogo", "Poste frontalier de Laleraba numéro 12", "N" * 60, ""])
def test_the_event_stays_within_35_letters(event, name):
    for text in message(event=event, crossing=name).texts.values():
        assert 0 < len(text.event) <= 35
        assert "1" not in text.event or "12" in text.event


def test_an_incident_is_a_matter_of_security_and_an_influx_of_rescue():
    assert message(event=Event.INCIDENT).category is Category.SECURITY
    assert message(event=Event.INFLUX).category is Category.RESCUE


def test_a_cancelled_alert_asks_nothing():
    cancel = message(2, [message(1)], kind=MessageKind.CANCEL)
    info = parsed(write_cap(cancel)).find("info", SPACE)
    assert info.find("instruction", SPACE) is None
    assert "annulée" in info.findtext("description", None, SPACE)


texts = st.text(max_size=40)
times = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.timezones())  # noqa: DTZ001
messages = st.builds(
    replace,
    st.just(message()),
    sent=times,
    effective=times,
    onset=times,
    status=st.sampled_from(Status),
    category=st.sampled_from(Category),
    level=st.builds(
        Level, st.sampled_from(Urgency), st.sampled_from(Severity), st.sampled_from(Certainty)
    ),
    texts=st.fixed_dictionaries(
        {
            language: st.builds(InfoText, st.just("Afflux"), texts, texts, texts)
            for language in ("fr", "en")
        }
    ),
    restriction=texts.map(lambda text: f"À {text}"),
    sender_name=texts,
    contact=texts,
    area=st.builds(replace, st.just(AREA), description=texts.map(lambda text: f"Pogo {text}")),
).map(lambda each: replace(each, expires=max(each.effective, each.onset) + timedelta(days=1)))


@settings(max_examples=60)
@given(messages)
def test_whatever_is_written_the_file_is_valid_and_comes_back(message):
    data = write_cap(message)
    SCHEMA.validate(data.decode())
    assert read_cap(data) == as_written(message)
    assert as_written(as_written(message)) == as_written(message)


def test_what_is_plain_comes_back_as_it_was():
    assert read_cap(write_cap(message())) == message()


def test_every_line_end_comes_back_as_one():
    words = InfoText("Afflux", "Afflux", "Un\r\ndeux\rtrois\nquatre")
    odd = replace(message(), texts={"fr": words, "en": words})
    assert read_cap(write_cap(odd)).texts["fr"].description == "Un\ndeux\ntrois\nquatre"


BOMB = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><alert xmlns="%s">&d;</alert>'


@pytest.mark.parametrize(
    ("data", "reason", "where"),
    [
        (b"", "xml", ""),
        (b"\xff\xfe<", "xml", ""),
        (BOMB % NAMESPACE.encode(), "doctype", ""),
        (b" " * 1_000_001, "size", ""),
        (b"<alert/>", "namespace", "alert"),
        (b'<alert xmlns="%s"/>' % NAMESPACE.encode(), "missing", "info"),
    ],
)
def test_what_is_no_cap_file_is_refused(data, reason, where):
    with pytest.raises(CapUnreadable) as refused:
        read_cap(data)
    assert (refused.value.reason, refused.value.where) == (reason, where)


@pytest.mark.parametrize(
    ("old", "new", "reason", "where"),
    [
        ("<sender>alertes@akwaba.example</sender>", "", "missing", "sender"),
        ("<status>Actual", "<status>Draft", "value", "status"),
        ("<sent>2025-11-15T14:31:00-00:00", "<sent>2025-11-15T14:31:00", "value", "sent"),
        ("<sent>2025-11-15T14:31:00-00:00", "<sent>yesterday", "value", "sent"),
        ("<polygon>10.3", "<polygon>nan", "value", "polygon"),
        ("<polygon>10.3", "<polygon>1,2,3 10.3", "value", "polygon"),
        ("</scope>", "</scope><references>a,b</references>", "value", "references"),
    ],
)
def test_a_refusal_names_the_element(old, new, reason, where):
    text = write_cap(message()).decode()
    assert old in text
    with pytest.raises(CapUnreadable) as refused:
        read_cap(text.replace(old, new).encode())
    assert (refused.value.reason, refused.value.where) == (reason, where)
