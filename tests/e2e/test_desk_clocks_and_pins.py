"""A wrong clock and a forgotten PIN: two things a tired clerk meets, and what the desk says."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from akwaba.demo.cast import PASSWORD
from tests.e2e import clerk, node, post
from tests.e2e.conftest import PHONE
from tests.e2e.luck import at_desk, banner, registered, roster, save_from_roster, state_of
from tests.e2e.test_desk_shell_offline import serving

FAMILY = [("Aminata Traoré", "F", "34"), ("Bakary Traoré", "M", "40")]
DAY, YEAR = 86_400_000, 365 * 86_400_000
JUMP = """() => {
  const Real = Date;
  const by = () => Number(sessionStorage.getItem("clock") ?? 0);
  globalThis.Date = class extends Real {
    constructor(...given) { super(...(given.length ? given : [Real.now() + by()])); }
    static now() { return Real.now() + by(); }
  };
}"""
"""The page's clock is off by what the tab remembers, from now on and after a reload."""


@pytest.fixture(scope="module")
def unused_post(tmp_path_factory):
    home = tmp_path_factory.mktemp("luck") / "home"
    post.at(home, "prepare")
    return home


@pytest.fixture
def home(unused_post, tmp_path):
    return Path(shutil.copytree(unused_post, tmp_path / "post"))


@pytest.fixture
def address():
    """Where the post answers while it runs."""
    return f"http://localhost:{node.free_port()}"


@pytest.fixture
def running(home, address):
    with serving(home, address):
        yield


@pytest.fixture
def desk(visit, home, running):
    return at_desk(visit, home)


# The clock


@pytest.mark.parametrize(
    ("off", "said"),
    [(-YEAR, "retarde de 365 j"), (DAY, "avance de 24 h")],
    ids=["a year back", "a day forward"],
)
def test_a_clock_that_jumps_in_mid_household_is_told_and_harms_nothing(
    visit, home, running, off, said, look
):
    page = visit("/desk/", **PHONE)
    page.context.add_init_script(f"({JUMP})()")
    page.reload()
    today = page.evaluate("new Date().toLocaleDateString('fr-FR', {timeZone: 'UTC'})")
    clerk.join(page, post.at(home, "code"))
    clerk.introduce(page, "awa")
    clerk.begin_day(page)
    clerk.register(page, FAMILY)
    page.locator(".bar .sign-button").first.click()
    roster(page, [("Issa Koné", "M", "50")])
    page.evaluate("off => sessionStorage.setItem('clock', off)", off)
    save_from_roster(page)
    page.evaluate("location.hash = '#queue'")
    page.locator(".actions .primary").click()
    banner(page).to_contain_text(said)
    expect(page.get_by_text("autorisation")).to_have_count(0)
    look(page)
    page.evaluate("location.hash = '#home'")
    page.locator(".doors .primary").click()
    shown = page.locator(".band.carried button")
    shown.click()
    expect(page.locator("#arrived")).to_have_value(today)
    clerk.write_people(page, [("Awa Bamba", "F", "31")])
    save_from_roster(page)
    state_of(page).to_contain_text("0 sur cet appareil")
    arrived = post.at(home, "told")
    assert [(one["seq"], one["quarantine"]) for one in arrived] == [(1, ""), (2, ""), (3, "")]
    assert len(registered(home)) == 3


# A forgotten PIN


def open_forgotten(page):
    page.locator(".sign-button").last.click()
    page.locator(".people button").first.click()
    page.get_by_role("button", name="Code oublié").click()


def give_password(page, username):
    page.locator("#username").fill(username)
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")


def test_a_forgotten_pin_is_opened_by_a_supervisor_and_the_draft_is_there(desk, look):
    roster(desk, FAMILY)
    open_forgotten(desk)
    look(desk)
    clerk.introduce(desk, "soro", pin="941370")
    desk.evaluate("location.hash = '#home'")
    expect(desk.get_by_text("Aminata Traoré")).to_be_visible()


def test_without_the_node_a_forgotten_pin_waits_or_a_colleague_opens(desk, look):
    desk.locator(".sign-button").last.click()
    desk.get_by_role("button", name="Je suis nouveau sur cet appareil").click()
    clerk.introduce(desk, "soro", pin="941370")
    if desk.locator(".choices button", has_text="Pogo").count():
        clerk.begin_day(desk)
    roster(desk, FAMILY)
    desk.route("**/v1/**", lambda route: route.abort())
    open_forgotten(desk)
    give_password(desk, "awa")
    expect(desk.get_by_role("alert")).to_contain_text("Le poste ne répond pas")
    expect(desk.get_by_role("alert")).to_contain_text("Rien n’est perdu")
    expect(desk.get_by_text("un collègue peut ouvrir avec son propre code")).to_be_visible()
    look(desk)
    desk.get_by_role("button", name="Retour").click()
    clerk.unlock(desk, "Soro", pin="941370")
    desk.evaluate("location.hash = '#home'")
    expect(desk.get_by_text("Aminata Traoré")).to_be_visible()
