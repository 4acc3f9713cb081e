"""The verifier: a page that says whether an attestation is valid, and nothing else.

Anybody may open it. It checks on the device, with or without a network: the code that it scans is
never sent anywhere. What the node gives it are keys and one bit a paper.
"""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akwaba.access.permissions import open_to_all
from akwaba.desk.assets import APP, Release, release
from akwaba.desk.views.shell import ASK_EACH_TIME, policy
from akwaba.registry.papers.issuers import published

WORKER = "verifier_worker.js"
PAGE = "/verifier/"
NEEDED = (
    "verifier.css", "verifier.js", "words.js", "facts/cbor.js", "facts/claim169.js",
    "ledger/bytes.js", "scan/", "vendor/zxing/", "words/",
)  # fmt: skip
"""What the page needs of the app: files, and folders with all that is in them."""


@open_to_all
@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The same page for everybody."""
    now = release()
    page = {
        "release": now,
        "style": now.path("verifier.css"),
        "start": now.path("verifier.js"),
        "icon": now.path("icons/akwaba.svg"),
    }
    response = render(request, "desk/verifier.html", page)
    response.headers["Content-Security-Policy"] = policy(now.import_map)
    response.headers["Cache-Control"] = ASK_EACH_TIME
    return response


@open_to_all
@require_safe
def lists(_request: HttpRequest) -> JsonResponse:
    """Keys and status lists of the posts that issue; see registry/papers/issuers.py."""
    response = JsonResponse(published())
    response.headers["Cache-Control"] = ASK_EACH_TIME
    return response


@open_to_all
@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The service worker of the page, told its version and the files that it must keep."""
    now = release()
    script = (APP / WORKER).read_text()
    for line, told in (
        ('const VERSION = "";', f"const VERSION = {json.dumps(now.version)};"),
        ("const FILES = [];", f"const FILES = {json.dumps(needed(now))};"),
    ):
        script = script.replace(line, told)
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = ASK_EACH_TIME
    return response


def needed(now: Release) -> list[str]:
    """Addresses of the page and of every file that it may ask for."""
    return [PAGE, *(now.path(name) for name in now.assets if name.startswith(NEEDED))]
