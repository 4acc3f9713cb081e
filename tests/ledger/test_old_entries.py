"""Entries of every released version verify and fold for ever.

`golden/version-1.json` holds real bytes, written once: it is never made again. A change that makes
this test fail needs a new version of a kind and an upcaster, not another file.
"""

import base64
import json
from pathlib import Path
from uuid import uuid4

import pytest

from akwaba.ledger import kinds
from akwaba.ledger.acceptance import accept
from akwaba.ledger.laws import Wire
from akwaba.ledger.models import Device
from akwaba.ledger.services import folded_models
from akwaba.ledger.verification import verify
from akwaba.registry.models import Person
from tests.factories import Desk, person

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

VERSIONS = sorted((Path(__file__).parent / "golden").glob("version-*.json"))


def plain(value):
    return value if isinstance(value, (int, list, dict, type(None))) else str(value)


def shown(label, names):
    model = {model._meta.label: model for model in folded_models()}[label]
    rows = model._base_manager.order_by("pk").values(*names)
    return [{name: plain(value) for name, value in row.items()} for row in rows]


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_entries_of_a_released_version_verify_and_show_what_they_showed(path):
    golden = json.loads(path.read_text())
    for device, key in golden["devices"].items():
        Device.objects.create(id=device, name="old", kind="node", public_key=base64.b64decode(key))
    wires = [
        Wire(made["header"].encode(), made["body"], base64.b64decode(made["signature"]))
        for made in golden["entries"]
    ]
    assert {receipt.status for receipt in accept(wires)} == {"new"}
    assert list(verify()) == []
    assert set(golden["shown"]) >= {"registry.Person", "registry.Household", "registry.Link"}
    for label, rows in golden["shown"].items():
        assert shown(label, list(rows[0])) == rows


def test_an_older_version_is_read_as_the_newest_would_have_said_it(monkeypatch):
    def call_the_name_name_said(statement):
        said = dict(statement["set"])
        said["name_said"] = said.pop("name")
        return {**statement, "set": said}

    def say_names_in_capitals(statement):
        said = statement["set"]
        return {**statement, "set": {**said, "name_said": said["name_said"].upper()}}

    upcasters = {1: call_the_name_name_said, 2: say_names_in_capitals}
    kind = kinds.Kind("registry.person_corrected", "Corrected", 3, upcasters)
    monkeypatch.setitem(kinds._KINDS, kind.name, kind)
    desk = Desk()
    desk.enrol()
    old = person(uuid4())
    del old.values["name_said"]
    old.values["name"] = "Awa"
    receipts = accept([desk.make(old), desk.make(person(uuid4(), name_said="Issa"), version=2)])
    assert {receipt.status for receipt in receipts} == {"new"}
    assert set(Person.objects.values_list("name_said", flat=True)) == {"AWA", "ISSA"}


def test_a_version_without_a_way_to_the_next_is_refused_at_once():
    with pytest.raises(ValueError, match="cannot be read from versions"):
        kinds.register(kinds.Kind("registry.sung", "Sung", 3, {1: dict}))
