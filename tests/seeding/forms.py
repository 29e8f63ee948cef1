"""An application form as a PDF with a text layer, in which a birth date stands where nobody looks for it."""

from __future__ import annotations

from corpora.invoice_faces import Printed
from corpora.invoice_sheets import pdf

SIZE = (595.28, 841.89)
BORN = "负责人 · 出生年月"
LINES = (
    ("北京优秀青年工程师创新工作室申报书", 150.0, 80.0, 20.0),
    ("工作室名称：长庚测控创新工作室", 70.0, 140.0, 12.0),
    ("依托单位：北京长庚测控技术有限公司", 70.0, 170.0, 12.0),
    ("负责人姓名：闻人远", 70.0, 200.0, 12.0),
    ("1991年4月", 320.0, 235.0, 12.0),
)


def form() -> bytes:
    return pdf([Printed(x, y, text, size=size) for text, x, y, size in LINES], SIZE)


def where() -> tuple[float, float, float, float]:
    """The box of the birth date in shares of the page, drawn as by a hand."""
    text, x, y, size = LINES[-1]
    return (x - 6) / SIZE[0], (y - 5) / SIZE[1], (x + size * len(text)) / SIZE[0], (y + size + 5) / SIZE[1]
