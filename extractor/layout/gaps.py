"""Columns found from white: stretches of x that the text of (nearly) all rows leaves free.

Intervals are (x0, x1) in points; a row is the intervals of its pieces from left to right.

>>> rows = [[(0, 24), (60, 100)], [(0, 30), (60, 90)], [(0, 12), (60, 110)]]
>>> borders(rows, 12)
[45.0]
>>> borders([[(0, 200)], [(0, 190)]], 12)
[]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractor.geometry import BBox

Interval = tuple[float, float]
GAP = 0.5  # character heights of white that part two columns
CROSSING = 0.2  # share of the rows that may run over a gap: titles, sums and merged cells
SPACED = 1.6  # character heights between the two characters of a spaced word: 姓　名
FULL = 0.88  # share of a column's width that a full line of prose fills
LONG = 9.0  # character heights: shorter columns hold no prose


def pieces(boxes: Iterable[BBox], height: float) -> list[Interval]:
    """The boxes of one row as intervals, those with less than a column's gap between them joined."""
    found: list[Interval] = []
    for x0, x1 in sorted((box.x0, box.x1) for box in boxes):
        if found and x0 - found[-1][1] < GAP * height:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def borders(rows: Sequence[Sequence[Interval]], height: float) -> list[float]:
    """Where columns part, from left to right; `height` is that of a character.

    A column holds text in the first row or in two others, and at least two columns are filled in half of the rows.
    """
    rows = [row for row in rows if row]
    least = GAP * height
    found = [(x0, x1) for x0, x1 in _white(rows) if x1 - x0 >= least]
    found = _whole_words(found, rows, height)
    places = [(x0 + x1) / 2 for x0, x1 in found]
    places = _filled(places, rows)
    agreeing = sum(len(columns_of(row, places)) >= 2 for row in rows)
    return places if places and agreeing >= max(2, len(rows) / 2) else []


def columns_of(row: Sequence[Interval], places: Sequence[float]) -> set[int]:
    """The columns in which a row has text."""
    return {column for x0, x1 in row for column in range(_column(x0, places), _column(x1, places) + 1)}


def is_prose(rows: Sequence[Sequence[Interval]], places: Sequence[float], height: float) -> bool:
    """Columns of running text: most lines of the wider ones fill their column to its end."""
    full = lines = 0
    for column in range(len(places) + 1):
        own = [(x0, x1) for row in rows for x0, x1 in row if _column(x0, places) == column == _column(x1, places)]
        width = max((x1 for _, x1 in own), default=0.0) - min((x0 for x0, _ in own), default=0.0)
        if width >= LONG * height:
            lines += len(own)
            full += sum(x1 - x0 >= FULL * width for x0, x1 in own)
    return lines >= 4 and full > 0.5 * lines


def _column(x: float, places: Sequence[float]) -> int:
    return sum(place < x for place in places)


def _white(rows: Sequence[Sequence[Interval]]) -> Iterator[Interval]:
    """Stretches between texts that at most the allowed number of rows cover; of those the whitest part."""
    allowed = int(CROSSING * len(rows)) if len(rows) >= 4 else 0
    steps = sorted([(x0, 1) for row in rows for x0, _ in row] + [(x1, -1) for row in rows for _, x1 in row])
    covered, best, start = 0, allowed + 1, 0.0
    widest: Interval | None = None
    for (x, step), after in zip(steps, [*steps[1:], (0.0, 0)], strict=True):
        covered += step
        if covered > allowed:
            if widest is not None and start:
                yield widest
            best, widest, start = allowed + 1, None, 1.0
            continue
        stretch = (x, after[0])
        wider = widest is None or stretch[1] - stretch[0] > widest[1] - widest[0]
        if start and (covered < best or (covered == best and wider)) and stretch[1] > stretch[0]:
            best, widest = covered, stretch


def _whole_words(found: list[Interval], rows: Sequence[Sequence[Interval]], height: float) -> list[Interval]:
    """Without the gaps inside spaced words: a single character on either side in every row that has both."""
    kept = []
    for at, (x0, x1) in enumerate(found):
        left = found[at - 1][1] if at else float("-inf")
        right = found[at + 1][0] if at + 1 < len(found) else float("inf")
        sides = [[p for row in rows for p in row if left <= p[0] and p[1] <= x0]]
        sides.append([p for row in rows for p in row if x1 <= p[0] and p[1] <= right])
        single = all(b - a <= 1.2 * height for side in sides for a, b in side)
        if not (single and x1 - x0 <= SPACED * height):
            kept.append((x0, x1))
    return kept


def _filled(places: list[float], rows: Sequence[Sequence[Interval]]) -> list[float]:
    """Without borders of columns that hold nothing, or text in one row that is not the first."""
    while places:
        count = [0] * (len(places) + 1)
        for row in rows:
            for column in columns_of(row, places):
                count[column] += 1
        head = columns_of(rows[0], places)
        poor = [column for column, number in enumerate(count) if number < 2 and column not in head]
        if not poor:
            return places
        places = [place for at, place in enumerate(places) if at != min(poor[0], len(places) - 1)]
    return places
