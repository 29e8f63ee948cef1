"""Lines of any format as running paragraphs: wrapped lines joined, running heads and page numbers set apart.

A DOCX says where its paragraphs end; on a PDF or a scan the indent, the length of the line before and the size do.
"""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.citing import cut
from extractor.document import Line, Page, Role, Span
from extractor.geometry import BBox
from extractor.text.counting import is_east_asian
from extractor.text.running_heads import line_box, running_heads

_LINES_FOR_MARGINS = 6
_COLUMNED = 0.5  # share of a page's lines that stand on either side of its middle
_LONGEST_ENTRY = 300

_LEADER = re.compile(r".{2,}?[.…·．‥⋯_]{3,}\s*[(（]?[\dIVXivx]{1,4}[)）]?$")
STRONG_NUMBER = re.compile(
    r"第[一二三四五六七八九十百\d]{1,4}[章节部篇]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]"
)
# Lines that open a part whatever stands before them.
_OPENS = re.compile(
    r"附\s*[件录表]\s*[\d一二三四五六七八九十]{0,2}\s*(?:[：:]|$)"
    r"|(?:参\s*考\s*文\s*献|目\s*[录次]|前\s*言|结\s*语|致\s*谢)\s*$"
)
_WEAK_NUMBER = re.compile(r"[（(]?\d{1,2}[)）.．、]|[①-⑳]|\[\d{1,3}\]")
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
    margins_of = _margins(pages, heads)
    for page in pages:
        margins = margins_of.get(page.number)
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


@dataclass(frozen=True, slots=True)
class _Margins:
    """The edges of the running text; `columns` are those of the left and the right one where it stands in two."""

    left: float
    right: float
    columns: tuple[_Margins, _Margins] | None = None

    def of(self, box: BBox) -> _Margins:
        """The margins that a line keeps to."""
        if self.columns is None:
            return self
        left, right = self.columns
        gutter = (left.right + right.left) / 2
        return left if box.x1 <= gutter else right if box.x0 >= gutter else self


def _margins(pages: Sequence[Page], heads: frozenset[tuple[int, int]]) -> dict[int, _Margins]:
    """The text's left and right edge on each page with geometry; a page with few lines has those of the others."""
    boxes = {page.number: _text_boxes(page, heads) for page in pages}
    of_width: dict[int, list[BBox]] = defaultdict(list)
    for page in pages:
        of_width[round(page.width)] += boxes[page.number]
    found = {}
    for page in pages:
        own, all_boxes = boxes[page.number], of_width[round(page.width)]
        if all_boxes:
            widest = max(box.width for box in all_boxes)
            enough = sum(box.width > 0.5 * widest for box in own) >= _LINES_FOR_MARGINS
            found[page.number] = replace(_edges(own if enough else all_boxes), columns=_columns(own))
    return found


def _text_boxes(page: Page, heads: frozenset[tuple[int, int]]) -> list[BBox]:
    lines = (line for i, line in enumerate(page.lines) if line.table is None and (page.number, i) not in heads)
    return [box for line in lines if (box := line_box(line, page)) is not None]


def _edges(boxes: Sequence[BBox]) -> _Margins:
    """Most lines of running text begin at the left margin and end at the right one; outliers are seals and stamps."""
    widest = max(box.width for box in boxes)
    wide = [box for box in boxes if box.width > 0.5 * widest]
    lefts, rights = sorted(box.x0 for box in wide), sorted(box.x1 for box in wide)
    return _Margins(lefts[len(lefts) // 5], rights[-1 - len(rights) // 5])


def _columns(boxes: Sequence[BBox]) -> tuple[_Margins, _Margins] | None:
    """The margins of the two columns of a page; None where most lines do not stand in two."""
    middle = (min(box.x0 for box in boxes) + max(box.x1 for box in boxes)) / 2 if boxes else 0.0
    left, right = [box for box in boxes if box.x1 <= middle], [box for box in boxes if box.x0 >= middle]
    if min(len(left), len(right)) < _LINES_FOR_MARGINS or len(left) + len(right) < _COLUMNED * len(boxes):
        return None
    return _edges(left), _edges(right)


@dataclass(frozen=True, slots=True)
class _Open:
    """A paragraph being put together, and its last line."""

    paragraph: Paragraph
    line: Line
    box: BBox | None
    page: int

    @classmethod
    def of(cls, line: Line, page: Page, head: bool) -> _Open:
        box = line_box(line, page)
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
        # A line is full when what follows would not have fitted: a whole Latin word, or one or two ideographs.
        word = re.match(r"[!-~]*", other.line.text.lstrip())
        own, its_own = margins.of(mine), margins.of(its)
        full = mine.x1 >= own.right - max(2.2, 1 + 0.6 * len(word[0] if word else "")) * em
        indented = its.x0 > its_own.left + 0.9 * em
        over = own.right < its_own.left  # from the foot of one column to the head of the next
        near = not same_page or over or -0.5 * em <= its.top - mine.bottom <= 1.6 * em
        return full and not indented and near and not self._parted(other.line.text.lstrip())

    def _parted(self, text: str) -> bool:
        """True where the words themselves say that a new paragraph begins."""
        mine = self.line.text.rstrip()
        if STRONG_NUMBER.match(text) or _OPENS.match(text) or is_entry(mine) or is_entry(text):
            return True
        return bool(_WEAK_NUMBER.match(text)) and (mine[-1:] in _SENTENCE_END or len(self.line.spans) > 1)

    def joined(self, other: _Open) -> _Open:
        if self.box is None:
            text = f"{self.paragraph.text}\n{other.paragraph.text}"
        else:
            text = join_wrapped(self.paragraph.text, other.paragraph.text)
        merged = replace(self.paragraph, text=text, spans=self.paragraph.spans + other.paragraph.spans)
        return _Open(merged, other.line, other.box, other.page)


def spans_at(paragraph: Paragraph, start: int, end: int) -> tuple[Span, ...]:
    """Where characters start:end of the paragraph stand; joining lines changes white space only."""
    skip = len("".join(paragraph.text[:start].split()))
    take = len("".join(paragraph.text[start:end].split()))
    found = []
    for span in paragraph.spans:
        letters = [i for i, char in enumerate(span.text) if not char.isspace()]
        mine = letters[skip : skip + take]
        if mine:
            found.append(cut(span, mine[0], mine[-1] + 1))
        skip, take = max(0, skip - len(letters)), take - len(mine)
        if take <= 0:
            break
    return tuple(found)


def is_entry(text: str) -> bool:
    """True for an entry of a contents list with leaders and a page number.

    >>> is_entry("一、概况……………… 3"), is_entry("一、概况")
    (True, False)
    """
    return len(text) <= _LONGEST_ENTRY and bool(_LEADER.fullmatch(text.strip()))


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
