"""The two invented sheets that come with Akwaba can be tried at once."""

import pytest

from akwaba.demo import sheets
from tests.registry.intake.sheets import read


def lines_of(path):
    return [line.cells for line in read(path)[0].table.read()]


def test_the_chiefs_list_shows_what_such_lists_hold():
    reading, households = read(sheets.CHIEFS_LIST)
    assert reading.plan.layout == "number"
    assert [len(household.people) for household in households] == [6, 3, 3, 2]
    assert [len(household.bad_lines) for household in households] == [0, 0, 0, 1]
    assert sum(len(household.repeated_lines) for household in households) == 1
    assert reading.rows.kept_out == {"total": 1, "text": 2}
    assert [column.heading for column in reading.mapping.unknown] == ["Logé chez"]


def test_the_border_log_shows_what_a_clerks_computer_saves():
    reading, households = read(sheets.BORDER_LOG)
    assert reading.plan.layout == "number"
    assert [len(household.people) for household in households] == [4, 2, 3, 1, 0]
    assert reading.mapping.unknown == ()


@pytest.mark.parametrize("name", ["CHIEFS_LIST", "BORDER_LOG"])
def test_the_shipped_files_are_those_that_the_script_writes(name, tmp_path, monkeypatch):
    shipped = getattr(sheets, name)
    for one in ("CHIEFS_LIST", "BORDER_LOG"):
        monkeypatch.setattr(sheets, one, tmp_path / getattr(sheets, one).name)
    sheets.write()
    assert lines_of(getattr(sheets, name)) == lines_of(shipped)
