"""The table of equivalents holds no line in vain, none twice, and none without its source."""

import re
from importlib.resources import files

import pytest

from akwaba.matching.names import phonetic
from akwaba.matching.variants import variants

ROWS = variants()
HEADS = {row.head for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.head}-{row.form}")
def test_a_form_could_not_be_found_by_its_spelling(row):
    assert phonetic(row.form) != phonetic(row.head)


def test_groups_never_overlap():
    keys = [phonetic(row.form) for row in ROWS] + [phonetic(head) for head in HEADS]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_women_and_men_never_share_a_group():
    sexes = {(row.head, row.sex) for row in ROWS}
    assert len(sexes) == len(HEADS)
    assert {sex for _, sex in sexes} == {"F", "M", ""}


def test_every_line_says_how_strong_it_is_and_where_it_is_from():
    told = files("akwaba.matching").joinpath("name_variants.md").read_text(encoding="utf-8")
    sources = set(re.findall(r"^\| `(\w+)` \| [^\n]+ \|$", told, re.MULTILINE))
    columns = {"head", "form", "sex", "strength", "source"}
    assert {row.source for row in ROWS} == sources - columns
    assert {row.strength for row in ROWS} == {
        "spelling", "short form", "same name in another language",
    }  # fmt: skip
