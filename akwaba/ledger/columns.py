"""How a JSON value goes into a column, and comes out of it again.

Values travel as JSON has them (dates and identifiers are text) from the entry to the column, so
that nothing is converted twice. Every statement of every entry passes here: hence the closures.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection, models

from akwaba.ledger.laws import IDENTIFIER, compact

MOST = 2**31
"""Whole numbers stay below it on both databases."""


class Unfit(ValueError):  # noqa: N818  a refusal is named for what is refused
    """An entry says something that no column can hold."""


UNFIT = (LookupError, TypeError, ValueError, AttributeError, RecursionError)
"""What reading a value of a wrong shape raises."""


@dataclass(frozen=True)
class Column:
    """One column that entries set."""

    name: str
    kind: str
    """uuid, date, json, integer or text."""
    default: Any
    fits: Callable[[Any], bool]
    """False, or an error of any of UNFIT, for a value that the column cannot hold.

    Its default need not be asked about; it is most of what people leave unsaid.
    """

    def read(self, value: Any) -> Any:
        """The value of a database row as JSON would have it."""
        if value is None:
            return None
        if self.kind == "uuid":
            return str(value)
        return value.isoformat() if self.kind == "date" else value

    def writer(self) -> Callable[[Any], Any] | None:
        """What turns a JSON value into what the driver takes; None where it is the same."""
        if self.kind == "json":
            return _json
        return identifier_writer() if self.kind == "uuid" else None


def column_of(field: Any) -> Column:
    """Raises TypeError for a field of a kind that entries cannot set."""
    kinds: tuple[tuple[type[models.Field[Any, Any]], str], ...] = (
        (models.UUIDField, "uuid"),
        (models.DateField, "date"),
        (models.JSONField, "json"),
        (models.IntegerField, "integer"),
        (models.CharField, "text"),
    )
    for base, kind in kinds:
        if isinstance(field, base):
            default = field.get_default()
            return Column(field.name, kind, default, _fits(kind, field.max_length, default))
    raise TypeError(f"{field} cannot be set by entries.")


def _fits(kind: str, longest: int | None, default: Any) -> Callable[[Any], bool]:
    if kind == "json":
        return lambda value: type(value) is type(default) and _json_fits(value)
    if kind == "text":
        most = MOST if longest is None else longest
        return lambda value: (
            len(value) <= most and ((value.isascii() and "\0" not in value) or is_storable(value))
        )
    others: dict[str, Callable[[Any], bool]] = {
        "uuid": lambda value: IDENTIFIER.fullmatch(value) is not None,
        "date": _is_date,
        "integer": lambda value: type(value) is int and abs(value) < MOST,
    }
    return others[kind]


@lru_cache(maxsize=4096)  # a few hundred days are said again and again
def _is_date(value: str) -> bool:
    return date.fromisoformat(value).isoformat() == value


def _json_fits(value: Any) -> bool:
    """Lists hold texts. No fractions: PostgreSQL does not give back the digits it was given."""
    if isinstance(value, list) and not all(isinstance(item, str) for item in value):
        return False
    written = compact(value)
    json.loads(written, parse_float=_refuse, parse_constant=_refuse)
    return "\\u0000" not in written and is_storable(written)


def _refuse(number: str) -> None:
    raise Unfit(f"{number} is not a whole number.")


def is_storable(text: str) -> bool:
    """Whether both databases can hold it: PostgreSQL refuses NUL, both refuse half a character."""
    if "\0" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def identifier_writer() -> Callable[[str], str | None]:
    """Django keeps a UUID as 32 digits on SQLite; PostgreSQL has a type for it."""
    return _digits if connection.vendor == "sqlite" else _whole


def _json(value: Any) -> str:
    if not value and isinstance(value, (list, dict)):  # nearly all of them
        return "{}" if isinstance(value, dict) else "[]"
    return compact(value)


def _digits(identifier: str) -> str | None:
    return identifier.replace("-", "") or None


def _whole(identifier: str) -> str | None:
    return identifier or None
