"""Home, and the sign that the node is alive."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from akwaba.access.navigation import offered_to
from akwaba.access.permissions import allowed, officer_of, open_to_all
from akwaba.access.rules import Role


@allowed(*Role)
def home(request: HttpRequest) -> HttpResponse:
    offered = offered_to(officer_of(request).role)
    tiles = [item for item in offered if item.route != "office:home"]
    return render(request, "office/home.html", {"tiles": tiles})


@open_to_all
def health(_request: HttpRequest) -> HttpResponse:
    """Answers as long as the web server runs; says nothing else."""
    return JsonResponse({"status": "ok"})
