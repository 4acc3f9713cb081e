"""What entries can say about roads and their state."""

from django.utils.translation import gettext_lazy as _

from akwaba.ledger import kinds

ROAD_ADDED = "places.road_added"
ROAD_CORRECTED = "places.road_corrected"
ROAD_VOIDED = "places.road_voided"
STATE_RECORDED = "places.road_state_recorded"
STATE_ENDED = "places.road_state_ended"
STATE_VOIDED = "places.road_state_voided"


def declare() -> None:
    kinds.register(
        kinds.Kind(ROAD_ADDED, _("Road added")),
        kinds.Kind(ROAD_CORRECTED, _("Road corrected")),
        kinds.Kind(ROAD_VOIDED, _("Road struck out")),
        kinds.Kind(STATE_RECORDED, _("State of a road recorded")),
        kinds.Kind(STATE_ENDED, _("State of a road ended")),
        kinds.Kind(STATE_VOIDED, _("State of a road struck out")),
    )
