"""The look: light, readable in sunlight, and the same from right to left."""

import gzip
import re
from itertools import product
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "akwaba/office/static/office/akwaba.css").read_text()
RULES = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", RULES)) | {"white": "#ffffff"}
INKS_ON_GROUNDS = [
    *product(["ink", "soft-ink", "deep", "green"], ["paper", "sheet", "leaf", "white"]),
    *product(["ink", "ochre-ink"], ["sand"]),
    *product(["red"], ["paper", "sheet", "rose"]),
    *product(["white"], ["green", "deep"]),
]


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """WCAG 2.2, definition of contrast ratio."""
    dark, light = sorted([luminance(COLOURS[one]), luminance(COLOURS[other])])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), INKS_ON_GROUNDS)
def test_writing_is_readable_in_sunlight(ink, ground):
    assert contrast(ink, ground) >= 7


@pytest.mark.parametrize("ground", ["paper", "sheet", "white"])
def test_the_edges_of_fields_are_seen(ground):
    assert contrast("edge", ground) >= 3


def test_the_whole_look_is_one_small_file():
    assert len(gzip.compress(CSS.encode())) < 12_000


def test_nothing_depends_on_reading_from_left_to_right():
    assert not re.search(r"(?<![\w-])(left|right|(margin|padding|border)-(left|right))\b", RULES)


def test_nothing_comes_from_elsewhere():
    assert "url(" not in RULES
    assert "@import" not in RULES


@pytest.mark.parametrize(
    "pressed", ["button, .button", "summary", ".menu a", ".choices label", "input[type=file]"]
)
def test_what_is_pressed_is_48_pixels_high(pressed):
    rules = dict(re.findall(r"^([^{}\n]+) {([^}]*)}", RULES, re.MULTILINE))
    assert "min-block-size: 48px" in rules[pressed]
