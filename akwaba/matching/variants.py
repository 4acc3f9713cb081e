"""The table of names that stand for one another (`name_variants.csv`, sources beside it)."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

Sex = Literal["F", "M", ""]
Strength = Literal["spelling", "short form", "same name in another language"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One form of a name; the head is the form by which the whole group is known."""

    head: str
    form: str
    sex: Sex
    """Of the people who bear it; empty for a family name."""
    strength: Strength
    source: str
    """Key of `name_variants.md`."""


@cache
def variants() -> tuple[Variant, ...]:
    """Every line of the table, in its order."""
    text = files("akwaba.matching").joinpath("name_variants.csv").read_text(encoding="utf-8")
    return tuple(
        Variant(
            head=row["head"],
            form=row["form"],
            sex=cast("Sex", row["sex"]),
            strength=cast("Strength", row["strength"]),
            source=row["source"],
        )
        for row in csv.DictReader(text.splitlines(), strict=True)
    )
