"""Whether somebody in the register may be who stands at the desk, and why; no framework, no I/O.

A light comparison: the words of a name folded by sound, sex, and the interval of birth. It judges
nobody: an officer looks at each one. What two records and two families have in common is told in
`akwaba.desk.likeness_told`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from akwaba.registry.names import search_keys

BIRTH_SLACK = timedelta(days=5 * 365)
"""Ages are said by the half-decade where birthdays are not kept (digit preference, as censuses of
the region show): who lies further off than that is somebody else."""

WORDS_THAT_SUFFICE = 2
"""Of a longer name so many must be shared: the third is often left out."""


class Reason(StrEnum):
    """Why somebody was found."""

    SAME_TOKEN = "same_token"  # noqa: S105  no secret
    SAME_NUMBER = "same_number"
    SAME_WRITTEN = "same_written"
    SAME_SOUND = "same_sound"
    PART_OF_NAME = "part_of_name"
    SEX_FITS = "sex_fits"
    AGE_FITS = "age_fits"
    SPELT = "spelt"
    """One word of the name in two spellings."""
    NAME_DIFFERS = "name_differs"
    SAME_MOTHER = "same_mother"
    SAME_ADULTS = "same_adults"
    SAME_CHILDREN = "same_children"
    AGE_NEAR = "age_near"
    AGE_DIFFERS = "age_differs"
    SEX_DIFFERS = "sex_differs"
    SAME_ORIGIN = "same_origin"


@dataclass(frozen=True, slots=True)
class Described:
    """Somebody by what is known of them. An empty text or an absent day is unknown."""

    name: str
    sex: str = ""
    birth_earliest: date | None = None
    birth_latest: date | None = None
    relationship: str = ""
    """To whoever speaks for the household; PA for that person."""
    origin: str = ""
    """The name of the place."""
    country: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The words of the name, folded by sound."""
        return search_keys(self.name) if self.name.strip() else ()


def words_needed(keys: Collection[str]) -> int:
    """How many words of a name another one must share to be looked at."""
    return min(len(keys), WORDS_THAT_SUFFICE)


def excludes(asked: Described, found: Described) -> bool:
    """Whether sex or birth say that these are two people."""
    other_sex = {asked.sex, found.sex} == {"F", "M"}
    return other_sex or apart(asked, found) > BIRTH_SLACK


def reasons(
    asked: Described, found: Described, *, other_names: Collection[str] = ()
) -> list[Reason]:
    """Why somebody may be who is asked for, the strongest first; empty where they are not.

    `other_names` are those that the person found also goes by.
    """
    names = (found.name, *other_names)
    likeness = min((name_likeness(asked, name) for name in names), key=_ORDER.index)
    if likeness is None or excludes(asked, found):
        return []
    told = [likeness]
    if asked.sex and asked.sex == found.sex and asked.sex != "U":
        told.append(Reason.SEX_FITS)
    if asked.birth_earliest and found.birth_earliest and not apart(asked, found):
        told.append(Reason.AGE_FITS)
    return told


_ORDER = (Reason.SAME_WRITTEN, Reason.SAME_SOUND, Reason.PART_OF_NAME, None)


def name_likeness(asked: Described, name: str) -> Reason | None:
    """How a name resembles that of the one asked for; None where it does not."""
    if _plain(asked.name) == _plain(name):
        return Reason.SAME_WRITTEN
    wanted, known = set(asked.keys), set(search_keys(name)) if name.strip() else set()
    if wanted and wanted == known:
        return Reason.SAME_SOUND
    shared = len(wanted & known)
    return Reason.PART_OF_NAME if shared and shared >= words_needed(wanted) else None


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())


def apart(one: Described, other: Described) -> timedelta:
    """How far two intervals of birth lie apart; nothing where they meet or one is unknown."""
    if not (
        one.birth_earliest and one.birth_latest and other.birth_earliest and other.birth_latest
    ):
        return timedelta(0)
    gap = max(one.birth_earliest - other.birth_latest, other.birth_earliest - one.birth_latest)
    return max(gap, timedelta(0))
