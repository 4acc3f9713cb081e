"""A field remembers who set it: nothing is overwritten, and a person settles what differs."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from akwaba.ledger.registers import Row, Write, apply, displayed, dump, is_disputed, load


def write(entry, value, *, base=(), basis="interview", made_at="1", creates=False):
    return Write(entry, made_at, basis, {"name": value}, {"name": list(base)}, creates)


def folded(*writes):
    row = Row(id="row")
    for each in writes:
        apply(row, each)
    return row


def shown(row):
    contested = row.contested.get("name")
    return displayed(contested) if contested else row.plain.get("name")


CREATED = write("0", "Awa", creates=True)


def test_two_corrections_that_did_not_know_of_each_other_are_both_kept():
    row = folded(CREATED, write("1", "Awa K", base=["0"]), write("2", "Aïcha", base=["0"]))
    assert is_disputed(row.contested["name"])
    assert {head.value for head in row.contested["name"].heads.values()} == {"Awa K", "Aïcha"}


def test_the_same_correction_made_twice_is_no_dispute():
    row = folded(CREATED, write("1", "Awa K", base=["0"]), write("2", "Awa K", base=["0"]))
    assert not is_disputed(row.contested["name"])


def test_a_decision_that_names_both_settles_them():
    sides = [write("1", "Awa K", base=["0"]), write("2", "Aïcha", base=["0"])]
    decision = write("3", "Aïcha K", base=["1", "2"], basis="supervisor")
    for order in permutations([CREATED, *sides, decision]):
        row = folded(*order)
        assert shown(row) == "Aïcha K"
        assert not is_disputed(row.contested["name"])


def test_a_decision_that_saw_one_side_leaves_the_other_standing():
    row = folded(
        CREATED,
        write("1", "Awa K", base=["0"]),
        write("2", "Aïcha", base=["0"]),
        write("3", "Awa Koné", base=["1"]),
    )
    assert {head.value for head in row.contested["name"].heads.values()} == {"Aïcha", "Awa Koné"}


def test_a_paper_is_shown_before_a_supervisors_word_and_that_before_an_interview():
    said = [
        write("4", "suggested", basis="suggested", made_at="9"),
        write("3", "interview", made_at="8"),
        write("2", "supervisor", basis="supervisor", made_at="7"),
        write("1", "document", basis="document", made_at="6"),
    ]
    while said:
        assert shown(folded(*said)) == said[-1].basis
        said.pop()


def test_on_one_basis_the_later_is_shown_then_the_greater_id():
    assert shown(folded(write("1", "late", made_at="5"), write("2", "soon", made_at="4"))) == "late"
    assert shown(folded(write("1", "one"), write("2", "two"))) == "two"


def test_a_row_made_twice_shows_both_names():
    row = folded(CREATED, write("1", "Aïcha", creates=True))
    assert row.origin == "0"
    assert is_disputed(row.contested["name"])


def test_a_correction_may_come_before_what_it_corrects():
    assert shown(folded(write("1", "Aïcha", base=["0"]), CREATED)) == "Aïcha"


entries = st.sampled_from("0123456")
values = st.sampled_from(["", "Awa", "Aïcha"])


@st.composite
def sets_of_writes(draw):
    names = draw(st.lists(entries, min_size=1, max_size=6, unique=True))
    return [
        write(
            name,
            draw(values),
            base=draw(st.lists(entries, max_size=3, unique=True)),
            basis=draw(st.sampled_from(["interview", "document"])),
            made_at=draw(st.sampled_from("12")),
            creates=draw(st.booleans()),
        )
        for name in names
    ]


@given(sets_of_writes(), st.randoms())
def test_the_set_of_writes_decides_never_their_order(writes, random):
    shuffled = random.sample(writes, len(writes))
    assert folded(*writes) == folded(*shuffled)


@given(sets_of_writes())
def test_a_row_that_was_stored_in_between_folds_to_the_same(writes):
    half = len(writes) // 2
    row = folded(*writes[:half])
    row.contested = load(dump(row.contested))
    for each in writes[half:]:
        apply(row, each)
    assert row == folded(*writes)
