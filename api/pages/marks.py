"""Where the findings' evidence lies: boxes on page images, marked runs of text, marked table cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from worker.store import FindingView


@dataclass(frozen=True, slots=True)
class Mark:
    """One quoted place of one finding. `index` is the evidence's position in the finding, `number` the card's."""

    finding: str
    index: int
    number: int
    verdict: str
    document: str
    place: Mapping[str, Any]
    text: str
    confidence: float

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """x, y, width, height in points of the upright page; None where the place has no box."""
        bbox = self.place.get("bbox")
        if not bbox:
            return None
        x0, top, x1, bottom = (float(edge) for edge in bbox)
        return x0, top, max(0.0, x1 - x0), max(0.0, bottom - top)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with the marks that cover it."""

    text: str
    marks: tuple[Mark, ...] = ()


def marks_of(views: Sequence[FindingView]) -> tuple[Mark, ...]:
    """Every quoted place of `views`, numbered from 1 in their order."""
    return tuple(
        Mark(
            finding=view.id,
            index=index,
            number=number,
            verdict=str(view.finding["verdict"]),
            document=str(evidence["document"]),
            place=evidence["place"],
            text=str(evidence["text"]),
            confidence=float(evidence["confidence"]),
        )
        for number, view in enumerate(views, 1)
        for index, evidence in enumerate(view.finding["evidence"])
    )


def by_sheet(marks: Iterable[Mark]) -> dict[tuple[str, int | str], tuple[Mark, ...]]:
    """The marks with a box, by paper and page number, or by paper and embedded image. The largest first, so that a
    small box lies over a large one and can be clicked, and the worst verdict last among equals."""
    found: dict[tuple[str, int | str], list[tuple[float, int, int, Mark]]] = defaultdict(list)
    for mark in marks:
        box = mark.box
        if box and mark.place["type"] in {"on_page", "in_media"}:
            sheet = mark.place["page"] if mark.place["type"] == "on_page" else mark.place["part"]
            found[mark.document, sheet].append((-box[2] * box[3], -mark.number, mark.index, mark))
    return {sheet: tuple(mark for *_, mark in sorted(on, key=lambda one: one[:3])) for sheet, on in found.items()}


def by_paragraph(marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """The marks in running text, by the paragraph they lie in."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.place["type"] == "in_text":
            found[mark.place["paragraph"]].append(mark)
    return found


def by_element(marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    """The marks in an XML file, by the path of their element."""
    found: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.place["type"] == "in_xml":
            found[str(mark.place["path"])].append(mark)
    return found


def by_sheet_cell(marks: Iterable[Mark]) -> dict[tuple[str, int, int], list[Mark]]:
    """The marks in cells of sheets, by sheet, row and column; a merged cell is cited by its first."""
    found: dict[tuple[str, int, int], list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.place["type"] == "in_sheet":
            found[sheet_cell(mark.place)].append(mark)
    return found


def sheet_cell(place: Mapping[str, Any]) -> tuple[str, int, int]:
    """The sheet, row and column of a place of type in_sheet."""
    return str(place["sheet"]), int(place["row"]), int(place["column"])


def by_table(marks: Iterable[Mark]) -> dict[tuple[int, ...], list[Mark]]:
    """The marks in table cells, by the path of their table."""
    found: dict[tuple[int, ...], list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.place["type"] == "in_table":
            found[tuple(mark.place["path"])].append(mark)
    return found


def in_cell(marks: Iterable[Mark], rows: range, columns: range) -> tuple[Mark, ...]:
    """Of the marks of one table those that name any of the places that a cell covers."""
    return tuple(mark for mark in marks if mark.place["row"] in rows and mark.place["column"] in columns)


def runs(text: str, offset: int, marks: Sequence[Mark]) -> tuple[Run, ...]:
    """`text`, which begins at character `offset` of its paragraph, cut where a mark begins or ends. A mark without
    length (a label with nothing behind it) marks the whole paragraph.

    >>> a = Mark("f", 0, 1, "fail", "d", {"type": "in_text", "paragraph": 0, "start": 2, "end": 4}, "", 1.0)
    >>> [(run.text, len(run.marks)) for run in runs("甲乙丙丁戊", 0, [a])]
    [('甲乙', 0), ('丙丁', 1), ('戊', 0)]
    """
    spans = [(mark, *_stretch(mark, offset, len(text))) for mark in marks]
    edges = {0, len(text)} | {min(max(edge, 0), len(text)) for _, *pair in spans for edge in pair}
    cuts = sorted(edges)
    return tuple(
        Run(text[start:end], tuple(mark for mark, first, last in spans if first <= start and end <= last))
        for start, end in pairwise(cuts)
    )


def _stretch(mark: Mark, offset: int, length: int) -> tuple[int, int]:
    start, end = int(mark.place["start"]) - offset, int(mark.place["end"]) - offset
    return (start, end) if start < end else (0, length)
