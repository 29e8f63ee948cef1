"""Tables ruled between their rows only, and those with a line under the head only: the rulings that are not drawn.

Rulings of the same width, one below the other, are the rows, and so are shaded ones; columns part where the text
leaves white from the first row to the last. Both together are a grid like any other, partial rulings and merged cells
included. Running prose and pages in two columns have no such grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.geometry import BBox
from extractor.layout.fragment import Grid
from extractor.layout.gaps import borders, columns_of, is_prose, pieces
from extractor.layout.lines import rows
from extractor.layout.tables import LEAST_WIDTH, NEAR, Ruling, grids, joined

ENDS = 6.0  # points that rulings of one table may differ at their ends
LEAST = 3  # rulings of a table: above and below its head, and at its foot
HIGH = 2.5  # times the height of the median row: a band higher than this is what stands between two tables
FEW = 4  # rulings: with no more than these, a band holds several rows of the table
STEP = 1.9  # character heights between the first lines of two rows that no ruling parts
UNBROKEN = 0.75  # share of a broken ruling that must be there

_Rows = list[list[BBox]]


def half_ruled(
    horizontals: Iterable[Ruling], characters: Sequence[BBox], known: Sequence[Grid], shades: Sequence[Ruling] = ()
) -> list[Grid]:
    """Grids of the tables that `horizontals` rule without verticals; `characters` are the boxes of the visible text,
    `known` the grids that need nothing, `shades` those of `horizontals` that are edges of shaded rows. Points of the
    upright page, from top to bottom."""
    across = [ruling for ruling in _whole(joined(horizontals)) if not _known(ruling, known)]
    found: list[Grid] = []
    for stack in _stacks(across):
        for rulings in _apart(stack, characters):
            found += _grids(_footed(rulings, shades, characters), across, characters)
    return sorted(found, key=lambda grid: (grid.bbox.top, grid.bbox.x0))


def all_ruled(
    horizontals: Sequence[Ruling],
    verticals: Sequence[Ruling],
    characters: Sequence[BBox],
    shades: Sequence[Ruling] = (),
) -> list[Grid]:
    """The grids that are ruled on all sides, and those whose verticals the text shows; the edges of shaded rows,
    `shades`, count as rulings of the latter."""
    ruled = grids(horizontals, verticals)
    found = [*ruled, *half_ruled([*horizontals, *shades], characters, ruled, shades)]
    return sorted(found, key=lambda grid: (grid.bbox.top, grid.bbox.x0))


def _whole(rulings: list[Ruling]) -> list[Ruling]:
    """Pieces on one level made one where little is missing between them: faint rulings of scans."""
    levels: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.at):
        if levels and ruling.at - levels[-1][0].at <= NEAR:
            levels[-1].append(ruling)
        else:
            levels.append([ruling])
    found: list[Ruling] = []
    for level in levels:
        start, end = min(one.start for one in level), max(one.end for one in level)
        drawn = sum(one.end - one.start for one in level)
        whole = len(level) > 1 and drawn >= UNBROKEN * (end - start)
        found += [Ruling(sum(one.at for one in level) / len(level), start, end)] if whole else level
    return [one for one in found if one.end - one.start >= LEAST_WIDTH / 2]


def _known(ruling: Ruling, known: Sequence[Grid]) -> bool:
    middle = (ruling.start + ruling.end) / 2
    return any(
        grid.bbox.top - NEAR <= ruling.at <= grid.bbox.bottom + NEAR and grid.bbox.x0 <= middle <= grid.bbox.x1
        for grid in known
    )


def _stacks(across: Sequence[Ruling]) -> list[list[Ruling]]:
    """Rulings that begin and end together, from top to bottom."""
    found: list[list[Ruling]] = []
    for ruling in sorted(across, key=lambda ruling: ruling.at):
        own = next((stack for stack in found if _same_ends(stack[0], ruling)), None)
        if own is None:
            found.append([ruling])
        else:
            own.append(ruling)
    return [stack for stack in found if len(stack) >= LEAST and stack[0].end - stack[0].start >= LEAST_WIDTH]


def _same_ends(one: Ruling, other: Ruling) -> bool:
    return abs(one.start - other.start) <= ENDS and abs(one.end - other.end) <= ENDS


def _apart(stack: list[Ruling], characters: Sequence[BBox]) -> list[list[Ruling]]:
    """The stack cut where a band holds what stands between two tables: a paragraph, a caption with white around."""
    heights = sorted(b.at - a.at for a, b in pairwise(stack))
    usual = heights[(len(heights) - 1) // 2]
    found: list[list[Ruling]] = [[stack[0]]]
    for above, below in pairwise(stack):
        if below.at - above.at > HIGH * usual and not _tabular(above, below, characters):
            found.append([])
        found[-1].append(below)
    return [part for part in found if len(part) >= LEAST]


def _footed(stack: list[Ruling], shades: Sequence[Ruling], characters: Sequence[BBox]) -> list[Ruling]:
    """The stack with the foot of a last row that is not shaded: it has as many texts as any row above it."""
    last = stack[-1]
    if not any(abs(shade.at - last.at) <= NEAR for shade in shades):
        return stack
    heights = sorted(b.at - a.at for a, b in pairwise(stack))
    below = Ruling(last.at + heights[len(heights) // 2], last.start, last.end)
    bands = [_lines([b for b in characters if _between(b, *pair)]) for pair in pairwise([*stack, below])]
    height = _height(box for band in bands for line in band for box in line)
    counts = [max((len(pieces(line, height)) for line in band), default=0) for band in bands]
    return [*stack, below] if counts[-1] >= max(2, *counts[:-1]) else stack


def _tabular(above: Ruling, below: Ruling, characters: Sequence[BBox]) -> bool:
    lines = _lines([box for box in characters if _between(box, above, below)])
    height = _height(box for line in lines for box in line)
    return bool(lines) and bool(borders([pieces(line, height) for line in lines], height)) and len(lines) > 1


def _between(box: BBox, above: Ruling, below: Ruling) -> bool:
    x, y = box.middle
    return above.at < y < below.at and above.start - ENDS <= x <= above.end + ENDS


def _lines(boxes: Sequence[BBox]) -> _Rows:
    return rows(boxes, lambda box: box)


def _height(boxes: Iterable[BBox]) -> float:
    heights = sorted(box.height for box in boxes)
    return heights[len(heights) // 2] if heights else 1.0


def _grids(stack: list[Ruling], across: Sequence[Ruling], characters: Sequence[BBox]) -> list[Grid]:
    first, last = stack[0], stack[-1]
    bands = [_lines([b for b in characters if _between(b, above, below)]) for above, below in pairwise(stack)]
    lines = [line for band in bands for line in band]
    height = _height(box for line in lines for box in line)
    texts = [pieces(line, height) for line in lines]
    places = borders(texts, height) if len(lines) > 1 else []
    if not places or is_prose(texts, places, height):
        return []
    inner = [r for r in across if r not in stack and first.at < r.at < last.at and _inside(r, first)]
    drawn = [Ruling(one.at, first.start, first.end) for one in (*stack, *_parting(bands, places, height, stack))]
    return grids([*drawn, *inner], _verticals(stack, bands, places, height))


def _inside(ruling: Ruling, whole: Ruling) -> bool:
    return whole.start - ENDS <= ruling.start and ruling.end <= whole.end + ENDS


def _parting(bands: list[_Rows], places: list[float], height: float, stack: list[Ruling]) -> list[Ruling]:
    """Rulings between the rows of a band that holds several: a table with lines around its head and at its foot."""
    if len(stack) > FEW:
        return []
    found: list[Ruling] = []
    for band in bands:
        starts = [at for at, line in enumerate(band) if _begins(line, places, height)]
        tops = [min(box.top for box in band[at]) for at in starts]
        if len(starts) > 1 and min(b - a for a, b in pairwise(tops)) >= (STEP if len(starts) == 2 else 1.0) * height:
            for at in starts[1:]:
                above = max(box.bottom for box in band[at - 1])
                found.append(Ruling((above + min(box.top for box in band[at])) / 2, 0.0, 0.0))
    return found


def _begins(line: Sequence[BBox], places: list[float], height: float) -> bool:
    """A new row has text in its first column and in half of the others."""
    filled = columns_of(pieces(line, height), places)
    return 0 in filled and len(filled) >= (len(places) + 2) / 2


def _verticals(stack: list[Ruling], bands: list[_Rows], places: list[float], height: float) -> list[Ruling]:
    """The sides, and each border down the bands in which no text runs over it; a lone text that runs over the first
    border is a title of the whole row."""
    top, bottom = stack[0].at, stack[-1].at
    found = [Ruling(stack[0].start, top, bottom), Ruling(stack[0].end, top, bottom)]
    for (above, below), band in zip(pairwise(stack), bands, strict=True):
        texts = [text for line in band for text in pieces(line, height)]
        over = [place for place in places if any(x0 < place - 1 and x1 > place + 1 for x0, x1 in texts)]
        if not (places[0] in over and len(texts) == len(band)):
            found += [Ruling(place, above.at, below.at) for place in places if place not in over]
    return found
