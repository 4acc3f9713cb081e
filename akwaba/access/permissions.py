"""Who may open a page: every view says so, and a middleware refuses those that do not."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from akwaba.access.interrupted import interrupted_page
from akwaba.access.models import Officer
from akwaba.access.pages import problem_page
from akwaba.access.rules import Act, Purpose, Role, purpose_or_usual, roles_for, scope
from akwaba.ledger.problems import Problem

logger = logging.getLogger(__name__)

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

ALL = "all"
"""The declaration of a view that needs no sign-in."""
DEVICES = "devices"
"""The declaration of a view that asks for a device's signature and knows no session."""
_DECLARATION = "akwaba_roles"
PURPOSE_IN_SESSION = "purpose"


class RoleNotAllowed(Problem):
    status = 403
    code = "role_not_allowed"
    message = _(
        "This page is not part of your work. Ask your supervisor if you think it should be."
    )


class PageNotDeclared(Problem):
    status = 403
    code = "page_not_declared"
    message = _("Nobody may open this page yet: it does not say who it is for.")


def allowed(*roles: Role) -> Callable[[View], View]:
    """Mark a view with the roles that may open it."""
    if not roles:
        raise ValueError("Name the roles that may open this page.")
    return _declare(frozenset(roles))


def allowed_to(act: Act) -> Callable[[View], View]:
    """Mark a view with the roles that may do this act."""
    return _declare(roles_for(act))


def open_to_all(view: View) -> View:
    """Mark a view that works before sign-in: it must show nothing about anybody."""
    return _declare(ALL)(view)


def open_to_devices(view: View) -> View:
    """Mark a view that devices ask and that no session opens; see access.desks.requests.

    What such a view tells must rest on a signature or on a code.
    """
    return _declare(DEVICES)(view)


def _declare(who: frozenset[Role] | str) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, _DECLARATION, who)
        return view

    return mark


def declared(view: Callable[..., Any]) -> frozenset[Role] | str | None:
    """The roles of a view, ALL, DEVICES, or None where it says nothing."""
    who: frozenset[Role] | str | None = getattr(view, _DECLARATION, None)
    return who


class PermissionMiddleware:
    """Refuses every page that the officer's role may not open; no page is open by default."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_arguments: object
    ) -> HttpResponse | None:
        who = declared(view)
        if who in {ALL, DEVICES}:
            return None
        if who is None:
            logger.error("%s.%s does not say who may open it.", view.__module__, view.__name__)
            return problem_page(request, PageNotDeclared())
        if not isinstance(request.user, Officer):
            if request.method == "POST":
                return interrupted_page(request)
            # The query string is left out: it must never carry a search into the history.
            return redirect_to_login(request.path, str(settings.LOGIN_URL))
        if request.user.role not in who:
            return problem_page(request, RoleNotAllowed())
        return None


def officer_of(request: HttpRequest) -> Officer:
    """The officer who is signed in; only for views marked with `allowed`."""
    if not isinstance(request.user, Officer):
        raise RoleNotAllowed
    return request.user


def posts_of(officer: Officer) -> frozenset[str] | None:
    """Codes of the posts whose people this officer sees; None means every post."""
    return scope(role=officer.role, posts=officer.posts, all_posts=officer.all_posts)


def purpose_of(request: HttpRequest) -> Purpose | None:
    """Why the officer is reading now: chosen in the top bar, or the role's usual purpose.

    None for roles that read nobody.
    """
    officer = officer_of(request)
    return purpose_or_usual(officer.role, request.session.get(PURPOSE_IN_SESSION))
