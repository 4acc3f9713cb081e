"""What entries can say in reports."""

from django.utils.translation import gettext_lazy as _

from akwaba.ledger import kinds

NOTED = "reports.context_noted"
WITHDRAWN = "reports.context_withdrawn"


def declare() -> None:
    kinds.register(
        kinds.Kind(NOTED, _("Context noted for the situation report")),
        kinds.Kind(WITHDRAWN, _("Context withdrawn from the situation report")),
    )
