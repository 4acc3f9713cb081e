"""How a tablet joins this post. Open to all: there is nothing here about anybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akwaba.access.languages import is_spoken
from akwaba.access.permissions import open_to_all
from akwaba.desk.joining import Reach, drawn, reach


@open_to_all
@require_safe
def join(request: HttpRequest, language: str = "") -> HttpResponse:
    """The four steps. The language is in the address: a tablet that joins has no cookie yet."""
    if language and not is_spoken(language):
        raise Http404
    with translation.override(language or translation.get_language()):
        found = reach()
        codes = _codes(found) if found else {}
        response = render(request, "desk/join/page.html", {"reach": found, **codes})
        response.headers["Content-Language"] = translation.get_language() or ""
    return response


def _codes(found: Reach) -> dict[str, str]:
    drawings = {
        "desk_code": drawn(found.desk, title=_("The address of the desk")),
        "join_code": drawn(found.join, title=_("How a tablet joins")),
    }
    return {name: mark_safe(one) for name, one in drawings.items()}  # noqa: S308  segno escapes


@open_to_all
@require_safe
def certificate(_request: HttpRequest) -> HttpResponse:
    """The certificate that vouches for this post, in the form that every system installs."""
    found = reach()
    if found is None:
        raise Http404
    response = HttpResponse(
        found.certificate.read_bytes(), content_type="application/x-x509-ca-cert"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="akwaba.crt"'
    return response


@open_to_all
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """The look of the page; static files are not served before a tablet trusts this node."""
    return render(request, "desk/join/join.css", content_type="text/css; charset=utf-8")
