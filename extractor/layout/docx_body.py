"""The document part of a DOCX, opened: its tree, what it refers to, and its body as a flow."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.errors import Unreadable
from extractor.layout.docx_flow import Flow, Where
from extractor.layout.docx_numbering import Numbering
from extractor.layout.docx_package import Element, Package, Relation, w
from extractor.layout.docx_styles import Styles


@dataclass(frozen=True, slots=True)
class Body:
    """`main` is the part's name, `relations` its relationships by id, `flow` the body alone."""

    package: Package
    main: str
    root: Element
    relations: dict[str, Relation]
    flow: Flow

    def part_of(self, kind: str) -> str:
        """The name of the part of that kind (styles, footnotes, comments …), or ""."""
        name = next((one.target for one in reversed(self.relations.values()) if one.kind == kind), "")
        return name if self.package.has(name) else ""

    def optional(self, kind: str) -> Element | None:
        return _optional(self.package, self.part_of(kind))


def read_body(package: Package) -> Body:
    """Raises extractor.errors.ReadError, RecursionError for a body nested too deep."""
    main = package.main_part()
    relations = package.relations(main)
    root = package.xml(main)
    body = root.find(w("body"))
    if body is None:
        raise Unreadable("文件不是有效的 DOCX：找不到正文，请用 Word 或 WPS 重新另存后再上传。")
    parts = {relation.kind: relation.target for relation in relations.values()}
    styles, numbering = (_optional(package, parts.get(kind, "")) for kind in ("styles", "numbering"))
    flow = Flow(Styles(styles), Numbering(numbering))
    flow.story(body, Where(main))
    return Body(package, main, root, relations, flow)


def _optional(package: Package, name: str) -> Element | None:
    return package.xml(name) if package.has(name) else None
