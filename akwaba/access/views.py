"""Sign-in, sign-out, language, purpose and own settings."""

from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from akwaba.access.languages import is_spoken, remember
from akwaba.access.permissions import allowed, open_to_all
from akwaba.access.rules import Role


def _next(request: HttpRequest) -> str:
    """Where to go next: a page of ours, or home."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    return asked if own else "/"


@open_to_all
def sign_in(request: HttpRequest) -> HttpResponse:
    form: Any = AuthenticationForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        auth.login(request, form.get_user())
        return redirect(_next(request))
    return render(request, "access/sign_in.html", {"form": form, "next": _next(request)})


@require_POST
@allowed(*Role)
def sign_out(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    return redirect(settings.LOGIN_URL)


@require_POST
@open_to_all
def choose_language(request: HttpRequest) -> HttpResponse:
    response = redirect(_next(request))
    language = request.POST.get("language", "")
    if is_spoken(language):
        remember(response, language)
    return response
