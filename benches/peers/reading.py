"""Read PERSONS as every peer here gets it: lower case, accents folded, blanks as None."""

import csv
import unicodedata
from pathlib import Path

import duckdb
import pandas as pd

FOLDED = ("given_name", "family_name", "village", "mother_given", "father_given")


def persons(path: str) -> pd.DataFrame:
    """One row a record, all columns text or None."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    for name in FOLDED:
        known = {text: folded(text) for text in table[name].unique()}
        table[name] = table[name].map(known)
    table["phone"] = table["phone"].str.replace(r"\D", "", regex=True).str[-8:]
    table["hh_id"] = table["hh_id"].where(table["hh_id"] != "", table["rec_id"])
    return table.astype(object).where(table != "", None)


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(x for x in plain if not unicodedata.combining(x)).lower().strip()


def write(pairs: pd.DataFrame, people: pd.DataFrame, path: str) -> None:
    """Columns rec_id_a, rec_id_b, probability; without pairs of one household at one registration.

    Two brothers who came together are two: every peer is told so, or each would be drowned in them.
    """
    home = people.set_index("rec_id")["hh_id"]
    apart = pairs["rec_id_a"].map(home) != pairs["rec_id_b"].map(home)
    columns = pairs.loc[apart, ["rec_id_a", "rec_id_b", "probability"]]
    connection = duckdb.connect()
    connection.register("pairs", columns)
    connection.execute(f"COPY pairs TO '{path}' (FORMAT csv, HEADER)")


def rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
