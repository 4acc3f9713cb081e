"""The documents say what the code does, and nothing about where they were written."""

import ast
import re

import pytest

from tests.architecture import refusals
from tests.architecture.tree import (
    AKWABA,
    CLONE,
    name,
    parsed,
    tracked,
    written_by_hand,
)

REFERENCE = CLONE / "docs" / "reference"
DOCUMENTS = [path for path in tracked() if path.suffix == ".md"]
VARIABLE = re.compile(r"(AKWABA_[A-Z_]+|DATABASE_URL)")
QUOTED = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")

WORDS = (
    *("arrival", "household", "person", "post", "crossing", "site", "token", "need", "officer"),
    *("entry", "device", "node", "desk", "ledger", "fold", "disputed", "incident", "alert"),
    *("headcount", "registered", "counted", "estimated", "backlog", "figure"),
)

MACHINE = {
    "a path of one machine": r"(?<![\w.])/(?:work|root|home|tmp|Users)/",
    "a note that is not here": r"\.\./shared",
    "a registry's address": r"registry\.npmjs|pypi\.org|pythonhosted",
    "a private key": r"BEGIN [A-Z ]*PRIVATE KEY",
    # 10.77.0.1 is the address that our pages propose for a post.
    "an address of a private network": r"\b(?!10\.77\.0\.1\b)(?:10|192\.168)\.\d+\.\d+\.\d+",
}


def documented(page):
    """The words that a reference page puts in code at the head of a row or of a section."""
    text = (REFERENCE / page).read_text()
    return set(re.findall(r"^(?:\| |##+ )`(?:akwaba )?(\w[\w-]*)`", text, re.MULTILINE))


def test_every_setting_is_documented():
    read = {
        node.value
        for path in written_by_hand(".py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and VARIABLE.fullmatch(node.value)
    }
    assert documented("settings.md") == read


def test_every_command_is_documented():
    assert documented("commands.md") == commands()


def commands():
    return {
        path.stem
        for path in AKWABA.glob("*/management/commands/*.py")
        if not path.stem.startswith("_")
    }


def test_every_refusal_is_documented_as_it_is():
    written = (REFERENCE / "problems.md").read_text().splitlines()
    assert set(refusals.page().splitlines()) ^ set(written) == set(), "Run ./dev reference."


@pytest.mark.parametrize("word", WORDS)
def test_the_glossary_knows_the_words_of_the_field(word):
    assert dict(glossary()).get(word)


def test_a_word_of_the_glossary_means_one_thing():
    words = glossary()
    assert len(dict(words)) == len(words)
    assert len({french for _, french in words}) == len(words)


def glossary():
    """(English, French) of each row."""
    text = (CLONE / "docs" / "glossary.md").read_text()
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", text, re.MULTILINE)
    return [row for row in rows if row[0] != "English"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_links_lead_somewhere(document):
    targets = [link for link in LINK.findall(document.read_text()) if "://" not in link]
    assert [link for link in targets if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_files_that_a_document_names_are_there(document):
    paths = [
        words
        for words in QUOTED.findall(document.read_text())
        if re.fullmatch(r"(?:akwaba|docs|tests|benches)/[\w./-]+", words)
    ]
    assert [path for path in paths if not (CLONE / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_commands_that_a_document_names_are_there(document):
    text = document.read_text()
    said = "\n".join([*QUOTED.findall(text), *BLOCK.findall(text)])
    ours = set(re.findall(r"^ +\./dev (\w+)", (CLONE / "dev").read_text(), re.MULTILINE))
    assert set(re.findall(r"\./dev (\w+)", said)) - ours == set()
    told = set(re.findall(r"(?:^|\./dev )akwaba ([a-z]+)", said, re.MULTILINE))
    assert told - commands() - {"makemigrations", "help"} == set()


def test_pages_are_written_for_anybody_anywhere():
    scanned = [
        path
        for path in tracked("akwaba", "docs", "benches", "dev", ".ci", "*.md", "*.toml", "*.lock")
        if path.suffix not in {".xlsx", ".png", ".jpg", ".woff2"}
    ]
    found = {
        (name(path), what)
        for path in scanned
        for what, pattern in MACHINE.items()
        if re.search(pattern, path.read_text(errors="replace"))
    }
    assert found == set()
