"""What a person probably is to whoever speaks for the household. Only ever a suggestion."""

from collections.abc import Sequence
from datetime import date

from akwaba.registry.ages import ADULT_AGE, Birth, age_on, is_child_on

YOUNGEST_PARENT = 12
"""Years between a parent and a child, at the least, for the link to be suggested."""
SURELY_A_PARENT = 16
"""Years by which someone is older, from which a parent is suggested."""
COUPLE_AT_MOST = 25
"""Years between two adults up to which a couple is suggested."""

CHILD = {"F": "DAU", "M": "SON"}
PARENT = {"F": "PRF", "M": "PRM"}
SPOUSE = {"F": "WIF", "M": "HUS"}


def suggest_relationships(rows: Sequence[tuple[str, Birth]], on: date) -> list[str]:
    """A code for each (sex, birth), the first being the focal point; empty where nothing is likely.

    A child who speaks for a household is given no relatives: that would hide that it is alone.
    """
    if not rows:
        return []
    head = rows[0]
    found = ["PA"]
    has_spouse = False
    for row in rows[1:]:
        code = _suggest(head, row, on, has_spouse=has_spouse)
        has_spouse = has_spouse or code in SPOUSE.values()
        found.append(code)
    return found


def _suggest(head: tuple[str, Birth], row: tuple[str, Birth], on: date, *, has_spouse: bool) -> str:
    sex, birth = row
    older, age = age_on(head[1], on), age_on(birth, on)
    if sex not in CHILD or older is None or age is None or older[0] < ADULT_AGE:
        return ""
    gap = (older[0] + older[1]) // 2 - (age[0] + age[1]) // 2
    if is_child_on(birth, on):
        return CHILD[sex] if gap >= YOUNGEST_PARENT else ""
    if gap <= -SURELY_A_PARENT:
        return PARENT[sex]
    if is_child_on(birth, on) is False and not has_spouse and _may_be_a_couple(head[0], sex, gap):
        return SPOUSE[sex]
    return ""


def _may_be_a_couple(head: str, sex: str, gap: int) -> bool:
    return {head, sex} == {"F", "M"} and gap <= COUPLE_AT_MOST
