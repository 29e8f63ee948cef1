"""Positions -> a PDF that prints labels first and values last, a picture, or a page as a reader would give it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import zxingcpp
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from checks.drawing.face import register
from checks.drawing.font import font_path
from corpora.invoice_faces import Printed
from extractor.document import Document, Line, Mark, OnPage, Page, Part, ReadWith, Span
from extractor.geometry import BBox
from extractor.layout.fragment import Fragment
from extractor.layout.lines import arranged

_FONT = "InvoiceSans"


def moved(printed: Sequence[Printed], dx: float, dy: float) -> list[Printed]:
    """The same face elsewhere on a sheet."""
    return [Printed(p.x + dx, p.y + dy, p.text, p.label, p.size, p.side) for p in printed]


def register_font(characters: str) -> None:
    """For many sheets at once: their characters in one subset, see `pdf`."""
    register(_FONT, characters)


def pdf(printed: Sequence[Printed], size: tuple[float, float], qr: str = "", *, registered: bool = False) -> bytes:
    """All labels are drawn first and all values last, as the tax offices' own PDFs do.

    `registered`: register_font was called with the characters of this sheet and of others.
    """
    if not registered:
        register(_FONT, "".join(p.text for p in printed))
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=size, invariant=1)
    if qr:
        canvas.drawImage(ImageReader(code(qr)), 18, size[1] - 17 - 57, 57, 57)
    for p in sorted(printed, key=lambda p: not p.label):
        canvas.setFont(_FONT, p.size)
        canvas.drawString(p.x, size[1] - p.y - 0.88 * p.size, p.text)
    canvas.save()
    return data.getvalue()


def code(text: str) -> Image.Image:
    """The QR code of `text` with its quiet zone."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    return Image.fromarray(zxingcpp.write_barcode_to_image(made, scale=6)).convert("RGB")


def picture(
    printed: Sequence[Printed], size: tuple[float, float], *, dpi: float = 150, angle: float = 0.0, qr: str = ""
) -> Image.Image:
    """A photograph's stand-in: the face on grey paper, leaning by `angle` degrees."""
    scale = dpi / 72
    sheet = Image.new("RGB", (round(size[0] * scale), round(size[1] * scale)), (236, 232, 222))
    draw = ImageDraw.Draw(sheet)
    for p in printed:
        draw.text(
            (p.x * scale, p.y * scale),
            p.text,
            font=ImageFont.truetype(str(font_path()), p.size * scale),
            fill=(40, 35, 60),
        )
    if qr:
        side = round(57 * scale)
        sheet.paste(code(qr).resize((side, side)), (round(18 * scale), round(17 * scale)))
    return sheet.rotate(angle, expand=True, fillcolor=(120, 110, 100), resample=Image.Resampling.BICUBIC)


def page(
    printed: Sequence[Printed], size: tuple[float, float], *, source: str = "text", qr: str = "", slope: float = 0.0
) -> Page:
    """The page that a reader would give; with a `slope` lines fall to the right, as in a photograph."""
    fragments = []
    for p in printed:
        width = sum(p.size if ord(char) > 0x2E80 else p.size / 2 for char in p.text)
        down = slope * p.x
        box = BBox(p.x, p.y + down, p.x + width, p.y + p.size + slope * width + down)
        fragments.append(Fragment(p.text, box, 1.0, source, p.text, p.size))
    lines, _ = arranged(fragments, [], lambda box: OnPage(1, box))
    marks = (Mark("qr", OnPage(1, BBox(18, 17, 75, 74)), qr),) if qr else ()
    return Page(1, size[0], size[1], 0, tuple(lines), marks=marks, scanned=source != "text", source=source)


def part(*pages: Page) -> Part:
    """A paper of these pages."""
    return Part(Document("票据", "pdf", pages, ReadWith("test")), pages)


def line_of(text: str) -> Line:
    """One line of plain text at the top of a page."""
    return Line((Span(text, OnPage(1, BBox(20, 20, 20 + 9.0 * len(text), 30)), 1.0, "text", text),))
