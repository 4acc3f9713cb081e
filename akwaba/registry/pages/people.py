"""People as pages list them: one row of words a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from akwaba.registry.models import Need, Person, Token
from akwaba.registry.numbers import printed_number, printed_token
from akwaba.registry.pages.words import age_of, came_from_text, coded, name_text

PRESENT = "active"


@dataclass(frozen=True, slots=True)
class Row:
    """One person, to be read at a glance."""

    id: UUID
    name: str
    number: str
    sex: str
    age: str
    relationship: str
    is_suggested: bool
    comes_from: str
    needs: list[str]
    token: str
    status: str
    """Why they are not simply here; empty for a person who is."""
    is_disputed: bool
    speaks: bool
    has_photo: bool


def rows(
    people: Iterable[Person],
    *,
    needs: Sequence[Need] = (),
    tokens: Sequence[Token] = (),
    speaker: UUID | None = None,
) -> list[Row]:
    """Words of each person, in the order given."""
    codes: dict[UUID | None, list[str]] = {}
    for need in needs:
        if need.state != "ended":
            codes.setdefault(need.person, []).append(coded("needs", need.code))
    held = {token.holder: printed_token(token.code) for token in reversed(tokens)}
    return [_row(person, codes, held, speaker) for person in people]


def _row(
    person: Person,
    needs: Mapping[UUID | None, list[str]],
    tokens: Mapping[UUID | None, str],
    speaker: UUID | None,
) -> Row:
    return Row(
        id=person.id,
        name=name_text(person),
        number=printed_number(person.number),
        sex=coded("sex", person.sex),
        age=age_of(person),
        relationship=coded("relationships", person.relationship),
        is_suggested=is_suggested(person),
        comes_from=came_from_text(person),
        needs=needs.get(person.id, []),
        token=tokens.get(person.id, ""),
        status="" if person.process == PRESENT else coded("process_status", person.process),
        is_disputed=person.is_disputed,
        speaks=person.id == speaker,
        has_photo=bool(person.photo),
    )


def is_suggested(person: Person) -> bool:
    """Whether nobody has confirmed the relationship yet."""
    saved = person.registers.get("relationship")
    return bool(saved) and all(head[1] == "suggested" for head in saved["heads"].values())
