"""How many refugees and asylum-seekers UNHCR counted in 2025: what the new arrivals come on top of.

UNHCR Refugee Population Statistics Database, year 2025, people from Burkina Faso and Mali in Côte
d'Ivoire by locality (sub-prefecture), licence CC BY 4.0. UNHCR has replaced 1 to 4 by 0 or 5. The
last lines are people whom UNHCR places in a district or nowhere.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

YEAR = 2025
SOURCE = "UNHCR Refugee Population Statistics Database 2025, CC BY 4.0"
ADDRESS = "https://www.unhcr.org/refugee-statistics"


@dataclass(frozen=True, slots=True)
class Locality:
    """Refugees and asylum-seekers in one sub-prefecture."""

    name: str
    """Empty where UNHCR gives no locality."""
    region: str
    """Region, or district where there is no locality; empty where nothing is said."""
    pcode: str
    burkina_faso: int
    mali: int

    @property
    def total(self) -> int:
        return self.burkina_faso + self.mali


@cache
def localities() -> tuple[Locality, ...]:
    """Every locality, those with the most people first and those without a name last."""
    text = files("akwaba.figures").joinpath("data", "unhcr_2025.csv").read_text(encoding="utf-8")
    found = [
        Locality(
            name=row["locality"],
            region=row["region"],
            pcode=row["pcode"],
            burkina_faso=int(row["bfa_refugees"]) + int(row["bfa_asylum_seekers"]),
            mali=int(row["mli_refugees"]) + int(row["mli_asylum_seekers"]),
        )
        for row in csv.DictReader(text.splitlines(), strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (not one.name, -one.total, one.name)))


def total(rows: Sequence[Locality]) -> Locality:
    """All of them together."""
    return Locality(
        "", "", "", sum(row.burkina_faso for row in rows), sum(row.mali for row in rows)
    )
