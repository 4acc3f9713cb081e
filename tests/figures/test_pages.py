"""The page of figures, for those who meet people and for those who must not."""

import json
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from akwaba.access.rules import Role
from akwaba.figures.asking import seen_by
from akwaba.figures.rules import Audience
from tests.cast import officer
from tests.figures.conftest import DAY

pytestmark = pytest.mark.django_db
PAGE = reverse("figures:figures")
ON_THE_DAY = {"as_of": DAY.isoformat()}


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("role", Role)
def test_every_role_has_figures(client, border, role):
    client.force_login(officer("visitor", "Visitor", role, posts=["pogo"]))
    response = client.get(PAGE)
    assert response.status_code == 200
    assert "Chiffres au" in response.content.decode()


@pytest.mark.parametrize("role", [Role.COUNCIL, Role.SECURITY])
def test_security_is_given_the_day_that_is_made_for_it_whatever_it_asks(client, border, role):
    client.force_login(officer("visitor", "Visitor", role))
    asked = client.get(reverse("figures:json"), {"as_of": "2025-11-15", "post": "pogo"})
    given = json.loads(asked.content)
    assert given["audience"] == "security"
    assert date.fromisoformat(given["as_of"]) < timezone.localdate() - timedelta(days=1)
    assert given == json.loads(client.get(reverse("figures:json")).content)
    assert given["age_sex_by_post"] == {}
    assert all(post["registered"] % 5 == 0 for post in given["posts"])
    assert 'name="as_of"' not in client.get(PAGE).content.decode()


def test_only_security_is_made_to_wait():
    for role in Role:
        audience, as_of = seen_by(role, None)
        assert (audience is Audience.SECURITY) == (role in {Role.COUNCIL, Role.SECURITY})
        assert (as_of < timezone.localdate()) == (audience is Audience.SECURITY)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_sees_nobody_does_not_choose_what_could_be_subtracted(client, border, role):
    client.force_login(officer("visitor", "Visitor", role, all_posts=True))
    asked = client.get(reverse("figures:json"), {"as_of": "2025-11-15", "post": "pogo"})
    given = json.loads(asked.content)
    assert given["as_of"] == timezone.localdate().isoformat()
    assert len(given["posts"]) == 3
    assert 'name="as_of"' not in client.get(PAGE).content.decode()


def test_a_week_without_arrivals_offers_the_last_day_that_had_some(client, diallo, border):
    client.force_login(diallo)
    assert "?as_of=2025-11-16" in client.get(PAGE).content.decode()
    assert "Les dernières arrivées" not in text_of(client.get(PAGE, {"as_of": "2025-11-18"}))


def test_each_chart_stands_beside_its_table_and_has_no_style_of_its_own(client, diallo, border):
    client.force_login(diallo)
    page = client.get(PAGE, ON_THE_DAY).content.decode()
    assert page.count('<svg class="chart"') == 3
    assert page.count("<table>") >= 6
    assert "style=" not in page
    assert "<script" not in page
    assert 'role="img" aria-label="Arrivées par poste et par jour"' in page


def test_each_figure_says_what_it_counts(client, diallo, border):
    client.force_login(diallo)
    page = client.get(PAGE, ON_THE_DAY).content.decode()
    for name in ("registered", "counted", "estimated", "waiting", "backlog_days", "baseline"):
        assert f'id="{name}"' in page
    assert "registry.counts.headcounts" in page


def test_the_page_is_in_english_for_those_who_read_it(client, diallo, border):
    client.force_login(diallo)
    client.cookies["django_language"] = "en"
    diallo.language = "en"
    diallo.save()
    words = text_of(client.get(PAGE, ON_THE_DAY, HTTP_ACCEPT_LANGUAGE="en"))
    assert "Figures as of 16 November 2025" in words
    assert "Registered, counted, estimated" in words


def test_a_day_that_is_none_is_told_and_loses_nothing(client, diallo, border):
    client.force_login(diallo)
    response = client.get(PAGE, {"as_of": "hier"})
    assert response.status_code == 200
    assert "hier" in text_of(response)
    assert "2025-11-16" in text_of(response)


def test_a_file_for_a_day_that_is_none_is_refused(client, diallo, border):
    client.force_login(diallo)
    assert client.get(reverse("figures:csv"), {"as_of": "hier"}).status_code == 400
    assert client.get(reverse("figures:csv"), {"post": "nowhere"}).status_code == 404


def test_the_table_file_is_named_for_its_day(client, diallo, border):
    client.force_login(diallo)
    response = client.get(reverse("figures:csv"), ON_THE_DAY)
    assert response.headers["Content-Disposition"].endswith('chiffres-2025-11-16.csv"')
    assert response.content.decode("utf-8-sig").startswith("as_of,figure")
