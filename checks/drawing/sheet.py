"""The sheet of findings: A4 pages that list findings with their quotes, with an embedded Chinese font.

It follows an annotated PDF for findings that have no place there, stands alone for papers without page images, and
goes before the pages of a whole submission.
Same findings, same bytes: reportlab's invariant mode, a font subset that depends on the characters alone.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer

from checks.drawing.face import register
from checks.drawing.font import printable
from checks.drawing.note import COLOURS
from checks.drawing.wording import VERDICTS, body, decision_words, heading, place_words
from checks.masking import masked

_FONT = "CaishenSans"
_GREY = Color(0.35, 0.37, 0.4)
_MAX_QUOTES = 6
_MAX_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the sheet and what stands under it, in the order to be shown: findings, then plain lines."""

    title: str
    findings: Sequence[Mapping[str, Any]]
    lines: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What people call things: documents by id, rules by id; the reviewer's decisions by finding id."""

    documents: Mapping[str, str]
    rules: Mapping[str, str]
    decisions: Mapping[str, Mapping[str, Any]]


def sheet(title: str, lead: str, sections: Sequence[Section], names: Names) -> bytes:
    """A PDF; `lead` is a short paragraph under the title."""
    texts = [("title", title), ("lead", lead)]
    blocks = [[*texts]]
    for section in sections:
        if section.findings or section.lines:
            blocks.append([("section", section.title)])
            blocks.extend(_finding_texts(finding, names) for finding in section.findings)
            blocks.extend([("body", line)] for line in section.lines)
    shown = [[(style, printable(text)) for style, text in block if text] for block in blocks]
    register(_FONT, "".join(text for block in shown for _, text in block))
    data = io.BytesIO()
    document = SimpleDocTemplate(
        data,
        pagesize=A4,
        **dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 18 * mm),
        title=title,
        author="材审",
    )
    story = [part for block in shown for part in (_flow(block), Spacer(1, 5))]
    document.build(story, canvasmaker=_Invariant)
    return data.getvalue()


class _Invariant(Canvas):  # type: ignore[misc]
    """A canvas without the time of day and without a random file identifier."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{**options, "invariant": 1})


def _finding_texts(finding: Mapping[str, Any], names: Names) -> list[tuple[str, str]]:
    verdict = finding["verdict"]
    texts = [
        (f"verdict:{verdict}", f"【{VERDICTS.get(verdict, verdict)}】{heading(finding, names.rules)}"),
        ("body", body(finding)),
    ]
    evidence = finding["evidence"]
    texts += [("quote", _quote(item, names)) for item in evidence[:_MAX_QUOTES]]
    if len(evidence) > _MAX_QUOTES:
        texts.append(("quote", f"……另有 {len(evidence) - _MAX_QUOTES} 处"))
    return [*texts, ("body", decision_words(names.decisions.get(finding["id"]), verdict))]


def _quote(evidence: Mapping[str, Any], names: Names) -> str:
    document = names.documents.get(evidence["document"], "")
    where = " ".join(part for part in (document, place_words(evidence["place"])) if part)
    text = " ".join(masked(evidence["text"]).split())
    text = text if len(text) <= _MAX_QUOTE else text[:_MAX_QUOTE] + "……"
    return f"“{text}”　{where}" if text else where


def _flow(block: Sequence[tuple[str, str]]) -> KeepTogether:
    return KeepTogether([Paragraph(escape(text).replace("\n", "<br/>"), _style(style)) for style, text in block])


def _style(name: str) -> ParagraphStyle:
    kind, _, verdict = name.partition(":")
    sizes = {"title": 16.0, "section": 12.0, "verdict": 10.5, "quote": 8.5, "lead": 9.0, "body": 9.5}
    size = sizes[kind]
    red, green, blue = (part * 0.75 for part in COLOURS.get(verdict, (0.0, 0.0, 0.0)))
    return ParagraphStyle(
        name,
        fontName=_FONT,
        fontSize=size,
        leading=size * 1.5,
        wordWrap="CJK",
        leftIndent=12 if kind == "quote" else 0,
        spaceBefore=6 if kind in ("title", "section") else 0,
        textColor=_GREY if kind in ("quote", "lead") else Color(red, green, blue),
    )
