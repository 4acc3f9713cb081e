"""A CAP file back into a message: ours exactly, another's as far as it holds what ours hold."""

import math
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from xml.etree import ElementTree as ET

from akwaba.watch.alerting.areas import Ring
from akwaba.watch.alerting.cap import Area, CapMessage, Category, InfoText, Reference, Scope
from akwaba.watch.alerting.cap_writing import NAMESPACE
from akwaba.watch.alerting.notice import MessageKind, Status
from akwaba.watch.alerting.ratings import Certainty, Level, Severity, Urgency

MOST_BYTES = 1_000_000
_SPACE = {"": NAMESPACE}
Code = TypeVar("Code", bound=StrEnum)


class CapUnreadable(ValueError):  # noqa: N818  a refusal is named for what is refused
    """What is wrong, and in which element.

    `reason` is "size", "xml", "doctype", "namespace", "missing" or "value".
    """

    def __init__(self, reason: str, where: str = "") -> None:
        self.reason = reason
        self.where = where
        super().__init__(f"{reason} {where}".strip())


class _NoDoctype(ET.TreeBuilder):
    """Entities come with a DOCTYPE: a small file could grow to any size, or read another."""

    def doctype(self, *_named: object) -> None:
        raise CapUnreadable("doctype")


def read_cap(data: bytes) -> CapMessage:
    """The first area and the last block of each language; raises CapUnreadable.

    CAP's "Unknown", "System" and "Draft" are values that we do not use: they are unreadable.
    """
    alert = _root(data)
    infos = alert.findall("info", _SPACE)
    if not infos:
        raise CapUnreadable("missing", "info")
    first = infos[0]
    return CapMessage(
        identifier=_text(alert, "identifier"),
        sender=_text(alert, "sender"),
        sent=_time(alert, "sent"),
        status=_code(alert, "status", Status),
        kind=_code(alert, "msgType", MessageKind),
        scope=_code(alert, "scope", Scope),
        restriction=_optional(alert, "restriction"),
        references=tuple(_references(_optional(alert, "references"))),
        category=_code(first, "category", Category),
        level=Level(
            _code(first, "urgency", Urgency),
            _code(first, "severity", Severity),
            _code(first, "certainty", Certainty),
        ),
        effective=_time(first, "effective"),
        onset=_time(first, "onset"),
        expires=_time(first, "expires"),
        texts={_optional(info, "language") or "en-US": _info_text(info) for info in infos},
        area=_area(first),
        sender_name=_optional(first, "senderName"),
        contact=_optional(first, "contact"),
        parameters=tuple(_pairs(first, "parameter")),
    )


def _root(data: bytes) -> ET.Element:
    if len(data) > MOST_BYTES:
        raise CapUnreadable("size")
    try:
        root = ET.fromstring(data, ET.XMLParser(target=_NoDoctype()))  # noqa: S314  see _NoDoctype
    except (ET.ParseError, ValueError, LookupError) as error:
        if isinstance(error, CapUnreadable):
            raise
        raise CapUnreadable("xml") from error
    if root.tag != f"{{{NAMESPACE}}}alert":
        raise CapUnreadable("namespace", root.tag)
    return root


def _optional(parent: ET.Element, name: str) -> str:
    return (parent.findtext(name, "", _SPACE) or "").strip()


def _text(parent: ET.Element, name: str) -> str:
    text = _optional(parent, name)
    if not text:
        raise CapUnreadable("missing", name)
    return text


def _code(parent: ET.Element, name: str, codes: type[Code]) -> Code:
    text = _text(parent, name)
    try:
        return codes(text)
    except ValueError as error:
        raise CapUnreadable("value", name) from error


def _time(parent: ET.Element, name: str) -> datetime:
    return _moment(_text(parent, name), name)


def _moment(text: str, where: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CapUnreadable("value", where) from error
    if moment.tzinfo is None:
        raise CapUnreadable("value", where)
    return moment


def _references(text: str) -> Iterator[Reference]:
    for word in text.split():
        parts = word.split(",")
        if len(parts) != 3:  # noqa: PLR2004  sender, identifier, sent
            raise CapUnreadable("value", "references")
        yield Reference(parts[0], parts[1], _moment(parts[2], "references"))


def _info_text(info: ET.Element) -> InfoText:
    names = ("headline", "description", "instruction")
    return InfoText(_text(info, "event"), *(_optional(info, name) for name in names))


def _area(info: ET.Element) -> Area:
    area = info.find("area", _SPACE)
    if area is None:
        raise CapUnreadable("missing", "area")
    return Area(
        _text(area, "areaDesc"), _ring(_optional(area, "polygon")), tuple(_pairs(area, "geocode"))
    )


def _ring(text: str) -> Ring:
    """CAP writes latitude first."""
    try:
        pairs = [tuple(map(float, word.split(","))) for word in text.split()]
        ring = tuple((longitude, latitude) for latitude, longitude in pairs)
    except ValueError as error:
        raise CapUnreadable("value", "polygon") from error
    if not all(math.isfinite(value) for point in ring for value in point):
        raise CapUnreadable("value", "polygon")
    return ring


def _pairs(parent: ET.Element, name: str) -> Iterator[tuple[str, str]]:
    for pair in parent.findall(name, _SPACE):
        yield _text(pair, "valueName"), _optional(pair, "value")
