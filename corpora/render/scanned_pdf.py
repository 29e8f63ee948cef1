"""Scans: pages of a PDF as noisy pictures, a PDF of such pictures, and both kinds of pages mixed in one file."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Noise:
    """`angle` in degrees, `blur` radius in pixels, `grain` standard deviation of grey levels, `quality` of JPEG."""

    dpi: int = 150
    angle: float = 0.0
    blur: float = 0.0
    grain: float = 0.0
    quality: int = 85


CLEAN = Noise()
OFFICE = Noise(dpi=150, angle=0.4, blur=0.4, grain=4.0, quality=75)
POOR = Noise(dpi=120, angle=-1.2, blur=0.8, grain=9.0, quality=55)


def page_pictures(pdf: bytes, noise: Noise) -> list[bytes]:
    """Each page of `pdf` as a JPEG."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        shown = [page.render(scale=noise.dpi / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()
    return [_jpeg(noisy(picture, noise, number), noise) for number, picture in enumerate(shown)]


def noisy(picture: Image.Image, noise: Noise, seed: int = 0) -> Image.Image:
    """`picture` turned, blurred and grained; the same seed gives the same grain."""
    if noise.angle:
        picture = picture.rotate(noise.angle, Image.Resampling.BICUBIC, fillcolor="white")
    if noise.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(noise.blur))
    if noise.grain:
        pixels = np.asarray(picture, dtype=np.int16)
        grain = np.random.default_rng(seed).normal(0, noise.grain, pixels.shape[:2])
        pixels = pixels + np.repeat(grain[:, :, None], 3, axis=2).astype(np.int16)
        picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    return picture


def scanned_pdf(pdf: bytes, noise: Noise = OFFICE) -> bytes:
    """A PDF of the same page sizes that holds pictures only."""
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in PdfReader(io.BytesIO(pdf)).pages]
    data = io.BytesIO()
    canvas = Canvas(data, invariant=1)
    for (width, height), picture in zip(sizes, page_pictures(pdf, noise), strict=True):
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(io.BytesIO(picture)), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def one_pdf(parts: list[bytes]) -> bytes:
    """The pages of several PDFs in one file, as applicants hand a whole packet in."""
    writer = PdfWriter()
    for part in parts:
        for page in PdfReader(io.BytesIO(part)).pages:
            writer.add_page(page)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def _jpeg(picture: Image.Image, noise: Noise) -> bytes:
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=noise.quality, dpi=(noise.dpi, noise.dpi))
    return data.getvalue()
