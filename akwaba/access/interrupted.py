"""A form that is sent after the session ended: sign in on the spot, and nothing typed is lost."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from akwaba.access.forms import SignInForm

CARRIED = "carried"
"""The form field that takes what was typed through the sign-in; it never leaves the browser
otherwise, and is stored nowhere."""
_OURS = {"csrfmiddlewaretoken", CARRIED}


def interrupted_page(request: HttpRequest) -> HttpResponse:
    """The sign-in page, carrying the fields that were sent."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _OURS
        for value in values
    ]
    page = {
        "form": SignInForm(),
        "next": request.path,
        "carried": json.dumps(fields),
        "had_files": bool(request.FILES),
    }
    return render(request, "access/sign_in.html", page, status=403)


def carried_fields(carried: str) -> list[tuple[str, str]]:
    """The names and values that were carried; none where they cannot be read."""
    try:
        return [(str(name), str(value)) for name, value in json.loads(carried or "[]")]
    except (TypeError, ValueError, RecursionError):
        return []
