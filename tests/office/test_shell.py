"""What every page has around its content, and what it never has."""

import re
from pathlib import Path

import pytest

from akwaba.access.models import Officer

TAKEN_AWAY = {"reports/file.html"}
"""Files that are opened outside the node, where its policy does not reach and no page helps."""
ROOMS = Path(__file__).parents[2] / "akwaba"
TEMPLATES = {
    "/".join(path.parts[-2:]): path
    for path in sorted(ROOMS.glob("*/templates/**/*.html"))
    if "/".join(path.parts[-2:]) not in TAKEN_AWAY
}

IMPORT_MAP = r'<script type="importmap">\{\{ [\w.]+\|safe \}\}'
"""The one thing inline: where the desk's modules lie; the policy of such a page names its hash."""


def test_a_page_may_load_nothing_from_elsewhere_and_run_nothing_inline(client, db):
    policy = client.get("/sign-in/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert set(re.findall(r"https?:|\*|data:", policy)) == set()


def test_no_browser_keeps_a_page(client, awa):
    client.force_login(awa)
    assert "no-store" in client.get("/")["Cache-Control"]


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_asks_for_what_the_policy_refuses(name):
    source = re.sub(IMPORT_MAP, "<script src=>", TEMPLATES[name].read_text())
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", source)
    assert not re.search(r"<script(?![^>]*\ssrc=)", source)
    assert not re.search(r"""(src|href)=["'](https?:)?//""", source)


def test_home_offers_each_role_its_own_pages(client, bamba, ouattara):
    client.force_login(bamba)
    assert 'class="tile" href="/officers/"' in client.get("/").text
    client.force_login(ouattara)
    page = client.get("/").text
    assert 'class="tile" href="/reads/"' in page
    assert "/officers/" not in page


def test_the_menu_says_which_page_is_open(client, bamba):
    client.force_login(bamba)
    assert '<a href="/officers/" aria-current="page">' in client.get("/officers/").text


def test_the_names_of_the_posts_are_shown(client, awa, settings):
    settings.OFFICER_POSTS = "tests.access.conftest.two_posts"
    client.force_login(awa)
    assert "Pogo" in client.get("/").text


def test_health_says_that_the_node_is_up_and_nothing_else(client, db):
    assert client.get("/health/").json() == {"status": "ok"}


def test_what_an_officer_is_called_stays_text(client, awa):
    Officer.objects.update(display_name="<script>alert(1)</script>")
    client.force_login(awa)
    assert "<script>" not in client.get("/").text
