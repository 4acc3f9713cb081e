"""Where the rows stand of which a batch of acts speaks: asked at once, for each entry needs it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Any

from akwaba.ledger import bare
from akwaba.ledger.columns import identifier_writer
from akwaba.ledger.fold import Act, room_of
from akwaba.ledger.laws import IDENTIFIER
from akwaba.ledger.models import Entry, FoldedRow, Mention
from akwaba.ledger.tables import tables

IDENTIFIER_LENGTH = 36
Model = type[FoldedRow]
Posts = dict[str, set[str]]
"""By identifier the posts at which a row stands under it; nothing for what is not here."""


class Whereabouts:
    """Of the rows that the acts of one batch write on, speak for or point at.

    Whoever makes entries makes identifiers too: one that another post's people bear is no accident.
    """

    def __init__(self, acts: Sequence[Act]) -> None:
        self._acts = acts

    def elsewhere(self, act: Act, posts: Collection[str]) -> set[str]:
        """The identifiers of an act under which something stands at another post than these."""
        found = self._posts[room_of(act.header.kind)]
        named = self._named[id(act)]
        owners = {self._owners[one] for one in named & self._owners.keys()}
        return {one for one in (named | owners) & found.keys() if not found[one].issubset(posts)}

    @cached_property
    def _named(self) -> dict[int, set[str]]:
        return {id(act): named_in(act) for act in self._acts}

    @cached_property
    def _owners(self) -> dict[str, str]:
        """Whose data a row is that stands at no post itself: a need, a token, a consent."""
        rows: dict[str, set[str]] = defaultdict(set)
        for act in self._acts:
            for said in act.statements:
                rows[said.table].add(said.id)
        found: dict[str, str] = {}
        for name, ids in rows.items():
            model = tables()[name].model
            if model.about not in {"", "id"} and not stands_at_a_post(model):
                owners = _read(model, model.about, ids)
                found |= {row: str(bare.uuid_of(owner)) for row, owner in owners}
        return found

    @cached_property
    def _posts(self) -> dict[str, Posts]:
        """By room; a room writes on its own tables only."""
        named: dict[str, set[str]] = defaultdict(set)
        for act in self._acts:
            named[room_of(act.header.kind)] |= self._named[id(act)]
        owners = set(self._owners.values())
        return {room: posts_at(room, ids | owners) for room, ids in named.items()}


def named_in(act: Act) -> set[str]:
    """The identifiers that an act says, wherever it says them."""
    named = set(act.subjects)
    for said in act.statements:
        named |= {said.id, *_identifiers(said.values)}
    return named


def posts_at(room: str, ids: Iterable[str]) -> Posts:
    """Where rows of a room stand under these identifiers."""
    ids, posts = list(ids), defaultdict(set)
    for name, table in tables().items():
        if room_of(name) == room and stands_at_a_post(table.model):
            for one, post in _read(table.model, "post", ids):
                posts[one].add(post)
    return posts


def handed_on(ids: Collection[str], posts: Collection[str]) -> set[str]:
    """Those whom an act of these posts once handed over to another one."""
    about_them = Mention.objects.filter(subject__in=ids).values("entry_position")
    said = Entry.objects.filter(position__in=about_them, scope__in=posts, quarantine="")
    origins = list(said.values_list("id", flat=True))
    handed: set[str] = set()
    for table in tables().values():
        if table.model.hands_over:
            rows = table.model._base_manager.filter(origin__in=origins)  # noqa: SLF001
            for row in rows.values(*table.columns):
                handed.update(_identifiers([str(row.pop(table.model.about)), row]))
    return handed.intersection(ids)


def told_of_by(ids: Collection[str], posts: Collection[str]) -> set[str]:
    """Of whom something that these posts said is here, and nothing that others said."""
    mentions = Mention.objects.filter(subject__in=ids).values_list("entry_position", "subject")
    entries = Entry.objects.filter(position__in=[position for position, _ in mentions])
    of_people = entries.filter(kind__startswith="registry.", quarantine="")
    scopes = dict(of_people.values_list("position", "scope"))
    told: dict[str, set[str]] = defaultdict(set)
    for position, subject in mentions:
        if position in scopes:
            told[str(subject)].add(scopes[position])
    return {one for one, by in told.items() if by <= {*posts}}


@cache
def stands_at_a_post(model: Model) -> bool:
    return any(field.name == "post" for field in model._meta.fields)  # noqa: SLF001


def _read(model: Model, column: str, ids: Iterable[str]) -> list[tuple[str, Any]]:
    """The column by identifier, where it says something."""
    rows = bare.find(model, ("id", column), "id", map(identifier_writer(), ids))
    return [(str(bare.uuid_of(row_id)), value) for row_id, value in rows if value]


def _identifiers(value: object) -> Iterator[str]:
    """Step by step: what is nested as deep as can be read must not exhaust the stack here."""
    rest = [value]
    while rest:
        part = rest.pop()
        if isinstance(part, str):
            if len(part) == IDENTIFIER_LENGTH and IDENTIFIER.fullmatch(part):
                yield part
        elif isinstance(part, dict):
            rest += part.values()
        elif isinstance(part, list):
            rest += part
