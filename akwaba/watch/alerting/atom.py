"""The current alerts as an Atom feed (RFC 4287): one entry an alert, also where it is cancelled.

An entry keeps its id from the first message on, so that readers show an update or a cancel in the
place of what they have.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from akwaba.watch.alerting.cap import CapMessage, Scope
from akwaba.watch.alerting.cap_writing import file_of, in_xml
from akwaba.watch.alerting.notice import MessageKind

NAMESPACE = "http://www.w3.org/2005/Atom"
CAP_TYPE = "application/cap+xml"

TITLES: Mapping[str, str] = {"fr": "Alertes en cours", "en": "Current alerts"}


@dataclass(frozen=True, slots=True)
class Channel:
    """What the feed is: its lasting id, its own address, who writes it."""

    id: str
    """An absolute IRI that never changes: urn:uuid:…"""
    address: str
    author: str
    language: str = "fr"
    scope: Scope = Scope.PUBLIC
    """A public feed leaves out what is restricted; a restricted one holds both."""


def current(
    messages: Iterable[CapMessage], *, now: datetime, scope: Scope
) -> list[tuple[CapMessage, CapMessage]]:
    """(first, latest) of each alert that has not expired, the latest first.

    A cancel stands until its own expiry: who saw the alert must see that it is no more.
    """
    alerts: dict[str, list[CapMessage]] = {}
    for message in sorted(messages, key=lambda message: (message.sent, message.identifier)):
        alerts.setdefault(first_identifier(message), []).append(message)
    running = [
        (each[0], each[-1])
        for each in alerts.values()
        if each[-1].expires > now and _may_be_seen(each, scope)
    ]
    return sorted(running, key=lambda pair: (pair[1].sent, pair[1].identifier), reverse=True)


def _may_be_seen(alert: list[CapMessage], scope: Scope) -> bool:
    return scope is Scope.RESTRICTED or alert[-1].scope is Scope.PUBLIC


def first_identifier(message: CapMessage) -> str:
    """Of the message with which the alert began."""
    if not message.references:
        return message.identifier
    return min(message.references, key=lambda each: (each.sent, each.identifier)).identifier


def feed(
    messages: Iterable[CapMessage],
    channel: Channel,
    *,
    now: datetime,
    address_of: Callable[[CapMessage], str],
) -> bytes:
    """The file, in UTF-8; `address_of` says where the CAP file of a message is."""
    alerts = current(messages, now=now, scope=channel.scope)
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": channel.language})
    _add(root, "id", channel.id)
    _add(root, "title", TITLES[channel.language])
    # An empty feed is as of now; else as of its latest message, so that unchanged stays unchanged.
    _add(root, "updated", _time(max((latest.sent for _, latest in alerts), default=now)))
    _add(ET.SubElement(root, "author"), "name", channel.author)
    ET.SubElement(root, "link", {"rel": "self", "href": channel.address})
    for first, latest in alerts:
        _write_entry(root, first, latest, channel.language, address_of(latest))
    return file_of(root)


def _write_entry(
    root: ET.Element, first: CapMessage, latest: CapMessage, language: str, address: str
) -> None:
    text = latest.texts[language]
    entry = ET.SubElement(root, "entry")
    _add(entry, "id", first_identifier(latest))
    _add(entry, "title", text.headline)
    _add(entry, "updated", _time(latest.sent))
    _add(entry, "published", _time(min(first.sent, _begun(latest))))
    for term in (latest.kind, latest.status, latest.category):
        ET.SubElement(entry, "category", {"term": term})
    ET.SubElement(entry, "link", {"rel": "alternate", "type": CAP_TYPE, "href": in_xml(address)})
    _add(entry, "summary", _summary(latest, language))


def _begun(message: CapMessage) -> datetime:
    return min((each.sent for each in message.references), default=message.sent)


def _summary(message: CapMessage, language: str) -> str:
    text = message.texts[language]
    parts = (text.description, "" if message.kind is MessageKind.CANCEL else text.instruction)
    return " ".join(clean for part in parts if (clean := in_xml(part).strip())) or text.headline


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = in_xml(text)


def _time(moment: datetime) -> str:
    """RFC 3339; here UTC is Z."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
