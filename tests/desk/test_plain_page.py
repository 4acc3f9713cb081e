"""The connected mode runs the same app; what stands in for a module offers what others ask."""

import json
import re

import pytest

from akwaba.desk.assets import APP, files, release
from akwaba.desk.connected.page import INSTEAD, import_map
from tests.desk.modules import asked_for, offered


@pytest.mark.parametrize("name", INSTEAD)
def test_what_stands_in_offers_all_that_is_asked_for(name):
    asked = {
        wanted
        for other in files()
        if other.endswith(".js") and not other.startswith(("plain/", "vendor/")) and other != name
        for wanted in asked_for(APP / other, APP / name)
    }
    assert asked
    assert asked <= offered(APP / INSTEAD[name])


def test_the_map_leads_to_files_of_this_release():
    now = release()
    read = json.loads(import_map(now))
    for address in read["imports"].values():
        assert re.sub(rf"^/desk/app/{now.version}/", "", address) in now.assets


def test_the_page_is_for_those_who_register(client, awa, kone):
    assert client.get("/desk/plain/")["Location"] == "/sign-in/?next=/desk/plain/"
    client.force_login(kone)
    assert client.get("/desk/plain/").status_code == 403
    client.force_login(awa)
    page = client.get("/desk/plain/")
    assert page.status_code == 200
    assert "wasm-unsafe-eval" in page["Content-Security-Policy"]
