"""The page of the desk: the same for everybody, and closed to anything from elsewhere."""

import hashlib
import json
import re
from base64 import b64encode

import pytest

from akwaba.desk.assets import FIRST, MODULES, release

PATHS = ["/desk/", f"/desk/app/{release().version}/index.html"]


@pytest.fixture(params=PATHS)
def page(client, request):
    return client.get(request.param)


def directives(response):
    policy = response.headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


def test_the_page_needs_no_sign_in_and_sets_no_cookie(page):
    assert page.status_code == 200
    assert not page.cookies


def test_the_policy_lets_through_our_import_map_and_no_other_inline_script(page):
    inline = re.findall(r"<script[^>]*>([^<]+)</script>", page.content.decode())
    assert len(inline) == 1
    digest = b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
    expected = f"'self' 'wasm-unsafe-eval' 'sha256-{digest}'"
    assert directives(page)["script-src"] == expected


def test_the_policy_closes_everything_else(page):
    policy = directives(page)
    assert policy["default-src"] == "'none'"
    for name in ("style-src", "connect-src", "manifest-src", "worker-src", "form-action"):
        assert policy[name] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert not re.search(r"unsafe-inline|http|\*", page.headers["Content-Security-Policy"])


def test_the_import_map_names_files_of_this_version(page):
    inline = re.search(r'<script type="importmap">([^<]+)</script>', page.content.decode())[1]
    expected = {name: release().path(file) for name, file in MODULES.items()}
    assert json.loads(inline) == {"imports": expected}


def test_the_modules_of_the_first_screen_are_asked_for_together(page):
    links = re.findall(r'<link rel="modulepreload" href="([^"]+)">', page.content.decode())
    assert links == [release().path(name) for name in FIRST]


def test_the_page_and_the_worker_are_asked_for_anew_each_time(client):
    for path in ("/desk/", "/desk/sw.js", "/desk/manifest.webmanifest"):
        assert client.get(path).headers["Cache-Control"] == "no-cache"


def test_the_manifest_stays_inside_the_desk_and_its_icons_are_there(client):
    manifest = json.loads(client.get("/desk/manifest.webmanifest").content)
    assert manifest["scope"] == manifest["start_url"] == manifest["id"] == "/desk/"
    for icon in manifest["icons"]:
        answer = client.get(icon["src"])
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == icon["type"]


def test_only_reading_is_answered(client):
    for path in (*PATHS, "/desk/sw.js", "/desk/manifest.webmanifest"):
        assert client.post(path).status_code in {403, 405}
