"""Auditors read the log of reads."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from akwaba.access import queries
from akwaba.access.forms import ReadsForm
from akwaba.access.labels import PURPOSE_LABELS
from akwaba.access.permissions import allowed_to
from akwaba.access.rules import Act


@allowed_to(Act.AUDIT_READS)
def reads(request: HttpRequest) -> HttpResponse:
    form = ReadsForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = asked.get("page") or 1
    officer = UUID(asked["officer"]) if asked.get("officer") else None
    found, has_earlier = queries.reads(officer=officer, subject=asked.get("subject"), page=page)
    context = {
        "form": form,
        "rows": [(read, PURPOSE_LABELS[read.purpose]) for read in found],
        "asked": {name: str(value) for name, value in asked.items() if value and name != "page"},
        "earlier": page + 1 if has_earlier else None,
        "later": page - 1 if page > 1 else None,
    }
    return render(request, "access/reads.html", context)
