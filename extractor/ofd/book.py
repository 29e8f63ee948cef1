"""The order of an OFD: its documents, their pages, templates, annotations and seals. GB/T 33190, §7.

OFD.xml may be broken, name a root that lies elsewhere (`Doc_1/…`, `/Doc_0/…`) or hold several documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from extractor.errors import Encrypted, Unreadable
from extractor.geometry import BBox
from extractor.lenient_xml import Element, attribute, child, children, text_of
from extractor.ofd.content import Drawing, Item, around
from extractor.ofd.matrix import Matrix, apply, box, moved
from extractor.ofd.package import OfdPackage
from extractor.ofd.resources import Resources, resources
from extractor.ofd.texts import POINT

A4 = (0.0, 0.0, 210.0, 297.0)
LONGEST_SIDE = 5000.0  # millimetres
MAX_SEALS = 200


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its ID, the part that draws it, and its document."""

    id: str
    part: str
    body: Body
    first: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows, in points; `seals` are the boxes of electronic seals with the part that holds each."""

    width: float
    height: float
    items: tuple[Item, ...]
    seals: tuple[tuple[BBox, str], ...]


class Body:
    """One document of the package."""

    def __init__(self, package: OfdPackage, part: str, head: Element | None) -> None:
        self.package, self.part, self.head = package, part, head
        self.root = package.xml(part)

    @cached_property
    def leaves(self) -> list[Leaf]:
        found: list[Leaf] = []
        for element in children(child(self.root, "Pages"), "Page"):
            part = self.find(attribute(element, "BaseLoc"))
            found.append(Leaf(attribute(element, "ID"), part, self, not found))
        return found

    def find(self, given: str) -> str:
        return self.package.find(given, self.part)

    @cached_property
    def _resources(self) -> Resources:
        return resources(self.package, self.part, self.root)

    @cached_property
    def _templates(self) -> dict[str, str]:
        found = children(child(self.root, "CommonData"), "TemplatePage")
        return {attribute(one, "ID"): self.find(attribute(one, "BaseLoc")) for one in found}

    def shown(self, leaf: Leaf) -> Shown:
        """Raises Unreadable for a page that is absent or broken, TooLarge."""
        if not leaf.part:
            raise Unreadable("OFD 文件不完整：缺少一页的内容，请重新下载或导出后再上传。")
        page = self.package.xml(leaf.part)
        templates = [(one, self.package.xml_or_none(self._templates.get(attribute(one, "TemplateID"), "")))
                     for one in children(page, "Template")]  # fmt: skip
        x, y, width, height = self._area([page, *(root for _, root in templates)])
        place: Matrix = (POINT, 0.0, 0.0, POINT, -x * POINT, -y * POINT)
        for element in children(page, "PageRes"):
            self._resources.add(self.package, self.package.find(text_of(element), leaf.part))
        drawing = Drawing(self._resources)
        behind = [root for one, root in templates if attribute(one, "ZOrder") != "Foreground"]
        before = [root for one, root in templates if attribute(one, "ZOrder") == "Foreground"]
        for root in behind:
            drawing.draw(child(root, "Content"), place, background=True)
        drawing.draw(child(page, "Content"), place)
        for root in before:
            drawing.draw(child(root, "Content"), place, background=True)
        seals = self._annotations(leaf, place, drawing)
        seals += self._stamps(leaf, place)
        return Shown(width * POINT, height * POINT, tuple(drawing.items), tuple(seals))

    def _area(self, roots: list[Element | None]) -> tuple[float, float, float, float]:
        areas = [child(root, "Area") for root in roots] + [child(self.root, "CommonData", "PageArea")]
        for area in areas:
            found = box(text_of(child(area, "PhysicalBox")))
            if found and 1 <= found[2] <= LONGEST_SIDE and 1 <= found[3] <= LONGEST_SIDE:
                return found
        return A4

    def _annotations(self, leaf: Leaf, place: Matrix, drawing: Drawing) -> list[tuple[BBox, str]]:
        """Draws them; gives the boxes of stamps that show something."""
        seals = []
        for listed in children(self.root, "Annotations"):
            part = self.find(text_of(listed))
            for page in children(self.package.xml_or_none(part), "Page"):
                if attribute(page, "PageID") != leaf.id:
                    continue
                own = self.package.find(text_of(child(page, "FileLoc")), part)
                for one in list(children(self.package.xml_or_none(own), "Annot"))[:MAX_SEALS]:
                    seals += self._annotation(one, place, drawing)
        return seals

    def _annotation(self, one: Element, place: Matrix, drawing: Drawing) -> list[tuple[BBox, str]]:
        look = child(one, "Appearance")
        at = box(attribute(look, "Boundary")) if look is not None else None
        if at is None or attribute(one, "Visible") == "false":
            return []
        before = len(drawing.items)
        drawing.draw(look, moved(place, at[0], at[1]), annotation=True)
        if attribute(one, "Type") == "Stamp" and len(drawing.items) > before:
            return [(_on_page(at, place), "")]
        return []

    def _stamps(self, leaf: Leaf, place: Matrix) -> list[tuple[BBox, str]]:
        """The places of electronic seals (StampAnnot of a signature) on this page."""
        found: list[tuple[BBox, str]] = []
        part = self.package.find(text_of(child(self.head, "Signatures")), "ofd.xml")
        listed = children(self.package.xml_or_none(part), "Signature")
        for one in list(listed)[:MAX_SEALS]:
            own = self.package.find(attribute(one, "BaseLoc"), part)
            root = self.package.xml_or_none(own)
            info = child(root, "SignedInfo")
            held = text_of(child(info, "Seal", "BaseLoc")) or text_of(child(root, "SignedValue"))
            for stamp in children(info, "StampAnnot"):
                at = box(attribute(stamp, "Boundary"))
                if at is not None and attribute(stamp, "PageRef") == leaf.id:
                    found.append((_on_page(at, place), self.package.find(held, own)))
        return found


def _on_page(at: tuple[float, float, float, float], place: Matrix) -> BBox:
    return around([apply(place, at[0] + x, at[1] + y) for x in (0.0, at[2]) for y in (0.0, at[3])])


def bodies(package: OfdPackage) -> list[Body]:
    """The documents that can be opened. Raises Unreadable where there is none, Encrypted."""
    head = package.xml_or_none("ofd.xml")
    found = []
    for element in children(head, "DocBody"):
        part = package.find(text_of(child(element, "DocRoot")), "ofd.xml")
        root = package.xml_or_none(part)
        if root is not None:
            found.append(Body(package, part, element))
    if not found:
        if child(head, "Encryptions") is not None or "encryptions.xml" in package.names:
            raise Encrypted
        first = child(head, "DocBody")
        found = [Body(package, part, first) for part in package.documents() if package.xml_or_none(part) is not None]
    if not found:
        raise Unreadable("OFD 文件不完整：找不到正文，请重新下载或导出后再上传。")
    return found


def leaves(package: OfdPackage) -> list[Leaf]:
    """All pages of all documents, in order."""
    return [leaf for body in bodies(package) for leaf in body.leaves]
