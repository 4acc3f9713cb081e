"""What somebody tries who should not exchange, or whose card is not what it seems."""

import pytest
from django.test import Client
from django.urls import reverse

from akwaba.access.matrix import routes
from akwaba.access.nodes import cards
from akwaba.access.rules import SECURITY_ROLES, Role
from akwaba.ledger.models import Device, Entry, Peer
from tests.access.crawl import absent, address_of
from tests.access.node_cast import Computer
from tests.cast import officer

EXCHANGES = {Role.SUPERVISOR, Role.INFORMATION, Role.ADMINISTRATOR}
MANAGES = {
    "own_card",
    "own_card_file",
    "join_capital",
    "confirm_join",
    "add_node",
    "confirm_node",
    "node_answer",
    "node_answer_file",
    "node_rights",
    "node_revoke",
    "node_reinstate",
}


@pytest.fixture
def laptop(db):
    computer = Computer()
    computer.joined(role=Peer.Role.POST, blocks=[4711])
    return computer


def pages_of_the_exchange():
    found = [route for route in routes() if route.path.startswith("/exchange/")]
    assert len(found) > len(MANAGES)
    return found


def tried(client, laptop):
    """(route, status, content) of each page and act of the exchange, as somebody tries them."""
    for route in pages_of_the_exchange():
        address = address_of(
            route, lambda _, part: laptop.id if part.name == "node_id" else absent(_, part)
        )
        facts = {"name": "x", "role": "partner", "reason": "x", "is_compared": "on"}
        for answer in (client.get(address), client.post(address, facts)):
            content = b"".join(answer) if answer.streaming else answer.content
            yield route, answer.status_code, content


@pytest.mark.parametrize("role", sorted(set(Role) - EXCHANGES))
def test_who_does_not_exchange_opens_nothing_of_it(client, role, laptop):
    client.force_login(officer("visitor", "Visitor", role, posts=["pogo"]))
    for route, status, content in tried(client, laptop):
        assert status == 403, route
        assert b"laptop-7" not in content
        assert b"4711" not in content
    assert Peer.objects.get().revoked_at is None
    assert b"/exchange/" not in client.get("/").content


def test_the_security_roles_are_among_them():
    assert SECURITY_ROLES.isdisjoint(EXCHANGES)


@pytest.mark.parametrize("role", sorted(EXCHANGES - {Role.ADMINISTRATOR}))
def test_who_exchanges_manages_no_computer(client, role, laptop):
    client.force_login(officer("visitor", "Visitor", role, posts=["pogo"]))
    for route, status, _ in tried(client, laptop):
        assert (status == 403) == (route.name.partition(":")[2] in MANAGES), route
    peer = Peer.objects.get()
    assert (peer.role, peer.name, peer.revoked_at) == ("post", "laptop-7", None)
    page = client.get(f"/exchange/{laptop.id}/").content.decode()
    for act in ("rights", "revoke", "answer"):
        assert f"/exchange/{laptop.id}/{act}/" not in page


def test_nobody_reaches_it_before_sign_in(client, laptop):
    for route, status, content in tried(client, laptop):
        assert status in {302, 403}, route
        assert b"laptop-7" not in content


def test_every_act_asks_for_the_token_of_our_own_page(laptop, bamba):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(bamba)
    for route in pages_of_the_exchange():
        address = address_of(route, lambda *_: laptop.id)
        assert strict.post(address, {"reason": "x"}).status_code in {403, 405}, route
    assert Peer.objects.get().revoked_at is None


@pytest.fixture
def as_bamba(client, bamba):
    client.force_login(bamba)
    return client


def confirm(client, card, way="add", **facts):
    facts = {"name": "x", "role": "post", "posts": ["pogo"], "is_compared": "on"} | facts
    return client.post(f"/exchange/{way}/confirm/", {"text": card, **facts})


def test_a_card_that_was_changed_after_it_was_shown_is_not_added(as_bamba, monkeypatch):
    """The card travels through the browser between both pages: its signature is read again."""
    card = Computer().card(monkeypatch)
    content, _, signature = card.partition(".")
    other = Computer().card(monkeypatch).partition(".")[0]
    for changed in (f"{other}.{signature}", content, "", "." * 9, "é" * 40, card + "AAAA"):
        assert confirm(as_bamba, changed).status_code == 400
        assert confirm(as_bamba, changed, "join").status_code == 400
    assert not Peer.objects.exists()


def test_a_card_in_the_name_of_a_known_computer_with_another_key_is_refused(
    as_bamba, monkeypatch, laptop
):
    card = Computer(id=laptop.id).card(monkeypatch)
    assert as_bamba.post("/exchange/add/", {"text": card}).status_code == 400
    assert confirm(as_bamba, card).status_code == 409
    assert Peer.objects.get().name == "laptop-7"


def test_a_desk_does_not_become_a_computer_that_exchanges(as_bamba, monkeypatch, soro):
    from tests.access.desk_cast import enrolled

    tablet = enrolled(soro)
    computer = Computer(id=tablet.id, key=tablet.key)
    confirm(as_bamba, computer.card(monkeypatch))
    assert not Peer.objects.exists()
    assert Device.objects.get(pk=tablet.id).kind == Device.Kind.DESK


def test_what_a_card_is_called_is_shown_as_text(as_bamba, monkeypatch):
    computer = Computer(name="<script>alert(1)</script>")
    card = computer.card(monkeypatch)
    page = as_bamba.post("/exchange/add/", {"text": card}).content
    assert b"<script>alert" not in page
    confirm(as_bamba, card, name="<b>x</b>")
    for path in ("/exchange/", f"/exchange/{computer.id}/", f"/exchange/{computer.id}/answer/"):
        assert b"<b>x</b>" not in as_bamba.get(path).content


def test_an_address_of_a_card_is_no_link(as_bamba, monkeypatch):
    card = Computer().answer(monkeypatch, address="javascript:alert(1)")
    assert b'href="javascript' not in as_bamba.post("/exchange/join/", {"text": card}).content
    confirm(as_bamba, card, "join")
    assert b'href="javascript' not in as_bamba.get("/exchange/").content


def test_a_huge_card_is_refused_unread(as_bamba):
    huge = "A" * (cards.LARGEST + 1)
    assert as_bamba.post("/exchange/add/", {"text": huge}).status_code == 400
    assert confirm(as_bamba, huge).status_code == 400


def test_a_post_that_is_not_there_is_not_written(as_bamba, monkeypatch):
    answer = confirm(as_bamba, Computer().card(monkeypatch), posts=["nowhere"])
    assert answer.status_code == 400
    assert not Entry.objects.exists()


def test_no_card_holds_a_private_key(as_bamba):
    text = as_bamba.get(reverse("access:own_card_file")).content.decode()
    from akwaba.ledger.identity import key_of, known_as

    private = key_of(known_as()).private_numbers().private_value.to_bytes(32)
    from akwaba.ledger import b64url

    assert b64url.encode(private)[:20] not in b64url.decode(text.partition(".")[0]).decode()
