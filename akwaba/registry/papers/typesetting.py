"""Attestations as PDF, by typst: accessible (PDF/UA-1) and kept for years (PDF/A-3a).

Typst is an extra of 81 MB; a node without it prints the same page from the browser. What people
said is passed as JSON, never written into the markup: a name cannot command the typesetter.
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from PIL import Image

from akwaba.registry.papers.drawing import QUIET_ZONE, signed_svg
from akwaba.registry.papers.wording import Attestation, paper

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
"""N'Ko, Adlam, Tifinagh and Arabic; typst brings its own for Latin."""
STANDARDS = ["ua-1", "a-3a"]
CODE_MM = 40
"""Side of the signed code without its white border: read at 20 cm by a cheap phone."""

_one_at_a_time = Lock()


def can_typeset() -> bool:
    """Whether this node has typst."""
    return find_spec("typst") is not None


@lru_cache(maxsize=1)
def _compiler() -> Any:
    import typst  # noqa: PLC0415  an extra: the node must start without it

    return typst.Compiler(
        str(HERE / "attestation.typ"), font_paths=[str(FONTS)], ignore_system_fonts=True
    )


def attestations_pdf(papers: Sequence[Attestation], *, help_line: str = "") -> bytes:
    """One file, one page a person. It costs about 10 ms a page.

    A character that no font has (an emoji in a name) would break the standards: such a file is
    made without them, with a box in its place.
    """
    import typst  # noqa: PLC0415  the same

    inputs = {
        "papers": json.dumps([paper(one, help_line) for one in papers]),
        "pictures": json.dumps([_pictures(one) for one in papers]),
    }
    with _one_at_a_time:
        try:
            return _compiled(inputs, STANDARDS)
        except typst.TypstError:
            return _compiled(inputs, [])


def _compiled(inputs: dict[str, str], standards: list[str]) -> bytes:
    made: bytes = _compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=standards)
    return made


def _pictures(one: Attestation) -> dict[str, Any]:
    drawn = signed_svg(one.code)
    return {
        "code": _standing_alone(drawn.text),
        "width": round(CODE_MM * (drawn.modules + 2 * QUIET_ZONE) / drawn.modules, 2),
        "photo": _photo_svg(one.photo) if one.photo else "",
    }


def _standing_alone(svg: str) -> str:
    """As a file of its own: inside a page the name space goes without saying."""
    return svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)


def _photo_svg(jpeg: bytes) -> str:
    """A photo inside a drawing: text, so that it travels with the rest of the data."""
    with Image.open(BytesIO(jpeg)) as photo:
        width, height = photo.size
    source = f"data:image/jpeg;base64,{b64encode(jpeg).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image href="{source}" width="{width}" height="{height}"/></svg>'
    )
