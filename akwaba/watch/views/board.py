"""The incidents near the border with what they add up to, and those that may be one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act, may
from akwaba.places.queries import names_of
from akwaba.watch import queries, words
from akwaba.watch.forms import FilterForm
from akwaba.watch.models import Sighting
from akwaba.watch.problems import WatchProblem
from akwaba.watch.services.comparing import compare
from akwaba.watch.views.asked import id_of

ROWS_A_PAGE = 50
MOST_PAIRS = 20


@allowed_to(Act.SEE_INCIDENTS)
@require_GET
def incidents(request: HttpRequest) -> HttpResponse:
    """Incidents, the latest first, and the dead that are known among all of them."""
    form = FilterForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = queries.sightings(
        kind=asked.get("kind", ""),
        verification=asked.get("verification", ""),
        since=asked.get("since"),
    )
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    role = officer_of(request).role
    assesses = may(role, Act.ASSESS_INCIDENT)
    return render(
        request,
        "watch/incidents.html",
        {
            "form": form,
            "page": page,
            "lines": _lines(list(page.object_list)),
            "total": words.deaths_in_words(queries.deaths_of(rows)),
            "pairs": len(queries.pairs_to_compare()) if assesses else 0,
            "query": _without_page(request),
        },
    )


@allowed_to(Act.ASSESS_INCIDENT)
def doubles(request: HttpRequest) -> HttpResponse:
    """Incidents that may be one, two by two; an officer says whether they are."""
    if request.method == "POST":
        return _compared(request)
    pairs = queries.pairs_to_compare()[:MOST_PAIRS]
    lines = _lines([row for pair in pairs for row in (pair.one, pair.other)])
    asked = [
        {"one": one, "other": other, "two": (one, other), "km": words.number(round(pair.km_apart))}
        for pair, one, other in zip(pairs, lines[::2], lines[1::2], strict=True)
    ]
    return render(request, "watch/doubles.html", {"pairs": asked})


def _compared(request: HttpRequest) -> HttpResponse:
    said = request.POST
    try:
        one, other = (queries.incident_for(id_of(said.get(end, ""))) for end in ("one", "other"))
        compare(
            actor=officer_of(request),
            one=one,
            other=other,
            are_one=said.get("verdict") == "same",
            reason=said.get("reason") or _("The two incidents were compared"),
        )
    except WatchProblem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Kept. It can be taken back on the page of the incident."))
    return redirect("watch:doubles")


def _lines(rows: list[Sighting]) -> list[dict[str, object]]:
    names = names_of({row.place for row in rows if row.place})
    said = queries.places_said([row.incident for row in rows if not row.place])
    return [
        {
            "id": row.incident,
            "kind": words.kind_of(row.kind),
            "place": names.get(row.place) or said.get(row.incident) or _("place unknown"),
            "days": words.days_in_words(row.earliest, row.latest),
            "deaths": words.toll_in_words(queries.toll_of_sighting(row)),
            "is_unknown": row.deaths_status == "unknown",
            "moves": row.people_move == "yes",
            "verification": words.verification_of(row.verification),
            "is_doubtful": row.verification in {"rumour", "reported"},
        }
        for row in rows
    ]


def _without_page(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()
