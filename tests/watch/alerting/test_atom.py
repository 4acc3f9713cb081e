from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

from hypothesis import example, given, settings
from hypothesis import strategies as st

from akwaba.watch.alerting.atom import CAP_TYPE, NAMESPACE, Channel, feed
from akwaba.watch.alerting.cap import InfoText, Scope
from akwaba.watch.alerting.notice import MessageKind
from tests.watch.alerting.notices import AT, message

SPACE = {"": NAMESPACE}
CHANNEL = Channel(
    id="urn:uuid:0197a000-0000-7000-8000-00000000feed",
    address="https://akwaba.example/alerts.atom",
    author="Poste de Pogo",
    scope=Scope.RESTRICTED,
)
SOON = AT + timedelta(hours=1)


def written(messages, channel=CHANNEL, now=SOON):
    data = feed(
        messages, channel, now=now, address_of=lambda each: f"/alerts/{each.identifier}.xml?a&b"
    )
    return ET.fromstring(data)  # noqa: S314  our own file


def entries(messages, **more):
    return written(messages, **more).findall("entry", SPACE)


def text(element, name):
    return element.findtext(name, None, SPACE)


def terms(entry):
    return [category.get("term") for category in entry.findall("category", SPACE)]


def in_public(message):
    return replace(message, scope=Scope.PUBLIC, restriction="")


def assert_is_atom(root):
    """What RFC 4287 demands of a feed and its entries, in sections 4.1.1 and 4.1.2."""
    assert root.tag == f"{{{NAMESPACE}}}feed"
    assert len(root.findall("author/name", SPACE)) == 1
    assert [link.get("rel") for link in root.findall("link", SPACE)] == ["self"]
    for element in (root, *root.findall("entry", SPACE)):
        for name in ("id", "title", "updated"):
            (only,) = element.findall(name, SPACE)
            assert only.text
    for entry in root.findall("entry", SPACE):
        (link,) = entry.findall("link", SPACE)
        assert (link.get("rel"), link.get("type")) == ("alternate", CAP_TYPE)
        assert link.get("href")
        assert text(entry, "summary")
    ids = [text(entry, "id") for entry in root.findall("entry", SPACE)]
    assert len(set(ids)) == len(ids)
    assert all(each.startswith("urn:") for each in ids)


def test_current_alerts_are_a_valid_feed_with_the_latest_first():
    root = written([message(1), message(2)])
    assert_is_atom(root)
    assert [text(each, "id")[-1] for each in root.findall("entry", SPACE)] == ["2", "1"]
    assert text(root, "updated") == "2025-11-15T14:32:00Z"
    assert text(root, "title") == "Alertes en cours"


def test_without_alerts_the_feed_is_valid_too():
    root = written([])
    assert_is_atom(root)
    assert text(root, "updated") == "2025-11-15T15:30:00Z"


def test_an_update_takes_the_place_of_the_first_message():
    first = message(1)
    update = message(2, [first], kind=MessageKind.UPDATE, arrivals_24h=350)
    (entry,) = entries([update, first])
    assert text(entry, "id") == first.identifier
    assert text(entry, "published") == "2025-11-15T14:31:00Z"
    assert text(entry, "updated") == "2025-11-15T14:32:00Z"
    assert text(entry, "title") == "MISE À JOUR – Afflux de personnes – Pogo"
    assert "350" in text(entry, "summary")
    assert terms(entry) == ["Update", "Actual", "Rescue"]
    assert update.identifier in entry.find("link", SPACE).get("href")


def test_a_cancel_is_seen_as_long_as_the_alert_would_have_been():
    first = message(1)
    cancel = message(2, [first], kind=MessageKind.CANCEL)
    (entry,) = entries([first, cancel])
    assert text(entry, "title").startswith("ANNULATION")
    assert terms(entry)[0] == "Cancel"
    assert entries([first, cancel], now=cancel.expires) == []


def test_what_has_expired_is_not_current():
    assert entries([message(1)], now=message(1).expires) == []


def test_an_update_alone_still_has_the_id_of_the_alert():
    """The first message may not have arrived here yet."""
    first = message(1)
    (entry,) = entries([message(2, [first], kind=MessageKind.UPDATE)])
    assert (text(entry, "id"), text(entry, "published")) == (
        first.identifier,
        "2025-11-15T14:31:00Z",
    )


def test_a_public_feed_holds_nothing_restricted():
    public = replace(CHANNEL, scope=Scope.PUBLIC)
    both = [message(1), in_public(message(2))]
    assert [text(each, "id")[-1] for each in entries(both, channel=public)] == ["2"]
    assert len(entries(both)) == 2


def test_an_alert_that_became_restricted_leaves_the_public_feed():
    first = in_public(message(1))
    update = message(2, [first], kind=MessageKind.UPDATE)
    assert entries([first, update], channel=replace(CHANNEL, scope=Scope.PUBLIC)) == []


def test_the_feed_speaks_one_language():
    root = written([message(1)], channel=replace(CHANNEL, language="en"))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert text(root.find("entry", SPACE), "title") == "Influx of people – Pogo"


@settings(max_examples=40)
@example("", " ")
@given(st.text(), st.text())
def test_whatever_is_written_the_feed_can_be_read(headline, name):
    words = InfoText("Afflux", f"A{headline}", headline, name)
    odd = replace(message(1), texts={"fr": words, "en": words})
    assert_is_atom(written([odd], channel=replace(CHANNEL, author=f"Poste {name}")))
