"""One pair weighed, as a waterfall: each bar begins where the one before it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akwaba.matching.pages.reasons import BANDS, tellings
from akwaba.matching.reasons import SMALLEST_SAID
from akwaba.matching.weighing import Explanation
from akwaba.matching.weights import odds_in_bits, probability

WIDE = 400
"""Units from the lowest to the highest point of all bars."""
THIN = 3
"""The least width of a bar: what weighs next to nothing is still seen."""
MARGIN = 1.0
"""Bits left free at both ends."""
FARTHEST = 14.0
"""Bits beyond which two chances do not differ to an officer: 1 in 16,000."""
RARE, SURE = 0.005, 0.995
"""Chances that are not rounded to 0 or 100 %: nothing of this kind is ever certain."""
ROW, TOP, BARS = 34, 34, 430
"""Of the drawing, in pixels: height of a row, of the heading, and where the bars begin."""
KINDS: dict[str, Any] = {
    "start": gettext_lazy("Before anything is compared"),
    "families": gettext_lazy("The households"),
    "register": gettext_lazy("The whole register"),
    "total": gettext_lazy("Taken together"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A bar: what it stands for, and from where to where it leads."""

    label: str
    words: str
    bits: float
    """What it adds; of the last, where all of them led."""
    kind: str
    """"start", "field", "families", "register" or "total"."""
    start: int
    width: int
    """0 to WIDE, left to right."""

    @property
    def is_for(self) -> bool:
        return self.bits >= 0

    @property
    def weight(self) -> float:
        """How much it speaks for or against."""
        return abs(self.bits)

    @property
    def end(self) -> int:
        """Where the next bar begins."""
        return self.start + self.width if self.is_for else self.start


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The bars from the top, and the line on which one person is as likely as two."""

    steps: Sequence[Step]
    even: int
    chance: str
    """In words: "97 %"."""
    wide: int = WIDE


def waterfall(why: Explanation, *, run: float | None = None, band: str = "") -> Waterfall:
    """Lay out the bars; `run` is the probability that a run of the whole register gave the pair."""
    parts = _parts(why, run)
    end = sum(bits for *_rest, bits in parts) + why.little
    reached, at = [], 0.0
    for *_rest, bits in parts:
        reached.append((at, at + bits))
        at += bits
    reached.append((0.0, end))
    low = min(0.0, *(min(pair) for pair in reached)) - MARGIN
    scale = WIDE / (max(0.0, *(max(pair) for pair in reached)) + MARGIN - low)
    rows = [*parts, ("total", str(KINDS["total"]), str(BANDS[band]), end)]
    steps = [_step(row, sorted(pair), low, scale) for row, pair in zip(rows, reached, strict=True)]
    return Waterfall(
        steps, round(-low * scale), chance_text(run if run is not None else probability(end))
    )


def _parts(why: Explanation, run: float | None) -> list[tuple[str, str, str, float]]:
    """(kind, label, words, bits) from the chance before any evidence on."""
    parts = [("start", str(KINDS["start"]), _("two people at random"), why.prior)]
    parts += [
        ("field", told.label, told.words, told.bits) for told in tellings(why.fields) if told.bits
    ]
    if abs(why.families) >= SMALLEST_SAID:
        parts.append(("families", str(KINDS["families"]), _families(why), why.families))
    if run is not None:
        ended = [max(-FARTHEST, min(bits, FARTHEST)) for bits in (odds_in_bits(run), why.total)]
        if abs(ended[0] - ended[1]) >= SMALLEST_SAID:
            words = _("names counted among everybody")
            parts.append(("register", str(KINDS["register"]), words, ended[0] - ended[1]))
    return parts


def _families(why: Explanation) -> str:
    if why.families < 0:
        return _("the others of both are other people")
    if len(why.fields) < len(why.reasons):
        return _("others of both families are alike")
    return _("both may be one family")


def _step(
    row: tuple[str, str, str, float], ends: Sequence[float], low: float, scale: float
) -> Step:
    kind, label, words, bits = row
    start, stop = (round((end - low) * scale) for end in ends)
    return Step(label, words, bits, kind, start, max(stop - start, THIN))


def chance_text(chance: float) -> str:
    """A probability as an officer reads it; never quite 0 or 100 %."""
    if chance < RARE:
        return _("less than 1 %")
    if chance > SURE:
        return _("more than 99 %")
    return _("%(percent)s %%") % {"percent": round(100 * chance)}


def drawing(fall: Waterfall, *, title: str) -> str:
    """The waterfall as an SVG file that stands alone."""
    rows = [
        {
            "step": step,
            "y": TOP + ROW * place,
            "x": BARS + step.start,
            "link": BARS + step.end,
            "has_next": place + 1 < len(fall.steps),
        }
        for place, step in enumerate(fall.steps)
    ]
    facts = {
        "title": title,
        "rows": rows,
        "even": BARS + fall.even,
        "chance": fall.chance,
        "foot": TOP + ROW * len(rows),
        "high": TOP + ROW * len(rows) + 40,
        "wide": BARS + WIDE + 150,
        "weights": BARS + WIDE + 138,
    }
    return render_to_string("matching/waterfall.svg", facts)
