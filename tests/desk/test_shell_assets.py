"""What the browser runs is exactly what lies in app/, under a version that its bytes decide."""

import gzip
import json
import re
from posixpath import dirname, join, normpath

import pytest

from akwaba.desk import assets
from akwaba.desk.assets import APP, FIRST, MODULES, TYPES, WORKER, files, release, version_of

BYTES_OF_EVERYTHING = 700 * 1024
BYTES_BEFORE_TYPING = 60 * 1024

IMPORT = re.compile(
    r"""(?:^|[;}\n])\s*(?:import|export)\s*(?:[\w*{][^"';()]*?\bfrom\s*|[{][^"';()]*?[}]\s*from\s*)?"""
    r"""["']([^"']+)["']""",
    re.MULTILINE,
)
COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)


def imported_by(name):
    """The files that a module imports at once, by their path under app/."""
    source = COMMENT.sub("", (APP / name).read_text())
    return {resolved(asked, name) for asked in IMPORT.findall(source)}


def resolved(asked, name):
    return normpath(join(dirname(name), asked)) if asked.startswith(".") else MODULES[asked]


def graph(*names):
    """Everything that these modules need before their first line runs."""
    seen, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += imported_by(name)
    return seen


def test_the_page_asks_at_once_for_what_the_app_imports_at_once():
    assert tuple(sorted(graph("app.js", "screens/enrol.js"))) == FIRST


def test_every_name_that_a_module_imports_is_a_file():
    modules = [name for name in files() if name.endswith(".js")]
    missing = {name for module in modules for name in imported_by(module)} - set(files())
    assert missing == set()


def test_every_file_of_the_app_is_served():
    ours = {path.relative_to(APP).as_posix() for path in APP.rglob("*") if path.is_file()}
    assert set(files()) == ours - {WORKER}


def test_an_address_gives_the_bytes_of_its_file(client):
    for name in ("app.js", "desk.css", "icons/akwaba.svg", "vendor/zxing/zxing_reader.wasm"):
        answer = client.get(release().path(name))
        assert answer.content == (APP / name).read_bytes()
        assert answer.headers["Content-Type"] == TYPES[(APP / name).suffix]
        assert "immutable" in answer.headers["Cache-Control"]


def test_a_browser_that_unpacks_gets_fewer_bytes(client):
    answer = client.get(release().path("desk.css"), headers={"accept-encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content) == (APP / "desk.css").read_bytes()
    assert len(answer.content) < len((APP / "desk.css").read_bytes()) / 2


@pytest.mark.parametrize(
    "path",
    [
        "/desk/app/000000000000/app.js",
        f"/desk/app/{release().version}/../views/shell.py",
        f"/desk/app/{release().version}/sw.js",
        f"/desk/app/{release().version}/nothing.js",
    ],
)
def test_another_version_or_another_file_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "changed",
    [[("a.js", b"2")], [("b.js", b"1")], [("a.js", b"1"), ("b.js", b"")], [("a.j", b"s1")]],
)
def test_any_change_of_a_name_or_a_byte_makes_another_version(changed):
    assert version_of(changed) != version_of([("a.js", b"1")])


def test_the_version_also_changes_with_the_page_and_the_worker(monkeypatch, tmp_path):
    before = release().version
    page = tmp_path / "shell.html"
    page.write_text("other")
    monkeypatch.setattr(assets, "SHELL", page)
    assert assets.release.__wrapped__().version != before


def packed(name):
    asset = release().assets[name]
    return len(asset.packed or asset.plain)


def test_everything_together_is_small_enough_for_a_poor_network():
    assert sum(map(packed, release().assets)) <= BYTES_OF_EVERYTHING


@pytest.mark.parametrize("screen", ["enrol", "unlock"])
def test_what_comes_before_the_first_letter_typed_is_small(client, screen):
    """Packed bytes of the page, the style, and all modules of a first screen."""
    page = client.get("/desk/", headers={"accept-encoding": "gzip"})
    modules = graph("app.js", f"screens/{screen}.js")
    total = len(gzip.compress(page.content)) + sum(map(packed, {"desk.css", *modules}))
    assert total <= BYTES_BEFORE_TYPING


def told(script, name):
    return json.loads(re.search(rf"^const {name} = (.*?);$", script, re.DOTALL | re.MULTILINE)[1])


def test_the_worker_keeps_every_file_of_its_version(client):
    script = client.get("/desk/sw.js").content.decode()
    assert told(script, "VERSION") == release().version
    page, *kept = told(script, "FILES")
    assert page == release().path("index.html")
    assert set(kept) ^ set(map(release().path, files())) == set()


def test_the_worker_finds_every_file_that_it_asks_for(client):
    for address in told(client.get("/desk/sw.js").content.decode(), "FILES"):
        assert client.get(address).status_code == 200
