"""Queries are people who come again; nothing of the query itself is left in the register."""

import pytest

from benches import match_search

PERSONS = "rec_id,given_name\na,Awa\nb,Ali\nc,Awa\nd,Issa\n"
TRUTH = "rec_id,person,kind\na,P1,once\nb,P2,once\nc,P1,alone\nd,P3,once\n"


@pytest.fixture
def files(tmp_path):
    paths = [tmp_path / name for name in ("persons.csv", "truth.csv", "base.csv", "queries.csv")]
    paths[0].write_text(PERSONS)
    paths[1].write_text(TRUTH)
    return paths


def test_the_last_record_of_a_person_is_asked_for_and_taken_out(files):
    wanted, kinds = match_search.split(*files)
    assert wanted == {"c": {"a"}}
    assert kinds == {"c": "alone"}
    assert files[2].read_text() == "rec_id,given_name\na,Awa\nb,Ali\nd,Issa\n"
    assert files[3].read_text() == "rec_id,given_name\nc,Awa\n"


def test_recall_asks_whether_one_of_the_wanted_is_among_the_first(tmp_path):
    answers = tmp_path / "answers.csv"
    answers.write_text("query_rec_id,rank,rec_id,ms\nc,1,b,2.5\nc,2,a,2.5\nq,1,,4\n")
    found, milliseconds = match_search.read(answers)
    assert milliseconds == [2.5, 4.0]
    wanted = {"c": {"a"}, "q": {"x"}}
    assert match_search.recall(found, wanted, ["c", "q"], 1) == 0.0
    assert match_search.recall(found, wanted, ["c", "q"], 2) == 0.5


def test_answers_without_times_are_refused(tmp_path):
    answers = tmp_path / "answers.csv"
    answers.write_text("query,rec_id\nc,a\n")
    with pytest.raises(RuntimeError, match="milliseconds"):
        match_search.read(answers)
