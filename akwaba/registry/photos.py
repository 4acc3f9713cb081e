"""Photos as they are kept: small, upright, and without what the camera wrote into them."""

from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from akwaba.ledger.problems import Problem

LONGEST_SIDE = 640
"""Pixels."""
LARGEST_UPLOAD = 12 * 1024 * 1024
MOST_PIXELS = 50_000_000
QUALITY = 72
"""About 30 to 40 kB for a face at 640 pixels."""


UNREADABLE = (
    UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError,
)  # fmt: skip
"""What opening a file raises that is no photo, or unfolds into far too large a one."""


class PhotoUnusable(Problem):
    """A file that is no photo, or far too large for one."""

    code = "photo_unusable"
    message = _("This file is not a photo that can be kept. Take it again as JPEG or PNG.")


def fit_for_keeping(content: bytes) -> bytes:
    """A JPEG of at most 640 pixels a side. Position and camera data are left behind."""
    if len(content) > LARGEST_UPLOAD:
        raise PhotoUnusable
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as photo:
            if photo.width * photo.height > MOST_PIXELS:
                raise PhotoUnusable
            upright = ImageOps.exif_transpose(photo).convert("RGB")
    except UNREADABLE as error:
        raise PhotoUnusable from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", upright.size)  # Pillow writes an image's own comment again
    bare.paste(upright)
    small = BytesIO()
    bare.save(small, format="JPEG", quality=QUALITY, optimize=True)
    return small.getvalue()
