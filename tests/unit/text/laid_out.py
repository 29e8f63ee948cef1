"""Text set on pages as a PDF reader gives it: wrapped lines with boxes, running heads and page numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.document import Document, Line, OnPage, Page, Part, ReadWith, Span
from extractor.geometry import BBox

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 72.0, 523.0, 90.0, 752.0


@dataclass(frozen=True)
class Block:
    """One paragraph: `indent` in characters of the first line; `centred` for titles; `new_page` before it."""

    text: str
    indent: float = 2.0
    size: float = 12.0
    centred: bool = False
    new_page: bool = False


def pages(
    blocks: list[Block], *, head: str = "", numbers: str = "— {} —", source: str = "text", sizes: bool = True
) -> tuple[Page, ...]:
    """Pages of `blocks`. Lines are broken at any ideograph and between Latin words."""
    found: list[list[Line]] = [[]]
    y = TOP
    for block in blocks:
        if block.new_page and found[-1]:
            found.append([])
            y = TOP
        for offset, text in _broken(block):
            if y + block.size > BOTTOM:
                found.append([])
                y = TOP
            found[-1].append(_line(text, len(found), offset, y, block.size, source, sizes))
            y += block.size * 1.6
    done = []
    for number, lines in enumerate(found, start=1):
        extra = [_line(head, number, LEFT, 40.0, 9.0, source, sizes)] if head else []
        foot = [_line(numbers.format(number), number, 280.0, 775.0, 10.0, source, sizes)] if numbers else []
        done.append(Page(number, WIDTH, HEIGHT, 0, (*extra, *lines, *foot), source=source, scanned=source != "text"))
    return tuple(done)


def part(found: tuple[Page, ...]) -> Part:
    return Part(Document("报告.pdf", "pdf", found, ReadWith("pdf")), found)


def _width(char: str, size: float) -> float:
    return size if ord(char) > 0x2000 else size / 2


def _broken(block: Block) -> list[tuple[float, str]]:
    x = LEFT + block.indent * block.size
    start, text, lines = x, "", []
    for word in re.findall(r"[!-~]+|.", block.text):
        width = sum(_width(char, block.size) for char in word)
        if x + width > RIGHT and word not in "，。；、":
            lines.append((start, text.rstrip()))
            start, x, text = LEFT, LEFT, ""
        if text or not word.isspace():
            text += word
            x += width
    lines.append((start, text))
    if block.centred:
        return [((LEFT + RIGHT - sum(_width(c, block.size) for c in t)) / 2, t) for _, t in lines]
    return lines


def _line(text: str, page: int, x: float, y: float, size: float, source: str, sizes: bool) -> Line:
    width = sum(_width(char, size) for char in text)
    place = OnPage(page, BBox(x, y, x + width, y + size))
    return Line((Span(text, place, 0.97 if source != "text" else 1.0, source, text),), size=size if sizes else 0.0)
