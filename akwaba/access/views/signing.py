"""Sign-in and sign-out, language, purpose, own settings."""

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akwaba.access import services
from akwaba.access.forms import LanguageForm, OwnPasswordForm, SignInForm
from akwaba.access.interrupted import CARRIED, carried_fields, send_again_page
from akwaba.access.languages import is_spoken, remember
from akwaba.access.models import Officer
from akwaba.access.permissions import PURPOSE_IN_SESSION, allowed, officer_of, open_to_all
from akwaba.access.problems import OfficerProblem, WrongNameOrPassword
from akwaba.access.rules import Role, purposes_for

LANGUAGE_IN_SESSION = "language"
"""Set where the language was chosen before sign-in: it becomes the officer's own."""


def next_page(request: HttpRequest) -> str:
    """Where to go next: a page of ours, or home."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    return asked if own else "/"


def address_of(request: HttpRequest) -> str:
    """The network address that asks; behind a proxy, the proxy's."""
    address: str = request.META.get("REMOTE_ADDR", "")
    return address


@open_to_all
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "GET" and isinstance(request.user, Officer):
        return redirect(next_page(request))
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            officer = services.sign_in(address=address_of(request), **form.cleaned_data)
        except OfficerProblem as problem:
            form.add_error(None, str(problem))
            status = problem.status
        else:
            return _enter(request, officer)
    page = {"form": form, "next": next_page(request), "carried": request.POST.get(CARRIED, "")}
    return render(request, "access/sign_in.html", page, status=status)


def _enter(request: HttpRequest, officer: Officer) -> HttpResponse:
    auth.login(request, officer)
    chosen = request.session.pop(LANGUAGE_IN_SESSION, None)
    if chosen and chosen != officer.language:
        services.choose_language(officer=officer, language=chosen)
    fields = carried_fields(request.POST.get(CARRIED, ""))
    address = next_page(request)
    response: HttpResponse = redirect(address)
    if fields:
        response = send_again_page(request, fields=fields, address=address)
    remember(response, officer.language)
    return response


@require_POST
@allowed(*Role)
def sign_out(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    response = redirect(settings.LOGIN_URL)
    response["Clear-Site-Data"] = '"cache"'
    return response


@require_POST
@open_to_all
def choose_language(request: HttpRequest) -> HttpResponse:
    response = redirect(next_page(request))
    language = request.POST.get("language", "")
    if is_spoken(language):
        if isinstance(request.user, Officer):
            services.choose_language(officer=request.user, language=language)
        else:
            request.session[LANGUAGE_IN_SESSION] = language
        remember(response, language)
    return response


@require_POST
@allowed(*Role)
def choose_purpose(request: HttpRequest) -> HttpResponse:
    purpose = request.POST.get("purpose", "")
    if purpose in purposes_for(officer_of(request).role):
        request.session[PURPOSE_IN_SESSION] = purpose
    return redirect(next_page(request))


@allowed(*Role)
def own_settings(request: HttpRequest) -> HttpResponse:
    officer = officer_of(request)
    form = OwnPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _change_password(request, form):
        update_session_auth_hash(request, officer)
        messages.success(request, _("Your password is changed."))
        return redirect("access:settings")
    language = LanguageForm(initial={"language": officer.language})
    return render(request, "access/settings.html", {"form": form, "language_form": language})


def _change_password(request: HttpRequest, form: OwnPasswordForm) -> bool:
    try:
        services.change_own_password(
            officer=officer_of(request), address=address_of(request), **form.cleaned_data
        )
    except WrongNameOrPassword:
        form.add_error("current", _("This is not your current password."))
    except OfficerProblem as problem:
        form.add_error(problem.field, str(problem))
    return form.is_valid()
