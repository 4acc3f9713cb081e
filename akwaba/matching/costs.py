"""What an error about each of many pairs would cost, read from the register; see stakes.py."""

from collections import Counter
from collections.abc import Iterable, Sequence
from uuid import UUID

from akwaba.matching.stakes import stake_of
from akwaba.registry.models import Document, Person, Token
from akwaba.registry.queries import sizes_of

AT_ONCE = 500
"""Pairs: a query names at most twice as many people."""
HERE = "active"


def stakes_of(pairs: Sequence[tuple[UUID, UUID, float]]) -> list[float]:
    """The stake of each (one, other, probability), in the same order."""
    found: list[float] = []
    for start in range(0, len(pairs), AT_ONCE):
        found += _some(pairs[start : start + AT_ONCE])
    return found


def _some(pairs: Sequence[tuple[UUID, UUID, float]]) -> Iterable[float]:
    ids = {end for one, other, _chance in pairs for end in (one, other)}
    facts = {
        person: (household, process)
        for person, household, process in Person.objects.filter(pk__in=ids).values_list(
            "id", "household", "process"
        )
    }
    sizes = sizes_of([household for household, _process in facts.values() if household])
    papers = _papers(ids)
    for one, other, chance in pairs:
        (home, process), (other_home, other_process) = (
            facts.get(end, (None, "")) for end in (one, other)
        )
        yield stake_of(
            probability=chance,
            people=max(sizes.get(place, 1) if place else 1 for place in (home, other_home)),
            both_here=process == other_process == HERE,
            papers=min(papers[one], papers[other]),
        )


def _papers(people: Iterable[UUID]) -> Counter[UUID]:
    """Tokens and papers signed here that each holds."""
    stands = {"origin__isnull": False, "void_reason": ""}
    tokens = Token.objects.filter(holder__in=people, **stands)
    signed = Document.objects.filter(person__in=people, **stands).exclude(signer="")
    return Counter(
        holder
        for holder in (
            *tokens.values_list("holder", flat=True),
            *signed.values_list("person", flat=True),
        )
        if holder
    )
