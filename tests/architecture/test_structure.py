"""The shape of the house: small files, business names, writes in one place."""

import ast

import pytest
from django.apps import apps

from tests.architecture.tree import CLONE, name, parsed, tracked, written_by_hand

MOST_LINES = 300
SAYS_NOTHING = {"core", "common", "utils", "util", "helpers", "helper", "misc"}
PYTHON = written_by_hand(".py")


def test_files_stay_small_enough_to_read_at_once():
    code = written_by_hand(".py", ".html", ".css", ".js", ".mjs")
    lines = {
        name(path): len([x for x in path.read_text().splitlines() if x.strip()]) for path in code
    }
    assert {path: count for path, count in lines.items() if count > MOST_LINES} == {}


def test_a_module_is_named_for_what_it_is_about():
    parts = {name(path): {*path.parent.parts[len(CLONE.parts) :], path.stem} for path in PYTHON}
    assert {path for path, words in parts.items() if words & SAYS_NOTHING} == set()


def test_nobody_listens_to_signals():
    """What happens after a write is written in the service, where a reader finds it."""
    listening = {
        name(path)
        for path in PYTHON
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").endswith(("signals", "dispatch"))
    }
    assert listening == set()


def test_saving_a_row_only_saves_it():
    """A service writes; a model that did more while saving would hide it."""
    surprising = {
        f"{name(path)}: {node.name}.{item.name}"
        for path in PYTHON
        if path.stem == "models" or "models" in path.parts
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
        for item in node.body
        if isinstance(item, ast.FunctionDef) and item.name in {"save", "delete"}
    }
    assert surprising == set()


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_no_other_room_ties_its_tables_to_the_registers(model):
    """A key written as text would pass the import contract, and bring persons to any query."""
    if model._meta.app_label == "registry":
        return
    tied = [
        field.name
        for field in model._meta.get_fields()
        if field.concrete
        and field.is_relation
        and field.related_model._meta.app_label == "registry"
    ]
    assert tied == []


def test_no_test_is_skipped_or_expected_to_fail():
    excuses = {"skip", "skipif", "skipUnless", "skipTest", "xfail", "importorskip"}
    excused = {
        name(path)
        for path in tracked("tests")
        if path.suffix == ".py"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in excuses
    }
    assert excused == set()
