"""What every page shows around its content."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from akwaba.access.labels import PURPOSE_LABELS, ROLE_LABELS
from akwaba.access.models import Officer
from akwaba.access.navigation import menu_of
from akwaba.access.permissions import purpose_of
from akwaba.access.posts import known_posts
from akwaba.access.rules import purposes_for
from akwaba.ledger.home import invented_mark


def shell(request: HttpRequest) -> dict[str, Any]:
    """The officer, the menu of their role and the purpose of their reading."""
    officer = getattr(request, "user", None)
    invented = invented_mark(Path(settings.AKWABA_HOME)).exists()
    if not isinstance(officer, Officer):
        return {"officer": None, "invented": invented}
    purpose = purpose_of(request)
    return {
        "officer": officer,
        "invented": invented,
        "role_label": ROLE_LABELS[officer.role],
        "menu": menu_of(officer),
        "post_names": [] if officer.all_posts else _post_names(officer),
        "purposes": [(item.value, PURPOSE_LABELS[item]) for item in purposes_for(officer.role)],
        "purpose": purpose,
        "purpose_label": PURPOSE_LABELS[purpose] if purpose else None,
    }


def _post_names(officer: Officer) -> list[str]:
    names = known_posts() if officer.posts else {}
    return [names.get(code, code) for code in officer.posts]
