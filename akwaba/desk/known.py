"""Is this person already registered? The answer behind the desk's question.

The whole register of this node is compared (`akwaba.matching.index`). While it is being read, and
on a node without the engine, names alone are (`akwaba.desk.by_names`), and the answer says so.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from akwaba.access.models import Officer
from akwaba.access.permissions import posts_of
from akwaba.desk.by_names import Named, alike_by_name
from akwaba.desk.likeness import Described, Reason
from akwaba.desk.likeness_told import Told
from akwaba.ledger.problems import NotFound
from akwaba.matching.index import Sought, index
from akwaba.matching.models import Proposal
from akwaba.registry import queries
from akwaba.registry.models import Household, Person

MOST_SHOWN = 8
"""What a clerk can look at while a family waits."""
MOST_READ = 200
"""Of those whom the engine finds so many are read from the database."""
Band = Proposal.Band


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who may be at the desk, which of those asked for they resemble, and why."""

    person: Person
    resembles: int
    """Position among those asked for."""
    told: Sequence[Told] = ()
    band: Band = Band.LOOK
    probability: float = 0.0
    """0 where names alone were compared."""
    family_band: str = ""
    """How likely their whole household is the family that stands there."""


@dataclass(frozen=True, slots=True)
class Known:
    """The likeliest first; `has_more` where others fit too."""

    hits: Sequence[Hit]
    has_more: bool = False
    is_whole: bool = False
    """Whether the whole register was compared, and not names alone."""


def already_known(officer: Officer, asked: Sequence[Described]) -> Known:
    """People of the officer's posts who may be those asked for, a whole family at once.

    Where the whole register was compared, every likely one is given, without what tells why:
    `akwaba.desk.households` chooses whom to show.
    """
    sought = [
        Sought(one.name, one.sex, one.birth_earliest, one.birth_latest, one.origin, one.country)
        for one in asked
    ]
    matches = index.search(sought, posts=posts_of(officer))
    named = alike_by_name(officer, asked)
    if matches is None:
        hits = _named_hits(officer, named)
        return Known(hits, has_more=len(named) > MOST_SHOWN)
    people = _counting(officer, [match.person for match in matches[:MOST_READ]])
    found = [
        Hit(
            people[match.person],
            match.asked,
            band=Band(match.band),
            probability=match.probability,
            family_band=match.family_band,
        )
        for match in matches[:MOST_READ]
        if match.person in people
    ]
    # A roster is weighed as a whole; one alone, perhaps half typed, is looked for by name as well.
    fresh = [
        one
        for one in named
        if one.person not in people and (len(asked) == 1 or not index.holds(one.person))
    ]
    more = len(matches) > MOST_READ or len(fresh) > MOST_SHOWN
    return Known([*found, *_named_hits(officer, fresh)], has_more=more, is_whole=True)


def by_number(officer: Officer, number: str) -> Known:
    """Who bears this number, or the household that does."""
    try:
        return _all(officer, queries.by_number(officer, number), Reason.SAME_NUMBER)
    except NotFound:
        return Known([])


def by_token(officer: Officer, code: str) -> Known:
    """Who holds this token, or held it last."""
    try:
        return _all(officer, queries.by_token(officer, code)[0], Reason.SAME_TOKEN)
    except NotFound:
        return Known([])


def _all(officer: Officer, found: Household | Person, reason: Reason) -> Known:
    people = [found] if isinstance(found, Person) else queries.members_of(officer, [found.id])
    hits = [Hit(person, 0, [Told(reason)], Band.ALMOST_SURELY) for person in people]
    return Known(hits[:MOST_SHOWN], has_more=len(hits) > MOST_SHOWN)


def _counting(officer: Officer, people: Collection[UUID]) -> dict[UUID, Person]:
    """Read again: of those whom the index holds, some may have gone or moved meanwhile."""
    return queries.persons_for(officer).filter(void_reason="").in_bulk(list(people))


def _named_hits(officer: Officer, named: Sequence[Named]) -> list[Hit]:
    first = named[:MOST_SHOWN]
    people = _counting(officer, [one.person for one in first])
    return [
        Hit(
            people[one.person],
            one.resembles,
            [Told(reason) for reason in one.reasons],
            _band_by_name(one.reasons),
        )
        for one in first
        if one.person in people
    ]


def _band_by_name(reasons: Collection[Reason]) -> Band:
    is_whole = bool({Reason.SAME_WRITTEN, Reason.SAME_SOUND} & set(reasons))
    fits = {Reason.SEX_FITS, Reason.AGE_FITS} <= set(reasons)
    return Band.PROBABLY if is_whole and fits else Band.LOOK
