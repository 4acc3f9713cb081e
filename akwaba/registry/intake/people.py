"""One line of a sheet becomes one person, or says cell by cell why it cannot yet."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from akwaba.registry.ages import UNKNOWN_BIRTH, Birth
from akwaba.registry.intake.cells import Cell, fold, text_of
from akwaba.registry.intake.drafts import Refusal, Row
from akwaba.registry.intake.headers import Column, Mapping
from akwaba.registry.intake.problems import (
    CellProblem,
    CountsDisagree,
    HouseholdEmpty,
    NameMissing,
    SexNotUnderstood,
)
from akwaba.registry.intake.tallies import Tally, band_key, is_count, tally_of
from akwaba.registry.intake.values import (
    NO,
    YES,
    age_in_months,
    birth_of,
    count_of,
    date_of,
    is_marked,
    name_of,
    name_or_blank,
    phone_of,
    sex_of,
    shown,
    words_of,
)
from akwaba.registry.intake.words import country_code, need_codes, need_of_heading, relation_code

Value = TypeVar("Value")
PLACE_FIELDS = ("origin_village", "origin_district", "origin_country", "entry_point")
LONGEST_REMARK = 400
SHORTEST_REMARK = 5
"""Letters: shorter remarks are abbreviations with more than one meaning."""
HEAD = "PA"
SEX_FIELDS = frozenset({"sex", "sex:F", "sex:M"})
NAME_FIELDS = ("name", "given_names", "family_name")
SEX_OF_RELATION = {
    "HUS": "M", "CLH": "M", "SON": "M", "SCM": "M", "FCM": "M", "PRM": "M", "SPM": "M",
    "PLM": "M", "CLM": "M", "SBM": "M", "HAB": "M", "BIL": "M", "NEP": "M", "GCM": "M",
    "GPM": "M", "UNC": "M", "COM": "M", "ORM": "M", "NRM": "M",
    "WIF": "F", "CLW": "F", "DAU": "F", "SCF": "F", "FCF": "F", "PRF": "F", "SPF": "F",
    "PLF": "F", "CLF": "F", "SBF": "F", "HAS": "F", "SIL": "F", "NCE": "F", "GCF": "F",
    "GPF": "F", "ANT": "F", "COF": "F", "ORF": "F", "NRF": "F",
}  # fmt: skip
"""« Fille » says the sex as well as the relationship; a code given for lack of a sex does not."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one line tells of a person and of the household, understood; None is not said."""

    row: Row
    name: str
    given_names: str
    family_name: str
    sex: str
    birth: Birth
    relationship: str
    is_head: bool
    nationality: str
    phone: str
    father: str
    mother: str
    needs: tuple[str, ...]
    arrived_on: dt.date | None
    fled_on: dt.date | None
    tally: Tally
    places: dict[str, str]
    """Village, district, country and entry point as said."""
    notes: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    bad_fields: frozenset[str]
    """Fields whose cell waits for a correction."""


class Reader:
    """Reads the cells of one line and gathers what is wrong with them."""

    def __init__(self, row: Row, columns: dict[str, Column]) -> None:
        self.row = row
        self.columns = columns
        self.refusals: list[Refusal] = []
        self.bad_fields: set[str] = set()
        self.notes: list[str] = []

    def cell(self, field: str) -> Cell:
        return self.row.cells.get(field)

    def read(self, field: str, parse: Callable[..., Value], default: Value, **how: Any) -> Value:
        """Parse one cell; what cannot be is gathered, and the default stands in for it."""
        cell = self.cell(field)
        if cell is None:
            return default
        try:
            return parse(cell, **how)
        except CellProblem as problem:
            self.refuse(field, problem)
            return default

    def refuse(self, field: str, problem: CellProblem) -> None:
        column = self.columns.get(field)
        heading = (column.heading or column.letter) if column else ""
        value = shown(text_of(self.cell(field)))
        index = column.index if column else None
        self.refusals.append(Refusal(self.row.line.number, heading, index, value, problem))
        self.bad_fields.add(field)

    def note(self, field: str, words: str) -> None:
        column = self.columns.get(field)
        self.notes.append(f"{column.heading}: {words}" if column and column.heading else words)


def columns_by_field(mapping: Mapping) -> dict[str, Column]:
    """Give each field its column; of several remark columns, the first."""
    found: dict[str, Column] = {}
    for column in mapping.columns:
        if column.field:
            found.setdefault(column.field, column)
    return found


def tell(row: Row, columns: dict[str, Column], *, on: dt.date, said_on: dt.date) -> Told:
    """Understand one line; `on` is today, `said_on` the day from which its ages count."""
    reader = Reader(row, columns)
    family_name, given_names, name = _names(reader)
    arrived_on = reader.read("arrived_on", date_of, None, on=on)
    sex = _sex(reader)
    relationship = _relationship(reader, sex)
    if sex == "U" and not SEX_FIELDS & reader.bad_fields:
        sex = SEX_OF_RELATION.get(relationship, "U")
    birth = _birth(reader, arrived_on or said_on, on=on)
    nationality = _nationality(reader)
    needs = (*_needs(reader), *_needs_remarked(reader))
    phone = reader.read("phone", phone_of, "")
    father, mother = (reader.read(field, name_or_blank, "") for field in ("father", "mother"))
    fled_on = reader.read("fled_on", date_of, None, on=on)
    tally = _tally(reader)
    places = {field: reader.read(field, words_of, "") for field in PLACE_FIELDS}
    if places["origin_country"] and not country_code(places["origin_country"]):
        reader.note("origin_country", places["origin_country"])
    notes = _remarks(reader)
    return Told(
        row=row,
        name=name,
        given_names=given_names,
        family_name=family_name,
        sex=sex,
        birth=birth,
        relationship=relationship,
        is_head=relationship == HEAD or row.says_head or _chief_is(reader, name),
        nationality=nationality,
        phone=phone,
        father=father,
        mother=mother,
        needs=tuple(dict.fromkeys(needs)),
        arrived_on=arrived_on,
        fled_on=fled_on,
        tally=tally,
        places=places,
        notes=notes,
        refusals=tuple(reader.refusals),
        bad_fields=frozenset(reader.bad_fields),
    )


def _names(reader: Reader) -> tuple[str, str, str]:
    """Give family name, given names and the whole name as said."""
    if {"given_names", "family_name"} <= reader.columns.keys():
        family = reader.read("family_name", name_or_blank, "")
        given = reader.read("given_names", name_or_blank, "")
        if not (family or given or reader.bad_fields):
            reader.refuse("family_name", NameMissing(value=""))
        return family, given, f"{family} {given}".strip()
    field = next((one for one in NAME_FIELDS if one in reader.columns), "chief")
    if field != "chief" and reader.cell(field) is None and row_names_chief(reader.row):
        field = "chief"
    name = reader.read(field, name_of, "")
    if not name and not reader.bad_fields:
        reader.refuse(field, NameMissing(value=""))
    return "", "", name


def row_names_chief(row: Row) -> bool:
    """Whether a line without a name of its own is the line of the head of household."""
    said = fold(text_of(row.cells.get("chief")))
    return bool(said) and said not in YES | NO


def _sex(reader: Reader) -> str:
    """Read the sex from its column, or from the one of two columns that bears a mark."""
    sex = reader.read("sex", sex_of, "U")
    marks = [
        field.removeprefix("sex:")
        for field in ("sex:F", "sex:M")
        if reader.read(field, is_marked, default=False)
    ]
    if len(marks) > 1 or (marks and sex not in {"U", marks[0]}):
        reader.refuse(f"sex:{marks[-1]}", SexNotUnderstood(value="F + M"))
        return "U"
    return marks[0] if marks else sex


def _birth(reader: Reader, said_on: dt.date, *, on: dt.date) -> Birth:
    """Read the birth from the column that says most: a date, then a year, then an age."""
    for field in ("birth_date", "birth_year", "age_months", "age"):
        parse = age_in_months if field == "age_months" else birth_of
        how = {"years": reader.cell("age")} if field == "age_months" else {}
        birth = reader.read(field, parse, UNKNOWN_BIRTH, on=said_on, until=on, **how)
        if birth.precision != "unknown":
            return birth
    return UNKNOWN_BIRTH


def _relationship(reader: Reader, sex: str) -> str:
    said = reader.read("relation", words_of, "")
    if not said:
        return ""
    code = relation_code(said, sex)
    if code is None:
        reader.note("relation", said)
    return code or ""


def _nationality(reader: Reader) -> str:
    said = reader.read("nationality", words_of, "")
    code = country_code(said) if said else None
    if said and code is None:
        reader.note("nationality", said)
    return code or ""


def _needs(reader: Reader) -> tuple[str, ...]:
    codes: dict[str, None] = {}
    for field in reader.columns:
        if field == "needs" or field.startswith("need:"):
            said = reader.read(field, words_of, "", most=LONGEST_REMARK)
            if fold(said) in NO or not said:
                continue
            found, left = need_codes(said)
            if field != "needs":  # a cross, or a word on the need that heads the column
                found = found or (field.removeprefix("need:"),)
            codes |= dict.fromkeys(found)
            for words in left:
                if fold(words) not in YES:
                    reader.note(field, words)
    return tuple(codes)


def _needs_remarked(reader: Reader) -> tuple[str, ...]:
    """Find needs among the remarks, where a remark is nothing but the need's own word."""
    said = text_of(reader.cell("remarks"))
    words = (fold(part) for part in re.split(r"[,;/+.]", said))
    codes = (need_of_heading(word) for word in words if len(word) >= SHORTEST_REMARK)
    return tuple(filter(None, codes))


def _tally(reader: Reader) -> Tally:
    values = {name: reader.read(name, count_of, None) for name in reader.columns if is_count(name)}
    tally = tally_of(values)
    if reader.bad_fields & values.keys():
        return tally
    if tally.size == 0:
        reader.refuse("size" if values.get("size") == 0 else next(iter(values)), HouseholdEmpty())
    elif tally.disagrees():
        reader.refuse("size", CountsDisagree(size=tally.size, sum=tally.told_sum))
    for name, many in values.items():
        if many and name != "size" and band_key(name).endswith("unknown"):
            reader.note(name, str(many))
    return tally


def _remarks(reader: Reader) -> tuple[str, ...]:
    said = reader.read("remarks", words_of, "", most=LONGEST_REMARK)
    return (*reader.notes, said) if said else tuple(reader.notes)


def _chief_is(reader: Reader, name: str) -> bool:
    """Whether the column « chef de ménage » says of this line that it is the head's."""
    said = fold(text_of(reader.cell("chief")))
    return bool(said) and (said in YES or sorted(said.split()) == sorted(fold(name).split()))
