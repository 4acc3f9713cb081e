"""The pages that print: what they hand out, what they never print, and who may open them."""

import re
from pathlib import Path

import pytest

from akwaba.access.models import ReadLog
from akwaba.registry import services
from akwaba.registry.models import Document
from akwaba.registry.numbers import NumberRefused, check_token
from akwaba.registry.papers.drawing import plain_svg
from akwaba.registry.views import attestations
from tests.registry.pages_cast import family, members, new_person


@pytest.fixture
def mariam(awa, facts):
    [mariam] = members(family(awa, new_person("Mariam <b>Coulibaly</b>", nationality="MLI")))
    return mariam


def page_of(person, rest=""):
    return f"/persons/{person.id}/attestation/{rest}"


def test_a_clerk_issues_and_gets_the_pdf(desk, awa, mariam):
    answer = desk.post(page_of(mariam))
    assert answer.url == page_of(mariam, "paper")
    paper = desk.get(answer.url)
    assert paper.content.startswith(b"%PDF")
    assert paper.headers["Content-Type"] == "application/pdf"
    document = Document.objects.get()
    assert document.number in paper.headers["Content-Disposition"]
    assert "Mariam" not in paper.headers["Content-Disposition"]
    assert "no-store" in paper.headers["Cache-Control"]


def test_opening_the_paper_is_noted_as_a_read(desk, awa, mariam):
    services.issue_attestation(actor=awa, person=mariam)
    desk.get(page_of(mariam, "paper"))
    assert ReadLog.objects.filter(
        officer=awa, subject=mariam.id, page="registry:attestation_paper"
    ).exists()


def test_looking_at_the_paper_issues_nothing(desk, mariam):
    assert desk.get(page_of(mariam, "paper")).status_code == 404
    assert not Document.objects.exists()


def test_printing_again_asks_why(desk, awa, mariam):
    services.issue_attestation(actor=awa, person=mariam)
    assert desk.post(page_of(mariam), {"reason": ""}).status_code == 422
    assert desk.post(page_of(mariam), {"reason": "mouillée"}).status_code == 302
    assert Document.objects.get().reprint_reason == "mouillée"


def test_without_typst_the_same_words_are_printed_by_the_browser(desk, awa, mariam, monkeypatch):
    services.issue_attestation(actor=awa, person=mariam)
    monkeypatch.setattr(attestations, "can_typeset", lambda: False)
    page = desk.get(page_of(mariam, "paper")).content.decode()
    assert "Attestation de demandeur d’asile" in page
    assert "Mariam &lt;b&gt;Coulibaly" in page
    assert '<svg viewBox="0 0' in page
    assert "style=" not in page


def test_a_supervisor_revokes_from_the_page_of_the_person(client, desk, awa, soro, mariam):
    services.issue_attestation(actor=awa, person=mariam)
    link = page_of(mariam, "revoke/")
    assert link not in desk.get(f"/persons/{mariam.id}/").content.decode()
    client.force_login(soro)
    assert link in client.get(f"/persons/{mariam.id}/").content.decode()
    client.post(link, {"reason": "volée"})
    assert Document.objects.get().void_reason == "volée"
    assert client.get(link).status_code == 404


def test_the_page_of_a_person_shows_the_paper_by_its_serial(desk, awa, mariam):
    document = services.issue_attestation(actor=awa, person=mariam)
    page = desk.get(f"/persons/{mariam.id}/").content.decode()
    assert f"A {document.number[1:5]} {document.number[5:9]}" in page


@pytest.mark.parametrize("paper", ["a4", "58mm"])
def test_a_token_sheet_bears_codes_and_nothing_else(desk, mariam, paper):
    """It is worn in public: no name, no nationality, no status, no post."""
    page = desk.post("/tokens/", {"count": "30", "format": paper}).content.decode()
    codes = re.findall(r"<b>([^<]+)</b>", page)
    assert len(set(codes)) == 30
    assert not any(isinstance(check_token(code), NumberRefused) for code in codes)
    [tokens] = re.findall(r"<ul>(.*)</ul>", page, re.DOTALL)
    undrawn = re.sub(r"<svg.*?</svg>", "", tokens, flags=re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", undrawn).split()
    assert sorted(words) == sorted(codes)


def test_each_code_is_drawn_as_it_is_written(desk):
    page = desk.post("/tokens/", {"count": "3", "format": "a4"}).content.decode()
    for printed, drawn in zip(
        re.findall(r"<b>([^<]+)</b>", page),
        re.findall(r"<svg.*?</svg>", page, re.DOTALL),
        strict=True,
    ):
        assert drawn == plain_svg(printed.replace("-", "")).text


@pytest.mark.parametrize("count", ["0", "201", "", "many"])
def test_an_impossible_number_of_tokens_is_refused_on_the_page(desk, count):
    answer = desk.post("/tokens/", {"count": count, "format": "a4"})
    assert answer.status_code == 422
    assert "<svg" not in answer.content.decode().split("<main")[1]


def test_a_sheet_is_twenty_millimetres_or_more_by_its_style():
    style = (
        Path(attestations.__file__).parents[1] / "static" / "registry" / "papers.css"
    ).read_text()
    [millimetres] = re.findall(r"\.sheet svg \{[^}]*inline-size: ([\d.]+)mm", style)
    assert float(millimetres) * 21 / 29 >= 20  # a code of version 1, with 4 modules of border


def test_those_who_read_nobody_print_nothing(client, kone, ouattara, mariam):
    for officer in (kone, ouattara):
        client.force_login(officer)
        for address in (page_of(mariam), page_of(mariam, "paper"), "/tokens/"):
            assert client.get(address).status_code == 403
