"""Where the findings lie on page images, as data: the page draws a box when its sheet comes into view (marks.js)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.pages.workbench import OPEN, Paper
from worker.store import FindingView

TOLD = 160
"""Characters of what was read that a box tells when the mouse rests on it; the card quotes the whole."""


def places(papers: Sequence[Paper], views: Sequence[FindingView]) -> dict[str, Any]:
    """`findings`: id, verdict and whether it waits for a decision, in their order. `sheets`: by the id of the page's
    element its boxes in the order of drawing: finding (position), evidence (position), x, y, width, height in points,
    what was read, confidence in per cent.
    """
    waiting = [view.decision is None and view.finding["verdict"] in OPEN for view in views]
    return {
        "findings": [
            [view.id, view.finding["verdict"], int(waits)] for view, waits in zip(views, waiting, strict=True)
        ],
        "sheets": {
            sheet.anchor: [
                [
                    mark.number - 1,
                    mark.index,
                    *(round(edge, 1) for edge in mark.box or ()),
                    mark.text[:TOLD],
                    round(mark.confidence * 100),
                ]
                for mark in sheet.marks
            ]
            for paper in papers
            for sheet in paper.pages
            if sheet.marks
        },
    }


def first_sheet(papers: Sequence[Paper]) -> str:
    """The id of the page that is seen first: where the first finding lies, else the first page of all."""
    sheets = [sheet for paper in papers for sheet in paper.pages]
    shown = [(mark.index, sheet.anchor) for sheet in sheets for mark in sheet.marks if mark.number == 1]
    return min(shown)[1] if shown else (sheets[0].anchor if sheets else "")
