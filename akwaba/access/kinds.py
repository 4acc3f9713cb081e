"""What entries can say about officers, desks and nodes."""

from django.utils.translation import gettext_lazy as _

from akwaba.ledger import kinds

ENROLLED = "access.officer_enrolled"
CHANGED = "access.officer_changed"
DESK_ENROLLED = "access.desk_enrolled"
DESK_CHANGED = "access.desk_changed"
DESK_REVOKED = "access.desk_revoked"
DESK_REINSTATED = "access.desk_reinstated"
DESK_UNLOCKED = "access.desk_unlocked"
NODE_ENROLLED = "access.node_enrolled"
NODE_CHANGED = "access.node_changed"
NODE_REVOKED = "access.node_revoked"
NODE_REINSTATED = "access.node_reinstated"
NODE_DEVICE_ADDED = "access.node_device_added"
OF_THE_CAPITAL = frozenset(
    {NODE_ENROLLED, NODE_CHANGED, NODE_REVOKED, NODE_REINSTATED, NODE_DEVICE_ADDED}
)
"""What the capital alone may say: which nodes there are and whether they are trusted."""


def declare() -> None:
    kinds.register(
        kinds.Kind(ENROLLED, _("Officer enrolled")),
        kinds.Kind(CHANGED, _("Officer changed")),
        kinds.Kind(DESK_ENROLLED, _("Device enrolled")),
        kinds.Kind(DESK_CHANGED, _("Device changed")),
        kinds.Kind(DESK_REVOKED, _("Device revoked")),
        kinds.Kind(DESK_REINSTATED, _("Device trusted again")),
        kinds.Kind(DESK_UNLOCKED, _("Device unlocked after a forgotten PIN")),
        kinds.Kind(NODE_ENROLLED, _("Computer enrolled")),
        kinds.Kind(NODE_CHANGED, _("Computer changed")),
        kinds.Kind(NODE_REVOKED, _("Computer revoked")),
        kinds.Kind(NODE_REINSTATED, _("Computer trusted again")),
        kinds.Kind(NODE_DEVICE_ADDED, _("Computer goes on after a restored backup")),
    )
