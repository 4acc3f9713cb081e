"""Rows in bare SQL, by the hundred: what a fold reads and writes most, with nothing in between.

Identifiers are written as columns.identifier_writer has them. Names of tables and columns come
from the models, never from an entry.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, models

from akwaba.ledger.columns import identifier_writer

ROWS_A_QUERY = 500

Model = type[models.Model]


def find(
    model: Model, columns: Sequence[str], column: str, among: Iterable[Any], also: str = ""
) -> list[tuple[Any, ...]]:
    """The columns of the rows whose `column` holds one of these values, in no order.

    `also` is SQL of our own that narrows it further.
    """
    names = ", ".join(map(_quoted, columns))
    narrowed = f" AND {also}" if also else ""
    found: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for some in _portions(among):
            places = ", ".join(["%s"] * len(some))
            sql = (
                f"SELECT {names} FROM {_table(model)} "  # noqa: S608
                f"WHERE {_quoted(column)} IN ({places}){narrowed}"
            )
            cursor.execute(sql, some)
            found += cursor.fetchall()
    return found


def existing(model: Model, ids: Iterable[str], column: str = "id") -> set[str]:
    """Which of these identifiers the column holds."""
    identifier = identifier_writer()
    stored = {identifier(each): each for each in ids}
    return {stored[str(found)] for (found,) in find(model, (column,), column, stored)}


def insert(model: Model, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Store rows that are not there yet."""
    if not rows:
        return
    columns = ", ".join(map(_quoted, names))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Three times as fast as an INSERT for each row, which the driver would write out.
            with cursor.copy(f"COPY {_table(model)} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(names))
        sql = f"INSERT INTO {_table(model)} ({columns}) VALUES ({places})"  # noqa: S608
        cursor.executemany(sql, rows)


def insert_objects(model: Model, objects: Sequence[models.Model]) -> None:
    """Store objects that are not there yet, under the keys that they have."""
    fields = model._meta.concrete_fields  # noqa: SLF001  documented by Django
    is_sqlite = connection.vendor == "sqlite"
    by_kind: dict[str, Callable[[Any], Any]] = {
        "UUIDField": lambda value: value and (value.hex if is_sqlite else str(value)),
        "DateTimeField": connection.ops.adapt_datetimefield_value,
    }
    columns: list[list[Any]] = []
    for field in fields:
        values: list[Any] = [getattr(each, field.attname) for each in objects]
        write = by_kind.get(field.get_internal_type())
        columns.append([write(value) for value in values] if write else values)
    rows: list[tuple[Any, ...]] = list(zip(*columns, strict=True))
    insert(model, [str(field.column) for field in fields], rows)


def replace(model: Model, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Store rows over those of the same key, the first of the columns."""
    if not rows:
        return
    columns = [_quoted(name) for name in names]
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns[1:])
    places = ", ".join(["%s"] * len(columns))
    sql = (
        f"INSERT INTO {_table(model)} ({', '.join(columns)}) VALUES ({places}) "  # noqa: S608
        f"ON CONFLICT ({columns[0]}) DO UPDATE SET {changes}"
    )
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def add(model: Model, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Store rows unless they are there already."""
    if not rows:
        return
    columns, places = ", ".join(map(_quoted, names)), ", ".join(["%s"] * len(names))
    sql = (
        f"INSERT INTO {_table(model)} ({columns}) VALUES ({places}) "  # noqa: S608
        "ON CONFLICT DO NOTHING"
    )
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def remove(model: Model, column: str, ids: Iterable[str]) -> None:
    """Delete the rows whose column holds one of these identifiers."""
    with connection.cursor() as cursor:
        for some in _portions(map(identifier_writer(), ids)):
            places = ", ".join(["%s"] * len(some))
            sql = f"DELETE FROM {_table(model)} WHERE {_quoted(column)} IN ({places})"  # noqa: S608
            cursor.execute(sql, some)


def next_keys(model: Model, count: int) -> Sequence[int]:
    """So many keys of a table that numbers its rows, none of them ever given before.

    On SQLite the caller holds the transaction that writes, and stores rows under all of them.
    """
    table = model._meta.db_table  # noqa: SLF001  documented by Django
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [table, model._meta.pk.column, count],  # noqa: SLF001
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
    start = (last[0] if last else 0) + 1
    return range(start, start + count)


def uuid_of(stored: Any) -> UUID:
    """An identifier as a row of `find` has it: text on SQLite, a UUID on PostgreSQL."""
    return stored if isinstance(stored, UUID) else UUID(stored)


def _portions(items: Iterable[Any]) -> Iterator[list[Any]]:
    whole = list(items)
    for start in range(0, len(whole), ROWS_A_QUERY):
        yield whole[start : start + ROWS_A_QUERY]


def _table(model: Model) -> str:
    return _quoted(model._meta.db_table)  # noqa: SLF001  documented by Django


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
