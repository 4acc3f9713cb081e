"""Words asked are compared with those sounds alone that could be like them: none is missed."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import JaroWinkler

from akwaba.matching.lexicon import OTHER, lexicon_of, most_alike, spelt_of

ALPHABET = st.sampled_from("abdmnouéж'")
sounds = st.text(ALPHABET, min_size=1, max_size=9)
WORDS = ["mamadou", "mamadu", "mohamed", "awa", "hawa", "ouedraogo", "wedraogo", "issa", "assa"]


@given(sounds, st.lists(sounds, min_size=1, max_size=5))
def test_nothing_is_more_alike_than_its_letters_allow(one, others):
    bounds = most_alike(spelt_of([one]), spelt_of(others))
    for other, bound in zip(others, bounds.tolist(), strict=True):
        assert JaroWinkler.normalized_similarity(one, other) <= bound


def test_a_word_asked_is_heard_as_the_same_word_of_the_register():
    lexicon, _ = lexicon_of([(word,) for word in WORDS], {})
    for number, sound in enumerate(lexicon.sounds):
        assert lexicon.heard(sound).tolist() == lexicon.rows([number])[0].tolist()
    assert np.count_nonzero(lexicon.heard("mamadou") != OTHER) >= 1
    assert set(lexicon.heard("xyzzy").tolist()) == {OTHER}
