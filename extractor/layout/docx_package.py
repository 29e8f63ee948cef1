"""The zip of a DOCX or XLSX, opened as hostile: sizes, ratios, depth limited; XML parsed without DTD or network.

python-docx models neither text boxes, content controls, notes nor revisions, so the parts are read with lxml.
Names of parts are looked up, never written to a disk. Source: ECMA-376 part 2 (packages).
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import unquote

from lxml import etree

from extractor.errors import Encrypted, TooLarge, Unreadable

MAX_PARTS = 20_000
MAX_XML_BYTES = 48 * 2**20
MAX_TOTAL_BYTES = 1 * 2**30
# A part may shrink by more than this only while it stays small: styles.xml does, a bomb is large as well.
MAX_RATIO = 250
RATIO_MATTERS_FROM = 16 * 2**20

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
# Word's "Strict Open XML" writes the same elements in other namespaces.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A.encode(),
}

Element = Any  # lxml's elements carry no types


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: `kind` is the last word of its type (image, header, styles …), `target` a part's name."""

    kind: str
    target: str


@dataclass
class Package:
    """Use as a context manager. Raises Unreadable, Encrypted or TooLarge. `label` and `editor` are for messages."""

    path: Path
    max_bytes: int
    label: str = "DOCX"
    editor: str = "Word"
    _zip: zipfile.ZipFile = field(init=False)
    _names: dict[str, zipfile.ZipInfo] = field(init=False)

    def __enter__(self) -> Package:
        try:
            self._zip = zipfile.ZipFile(self.path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable(
                f"{self.label} 文件已损坏（压缩结构不完整），请用 {self.editor} 或 WPS 重新另存后再上传。"
            ) from error
        self._names = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in self._zip.infolist()}
        self._refuse_bombs()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def _refuse_bombs(self) -> None:
        infos = self._zip.infolist()
        if any(info.flag_bits & 1 for info in infos):
            raise Encrypted
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_TOTAL_BYTES:
            raise TooLarge(f"{self.label} 文件解压后过大，没有读取；请删去多余内容或拆分后重新上传。")
        for info in infos:
            ratio = info.file_size / max(1, info.compress_size)
            if info.file_size > RATIO_MATTERS_FROM and ratio > MAX_RATIO:
                raise TooLarge(f"{self.label} 文件的压缩比异常（疑似压缩炸弹），没有读取。")

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names as they are written, each once, in the order of the package."""
        return tuple(info.filename for info in self._names.values() if not info.is_dir())

    def has(self, name: str) -> bool:
        return name.lower() in self._names

    def read(self, name: str, limit: int | None = None) -> bytes:
        """The bytes of a part. Raises Unreadable where it is absent or damaged, TooLarge beyond `limit` bytes."""
        limit = self.max_bytes if limit is None else limit
        info = self._names.get(name.lower())
        if info is None:
            raise Unreadable(
                f"{self.label} 文件不完整：缺少内部组成部分，请用 {self.editor} 或 WPS 重新另存后再上传。"
            )
        try:
            with self._zip.open(info) as stream:
                data = stream.read(limit + 1)  # the size in the directory may lie
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
            raise Unreadable(
                f"{self.label} 文件的部分内容已损坏，请用 {self.editor} 或 WPS 重新另存后再上传。"
            ) from error
        except Exception as error:  # zlib.error, lzma.LZMAError: what the member was packed with decides
            raise Unreadable(
                f"{self.label} 文件的部分内容已损坏，请用 {self.editor} 或 WPS 重新另存后再上传。"
            ) from error
        if len(data) > limit:
            raise TooLarge(f"{self.label} 文件的内部组成部分过大，没有读取；请拆分后重新上传。")
        return data

    def xml(self, name: str) -> Element:
        """The root element of a part, entities never expanded."""
        return parse_xml(self.read(name, MAX_XML_BYTES), self.label)

    def relations(self, name: str) -> dict[str, Relation]:
        """The internal relationships of a part by id; "" gives those of the package."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(rels):
            return {}
        found = {}
        for item in self.xml(rels).iter(f"{{{RELATIONSHIPS}}}Relationship"):
            if item.get("TargetMode") == "External":
                continue
            target = unquote(item.get("Target", ""))
            joined = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[item.get("Id", "")] = Relation(item.get("Type", "").rsplit("/", 1)[-1], posixpath.normpath(joined))
        return found

    def main_part(self) -> str:
        """The name of the document part. Raises Unreadable where the package is no word-processing document."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and self.has(relation.target):
                return relation.target
        if self.has("word/document.xml"):
            return "word/document.xml"
        raise Unreadable("文件不是有效的 DOCX：找不到正文，请用 Word 或 WPS 重新另存后再上传。")


def parse_xml(data: bytes, label: str = "DOCX") -> Element:
    """Raises Unreadable for XML that is broken, too deep, or that declares a DTD (a DOCX has none)."""
    for strict, usual in _STRICT.items():
        data = data.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"{label} 文件的内部结构已损坏，请重新另存后再上传。") from error
    info: Any = root.getroottree().docinfo
    if info.doctype:
        raise Unreadable(f"{label} 文件含有不允许的实体声明，没有读取。")
    return root


def pack_xml(root: Element, *, strict: bool) -> bytes:
    """The reverse of parse_xml; `strict` for a part that was written as "Strict Open XML"."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    for written, usual in _STRICT.items() if strict else ():
        data = data.replace(usual, written)
    return data


def is_strict(data: bytes) -> bool:
    """Was this part written as "Strict Open XML"?"""
    return any(namespace in data for namespace in _STRICT)


def w(name: str) -> str:
    """The qualified name of a word-processing element or attribute."""
    return f"{{{W}}}{name}"


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for a comment or a processing instruction."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def child_value(element: Element | None, name: str) -> str | None:
    """The w:val of child `name`; "" where the child has none, None where there is no such child."""
    found = element.find(w(name)) if element is not None else None
    return None if found is None else found.get(w("val"), "")


def switched_on(element: Element | None, name: str) -> bool | None:
    """A toggle such as w:vanish: None where it is not said."""
    value = child_value(element, name)
    return None if value is None else value.lower() not in {"0", "false", "off", "none"}
