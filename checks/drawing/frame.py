"""From points of the upright page (origin top left) to a PDF page's own user space.

ISO 32000-2, 8.3.2.3 and 14.11.2: a viewer shows the crop box, turned clockwise by /Rotate.

>>> Frame(BBox(0, 0, 200, 100), 0).point(10, 20)
(10, 80)
>>> Frame(BBox(0, 0, 200, 100), 90).point(10, 20)
(20, 10)
>>> Frame(BBox(50, 30, 250, 130), 180).rectangle(BBox(0, 0, 10, 20))
BBox(x0=240, top=30, x1=250, bottom=50)
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.geometry import BBox


@dataclass(frozen=True, slots=True)
class Frame:
    """`visible` is the crop box in user space (top is its lower edge there); `rotation` 0, 90, 180 or 270."""

    visible: BBox
    rotation: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page."""
        width, height = self.visible.width, self.visible.height
        return (height, width) if self.rotation in (90, 270) else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The user-space point under (x, y) of the upright page."""
        box = self.visible
        if self.rotation == 90:
            return box.x0 + y, box.top + x
        if self.rotation == 180:
            return box.x1 - x, box.top + y
        if self.rotation == 270:
            return box.x1 - y, box.bottom - x
        return box.x0 + x, box.bottom - y

    def corners(self, box: BBox) -> tuple[tuple[float, float], ...]:
        """Upper left, upper right, lower left and lower right of `box`, as a reader of the page names them."""
        ends = ((box.x0, box.top), (box.x1, box.top), (box.x0, box.bottom), (box.x1, box.bottom))
        return tuple(self.point(x, y) for x, y in ends)

    def rectangle(self, box: BBox) -> BBox:
        """`box` in user space: x0, lower edge, x1, upper edge."""
        xs, ys = zip(*self.corners(box), strict=True)
        return BBox(min(xs), min(ys), max(xs), max(ys))

    def clipped(self, box: BBox) -> BBox:
        """`box` kept on the page and at least 2 points wide and high, so that it can be seen."""
        width, height = self.size
        x0, x1 = _kept(box.x0, box.x1, width)
        top, bottom = _kept(box.top, box.bottom, height)
        return BBox(x0, top, x1, bottom)


def _kept(low: float, high: float, limit: float) -> tuple[float, float]:
    low, high = min(low, high), max(low, high)
    low = min(max(low, 0.0), max(limit - 2.0, 0.0))
    return low, max(min(high, limit), low + 2.0)
