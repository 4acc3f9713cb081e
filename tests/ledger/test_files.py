"""What the files of a node hold: erased facts are gone, and with a passphrase nothing is plain."""

from pathlib import Path

import pytest

from tests.nodes import akwaba, run

FAMILY = """
from uuid import uuid4
from akwaba.ledger import services
from akwaba.ledger.acceptance import accept
from tests.factories import OFFICER, Desk, person, sets
desk = Desk()
desk.enrol()
her, him = uuid4(), uuid4()
for _ in range(50):
    accept([desk.make(person(uuid4(), name_said="Passante"))])
accept([desk.make(person(her, name_said="Awa Zerbokinda"), person(him, name_said="Issa"))])
accept([desk.make(sets(her, phone="0700112233"))])
"""
ERASE = """
def found():
    files = Path(settings.AKWABA_HOME).glob("*sqlite3*")
    return sum(path.read_bytes().count(b"Zerbokinda") for path in files)
print(found() > 0)
services.erase(officer=OFFICER, subject=her, reason="asked")
print(found())
"""


def contents(env):
    return [path.read_bytes() for path in Path(env["AKWABA_HOME"]).glob("*.sqlite3*")]


def test_the_erased_leave_the_database_and_its_log(node):
    assert run(FAMILY + ERASE, env=node).split() == ["True", "0"]
    for secret in (b"Zerbokinda", b"0700112233", b"zerbokinda"):
        assert not any(secret in content for content in contents(node))
    assert any(b"Issa" in content for content in contents(node))


@pytest.fixture
def secret_node(fresh_home):
    return {**fresh_home, "AKWABA_PASSPHRASE": "trois mots à retenir", "AKWABA_LANGUAGE": "en"}


def test_with_a_passphrase_no_file_holds_anything_readable(secret_node):
    run(FAMILY + ERASE, env=secret_node)
    home = Path(secret_node["AKWABA_HOME"])
    assert not (home / "akwaba.sqlite3").read_bytes().startswith(b"SQLite format 3")
    for content in contents(secret_node):
        assert b"Passante" not in content
        assert b"registry" not in content
    keys = list((home / "keys").glob("device-*.pem"))
    assert keys
    for path in keys:
        assert b"ENCRYPTED" in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("given", ["", "trois mots à oublier"])
def test_a_wrong_passphrase_is_said_in_one_sentence(secret_node, given):
    run("", env=secret_node)
    said = akwaba("officer", "list", env={**secret_node, "AKWABA_PASSPHRASE": given})
    assert "passphrase is missing or wrong" in said.stderr
    assert "Traceback" not in said.stderr
    assert said.returncode == 2
