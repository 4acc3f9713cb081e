"""What makes a password too easy to guess."""

import pytest

from akwaba.access.passwords import Weakness, weaknesses

NAMES = ["awa.kone", "Awa Koné"]


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("tortue", [Weakness.SHORT]),
        ("aaaaaaaaaaaa", [Weakness.REPEATED]),
        ("moi-kone-pogo", [Weakness.NAMED]),
        ("MOI-KONÉ-POGO", [Weakness.NAMED]),
        ("1234567890", [Weakness.COMMON]),
        ("koné", [Weakness.SHORT, Weakness.REPEATED, Weakness.NAMED]),
    ],
)
def test_each_weakness_is_named(password, why):
    assert weaknesses(password, names=NAMES, common={"1234567890"}) == why


def test_three_words_are_good():
    assert weaknesses("lune mangue vélo", names=NAMES, common={"password"}) == []


def test_a_short_part_of_a_name_may_occur_by_chance():
    assert weaknesses("Gawande mange", names=NAMES) == []
