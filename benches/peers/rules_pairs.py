"""The rules by which other registers find a person again, written anew from their description.

    python rules_pairs.py hope|cht|primero|sahana PERSONS.csv PAIRS.csv

They were made to look one person up, or to warn at one form; here each record is looked up among
all. Nothing of their code is here. Names are sets of tokens in any order; a name of one token is
compared with names of one token only, which else would match everybody.

- HOPE (Elasticsearch): a name that agrees by fuzziness AUTO:3,6 or by double metaphone counts 4,
  birth date 2, telephone 2, sex 1, relation 1; 6 and more is a duplicate.
- CHT: Levenshtein at most 3 and the same age, among those of the same place.
- Primero: accents folded, the first double-metaphone code of each token.
- Sahana: each token begins one of the other name, in any order.
"""

import sys

import duckdb
import numpy as np
import pandas as pd
from metaphone import doublemetaphone
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist
from reading import persons

AT_ONCE = 2_000
LEAST_OF_HOPE = 6

NAMES = """
CREATE TABLE named AS
WITH pairs AS (
    SELECT t.name AS a, u.name AS b,
        count(DISTINCT t.token) AS of_a, count(DISTINCT u.token) AS of_b
    FROM tokens t JOIN near n ON t.token = n.a JOIN tokens u ON u.token = n.b
    GROUP BY ALL
)
SELECT a, b FROM pairs JOIN sizes s ON s.name = a JOIN sizes z ON z.name = b
WHERE least(of_a, of_b) >= least(s.size, z.size) AND (s.size = z.size OR least(s.size, z.size) > 1)
"""
PEOPLE = """
SELECT p.rec_id AS rec_id_a, q.rec_id AS rec_id_b, {score} AS probability
FROM named JOIN people p ON p.name = a JOIN people q ON q.name = b
WHERE p.rec_id < q.rec_id AND p.hh_id <> q.hh_id {also}
"""
HOPE = """(4 + 2 * coalesce((p.dob = q.dob)::INT, 0) + 2 * coalesce((p.phone = q.phone)::INT, 0)
 + coalesce((p.sex = q.sex)::INT, 0) + coalesce((p.relation = q.relation)::INT, 0))"""
CHT = """
SELECT p.rec_id AS rec_id_a, q.rec_id AS rec_id_b,
    1 - levenshtein(p.said, q.said) / 4.0 AS probability
FROM people p JOIN people q USING (village, cercle, birth_year)
WHERE p.rec_id < q.rec_id AND p.hh_id <> q.hh_id AND levenshtein(p.said, q.said) <= 3
"""


def main(rule: str, source: str, out: str) -> None:
    table = persons(source)
    said = table["given_name"].fillna("") + " " + table["family_name"].fillna("")
    table["said"] = said.str.replace("-", " ").str.split().map(" ".join)
    connection = duckdb.connect()
    table["name"] = _names(connection, table["said"])
    columns = ["rec_id", "hh_id", "name", "said", "dob", "birth_year", "sex", "relation", "phone"]
    people = table[[*columns, "village", "cercle"]]
    connection.register("incoming", people)
    connection.execute("CREATE TABLE people AS SELECT * FROM incoming")
    if rule == "cht":
        query = CHT
    else:
        _near(connection, rule)
        query = PEOPLE.format(
            score=f"{HOPE} / 10.0" if rule == "hope" else "1.0",
            also=f"AND {HOPE} >= {LEAST_OF_HOPE}" if rule == "hope" else "",
        )
    connection.execute(f"COPY (SELECT DISTINCT * FROM ({query})) TO '{out}' (FORMAT csv, HEADER)")


def _names(connection: duckdb.DuckDBPyConnection, said: pd.Series) -> pd.Series:
    """Number each set of tokens, and keep which tokens it has."""
    sets = said.map(lambda text: " ".join(sorted(set(text.split()))))
    numbers, distinct = pd.factorize(sets)
    lines = [(name, token) for name, text in enumerate(distinct) for token in text.split()]
    frame = pd.DataFrame(lines, columns=["name", "word"])
    frame["token"], words = pd.factorize(frame["word"])
    sizes = frame.groupby("name").size().rename("size").reset_index()
    for name, rows in (
        ("tokens", frame[["name", "token"]]),
        ("sizes", sizes),
        ("words", pd.DataFrame({"token": range(len(words)), "word": words})),
    ):
        connection.register(f"incoming_{name}", rows)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming_{name}")
    return pd.Series(numbers, index=said.index)


def _near(connection: duckdb.DuckDBPyConnection, rule: str) -> None:
    """Which tokens agree by the rule, and then which names."""
    words = (
        connection.execute("SELECT word FROM words ORDER BY token").fetchnumpy()["word"].tolist()
    )
    if rule == "sahana":
        connection.execute(
            "CREATE TABLE near AS SELECT a.token AS a, b.token AS b FROM words a JOIN words b "
            "ON b.word[:2] = a.word[:2] AND starts_with(b.word, a.word) OR a.word = b.word"
        )
    else:
        codes = pd.Series([doublemetaphone(word)[0] or word for word in words])
        frame = pd.DataFrame({"code": codes, "token": range(len(words))})
        same = frame.merge(frame, on="code")[["token_x", "token_y"]].to_numpy()
        pairs = [same, *_fuzzy(words)] if rule == "hope" else [same]
        near = pd.DataFrame(np.concatenate(pairs), columns=["a", "b"]).drop_duplicates()
        connection.register("incoming_near", near)
        connection.execute("CREATE TABLE near AS SELECT * FROM incoming_near")
    connection.execute(NAMES)


def _fuzzy(words: list[str]) -> list[np.ndarray]:
    """AUTO:3,6: tokens of three to five letters may differ by one edit, longer ones by two."""
    lengths = np.array([len(word) for word in words])
    allowed = np.select([lengths < 3, lengths < 6], [0, 1], 2)
    found = []
    for start in range(0, len(words), AT_ONCE):
        some = words[start : start + AT_ONCE]
        away = cdist(some, words, scorer=Levenshtein.distance, score_cutoff=2, dtype=np.uint8)
        rows, columns = np.nonzero(away <= allowed[start : start + AT_ONCE, None])
        found.append(np.column_stack((rows + start, columns)))
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
