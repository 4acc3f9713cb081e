"""The families of the border week, registered on a phone while the post dies and comes back."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.e2e import clerk, node, post
from tests.e2e.conftest import PHONE
from tests.e2e.mortal import MortalPost


@pytest.fixture
def mortal(tmp_path):
    home = tmp_path / "post"
    post.at(home, "prepare")
    mortal = MortalPost(home)
    mortal.start()
    mortal.answers()
    yield mortal
    mortal.kill()


def families():
    """The families of Pogo: (name, sex, age) of each person, or the head and how many came."""
    from akwaba.demo.families import households_of
    from akwaba.demo.week import STREAMS

    pogo = next(stream for stream in STREAMS if stream.post == "pogo")
    return list(households_of(pogo))


def as_told(household):
    return [(one.name_said, one.sex, one.birth.said) for one in household.people]


def test_every_family_of_the_week_arrives_once(browser, mortal):
    context = browser.new_context(**PHONE, base_url=mortal.address, locale="fr-FR")
    page = context.new_page()
    faults = []
    context.on("weberror", lambda failure: faults.append(str(failure.error)))
    clerk.join(page, post.at(mortal.home, "code"))
    clerk.introduce(page, "awa")
    clerk.begin_day(page)
    week = families()
    with mortal.dying_at_random():
        for household in week:
            if household.counts_said:
                clerk.announce(page, household.people[0].name_said, household.counts_said)
            else:
                clerk.register(page, as_told(household), origin=household.origin_said)
            page.goto("/desk/#home")
            clerk.at_home(page)
    mortal.answers()
    page.goto("/desk/#queue")
    expect(page.locator(".levels .figure").first).to_have_text("0", timeout=120_000)
    context.close()
    assert faults == []
    assert mortal.kills > len(week) / 10
    assert_arrived_once(mortal.home, week)


def assert_arrived_once(home, week):
    register = post.at(home, "register")
    assert register["waiting"] == []
    assert sorted(register["households"]) == sorted(
        [sorted(one.name_said for one in household.people), household.size_said or 0]
        for household in week
    )
    verified = subprocess.run(
        [sys.executable, "-m", "akwaba.cli", "ledger", "verify"],
        cwd=node.CLONE, env=node.environment(home), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert verified.returncode == 0, verified.stdout + verified.stderr
