"""Administrators enrol and change officers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from akwaba.access import queries, services
from akwaba.access.forms import (
    ChangedOfficerForm,
    NewOfficerForm,
    PasswordForm,
    duties,
)
from akwaba.access.labels import ROLE_LABELS
from akwaba.access.models import Officer
from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.posts import known_posts
from akwaba.access.problems import OfficerProblem
from akwaba.access.rules import Act
from akwaba.ledger.problems import NotFound


@allowed_to(Act.MANAGE_OFFICERS)
def officer_list(request: HttpRequest) -> HttpResponse:
    names = known_posts()
    rows = [
        {
            "officer": officer,
            "role": ROLE_LABELS[officer.role],
            "posts": [names.get(code, code) for code in officer.posts],
            "may_change": officer.username != services.CONSOLE,
            "may_sign_in": officer.is_active and officer.has_usable_password(),
        }
        for officer in queries.officers()
    ]
    return render(request, "access/officers.html", {"rows": rows})


@allowed_to(Act.MANAGE_OFFICERS)
def enrol_officer(request: HttpRequest) -> HttpResponse:
    form = NewOfficerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        officer = _try(form, services.enrol_officer, actor=officer_of(request), **_new(form))
        if isinstance(officer, Officer):
            messages.success(request, _("%(name)s is enrolled.") % {"name": officer.display_name})
            return redirect("access:officers")
    return render(request, "access/enrol.html", {"form": form, "duties": duties()})


def _new(form: NewOfficerForm) -> dict[str, Any]:
    return {
        "username": form.cleaned_data["username"],
        "display_name": form.cleaned_data["display_name"],
        "password": form.cleaned_data["password"] or None,
        "rights": form.rights(),
    }


@allowed_to(Act.MANAGE_OFFICERS)
def change_officer(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    officer = _officer(officer_id)
    form = ChangedOfficerForm(request.POST or None, initial=_facts(officer))
    if request.method == "POST" and form.is_valid():
        done = _try(
            form,
            services.change_officer,
            actor=officer_of(request),
            officer=officer,
            display_name=form.cleaned_data["display_name"],
            rights=form.rights(),
        )
        if done is not None:
            messages.success(request, _("The changes are kept."))
            return redirect("access:officers")
    page = {"form": form, "subject": officer, "password_form": PasswordForm(), "duties": duties()}
    return render(request, "access/officer.html", page)


@allowed_to(Act.MANAGE_OFFICERS)
def give_password(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    officer = _officer(officer_id)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _try(
            form,
            services.set_password,
            actor=officer_of(request),
            officer=officer,
            password=form.cleaned_data["password"],
        )
        if done is not None:
            messages.success(request, _("The new password is set. Tell it to the officer alone."))
            return redirect("access:officer", officer.id)
    return render(request, "access/password.html", {"form": form, "subject": officer})


def _try(form: Form, act: Any, **facts: Any) -> Officer | None:
    """Do it; what is refused is shown in the form, which keeps everything that was typed."""
    try:
        officer: Officer = act(**facts)
    except OfficerProblem as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return None
    return officer


def _officer(officer_id: UUID) -> Officer:
    officer = queries.officer_for(officer_id)
    if officer is None:
        raise NotFound
    return officer


def _facts(officer: Officer) -> dict[str, Any]:
    return {
        "display_name": officer.display_name,
        "role": officer.role,
        "posts": officer.posts,
        "all_posts": officer.all_posts,
        "is_active": officer.is_active,
    }
