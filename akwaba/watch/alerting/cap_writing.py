"""A CAP message as a file that is valid by OASIS's schema, whatever people wrote into it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from akwaba.watch.alerting.areas import DECIMALS, Ring
from akwaba.watch.alerting.cap import (
    Area,
    CapMessage,
    CapRefused,
    InfoText,
    Reference,
    faults_of,
)

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, 2.2: no reference can bring these letters in either."""


def write_cap(message: CapMessage) -> bytes:
    """The file, in UTF-8; raises CapRefused with every fault."""
    clean = as_written(message)
    found = faults_of(clean)
    if found:
        raise CapRefused(found)
    alert = ET.Element("alert", {"xmlns": NAMESPACE})
    _fill(
        alert,
        {
            "identifier": clean.identifier,
            "sender": clean.sender,
            "sent": time_text(clean.sent),
            "status": clean.status,
            "msgType": clean.kind,
            "scope": clean.scope,
            "restriction": clean.restriction,
            "references": " ".join(_reference_text(each) for each in clean.references),
        },
    )
    for language, text in clean.texts.items():
        _write_info(ET.SubElement(alert, "info"), clean, language, text)
    return file_of(alert)


def file_of(root: ET.Element) -> bytes:
    """UTF-8 with its declaration; the root carries the namespace of all its elements."""
    written: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return written


def _write_info(info: ET.Element, message: CapMessage, language: str, text: InfoText) -> None:
    _fill(
        info,
        {
            "language": language,
            "category": message.category,
            "event": text.event,
            "urgency": message.level.urgency,
            "severity": message.level.severity,
            "certainty": message.level.certainty,
            "effective": time_text(message.effective),
            "onset": time_text(message.onset),
            "expires": time_text(message.expires),
            "senderName": message.sender_name,
            "headline": text.headline,
            "description": text.description,
            "instruction": text.instruction,
            "contact": message.contact,
        },
    )
    for name, value in message.parameters:
        parameter = ET.SubElement(info, "parameter")
        _fill_all(parameter, {"valueName": name, "value": value})
    area = ET.SubElement(info, "area")
    _fill(area, {"areaDesc": message.area.description, "polygon": _polygon(message.area.ring)})
    for name, value in message.area.geocodes:
        _fill_all(ET.SubElement(area, "geocode"), {"valueName": name, "value": value})


def _fill(parent: ET.Element, children: Mapping[str, str]) -> None:
    """In this order, which the schema fixes; what is empty does not occur."""
    _fill_all(parent, {name: text for name, text in children.items() if text})


def _fill_all(parent: ET.Element, children: Mapping[str, str]) -> None:
    for name, text in children.items():
        ET.SubElement(parent, name).text = text


def time_text(moment: datetime) -> str:
    """CAP 1.2, 3.3.2: no fractions, and UTC is -00:00."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}-00:00"


def _reference_text(reference: Reference) -> str:
    return f"{reference.sender},{reference.identifier},{time_text(reference.sent)}"


def _polygon(ring: Ring) -> str:
    """Latitude first, says CAP 1.2, 3.2.4."""
    return " ".join(f"{y:.{DECIMALS}f},{x:.{DECIMALS}f}" for x, y in ring)


def as_written(message: CapMessage) -> CapMessage:
    """The message as a reader finds it in the file: in whole seconds of UTC, in letters of XML."""
    return replace(
        message,
        identifier=in_xml(message.identifier),
        sender=in_xml(message.sender),
        sent=_second(message.sent),
        effective=_second(message.effective),
        onset=_second(message.onset),
        expires=_second(message.expires),
        restriction=in_xml(message.restriction),
        references=tuple(
            Reference(in_xml(each.sender), in_xml(each.identifier), _second(each.sent))
            for each in message.references
        ),
        sender_name=in_xml(message.sender_name),
        contact=in_xml(message.contact),
        texts={language: _clean_text(text) for language, text in message.texts.items()},
        area=_clean_area(message.area),
        parameters=_clean_pairs(message.parameters),
    )


def _clean_text(text: InfoText) -> InfoText:
    return InfoText(
        in_xml(text.event),
        in_xml(text.headline),
        in_xml(text.description),
        in_xml(text.instruction),
    )


def _clean_area(area: Area) -> Area:
    ring = tuple((round(x, DECIMALS), round(y, DECIMALS)) for x, y in area.ring)
    return Area(in_xml(area.description), ring, _clean_pairs(area.geocodes))


def _clean_pairs(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((in_xml(name), in_xml(value)) for name, value in pairs)


def in_xml(text: str) -> str:
    """Without letters that XML forbids, with one kind of line end, without blanks around."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_IN_XML.sub("", lines).strip()


def _second(moment: datetime) -> datetime:
    """A time without its zone stays so, and is refused."""
    whole = moment.replace(microsecond=0)
    return whole if whole.tzinfo is None else whole.astimezone(UTC)
