"""The page that takes in what a dead phone held: its file, its codes, or their text."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act, may
from akwaba.desk import parcels
from akwaba.desk.assets import release
from akwaba.desk.views.shell import policy
from akwaba.ledger.problems import Problem

SCANNER = "scan/scan.js"


@allowed_to(Act.MANAGE_DESKS)
def parcel(request: HttpRequest) -> HttpResponse:
    """Whatever is brought twice is stored once, so the page may be sent again without fear."""
    now = release()
    page: dict[str, object] = {
        "import_map": now.import_map,
        "scanner": now.path(SCANNER),
        "may_settle": may(officer_of(request).role, Act.RESOLVE_DISPUTE),
    }
    status = 200
    if request.method == "POST":
        codes = request.POST.get("codes", "")
        try:
            page |= {"codes": codes, **_take_in(request, codes)}
        except Problem as problem:
            page |= {"codes": codes, "problem": str(problem)}
            status = problem.status
    response = render(request, "desk/parcel.html", page, status=status)
    response.headers["Content-Security-Policy"] = policy(now.import_map)
    return response


def _take_in(request: HttpRequest, codes: str) -> dict[str, object]:
    file = request.FILES.get("file")
    whole, partial = parcels.parcels_in(file.read() if file else b"", codes)
    taken = [parcels.take_in(content) for content in whole]
    # What is complete need not be sent again; codes of an unfinished series stay in the field.
    return {"taken": taken, "partial": partial, "codes": codes if partial else ""}
