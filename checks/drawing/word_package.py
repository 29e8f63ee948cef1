"""The package of a DOCX written anew with changed document and comments parts; every other part byte for byte.

Source: ECMA-376 part 2 (relationships, content types).
"""

from __future__ import annotations

import posixpath
from typing import Any

from lxml import etree

from checks.drawing.packed import packed
from checks.drawing.word_comments import new_part
from extractor.anchor import OpenDocx

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_CONTENT_TYPES = "[Content_Types].xml"


class Rewritten:
    """`comments` is the root of the comments part, the file's own or a new one."""

    def __init__(self, opened: OpenDocx) -> None:
        self.opened = opened
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in opened.names}
        self._changed: dict[str, bytes] = {}
        folder, base = posixpath.split(opened.main.replace("\\", "/").lstrip("/"))
        self._folder = folder
        self._relations = posixpath.join(folder, "_rels", f"{base}.rels")
        self._part = self._present()
        self.comments: Any = opened.xml(self._part) if self._part else new_part()

    def data(self) -> bytes:
        """The whole package. Deterministic."""
        part = self._part or self._introduced()
        self._changed[self._named(part)] = self.opened.packed(self.comments)
        self._changed[self.opened.main] = self.opened.packed(self.opened.root)
        names = [*self.opened.names, *(name for name in self._changed if name not in self.opened.names)]
        return packed((name, self._changed.get(name) or self.opened.read(_key(name))) for name in names)

    def _present(self) -> str:
        """The name of the comments part that the document has, or ""."""
        for relation in self._relation_root():
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            if relation.get("Type", "").rsplit("/", 1)[-1] == "comments":
                target = relation.get("Target", "")
                name = target.lstrip("/") if target.startswith("/") else posixpath.join(self._folder, target)
                name = posixpath.normpath(name)
                return name if name.lower() in self._names else ""
        return ""

    def _relation_root(self) -> Any:
        if self._relations.lower() in self._names:
            return self.opened.xml(self._relations)
        return etree.Element(f"{{{_RELATIONSHIPS}}}Relationships")

    def _introduced(self) -> str:
        """Gives the document a comments part: a free name, its relationship and its content type."""
        part = self._free_name()
        relations = self._relation_root()
        used = {relation.get("Id") for relation in relations}
        for dangling in [one for one in relations if (one.get("Type") or "").endswith("/comments")]:
            relations.remove(dangling)
        number = next(n for n in range(1, len(used) + 2) if f"rIdCaishen{n}" not in used)
        identity = {"Id": f"rIdCaishen{number}", "Type": _KIND, "Target": f"/{part}"}
        etree.SubElement(relations, f"{{{_RELATIONSHIPS}}}Relationship", identity)
        self._changed[self._named(self._relations)] = self.opened.packed(relations)
        types = self.opened.xml(_CONTENT_TYPES)
        override = {"PartName": f"/{part}", "ContentType": _CONTENT}
        etree.SubElement(types, f"{{{_TYPES}}}Override", override)
        self._changed[self._named(_CONTENT_TYPES)] = self.opened.packed(types)
        return part

    def _free_name(self) -> str:
        stems = ["comments", *(f"comments{n}" for n in range(1, len(self._names) + 2))]
        names = (posixpath.join(self._folder, f"{stem}.xml") for stem in stems)
        return next(name for name in names if name.lower() not in self._names)

    def _named(self, part: str) -> str:
        """The part's name as the package writes it."""
        return self._names.get(part.lower(), part)


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")
