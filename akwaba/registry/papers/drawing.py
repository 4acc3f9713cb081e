"""QR codes as SVG, for paper and for pages."""

from dataclasses import dataclass

import segno

QUIET_ZONE = 4
"""Modules of white around the code: what ISO/IEC 18004 asks for."""
MASK = 2
"""Any mask reads as well over compressed and signed bytes; trying all eight takes four times as
long, and a morning prints hundreds."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A code as SVG without a size of its own, and how many modules wide it is."""

    text: str
    modules: int


def signed_svg(text: str) -> Drawn:
    """A signed code with error correction M (15 %)."""
    return _drawn(segno.make(text, error="m", micro=False, mask=MASK, boost_error=False))


def plain_svg(text: str) -> Drawn:
    """A short code with error correction Q (25 %): worn on a wrist for weeks."""
    return _drawn(segno.make(text, error="q", micro=False))


def _drawn(code: segno.QRCode) -> Drawn:
    svg = code.svg_inline(border=QUIET_ZONE, omitsize=True, svgclass=None, lineclass=None)
    return Drawn(text=svg, modules=int(code.symbol_size(border=0)[0]))
