"""What entries can say about officers and desks."""

from django.utils.translation import gettext_lazy as _

from akwaba.ledger import kinds

ENROLLED = "access.officer_enrolled"
CHANGED = "access.officer_changed"
DESK_ENROLLED = "access.desk_enrolled"
DESK_CHANGED = "access.desk_changed"
DESK_REVOKED = "access.desk_revoked"
DESK_REINSTATED = "access.desk_reinstated"
DESK_UNLOCKED = "access.desk_unlocked"


def declare() -> None:
    kinds.register(
        kinds.Kind(ENROLLED, _("Officer enrolled")),
        kinds.Kind(CHANGED, _("Officer changed")),
        kinds.Kind(DESK_ENROLLED, _("Device enrolled")),
        kinds.Kind(DESK_CHANGED, _("Device changed")),
        kinds.Kind(DESK_REVOKED, _("Device revoked")),
        kinds.Kind(DESK_REINSTATED, _("Device trusted again")),
        kinds.Kind(DESK_UNLOCKED, _("Device unlocked after a forgotten PIN")),
    )
