"""The kinds of entry of this room."""

from django.utils.translation import gettext_lazy as _

from akwaba.access.rules import Act
from akwaba.ledger.kinds import AtDesk, Kind

_BY_A_CLERK = AtDesk(
    act=Act.REGISTER,
    makes={"matching.judgement": frozenset({"pair", "verdict", "evidence", "level", "said"})},
    only={("matching.judgement", "level"): "clerk"},
)

KINDS = (
    Kind("matching.pair_judged", _("Two records compared"), at_desk=_BY_A_CLERK),
    Kind("matching.judgement_withdrawn", _("Comparison withdrawn")),
)
