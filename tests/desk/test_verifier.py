"""The verifier as the node serves it: open to all, whole, and without a word about anybody."""

import json
import re

import pytest

from akwaba.desk.assets import release
from akwaba.ledger import b64url
from akwaba.ledger.problems import Problem
from akwaba.registry import services
from akwaba.registry.papers import issuers
from akwaba.registry.papers.keys import attestation_signer
from tests.registry.attestations_cast import new_signer
from tests.registry.people import new, registered


@pytest.fixture
def mariam(awa):
    _household, [mariam] = registered(awa, new("Mariam Coulibaly", sex="F", nationality="MLI"))
    return mariam


def test_anybody_may_open_it_and_its_policy_lets_nothing_else_in(client, db):
    page = client.get("/verifier/")
    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in page.headers


def test_the_worker_keeps_the_page_and_every_file_that_it_asks_for(client, db):
    script = client.get("/verifier/sw.js").content.decode()
    files = json.loads(re.search(r"const FILES = (\[.*?\]);", script, re.DOTALL).group(1))
    now = release()
    kept = {file.removeprefix(now.path("")) for file in files}
    assert files[0] == "/verifier/"
    assert now.version in script
    assert reached("verifier.js", now) <= kept
    assert "vendor/zxing/zxing_reader.wasm" in kept
    assert all(client.get(file).status_code == 200 for file in files)


def reached(name, now, seen=None):
    """The module and every module that it imports by an address of its own."""
    seen = seen if seen is not None else set()
    seen.add(name)
    text = now.assets[name].plain.decode()
    folder = name.rpartition("/")[0]
    for found in re.findall(r'from "(\.[^"]+)"', text):
        parts = folder.split("/") if folder else []
        for part in found.split("/"):
            if part == "..":
                parts.pop()
            elif part != ".":
                parts.append(part)
        target = "/".join(parts)
        if target not in seen:
            reached(target, now, seen)
    return seen


def test_the_lists_say_nothing_about_anybody(client, awa, mariam):
    document = services.issue_attestation(actor=awa, person=mariam)
    answer = client.get("/verifier/lists")
    assert set(answer.json()) == {"format", "issuers"}
    [own] = answer.json()["issuers"]
    assert set(own) == {"key", "status"}
    content = answer.content + b64url.decode(own["status"])
    for told in ("Mariam", "MLI", document.number, mariam.number, str(mariam.id), "pogo"):
        assert told.encode() not in content


def test_the_list_changes_with_the_next_act(client, awa, soro, mariam):
    before = client.get("/verifier/lists").json()["issuers"][0]["status"]
    services.issue_attestation(actor=awa, person=mariam)
    issued = client.get("/verifier/lists").json()["issuers"][0]["status"]
    services.revoke_attestation(actor=soro, person=mariam, reason="volée")
    revoked = client.get("/verifier/lists").json()["issuers"][0]["status"]
    assert len({before, issued, revoked}) == 3


def of_another_post(minutes=0):
    from datetime import timedelta

    from django.utils import timezone

    from akwaba.registry.papers.status import status_list

    signer = of_another_post.signer = getattr(of_another_post, "signer", None) or new_signer()
    token = status_list(
        [1, 2], signer=signer, issued_at=timezone.now() + timedelta(minutes=minutes), subject="/x"
    )
    return {"key": b64url.encode(signer.point), "status": b64url.encode(token)}


def as_file(*listed):
    return json.dumps({"format": 1, "issuers": listed}).encode()


@pytest.fixture
def own_home(settings, tmp_path):
    settings.AKWABA_HOME = tmp_path
    return tmp_path


def test_the_list_of_another_post_is_served_beside_ours(client, db, own_home):
    other = of_another_post()
    assert issuers.bring(as_file(other)) == 1
    assert client.get("/verifier/lists").json()["issuers"][1:] == [other]


def test_an_older_list_never_replaces_a_newer_one(db, own_home):
    newer, older = of_another_post(), of_another_post(minutes=-5)
    assert issuers.bring(as_file(newer)) == 1
    assert issuers.bring(as_file(older)) == 0
    assert issuers.brought() == [newer]


def test_our_own_list_that_comes_back_is_left_out(db, own_home):
    assert issuers.bring(json.dumps(issuers.published()).encode()) == 0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda one: {**one, "key": b64url.encode(attestation_signer().point[:-1] + b"x")},
        lambda one: {**one, "key": b64url.encode(new_signer().point)},
        lambda one: {**one, "status": one["status"][:-8] + "AAAAAAAA"},
        lambda one: {**one, "status": one["status"][:40]},
        lambda one: {**one, "status": "?"},
        lambda one: {"key": one["key"]},
        lambda one: "no issuer",
    ],
)
def test_a_list_that_was_changed_on_the_way_is_refused_whole(db, own_home, spoil):
    with pytest.raises(Problem, match="liste"):
        issuers.bring(as_file(of_another_post(), spoil(of_another_post())))
    assert issuers.brought() == []


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"format": 2, "issuers": []}'])
def test_what_is_no_list_is_refused(db, own_home, content):
    with pytest.raises(Problem):
        issuers.bring(content)
