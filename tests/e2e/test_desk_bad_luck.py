"""Bad luck on the device: storage full or gone, two tabs, an update in mid-household."""

import shutil
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e import clerk, node, post
from tests.e2e.luck import (
    at_desk,
    banner,
    registered,
    roster,
    save_from_roster,
    state_of,
    write_one_more,
)
from tests.e2e.test_desk_shell import MODULE, module
from tests.e2e.test_desk_shell_offline import UPDATE, newer, ready_offline, serving  # noqa: F401

FAMILY = [("Aminata Traoré", "F", "34"), ("Bakary Traoré", "M", "40")]
UNSENT = """async (at) => {
  const { open } = await import(at);
  const text = (bytes) => Array.from(bytes).join();
  return (await (await open()).getAll("outbox")).map(({ seq, header, signature, sealed }) =>
    [seq, text(header), text(signature), text(sealed)]);
}"""


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


def unsent(page):
    return page.evaluate(UNSENT, page.evaluate(MODULE, "store/database.js"))


def tell_devtools(page, method, **said):
    page.context.new_cdp_session(page).send(method, said)


# Storage


def test_on_a_full_device_the_sentence_is_seen_and_the_household_goes_on(desk, home, address, look):
    roster(desk, FAMILY[:1])
    tell_devtools(desk, "Storage.overrideQuotaForOrigin", origin=address, quotaSize=1)
    write_one_more(desk, "Bakary Traoré")
    told = desk.locator(".notice.problem")
    type_until(desk, told)
    expect(told).to_contain_text("La mémoire de cet appareil est pleine")
    expect(told).to_be_in_viewport()
    look(desk)
    tell_devtools(desk, "Storage.overrideQuotaForOrigin", origin=address)
    desk.keyboard.insert_text(" ")
    expect(told).to_have_count(0)
    desk.locator("[data-line]").nth(1).locator("[data-cell=age]").fill("40")
    save_from_roster(desk)
    state_of(desk).to_contain_text("0 sur cet appareil")
    assert registered(home) == [["Aminata Traoré", "Bakary Traoré"]]


def type_until(page, seen):
    """The browser takes up to half a minute to notice how little room there is."""
    last = time.monotonic() + 60
    while not seen.count():
        assert time.monotonic() < last, "Nothing is told of the full storage."
        page.keyboard.insert_text(" ")
        page.wait_for_timeout(500)


def test_storage_nearly_full_is_told_before_it_fails(desk, look):
    module(desk, "exchange/status.js", "module.change({space: {used: 97, quota: 100}})")
    banner(desk).to_contain_text("La mémoire est presque pleine")
    look(desk)
    desk.locator(".banner.bad button").click()
    clerk.screen_is(desk, "export")


def test_a_device_whose_storage_was_evicted_says_so_and_joins_again(
    desk, home, address, visit, sign_in, look
):
    clerk.register(desk, FAMILY)
    state_of(desk).to_contain_text("0 sur cet appareil")
    desk.route("**/v1/**", lambda route: route.abort())
    desk.goto("/desk/#home")
    clerk.register(desk, [("Mariam Diallo", "F", "22")])
    state_of(desk).to_contain_text("1 sur cet appareil")
    desk.unroute_all(behavior="ignoreErrors")
    say_held = module(desk, "exchange/heartbeat.js", "await module.heartbeat() && true")
    assert say_held
    evict(desk, address)
    notice = desk.get_by_role("alert").first
    expect(notice).to_contain_text("effacé la mémoire de cet appareil, « Tablette 1 »")
    expect(notice).to_contain_text("1 enregistrement n’était pas encore parti")
    look(desk, "evicted")
    expect(desk.locator("#name")).to_have_value("Tablette 1")
    clerk.join(desk, post.at(home, "code"))
    clerk.introduce(desk, "awa")
    clerk.begin_day(desk)
    clerk.register(desk, [("Mariam Diallo", "F", "22")])
    state_of(desk).to_contain_text("0 sur cet appareil")
    office = visit("/")
    sign_in(office, "soro")
    office.goto("/devices/")
    look(office, "supervisor")
    expect(office.locator("main")).to_contain_text("où 1 entrée attendait encore")
    assert sorted(registered(home)) == [["Aminata Traoré", "Bakary Traoré"], ["Mariam Diallo"]]


def evict(page, address):
    """As a browser does that runs out of disk: the databases and caches of a site go at once."""
    page.goto("about:blank")
    kinds = "indexeddb,cache_storage,service_workers"
    tell_devtools(page, "Storage.clearDataForOrigin", origin=address, storageTypes=kinds)
    page.goto(f"{address}/desk/")
    expect(page.locator("#code")).to_be_visible()


def test_a_device_that_had_sent_everything_is_told_that_all_of_it_is_safe(desk, address, look):
    clerk.register(desk, FAMILY)
    state_of(desk).to_contain_text("0 sur cet appareil")
    evict(desk, address)
    expect(desk.get_by_role("alert").first).to_contain_text("Tout ce qui était enregistré était")
    desk.locator("button[lang=en]").click()
    expect(desk.get_by_role("alert").first).to_contain_text("Everything that was registered")
    look(desk)


# Two tabs


def test_a_second_tab_reads_a_household_that_another_holds_and_writes_nothing(desk, look):
    roster(desk, FAMILY[:1])
    other = desk.context.new_page()
    other.goto(desk.url)
    clerk.unlock(other)
    other.locator(".list button").first.click()
    banner(other).to_contain_text("Ce ménage est ouvert dans un autre onglet")
    expect(other.locator("main")).to_have_attribute("inert", "")
    look(other)
    write_one_more(desk, "Bakary Traoré")
    desk.locator(".bar .sign-button").first.click()
    clerk.at_home(desk)
    expect(other.locator("main[inert]")).to_have_count(0)
    names = other.locator("[data-cell=name]")
    expect(names.nth(1)).to_have_value("Bakary Traoré")
    other.locator("[data-cell=name]").nth(2).fill("Fanta Traoré")
    clerk.rest(other)
    other.reload()
    clerk.unlock(other)
    other.locator(".list button").first.click()
    expect(other.locator("[data-cell=name]").nth(2)).to_have_value("Fanta Traoré")


def test_two_tabs_that_send_at_once_send_each_family_once(desk, home):
    other = desk.context.new_page()
    other.goto("/desk/")
    clerk.unlock(other)
    clerk.at_home(other)
    desk.context.route("**/sync/v1/entries", lambda route: route.abort())
    for page, family in ((desk, FAMILY), (other, [("Issa Koné", "M", "50")])):
        clerk.register(page, family)
    desk.context.unroute("**/sync/v1/entries")
    for page in (desk, other):
        page.evaluate("location.hash = '#queue'")
    for page in (desk, other):
        page.locator(".actions .primary").click()
    for page in (desk, other):
        state_of(page).to_contain_text("0 sur cet appareil")
    assert sorted(registered(home)) == [["Aminata Traoré", "Bakary Traoré"], ["Issa Koné"]]


# A new version


def test_an_update_in_mid_household_waits_and_changes_no_byte(
    visit, home, address, newer, look  # noqa: F811
):  # fmt: skip
    with serving(home, address):
        page = at_desk(visit, home)
        ready_offline(page)
        page.route("**/sync/v1/entries", lambda route: route.abort())
        clerk.register(page, FAMILY)
        page.locator(".bar .sign-button").first.click()
        roster(page, [("Issa Koné", "M", "50")])
    kept = unsent(page)
    assert len(kept) == 1
    before = page.evaluate("document.body.dataset.version")
    page.evaluate("globalThis.same = true")
    with serving(home, address, code=newer):
        page.evaluate(UPDATE)
        page.wait_for_function(
            "() => navigator.serviceWorker.getRegistration().then(({waiting}) => !!waiting)"
        )
        write_one_more(page, "Awa Koné")
        expect(page.get_by_role("button", name="Installer", exact=True)).to_have_count(0)
        assert page.evaluate("globalThis.same")
        page.locator(".bar .sign-button").first.click()
        banner(page).to_contain_text("Une nouvelle version est prête.")
        look(page)
        page.get_by_role("button", name="Installer", exact=True).click()
        expect(page.locator(".people")).to_be_visible()
        assert page.evaluate("document.body.dataset.version") != before
        clerk.unlock(page)
        assert unsent(page) == kept
        expect(page.get_by_text("Bienvenue")).to_be_visible()
        page.locator(".list button").first.click()
        expect(page.locator("[data-cell=name]").nth(1)).to_have_value("Awa Koné")
        page.unroute_all(behavior="ignoreErrors")
        page.goto("/desk/#queue")
        page.locator(".actions .primary").click()
        state_of(page).to_contain_text("0 sur cet appareil")
    assert registered(home) == [["Aminata Traoré", "Bakary Traoré"]]
