"""The text of an invoice as pieces with boxes, in a frame that is upright and level, and rows of them.

Layers print labels first and values last, photographs lie askew: only positions say what belongs together. A piece
keeps the span it came from, so that every value cites the place on the page as people see it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from extractor import citing
from extractor.document import Page, Span
from extractor.geometry import BBox, overlap, stretch, union
from extractor.layout.lines import rows
from extractor.stops import shares

_WIDE = str.maketrans("０１２３４５６７８９．，－％：（）＊￥／　﹣−【】", "0123456789.,-%:()*¥/ --()")
LABELLED = re.compile(r"发\s*票\s*号\s*码|价\s*税\s*合\s*计|识\s*别\s*号|开\s*票\s*日\s*期|票\s*据\s*号\s*码")
EXACTLY = 0.05  # heights: characters of a text layer that run on over a ruling
TOUCHING = 0.25  # heights: pieces this near were one line of text, cut at a ruling


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` is `span.text`, character by character, with wide forms made narrow; `bbox` is in the parser's frame."""

    text: str
    bbox: BBox
    span: Span

    def cut(self, start: int, end: int) -> Piece:
        """The part text[start:end]."""
        if start <= 0 and end >= len(self.text):
            return self
        own = stretch(self.bbox, *shares(self.span, start, end))
        return Piece(self.text[start:end], own, citing.cut(self.span, start, end))

    def trimmed(self) -> Piece:
        start = len(self.text) - len(self.text.lstrip(" :"))
        return self.cut(start, max(start, len(self.text.rstrip(" ;,"))))

    def moved(self, move: Callable[[BBox], BBox]) -> Piece:
        return replace(self, bbox=move(self.bbox))

    @property
    def x(self) -> float:
        return self.bbox.middle[0]

    @property
    def y(self) -> float:
        return self.bbox.middle[1]


def narrow(text: str) -> str:
    """Wide digits and punctuation made narrow; the length stays.

    >>> narrow("金额：￥１２")
    '金额:¥12'
    """
    return text.translate(_WIDE)


def pieces_of(page: Page) -> list[Piece]:
    """Visible text. What OCR read in pictures of a page whose own text is an invoice is left out: seals, mostly.

    Lines of a doubted text layer that were read again (extractor.pdf_layer) are the page's own.
    """
    spans = [span for line in page.lines if not line.invisible for span in line.spans]
    own = [span for span in spans if span.source == "text" or (page.compared and not _in_picture(span, page))]
    if len(own) < len(spans) and len(LABELLED.findall("\n".join(span.text for span in own))) >= 2:
        spans = own
    found = []
    for span in spans:
        box = citing.box_of(span.place)
        if box is not None and span.text.strip():
            found.append(Piece(narrow(span.text), box, span))
    return found


def _in_picture(span: Span, page: Page) -> bool:
    box = citing.box_of(span.place)
    drawn = (citing.box_of(mark.place) for mark in page.marks if mark.kind in ("seal", "image"))
    return box is None or any(one is not None and overlap(box, one) > 0.5 for one in drawn)


@dataclass(frozen=True, slots=True)
class Strip:
    """Pieces that stand side by side, left to right; `text` joins them with spaces."""

    pieces: tuple[Piece, ...]
    text: str
    offsets: tuple[int, ...]

    def take(self, start: int, end: int) -> list[Piece]:
        """The pieces behind text[start:end], each cut to its share, blank ones left out."""
        found = []
        for at in range(max(0, bisect_right(self.offsets, start) - 1), len(self.pieces)):
            if self.offsets[at] >= end:
                break
            piece = self.pieces[at]
            low, high = max(start - self.offsets[at], 0), min(end - self.offsets[at], len(piece.text))
            if low < high and piece.text[low:high].strip():
                found.append(piece.cut(low, high))
        return found

    @property
    def bbox(self) -> BBox:
        return union(piece.bbox for piece in self.pieces)

    @property
    def y(self) -> float:
        return sum(piece.y for piece in self.pieces) / len(self.pieces)


def strips(pieces: Iterable[Piece]) -> list[Strip]:
    """Rows of pieces, top to bottom."""
    return [strip_of(row) for row in rows(pieces, lambda piece: piece.bbox)]


def strip_of(pieces: Sequence[Piece]) -> Strip:
    offsets, at = [], 0
    for piece in pieces:
        offsets.append(at)
        at += len(piece.text) + 1
    return Strip(tuple(pieces), " ".join(piece.text for piece in pieces), tuple(offsets))


def mended(pieces: Sequence[Piece]) -> list[Piece]:
    """Numbers that were cut in two at a ruling, put together again: 17.5|4 of one line of OCR.

    Only where the left part lacks decimals that the right part gives, for two columns may touch as well.
    """
    done: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: p.bbox.x0):
        left = next((other for other in done if _one_number(other, piece)), None)
        if left is None:
            done.append(piece)
            continue
        done.remove(left)
        text = left.span.text + piece.span.text
        span = replace(left.span, text=text, raw=left.span.raw + piece.span.raw)
        done.append(Piece(left.text + piece.text, union((left.bbox, piece.bbox)), span))
    return done


def _one_number(left: Piece, right: Piece) -> bool:
    if not re.fullmatch(r"\.\d{1,2}|\d{1,2}", right.text):
        return False
    near = EXACTLY if left.span.source == "text" else TOUCHING
    if abs(right.bbox.x0 - left.bbox.x1) > near * left.bbox.height or abs(left.y - right.y) > 0.4 * left.bbox.height:
        return False
    lacking = r"(?<![\d.])[\d,]*\d$" if right.text.startswith(".") else r"(?<!\d)\d+\.\d?$"
    return bool(re.search(lacking, left.text) and re.search(r"\.\d\d$", left.text + right.text))


def height_of(pieces: Iterable[Piece]) -> float:
    """The usual height of a line of text, in points."""
    heights = sorted(min(piece.bbox.height, piece.bbox.width) for piece in pieces if len(piece.text) > 1)
    return heights[len(heights) // 2] if heights else 9.0
