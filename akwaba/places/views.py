"""Type-ahead of places, and the page that lists posts, crossings and sites. No personal data."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from akwaba.access.permissions import allowed, officer_of
from akwaba.access.rules import Role
from akwaba.places import queries
from akwaba.places.gazetteer import Suggestion
from akwaba.places.models import KIND_LABELS, Place
from akwaba.places.roads.keepers import READERS
from akwaba.places.rules import Kind

LONGEST_TEXT = 100
"""Letters of what was typed that are looked at; no name of a place is longer."""


@allowed(*Role)
@require_GET
def suggest(request: HttpRequest) -> HttpResponse:
    """Answer what has been typed with at most eight places: {"places": [{code, name, …}]}.

    `country` is ISO alpha-3, `kind` may be repeated, `near` is the code of a place.
    """
    found = queries.suggest(
        request.GET.get("q", "")[:LONGEST_TEXT],
        country=request.GET.get("country") or None,
        kinds=request.GET.getlist("kind") or None,
        near=request.GET.get("near") or None,
    )
    return JsonResponse({"places": [_offered(one) for one in found]})


@allowed(*Role)
@require_GET
def border(request: HttpRequest) -> HttpResponse:
    """Every post, crossing and site, and the layers from which places come."""
    context = {
        "places": [_listed(place) for place in queries.border_places()],
        "layers": queries.layers(),
        "reads_roads": officer_of(request).role in READERS,
    }
    return render(request, "places/border.html", context)


def _offered(one: Suggestion) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "kinds": _labels(one.kinds),
        "country": one.country,
        "region": one.region,
        "source": one.source,
    }


def _listed(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "kinds": _labels(place.kinds),
        "lies_in": place.parent.name if place.parent else "",
        "country": place.country,
        "position": place.position,
        "source": place.source,
        "licence": place.licence,
        "checked_on": place.checked_on,
    }


def _labels(kinds: frozenset[str]) -> list[str]:
    return [str(KIND_LABELS[kind]) for kind in Kind if kind in kinds]
