"""How the exchange stands, who is enrolled, and which cards go to and fro."""

from datetime import timedelta

import pytest
from django.utils import timezone

from akwaba.access.models import NodeRecord, Officer
from akwaba.access.nodes import cards, watching, words
from akwaba.ledger.exchange import lines
from akwaba.ledger.identity import known_as
from akwaba.ledger.models import Entry, Peer
from tests.access.node_cast import Computer


@pytest.fixture
def as_bamba(client, bamba):
    Officer.objects.filter(id=bamba.id).update(language="en")
    client.force_login(bamba)
    return client


@pytest.fixture
def as_soro(client, soro):
    Officer.objects.filter(id=soro.id).update(language="en")
    client.force_login(soro)
    return client


@pytest.fixture
def laptop():
    return Computer()


@pytest.fixture
def abidjan():
    return Computer(name="Abidjan")


@pytest.fixture
def nobody_answers(monkeypatch):
    def send(*_):
        raise OSError

    monkeypatch.setattr(lines, "over_http", lambda peer, **_: send)


def told(client, path="/exchange/", status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return text(answer)


def text(answer):
    return " ".join(answer.content.decode().split())


def ago(**time_ago):
    return timezone.now() - timedelta(**time_ago)


# How it stands


def test_a_computer_that_joined_nobody_says_how_to_join(as_bamba):
    page = told(as_bamba)
    assert "What is registered here is only here" in page
    assert page.count("<li>Take the card of this computer") == 1
    assert 'href="/exchange/card/"' in page


def test_who_does_not_manage_computers_is_sent_to_the_administrator(as_soro):
    page = told(as_soro)
    assert "The administrator of this computer does this." in page
    assert 'href="/exchange/card/"' not in page


def test_the_page_is_in_the_menu(as_soro):
    assert 'href="/exchange/"' in told(as_soro, "/")


def test_a_post_that_never_exchanged_says_so_and_what_to_do(as_soro, abidjan):
    abidjan.joined(address="http://10.77.0.1:8000")
    page = told(as_soro)
    assert "never exchanged yet" in page
    assert "Press “Exchange now”" in page


def test_what_waits_is_counted_when_the_page_is_opened(as_soro, bamba, abidjan, laptop):
    abidjan.joined(sent_upto=0)
    from akwaba.access.nodes.enrolling import revoke_node

    laptop.joined(role=Peer.Role.POST)
    revoke_node(actor=bamba, node=laptop.id, reason="stolen")
    Entry.objects.update(received_at=ago(hours=3))
    page = told(as_soro)
    assert "1 entry, the oldest of" in page
    assert "(3 h ago)" in page


def test_a_last_contact_is_told_as_time_that_passed(as_soro, abidjan):
    abidjan.joined(last_contact_at=ago(minutes=3))
    assert "3 min ago" in told(as_soro)


def test_what_is_on_hold_at_the_capital_is_told(as_soro, abidjan):
    abidjan.joined(held=2, last_contact_at=ago(minutes=1))
    assert "a person at the capital has to look at them" in told(as_soro)


def test_two_that_hold_the_same_say_so_in_words(as_soro, abidjan):
    abidjan.joined(last_contact_at=ago(minutes=1), compared_at=ago(hours=2))
    page = told(as_soro)
    assert "all exchanged" in page
    assert '<span class="badge good">agrees</span>' in page


def test_two_that_differ_say_since_when_what_it_means_and_what_mends_it(as_soro, abidjan):
    abidjan.joined(compared_at=ago(hours=2), differs_since=ago(days=3))
    page = told(as_soro)
    assert "do not hold the same entries" in page
    assert "akwaba ledger verify" in page
    assert '<span class="badge bad">differs</span>' in page


@pytest.mark.parametrize("code", [*words._WRONG, "something_new"])
def test_the_last_problem_is_a_sentence_with_its_mend(as_soro, abidjan, code):
    peer = abidjan.joined(problem=code)
    wrong = words.wrong(peer)
    assert "Abidjan" in wrong.sentence
    page = told(as_soro)
    assert "Abidjan" in page
    assert "last attempt failed" in page


def test_a_post_that_has_no_line_is_offered_the_stick_only(as_soro, abidjan):
    abidjan.joined(address="")
    page = told(as_soro)
    assert "/exchange/now/" not in page
    assert "/exchange/stick/new/" in page


def test_where_nobody_answers_the_page_says_so_and_that_nothing_is_lost(
    as_soro, abidjan, nobody_answers
):
    abidjan.joined(address="http://10.77.0.1:8000")
    answer = as_soro.post("/exchange/now/")
    assert answer.status_code == 503
    assert "Abidjan does not answer. Nothing is lost" in text(answer)
    assert "carry a file on a stick" in text(answer)
    assert "did not answer" in told(as_soro)


def test_a_capital_that_is_met_by_stick_only_is_not_called(as_soro, abidjan, nobody_answers):
    """Else its page would say for ever that it did not answer."""
    peer = abidjan.joined(address="")
    watching.watch(sleep=lambda _: None, turns=1)
    peer.refresh_from_db()
    assert peer.problem == ""
    Peer.objects.update(address="http://10.77.0.1:8000")
    watching.watch(sleep=lambda _: None, turns=1)
    peer.refresh_from_db()
    assert peer.problem == "no_answer"


@pytest.mark.parametrize("address", ["http://[", "http://a:b", ""])
def test_an_address_that_is_none_is_one_that_does_not_answer(as_soro, abidjan, address):
    abidjan.joined(address=address)
    assert as_soro.post("/exchange/now/").status_code == 503


def test_nobody_exchanges_without_a_capital(as_soro):
    assert as_soro.post("/exchange/now/").status_code == 409
    assert as_soro.post("/exchange/stick/new/").status_code == 409


def test_the_capital_sees_each_computer_with_its_posts_and_blocks(as_soro, laptop):
    laptop.joined(role=Peer.Role.POST, blocks=[100, 101], waiting_up=4, last_contact_at=ago(days=3))
    page = told(as_soro)
    for said in ("laptop-7", "Pogo", "100, 101", "3 days ago", ">4<"):
        assert said in page


def test_many_computers_cost_no_more_questions(as_soro, django_assert_max_num_queries):
    for number in range(12):
        Computer(name=f"laptop-{number}").joined(role=Peer.Role.POST)
    with django_assert_max_num_queries(12):
        as_soro.get("/exchange/")


# Cards


def test_the_card_of_this_computer_is_shown_in_three_ways(as_bamba):
    page = as_bamba.get("/exchange/card/")
    card = cards.own_card()
    assert cards.read_card(page.context["text"]).node == card.node
    assert card.check_words in text(page)
    assert "<svg" in page.context["drawing"]
    file = as_bamba.get("/exchange/card/file/")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert cards.read_card(file.content.decode()).public_key == card.public_key


def add(client, card, **facts):
    facts = {"name": "Pogo 1", "role": "post", "posts": ["pogo"], "is_compared": "on"} | facts
    return client.post("/exchange/add/confirm/", {"text": card, **facts})


def test_a_card_is_shown_before_it_counts(as_bamba, monkeypatch, laptop):
    card = laptop.card(monkeypatch)
    page = as_bamba.post("/exchange/add/", {"text": f" {card[:40]}\n{card[40:]} "})
    assert cards.read_card(card).check_words in text(page)
    assert "Nothing is added yet" in text(page)
    assert not Peer.objects.exists()


def test_a_computer_is_added_and_gets_its_answer(as_bamba, bamba, monkeypatch, laptop):
    answer = add(as_bamba, laptop.card(monkeypatch))
    assert answer.url == f"/exchange/{laptop.id}/answer/"
    page = as_bamba.get(answer.url, headers={"Host": "localhost:8000"})
    card = cards.read_card(page.context["text"])
    assert (card.answers, card.posts, card.address) == (
        laptop.id,
        ["pogo"],
        "http://localhost:8000",
    )
    assert "leads to this computer from this computer only" in text(page)
    assert NodeRecord.objects.get().name == "Pogo 1"
    assert Entry.objects.get().officer == bamba.id


def test_the_answer_is_made_for_the_address_that_was_typed(as_bamba, monkeypatch, laptop):
    address = add(as_bamba, laptop.card(monkeypatch)).url
    query = {"address": "https://akwaba.example/"}
    page = as_bamba.get(address, query)
    assert cards.read_card(page.context["text"]).address == "https://akwaba.example"
    assert "?address=https%3A%2F%2Fakwaba.example" in text(page)
    file = as_bamba.get(f"{address}file/", query)
    assert cards.read_card(file.content.decode()).address == "https://akwaba.example"


@pytest.mark.parametrize(
    "address", ["akwaba.example", "ftp://a", "http://", "http://a:b", "http://a b", "javascript:1"]
)
def test_an_address_that_could_not_be_called_is_not_written_on_a_card(as_bamba, laptop, address):
    laptop.joined(role=Peer.Role.POST)
    page = as_bamba.get(f"/exchange/{laptop.id}/answer/", {"address": address})
    assert page.status_code == 400
    assert "text" not in page.context
    file = as_bamba.get(f"/exchange/{laptop.id}/answer/file/", {"address": address})
    assert file.status_code == 302


def test_the_authority_of_the_post_vouches_for_its_own_address(
    as_bamba, laptop, settings, tmp_path
):
    settings.AKWABA_HOME = tmp_path
    laptop.joined(role=Peer.Role.POST)
    from akwaba.access.authority import ensure_authority

    ensure_authority(home=tmp_path, address="10.77.0.1", passphrase="", now=timezone.now())
    path = f"/exchange/{laptop.id}/answer/"
    ours = as_bamba.get(path, {"address": "https://10.77.0.1:8443"})
    assert "BEGIN CERTIFICATE" in cards.read_card(ours.context["text"]).authority
    assert "<svg" in ours.context["drawing"]
    other = as_bamba.get(path, {"address": "https://akwaba.example"})
    assert cards.read_card(other.context["text"]).authority == ""


def test_nothing_is_added_before_the_check_words_were_compared(as_bamba, monkeypatch, laptop):
    answer = add(as_bamba, laptop.card(monkeypatch), is_compared="")
    assert answer.status_code == 400
    assert "Compare the check words first" in text(answer)
    assert cards.read_card(laptop.card(monkeypatch)).check_words in text(answer)
    assert not Peer.objects.exists()


def test_a_post_needs_posts_and_a_partner_gets_none(as_bamba, monkeypatch, laptop):
    card = laptop.card(monkeypatch)
    refused = add(as_bamba, card, posts=[])
    assert refused.status_code == 400
    assert "Name at least one post" in text(refused)
    add(as_bamba, card, role="partner")
    assert Peer.objects.get().posts == []


def test_no_computer_is_added_as_a_capital(as_bamba, monkeypatch, laptop):
    assert add(as_bamba, laptop.card(monkeypatch), role="capital").status_code == 400
    assert not Peer.objects.exists()


def test_a_card_that_was_cut_off_is_refused_with_what_was_pasted(as_bamba, monkeypatch, laptop):
    cut = laptop.card(monkeypatch)[:-9]
    answer = as_bamba.post("/exchange/add/", {"text": cut})
    assert answer.status_code == 400
    assert "cut off or changed" in text(answer)
    assert cut in text(answer)
    assert as_bamba.post("/exchange/add/", {}).status_code == 400


def test_ones_own_card_is_not_added(as_bamba):
    answer = as_bamba.post("/exchange/add/", {"text": cards.write_card(cards.own_card())})
    assert answer.status_code == 400
    assert "this computer itself" in text(answer)


def test_the_answer_joins_the_capital_once_it_was_compared(
    as_bamba, monkeypatch, abidjan, tmp_path
):
    answer = abidjan.answer(monkeypatch, address="https://akwaba.example")
    path = tmp_path / "answer"
    path.write_text(answer)
    with path.open("rb") as file:
        page = as_bamba.post("/exchange/join/", {"file": file})
    assert cards.read_card(answer).check_words in text(page)
    assert "https://akwaba.example" in text(page)
    assert not Peer.objects.exists()
    sent = {"text": answer, "name": "Capitale", "is_compared": "on"}
    assert as_bamba.post("/exchange/join/confirm/", sent).url == "/exchange/"
    peer = Peer.objects.get()
    assert (peer.role, peer.name, peer.posts) == ("capital", "Capitale", ["pogo"])


def test_an_answer_for_another_computer_is_refused_before_it_is_compared(
    as_bamba, monkeypatch, abidjan, laptop
):
    for card, said in (
        (abidjan.answer(monkeypatch, answers=laptop.id), "made for another computer"),
        (abidjan.card(monkeypatch), "not the capital’s answer"),
    ):
        answer = as_bamba.post("/exchange/join/", {"text": card})
        assert answer.status_code == 400
        assert said in text(answer)


def test_a_second_capital_is_refused(as_bamba, monkeypatch, abidjan):
    Computer(name="Bouaké").joined()
    sent = {"text": abidjan.answer(monkeypatch), "name": "Abidjan", "is_compared": "on"}
    assert as_bamba.post("/exchange/join/confirm/", sent).status_code == 409
    assert Peer.objects.get().name == "Bouaké"


def test_a_new_answer_moves_the_capital_and_keeps_its_name(as_bamba, monkeypatch, abidjan):
    abidjan.joined(address="http://old.example")
    Peer.objects.update(name="Capitale")
    answer = abidjan.answer(monkeypatch, address="https://new.example")
    page = as_bamba.post("/exchange/join/", {"text": answer})
    assert 'value="Capitale"' in text(page)
    sent = {"text": answer, "name": "Capitale", "is_compared": "on"}
    as_bamba.post("/exchange/join/confirm/", sent)
    assert Peer.objects.get().address == "https://new.example"


# One computer


def act(client, computer, way, **fields):
    return client.post(f"/exchange/{computer.id}/{way}/", fields, follow=True)


def test_the_page_of_a_computer_tells_its_check_words_and_what_was_done(
    as_bamba, monkeypatch, laptop
):
    add(as_bamba, laptop.card(monkeypatch))
    page = told(as_bamba, f"/exchange/{laptop.id}/")
    assert cards.read_card(laptop.card(monkeypatch)).check_words in page
    assert "Computer enrolled" in page


def test_role_posts_and_name_are_changed(as_bamba, monkeypatch, laptop):
    add(as_bamba, laptop.card(monkeypatch))
    blocks = Peer.objects.get().blocks
    act(as_bamba, laptop, "rights", name="Tengréla 1", role="post", posts=["tengrela"])
    peer = Peer.objects.get()
    assert (peer.name, peer.posts, peer.blocks) == ("Tengréla 1", ["tengrela"], blocks)
    record = NodeRecord.objects.get()
    assert (record.name, record.posts) == ("Tengréla 1", ["tengrela"])
    refused = act(as_bamba, laptop, "rights", name="x", role="post")
    assert refused.status_code == 400
    assert Peer.objects.get().posts == ["tengrela"]


def test_a_computer_is_revoked_and_trusted_again_with_a_reason(as_bamba, monkeypatch, laptop):
    add(as_bamba, laptop.card(monkeypatch))
    assert act(as_bamba, laptop, "revoke", reason=" ").status_code == 400
    assert Peer.objects.get().revoked_at is None
    page = text(act(as_bamba, laptop, "revoke", reason="stolen at Pogo"))
    assert "no longer trusted" in page
    assert "stolen at Pogo" in page
    assert Peer.objects.get().revoked_at is not None
    act(as_bamba, laptop, "reinstate", reason="found")
    assert Peer.objects.get().revoked_at is None


def test_for_a_revoked_computer_no_file_is_made(as_soro, laptop):
    laptop.joined(role=Peer.Role.POST, revoked_at=ago(days=1))
    assert "/stick/" not in told(as_soro, f"/exchange/{laptop.id}/").replace("/exchange/stick/", "")
    assert as_soro.post(f"/exchange/{laptop.id}/stick/").status_code == 409


def test_what_is_enrolled_nowhere_is_not_there(as_bamba, laptop, abidjan):
    abidjan.joined()
    for node in (laptop.id, abidjan.id, known_as().pk):
        assert as_bamba.get(f"/exchange/{node}/").status_code == 404
        assert as_bamba.get(f"/exchange/{node}/answer/").status_code == 404
        assert as_bamba.post(f"/exchange/{node}/stick/").status_code == 404
        assert as_bamba.post(f"/exchange/{node}/revoke/", {"reason": "x"}).status_code == 404
