"""A refusal as a page: calm, translated, without personal data."""

import sys
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from akwaba.ledger.problems import NotFound, Problem


class FormTooOld(Problem):
    status = 403
    code = "form_too_old"
    message = _("This page was open for too long. Go back, open it again and send once more.")


class NotUnderstood(Problem):
    status = 400
    code = "not_understood"
    message = _("What was sent could not be understood. Go back and send once more.")


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page of a refusal, with its status."""
    return render(request, "office/problem.html", {"problem": problem}, status=problem.status)


class ProblemMiddleware:
    """Turns a refusal that a view raises into its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return problem_page(request, error) if isinstance(error, Problem) else None


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django calls it so
    return problem_page(request, NotFound())


def page_not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django calls it so
    return problem_page(request, NotUnderstood())


_STORAGE = (
    ("disk is full", _("The disk of this computer is full. Free some space, then send again.")),
    ("readonly", _("The disk of this computer can be read but not written. Check it, then retry.")),
    ("locked", _("The register is busy. Wait a minute, then send again.")),
    ("unable to open", _("The register cannot be opened. Check the disk of this computer.")),
)


def page_failed(_request: HttpRequest) -> HttpResponse:
    """A failure of ours. It needs neither database nor session: those may be what failed."""
    error = sys.exception()
    reason = None
    if isinstance(error, DatabaseError):
        reason = next((text for sign, text in _STORAGE if sign in str(error).lower()), None)
    status = 503 if reason else 500
    return HttpResponse(render_to_string("office/failure.html", {"reason": reason}), status=status)
