"""Splink on DuckDB with its ready-made comparisons, trained without labels.

    python splink_pairs.py PERSONS.csv PAIRS.csv

Person by person: Splink has no notion of a household. Columns that are empty throughout are left
out. The blocking rules are those that its guide suggests: pairs of columns that agree; where
birth dates are dates and not ages, the date alone too.
"""

import logging
import sys

import pandas as pd
import splink.comparison_library as cl
from reading import persons, write
from splink import DuckDBAPI, Linker, SettingsCreator
from splink.blocking_rule_library import CustomRule

RULES = (
    ("given_name", "family_name"), ("family_name", "birth_year", "sex"),
    ("given_name", "birth_year"), ("given_name", "village"), ("family_name", "village", "sex"),
    ("mother_given", "father_given", "sex"), ("family_name", "dob"), ("phone",), ("doc_no",),
)  # fmt: skip
COMPARISONS = {
    "given_name": cl.NameComparison,
    "family_name": cl.NameComparison,
    "dob": lambda name: cl.DateOfBirthComparison(name, input_is_string=True),
    "birth_year": cl.ExactMatch,
    "sex": cl.ExactMatch,
    "village": cl.NameComparison,
    "cercle": lambda name: cl.ExactMatch(name).configure(term_frequency_adjustments=True),
    "mother_given": cl.NameComparison,
    "father_given": cl.NameComparison,
    "phone": cl.ExactMatch,
    "doc_no": cl.ExactMatch,
}
TRAINED_ON = (("given_name", "family_name"), ("dob", "sex"))
LEAST = 0.01
"""Pairs less likely than this are not written."""


def main(source: str, out: str) -> None:
    logging.disable(logging.WARNING)
    table = persons(source)
    used = [name for name in COMPARISONS if table[name].notna().any()]
    if "dob" in used and "birth_year" in used:
        used.remove("birth_year")  # the same evidence twice
        table["dob"] = table["dob"].fillna(table["birth_year"] + "-01-01")
    rules = list(filter(None, (_filled(table, rule) for rule in RULES)))
    if not (table["dob_estimated"] == "1").any():
        rules += [["dob"], ["village", "cercle"]]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="rec_id",
        comparisons=[COMPARISONS[name](name) for name in used],
        additional_columns_to_retain=["hh_id"],
        blocking_rules_to_generate_predictions=[_apart(*rule) for rule in rules],
    )
    database = DuckDBAPI()
    linker = Linker(database.register(table), settings)
    linker.training.estimate_probability_two_random_records_match(
        [_apart("given_name", "family_name", "dob")], recall=0.3
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in TRAINED_ON:
        linker.training.estimate_parameters_using_expectation_maximisation(
            _apart(*_filled(table, rule))
        )
    found = linker.inference.predict(threshold_match_probability=LEAST).as_pandas_dataframe()
    names = {"rec_id_l": "rec_id_a", "rec_id_r": "rec_id_b", "match_probability": "probability"}
    write(found.rename(columns=names), table, out)


def _filled(table: pd.DataFrame, rule: tuple[str, ...]) -> list[str]:
    return [name for name in rule if table[name].notna().any()]


def _apart(*names: str) -> CustomRule:
    """Pairs that agree on these columns and did not come in one household."""
    same = [f"l.{name} = r.{name}" for name in names]
    return CustomRule(" AND ".join([*same, "l.hh_id <> r.hh_id"]))


if __name__ == "__main__":
    main(*sys.argv[1:])
