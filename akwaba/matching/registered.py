"""The people of this node as the columns that the engine compares."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from akwaba.matching.index import Sought
from akwaba.matching.persons import Coder, Persons
from akwaba.matching.queries import Person as Asked
from akwaba.places.queries import names_of
from akwaba.registry.models import Document, Household, Person

AT_ONCE = 2000
"""Rows a query: no read holds the database for longer than some hundredths of a second."""
FIELDS = (
    "id", "household", "post", "relationship", "name_said", "given_names", "family_name", "sex",
    "birth_earliest", "birth_latest", "origin_country", "origin_place", "origin_said", "phone",
    "mother", "father",
)  # fmt: skip
_COLUMNS = (
    "hh_id", "relation", "given_name", "family_name", "sex", "dob", "birth_year", "village",
    "country", "phone", "doc_no", "mother_given", "father_given",
)  # fmt: skip


@dataclass(slots=True)
class Registered:
    """Everybody who counts at this node, in the order of their ids."""

    persons: Persons
    ids: bytes
    """16 bytes a person."""
    post: NDArray[np.int16]
    posts: Sequence[str]
    """`posts[post[place]]` is where the person is registered."""

    def id_at(self, place: int) -> UUID:
        return UUID(bytes=self.ids[16 * place : 16 * place + 16])


@dataclass(slots=True)
class _Columns:
    coders: dict[str, Coder] = field(default_factory=lambda: {name: Coder() for name in _COLUMNS})
    rec_id: list[str] = field(default_factory=list)
    ids: bytearray = field(default_factory=bytearray)
    post: list[int] = field(default_factory=list)
    posts: dict[str, int] = field(default_factory=dict)

    def add(self, row: dict[str, Any], said: dict[str, str]) -> None:
        self.rec_id.append(str(row["id"]))
        self.ids += row["id"].bytes
        self.post.append(self.posts.setdefault(row["post"], len(self.posts)))
        for name, coder in self.coders.items():
            coder.add((said.get(name, ""),))


def registered_people(*, rest_seconds: float = 0.0) -> Registered:
    """Read all of them; with a rest after each query, so that requests get their turn."""
    columns = _Columns()
    for rows in _read():
        phones, papers = _phones(rows), _papers(rows)
        places = names_of({row["origin_place"] for row in rows} - {""})
        for row in rows:
            said = told(row, places)
            said["phone"] = row["phone"] or phones.get(row["household"], "")
            said["doc_no"] = papers.get(row["id"], "")
            columns.add(row, said)
        time.sleep(rest_seconds)
    coded = {name: coder.column() for name, coder in columns.coders.items()} if columns.ids else {}
    post = np.array(columns.post, np.int16)
    return Registered(Persons(columns.rec_id, coded), bytes(columns.ids), post, list(columns.posts))


def told(row: dict[str, Any], places: dict[str, str]) -> dict[str, str]:
    """What a row says of a person, as the engine's columns; `places`: names by code."""
    given, family = row["given_names"], row["family_name"]
    if not given and not family:  # the engine parts it as the register uses its words
        given = row["name_said"]
    return {
        "hh_id": str(row["household"] or ""),
        "relation": row["relationship"],
        "given_name": given,
        "family_name": family,
        "sex": row["sex"],
        **birth_columns(row["birth_earliest"], row["birth_latest"]),
        "village": places.get(row["origin_place"], "") or row["origin_said"],
        "country": row["origin_country"],
        "mother_given": row["mother"],
        "father_given": row["father"],
    }


def birth_columns(earliest: date | None, latest: date | None) -> dict[str, str]:
    """A known day as a day; an interval as the year in its middle."""
    if earliest is None or latest is None:
        return {}
    if earliest == latest:
        return {"dob": earliest.isoformat()}
    return {
        "birth_year": str(date.fromordinal((earliest.toordinal() + latest.toordinal()) // 2).year)
    }


def asked_as(sought: Sought) -> Asked:
    """Somebody at the desk, in the words of the same columns."""
    birth = birth_columns(sought.birth_earliest, sought.birth_latest)
    return Asked(
        given_name=sought.name,
        sex=sought.sex,
        dob=birth.get("dob", ""),
        birth_year=birth.get("birth_year", ""),
        village=sought.origin,
        country=sought.country,
    )


def _read() -> Iterator[list[dict[str, Any]]]:
    everyone = Person.objects.filter(origin__isnull=False, void_reason="").order_by("pk")
    rows = list(everyone.values(*FIELDS)[:AT_ONCE])
    while rows:
        yield rows
        rows = list(everyone.filter(pk__gt=rows[-1]["id"]).values(*FIELDS)[:AT_ONCE])


def _phones(rows: Sequence[dict[str, Any]]) -> dict[UUID, str]:
    households = {row["household"] for row in rows if row["household"]}
    known = Household.objects.filter(pk__in=households).exclude(phone="")
    return dict(known.values_list("pk", "phone"))


def _papers(rows: Sequence[dict[str, Any]]) -> dict[UUID, str]:
    """One paper a person that was issued elsewhere: our own numbers prove nothing of who came."""
    held = Document.objects.filter(
        person__in=[row["id"] for row in rows], origin__isnull=False, void_reason="", signer=""
    ).exclude(number="")
    return {
        person: number
        for person, number in held.order_by("-id").values_list("person", "number")
        if person
    }
