"""What a paper calls itself: its title lines, found by place, size and role rather than by file name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extractor.citing import box_of, running, trimmed
from extractor.document import Line, Page, Part, Span

_TOP_LINES = 14
_NO_TITLE = ("header", "footer", "hidden", "toc")


@dataclass(frozen=True, slots=True)
class Headline:
    """A title line: `text` without white space, its spans, and `rank` 0 for the most title-like."""

    text: str
    spans: tuple[Span, ...]
    rank: int


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A part as itself: every kind asks for its headlines, and comparing parts by value costs more than that."""

    part: Part

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.part is self.part

    def __hash__(self) -> int:
        return id(self.part)


def squeeze(text: str) -> str:
    """`text` without any white space."""
    return "".join(text.split())


def headlines(part: Part, pages: int = 1) -> tuple[Headline, ...]:
    """Short lines at the head of the first pages, most title-like first: marked titles, large or centred lines."""
    return _headlines(_Same(part), pages)


@lru_cache(maxsize=4)
def _headlines(held: _Same, pages: int) -> tuple[Headline, ...]:
    part = held.part
    found: list[tuple[float, int, Line]] = []
    for page in part.pages[:pages]:
        lines = [line for line in page.lines if line.role not in _NO_TITLE and not line.invisible and line.spans]
        body = _body_size(lines)
        for at, line in enumerate(lines[:_TOP_LINES]):
            text = squeeze(line.text)
            if 2 <= len(text) <= 45 and not re.search(r"[。；]", text):
                found.append((_weight(line, at, body, page), len(found), line))
    ranked = sorted(found, key=lambda item: (-item[0], item[1]))
    return tuple(
        Headline(squeeze(line.text), tuple(trimmed(span) for span in line.spans), rank)
        for rank, (_, _, line) in enumerate(ranked)
    )


def first_line(part: Part) -> Headline | None:
    """The first line with text, for papers without anything like a title."""
    lines = (line for line in part.lines if line.role not in _NO_TITLE and not line.invisible and squeeze(line.text))
    return next((Headline(squeeze(line.text), line.spans, 0) for line in lines), None)


def opening(part: Part, characters: int = 400) -> str:
    """The first characters of the paper without white space."""
    return squeeze(part.text[: characters * 3])[:characters]


def few_words(part: Part) -> bool:
    """Whether the paper holds no more than a banner or a caption."""
    return sum(len(squeeze(line.text)) for line in part.lines) <= 150


def title_span(part: Part, pattern: re.Pattern[str]) -> Headline | None:
    """The most title-like line that fits `pattern`, also where a title was wrapped over two lines."""
    lines = headlines(part)
    for headline in lines[:8]:
        if pattern.search(headline.text):
            return headline
    return next((line for line in _wrapped(_Same(part)) if pattern.search(line.text)), None)


@lru_cache(maxsize=4)
def _wrapped(held: _Same) -> tuple[Headline, ...]:
    """Two lines of the top that follow each other, as one, where that may be a title."""
    rank = len(headlines(held.part))
    found = []
    for page in held.part.pages[:1]:
        top = [line for line in page.lines[:_TOP_LINES] if line.spans and line.role not in ("header", "footer")]
        for first, second in pairwise(top):
            both = running((span, "") for span in (*first.spans, *second.spans))
            text = squeeze(both.text)
            if len(text) <= 45 and not re.search(r"[。；，：:]", text):
                found.append(Headline(text, both.spans, rank))
    return tuple(found)


def wrapped_title(part: Part, first: Headline, complete: re.Pattern[str]) -> Headline:
    """`first` with the lines that go on below it in the same large size, up to one at which `complete` fits."""
    lines = [line for line in part.pages[0].lines if line.spans and line.role not in _NO_TITLE and not line.invisible]
    body = _body_size(lines)
    at = next((i for i, line in enumerate(lines) if squeeze(line.text) == first.text), len(lines))
    text, spans = first.text, first.spans
    for line, after in pairwise(lines[at:]):
        same = _size(line) > 1.15 * body > 0 and abs(_size(after) - _size(line)) <= 0.05 * _size(line)
        more = squeeze(after.text)
        if complete.search(text) or not same or len(text + more) > 45 or re.search(r"[：:，,。；]|\d{4}年", more):
            break
        text, spans = text + more, (*spans, *(trimmed(span) for span in after.spans))
    return Headline(text, spans, first.rank)


def _body_size(lines: list[Line]) -> float:
    sizes = sorted(_size(line) for line in lines if _size(line) > 0)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _size(line: Line) -> float:
    box = box_of(line.spans[0].place)
    return line.size or (box.height if box else 0.0)


def _weight(line: Line, at: int, body: float, page: Page) -> float:
    weight = 2.0 if line.role == "title" else 1.0 if line.role == "heading" else 0.0
    if body and _size(line) > 1.2 * body:
        weight += 1.5
    box = box_of(line.spans[0].place)
    if box is not None and page.width and len(line.spans) == 1:
        off = abs(box.middle[0] - page.width / 2) / page.width
        weight += 0.5 if off < 0.06 and box.width < 0.8 * page.width else 0.0
    if re.search(r"[：:，,]|^\d", line.text):
        weight -= 1.0
    return weight - 0.1 * at
