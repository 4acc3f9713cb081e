"""What the page "Add a device" shows of the post's Wi-Fi: `{% load joining %}{% join_sheet %}`."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from akwaba.access.models import Officer
from akwaba.access.rules import Role
from akwaba.desk.joining import drawn, reach, wifi_text

register = template.Library()

LETS_DEVICES_IN = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})


@register.inclusion_tag("desk/join/sheet.html", takes_context=True)
def join_sheet(context: dict[str, Any]) -> dict[str, Any]:
    """Codes for the Wi-Fi and for the page of the four steps.

    The Wi-Fi's password is in the first one, so only those who let devices in get it.
    """
    officer = context.get("officer")
    may = isinstance(officer, Officer) and officer.role in LETS_DEVICES_IN
    name = settings.AKWABA_WIFI_NAME if may else ""
    found = reach()
    wifi = wifi_text(name, settings.AKWABA_WIFI_PASSWORD)
    return {
        "wifi_name": name,
        "wifi_code": _safe(drawn(wifi, title=_("The post’s Wi-Fi"))) if name else "",
        "reach": found,
        "join_code": _safe(drawn(found.join, title=_("How a tablet joins"))) if found else "",
    }


def _safe(drawing: str) -> str:
    return mark_safe(drawing)  # noqa: S308  segno escapes the title, and draws the rest
