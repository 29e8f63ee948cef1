"""What pages refer to by number: pictures, colours of drawing parameters, vector groups. GB/T 33190, §7.9."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from extractor.lenient_xml import Element, attribute, child, children, text_of
from extractor.ofd.matrix import numbers
from extractor.ofd.package import OfdPackage

BLACK = (0, 0, 0)
Colour = tuple[int, int, int]


@dataclass
class Resources:
    """By ID. `media` gives parts of the package; `fill` and `stroke` the colours of drawing parameters."""

    media: dict[str, str] = field(default_factory=dict)
    fill: dict[str, Colour] = field(default_factory=dict)
    stroke: dict[str, Colour] = field(default_factory=dict)
    groups: dict[str, Element] = field(default_factory=dict)

    def add(self, package: OfdPackage, part: str) -> None:
        """What the file `part` lists; nothing where it is absent or broken."""
        root = package.xml_or_none(part)
        base = attribute(root, "BaseLoc") if root is not None else ""
        for element in (item for group in (root if root is not None else ()) for item in group):
            number = attribute(element, "ID")
            media = child(element, "MediaFile")
            if media is not None:
                self.media[number] = package.find(text_of(media), part, base)
            if child(element, "Content") is not None:
                self.groups[number] = element
            self._draw_param(number, element)

    def _draw_param(self, number: str, element: Element) -> None:
        before = attribute(element, "Relative")
        for name, known in (("FillColor", self.fill), ("StrokeColor", self.stroke)):
            given = colour(child(element, name))
            if given is None:
                given = known.get(before)
            if given is not None:
                known[number] = given


def colour(element: Element | None) -> Colour | None:
    """RGB of a FillColor or StrokeColor: one value is a grey, four are CMYK; `#ee` is hexadecimal."""
    if element is None:
        return None
    words = [
        str(int(w[1:], 16)) if w.startswith("#") and _hex(w[1:]) else w for w in attribute(element, "Value").split()
    ]
    values = [min(255.0, max(0.0, value)) for value in numbers(" ".join(words))]
    if len(values) == 1:
        values *= 3
    if len(values) == 4:
        black = 1 - values[3] / 255
        values = [(255 - value) * black for value in values[:3]]
    return (int(values[0]), int(values[1]), int(values[2])) if len(values) == 3 else None


def _hex(text: str) -> bool:
    return 0 < len(text) <= 4 and all(c in "0123456789abcdefABCDEF" for c in text)


def resources(package: OfdPackage, document: str, root: Element) -> Resources:
    """Those of the whole document; a page's own are added with `add`."""
    found = Resources()
    common = child(root, "CommonData")
    for element in children(common, "PublicRes", "DocumentRes"):
        found.add(package, package.find(text_of(element), document))
    if not found.media:
        for name in ("publicres.xml", "documentres.xml"):
            found.add(package, package.find(name, posixpath.join(posixpath.dirname(document), name)))
    return found
