"""Facts of the situation: noted with their source, withdrawn, never overwritten."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from akwaba.ledger.services import rebuild
from akwaba.reports import problems, queries, services
from akwaba.reports.models import Context
from akwaba.reports.rules import Deaths

pytestmark = pytest.mark.django_db
DAY = date(2025, 11, 16)
PAGE = reverse("reports:context")
FILLED = {
    "day": "2025-11-12",
    "said_fr": "Le marché de Loulouni est fermé.",
    "certainty": "known",
    "source": "abamako.com",
}


def test_a_fact_is_an_entry_and_is_folded_again(note):
    note()
    before = Context.objects.values().get()
    rebuild()
    assert Context.objects.values().get() == before


def test_the_same_fact_sent_twice_is_stored_once(note):
    same = uuid4()
    assert note(id=same) is not None
    assert note(id=same) is None
    assert Context.objects.count() == 1


def test_a_withdrawn_fact_leaves_the_report_and_stays_in_the_ledger(note, diallo):
    note()
    found = queries.contexts_for(DAY)[0]
    services.withdraw_context(actor=diallo, context=found, reason="wrong village")
    assert queries.contexts_for(DAY) == []
    assert queries.context_for(found.id) is None
    assert Context.objects.get().void_reason == "wrong village"


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"said_fr": "  "}, problems.SentenceMissing),
        ({"said_fr": "x" * 401}, problems.SentenceMissing),
        ({"said_en": "x" * 401}, problems.SentenceMissing),
        ({"source": ""}, problems.SourceMissing),
        ({"address": "javascript:alert(1)"}, problems.AddressUnusable),
        ({"address": "https://a b"}, problems.AddressUnusable),
        ({"deaths": Deaths.KNOWN}, problems.DeathsUnusable),
        ({"deaths": Deaths.UNKNOWN, "deaths_number": 0}, problems.DeathsUnusable),
        ({"deaths": None, "deaths_number": 3}, problems.DeathsUnusable),
        ({"deaths": Deaths.KNOWN, "deaths_number": -1}, problems.DeathsUnusable),
    ],
)
def test_what_is_missing_or_unusable_is_refused_by_name(note, wrong, refusal):
    with pytest.raises(refusal):
        note(**wrong)
    assert Context.objects.count() == 0


def test_a_fact_of_the_future_is_refused(note):
    with pytest.raises(problems.ContextDayUnusable):
        note(day=timezone.localdate() + timedelta(days=2))


def test_a_clerk_writes_no_report(awa, note):
    with pytest.raises(problems.ReportsNotYours):
        services.note_context(actor=awa, day=DAY, said_fr="Vu.", source="moi")


def test_the_page_keeps_a_fact(client, diallo, facts):
    client.force_login(diallo)
    response = client.post(PAGE, FILLED, follow=True)
    assert "Le marché de Loulouni est fermé." in response.content.decode()
    assert Context.objects.get().source == "abamako.com"


def test_the_page_says_what_to_mend_and_loses_nothing(client, diallo, facts):
    client.force_login(diallo)
    response = client.post(PAGE, {**FILLED, "address": "setal"})
    page = response.content.decode()
    assert Context.objects.count() == 0
    assert "« setal »" in page.replace("\xa0", " ")
    assert "Le marché de Loulouni est fermé." in page


def test_the_page_withdraws_a_fact(client, diallo, note, facts):
    note()
    client.force_login(diallo)
    found = Context.objects.get()
    response = client.post(reverse("reports:withdraw", args=[found.id]), follow=True)
    assert response.status_code == 200
    assert queries.contexts_for(DAY) == []
    assert client.post(reverse("reports:withdraw", args=[uuid4()])).status_code == 404


def test_a_clerk_reads_the_report_but_is_not_offered_to_write_it(client, awa, facts):
    client.force_login(awa)
    page = client.get(reverse("reports:sitrep"), {"as_of": "2025-11-16"}).content.decode()
    assert "Rapport de situation" in page
    assert PAGE not in page
    assert client.get(PAGE).status_code == 403


def test_security_reads_the_report_made_for_it(client, kone, border):
    client.force_login(kone)
    asked = client.get(reverse("reports:file", args=["text"]), {"as_of": "2025-11-16"})
    text = " ".join(asked.content.decode().split())
    assert "Arrondi à 5" in text
    assert "2025" not in text.split("Chiffres au")[1].split(",")[0]


def test_the_report_can_be_taken_away(client, diallo, border):
    client.force_login(diallo)
    for form, ending in (("html", "html"), ("text", "txt")):
        response = client.get(reverse("reports:file", args=[form]), {"as_of": "2025-11-16"})
        assert f"2025-11-16.{ending}" in response.headers["Content-Disposition"]
    assert client.get(reverse("reports:file", args=["pdf"])).status_code == 404


def test_a_day_that_is_none_is_told_on_the_page(client, diallo, facts):
    client.force_login(diallo)
    response = client.get(reverse("reports:sitrep"), {"as_of": "demain"})
    assert response.status_code == 200
    assert "demain" in response.content.decode()
