"""The Python Record Linkage Toolkit: blocks, Jaro-Winkler, and its ECM classifier without labels.

python recordlinkage_pairs.py PERSONS.csv PAIRS.csv
"""

import sys
import warnings

import pandas as pd
import recordlinkage
from reading import persons, write
from recordlinkage.compare import Exact, String

BLOCKS = (
    ["given_name", "family_name"], ["family_name", "birth_year", "sex"],
    ["given_name", "birth_year"], ["given_name", "village"], ["family_name", "village", "sex"],
    ["phone"], ["doc_no"],
)  # fmt: skip
ALIKE = {
    "given_name": 0.85,
    "family_name": 0.85,
    "village": 0.85,
    "mother_given": 0.85,
    "father_given": 0.85,
}
SAME = ("sex", "birth_year", "dob", "cercle", "phone", "doc_no")

LEAST = 0.3
"""A pair with a smaller share is not written."""


def main(source: str, out: str) -> None:
    warnings.simplefilter("ignore")
    people = persons(source)
    table = people.set_index("rec_id")
    filled = {name for name in table if table[name].notna().any()}
    candidates = _candidates(table, filled)
    compare = recordlinkage.Compare()
    for name, least in ALIKE.items():
        if name in filled:
            compare.add(String(name, name, method="jarowinkler", threshold=least, label=name))
    for name in SAME:
        if name in filled:
            compare.add(Exact(name, name, label=name))
    vectors = compare.compute(candidates, table)
    found = vectors.mean(axis=1).rename("probability").reset_index()
    found.columns = ["rec_id_a", "rec_id_b", "probability"]
    write(found[found["probability"] > LEAST], people, out)


def _candidates(table: pd.DataFrame, filled: set[str]) -> pd.MultiIndex:
    found = None
    for block in BLOCKS:
        if not filled.issuperset(block):
            continue
        indexer = recordlinkage.Index()
        indexer.block(block)
        some = indexer.index(table.dropna(subset=block))
        found = some if found is None else found.union(some)
    home = table["hh_id"]
    first, second = (home.loc[found.get_level_values(level)].to_numpy() for level in (0, 1))
    return found[first != second]


if __name__ == "__main__":
    main(*sys.argv[1:])
