import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from akwaba.registry.numbers import (
    LAST_BLOCK,
    LAST_SERIAL,
    TOKEN_ALPHABET,
    NumberRefused,
    check_number,
    check_token,
    new_token,
    printed_number,
    printed_token,
    read_aloud,
    registration_number,
)

numbers = st.builds(
    lambda block, serial: registration_number(block=block, serial=serial),
    st.integers(0, LAST_BLOCK),
    st.integers(0, LAST_SERIAL),
)
tokens = st.builds(lambda _: new_token(), st.integers())


def swapped(text, at):
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def test_a_number_holds_its_block_its_serial_and_two_check_digits():
    number = registration_number(block=421, serial=137)
    assert number == "042100013721"
    assert int(number) % 97 == 1
    assert printed_number(number) == "0421 0001 3721"


@pytest.mark.parametrize(("block", "serial"), [(10_000, 1), (1, 1_000_000), (-1, 1), (1, -1)])
def test_no_number_is_made_outside_its_block(block, serial):
    with pytest.raises(ValueError, match="No number exists"):
        registration_number(block=block, serial=serial)


@given(numbers)
def test_a_number_is_read_back_from_its_printed_form(number):
    assert check_number(printed_number(number)) == number
    assert check_number(f" {number[:6]}-{number[6:]}. ") == number


@given(numbers)
def test_letters_that_look_like_digits_are_forgiven(number):
    assert check_number(number.replace("0", "O").replace("1", "I")) == number
    assert check_number(number.replace("0", "o").replace("1", "l")) == number


@given(numbers, st.integers(0, 11), st.sampled_from("0123456789"))
def test_any_single_wrong_digit_is_caught(number, at, digit):
    assume(number[at] != digit)
    wrong = number[:at] + digit + number[at + 1 :]
    assert check_number(wrong) == NumberRefused("check", wrong)


@given(numbers, st.integers(0, 10))
def test_any_swap_of_neighbouring_digits_is_caught(number, at):
    assume(number[at] != number[at + 1])
    wrong = swapped(number, at)
    assert check_number(wrong) == NumberRefused("check", wrong)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "empty"),
        (" - ", "empty"),
        ("0421 0001 37", "length"),
        ("0421 0001 3721 1", "length"),
        ("0421 0001 37A0", "characters"),
        ("٠٤٢١ ٠٠٠١ ٣٧٢١", "characters"),
    ],
)
def test_a_wrong_length_is_told_from_a_wrong_digit(said, reason):
    assert check_number(said) == NumberRefused(reason, said)


def test_a_number_is_read_aloud_in_pairs_as_telephone_numbers_are():
    assert read_aloud("042100013762") == (
        "zéro quatre, vingt et un, zéro zéro, zéro un, trente-sept, soixante-deux"
    )
    assert read_aloud("717380819199") == (
        "soixante et onze, soixante-treize, quatre-vingt, quatre-vingt-un, "
        "quatre-vingt-onze, quatre-vingt-dix-neuf"
    )
    assert read_aloud("042100013762", "en") == (
        "zero four two one, zero zero zero one, three seven six two"
    )


def test_every_pair_of_digits_has_its_own_words():
    assert len({read_aloud(f"{pair:02}") for pair in range(100)}) == 100


@given(tokens)
def test_a_token_uses_only_letters_that_cannot_be_confused(token):
    assert len(token) == 8
    assert set(token) <= set(TOKEN_ALPHABET)
    assert not set(TOKEN_ALPHABET) & set("ILOU")


@given(tokens)
def test_a_token_is_read_back_from_its_printed_form(token):
    assert check_token(printed_token(token)) == token
    assert check_token(printed_token(token).lower().replace("0", "o").replace("1", "l")) == token


@given(tokens, st.integers(0, 7), st.sampled_from(TOKEN_ALPHABET))
def test_any_single_wrong_character_of_a_token_is_caught(token, at, char):
    assume(token[at] != char)
    wrong = token[:at] + char + token[at + 1 :]
    assert check_token(wrong) == NumberRefused("check", wrong)


@given(tokens, st.integers(0, 6))
def test_any_swap_of_neighbours_in_a_token_is_caught(token, at):
    assume(token[at] != token[at + 1])
    wrong = swapped(token, at)
    assert check_token(wrong) == NumberRefused("check", wrong)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "empty"),
        ("K7QM-3XP", "length"),
        ("K7QM-3XU9", "characters"),
        ("é7QM3XP9", "characters"),
    ],
)
def test_what_is_no_token_is_refused_with_its_reason(said, reason):
    assert check_token(said) == NumberRefused(reason, said)


@given(st.text())
def test_no_text_can_break_the_checks(said):
    for read in (check_number(said), check_token(said)):
        assert isinstance(read, NumberRefused) or read
