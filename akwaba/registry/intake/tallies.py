"""How many people a line says a household has, in all and by sex and age band."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from akwaba.registry.ages import BANDS
from akwaba.registry.intake.headers import COUNT_FIELDS

BAND_NAMES = frozenset(band for _, band in BANDS)
CHILDREN_FIELDS = frozenset({"children", "boys", "girls"})
_NO_SEX = "U unknown"
SEX_OF = {"men": "M", "boys": "M", "women": "F", "girls": "F", "children": "U", "adults": "U"}


@dataclass(frozen=True, slots=True)
class Tally:
    """Announced people of one household; None and absent keys are not said, never zero."""

    size: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    """{"F 0-4": 2}; « unknown » stands for bands that are not UNHCR's, such as « Hommes »."""
    told_sum: int = 0
    """Sum of the counts."""
    is_complete: bool = False
    """Whether every count of the sheet is filled in, for both sexes."""

    def disagrees(self) -> bool:
        """Whether size and counts cannot both be right; a blank count may hide anyone."""
        if self.size is None or not self.told_sum:
            return False
        return self.told_sum > self.size or (self.is_complete and self.told_sum < self.size)

    def key(self) -> str:
        """What tells this household from another with the same head."""
        counts = ",".join(f"{name} {many}" for name, many in sorted(self.counts.items()))
        return f"{counts}={'' if self.size is None else self.size}"


def is_count(name: str) -> bool:
    """Whether a field holds a number of people."""
    return name == "size" or name in COUNT_FIELDS or name.startswith("count:")


def tally_of(values: Mapping[str, int | None]) -> Tally:
    """Add up the count cells of one line; `values` has a key for each count column."""
    counts: dict[str, int] = {}
    told = {name: many for name, many in values.items() if name != "size"}
    for name, many in told.items():
        if many is not None:
            key = band_key(name)
            counts[key] = counts.get(key, 0) + many
    total = sum(counts.values())
    size = values.get("size")
    # « Hommes 2, Femmes 3, Enfants 4, Total 5 »: the children are among the men and women.
    if size is not None and "adults" not in told and total > size == total - counts.get(_NO_SEX, 0):
        total -= counts.pop(_NO_SEX)
    if told.keys() <= CHILDREN_FIELDS and counts:
        total += 1  # the head who is named is no child of the count
    both_sexes = {"F", "M"} <= {band_key(name)[0] for name in told}
    return Tally(
        size=size if size is not None or not counts else total,
        counts={key: many for key, many in counts.items() if many},
        told_sum=total,
        is_complete=both_sexes and all(many is not None for many in told.values()),
    )


def band_key(name: str) -> str:
    """« count:F:0-4 » is « F 0-4 »; « men » is « M unknown »: no band of UNHCR's is meant."""
    if not name.startswith("count:"):
        return f"{SEX_OF[name]} unknown"
    _, sex, band = name.split(":")
    return f"{sex} {band if band in BAND_NAMES else 'unknown'}"
