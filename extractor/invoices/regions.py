"""Several invoices on one page or photograph: the page is cut between them, into columns first, then into rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.citing import box_of
from extractor.document import Mark
from extractor.geometry import overlap, union
from extractor.invoices.pieces import Piece, strip_of
from extractor.invoices.wording import labels_in

_NUMBER = re.compile(r"号\s*码")
_TITLE = re.compile(r"发\s*票$|发\s*票\s*[(（]|电子发票|客\s*票\)?$|电子票据|行程单|收\s*据")
ABOVE = 70.0, 6.0  # points, or heights of its line, that a title may stand above its invoice's number


def regions(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of each invoice; one group where there is one invoice or none."""
    anchors = [piece for piece in pieces if _is_anchor(piece)]
    if len(anchors) < 2:
        return [list(pieces)]
    found = []
    for column in _columns(pieces, anchors):
        own = [piece for piece in column if _is_anchor(piece)]
        found += _stacked(column, own) if len(own) > 1 else [column]
    return [group for group in found if group]


def marks_in(group: Sequence[Piece], marks: Sequence[Mark], groups: int) -> list[Mark]:
    """The marks of the page that lie on the invoice, by where its text stands on the page; all if it is alone."""
    if groups == 1:
        return list(marks)
    area = union(box for piece in group if (box := box_of(piece.span.place)) is not None)
    found = []
    for mark in marks:
        box = box_of(mark.place)
        if box is not None and overlap(box, area) > 0.3:
            found.append(mark)
    return found


def _is_anchor(piece: Piece) -> bool:
    if not _NUMBER.search(piece.text):
        return False
    return any(label.name == "number" for label in labels_in(strip_of([piece])))


def _columns(pieces: Sequence[Piece], anchors: Sequence[Piece]) -> list[list[Piece]]:
    """Strips of the page, cut between number labels that stand beside each other."""
    edges: list[tuple[float, float]] = []
    for anchor in sorted(anchors, key=lambda p: p.bbox.x0):
        if edges and anchor.bbox.x0 < edges[-1][1] + anchor.bbox.height:
            edges[-1] = (edges[-1][0], max(edges[-1][1], anchor.bbox.x1))
        else:
            edges.append((anchor.bbox.x0, anchor.bbox.x1))
    if len(edges) < 2 or not _beside(anchors):
        return [list(pieces)]
    cuts = [_gutter(pieces, before[1], after[0]) for before, after in pairwise(edges)]
    columns: list[list[Piece]] = [[] for _ in edges]
    for piece in pieces:
        columns[sum(1 for cut in cuts if piece.x > cut)].append(piece)
    return columns


def _gutter(pieces: Sequence[Piece], start: float, end: float) -> float:
    """The middle of the widest stretch between `start` and `end` that no text crosses, else their middle."""
    reached, widest, middle = start, 0.0, (start + end) / 2
    for piece in sorted(pieces, key=lambda p: p.bbox.x0):
        if piece.bbox.x1 <= start or piece.bbox.x0 >= end:
            continue
        if piece.bbox.x0 - reached > widest:
            widest, middle = piece.bbox.x0 - reached, (reached + piece.bbox.x0) / 2
        reached = max(reached, piece.bbox.x1)
    return (reached + end) / 2 if end - reached > widest else middle


def _beside(anchors: Sequence[Piece]) -> bool:
    """Whether two number labels stand at about the same height: else they are only indented differently."""
    return any(
        abs(a.y - b.y) < 8 * a.bbox.height and (a.bbox.x1 < b.bbox.x0 or b.bbox.x1 < a.bbox.x0)
        for at, a in enumerate(anchors)
        for b in anchors[at + 1 :]
    )


def _stacked(pieces: Sequence[Piece], anchors: Sequence[Piece]) -> list[list[Piece]]:
    tops = []
    for anchor in sorted(anchors, key=lambda p: p.y)[1:]:
        above = max(ABOVE[0], ABOVE[1] * anchor.bbox.height)
        titles = [p for p in pieces if _TITLE.search(p.text) and -above < p.y - anchor.y <= anchor.bbox.height]
        tops.append(min([anchor.bbox.top, *(p.bbox.top for p in titles)]) - 1.0)
    groups: list[list[Piece]] = [[] for _ in anchors]
    for piece in pieces:
        groups[sum(1 for top in tops if piece.y > top)].append(piece)
    return groups
