"""White space that a recogniser leaves out: wide gaps inside a recognised line part it, narrower ones are a blank.

>>> box = BBox(0, 0, 100, 10)
>>> stops = ((0.0, 0.1), (0.1, 0.2), (0.8, 0.9), (0.9, 1.0))
>>> [piece.text for piece in spaced(Fragment("频率数额", box, 1.0, "ocr:x", "频率数额", 9.0, stops=stops))]
['频率', '数额']
"""

from __future__ import annotations

from dataclasses import replace

from extractor.geometry import BBox, turned
from extractor.layout.fragment import Fragment

WIDE = 1.6  # line heights of white that part two spans
BLANK = 0.75  # line heights of white that are a blank between ideographs


def spaced(fragment: Fragment) -> list[Fragment]:
    """The pieces of a recognised line; the line itself when the places of its characters are not known."""
    if fragment.turn:
        flat = replace(fragment, bbox=turned(fragment.bbox, fragment.turn, 0, 0), turn=0)
        way = fragment.turn
        return [replace(one, bbox=turned(one.bbox, 360 - way, 0, 0), turn=way) for one in spaced(flat)]
    if len(fragment.stops) != len(fragment.text) or fragment.bbox.height > fragment.bbox.width:
        return [fragment]
    pieces: list[Fragment] = []
    start = 0
    for index in range(1, len(fragment.text)):
        if not fragment.text[index].isspace() and _gap(fragment, index) > WIDE:
            pieces.append(_piece(fragment, start, index))
            start = index
    pieces.append(_piece(fragment, start, len(fragment.text)))
    return [piece for piece in pieces if piece.text]


def _gap(fragment: Fragment, index: int) -> float:
    """White before character `index`, in line heights, across any blanks before it."""
    before = index - 1
    while before > 0 and fragment.text[before].isspace():
        before -= 1
    white = (fragment.stops[index][0] - fragment.stops[before][1]) * fragment.bbox.width
    return white / max(fragment.bbox.height, 1.0)


def _piece(fragment: Fragment, start: int, end: int) -> Fragment:
    while end > start and fragment.text[end - 1].isspace():
        end -= 1
    if end <= start:
        return replace(fragment, text="")
    left = 0.0 if start == 0 else fragment.stops[start][0]
    right = 1.0 if end == len(fragment.text) else fragment.stops[end - 1][1]
    width = max(right - left, 1e-6)
    text, stops = "", []
    for index in range(start, end):
        if index > start and _blank_before(fragment, index):
            text += " "
            stops.append((fragment.stops[index - 1][1], fragment.stops[index][0]))
        text += fragment.text[index]
        stops.append(fragment.stops[index])
    own = tuple(((x0 - left) / width, (x1 - left) / width) for x0, x1 in stops)
    box = fragment.bbox
    placed = BBox(box.x0 + left * box.width, box.top, box.x0 + right * box.width, box.bottom)
    raw = fragment.raw if (start, end) == (0, len(fragment.text)) else fragment.text[start:end]
    return replace(fragment, text=text, raw=raw, bbox=placed, stops=own)


def _blank_before(fragment: Fragment, index: int) -> bool:
    """Between ideographs only: recognisers give the blanks of Latin text themselves."""
    before, after = fragment.text[index - 1], fragment.text[index]
    return ord(before) > 0x3000 and ord(after) > 0x3000 and _gap(fragment, index) > BLANK
