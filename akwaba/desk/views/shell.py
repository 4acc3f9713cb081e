"""The page that starts the app, the app's files, and what makes it work without a network."""

import json

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from akwaba.access.permissions import open_to_all
from akwaba.desk.assets import APP, FIRST, WORKER, Asset, Release, release, source_hash

FOR_GOOD = "public, max-age=31536000, immutable"
"""The version is in the address: under one address the bytes never change."""

ASK_EACH_TIME = "no-cache"
SHELL = "index.html"
"""The page itself as a file of its version, for the service worker to keep."""


def policy(inline: str) -> str:
    """The content security policy of a page with one inline script (its import map)."""
    return (
        "default-src 'none'; "
        f"script-src 'self' 'wasm-unsafe-eval' {source_hash(inline)}; "
        "style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


@open_to_all
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The same page for everybody: it holds no data, the app finds its language itself."""
    response = _shell(request, release())
    response.headers["Cache-Control"] = ASK_EACH_TIME
    return response


@open_to_all
@require_safe
def asset(request: HttpRequest, version: str, path: str) -> HttpResponse:
    """One file of the app; an address of another version answers 404, never with these bytes."""
    now = release()
    found = now.assets.get(path)
    if version != now.version or (found is None and path != SHELL):
        raise Http404
    response = _shell(request, now) if found is None else _send(request, found)
    response.headers["Cache-Control"] = FOR_GOOD
    return response


@open_to_all
@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The service worker, told its version and every file that it must keep."""
    now = release()
    names = [now.path(name) for name in (SHELL, *now.assets)]
    script = (APP / WORKER).read_text()
    for line, told in (
        ('const VERSION = "";', f"const VERSION = {json.dumps(now.version)};"),
        ("const FILES = [];", f"const FILES = {json.dumps(names, indent=1)};"),
    ):
        if script.count(line) != 1:
            raise ValueError(f"{WORKER} must hold this line once: {line}")
        script = script.replace(line, told)
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = ASK_EACH_TIME
    return response


@open_to_all
@require_safe
def manifest(_request: HttpRequest) -> JsonResponse:
    """What lets a tablet install the desk and open it without the bars of the browser."""
    now = release()
    icon = {"src": now.path("icons/akwaba.svg"), "type": "image/svg+xml", "sizes": "any"}
    picture = {"src": now.path("icons/akwaba-512.png"), "type": "image/png", "sizes": "512x512"}
    body = {
        "id": "/desk/",
        "name": "Akwaba",
        "short_name": "Akwaba",
        "start_url": "/desk/",
        "scope": "/desk/",
        "display": "standalone",
        "background_color": "#fbf7ef",
        "theme_color": "#0d4a38",
        "icons": [icon, picture, {**picture, "purpose": "maskable"}],
    }
    response = JsonResponse(body, content_type="application/manifest+json")
    response.headers["Cache-Control"] = ASK_EACH_TIME
    return response


def _shell(request: HttpRequest, now: Release) -> HttpResponse:
    page = {
        "release": now,
        "first": [now.path(name) for name in FIRST],
        "start": now.path("app.js"),
        "style": now.path("desk.css"),
        "icon": now.path("icons/akwaba.svg"),
    }
    response = render(request, "desk/shell.html", page)
    response.headers["Content-Security-Policy"] = policy(now.import_map)
    return response


def _send(request: HttpRequest, found: Asset) -> HttpResponse:
    may_pack = "gzip" in request.headers.get("Accept-Encoding", "")
    packed = found.packed if may_pack else None
    response = HttpResponse(packed or found.plain, content_type=found.type)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
