"""Finding people by name, number or token, fast among a million."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from akwaba.access.models import Officer
from akwaba.access.permissions import posts_of
from akwaba.ledger.problems import NotFound
from akwaba.registry.models import FormerNumber, Household, NameKey, Person, Token
from akwaba.registry.names import BREAKS, search_keys
from akwaba.registry.queries.files import (
    by_post,
    household_numbered,
    households_for,
    persons_for,
)

MOST_SHOWN = 50
MOST_WEIGHED = 5000
"""Names that fit: up to this many are all put in order; beyond it the name is a common one."""
LAST_REGISTERED = 1000
"""Of a common name in the whole country so many are put in order: ids follow time."""
LAST_CHARACTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Found:
    """What a search by name found, latest arrivals first."""

    people: list[Person]
    has_more: bool
    """Others fit too: one more word of the name is needed."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A folded word that a name must hold, or only the beginning of one."""

    key: str
    is_beginning: bool = False

    def rows(self) -> QuerySet[NameKey]:
        if self.is_beginning:
            return NameKey.objects.filter(key__gte=self.key, key__lt=self.key + LAST_CHARACTER)
        return NameKey.objects.filter(key=self.key)


def by_name(actor: Officer, said: str) -> Found:
    """People whose name holds every word; the last word may be only its beginning."""
    words = _words(said)
    if not words:
        return Found([], has_more=False)
    rows = _holding(words)
    bearers = list(rows.values_list("person", flat=True)[: MOST_WEIGHED + 1])
    if len(bearers) <= MOST_WEIGHED:
        people = _latest(actor, set(bearers))
    elif posts_of(actor) is None:
        last = rows.order_by("-key", "-person").values_list("person", flat=True)
        people = _latest(actor, set(last[:LAST_REGISTERED]))
    else:
        people = list(_with_common_name(actor, words)[: MOST_SHOWN + 1])
    return Found(people[:MOST_SHOWN], has_more=len(people) > MOST_SHOWN)


def _holding(words: Sequence[_Word]) -> QuerySet[NameKey]:
    """The keys of everyone who holds every word, found from the rarest word."""
    counts = {word: word.rows()[: MOST_WEIGHED + 1].count() for word in words}
    rarest, *others = sorted(words, key=lambda word: counts[word])
    rows = rarest.rows()
    for word in others:
        rows = rows.filter(Exists(word.rows().filter(person=OuterRef("person"))))
    return rows


def _latest(actor: Officer, bearers: Collection[UUID]) -> list[Person]:
    """Of these people those whom the officer may see, latest arrivals first.

    They are put in order here: a database that may use the index of arrivals reads a whole post.
    """
    posts = posts_of(actor)
    facts = Person.objects.filter(pk__in=bearers, void_reason="", origin__isnull=False)
    known = [
        (arrived_on or date.min, number, person)
        for person, post, arrived_on, number in facts.values_list(
            "id", "post", "arrived_on", "number"
        )
        if posts is None or post in posts
    ]
    latest = [person for *_order, person in sorted(known, reverse=True)[: MOST_SHOWN + 1]]
    people = persons_for(actor).in_bulk(latest)
    return [people[person] for person in latest if person in people]


def _words(said: str) -> list[_Word]:
    parts = BREAKS.sub(" ", said).split()
    keys = search_keys(said) if parts else ()
    last = search_keys(parts[-1])[0] if parts else ""
    if last not in keys:  # a title, left out of the keys as it is left out of names
        return [_Word(key) for key in keys]
    return [_Word(key, is_beginning=key == last) for key in keys]


def _with_common_name(actor: Officer, words: Sequence[_Word]) -> QuerySet[Person]:
    """The people of the officer's posts whose name thousands bear, latest arrivals first.

    Going through a post's arrivals soon meets a common name.
    """
    people = by_post(actor, persons_for(actor)).filter(void_reason="")
    for word in words:
        people = people.filter(Exists(word.rows().filter(person=OuterRef("pk"))))
    return people.order_by(F("arrived_on").desc(nulls_last=True), "-number")


def by_number(actor: Officer, number: str) -> Household | Person:
    """The person who bears this number, or the household; else who bore it. Raises NotFound."""
    person = persons_for(actor).filter(number=number).first()
    if person is not None:
        return person
    try:
        return household_numbered(actor, number)
    except NotFound:
        former = _once_numbered(actor, number)
    if not former:
        raise NotFound
    return former[0]


def all_numbered(actor: Officer, number: str) -> tuple[list[Household | Person], bool]:
    """Everybody who bears this number, and whether it is one that they bore and gave up.

    More than one where a number was issued twice: a paper may be either's.
    """
    bearers: list[Household | Person] = [
        *persons_for(actor).filter(number=number, void_reason=""),
        *households_for(actor).filter(number=number, void_reason=""),
    ]
    former = [one for one in _once_numbered(actor, number) if one not in bearers]
    if bearers:
        return [*bearers, *former], False
    return (former, True) if former else ([by_number(actor, number)], False)


def _once_numbered(actor: Officer, number: str) -> list[Household | Person]:
    holders = FormerNumber.objects.filter(number=number, origin__isnull=False, void_reason="")
    whose = [holder for holder in holders.values_list("holder", flat=True) if holder]
    if not whose:
        return []
    return [
        *persons_for(actor).filter(pk__in=whose),
        *households_for(actor).filter(pk__in=whose),
    ]


def by_token(actor: Officer, code: str) -> tuple[Household | Person, Token]:
    """Who holds this token now, or held it last. Raises NotFound."""
    tokens = Token.objects.filter(code=code, origin__isnull=False)
    for token in sorted(tokens, key=lambda token: (token.void_reason != "", token.made_at)):
        holder_id = token.holder or token.id
        holder = (
            persons_for(actor).filter(pk=holder_id).first()
            or households_for(actor).filter(pk=holder_id).first()
        )
        if holder is not None:
            return holder, token
    raise NotFound
