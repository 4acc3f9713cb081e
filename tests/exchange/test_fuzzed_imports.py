"""Whatever is in a file, a packet or a card: a named problem, a whole store, the good rest kept."""

import json
import os
import tracemalloc

import cbor2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akwaba.ledger import keys
from akwaba.ledger.exchange import packets, sticks
from akwaba.ledger.models import Entry
from tests.exchange.forged import ASKED, Forger

HOUSEHOLDS = 6
HEAD = ("from", "to", "store", "start", "has", "of_store", "cursor", "cursor_store", "device")
A_PIECE = 2
"""Entries in a packet of the stick."""
EVERY = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

texts = st.text(st.characters(codec=None), max_size=40)
"""Halves of surrogate pairs and zeros as well."""
whole_texts = st.text(st.characters(codec="utf-8"), max_size=40)
"""What CBOR can write."""
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | whole_texts | st.binary(max_size=80),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(whole_texts, inner, max_size=4),
    max_leaves=12,
)
words = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=10,
)


@pytest.fixture(scope="module")
def forger(tmp_path_factory, django_db_blocker):
    """A post that registered six households which the capital has not seen."""
    from tests.exchange.world import World

    with django_db_blocker.unblock():
        world = World.acquainted(tmp_path_factory.mktemp("forged"), {"pogo": ["pogo"]})
        with world.time():
            with world.posts["pogo"] as post:
                for _ in range(HOUSEHOLDS):
                    post.register("pogo", size=1)
            yield Forger(world, post)
        world.close()


@pytest.fixture(scope="module")
def items(forger):
    with forger.post:
        entries = Entry.objects.filter(kind__startswith="registry.").order_by("position")
        return [packets.item_of(entry) for entry in entries]


@pytest.fixture(scope="module")
def entries(forger):
    """What is stored of each household where it arrives as it was made."""
    with forger.post:
        rows = Entry.objects.filter(kind__startswith="registry.").order_by("position")
        return list(rows.values_list("id", "hash", "quarantine"))


@pytest.fixture(scope="module")
def pieces(forger, items):
    """The packets of a stick of three."""
    return [
        packets.pack({}, items[at : at + A_PIECE], to=forger.capital_point, context=forger.context)
        for at in range(0, HOUSEHOLDS, A_PIECE)
    ]


def refused(outcome):
    assert outcome.problem
    assert outcome.stored == frozenset()
    assert outcome.faults == []


def harmless(outcome, entries):
    """Nothing but what the post made is there, as it made it."""
    assert outcome.faults == []
    assert outcome.stored <= set(entries)


# Bytes that nobody made


@EVERY
@given(start=st.sampled_from([b"", sticks.MAGIC, sticks.MAGIC + b"{}\n"]), rest=st.binary())
def test_any_bytes_are_no_stick(forger, start, rest):
    refused(forger.tries(forger.stick, start + rest))


@EVERY
@given(content=st.binary(max_size=400))
def test_any_bytes_are_no_packet(forger, content):
    refused(forger.tries(forger.sealed_packet, content))
    refused(forger.tries(forger.sealed_packet, b"\x01\x01" + content))


@EVERY
@given(text=texts | st.binary().map(lambda content: content.decode("latin-1")))
def test_any_text_is_no_card(forger, text):
    refused(forger.tries(forger.card, text))


# What was made, and changed on its way


def spoilt(content, draw):
    """Flipped, cut off, doubled or out of order, at any place; and the first byte that differs."""
    first, last = sorted(draw(st.integers(0, len(content) - 1)) for _ in range(2))
    how = draw(st.sampled_from(["flipped", "cut", "doubled", "turned", "left out"]))
    part = content[first : last + 1]
    changed = {
        "flipped": bytes([part[0] ^ (1 << draw(st.integers(0, 7)))]) + part[1:],
        "cut": b"",
        "doubled": part + part,
        "turned": part[::-1],
        "left out": b"",
    }[how]
    after = b"" if how == "cut" else content[last + 1 :]
    return content[:first] + changed + after


def same_upto(one, other):
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


@EVERY
@given(data=st.data())
def test_of_a_spoilt_stick_all_before_the_place_is_kept(forger, pieces, entries, data):
    whole = forger.stick_of(pieces)
    content = spoilt(whole, data.draw)
    outcome = forger.tries(forger.stick, content)
    harmless(outcome, entries)
    if content == whole:
        return
    behind = len(forger.stick_of([])) - len(b'{"entries": 1, "upto": 1}') - 68
    kept = 0
    for piece in pieces:
        behind += 68 + len(piece)
        kept += A_PIECE if behind <= same_upto(whole, content) else 0
    assert outcome.problem or content.startswith(whole)
    assert len(outcome.stored) == kept or content.startswith(whole)


@EVERY
@given(order=st.lists(st.integers(0, 2), max_size=5))
def test_packets_in_any_order_and_number_bring_what_they_hold(forger, pieces, entries, order):
    """Where one is missing its entries are missing in the history, and nothing else is wrong."""
    outcome = forger.tries(forger.stick, forger.stick_of([pieces[place] for place in order]))
    brought = {entry for place in order for entry in entries[place * 2 : place * 2 + 2]}
    assert (outcome.problem, outcome.stored) == ("", brought)
    assert set(outcome.faults) <= {"missing"}


@EVERY
@given(data=st.data())
def test_a_spoilt_packet_brings_nothing(forger, pieces, data):
    content = spoilt(pieces[0], data.draw)
    if content != pieces[0]:
        refused(forger.tries(forger.sealed_packet, content))


@EVERY
@given(data=st.data())
def test_a_spoilt_card_is_named_one(forger, data):
    whole = forger.card_of(forger.card_says())
    text = spoilt(whole.encode(), data.draw).decode("latin-1")
    if "".join(text.split()).rstrip("=") != whole:
        refused(forger.tries(forger.card, text))


# What a post sends that is not what we think it is


@EVERY
@given(content=values.map(cbor2.dumps) | st.binary(max_size=100))
def test_whatever_is_sealed_is_a_named_problem(forger, content):
    refused(forger.tries(forger.packet, content))
    refused(forger.tries(forger.packet_on_stick, content))


@EVERY
@given(strange=st.lists(st.tuples(st.integers(0, HOUSEHOLDS), values), max_size=4))
def test_strange_things_among_entries_hold_up_none(forger, items, entries, strange):
    written = [packets._verbatim(item) for item in items]
    for place, value in strange:
        written.insert(place, value)
    content = cbor2.dumps({"format": 1, "entries": written, "random": b""})
    outcome = forger.tries(forger.packet, content)
    assert set(entries) <= outcome.stored
    assert (outcome.problem, outcome.faults) == ("", [])


@EVERY
@given(said=st.dictionaries(texts, words) | words)
def test_a_head_that_says_anything_is_named(forger, said):
    refused(forger.tries(forger.head_of_stick, json.dumps(said).encode()))


@EVERY
@given(
    name=st.sampled_from(HEAD),
    value=words,
)
def test_a_head_with_one_strange_word_harms_nothing(forger, pieces, entries, name, value):
    head = forger.head(**{name: value})
    harmless(forger.tries(forger.stick, forger.stick_of(pieces, head=head)), entries)


@EVERY
@given(end=words.map(lambda said: json.dumps(said).encode()) | st.binary(max_size=60))
def test_an_end_that_says_anything_harms_nothing(forger, end):
    harmless(forger.tries(forger.end_of_stick, end), [])


@EVERY
@given(name=st.sampled_from(["name", "address", "authority", "blocks", "answers", "posts", "role",
                             "given", "public_key", "sealing_key", "node", "format"]),
       value=words)  # fmt: skip
def test_a_card_with_one_strange_word_harms_nothing(forger, name, value):
    outcome = forger.tries(forger.signed_card, forger.card_says(**{name: value}))
    assert outcome.faults == []


@EVERY
@given(
    name=st.sampled_from(ASKED),
    said=st.dictionaries(
        st.sampled_from(
            ["devices", "device", "cursor", "all", "waiting", "blocks_left", "most", "hashes",
             "entries", "sums", "day", "have", "after", "digest", "about", "offset"]
        ),
        words | st.just("019a9ec1-cc6d-7000-8000-000000000000"),
    ),
)  # fmt: skip
def test_whatever_is_asked_is_answered_or_refused(forger, name, said):
    content = bytes([ASKED.index(name)]) + json.dumps(said).encode()
    assert forger.tries(forger.words, content).faults == []


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'{"from":['])
def test_what_is_nested_too_deep_is_named(forger, opening):
    refused(forger.tries(forger.head_of_stick, opening * 700))
    refused(forger.tries(forger.end_of_stick, opening * 700))
    refused(forger.tries(forger.signed_card, opening * 1500))
    refused(forger.tries(forger.words, b"\0" + opening * 5000))
    refused(forger.tries(forger.packet, b"\x81" * 5000))


UNSTORABLE = ("\ud800", "a\x00b")
"""Half of a surrogate pair, which no UTF-8 holds, and a zero, which PostgreSQL does not hold."""


@pytest.mark.parametrize("text", UNSTORABLE)
@pytest.mark.parametrize("name", ["name", "address", "authority", "role"])
def test_a_card_with_signs_that_no_table_holds_is_no_card(forger, name, text):
    refused(forger.tries(forger.signed_card, forger.card_says(**{name: text})))
    refused(forger.tries(forger.signed_card, forger.card_says(posts=[text])))


@pytest.mark.parametrize("text", UNSTORABLE)
def test_nor_is_a_stick_or_a_question_with_them_anything(forger, text):
    for name in ("store", "of_store", "cursor", "cursor_store"):
        refused(forger.tries(forger.head_of_stick, forger.head(**{name: text})))
    for asked in ASKED:
        said = dict.fromkeys(("cursor", "digest", "day", "device", "about"), text)
        said |= {"hashes": [text], "devices": [text], "sums": [], "after": [text, text]}
        refused(forger.tries(forger.words, bytes([ASKED.index(asked)]) + json.dumps(said).encode()))


@pytest.mark.parametrize("upto", [2**64, -1, 1e300, "1", None, [1]])
def test_a_position_that_is_none_moves_nothing(forger, upto):
    refused(forger.tries(forger.end_of_stick, json.dumps({"entries": 1, "upto": upto}).encode()))
    refused(forger.tries(forger.head_of_stick, forger.head(start=upto)))
    refused(forger.tries(forger.head_of_stick, forger.head(cursor="²")))


# Bombs


def test_a_bomb_does_not_fill_the_memory(forger):
    bomb = forger.bomb(200)
    tracemalloc.start()
    refused(forger.tries(forger.sealed_packet, bomb))
    refused(forger.tries(forger.stick, forger.stick_of([bomb])))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 30 * 1024 * 1024


def test_nor_do_signs_that_stand_for_more(forger):
    """A million times the identifier that facts stand for, or a sign for a million others."""
    about = "019a9ec1-cc6d-7000-8000-000000000000"
    for header, parts in [
        ("h", [[about, "\x03" * 400_000]]),
        ("h", [["x" * 20_000, "\x03" * 20_000]]),
        ("\x01\x02" * 200_000, []),
    ]:
        random = os.urandom(100_000)  # or the envelope would take it for a bomb already
        said = {"format": 1, "entries": [[header, parts]], "random": random}
        tracemalloc.start()
        outcome = forger.tries(forger.packet, cbor2.dumps(said))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert (outcome.problem, outcome.stored) == ("", frozenset())
        assert most < 30 * 1024 * 1024


# Somebody else's


def test_what_is_sealed_to_another_node_stays_closed(forger, items):
    stranger = keys.public_bytes(keys.new_key())
    packet = packets.pack({}, items, to=stranger, context=forger.context)
    assert forger.tries(forger.sealed_packet, packet).problem == "packet_unreadable"
    turned = packets.pack({}, items, to=forger.capital_point, context="packet to another")
    assert forger.tries(forger.sealed_packet, turned).problem == "packet_unreadable"
    stick = forger.stick_of([packet])
    assert forger.tries(forger.stick, stick).problem == "stick_cut_off"
    other = forger.stick_of([], head=forger.head(to=str(forger.post.id)))
    assert forger.tries(forger.stick, other).problem == "stick_for_another"
