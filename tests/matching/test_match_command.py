"""`akwaba match`: files in, files out; what is wrong with a file is said."""

import csv

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook
from pyarrow import Table, parquet

from akwaba.matching.persons import COLUMNS
from akwaba.matching.reading import read_persons
from tests.matching.invented import register


@pytest.fixture(autouse=True)
def in_english(settings):
    from django.utils import translation

    with translation.override("en"):
        yield


def write(path, rows, *, encoding="utf-8", delimiter=","):
    names = sorted({name for row in rows for name in row}, key=COLUMNS.index)
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, names, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def people(tmp_path):
    return write(tmp_path / "persons.csv", register(60, 10)[0])


def test_dedupe_writes_pairs_and_persons(people, tmp_path, capsys):
    out, persons = tmp_path / "pairs.csv", tmp_path / "clusters.csv"
    call_command("match", "dedupe", str(people), "--out", str(out), "--clusters", str(persons))
    truth = register(60, 10)[1]
    pairs = read(out)
    assert list(pairs[0]) == ["rec_id_a", "rec_id_b", "probability", "band", "reasons"]
    likely = {(p["rec_id_a"], p["rec_id_b"]) for p in pairs if float(p["probability"]) > 0.5}
    assert len(likely & truth) > 0.8 * len(truth)
    assert pairs[0]["band"] == "sure"
    assert "given:" in pairs[0]["reasons"]
    rows = read(persons)
    assert list(rows[0]) == ["rec_id", "person"]
    assert [row["rec_id"] for row in rows] == [row["rec_id"] for row in read(people)]
    assert 0 < len(rows) - len({row["person"] for row in rows}) <= len(truth) + 2
    assert "Columns that are not there: relation, dob" in capsys.readouterr().err


def test_search_says_how_long_each_took(people, tmp_path):
    out = tmp_path / "found.csv"
    queries = write(tmp_path / "queries.csv", [dict(register(60, 10)[0][0], rec_id="q1")])
    call_command("match", "search", str(people), "--queries", str(queries), "--out", str(out),
                 "--top", "3")  # fmt: skip
    found = read(out)
    assert [row["rank"] for row in found] == ["1", "2", "3"]
    assert {row["query"] for row in found} == {"q1"}
    assert found[0]["rec_id"] in {"0-0", "again0-0"}
    assert all(float(row["latency_ms"]) > 0 for row in found)


def test_training_writes_parameters_that_dedupe_takes(people, tmp_path):
    learnt, out = tmp_path / "p.json", tmp_path / "pairs.csv"
    call_command("match", "train", str(people), "--out", str(learnt), "--rounds", "1")
    call_command("match", "dedupe", str(people), "--out", str(out), "--parameters", str(learnt))
    assert len(read(out)) > 10
    learnt.write_text("{}")
    with pytest.raises(CommandError, match="Train them again"):
        call_command("match", "dedupe", str(people), "--out", str(out), "--parameters", learnt)


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("cp1252", ";"),
                                                     ("utf-16", "\t")])  # fmt: skip
def test_any_encoding_and_separator_is_read(tmp_path, encoding, delimiter):
    rows = [{"rec_id": "1", "given_name": "Adèle", "family_name": "Ouédraogo"}] * 1
    path = write(tmp_path / "p.csv", rows, encoding=encoding, delimiter=delimiter)
    persons = read_persons(path).persons
    assert persons.column("given_name").values[1] == "Adèle"
    assert persons.column("family_name").values[1] == "Ouédraogo"


def test_workbooks_and_parquet_give_the_same_people(tmp_path):
    rows = [["rec_id", "given_name", "birth_year", "doc_no"], ["a", "Awa", 1990, None],
            ["b", "Issa", 1985.0, "X1"]]  # fmt: skip
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "p.xlsx")
    columns = {name: [row[at] for row in rows[1:]] for at, name in enumerate(rows[0])}
    parquet.write_table(Table.from_pydict(columns), tmp_path / "p.parquet")
    one, two = (read_persons(tmp_path / name).persons for name in ("p.xlsx", "p.parquet"))
    assert list(one.rec_id) == list(two.rec_id) == ["a", "b"]
    for name in rows[0][1:]:
        assert list(one.column(name).values) == list(two.column(name).values)
    assert list(one.column("birth_year").values) == ["", "1990", "1985"]


def test_values_that_say_nothing_are_named_by_line(tmp_path):
    path = write(tmp_path / "p.csv", [
        {"rec_id": "1", "given_name": "Awa", "dob": "31/02/1990", "sex": "F"},
        {"rec_id": "2", "given_name": "", "dob": "1990-05-01", "sex": "?"},
        {"rec_id": "3", "given_name": "Issa", "dob": "31/02/1990", "sex": "M"},
    ])  # fmt: skip
    found = read_persons(path)
    assert [(d.column, d.value, d.lines) for d in found.doubts] == [
        ("dob", "31/02/1990", (2, 4)),
        ("sex", "?", (3,)),
    ]
    assert found.nameless == 1


@pytest.mark.parametrize(("text", "said"), [
    ("", "holds nobody"),
    ("rec_id,given_name\n", "holds nobody"),
    ("name,given_name\n1,Awa\n", "no column rec_id"),
    ("rec_id,prenom\n1,Awa\n", "neither a column given_name nor family_name"),
    ("rec_id,given_name\n1,Awa\n1,Issa\n", "lines 2 and 3"),
    ("rec_id,given_name\n1,Awa,Koné\n", "line 2 has 3 cells where the heading has 2"),
])  # fmt: skip
def test_what_cannot_be_compared_is_refused_with_a_sentence(tmp_path, text, said):
    path = tmp_path / "p.csv"
    path.write_text(text)
    with pytest.raises(CommandError, match=said):
        call_command("match", "dedupe", str(path), "--out", str(tmp_path / "o.csv"))


@pytest.mark.parametrize("name", ["p.xlsx", "p.parquet"])
def test_a_file_that_is_not_what_it_is_called_is_refused(tmp_path, name):
    (tmp_path / name).write_bytes(b"rec_id,given_name\n1,Awa\n")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("match", "dedupe", str(tmp_path / name), "--out", str(tmp_path / "o.csv"))
