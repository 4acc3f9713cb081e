"""No page is open by default."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from akwaba.access.models import Officer
from akwaba.access.permissions import PermissionMiddleware, allowed, open_to_all
from akwaba.access.rules import Role

pytestmark = pytest.mark.django_db


def undeclared(request):
    return HttpResponse("in")


@pytest.fixture
def aya():
    return Officer.objects.create(
        username="aya", display_name="Aya Koffi", role=Role.CLERK, posts=["POGO"], language="fr"
    )


def answer(view, officer, path="/page/"):
    request = RequestFactory().get(path)
    request.user, request.session = officer, {}
    return PermissionMiddleware(view).process_view(request, view, (), {})


def test_a_view_that_declares_nothing_is_refused_even_to_an_administrator(client, aya):
    aya.role = Role.ADMINISTRATOR
    assert answer(undeclared, aya).status_code == 403


def test_a_role_that_is_named_passes(aya):
    assert answer(allowed(Role.CLERK)(lambda request: None), aya) is None


def test_a_role_that_is_not_named_is_refused(aya):
    assert answer(allowed(Role.AUDITOR)(lambda request: None), aya).status_code == 403


def test_a_page_for_all_needs_no_sign_in():
    assert answer(open_to_all(lambda request: None), None) is None


def test_who_is_not_signed_in_goes_to_sign_in_without_the_query(client):
    response = client.get("/?q=Ouattara")
    assert response.status_code == 302
    assert response.url == "/sign-in/?next=/"


def test_a_declaration_without_roles_is_refused():
    with pytest.raises(ValueError, match="Name the roles"):
        allowed()


def test_home_opens_once_signed_in(client, aya):
    client.force_login(aya)
    assert client.get("/").status_code == 200
