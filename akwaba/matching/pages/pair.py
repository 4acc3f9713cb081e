"""Two records side by side: each fact on one line, what differs marked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from akwaba.access.models import Officer
from akwaba.access.queries import officer_names
from akwaba.ledger.models import Entry
from akwaba.ledger.queries import heads
from akwaba.matching.models import Judgement
from akwaba.matching.pages.marking import Piece, marked, whole
from akwaba.matching.telling import papers_of
from akwaba.places.queries import names_of
from akwaba.registry.fields import field_label
from akwaba.registry.models import Person
from akwaba.registry.numbers import printed_number, printed_token
from akwaba.registry.pages.words import age_of, came_from_text, coded, day_text, name_text
from akwaba.registry.queries import tokens_of


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records, at its head."""

    id: UUID
    name: list[Piece]
    plain_name: str
    number: str
    has_photo: bool
    photo: str


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of both."""

    label: str
    one: list[Piece]
    other: list[Piece]
    agrees: bool | None
    """None where one of the two does not say it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What another officer found."""

    who: str
    verdict: str
    is_clerk: bool


def sides(one: Person, other: Person) -> tuple[Side, Side]:
    """Both heads, with the letters in which the names differ."""
    left, right = marked(name_text(one), name_text(other))
    return _side(one, left), _side(other, right)


def _side(person: Person, name: list[Piece]) -> Side:
    return Side(
        id=person.id,
        name=name,
        plain_name=name_text(person),
        number=printed_number(person.number),
        has_photo=bool(person.photo),
        photo=person.photo,
    )


def lines(one: Person, other: Person) -> list[Line]:
    """What either says of themself; what neither says is left out."""
    facts = [_facts(person) for person in (one, other)]
    papers, tokens = papers_of([one.id, other.id]), tokens_of([one.id, other.id])
    posts = names_of({person.post for person in (one, other)} - {""})
    for person, said in zip((one, other), facts, strict=True):
        said[_("Documents")] = ", ".join(
            paper.partition(" ")[2] for paper in papers.get(person.id, [])
        )
        held = [printed_token(token.code) for token in tokens if token.holder == person.id]
        said[_("Tokens")] = ", ".join(held)
        said[str(field_label("post"))] = posts.get(person.post, "")
        said[str(field_label("arrived_on"))] = day_text(person.arrived_on)
    found = [_line(label, facts[0][label], facts[1][label]) for label in facts[0]]
    told = [line for line in found if line.one or line.other]
    return [
        line if line.label not in _never_against() else replace(line, agrees=None) for line in told
    ]


def _spelt() -> set[str]:
    """What is compared letter by letter."""
    return {str(field_label(name)) for name in ("aliases", "father", "mother", "phone")} | {
        _("Documents")
    }


def _never_against() -> set[str]:
    """What may be otherwise of one human being in two households."""
    names = ("relationship", "process", "post", "arrived_on", "birth_said")
    return {str(field_label(name)) for name in names} | {_("Tokens")}


def _facts(person: Person) -> dict[str, str]:
    values = {
        "sex": coded("sex", person.sex),
        "birth": age_of(person),
        "birth_said": person.birth_said,
        "aliases": ", ".join(person.aliases),
        "father": person.father,
        "mother": person.mother,
        "came_from": came_from_text(person),
        "phone": person.phone,
        "relationship": coded("relationships", person.relationship),
        "process": coded("process_status", person.process),
    }
    return {str(field_label(name)): value for name, value in values.items()}


def _line(label: str, one: str, other: str) -> Line:
    left, right = marked(one, other) if label in _spelt() else (whole(one), whole(other))
    differs = any(piece.differs for piece in (*left, *right)) or (left != right)
    return Line(label, left, right, None if not one or not other else not differs)


def said_of(judgements: Sequence[Judgement], actor: Officer) -> list[Said]:
    """What others found, as far as the officer may be told."""
    others = [row for row in judgements if row.judge != actor.id]
    makers = dict(
        Entry.objects.filter(id__in=[row.origin for row in others]).values_list("id", "officer")
    )
    names = officer_names({*makers.values(), *(row.judge for row in others if row.judge)})
    return [
        Said(
            who=(names.get(who, "") if who else "") or _("an officer of another post"),
            verdict=row.verdict,
            is_clerk=row.level == Judgement.Level.CLERK,
        )
        for row in others
        for who in [row.judge or (makers.get(row.origin) if row.origin else None)]
    ]


def entries_of(judgements: Sequence[Judgement], actor: Officer) -> list[str]:
    """The entries of what others found: what a verdict given in sight of it stands over."""
    return sorted(
        entry for row in judgements if row.judge != actor.id for entry in heads(row, "verdict")
    )
