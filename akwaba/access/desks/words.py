"""What a device says of itself in the body of a request: read strictly, refused by field."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from akwaba.access.desks.problems import WordNotUnderstood
from akwaba.access.desks.rules import instant
from akwaba.ledger.columns import is_storable

MOST = 2**31 - 1
LONGEST = 4096
"""Characters of a text; an escrow or a key is far shorter."""
_MOST_MILLISECONDS = 253_402_300_799_999  # the end of the year 9999


@dataclass(frozen=True, slots=True)
class Word:
    """A heartbeat: what the desk holds. None where it does not say."""

    waiting: int
    """Entries that this node has not acknowledged."""
    oldest_waiting: datetime | None
    drafts: int
    photos: int
    app: str
    protected: bool | None
    wall: int
    """The device's own clock, milliseconds since 1970."""
    numbers_left: int | None


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object of a body. Raises WordNotUnderstood."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise WordNotUnderstood(field="—", wanted="JSON") from error
    if not isinstance(said, dict):
        raise WordNotUnderstood(field="—", wanted="{…}")
    return said


def text(said: dict[str, Any], field: str) -> str:
    value = said.get(field)
    if not isinstance(value, str) or len(value) > LONGEST or not is_storable(value):
        raise WordNotUnderstood(field=field, wanted="“…”")
    return value


def whole_number(said: dict[str, Any], field: str, most: int = MOST) -> int:
    value = said.get(field)
    if type(value) is not int or not 0 <= value <= most:
        raise WordNotUnderstood(field=field, wanted=f"0 … {most}")
    return value


def read_word(said: dict[str, Any]) -> Word:
    """Raises WordNotUnderstood, naming the field."""
    oldest = said.get("oldest_waiting")
    protected = said.get("protected")
    if protected is not None and type(protected) is not bool:
        raise WordNotUnderstood(field="protected", wanted="true / false / null")
    return Word(
        waiting=whole_number(said, "waiting"),
        oldest_waiting=None
        if oldest is None
        else instant(whole_number(said, "oldest_waiting", _MOST_MILLISECONDS)),
        drafts=whole_number(said, "drafts"),
        photos=whole_number(said, "photos"),
        app=text(said, "app")[:40],
        protected=protected,
        wall=whole_number(said, "wall", _MOST_MILLISECONDS),
        numbers_left=None
        if said.get("numbers_left") is None
        else whole_number(said, "numbers_left"),
    )
