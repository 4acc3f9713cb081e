"""A supervisor works through the queue: one pair after the other, families in one go."""

import re
from datetime import date

import pytest

from akwaba.access.models import ReadLog
from akwaba.matching.models import Judgement
from akwaba.registry import counts
from akwaba.registry.models import Person
from tests.cast import officer
from tests.matching.pairs.pairs_cast import counts_as_one, proposed, says
from tests.matching.pairs.test_waiting import propose

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts", "never_twice")]

DAY = date(2030, 1, 1)


@pytest.fixture
def never_twice(monkeypatch):
    monkeypatch.setattr("akwaba.matching.models.is_looked_at_twice", lambda *_pair: False)


@pytest.fixture
def supervisor(client, soro):
    client.force_login(soro)
    return client


def address(one, other):
    first, second = sorted((one.id, other.id))
    return f"/duplicates/{first}/{second}/"


def answer(client, one, other, verdict):
    """Open the pair and press the key, as a browser does."""
    page = client.get(address(one, other))
    sent = {name: page.context[name] for name in ("seen", "evidence")}
    return client.post(address(one, other), {"verdict": verdict, **sent})


def figures():
    return counts.present(as_of=DAY), counts.arrivals(as_of=DAY)


def test_the_menu_says_how_many_wait(supervisor, traore, again):
    propose(traore[0], again[0])
    assert "1 paire à comparer" in supervisor.get("/").content.decode()
    assert supervisor.get("/duplicates/").context["pairs"] == 1


def test_nothing_waits(supervisor, facts):
    page = supervisor.get("/duplicates/").content.decode()
    assert "Rien n’attend d’être comparé." in page
    assert "pas encore été comparé" in page


def test_a_verdict_leads_to_the_next_pair_and_says_how_to_undo(supervisor, traore, again):
    propose(traore[0], again[0])
    propose(traore[1], again[1])
    led = answer(supervisor, traore[0], again[0], "same")
    assert led.url == address(traore[1], again[1])
    told = supervisor.get(led.url).context["judged"]
    assert (told["pairs"], told["undo"]) == (1, f"{address(traore[0], again[0])}withdraw")
    assert answer(supervisor, traore[1], again[1], "different").url == "/duplicates/"


def test_a_wrong_merge_is_undone_in_two_actions_and_nothing_is_lost(supervisor, traore, again):
    before, people = figures(), list(Person.objects.order_by("id").values())
    answer(supervisor, traore[0], again[0], "same")
    assert counts_as_one(traore[0], again[0])
    undo = supervisor.get("/duplicates/").context["judged"]["undo"]
    supervisor.post(undo)
    assert (figures(), list(Person.objects.order_by("id").values())) == (before, people)


def test_both_records_are_shown_with_the_letters_that_differ(supervisor, traore, again):
    page = supervisor.get(address(traore[0], again[0]))
    written = page.content.decode()
    assert re.search(r"Mariam<mark>e</mark>", written)
    assert {side.number for side in page.context["sides"]}
    assert len(page.context["fall"].steps) > 3
    assert written.count("preserveAspectRatio") == len(page.context["fall"].steps)
    assert "Fanta Traoré" in written, "the others of the family"


def test_who_is_shown_is_noted(supervisor, soro, traore, again):
    propose(traore[0], again[0])
    supervisor.get("/duplicates/")
    supervisor.get(address(traore[0], again[0]))
    supervisor.get(f"/duplicates/families/{traore[0].household}/{again[0].household}/")
    noted = set(ReadLog.objects.filter(officer=soro).values_list("subject", "page"))
    assert {(traore[0].id, f"matching:{page}") for page in ("queue", "pair", "family")} <= noted
    assert (again[2].id, "matching:pair") in noted


def test_a_record_changed_meanwhile_is_looked_at_again(supervisor, awa, traore, again):
    from akwaba.registry import services as registry

    page = supervisor.get(address(traore[0], again[0]))
    registry.correct(actor=awa, row=again[0], values={"mother": "Fanta Koné"})
    sent = {"verdict": "same", "evidence": page.context["evidence"]}
    led = supervisor.post(address(traore[0], again[0]), sent, follow=True)
    assert "modifiée entre-temps" in led.content.decode()
    assert not Judgement.objects.exists()


def test_what_is_no_verdict_is_refused(supervisor, traore, again):
    led = supervisor.post(address(traore[0], again[0]), {"verdict": "perhaps"}, follow=True)
    assert led.status_code == 200
    assert not Judgement.objects.exists()


def test_two_who_differ_are_shown_with_their_words_and_settled(
    supervisor, awa, soro, konate, traore, again
):
    says(konate, traore[0], again[0], "different")
    says(soro, traore[0], again[0], "same")
    page = supervisor.get(address(traore[0], again[0]))
    assert [one.who for one, _verdict in page.context["said"]] == ["Konaté Adama"]
    answer(supervisor, traore[0], again[0], "different")
    assert supervisor.get("/duplicates/").context["pairs"] == 0
    assert not counts_as_one(traore[0], again[0])


def test_a_second_look_does_not_tell_what_the_first_found(
    client, soro, konate, traore, again, monkeypatch
):
    monkeypatch.setattr("akwaba.matching.models.is_looked_at_twice", lambda *_pair: True)
    says(soro, traore[0], again[0], "same")
    client.force_login(konate)
    page = client.get(address(traore[0], again[0]))
    assert (page.context["said"], page.context["seen"]) == ([], "")
    answer(client, traore[0], again[0], "same")
    assert "1 paire" in client.get("/duplicates/").content.decode()


def test_what_was_put_off_comes_last_and_is_not_next(supervisor, traore, again):
    propose(traore[0], again[0])
    assert answer(supervisor, traore[0], again[0], "later").url == "/duplicates/"
    assert "vous l’avez remise à plus tard" in supervisor.get("/duplicates/").content.decode()


def family_form(client, one, other):
    where = f"/duplicates/families/{one[0].household}/{other[0].household}/"
    page = client.get(where)
    rows = page.context["rows"]
    shown = {row["evidence_name"]: row["evidence"] for row in rows}
    return where, rows, shown


def test_a_family_is_judged_on_one_page_and_taken_back_in_one(supervisor, traore, again):
    before = figures()
    where, rows, shown = family_form(supervisor, traore, again)
    assert len(rows) == 3
    supervisor.post(where, {**shown, **{row["name"]: "same" for row in rows}})
    assert sum(counts.present(as_of=DAY).values()) == 3
    told = supervisor.get("/duplicates/").context["judged"]
    assert told["pairs"] == 3
    supervisor.post(told["undo"])
    assert figures() == before


def test_of_a_family_only_what_was_answered_is_noted(supervisor, traore, again):
    where, rows, shown = family_form(supervisor, traore, again)
    supervisor.post(where, {**shown, rows[0]["name"]: "different"})
    assert Judgement.objects.count() == 1


def test_nobody_of_another_family_is_slipped_in(supervisor, awa, traore, again):
    from tests.matching.pairs.pairs_cast import family, members

    third = members(family(awa, "Bakary Sanogo"))[0]
    where, _rows, _shown = family_form(supervisor, traore, again)
    supervisor.post(where, {f"pair {traore[0].id} {third.id}": "same", "pair x": "same"})
    assert not Judgement.objects.exists()


def test_a_person_and_themself_are_no_pair(supervisor, traore):
    assert supervisor.get(address(traore[0], traore[0])).status_code == 404
    home = traore[0].household
    assert supervisor.get(f"/duplicates/families/{home}/{home}/").status_code == 404


def test_other_roles_are_kept_out(client, awa, yeo, kone, ouattara, bamba, traore, again):
    proposed(traore[0], again[0])
    for visitor in (awa, yeo, kone, ouattara, bamba):
        client.force_login(visitor)
        assert client.get("/duplicates/").status_code == 403
        assert client.get(address(traore[0], again[0])).status_code == 403
        assert client.post(address(traore[0], again[0]), {"verdict": "same"}).status_code == 403


def test_the_page_reads_in_english(supervisor, traore, again):
    supervisor.post("/language/", {"language": "en"})
    page = supervisor.get(address(traore[0], again[0])).content.decode()
    assert "The same person?" in page
    assert 'data-key="S"' in page


def test_a_supervisor_of_another_post_cannot_tell_hidden_from_absent(client, soro, traore, again):
    says(soro, traore[0], again[0], "same")
    client.force_login(officer("far", "Far", "supervisor", posts=["tengrela"]))
    pair = address(traore[0], again[0])
    family = f"/duplicates/families/{traore[0].household}/{again[0].household}/"
    for where in (pair, family):
        assert client.get(where).status_code == 404
        assert client.post(where, {"verdict": "different"}).status_code == 404
        assert client.post(f"{where}withdraw").status_code == 404
    assert counts_as_one(traore[0], again[0])
