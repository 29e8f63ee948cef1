"""Where print asks for a seal, a signature or a date: cells of tables, and lines with those that follow them.

Every seal of a page belongs to the nearest of them, or to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.citing import Tight, box_of, running, tight
from extractor.document import Cell, Line, Mark, Page, Span, Table
from extractor.geometry import BBox, union

SEAL = re.compile(r"盖\s*章|公\s*章|印\s*章|[（(]\s*章\s*[）)]|签\s*章")
OPINION = 16  # characters: a longer text in a block is an opinion
FAR = 110.0  # points between a block and a seal that is still its own
FOLLOWING = 3  # lines below the line that asks


@dataclass(frozen=True, slots=True)
class Block:
    page: Page
    spans: tuple[Span, ...]
    beside: tuple[Span, ...]
    box: BBox | None

    @property
    def text(self) -> Tight:
        return tight(running((span, "\n") for span in self.spans))


def blocks(page: Page) -> Iterator[Block]:
    for table in page.tables:
        for cell in table.cells:
            if _asks(cell.span.text) and not _whole_heading(cell, table):
                box = box_of(table.place)
                spans = (*_opinion_above(page, cell, table), *_lines_of(page, cell))
                yield Block(page, spans, _beside(cell, table), _cell_box(cell, table, box))
    lines = [
        line for line in page.lines if line.table is None and line.role not in ("header", "footer", "toc", "hidden")
    ]
    taken = 0
    for at, line in enumerate(lines):
        if at >= taken and _asks(line.text):
            following = _following(lines, at)
            taken = at + 1 + len(following)
            columns = [span for span in line.spans if _asks(span.text)]
            for number, span in enumerate(columns if len(columns) > 1 else ()):
                limit = columns[number + 1].place if number + 1 < len(columns) else None
                yield Block(page, (span, *_below(span, following, limit)), (), _around([span]))
            if len(columns) <= 1:
                own = (*line.spans, *(span for other in following for span in other.spans))
                yield Block(page, own, (), _around(line.spans))


def _beside(cell: Cell, table: Table) -> tuple[Span, ...]:
    """The short text left of a cell, or left of the rows above it: what the block is called."""
    for row in range(cell.row, max(-1, cell.row - 3), -1) if cell.column else ():
        left = table.at(row, cell.column - 1)
        text = "".join(left.span.text.split()) if left is not None else ""
        if left is not None and text:
            return (left.span,) if len(text) <= OPINION and not _asks(text) else ()
    return ()


def _opinion_above(page: Page, cell: Cell, table: Table) -> tuple[Span, ...]:
    """The opinion of a form that gives the signature a row of its own."""
    above = table.at(cell.row - 1, cell.column) if cell.row else None
    if above is None or above.column != cell.column or _asks(above.span.text) or len(above.span.text) < OPINION:
        return ()
    return _lines_of(page, above)


def _asks(text: str) -> bool:
    tightened = "".join(text.split())
    return bool(SEAL.search(tightened) or re.search(r"签[字名章]", tightened)) and len(tightened) < 1200


def _whole_heading(cell: Cell, table: Table) -> bool:
    """签字 as the heading of a column of names is no block."""
    return len("".join(cell.span.text.split())) <= 6 and cell.row + cell.rowspan < table.rows and table.rows > 2


def _lines_of(page: Page, cell: Cell) -> tuple[Span, ...]:
    """The spans of the cell's lines, where the page has them; else the cell's own span."""
    box = box_of(cell.span.place)
    inside = [
        span
        for line in page.lines
        if line.table is not None and box is not None
        for span in line.spans
        if (own := box_of(span.place)) is not None and holds(box, own)
    ]
    return tuple(inside) or (cell.span,)


def holds(outer: BBox, inner: BBox) -> bool:
    x, y = inner.middle
    return outer.x0 - 1 <= x <= outer.x1 + 1 and outer.top - 1 <= y <= outer.bottom + 1


def _cell_box(cell: Cell, table: Table, whole: BBox | None) -> BBox | None:
    """The cell as far as its neighbours show it: its text, widened to the table's side where it is the last."""
    own = box_of(cell.span.place)
    if own is None or whole is None:
        return own
    return BBox(
        own.x0, own.top, max(own.x1, whole.x1 if cell.column + cell.colspan == table.columns else own.x1), own.bottom
    )


def _following(lines: Sequence[Line], at: int) -> list[Line]:
    found = []
    for line in lines[at + 1 : at + 1 + FOLLOWING]:
        if (SEAL.search(line.text) and SEAL.search(lines[at].text)) or len(line.text) > 3 * OPINION:
            break
        found.append(line)
    return found


def _below(span: Span, lines: Iterable[Line], limit: object) -> list[Span]:
    """What stands under a column of a line: 甲方（盖章） | 乙方（盖章）."""
    own, end = box_of(span.place), box_of(limit) if limit is not None else None  # type: ignore[arg-type]
    if own is None:
        return []
    right = end.x0 if end is not None else float("inf")
    spans = [other for line in lines for other in line.spans]
    return [one for one in spans if (box := box_of(one.place)) is not None and own.x0 - 30 <= box.middle[0] < right]


def _around(spans: Iterable[Span]) -> BBox | None:
    boxes = [box for span in spans if (box := box_of(span.place)) is not None]
    return union(boxes) if boxes else None


def owner(mark: Mark, blocks: Sequence[Block]) -> int | None:
    """The block that a seal stands in or nearest to."""
    box = box_of(mark.place)
    if box is None:
        return None
    x, y = box.middle
    near: list[tuple[float, int]] = []
    for number, block in enumerate(blocks):
        own = block.box
        asked = [b for span in block.spans if SEAL.search("".join(span.text.split())) and (b := box_of(span.place))]
        for target in asked or ([own] if own is not None else []):
            aside = max(target.x0 - x, 0.0, x - target.x1)
            above = max(target.top - y, 0.0, y - target.bottom)
            near.append(((aside**2 + above**2) ** 0.5 + (0 if asked else 20), number))
    distance, number = min(near, default=(FAR + 1, -1))
    return number if distance <= FAR else None
