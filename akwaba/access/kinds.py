"""What entries can say about officers."""

from django.utils.translation import gettext_lazy as _

from akwaba.ledger import kinds

ENROLLED = "access.officer_enrolled"
CHANGED = "access.officer_changed"


def declare() -> None:
    kinds.register(
        kinds.Kind(ENROLLED, _("Officer enrolled")),
        kinds.Kind(CHANGED, _("Officer changed")),
    )
