"""Papers drawn for the tests of readers and layout: fictional people, fonts of the mplfonts package."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mplfonts
import pypdfium2
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(mplfonts.__file__).parent / "fonts"
A4 = (595.0, 842.0)
ROSTER = (
    ("序号", "姓名", "出生年月", "职称"),
    ("1", "云望舒", "1990年3月", "高级工程师"),
    ("2", "江映雪", "1988年11月", "工程师"),
    ("3", "石敬安", "1995年7月", "助理工程师"),
)
PROSE = (
    "北京优秀青年工程师创新工作室申报书",
    "依托单位：北京星汉测绘装备有限公司",
    "工作室围绕精密测量与智能装备开展技术攻关，现有成员十二人，",
    "负责人云望舒，1990年3月出生，高级工程师。",
)


@dataclass(frozen=True)
class Drawn:
    """A canvas whose y runs down from the top, as in the readers."""

    canvas: Canvas
    height: float

    def text(self, x: float, top: float, text: str, size: float = 12, **colour: float) -> None:
        self.canvas.setFillColorRGB(colour.get("red", 0), colour.get("green", 0), colour.get("blue", 0))
        self.canvas.setFont("SimHei", size)
        self.canvas.drawString(x, self.height - top - size, text)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def image(self, image: Image.Image, x: float, top: float, width: float, height: float) -> None:
        from reportlab.lib.utils import ImageReader

        self.canvas.drawImage(ImageReader(image), x, self.height - top - height, width, height)


def prose(page: Drawn) -> None:
    for index, line in enumerate(PROSE):
        page.text(72, 72 + 30 * index, line)


def table(page: Drawn, rows: Sequence[Sequence[str]] = ROSTER, top: float = 300, merged: bool = False) -> None:
    """A ruled table, 4 columns of 110 points; merged: a title row over all columns, the first column down."""
    left, width, height = 72.0, 110.0, 30.0
    bottom = top + height * len(rows)
    for row in range(len(rows) + 1):
        inside = merged and row > 2 and row < len(rows)
        page.line(left + (width if inside else 0), top + height * row, left + 4 * width, top + height * row)
    for column in range(5):
        inner = 0 < column < 4
        page.line(left + width * column, top + (height if merged and inner else 0), left + width * column, bottom)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            page.text(left + width * c + 6, top + height * r + 8, text)


def merged_rows() -> list[list[str]]:
    """A title over four columns; then a label that runs down three rows."""
    return [
        ["成员名册"],
        ["组别", "姓名", "职称", "分工"],
        ["测绘组", "云望舒", "工程师", "总体"],
        ["", "江映雪", "技师", "试验"],
    ]


def scanned(path: Path, dpi: int = 150, angle: float = 0.0) -> Image.Image:
    """The first page as a scanner would give it."""
    document = pypdfium2.PdfDocument(path)
    image = document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    return image.rotate(angle, expand=False, fillcolor="white", resample=Image.Resampling.BICUBIC)


def drawn_text(text: str, size: tuple[int, int] = (900, 160), points: int = 48) -> Image.Image:
    image = Image.new("RGB", size, "white")
    font = ImageFont.truetype(str(FONTS / "NotoSansCJKsc-Regular.otf"), points)
    ImageDraw.Draw(image).text((30, 40), text, fill="black", font=font)
    return image


def jpeg(image: Image.Image, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=92, **options)
    return stream.getvalue()
