"""The folded tables as rows of registers: read many, change in memory, write many."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from typing import Any

from django.apps import apps

from akwaba.ledger import bare, registers
from akwaba.ledger.columns import Unfit, column_of, identifier_writer
from akwaba.ledger.models import VOID, FoldedRow
from akwaba.ledger.registers import Register, Row, Settles

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

    def check(self, row_id: str, values: dict[str, Any], whose: str) -> dict[str, Any]:
        """The values that this version knows, in the one form in which they are compared.

        Raises one of columns.UNFIT for one that its column cannot hold, and for facts that are
        filed under somebody else than they concern: an erasure would not find them.
        """
        known = {}
        for name, value in values.items():
            column = self._single.get(name)
            if column is not None:
                if not (value is column.default or column.fits(value)):
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
            if column not in names:
                raise Unfit(f"{name} has no {column}.")
            default = self.defaults[column]
            if part is default:
                continue
            if not self.columns[column].fits(part):
                raise Unfit(f"{name} cannot hold {column} as it was given.")
            if part != default:
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
        # Most rows that a fold touches are new: asked in bare SQL, they cost next to nothing.
        wanted = sorted(bare.existing(self.model, ids))
        rows: dict[str, Row] = {}
        names = (*_OWN_COLUMNS, *self.columns)
        for start in range(0, len(wanted), bare.ROWS_A_QUERY):
            some = wanted[start : start + bare.ROWS_A_QUERY]
            for found in self.model._base_manager.filter(pk__in=some).values(*names):  # noqa: SLF001
                row = self._row(found)
                rows[row.id] = row
        return rows

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
        """Whether a person must settle something: two values, or an edit that a void never saw.

        Of a row that was struck out only that waits: what its fields say concerns nobody.
        """
        if self._is_void_disputed(row):
            return True
        if self._is_struck_out(row):
            return False
        for name, contested in row.contested.items():
            by_person = self.registers[name].settles is Settles.BY_PERSON
            if by_person and name != "void" and registers.is_disputed(contested):
                return True
        return False

    def _is_struck_out(self, row: Row) -> bool:
        void = row.contested.get("void")
        shown = registers.displayed(void) if void else row.plain.get("void")
        return bool(shown and shown.get("void_reason"))

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

    def write(self, rows: Iterable[Row], stored: Collection[str]) -> dict[str, dict[str, Any]]:
        """Store the rows whole and return what each shows; `stored` names those that exist."""
        shown = {}
        fresh: list[list[Any]] = []
        changed: list[list[Any]] = []
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
            parameters = self._own_parameters(row, identifier) + values
            (changed if row.id in stored else fresh).append(parameters)
            shown[row.id] = {**columns, "origin": row.origin, "made_at": row.made_at}
        names = (*_OWN_COLUMNS, *self.columns)
        bare.insert(self.model, names, fresh)
        bare.replace(self.model, names, changed)
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
        self._stored: dict[str, set[str]] = defaultdict(set)

    def read(self, wanted: dict[str, set[str]]) -> None:
        for name, ids in wanted.items():
            missing = ids - self._rows[name].keys()
            found = tables()[name].read(missing)
            self._rows[name].update(found)
            self._stored[name].update(found)

    def row(self, table: str, row_id: str) -> Row:
        row = self._rows[table].get(row_id)
        if row is None:
            row = self._rows[table][row_id] = Row(id=row_id)
        return row

    def write(self) -> None:
        """Store every row, then what is derived from them."""
        for name, rows in self._rows.items():
            if rows:
                shown = tables()[name].write(rows.values(), self._stored[name])
                tables()[name].model.derive(shown)
