"""A TextObject -> its characters, each at its place. GB/T 33190, §11: TextCode with X, Y, DeltaX and DeltaY.

>>> spread("g 2 1.5 3", 4)
[1.5, 1.5, 3.0]
>>> spread("2", 4), spread("g 99999999 1", 3), spread("", 3)
([2.0, 2.0, 2.0], [1.0, 1.0], [])
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.geometry import BBox, union
from extractor.lenient_xml import Element, attribute, children
from extractor.ofd.matrix import Matrix, apply, number, numbers, scale_of

POINT = 72 / 25.4  # points in a millimetre
ASCENT, DESCENT = 0.86, 0.14  # shares of the type size above and below the base line
TINY = 3.0  # points: smaller type cannot be read on paper
WHITE = 0.93


@dataclass(frozen=True, slots=True)
class Character:
    """`box` in points of the page; `x`, `y` its base point, `angle` its turn in degrees, clockwise."""

    text: str
    box: BBox
    x: float
    y: float
    size: float
    angle: float


@dataclass(frozen=True, slots=True)
class Text:
    """One TextObject. `hidden`: nobody sees it (no fill, transparent, tiny); `pale`: white or nearly."""

    id: str
    characters: tuple[Character, ...]
    colour: tuple[int, int, int]
    hidden: bool
    pale: bool
    background: bool = False

    @property
    def text(self) -> str:
        return "".join(character.text for character in self.characters)

    @property
    def box(self) -> BBox:
        """Around what is to be seen of it."""
        seen = [c.box for c in self.characters if c.text.strip()] or [c.box for c in self.characters]
        return union(seen)


def text_of_object(element: Element, place: Matrix, colour: tuple[int, int, int], *, background: bool) -> Text | None:
    """`place` moves the object's own millimetres to points of the page. None for an object without characters."""
    size = number(attribute(element, "Size")) or 3.175
    wide = number(attribute(element, "HScale")) or 1.0
    points = size * scale_of(place)
    found = list(_characters(element, place, min(abs(size), 500.0), wide))
    if not found:
        return None
    drawn = attribute(element, "Fill") != "false" or attribute(element, "Stroke") == "true"
    hidden = not drawn or attribute(element, "Alpha") == "0" or points < TINY
    pale = min(colour) > 255 * WHITE and attribute(element, "Stroke") != "true"
    return Text(attribute(element, "ID"), tuple(found), colour, hidden, pale, background)


def _characters(element: Element, place: Matrix, size: float, wide: float) -> Iterator[Character]:
    turn = int(number(attribute(element, "CharDirection")) or 0) % 360
    run = int(number(attribute(element, "ReadDirection")) or 0) % 360
    angle = math.degrees(math.atan2(place[1], place[0])) + turn
    x, y = 0.0, 0.0
    for code in children(element, "TextCode"):
        text = _text(code.text or "")
        given_x, given_y = number(attribute(code, "X")), number(attribute(code, "Y"))
        x, y = (x if given_x is None else given_x), (y if given_y is None else given_y)
        across, down = (spread(attribute(code, name), len(text)) for name in ("DeltaX", "DeltaY"))
        for at, char in enumerate(text):
            yield _placed(char, x, y, size, wide, place, angle)
            step = size * width_of(char) * wide
            own = {0: (step, 0.0), 90: (0.0, step), 180: (-step, 0.0), 270: (0.0, -step)}.get(run, (step, 0.0))
            if across or down:
                own = (0.0, 0.0)
            x += across[at] if at < len(across) else own[0]
            y += down[at] if at < len(down) else own[1]


def _text(given: str) -> str:
    """Line breaks and tabs come from whoever wrote the XML; blanks may count."""
    lines = given.replace("\r", "\n").replace("\t", " ").split("\n")
    return given if len(lines) == 1 else "".join(line.strip() for line in lines)


def _placed(char: str, x: float, y: float, size: float, wide: float, place: Matrix, angle: float) -> Character:
    right = x + size * width_of(char) * wide
    corners = [apply(place, a, b) for a in (x, right) for b in (y - size * ASCENT, y + size * DESCENT)]
    box = BBox(
        min(a for a, _ in corners), min(b for _, b in corners), max(a for a, _ in corners), max(b for _, b in corners)
    )
    base = apply(place, x, y)
    return Character(char, box, base[0], base[1], size * scale_of(place), angle)


def width_of(char: str) -> float:
    """In type sizes: ideographs are square, other characters half as wide."""
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" and char != "¥" else 0.5


def spread(text: str, length: int) -> list[float]:
    """The steps between `length` characters: `g n v` says v n times; where steps are missing the last one goes on."""
    wanted = max(0, length - 1)
    words, at = text.split(), 0
    found: list[float] = []
    while at < len(words) and len(found) < wanted:
        if words[at].lower() == "g" and at + 2 < len(words):
            times, step = words[at + 1], number(words[at + 2])
            if times.isdecimal() and step is not None:
                found += [step] * min(int(times[:9]), wanted - len(found))
            at += 3
            continue
        found += numbers(words[at])
        at += 1
    if found and len(found) < wanted:
        found += [found[-1]] * (wanted - len(found))
    return found[:wanted]
