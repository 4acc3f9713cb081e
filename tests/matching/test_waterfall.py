"""A pair weighed step by step: the bars lead from the chance before any evidence to the last one.

`REDRAW=1 ./dev test tests/matching/test_waterfall.py` draws the picture of the documents anew.
"""

import os
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from akwaba.matching.engine import Engine
from akwaba.matching.pages.waterfall import WIDE, chance_text, drawing, waterfall
from akwaba.matching.weighing import explain_rows
from akwaba.matching.whole import match_whole, priors_of
from tests.matching.invented import person, persons, register

PICTURE = Path(__file__).parents[2] / "docs" / "pictures" / "waterfall.svg"
FIRST = ("Mariam", "Coulibaly", "F", "1991"), ("Issa", "Traoré", "M", "1985")
AGAIN = ("Mariame", "Koulibaly", "F", "1990"), ("Issa", "Traore", "M", "1985")
CHILD = ("Fanta", "Traoré", "F", "2018"), ("Fanta", "Traore", "F", "2019")


def family(name, people):
    return [
        person(
            f"{name}-{place}", name, given_name=given, family_name=surname, sex=sex,
            birth_year=born, village="Loulouni", mother_given="Mariam" if born > "2000" else "",
        )
        for place, (given, surname, sex, born) in enumerate(people)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def small():
    """About 2,000 people, and among them a mother, a father and a child who came twice."""
    return amid_two_thousand()


def amid_two_thousand():
    rows = [
        *register(400, 40)[0],
        *family("one", [*FIRST, CHILD[0]]),
        *family("two", [*AGAIN, CHILD[1]]),
    ]
    return Engine.of(persons(rows), today=2025), [row["rec_id"] for row in rows]


def explained(small, one, other):
    engine, ids = small
    row_of = {ids[source]: row for row, source in enumerate(engine.register.source.tolist())}
    priors = priors_of(
        engine.parameters, people=len(engine.register), households=engine.register.households
    )
    return explain_rows(engine, [[row_of[one], row_of[other]]], priors)[0]


def picture():
    with translation.override("en"):
        why = explained(amid_two_thousand(), "one-0", "two-0")
        fall = waterfall(why, band="almost_surely")
        return drawing(fall, title="Mariam Coulibaly, 34, and Mariame Koulibaly, 35: one person?")


def test_the_bars_add_up_to_the_probability(small):
    why = explained(small, "one-0", "two-0")
    assert why.prior + why.bits + why.little + why.families == pytest.approx(why.total)
    assert why.probability == pytest.approx(1 / (1 + 2**-why.total), abs=1e-6)
    assert abs(why.little) < 1
    assert why.prior < -5


def test_the_probability_is_that_of_the_whole_run(small):
    engine, ids = small
    matches = match_whole(engine)
    for pair, chance in list(zip(matches.pairs.tolist(), matches.probability, strict=True))[:40]:
        one, other = (ids[engine.register.source[row]] for row in pair)
        assert explained(small, one, other).probability == pytest.approx(chance, abs=1e-4)


def test_each_bar_begins_where_the_one_before_it_ended(small):
    fall = waterfall(explained(small, "one-0", "two-0"), band="almost_surely")
    *parts, total = fall.steps
    for one, following in pairwise(parts):
        begins = following.start if following.is_for else following.start + following.width
        assert begins == pytest.approx(one.end, abs=2)
    assert parts[0].kind == "start"
    assert total.end == pytest.approx(parts[-1].end, abs=5)
    assert all(step.start >= 0 and step.start + step.width <= WIDE for step in fall.steps)
    assert total.start == pytest.approx(fall.even, abs=1)


def test_a_family_speaks_for_its_member_and_another_family_against(small):
    mother = explained(small, "one-0", "two-0")
    crossed = explained(small, "one-0", "two-1")
    assert mother.families > 3
    assert crossed.total < mother.total
    assert [step.kind for step in waterfall(mother).steps].count("families") == 1


@pytest.mark.parametrize(("run", "is_there"), [(0.5, True), (None, False)])
def test_where_a_run_said_otherwise_the_bars_lead_to_what_it_said(small, run, is_there):
    why = explained(small, "one-0", "two-0")
    fall = waterfall(why, run=run, band="probably")
    assert ("register" in {step.kind for step in fall.steps}) == is_there
    if is_there:
        assert fall.chance == "50 %"
        assert abs(fall.steps[-1].bits) < 1


@pytest.mark.parametrize(
    ("chance", "said"), [(0.0001, "less than 1 %"), (0.97, "97 %"), (0.9999, "more than 99 %")]
)
def test_nobody_is_certain(chance, said):
    with translation.override("en"):
        assert chance_text(chance) == said


def test_the_picture_of_the_documents_is_what_is_drawn_now():
    drawn = picture()
    ET.fromstring(drawn)  # noqa: S314  our own
    if os.environ.get("REDRAW"):
        PICTURE.write_text(drawn)
    assert PICTURE.read_text() == drawn, "REDRAW=1 ./dev test tests/matching/test_waterfall.py"
