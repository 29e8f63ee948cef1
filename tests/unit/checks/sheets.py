"""A file with its sheets from the short form of tests/cases: what stands on each, and what reading noticed."""

from __future__ import annotations

from typing import Any

from checks.case import CaseDocument, Sheet, UnreadPage
from extractor.document import OnPage, Span
from extractor.geometry import BBox

HEIGHT = 842.0


def file_of_sheets(number: int, said: dict[str, list[dict[str, Any]]]) -> CaseDocument:
    """`{name: [sheet, …]}`: `text`, `foot`, `blank`, `turn`, `compared`, `differs` (layer: shown), `unread`."""
    ((name, pages),) = said.items()
    id = f"d{number}"
    lines: list[Span] = []
    sheets, unread = [], []
    for page, told in enumerate(pages, 1):
        if told.get("unread"):
            unread.append(UnreadPage(page, "page_crashed", "没有读到内容"))
        for key, top in (("text", 300.0), ("foot", 810.0)):
            if key in told:
                lines.append(_span(id, page, top, str(told[key])))
        pairs = tuple(
            (_span(id, page, 300.0, layer), _span(id, page, 300.0, shown, 0.97, "ocr"))
            for layer, shown in told.get("differs", {}).items()
        )
        compared = int(told.get("compared", len(pairs)))
        sheets.append(Sheet(page, HEIGHT, bool(told.get("blank")), int(told.get("turn", 0)), compared, pairs))
    return CaseDocument(
        id,
        name,
        "unknown",
        tuple(range(1, len(pages) + 1)),
        unread=tuple(unread),
        format=name.rpartition(".")[2],
        lines=tuple(lines),
        sheets=tuple(sheets),
    )


def _span(document: str, page: int, top: float, text: str, confidence: float = 1.0, source: str = "text") -> Span:
    return Span(text, OnPage(page, BBox(72, top, 300, top + 12)), confidence, source, text, document)
