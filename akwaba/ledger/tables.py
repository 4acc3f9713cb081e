"""The folded tables as rows of registers: read many, change in memory, write many."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any

from django.apps import apps
from django.db import connection

from akwaba.ledger import registers
from akwaba.ledger.columns import Unfit, column_of, identifier_writer
from akwaba.ledger.models import VOID, DerivedRow, FoldedRow
from akwaba.ledger.registers import Register, Row, Settles

ROWS_A_QUERY = 500

_OWN_COLUMNS = ("id", "origin", "made_at", "basis", "registers", "is_disputed")


class Table:
    """A folded table: what entries may set, and how rows are read and written."""

    def __init__(self, model: type[FoldedRow]) -> None:
        self.model = model
        self.name = model.table
        self.registers: dict[str, Register] = {**model.fields_set, "void": VOID}
        self.columns = {
            name: column_of(model._meta.get_field(name))  # noqa: SLF001  documented by Django
            for register_name, register in self.registers.items()
            for name in register.columns or (register_name,)
        }
        self.defaults = {name: column.default for name, column in self.columns.items()}
        self._single = {
            name: self.columns[name]
            for name, register in self.registers.items()
            if not register.columns
        }
        self._whose = next(
            (
                name
                for name, register in self.registers.items()
                if model.about in (register.columns or (name,))
            ),
            None,
        )

    @cached_property
    def _write_sql(self) -> str:
        names = (*_OWN_COLUMNS, *self.columns)
        quoted = [connection.ops.quote_name(name) for name in names]
        changes = ", ".join(f"{name} = excluded.{name}" for name in quoted[1:])
        table = connection.ops.quote_name(self.model._meta.db_table)  # noqa: SLF001
        # Names come from the models, never from an entry.
        return (
            f"INSERT INTO {table} ({', '.join(quoted)}) "  # noqa: S608
            f"VALUES ({', '.join(['%s'] * len(quoted))}) "
            f"ON CONFLICT ({quoted[0]}) DO UPDATE SET {changes}"
        )

    def check(self, row_id: str, values: dict[str, Any], whose: str) -> dict[str, Any]:
        """The values that this version knows, in the one form in which they are compared.

        Raises one of columns.UNFIT for one that its column cannot hold, and for facts that are
        filed under somebody else than they concern: an erasure would not find them.
        """
        known = {}
        for name, value in values.items():
            column = self._single.get(name)
            if column is not None:
                if not column.takes(value):
                    raise Unfit(f"{name} cannot hold {type(value).__name__} as it was given.")
                known[name] = value
            elif name in self.registers:  # what a newer version sets is kept, and not shown
                known[name] = self._parts(name, value)
        if self._owner(row_id, known, whose) != whose or not self.model.fits(row_id, known):
            raise Unfit(f"{row_id} cannot be told this of {whose}.")
        return known

    def _parts(self, name: str, value: Any) -> dict[str, Any]:
        known = {}
        names = self.registers[name].columns
        for column, part in value.items():
            if column not in names or not self.columns[column].takes(part):
                raise Unfit(f"{name} cannot hold {column} as it was given.")
            if part != self.defaults[column]:
                known[column] = part
        return known

    def _owner(self, row_id: str, values: dict[str, Any], whose: str) -> Any:
        """Whom the values concern, as far as they say it."""
        if self.model.about == "id":
            return row_id
        if self._whose is None or self._whose not in values:
            return whose
        value = values[self._whose]
        return value.get(self.model.about) if isinstance(value, dict) else value

    def read(self, ids: Iterable[str]) -> dict[str, Row]:
        """The rows that exist among those ids."""
        wanted = self._existing(sorted(ids))
        rows: dict[str, Row] = {}
        names = (*_OWN_COLUMNS, *self.columns)
        for start in range(0, len(wanted), ROWS_A_QUERY):
            some = wanted[start : start + ROWS_A_QUERY]
            for found in self.model._base_manager.filter(pk__in=some).values(*names):  # noqa: SLF001
                row = self._row(found)
                rows[row.id] = row
        return rows

    def _existing(self, ids: Sequence[str]) -> list[str]:
        """Most rows that a fold touches are new: asked in bare SQL, they cost next to nothing."""
        identifier = identifier_writer()
        stored = {identifier(row_id): row_id for row_id in ids}
        keys = list(stored)
        table = connection.ops.quote_name(self.model._meta.db_table)  # noqa: SLF001
        found: list[str] = []
        with connection.cursor() as cursor:
            for start in range(0, len(keys), ROWS_A_QUERY):
                some = keys[start : start + ROWS_A_QUERY]
                places = ", ".join(["%s"] * len(some))
                sql = f"SELECT id FROM {table} WHERE id IN ({places})"  # noqa: S608  our names
                cursor.execute(sql, some)
                found += [stored[str(row_id)] for (row_id,) in cursor.fetchall()]
        return found

    def _row(self, found: dict[str, Any]) -> Row:
        origin = found["origin"]
        row = Row(
            id=str(found["id"]),
            origin=str(origin) if origin else "",
            made_at=found["made_at"],
            basis=found["basis"],
            contested=registers.load(found["registers"]),
        )
        for name, register in self.registers.items():
            if name in row.contested:
                continue
            value = self._value(name, register, found)
            if value not in registers.EMPTY:
                row.plain[name] = value
        return row

    def _value(self, name: str, register: Register, found: dict[str, Any]) -> Any:
        if not register.columns:
            return self.columns[name].read(found[name])
        return {
            column: self.columns[column].read(found[column])
            for column in register.columns
            if found[column] != self.defaults[column]
        }

    def columns_of(self, row: Row) -> dict[str, Any]:
        """What the row shows, by column, as JSON values."""
        shown = dict(self.defaults)
        for name, value in row.plain.items():
            self._show(shown, name, value)
        for name, contested in row.contested.items():
            self._show(shown, name, registers.displayed(contested))
        return shown

    def _show(self, shown: dict[str, Any], name: str, value: Any) -> None:
        register = self.registers[name]
        if register.columns:
            shown.update(value or {})
        elif value is not None:
            shown[name] = value

    def is_disputed(self, row: Row) -> bool:
        """Whether a person must settle something: two values, or an edit that a void never saw."""
        for name, contested in row.contested.items():
            by_person = self.registers[name].settles is Settles.BY_PERSON
            if by_person and name != "void" and registers.is_disputed(contested):
                return True
        return self._is_void_disputed(row)

    def _is_void_disputed(self, row: Row) -> bool:
        """Two who voided a row apart agree; one who voided and one who kept it do not."""
        void = row.contested.get("void")
        said = [head.value for head in void.heads.values()] if void else [row.plain.get("void")]
        voids = [value for value in said if value and value.get("void_reason")]
        if not voids:
            return False
        seen = {row.origin, *(entry for value in voids for entry in value.get("void_seen", ()))}
        heads = {
            entry
            for name, contested in row.contested.items()
            if name != "void"
            for entry in contested.heads
        }
        return len(voids) < len(said) or bool(heads - seen)

    def write(self, rows: Iterable[Row]) -> dict[str, dict[str, Any]]:
        """Store the rows whole and return what each shows."""
        shown = {}
        parameters = []
        identifier = identifier_writer()
        writers = [
            (place, write)
            for place, column in enumerate(self.columns.values())
            if (write := column.writer()) is not None
        ]
        for row in rows:
            columns = self.columns_of(row)
            values = list(columns.values())
            for place, write in writers:
                if values[place] is not None:
                    values[place] = write(values[place])
            parameters.append(self._own_parameters(row, identifier) + values)
            shown[row.id] = {**columns, "origin": row.origin, "made_at": row.made_at}
        with connection.cursor() as cursor:
            cursor.executemany(self._write_sql, parameters)
        return shown

    def forget(self, subjects: set[str]) -> None:
        """Take out the rows about these subjects, and what was derived from them."""
        if not self.model.about:
            return
        found = self.model._base_manager.filter(**{f"{self.model.about}__in": subjects})  # noqa: SLF001
        rows = self.read(str(row_id) for row_id in found.values_list("id", flat=True))
        found.delete()
        if rows:
            nothing = {"origin": "", "made_at": ""}
            self.model.derive({row.id: self.columns_of(row) | nothing for row in rows.values()})

    def _own_parameters(self, row: Row, identifier: Callable[[str], str | None]) -> list[Any]:
        return [
            identifier(row.id),
            identifier(row.origin),
            row.made_at,
            row.basis,
            json.dumps(registers.dump(row.contested)) if row.contested else "{}",
            bool(row.contested) and self.is_disputed(row),
        ]


def insert(model: type[DerivedRow], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Store derived rows as they are; identifiers as identifier_writer has them."""
    quoted = [connection.ops.quote_name(name) for name in names]
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001  documented by Django
    places = ", ".join(["%s"] * len(quoted))
    sql = f"INSERT INTO {table} ({', '.join(quoted)}) VALUES ({places})"  # noqa: S608  our names
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def remove(model: type[DerivedRow], column: str, ids: Iterable[str]) -> None:
    """Delete the derived rows whose column holds one of these identifiers."""
    identifier = identifier_writer()
    keys = [identifier(each) for each in ids]
    table, name = (
        connection.ops.quote_name(each)
        for each in (model._meta.db_table, column)  # noqa: SLF001  documented by Django
    )
    with connection.cursor() as cursor:
        for start in range(0, len(keys), ROWS_A_QUERY):
            some = keys[start : start + ROWS_A_QUERY]
            places = ", ".join(["%s"] * len(some))
            cursor.execute(f"DELETE FROM {table} WHERE {name} IN ({places})", some)  # noqa: S608


@lru_cache(maxsize=1)
def tables() -> dict[str, Table]:
    """Every folded table, by the name that entries use."""
    return {
        model.table: Table(model) for model in apps.get_models() if issubclass(model, FoldedRow)
    }


class Working:
    """The rows that a batch of entries touches: read once, changed in memory, written once."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, Row]] = defaultdict(dict)

    def read(self, wanted: dict[str, set[str]]) -> None:
        for name, ids in wanted.items():
            missing = ids - self._rows[name].keys()
            self._rows[name].update(tables()[name].read(missing))

    def row(self, table: str, row_id: str) -> Row:
        row = self._rows[table].get(row_id)
        if row is None:
            row = self._rows[table][row_id] = Row(id=row_id)
        return row

    def write(self) -> None:
        """Store every row, then what is derived from them."""
        for name, rows in self._rows.items():
            if rows:
                shown = tables()[name].write(rows.values())
                tables()[name].model.derive(shown)
