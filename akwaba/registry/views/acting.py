"""A page with one act on it: a form, what it does, and where it leads."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from akwaba.ledger.problems import Problem


@dataclass(frozen=True, slots=True)
class Page:
    """The words of an act."""

    title: str
    who: str
    """The person or household that it concerns."""
    submit: str
    done: str
    back: str
    """Address of the file to which the page leads back."""
    intro: str = ""
    is_grave: bool = False
    layout: str = "column"
    """How choices are set: one below another, or "" for side by side."""
    template: str = "registry/act.html"


def act_page(
    request: HttpRequest, form: Form, page: Page, act: Callable[[], HttpResponse | None]
) -> HttpResponse:
    """Show the form; when it is sent, do the act, and keep what was typed if it is refused.

    `act` may return an address of its own to go to.
    """
    if request.method == "POST" and form.is_valid():
        try:
            leads_to = act()
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            if page.done:
                messages.success(request, page.done)
            return (
                leads_to if isinstance(leads_to, HttpResponse) else HttpResponseRedirect(page.back)
            )
    context = {"form": form, "page": page}
    return render(request, page.template, context, status=422 if form.is_bound else 200)


def done(request: HttpRequest, act: Callable[[], object], sentence: str, back: str) -> HttpResponse:
    """Do a one-tap act and go back to the file, saying what became of it."""
    try:
        act()
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, sentence)
    return redirect(back)
