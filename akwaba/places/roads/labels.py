"""What modes, states, directions, seasons and lengths of roads are called on the screen."""

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from akwaba.places.roads.rules import Direction, KmKnown, Mode, Passage, Season, State

STATE_LABELS: dict[str, Any] = {
    State.OPEN: pgettext_lazy("a road", "open"),
    State.SLOW: pgettext_lazy("a road", "slow"),
    State.CLOSED: pgettext_lazy("a road", "closed"),
    State.UNKNOWN: pgettext_lazy("a road", "not known"),
}
STATE_BADGES = {
    State.OPEN: "good",
    State.SLOW: "care",
    State.CLOSED: "bad",
    State.UNKNOWN: "",
}
MODE_LABELS: dict[str, Any] = {
    Mode.BOTH: _("motor and foot"),
    Mode.MOTOR: _("motor only"),
    Mode.FOOT: _("foot only"),
}
DIRECTION_LABELS: dict[str, Any] = {
    Direction.BOTH: _("both ways"),
    Direction.FORTH: _("only from the first place to the second"),
}
SEASON_LABELS: dict[str, Any] = {
    Season.ALL: _("all year"),
    Season.DRY: _("dry season only (November to April)"),
}
KM_LABELS: dict[str, Any] = {
    KmKnown.ROAD: _("along the road"),
    KmKnown.ESTIMATED: _("estimated: straight line × 1.25"),
}


def say_passage(passage: Passage) -> str:
    """`slow, × 3`; the state alone where it is not slow."""
    label = str(STATE_LABELS[passage.state])
    if passage.state is not State.SLOW:
        return label
    return gettext("%(state)s, × %(times)s") % {"state": label, "times": f"{passage.factor:.3g}"}
