"""Lines of any format as running paragraphs: wrapped lines joined, running heads and page numbers set apart.

A DOCX says where its paragraphs end; on a PDF or a scan the indent, the length of the line before and the size do.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.document import InMedia, Line, OnPage, Page, Role, Span
from extractor.geometry import BBox, union
from extractor.text.counting import is_east_asian

# Running heads stand in this share of the page's height at its top and bottom; page numbers a little further in
# (GB/T 9704 prints them 7 mm below the text).
HEAD_ZONE = 0.08
NUMBER_ZONE = 0.12
# A line that stands in that zone on this share of the pages is a running head.
HEAD_SHARE = 0.6

LEADER = re.compile(r".{2,}?[.…·．‥⋯_]{3,}\s*[(（]?[\dIVXivx]{1,4}[)）]?$")
STRONG_NUMBER = re.compile(
    r"第[一二三四五六七八九十百\d]{1,4}[章节部篇]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]"
)
_WEAK_NUMBER = re.compile(r"[（(]?\d{1,2}[)）.．、]|[①-⑳]|\[\d{1,3}\]")
_PAGE_NUMBER = re.compile(
    r"[\s\-—–·_]*(?:第?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*页?(?:\s*[/,，共of]+\s*\d{1,4}\s*页?)?)[\s\-—–·_]*",
    re.IGNORECASE,
)
_SENTENCE_END = "。！？；：.!?;:"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`text` keeps line breaks that the author set; `heading` is the level that the format gives, 0 for none."""

    text: str
    spans: tuple[Span, ...]
    page: int
    role: Role = "body"
    level: int = 0
    size: float = 0.0
    table: bool = False
    invisible: bool = False
    break_before: bool = False
    label: str = ""
    running_head: bool = False


def paragraphs(pages: Sequence[Page]) -> tuple[Paragraph, ...]:
    """All paragraphs of `pages` in reading order, nothing left out."""
    heads = running_heads(pages)
    found: list[Paragraph] = []
    last: _Open | None = None
    waiting: list[Paragraph] = []
    for page in pages:
        margins = _margins(page, heads)
        for index, line in enumerate(page.lines):
            head = (page.number, index) in heads
            piece = _Open.of(line, page, head)
            if last is not None and last.takes(piece, margins):
                last = last.joined(piece)
            elif head and last is not None:
                waiting.append(piece.paragraph)  # a running head does not part the text that runs on over the page
            else:
                found += [last.paragraph, *waiting] if last is not None else []
                last, waiting = piece, []
    return (*found, last.paragraph, *waiting) if last is not None else ()


def running_heads(pages: Sequence[Page]) -> frozenset[tuple[int, int]]:
    """(page number, line index) of heads, feet and page numbers, known by their place and their repetition."""
    zone: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    heads: set[tuple[int, int]] = set()
    for page in pages:
        for index, line in enumerate(page.lines):
            box = line_box(line)
            if box is None or not page.height or line.role not in {"body", "header", "footer"}:
                continue
            middle = box.middle[1] / page.height
            text = line.text.strip()
            if min(middle, 1 - middle) <= NUMBER_ZONE and _PAGE_NUMBER.fullmatch(text):
                heads.add((page.number, index))
            elif min(middle, 1 - middle) <= HEAD_ZONE:
                zone.setdefault((re.sub(r"\d+", "#", "".join(text.split())), middle < 0.5), []).append(
                    (page.number, index)
                )
    numbers = [page.number for page in pages]
    for places in zone.values():
        if _repeats({number for number, _ in places}, numbers):
            heads.update(places)
    return frozenset(heads)


def _repeats(on: set[int], pages: list[int]) -> bool:
    """On most pages, or on most left or most right pages where these differ."""
    if len(on) < 2:
        return False
    sides = [pages, pages[0::2], pages[1::2]] if len(pages) >= 4 else [pages]
    return any(len(on & set(side)) >= max(2, HEAD_SHARE * len(side)) for side in sides)


def line_box(line: Line) -> BBox | None:
    """The box around a line's spans; None in a format without pages."""
    boxes = [span.place.bbox for span in line.spans if isinstance(span.place, OnPage | InMedia)]
    return union(boxes) if boxes else None


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float


def _margins(page: Page, heads: frozenset[tuple[int, int]]) -> _Margins | None:
    """Left and right edge of the text of a page; None where it has no geometry."""
    boxes = [
        box
        for index, line in enumerate(page.lines)
        if line.table is None and (page.number, index) not in heads and (box := line_box(line)) is not None
    ]
    if not boxes:
        return None
    wide = [box for box in boxes if box.width > 0.5 * max(b.width for b in boxes)]
    lefts, rights = sorted(box.x0 for box in wide), sorted(box.x1 for box in wide)
    # Most lines of running text begin at the left margin and end at the right one; outliers are seals and stamps.
    return _Margins(lefts[len(lefts) // 5], rights[-1 - len(rights) // 5])


@dataclass(frozen=True, slots=True)
class _Open:
    """A paragraph being put together, and its last line."""

    paragraph: Paragraph
    line: Line
    box: BBox | None
    page: int

    @classmethod
    def of(cls, line: Line, page: Page, head: bool) -> _Open:
        box = line_box(line)
        size = line.size or (0.75 * box.height if box is not None else 0.0)
        paragraph = Paragraph(
            line.text,
            line.spans,
            page.number,
            line.role,
            line.level,
            size,
            line.table is not None,
            line.invisible,
            line.break_before,
            line.label,
            head,
        )
        return cls(paragraph, line, box, page.number)

    def takes(self, other: _Open, margins: _Margins | None) -> bool:
        """True when `other` runs on from the last line."""
        mine, its = self.line, other.line
        same = (mine.role, mine.level, mine.table, mine.invisible) == (its.role, its.level, its.table, its.invisible)
        if not same or other.paragraph.running_head or self.paragraph.running_head:
            return False
        if self.box is None or other.box is None:
            return self.box is other.box is None and mine.paragraph == its.paragraph and not its.break_before
        if mine.table is not None or margins is None:
            return False
        return self._runs_on(other, self.box, other.box, margins)

    def _runs_on(self, other: _Open, mine: BBox, its: BBox, margins: _Margins) -> bool:
        em = max(self.paragraph.size, 1.0)
        if not 0.85 <= other.paragraph.size / em <= 1.18:
            return False
        same_page = self.page == other.page
        full = mine.x1 >= margins.right - 2.2 * em
        indented = its.x0 > margins.left + 0.9 * em
        near = not same_page or -0.5 * em <= its.top - mine.bottom <= 1.6 * em
        return full and not indented and near and not self._parted(other.line.text.lstrip())

    def _parted(self, text: str) -> bool:
        """True where the words themselves say that a new paragraph begins."""
        mine = self.line.text.rstrip()
        if STRONG_NUMBER.match(text) or LEADER.match(mine) or LEADER.match(text):
            return True
        return bool(_WEAK_NUMBER.match(text)) and (mine[-1:] in _SENTENCE_END or len(self.line.spans) > 1)

    def joined(self, other: _Open) -> _Open:
        if self.box is None:
            text = f"{self.paragraph.text}\n{other.paragraph.text}"
        else:
            text = join_wrapped(self.paragraph.text, other.paragraph.text)
        merged = replace(self.paragraph, text=text, spans=self.paragraph.spans + other.paragraph.spans)
        return _Open(merged, other.line, other.box, other.page)


def join_wrapped(first: str, second: str) -> str:
    """Two lines as one, with a space only where Latin words meet.

    >>> join_wrapped("提升产品可靠", "性。"), join_wrapped("machine", "learning"), join_wrapped("共12", "3项")
    ('提升产品可靠性。', 'machine learning', '共123项')
    >>> join_wrapped("inno-", "vation"), join_wrapped("https://a.b/", "c")
    ('inno-vation', 'https://a.b/c')
    """
    first, second = first.rstrip(), second.lstrip()
    if not first or not second or is_east_asian(first[-1]) or is_east_asian(second[0]):
        return first + second
    if first[-1].isdigit() and (second[0].isdigit() or second[0] in ".,%％°"):
        return first + second
    return first + second if first[-1] in "-/_&=?@" else f"{first} {second}"


def body_size(found: Sequence[Paragraph]) -> float:
    """Points of the running text: the median over characters."""
    sizes = [p.size for p in found if p.size for _ in range(0, len(p.text), 10)]
    return statistics.median(sizes) if sizes else 0.0


def seen(found: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Those that a reader of the paper sees."""
    return (p for p in found if p.role not in {"hidden", "placeholder"} and not p.invisible)
