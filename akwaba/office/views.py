"""Home, and the sign that the node is alive."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from akwaba.access.permissions import allowed, open_to_all
from akwaba.access.rules import Role


@allowed(*Role)
def home(request: HttpRequest) -> HttpResponse:
    """Each page of the menu as a tile; see office.context."""
    return render(request, "office/home.html")


@open_to_all
def health(_request: HttpRequest) -> HttpResponse:
    """Answers as long as the web server runs; says nothing else."""
    return JsonResponse({"status": "ok"})
