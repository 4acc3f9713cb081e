"""Two computers exchange by what an officer presses and carries, over a line and on a stick."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from akwaba.access.rules import Role
from akwaba.ledger.exchange import lines
from akwaba.ledger.models import Entry
from tests.cast import officer


@pytest.fixture
def pogo(world, monkeypatch):
    """The post at Pogo, whose line is the world's."""
    post = world.posts["pogo"]
    monkeypatch.setattr(lines, "over_http", lambda *_, **__: world.wire(post, world.capital))
    return post


def supervisor():
    visitor = officer("soro", "Soro Nanga", Role.SUPERVISOR, posts=["pogo"])
    visitor.language = "en"
    visitor.save()
    client = Client()
    client.force_login(visitor)
    return client


def text(answer):
    content = b"".join(answer) if answer.streaming else answer.content
    return " ".join(content.decode().split())


def carried(client, path="/exchange/stick/new/"):
    """The bytes of a file that was made for the stick."""
    answer = client.post(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith('.akwaba-stick"')
    content = b"".join(answer.streaming_content)
    assert int(answer.headers["Content-Length"]) == len(content)
    answer.close()
    return content


def brought(client, content):
    return client.post("/exchange/stick/", {"file": SimpleUploadedFile("x", content)})


def test_an_officer_presses_and_what_waited_is_at_the_capital(world, pogo):
    with pogo:
        pogo.register("pogo")
        client = supervisor()
        number = Entry.objects.count()
        waiting = text(client.get("/exchange/"))
        page = text(client.post("/exchange/now/", follow=True))
    assert f"{number} entries, the oldest of" in waiting
    assert f"{number} entries sent." in page
    assert "all exchanged" in page
    assert '<span class="badge good">agrees</span>' in page
    with world.capital:
        assert Entry.objects.filter(kind="registry.household_registered").count() == 1


def test_a_stick_is_carried_there_and_back(world, pogo):
    with pogo:
        pogo.register("pogo")
        at_post = supervisor()
        there = carried(at_post)
    with world.capital:
        at_capital = supervisor()
        page = brought(at_capital, there)
        assert "is taken in" in text(page)
        assert "new entries." in text(page)
        assert f'action="/exchange/{pogo.id}/stick/"' in text(page)
        again = text(brought(at_capital, there))
        assert "0 new entries." in again
        back = carried(at_capital, f"/exchange/{pogo.id}/stick/")
        assert Entry.objects.filter(kind="registry.household_registered").count() == 1
    with pogo:
        assert "is taken in" in text(brought(at_post, back))
        page = text(at_post.get("/exchange/"))
        assert "no entry" in page
        assert "just now" in page or "min ago" in page


def test_a_stick_that_was_cut_off_keeps_what_came_before(world, pogo):
    with pogo:
        pogo.register("pogo")
        there = carried(supervisor())
    with world.capital:
        answer = brought(supervisor(), there[:-20])
        assert answer.status_code == 400
        assert "entries before that place are stored" in text(answer)
        assert Entry.objects.filter(kind="registry.household_registered").count() == 1


def test_a_stick_for_another_computer_is_taken_in_nowhere_else(world, pogo):
    with pogo:
        pogo.register("pogo")
        there = carried(supervisor())
    with world.posts["ouangolo"]:
        answer = brought(supervisor(), there)
        assert answer.status_code == 400
        assert "made for another computer" in text(answer)
        assert not Entry.objects.filter(scope="pogo").exists()


def test_names_are_not_readable_on_a_stick(pogo):
    with pogo:
        _, (person, *_) = pogo.register("pogo")
        pogo.correct(person, "Zoumbarikè Wattarawou")
        there = carried(supervisor())
    assert b"Wattarawou" not in there
    assert b"household" not in there


def test_a_stick_touches_no_folder_but_the_nodes_own(pogo, world, monkeypatch, tmp_path):
    """What lies in the machine's folder of temporary files, nobody wipes and others read."""
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "is-not-there"))
    with pogo:
        pogo.register("pogo")
        there = carried(supervisor())
        assert list((pogo.home / "sticks").iterdir()) == []
        assert (pogo.home / "sticks").stat().st_mode & 0o077 == 0
    with world.capital:
        client = supervisor()
        assert "new entries" in text(brought(client, there))
        larger_than_memory_takes = there + bytes(20 * 1024 * 1024)
        assert "damaged or ends too early" in text(brought(client, larger_than_memory_takes))
        assert list((world.capital.home / "sticks").iterdir()) == []


def test_a_file_is_taken_in_only_from_our_own_page(world, pogo):
    with pogo:
        pogo.register("pogo")
        there = carried(supervisor())
    with world.capital:
        strict = Client(enforce_csrf_checks=True)
        visitor = officer("bema", "Bema", Role.INFORMATION, all_posts=True)
        strict.force_login(visitor)
        answer = brought(strict, there)
        assert answer.status_code == 403
        assert not Entry.objects.filter(scope="pogo").exists()
        page = strict.get("/exchange/stick/")
        token = page.context["csrf_token"]
        sent = {"file": SimpleUploadedFile("x", there), "csrfmiddlewaretoken": str(token)}
        assert strict.post("/exchange/stick/", sent).status_code == 200


@pytest.mark.parametrize(
    "content", [b"x", b"akwaba stick 1\n", b"akwaba stick 1\n{}\n", b"\0" * 99]
)
def test_a_file_that_is_no_stick_is_refused_in_words(pogo, content):
    with pogo:
        answer = brought(supervisor(), content)
        assert answer.status_code == 400
        assert "Nothing was stored" in text(answer)
        assert supervisor_without_file() == 400


def supervisor_without_file():
    client = Client()
    client.force_login(officer("bema", "Bema", Role.SUPERVISOR, posts=["pogo"]))
    return client.post("/exchange/stick/", {}).status_code


def test_new_posts_of_a_computer_reach_it_at_the_next_exchange(world, pogo):
    with world.posts["ouangolo"] as ouangolo:
        ouangolo.register("ouangolodougou")
        ouangolo.meet()
    with pogo:
        client = supervisor()
        client.post("/exchange/now/")
        assert not Entry.objects.filter(scope="ouangolodougou").exists()
    with world.capital:
        administrator = officer("bamba", "Bamba Adjoua", Role.ADMINISTRATOR, all_posts=True)
        at_capital = Client()
        at_capital.force_login(administrator)
        rights = {"name": "Pogo", "role": "post", "posts": ["pogo", "ouangolodougou"]}
        assert at_capital.post(f"/exchange/{pogo.id}/rights/", rights).status_code == 302
    with pogo:
        client.post("/exchange/now/")
        assert pogo.capital().posts == ["ouangolodougou", "pogo"]
        assert Entry.objects.filter(scope="ouangolodougou").exists()
