"""A paper as rows of boxes in reading order, the same for DOCX, text PDF and OCR.

A row of a table gives a row of its cells; a line outside tables gives a row of its spans. Each row knows the section
it stands in, from headings, full-width table rows and merged first cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from extractor.citing import Running, box_of, cut, running
from extractor.document import Cell, Line, Page, Part, Span, Table
from extractor.geometry import BBox, turned
from extractor.labels import all_labels, is_label, key

_UNSEEN = ("header", "footer", "toc", "hidden")
_GAP = re.compile(r"[ \u00a0]{2,}|[\u3000\t]+")
_WORD_GAP = re.compile(r"\s+")
_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|（[一二三四五六七八九十]{1,3}）|第.{1,3}[章节部分]|\d{1,2}(?:[.．]\d{1,2}){1,2}\s*(?=[^\d\s.．万元%])|\d{1,2}\s*[、.．](?!\d))"
)
_TITLED = re.compile(
    r"(?:情况|信息|名单|名册|一览表|简介|概况|预算表?|成果|项目|意见)$|^(?:团队|项目)?(?:负责人|成员)$|^指导专家$"
)

SECTIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("opinions", "意见|盖章页|承诺|声明"),
        ("budget", "预算|经费"),
        ("projects", "(?:承担|主持|参与|参加|科研).{0,8}项目|项目(?:经历|业绩)"),
        ("experts", "指导专家|专家(?:情况|信息|名单|基本)|顾问|导师|^专家$"),
        ("members", "成员|人员(?:名单|名册|情况|构成|组成|信息|基本)|名册|团队(?:组成|构成|人员)|参与人员"),
        ("leader", "负责人|带头人|领衔人|申报人(?:情况|信息|基本)"),
        ("outcomes", "成果|知识产权|专利|业绩|获奖|荣誉"),
        ("contact", "^联系人"),
        ("host", "(?:依托|申报|承担|实施|所在)单位|^单位(?:基本)?(?:情况|信息|概况)"),
        ("basic", "基本(?:信息|情况)|概况|(?:工作室|站点|团队)(?:信息|情况|简介)|封面"),
        ("plan", "课题|目标|计划|方案|规划"),
        ("conditions", "管理|条件|保障|场所|设施"),
    )
)


Turned = tuple[int, float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """One cell, or one span of a line. `column` counts grid columns in a table and spans in a line; `turned` tells by
    how many degrees its page, of this width and height, has to be turned."""

    span: Span
    column: int
    colspan: int = 1
    row: int = 0
    rowspan: int = 1
    turned: Turned = (0, 0.0, 0.0)

    @property
    def text(self) -> str:
        return self.span.text

    @property
    def bbox(self) -> BBox | None:
        """On the upright page: what is right of it, and below, is so for a reader."""
        box = box_of(self.span.place)
        return box if box is None or not self.turned[0] else turned(box, *self.turned)

    @property
    def blank(self) -> bool:
        return is_blank(self.span.text)


@dataclass(frozen=True, slots=True)
class Row:
    """`table` numbers the tables of the paper (-1: a line); `index` is the row in its table; `section` is one of
    SECTIONS, "other", or empty before the first heading."""

    boxes: tuple[Box, ...]
    page: int
    table: int = -1
    index: int = 0
    columns: int = 0
    section: str = ""
    heading: bool = False
    paragraph: int = -1

    @property
    def text(self) -> str:
        return " ".join(box.text for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Flow:
    """All rows of a paper."""

    rows: tuple[Row, ...]

    def within(self, *sections: str) -> Flow:
        """Only the rows of these sections."""
        return Flow(tuple(row for row in self.rows if row.section in sections))

    def without(self, *sections: str) -> Flow:
        """All rows but those of these sections."""
        return Flow(tuple(row for row in self.rows if row.section not in sections))

    @property
    def paragraphs(self) -> Iterator[tuple[Row, ...]]:
        """Rows that run on together: the wrapped lines of a paragraph; a row of a table, a heading by itself."""
        margins = _margins(self.rows)
        group: list[Row] = []
        for row, after in zip_longest(self.rows, self.rows[1:]):
            group.append(row)
            if after is None or not _runs_on(row, after, margins):
                yield tuple(group)
                group = []

    @property
    def prose(self) -> Running:
        """The text of all rows; wrapped lines of a paragraph run on, all else is parted by a line break."""
        parts: list[tuple[Span, str]] = []
        margins = _margins(self.rows)
        for row, after in zip_longest(self.rows, self.rows[1:]):
            end = "" if after is not None and _runs_on(row, after, margins) else "\n"
            spans = [box.span for box in row.boxes]
            parts += [(span, " ") for span in spans[:-1]] + [(span, end) for span in spans[-1:]]
        return running(parts)


def flow(part: Part) -> Flow:
    """The rows of `part`. Headers, footers, contents and hidden text are left out."""
    rows: list[Row] = []
    tables = 0
    for page in part.pages:
        for table, line in _in_order(page):
            if table is not None:
                rows += _table_rows(table, page, tables)
                tables += 1
            elif line is not None:
                rows.append(_line_row(line, page))
    return Flow(tuple(_sectioned(rows)))


def is_blank(text: str) -> bool:
    """Nothing but white space, rules to write on, or an empty date template.

    >>> is_blank("____ "), is_blank("　年　月　日"), is_blank("/"), is_blank("无")
    (True, True, True, False)
    """
    return not re.sub(r"[\s_＿—\-－/／\\…·.。:：$]|年|月|日|（盖章）|\(盖章\)", "", text)


def section_of(text: str) -> str:
    """The section that a heading opens, "other" for a heading of none of them."""
    plain = key(text)
    return next((name for name, pattern in SECTIONS if pattern.search(plain)), "other")


def _in_order(page: Page) -> Iterator[tuple[Table | None, Line | None]]:
    """Tables and the lines outside them, from top to bottom; a table stands where its first line stands."""
    waiting = dict(enumerate(page.tables))
    held = {line.table for line in page.lines if line.table is not None}
    for line in page.lines:
        if line.role in _UNSEEN or line.invisible:
            continue
        top = box_of(line.spans[0].place) if line.spans else None
        for number, table in list(waiting.items()):
            edge = box_of(table.place)
            above = edge is not None and top is not None and edge.top < top.top and number not in held
            if number == line.table or above:
                yield waiting.pop(number), None
        if line.table is None and line.spans:
            yield None, line
    yield from ((table, None) for table in waiting.values())


def _table_rows(table: Table, page: Page, number: int) -> list[Row]:
    turn = (page.turn, page.width, page.height)
    grid: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(max(0, cell.row), min(cell.row + cell.rowspan, table.rows)):
            grid[row].append(cell)
    return [
        Row(
            tuple(
                Box(c.span, c.column, c.colspan, c.row, c.rowspan, turn)
                for c in sorted(cells, key=lambda c: c.column)
            ),
            page.number, number, index, table.columns,
        )
        for index, cells in enumerate(grid)
        if cells
    ]  # fmt: skip


def _line_row(line: Line, page: Page) -> Row:
    spans = [piece for span in line.spans for piece in _parted(span)]
    plain = line.text.strip()
    heading = line.role in ("heading", "title") or (bool(_NUMBERED.match(plain)) and _short(plain)) or _titled(plain)
    turn = (page.turn, page.width, page.height)
    boxes = tuple(Box(span, at, turned=turn) for at, span in enumerate(spans))
    return Row(boxes, page.number, heading=heading and len(plain) <= 40, paragraph=line.paragraph)


def _parted(span: Span) -> list[Span]:
    """A span whose text has wide gaps, as several."""
    pieces, at = [], 0
    for gap in (_WORD_GAP if _only_labels(span.text) else _GAP).finditer(span.text):
        pieces.append((at, gap.start()))
        at = gap.end()
    pieces.append((at, len(span.text)))
    if sum(1 for a, b in pieces if len(span.text[a:b].strip()) > 1) < 2:  # 负　责　人 is one word
        return [span]
    return [cut(span, a, b) for a, b in pieces if span.text[a:b].strip()]


def _only_labels(text: str) -> bool:
    """Column headers that the reader took for one text, since little room was left between them."""
    words = text.split()
    return len(words) > 1 and all(len(word) > 1 and key(word) in all_labels() for word in words)


def _short(text: str) -> bool:
    return len(key(text)) <= 22 and not re.search(r"[。；;，,]|[：:]\s*\S", text)


def _titled(text: str) -> bool:
    plain = key(text)
    return (
        2 < len(plain) <= 16
        and _short(text)
        and not text.rstrip().endswith(("：", ":"))
        and bool(_TITLED.search(plain))
    )


def _sectioned(rows: Sequence[Row]) -> Iterator[Row]:
    section = ""
    for row in rows:
        if row.table < 0:
            if row.heading:
                section = section_of(row.text)
            yield replace(row, section=section)
            continue
        first = row.boxes[0]
        if len(row.boxes) == 1 and _short(first.text) and not first.blank and row.columns > 1:
            found = section_of(first.text)
            section = found if found != "other" or _NUMBERED.match(first.text) else section
            yield replace(row, section=section, heading=True)
            continue
        beside = first.rowspan > 1 and len(row.boxes) > 1 and is_label(row.boxes[1].text)
        own = section_of(re.sub(r"\d+$", "", key(first.text))) if beside else "other"
        yield replace(row, section=own if own != "other" else section)


def _margins(rows: Sequence[Row]) -> dict[int, tuple[float, float]]:
    """The left and right edges of the text on each page, in points."""
    edges: dict[int, tuple[float, float]] = {}
    for row in rows:
        for box in row.boxes:
            if box.bbox is not None:
                left, right = edges.get(row.page, (box.bbox.x0, box.bbox.x1))
                edges[row.page] = (min(left, box.bbox.x0), max(right, box.bbox.x1))
    return edges


def _runs_on(row: Row, after: Row, margins: dict[int, tuple[float, float]]) -> bool:
    """Whether `after` is the next line of the same paragraph: the row is nearly full and ends openly.

    A line of a page may end early where a long number follows, so four fifths of the width will do.
    """
    if row.table >= 0 or after.table >= 0 or row.heading or after.heading:
        return False
    edge = row.boxes[-1].bbox
    if edge is None:
        return row.paragraph == after.paragraph
    left, right = margins[row.page]
    full = edge.x1 >= left + 0.8 * (right - left)
    return full and not row.text.rstrip().endswith(("。", "：", ":", "；"))
