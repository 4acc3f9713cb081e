"""What the desk writes in JavaScript, the node reads in Python, and the reverse: byte for byte."""

import json
import random
from hashlib import sha256
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

import pytest

from akwaba.ledger import clock, envelope, keys, laws
from akwaba.ledger.laws import Header, Part
from akwaba.ledger.services import Say
from akwaba.registry.numbers import check_number, registration_number
from tests.desk.desk import ask

SAID = [
    "Kouassi Amenan",
    "N’Guessan Aïcha-Désirée",
    'O\'Brien "Bob" \\ /',
    "ߊߡߊߘߎ ߕߙߊߏߙߋ",
    "𞤀𞤥𞤢𞤣𞤵",
    "ⴰⵎⵓⵔ",
    "فاطمة",
    "👩🏾‍👧🏿 \u2028 \u2029 \x7f \x01 \t \n",
    "",
]


def header(**changes):
    fields = {
        "id": str(uuid4()),
        "device": str(uuid4()),
        "seq": 7,
        "previous": sha256(b"before").hexdigest(),
        "kind": "registry.household_registered",
        "version": 1,
        "subject": str(uuid4()),
        "scope": "ci-pogo",
        "officer": str(uuid4()),
        "made_at": "019e1a2b3c4d-000f",
        "wall": 1795385182123,
        "offset": None,
        "body_hash": sha256(b"body").hexdigest(),
    }
    return fields | changes


@pytest.mark.parametrize(
    "changes",
    [{}, {"previous": "", "seq": 1}, {"offset": -3_600_000}, {"wall": laws.LARGEST - 1}],
)
def test_a_header_is_the_same_bytes_on_both_sides(changes):
    fields = header(**changes)
    [written] = ask("ledger/laws.js", ["writeHeader", fields])
    assert written == laws.write_header(Header(**fields))
    assert laws.read_header(written) == Header(**fields)


def test_a_header_has_one_hash():
    content = laws.write_header(Header(**header()))
    assert ask("ledger/laws.js", ["hashOf", content]) == [laws.hash_of(content)]


@pytest.mark.parametrize("said", SAID)
def test_what_was_said_is_read_as_it_was_said(said):
    say = Say(
        "registry.person",
        uuid4(),
        {"name_said": said, "aliases": [said, said], "birth": {"birth_year": 1990}, "note": None},
        base={"name_said": [str(uuid4())]},
        basis="document",
        creates=True,
    )
    [facts] = ask("ledger/laws.js", ["factsOf", as_the_desk_says(say)])
    assert facts == say.facts()


def test_facts_leave_out_what_goes_without_saying():
    say = Say("registry.need", uuid4(), {"state": "reported"}, about=uuid4())
    [facts] = ask("ledger/laws.js", ["factsOf", as_the_desk_says(say)])
    assert facts == say.facts()


def test_half_an_emoji_does_not_make_an_entry_unfit():
    say = as_the_desk_says(Say("registry.person", uuid4(), {"note": "bon\ud83d\x00jour"}))
    [facts] = ask("ledger/laws.js", ["factsOf", say])
    assert json.loads(facts)["set"] == {"note": "bon\ufffd\ufffdjour"}


def as_the_desk_says(say):
    fields = {"table": say.table, "id": str(say.id), "values": say.values, "creates": say.creates}
    return fields | {"base": say.base, "basis": say.basis}


def test_a_body_is_the_same_text_and_holds_under_its_header():
    parts = [{"about": str(uuid4()), "salt": "0f" * 16, "facts": f'{{"n":"{x}"}}'} for x in SAID]
    hashes = ask("ledger/laws.js", *(["partHash", part] for part in parts))
    assert hashes == [laws.part_hash(**part) for part in parts]
    body, whole = ask("ledger/laws.js", ["writeBody", parts], ["bodyHash", hashes])
    ours = [Part(**part, hash=one) for part, one in zip(parts, hashes, strict=True)]
    assert body == laws.write_body(ours)
    assert laws.holds(Header(**header(body_hash=whole)), laws.read_body(body))


def test_identifiers_that_follow_from_a_name_are_the_same():
    names = [f"need {uuid4()} SP", "consent é", *SAID]
    answers = ask("ledger/ids.js", *(["uuid5", name] for name in names))
    assert answers == [str(uuid5(NAMESPACE_OID, name)) for name in names]


def test_an_identifier_of_the_desk_is_one_of_the_node():
    now = 1795385182123
    made = [UUID(text) for text in ask("ledger/ids.js", *[["uuid7", now]] * 200)]
    assert {(one.version, one.variant, one.int >> 80) for one in made} == {
        (7, "specified in RFC 4122", now)
    }
    assert len(set(made)) == len(made)
    assert laws.identifier(str(made[0])) == str(made[0])


def test_the_clocks_tick_alike():
    source = random.Random(20261122)  # noqa: S311  no secret
    last, steps = "", []
    for _ in range(400):
        now = source.choice([0, 1, 2**41, 2**41 + source.randrange(9), source.randrange(2**43)])
        steps.append((last, now))
        last = source.choice([clock.tick(last, now), clock.stamp(2**41, clock.COUNTER_LIMIT)])
    answers = ask("ledger/clock.js", *(["tick", *step] for step in steps))
    assert answers == [clock.tick(*step) for step in steps]


@pytest.mark.parametrize("recipients", [1, 2])
def test_the_node_opens_what_the_desk_seals(recipients):
    ours = [keys.new_key() for _ in range(recipients)]
    text = "\n".join(SAID) * 40
    letter = {
        "content": text.encode(),
        "recipients": [keys.public_bytes(key) for key in ours],
        "context": "ab" * 32,
    }
    [sealed] = ask("ledger/envelope.js", ["seal", letter])
    for key in ours:
        assert envelope.open_text(sealed, [key], "ab" * 32) == text
    assert text.encode()[:20] not in sealed
    with pytest.raises(envelope.Damaged):
        envelope.open_text(sealed, ours, "cd" * 32)
    with pytest.raises(envelope.SealedElsewhere):
        envelope.open_text(sealed, [keys.new_key()], "ab" * 32)


def test_the_desk_opens_what_the_node_seals():
    letter = {"text": "\n".join(SAID), "context": "ab" * 32}
    key = keys.new_key()
    sealed = envelope.seal_text(letter["text"], [keys.public_bytes(key)], letter["context"])
    numbers = key.private_numbers()
    pair = {"d": numbers.private_value.to_bytes(32), "point": keys.public_bytes(key)}
    answer = ask("../../../tests/desk/reading.mjs", ["read", sealed, pair, letter["context"]])
    assert answer == [letter["text"].encode()]


def test_registration_numbers_are_the_same():
    serials = [(block, serial) for block in (0, 1, 421, 9999) for serial in (0, 7, 137, 999_999)]
    answers = ask("ledger/numbers.js", *(["registrationNumber", *one] for one in serials))
    assert answers == [registration_number(block=b, serial=s) for b, s in serials]
    assert [check_number(number) for number in answers] == answers
