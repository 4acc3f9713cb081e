"""The language of a page: the officer's own, or the one last chosen here, or the node's."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from akwaba.access.models import Officer

ONE_YEAR_IN_SECONDS = 365 * 24 * 60 * 60


def is_spoken(language: str) -> bool:
    return language in dict(settings.LANGUAGES)


def remember(response: HttpResponseBase, language: str) -> None:
    """Keep the language in a cookie, so that the sign-in page speaks it next time."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=ONE_YEAR_IN_SECONDS,
        httponly=True,
        samesite="Strict",
    )


class LanguageMiddleware:
    """Never asks the browser: a borrowed laptop in English would greet the clerk in English."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = self._language(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def _language(self, request: HttpRequest) -> str:
        if isinstance(request.user, Officer):
            return request.user.language
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        return chosen if is_spoken(chosen) else settings.LANGUAGE_CODE
