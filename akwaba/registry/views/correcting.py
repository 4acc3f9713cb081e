"""Corrections that meet another officer's: what was typed is kept, what changed is shown."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from akwaba.access.models import Officer
from akwaba.ledger.problems import Problem
from akwaba.registry import services
from akwaba.registry.fields import field_label
from akwaba.registry.forms.corrections import CorrectionForm
from akwaba.registry.pages.words import spoken
from akwaba.registry.problems import ChangedMeanwhile
from akwaba.registry.views.acting import Page


def correction_page(
    request: HttpRequest, form: CorrectionForm, page: Page, officer: Officer
) -> HttpResponse:
    """Show the fields; write those that were changed."""
    if request.method == "POST" and form.is_valid():
        try:
            entry = services.correct(
                actor=officer,
                row=form.row,
                values=form.values(),
                seen=form.seen_heads(),
                basis=form.cleaned_data["basis"],
            )
        except ChangedMeanwhile as problem:
            _show_anew(form, problem)
        except Problem as problem:
            form.add_error(None, _worded(problem))
        else:
            said = _("The correction is kept.") if entry else _("Nothing was different.")
            messages.success(request, said)
            return HttpResponseRedirect(page.back)
    context = {"form": form, "page": page}
    return render(request, page.template, context, status=422 if form.is_bound else 200)


def _show_anew(form: CorrectionForm, problem: ChangedMeanwhile) -> None:
    field = str(problem.details["field"])
    form.show_anew()
    value = spoken(field, services.shown(form.row, field), names={})
    form.add_error(
        None,
        _(
            "“%(field)s” was changed by someone else meanwhile: it is now “%(value)s”. What you "
            "typed is still here; save again to keep yours."
        )
        % {"field": field_label(field), "value": value},
    )


def _worded(problem: Problem) -> str:
    """A refusal that names a field, with the word that the page uses for it."""
    if "field" in problem.details:
        problem.details["field"] = field_label(str(problem.details["field"]))
    return str(problem)
