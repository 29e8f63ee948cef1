"""A photograph as PDF pages of the size that the reader gave it, so that boxes in points of the page fit."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageOps, ImageSequence
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractor.picture_size import points_per_pixel

_PICTURES = ("JPEG", "PNG", "BMP", "TIFF", "WEBP", "GIF")
_ORIENTATION = 0x0112  # EXIF 2.3, 4.6.4


def picture_pdf(path: Path) -> bytes:
    """One page for each frame, upright; JPEG data goes in as it is. Raises OSError or ValueError."""
    data = io.BytesIO()
    canvas = Canvas(data, invariant=1)
    with Image.open(path, formats=_PICTURES) as picture:
        plain_jpeg = picture.format == "JPEG" and picture.mode in ("RGB", "L") and not _turned(picture)
        for frame in ImageSequence.Iterator(picture):
            upright = ImageOps.exif_transpose(frame)
            scale = points_per_pixel(frame.info.get("dpi"), max(frame.size))
            width, height = (side * scale for side in upright.size)
            source = ImageReader(io.BytesIO(path.read_bytes())) if plain_jpeg else ImageReader(_opaque(upright))
            canvas.setPageSize((width, height))
            canvas.drawImage(source, 0, 0, width, height)
            canvas.showPage()
    canvas.save()
    return data.getvalue()


def _turned(picture: Image.Image) -> bool:
    return bool(picture.getexif().get(_ORIENTATION, 1) != 1)


def _opaque(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGB", "L"):
        return picture
    rgba = picture.convert("RGBA")
    white = Image.new("RGBA", rgba.size, "white")
    return Image.alpha_composite(white, rgba).convert("RGB")
