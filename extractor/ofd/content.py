"""What an OFD page draws: texts, strokes and pictures, in points of the upright page, in the order of drawing.

An object's own millimetres go through its CTM, then to its Boundary, then through whatever holds it (a group, an
annotation, the page). Source: GB/T 33190, §8.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from extractor.errors import TooLarge
from extractor.geometry import BBox
from extractor.lenient_xml import Element, attribute, child, local, text_of
from extractor.ofd.matrix import SAME, Matrix, apply, box, matrix, moved, number, scale_of, then
from extractor.ofd.paths import Polyline, polylines
from extractor.ofd.resources import BLACK, Colour, Resources, colour
from extractor.ofd.texts import Text, text_of_object

MAX_OBJECTS = 50_000  # on one page
MAX_CHARACTERS = 200_000
DEEPEST = 12  # groups in groups
_HOLDERS = ("Layer", "PageBlock", "Content", "Appearance")


@dataclass(frozen=True, slots=True)
class Stroke:
    """`lines` in points; `width` in points; `filled` where only the inside is drawn."""

    lines: tuple[Polyline, ...]
    colour: Colour
    width: float
    filled: bool


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: the part that holds it, and its box in points."""

    part: str
    box: BBox
    annotation: bool = False


Item: TypeAlias = Text | Stroke | Image


@dataclass
class Drawing:
    """Collects the items of one page. Raises TooLarge."""

    resources: Resources
    items: list[Item] = field(default_factory=list)
    _objects: int = 0
    _characters: int = 0

    def draw(
        self, holder: Element | None, place: Matrix, *, annotation: bool = False, background: bool = False
    ) -> None:
        """Everything below `holder`; `place` moves its millimetres to points."""
        _Walk(self, annotation, background).below(holder, place, (BLACK, BLACK), 0)

    def count(self, characters: int = 0) -> None:
        self._objects += 1
        self._characters += characters
        if self._objects > MAX_OBJECTS or self._characters > MAX_CHARACTERS:
            raise TooLarge("OFD 页面中的对象过多，这一页没有读取；请重新导出后再上传。")


Colours: TypeAlias = tuple[Colour, Colour]


@dataclass(frozen=True, slots=True)
class _Walk:
    drawing: Drawing
    annotation: bool
    background: bool

    def below(self, holder: Element | None, place: Matrix, colours: Colours, depth: int) -> None:
        if depth > DEEPEST:
            return
        for element in holder if holder is not None else ():
            name = local(element)
            if not name or attribute(element, "Visible") == "false":
                continue
            own = self._colours(element, colours)
            if name in _HOLDERS:
                self.below(element, place, own, depth + 1)
            elif name.endswith("Object"):
                self._object(name, element, _frame(element, place), own, depth)

    def _colours(self, element: Element, before: Colours) -> Colours:
        """Fill and stroke: the object's own, its drawing parameter's, or those of what holds it."""
        known, param = self.drawing.resources, attribute(element, "DrawParam")
        fill = colour(child(element, "FillColor")) or known.fill.get(param) or before[0]
        stroke = colour(child(element, "StrokeColor")) or known.stroke.get(param) or before[1]
        return fill, stroke

    def _object(self, name: str, element: Element, place: Matrix, colours: Colours, depth: int) -> None:
        drawing = self.drawing
        if name == "TextObject":
            text = text_of_object(element, place, colours[0], background=self.background)
            drawing.count(len(text.characters) if text else 0)
            if text:
                drawing.items.append(text)
        elif name == "PathObject":
            drawing.count()
            drawing.items += _stroke(element, place, colours)
        elif name == "ImageObject":
            drawing.count()
            part = drawing.resources.media.get(attribute(element, "ResourceID"), "")
            drawing.items.append(Image(part, _image_box(element, place), self.annotation))
        elif name == "CompositeObject":
            drawing.count()
            group = drawing.resources.groups.get(attribute(element, "ResourceID"))
            self.below(group, place, colours, depth + 1)


def _frame(element: Element, place: Matrix) -> Matrix:
    """From the object's own millimetres to points."""
    at = box(attribute(element, "Boundary")) or (0.0, 0.0, 0.0, 0.0)
    return then(moved(place, at[0], at[1]), matrix(attribute(element, "CTM")))


def _image_box(element: Element, place: Matrix) -> BBox:
    """A picture fills the unit square of its own space; without a CTM it fills its Boundary."""
    at = box(attribute(element, "Boundary"))
    right, bottom = (1.0, 1.0) if matrix(attribute(element, "CTM")) != SAME or at is None else (at[2], at[3])
    return around([apply(place, x, y) for x in (0.0, right) for y in (0.0, bottom)])


def around(points: list[tuple[float, float]]) -> BBox:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return BBox(min(xs), min(ys), max(xs), max(ys))


def _stroke(element: Element, place: Matrix, colours: Colours) -> list[Item]:
    stroked = attribute(element, "Stroke") != "false"
    filled = attribute(element, "Fill") == "true"
    lines = polylines(text_of(child(element, "AbbreviatedData")))
    if not lines or not (stroked or filled) or attribute(element, "Alpha") == "0":
        return []
    moved_lines = tuple([apply(place, x, y) for x, y in line] for line in lines)
    width = (number(attribute(element, "LineWidth")) or 0.353) * scale_of(place)
    return [Stroke(moved_lines, colours[1] if stroked else colours[0], width, filled and not stroked)]
