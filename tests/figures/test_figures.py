"""The figures of a small border, by hand."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from akwaba.figures.export import as_csv, as_json
from akwaba.figures.queries import figures_as_of
from akwaba.figures.rules import Audience
from akwaba.figures.secret import withholding_key
from akwaba.figures.tables import OriginFigure
from akwaba.figures.terminal import told
from tests.figures.conftest import DAY

pytestmark = pytest.mark.django_db
SMALL = {1, 2, 3, 4}


def exact(**options):
    return figures_as_of(DAY, audience=Audience.INSIDE, **options)


def post(figures, code):
    return next(found for found in figures.posts if found.code == code)


def test_registered_announced_counted_and_estimated_stand_side_by_side(border):
    pogo = post(exact(), "pogo")
    assert (pogo.registered, pogo.announced, pogo.counted, pogo.estimated) == (30, None, 40, 50)
    assert pogo.waiting == 10
    assert not pogo.is_waiting_partial


def test_announced_people_wait_until_they_are_registered(border):
    tengrela = post(exact(), "tengrela")
    assert (tengrela.registered, tengrela.announced, tengrela.waiting) == (6, 9, 3)


def test_nobody_knows_who_waits_where_nobody_counted(border):
    nielle = post(exact(), "nielle")
    assert nielle.counted is None
    assert nielle.waiting is None
    assert nielle.is_waiting_partial


def test_the_backlog_is_in_days_at_the_speed_of_the_week(border):
    total = exact().total
    assert (total.waiting, total.registered_in_week) == (13, 39)
    assert total.is_waiting_partial
    assert round(float(total.backlog_days), 2) == round(13 / (39 / 7), 2)


def test_an_earlier_count_of_the_day_is_shown_beside_and_not_used(border):
    found = [(x.people, x.method, x.is_used) for x in exact().headcounts]
    assert found == [(38, "counted", False), (40, "counted", True), (50, "estimated", True)]


def test_people_are_told_by_origin_age_and_sex(border):
    figures = exact()
    assert figures.origins == (OriginFigure("MLI", 36), OriginFigure("BFA", 3))
    assert figures.ages.cells == {
        ("18-59", "F"): 19,
        ("0-4", "M"): 18,
        ("5-11", "M"): 1,
        ("60+", "F"): 1,
    }


def test_a_confidential_need_is_named_by_its_family_only(border):
    text = json.dumps(as_json(exact())["needs"])
    assert "SV-VO" not in text
    assert [(x.code, x.is_family) for x in exact().needs] == [("DS", False), ("SV", True)]


def test_nothing_that_leaves_is_between_one_and_four(border):
    for audience in (Audience.RELEASE, Audience.SECURITY):
        figures = figures_as_of(DAY, audience=audience)
        assert not SMALL & set(numbers_in(as_json(figures)["posts"]))
        for part in ("total", "origins", "age_sex", "age_sex_by_post", "needs", "headcounts"):
            assert not SMALL & set(numbers_in(as_json(figures)[part]))


def numbers_in(value, name=""):
    """Every whole number but the days of backlog, which count no people."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from numbers_in(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from numbers_in(inner, name)
    elif isinstance(value, int) and not isinstance(value, bool) and name != "backlog_days":
        yield value


@pytest.mark.parametrize("audience", Audience)
def test_totals_are_the_sum_of_what_is_shown(border, audience):
    figures = figures_as_of(DAY, audience=audience)
    assert figures.total.registered == sum(found.registered for found in figures.posts)
    for day in figures.total.arrivals:
        shown = sum(found.arrivals.get(day, 0) for found in figures.posts)
        assert figures.total.arrivals[day] == shown
    if figures.ages_by_post:
        assert figures.ages.total == sum(table.total for table in figures.ages_by_post.values())


def test_small_posts_are_not_told_by_age_and_sex(border):
    figures = figures_as_of(DAY)
    assert figures.ages_by_post["nielle"].cells == {}
    assert figures.ages_by_post["tengrela"].cells == {}
    assert sum(figures.ages_by_post["pogo"].cells.values()) == 30
    assert figures.ages.not_broken_down


def test_small_posts_together_are_told_when_they_are_twenty(register):
    register("nielle", [("F", 30)] * 12)
    register("tengrela", [("M", 40)] * 13)
    figures = figures_as_of(DAY)
    assert figures.ages.cells == {("18-59", "F"): 12, ("18-59", "M"): 13}
    assert figures.ages_by_post["nielle"].cells == {}


def test_security_is_told_no_age_by_post_and_only_fives(border):
    figures = figures_as_of(DAY, audience=Audience.SECURITY)
    assert figures.ages_by_post == {}
    assert all(number % 5 == 0 for number in numbers_in(as_json(figures)["posts"]))


def test_the_same_figures_are_shown_every_time(border):
    assert as_json(figures_as_of(DAY)) == as_json(figures_as_of(DAY))


def test_the_secret_is_made_once_and_only_its_owner_reads_it(settings, tmp_path):
    settings.AKWABA_HOME = tmp_path
    key = withholding_key()
    assert withholding_key() == key
    assert len(key) == 32
    assert (tmp_path / "keys" / "withholding").stat().st_mode & 0o077 == 0


def test_a_later_day_brings_what_came_later(border, register):
    register("pogo", [("F", 20)] * 5, day=DAY + timedelta(days=1))
    assert exact().total.registered == 39
    later = figures_as_of(DAY + timedelta(days=1), audience=Audience.INSIDE)
    assert later.total.registered == 44
    assert later.days == [DAY, DAY + timedelta(days=1)]


def test_one_post_may_be_asked_for(border):
    figures = exact(post="pogo")
    assert [found.code for found in figures.posts] == ["pogo"]
    assert figures.total.registered == 30


def test_an_empty_register_has_figures_too(facts):
    figures = figures_as_of(DAY)
    assert figures.total.registered == 0
    assert figures.total.waiting is None
    assert told(figures)
    assert as_csv(figures)


def test_the_command_gives_json_that_says_what_is_unknown(border, capsys):
    call_command("figures", as_of="2025-11-16", json=True)
    given = json.loads(capsys.readouterr().out)
    assert given["as_of"] == "2025-11-16"
    assert given["audience"] == "release"
    assert next(x for x in given["posts"] if x["code"] == "nielle")["waiting"] is None
    assert set(given["definitions"]) >= {"registered", "counted", "estimated", "waiting"}
    assert sum(x["BFA"] + x["MLI"] for x in given["baseline"]["localities"]) == 77_747


def test_the_command_marks_exact_counts_as_not_for_release(border, capsys):
    call_command("figures", as_of="2025-11-16", inside=True)
    assert "NE PAS DIFFUSER" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["fr", "en"])
def test_tables_fit_a_line_of_a_letter(border, language):
    from django.utils import translation

    with translation.override(language):
        assert max(map(len, told(exact()))) <= 78


def test_a_day_that_is_none_is_refused_with_how_to_write_it(facts):
    with pytest.raises(CommandError, match=r"16 novembre.*2025-11-16"):
        call_command("figures", as_of="16 novembre")


def test_a_post_that_is_none_is_refused_with_those_that_are(facts):
    with pytest.raises(CommandError, match=r"nulle part.*pogo"):
        call_command("figures", post="nulle part")


def test_every_cell_is_a_line_of_the_table_file(border):
    lines = as_csv(figures_as_of(DAY)).splitlines()
    assert lines[0] == "as_of,figure,post,day,country,sex,age_band,need,people"
    assert f"{DAY},counted,pogo,,,,,,40" in lines
    assert f"{DAY},waiting,nielle,,,,,," in lines


def test_figures_take_few_queries(border, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        figures_as_of(date(2025, 11, 20))
