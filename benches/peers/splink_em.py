"""Splink's EM on DuckDB for the very levels that akwaba compares at, without labels.

    python splink_em.py LEVELS.csv PARAMETERS.json PAIRS.csv

LEVELS has what akwaba makes of a register: words, sounds and keys of names, numbers for the rest,
0 where unknown. u comes from random pairs, m from two passes of EM, each blind to its own blocks.
"""

import json
import logging
import sys
from pathlib import Path

import pandas as pd
import splink.comparison_library as cl
from reading import write
from splink import DuckDBAPI, Linker, SettingsCreator
from splink.blocking_rule_library import CustomRule

NAMES = ("given", "family", "mother", "father")
BANDS = {"birth_child": (-999, 12), "birth_young": (12, 30), "birth_adult": (30, 999)}
TRAINED_ON = (("given_canon", "family_canon", "village"), ("mother_canon", "father_canon", "year"))
RULES = (
    ("given_canon", "family_canon"), ("given_canon", "village"), ("given_canon", "mother_canon"),
    ("given_canon", "father_canon"), ("family_canon", "village"), ("given_bones", "family_bones"),
    ("family_canon", "year", "district"), ("phone",), ("paper",), ("year", "day"),
)  # fmt: skip
LEAST = 0.01


def name(field: str) -> list[tuple[str, str]]:
    sound = f"jaro_winkler_similarity({field}_sound_l, {field}_sound_r)"
    return [
        ("null", f"{field}_canon_l = 0 OR {field}_canon_r = 0"),
        ("same", f"{field}_word_l = {field}_word_r"),
        ("equivalent", f"{field}_canon_l = {field}_canon_r"),
        ("close", f"{field}_bones_l = {field}_bones_r OR {sound} > 0.92"),
        ("alike", f"{sound} > 0.82"),
        ("different", "ELSE"),
    ]


def birth(band: str) -> list[tuple[str, str]]:
    least, most = BANDS[band]
    age = "(today_l - greatest(year_l, year_r))"
    apart = "abs(year_l - year_r)"
    return [
        ("null", f"year_l = 0 OR year_r = 0 OR {age} < {least} OR {age} >= {most}"),
        ("date", "year_l = year_r AND day_l = day_r AND day_l > 0"),
        ("year", "year_l = year_r AND (day_l = 0 OR day_r = 0)"),
        ("other_day", "year_l = year_r"),
        *((label, f"{apart} <= {years}") for label, years in
          (("1", 1), ("2", 2), ("3-5", 5), ("6-10", 10))),
        ("more", "ELSE"),
    ]  # fmt: skip


def rare(field: str) -> list[tuple[str, str]]:
    unknown = ("null", f"{field}_l = 0 OR {field}_r = 0")
    return [unknown, ("same", f"{field}_l = {field}_r"), ("different", "ELSE")]


NEAR = "jaro_winkler_similarity(village_sound_l, village_sound_r) > 0.9"
SAME_DISTRICT = "district_l > 0 AND district_l = district_r"
SAME_VILLAGE = "village_l > 0 AND village_l = village_r"
NOWHERE = " AND ".join(f"({x}_l = 0 OR {x}_r = 0)" for x in ("village", "district", "country"))
PLACE = [
    ("null", NOWHERE),
    ("village", f"{SAME_VILLAGE} AND (district_l * district_r = 0 OR {SAME_DISTRICT})"),
    ("near", f"village_l > 0 AND village_r > 0 AND {SAME_DISTRICT} AND {NEAR}"),
    ("district", SAME_DISTRICT),
    ("country", "country_l > 0 AND country_l = country_r"),
    ("elsewhere", "ELSE"),
]  # fmt: skip
COMPARISONS = {
    **{field: name(field) for field in NAMES},
    **{band: birth(band) for band in BANDS},
    "place": PLACE,
    **{field: rare(field) for field in ("sex", "phone", "paper")},
}


def main(source: str, parameters: str, out: str) -> None:
    logging.disable(logging.WARNING)
    table = pd.read_csv(source, keep_default_na=False, dtype={"rec_id": str, "hh_id": str})
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="rec_id",
        comparisons=[comparison(field, levels) for field, levels in COMPARISONS.items()],
        additional_columns_to_retain=["hh_id"],
        blocking_rules_to_generate_predictions=[apart(*rule) for rule in RULES],
    )
    linker = Linker(DuckDBAPI().register(table), settings)
    linker.training.estimate_probability_two_random_records_match(
        [apart("given_canon", "family_canon", "year", "village")], recall=0.3
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in TRAINED_ON:
        linker.training.estimate_parameters_using_expectation_maximisation(apart(*rule))
    model = linker.misc.save_model_to_json()
    Path(parameters).write_text(json.dumps(learnt(model)), encoding="utf-8")
    found = linker.inference.predict(threshold_match_probability=LEAST).as_pandas_dataframe()
    names = {"rec_id_l": "rec_id_a", "rec_id_r": "rec_id_b", "match_probability": "probability"}
    write(found.rename(columns=names), table, out)


def comparison(field: str, levels: list[tuple[str, str]]) -> cl.CustomComparison:
    return cl.CustomComparison(
        output_column_name=field,
        comparison_levels=[
            {"sql_condition": condition, "label_for_charts": label,
             "is_null_level": label == "null"}
            for label, condition in levels
        ],
    )  # fmt: skip


def apart(*names: str) -> CustomRule:
    """Pairs that agree on what is known, and did not come in one household."""
    same = [f"l.{name} = r.{name} AND l.{name} > 0" for name in names]
    return CustomRule(" AND ".join([*same, "l.hh_id <> r.hh_id"]))


def learnt(model: dict) -> dict[str, dict[str, dict[str, float | None]]]:
    """By field and level; None where no pair fell on a level."""
    return {
        each["output_column_name"]: {
            level["label_for_charts"]: {
                "m": level.get("m_probability"), "u": level.get("u_probability"),
            }
            for level in each["comparison_levels"]
            if not level.get("is_null_level")
        }
        for each in model["comparisons"]
    }  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
