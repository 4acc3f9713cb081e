"""`GET /desk/v1/reference`: what a desk must know with the network gone."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe

from akwaba.access.permissions import open_to_all
from akwaba.desk.reference import reference as written


def _etag(_request: HttpRequest) -> str:
    return f'"{written().version}"'


@open_to_all
@require_safe
@gzip_page
@condition(etag_func=_etag)
def reference(_request: HttpRequest) -> HttpResponse:
    """Open to every device: it holds nobody's data, and a fresh tablet needs it first."""
    response = HttpResponse(written().body, content_type="application/json")
    response.headers["Cache-Control"] = "no-cache"
    return response
