"""A form that is sent too late: sign in on the spot if need be, and nothing typed is lost."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from akwaba.access.forms import SignInForm
from akwaba.access.models import Officer
from akwaba.access.pages import FormTooOld, problem_page

CARRIED = "carried"
"""The form field that takes what was typed through the sign-in; it never leaves the browser
otherwise, and is stored nowhere."""
_OURS = {"csrfmiddlewaretoken", CARRIED}

Fields = list[tuple[str, str]]


def interrupted_page(request: HttpRequest) -> HttpResponse:
    """The sign-in page, carrying the fields that were sent after the session ended."""
    page = {
        "form": SignInForm(),
        "next": request.path,
        "carried": json.dumps(_sent(request)),
        "had_files": bool(request.FILES),
    }
    return render(request, "access/sign_in.html", page, status=403)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django calls it so
    """What a form says whose protection against forged requests has run out.

    That happens to our own forms when the officer signs in anew in another window. A form from
    elsewhere is never offered again: one careless touch would send what a stranger wrote.
    """
    if request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
        return problem_page(request, FormTooOld())
    if not isinstance(request.user, Officer):
        return interrupted_page(request)
    return send_again_page(request, fields=_sent(request), address=request.path)


def send_again_page(request: HttpRequest, *, fields: Fields, address: str) -> HttpResponse:
    """What was typed, ready to be sent once more with one touch."""
    page = {"fields": fields, "next": address, "had_files": bool(request.FILES)}
    return render(request, "access/send_again.html", page)


def carried_fields(carried: str) -> Fields:
    """The names and values that were carried; none where they cannot be read."""
    try:
        return [(str(name), str(value)) for name, value in json.loads(carried or "[]")]
    except (TypeError, ValueError, RecursionError):
        return []


def _sent(request: HttpRequest) -> Fields:
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _OURS
        for value in values
    ]
