"""Bad luck at the post and on the way to it: another laptop, an old backup, cut lines, leases."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e import clerk, node, post
from tests.e2e.conftest import PHONE
from tests.e2e.cutting import line_to
from tests.e2e.test_desk_shell import module
from tests.e2e.test_desk_shell_offline import serving

FAMILY = [("Aminata Traoré", "F", "34"), ("Bakary Traoré", "M", "40")]
ALONE = [("Issa Koné", "M", "50")]
THIRD = [("Mariam Diallo", "F", "22")]
EVERY = 97
"""Bytes between two cuts: a prime, so that cuts fall on no boundary twice."""
MOST_IN_ONE_PIECE = {"asked": 2000, "told": 500}
"""Bytes: an exchange is longer than that, so it was cut in all of its parts."""


@pytest.fixture(scope="module")
def unused_posts(tmp_path_factory):
    """Two laptops on which nobody has worked: the one of the post, and one that replaces it."""
    homes = [tmp_path_factory.mktemp("luck") / "home" for _ in range(2)]
    for home in homes:
        post.at(home, "prepare")
    return homes


@pytest.fixture
def homes(unused_posts, tmp_path):
    return [
        Path(shutil.copytree(one, tmp_path / f"post {place}"))
        for place, one in enumerate(unused_posts)
    ]


@pytest.fixture
def home(homes):
    return homes[0]


@pytest.fixture
def address():
    return f"http://localhost:{node.free_port()}"


@pytest.fixture
def running(home, address):
    with serving(home, address):
        yield


@pytest.fixture
def desk(visit, home, running):
    return at_desk(visit, home)


def at_desk(visit, home):
    page = visit("/desk/", **PHONE)
    clerk.join(page, post.at(home, "code"))
    clerk.introduce(page, "awa")
    clerk.begin_day(page)
    return page


def go_home(page):
    page.locator(".bar .sign-button").first.click()
    clerk.at_home(page)


def send(page):
    page.evaluate("location.hash = '#queue'")
    page.locator(".actions .primary[aria-disabled=false]").click()


def held(page, count):
    expect(page.locator(".state")).to_contain_text(f"{count} sur cet appareil")


def banner(page):
    return expect(page.locator(".banners"))


def waits(home):
    """Why each entry of a desk waits at the post; empty where it is applied."""
    return [one["quarantine"] for one in post.at(home, "told")]


def test_another_laptop_at_the_same_address_gets_nothing_until_a_code_joins_it(
    visit, homes, address, look
):
    old, new = homes
    with serving(old, address):
        page = at_desk(visit, old)
        clerk.register(page, FAMILY)
        held(page, 0)
    go_home(page)
    clerk.register(page, ALONE)
    with serving(new, address):
        send(page)
        banner(page).to_contain_text("Un autre serveur répond à la place du poste")
        banner(page).to_contain_text("tout reste gardé ici")
        look(page, "other node")
        held(page, 1)
        assert waits(new) == []
        page.locator(".banner", has_text="Un autre serveur").get_by_role("button").click()
        page.locator("#code").fill(post.at(new, "code"))
        page.locator("#name").fill("Tablette 1")
        page.locator("form button.primary").click()
        page.locator("button.primary[data-first]").click()
        page.locator(".people button").first.click()
        clerk.give_pin(page, clerk.PIN)
        expect(page.get_by_role("heading", level=1)).to_contain_text("un autre ordinateur")
        look(page, "renew")
        clerk.introduce(page, "awa", pin="941370")
        clerk.at_home(page)
        clerk.register(page, THIRD)
        held(page, 0)
        assert waits(new) == ["sealed_elsewhere", "sealed_elsewhere", ""]
        bring_the_key(old, new)
        assert sorted(names(new)) == [["Mariam Diallo"]]


def bring_the_key(old, new):
    """The key of the burnt laptop was kept apart; its envelopes can be read with it."""
    for file in (old / "keys").glob("sealing-*.pem"):
        shutil.copy(file, new / "keys")
    node.run("-m", "akwaba.cli", "ledger", "open", home=new)


def names(home):
    return [sorted(people) for people, _size in post.at(home, "register")["households"]]


def test_arrivals_go_on_with_another_laptop_even_before_the_clerk_is_known_there(
    visit, homes, address
):
    old, new = homes
    with serving(old, address):
        page = at_desk(visit, old)
    with serving(new, address):
        page.evaluate("location.hash = '#enrol'")
        page.locator("#code").fill(post.at(new, "code"))
        page.locator("#name").fill("Tablette 1")
        page.locator("form button.primary").click()
        page.locator("button.primary[data-first]").click()
        page.locator(".people button").first.click()
        clerk.give_pin(page, clerk.PIN)
        page.get_by_role("button", name="Plus tard").click()
        page.evaluate("location.hash = '#home'")
        clerk.register(page, FAMILY)
        held(page, 0)
        assert waits(new) == ["not_entitled"]
        page.evaluate("location.hash = '#queue'")
        expect(page.locator(".notice.warning")).to_contain_text("attend un superviseur")


def test_a_post_restored_from_an_older_backup_is_offered_again_what_it_lost(
    visit, home, address, tmp_path
):
    with serving(home, address):
        page = at_desk(visit, home)
        clerk.register(page, FAMILY)
        held(page, 0)
    backup = shutil.copytree(home, tmp_path / "backup")
    with serving(home, address):
        go_home(page)
        clerk.register(page, ALONE)
        send(page)
        held(page, 0)
    with serving(Path(backup), address):
        assert len(waits(backup)) == 1
        send(page)
        send(page)
        held(page, 0)
        expect(page.locator(".levels .figure").nth(1)).to_have_text("2")
        assert sorted(names(backup)) == [["Aminata Traoré", "Bakary Traoré"], ["Issa Koné"]]


def test_a_submission_cut_at_any_byte_arrives_whole_and_once(browser, home, address, look):
    """What is asked is cut, then what is answered, each time some bytes later."""
    with serving(home, address), line_to(address) as line:
        page = browser.new_context(base_url=line.address, locale="fr-FR", **PHONE).new_page()
        page.goto("/desk/")
        clerk.join(page, post.at(home, "code"))
        clerk.introduce(page, "awa")
        clerk.begin_day(page)
        for way, family in (("asked", FAMILY), ("told", ALONE)):
            line.cut(**{way: 0})
            clerk.register(page, family)
            held(page, 1)
            page.evaluate("location.hash = '#queue'")
            tries = cut_later_and_later(page, line, way)
            assert tries > MOST_IN_ONE_PIECE[way] / EVERY
            line.cut()
            go_home(page)
        assert line.cuts > 0
        assert waits(home) == ["", ""]
        assert sorted(names(home)) == [["Aminata Traoré", "Bakary Traoré"], ["Issa Koné"]]
        page.context.close()


def cut_later_and_later(page, line, way):
    """Send again and again until all of it passes; how many tries that took."""
    tries = 0
    while module(page, "exchange/counts.js", "(await module.counts()).device_waiting"):
        line.cut(**{way: tries * EVERY})
        module(page, "exchange/sender.js", "(await module.sendNow(), true)")
        tries += 1
    return tries


def test_a_lease_that_ended_keeps_arrivals_until_a_supervisor_prolongs_it(
    desk, home, address, visit, sign_in, look
):
    clerk.register(desk, FAMILY)
    held(desk, 0)
    post.at(home, "end_leases", "1")
    send(desk)
    banner(desk).to_contain_text("L’autorisation de cet appareil est finie")
    banner(desk).to_contain_text("les arrivées sont encore prises")
    look(desk)
    go_home(desk)
    clerk.register(desk, ALONE)
    held(desk, 0)
    assert waits(home) == ["", "expired_lease"]
    desk.evaluate("location.hash = '#papers'")
    desk.reload()
    clerk.unlock(desk)
    desk.evaluate("location.hash = '#papers'")
    expect(desk.get_by_role("heading", name="Retrouver")).to_be_visible()
    expect(desk.get_by_text("Aminata Traoré")).to_have_count(0)
    office = visit("/")
    sign_in(office, "soro")
    office.goto("/devices/")
    office.get_by_role("link", name="Tablette 1").click()
    office.get_by_role("button", name="Prolonger").click()
    assert waits(home) == ["", ""]
    assert sorted(names(home)) == [["Aminata Traoré", "Bakary Traoré"], ["Issa Koné"]]
    send(desk)
    expect(desk.locator(".banner", has_text="est finie")).to_have_count(0)


def test_what_a_revoked_device_registers_is_kept_for_a_supervisor(desk, home, look):
    post.at(home, "revoke")
    send(desk)
    banner(desk).to_contain_text("Cet appareil n’est plus autorisé")
    go_home(desk)
    clerk.register(desk, FAMILY)
    held(desk, 0)
    assert waits(home) == ["revoked_device"]
    desk.evaluate("location.hash = '#queue'")
    expect(desk.locator(".notice.warning")).to_contain_text(
        "1 enregistrement attend un superviseur du poste. Il est gardé"
    )
    expect(desk.locator(".list")).to_contain_text("l’appareil est retiré")
    look(desk)
    go_home(desk)
    clerk.register(desk, ALONE)
    held(desk, 0)
    assert waits(home) == ["revoked_device"] * 2


def test_a_receipt_that_never_arrives_is_waited_for_calmly(desk, home, look):
    stored = []

    def lose(route):
        stored.append(route.fetch())  # the post has it; its answer gets lost
        route.abort()

    desk.route("**/sync/v1/entries", lose)
    with desk.expect_event("requestfailed", lambda request: "/sync/" in request.url):
        clerk.register(desk, FAMILY)
    assert stored
    desk.evaluate("location.hash = '#queue'")
    expect(desk.locator("p[role=status]").first).to_contain_text("rien n’est perdu")
    look(desk)
    held(desk, 1)
    desk.unroute_all(behavior="ignoreErrors")
    send(desk)
    held(desk, 0)
    assert names(home) == [["Aminata Traoré", "Bakary Traoré"]]
