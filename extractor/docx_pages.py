"""The pages of a DOCX: page 1 is the flow of paragraphs and tables, page n + 1 the n-th embedded picture, by OCR.

Everything is read from the package's parts (ECMA-376); nothing in it is run, followed or written to a disk.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from PIL import Image as Pillow
from PIL.Image import Image

from extractor.document import Outline, Page, Problem, Role, Table
from extractor.errors import TooLarge, Unreadable
from extractor.layout.docx_body import Body, read_body
from extractor.layout.docx_flow import INSERTED_FILE, Flow, Where
from extractor.layout.docx_package import Package, R, local, w
from extractor.picture import open_picture, read_picture
from extractor.readers import EngineSource
from extractor.settings import ReadSettings

# Programs of embedded objects by the beginning of their ProgID, and what the drawings' own objects are.
_OBJECTS = {
    "Excel": "Excel 表格",
    "ET": "WPS 表格",
    "Word": "Word 文档",
    "WPS": "WPS 文字文档",
    "PowerPoint": "PowerPoint 演示文稿",
    "AcroExch": "PDF 文件",
    "Foxit": "PDF 文件",
    "Visio": "Visio 绘图",
    "Package": "打包的文件",
    "SmartArt": "SmartArt 图形",
    "Chart": "图表",
}
_REVISED = Problem("tracked_changes", "文档含有未接受的修订，按接受全部修订后的内容核对；请接受或拒绝修订后定稿。")
_INSERTED = Problem(
    "unread_text", "文档中插入了另一份文件的正文，其内容没有读取；请在 Word 中另存为 DOCX 或 PDF 后重新上传。"
)
REVISIONS = ("ins", "del", "moveFrom", "moveTo")
_DRAWINGS = (".emf", ".wmf", ".svg", ".emz", ".wmz")


@dataclass(frozen=True, slots=True)
class _Read:
    """`heads` are the pictures that stand in headers and footers only; `revised`: changes are tracked in the body."""

    flow: Flow
    media: tuple[str, ...]
    heads: frozenset[str] = frozenset()
    revised: bool = False


def outline(path: Path, settings: ReadSettings) -> Outline:
    """One page for the flow and one for each picture. Raises Unreadable, Encrypted, TooLarge."""
    read = _read(path, settings)
    pages = 1 + len(read.media)
    if pages > settings.max_pages:
        raise TooLarge
    return Outline("docx", pages, read.media, _notes_on(read))


def _notes_on(read: _Read) -> tuple[Problem, ...]:
    found = [_INSERTED] if INSERTED_FILE in read.flow.objects else []
    counted = Counter(_object(name) for name in read.flow.objects if name != INSERTED_FILE)
    if counted:
        named = "、".join(f"{name} {count} 个" for name, count in counted.items())
        found.append(Problem("embedded_object", f"文档中嵌有{named}，其中的内容没有读取；需要时请单独上传。"))
    return (*found, _REVISED) if read.revised else tuple(found)


def _object(program: str) -> str:
    return next((name for begin, name in _OBJECTS.items() if program.startswith(begin)), "其他文件或对象")


def read_page(path: Path, number: int, settings: ReadSettings, engine: EngineSource) -> Page:
    """Page 1: the flow, without an engine. Other pages: OCR of one picture, with places InMedia."""
    if number == 1:
        flow = _read(path, settings).flow
        return Page(1, 0.0, 0.0, 0, tuple(flow.lines), _tables(flow))
    name, data = _picture(path, number, settings)
    page = read_picture(open_picture(data, settings), number, settings, engine, media=name)
    if name not in _known(path, settings).heads:
        return page
    return replace(page, lines=tuple(replace(line, role="header") for line in page.lines))


def render(path: Path, number: int, width_px: int) -> Image:
    """An embedded picture, at most `width_px` wide; the flow has no page image. Raises Unreadable for page 1."""
    settings = ReadSettings()
    if number == 1:
        raise Unreadable("DOCX 正文没有固定版面，不能显示为图像。")
    image = Pillow.fromarray(open_picture(_picture(path, number, settings)[1], settings).pixels)
    image.thumbnail((width_px, 4 * width_px))
    return image


def _picture(path: Path, number: int, settings: ReadSettings) -> tuple[str, bytes]:
    """The part's name and bytes of the picture that is page `number`."""
    media = _known(path, settings).media
    if not 2 <= number <= 1 + len(media):
        raise Unreadable
    name = media[number - 2]
    with Package(path, settings.max_bytes) as package:
        data = package.read(name)
    if name.lower().endswith(_DRAWINGS):
        raise Unreadable("文档中的一幅矢量图（EMF/WMF/SVG）无法识别文字；如含有内容，请另存为图片后插入。")
    return name, data


@dataclass(frozen=True, slots=True)
class _Pictures:
    media: tuple[str, ...]
    heads: frozenset[str]


def _known(path: Path, settings: ReadSettings) -> _Pictures:
    status = path.stat()
    return _pictures_of(path, settings, (status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=8)
def _pictures_of(path: Path, settings: ReadSettings, version: tuple[int, int]) -> _Pictures:  # noqa: ARG001
    """A document of many pictures is asked for each of them; `version` tells when the file has changed."""
    read = _read(path, settings)
    return _Pictures(read.media, read.heads)


def _tables(flow: Flow) -> tuple[Table, ...]:
    return tuple(table for table in flow.tables if table is not None)


def _read(path: Path, settings: ReadSettings) -> _Read:
    try:
        with Package(path, settings.max_bytes) as package:
            return _read_package(package)
    except RecursionError as error:
        raise Unreadable("DOCX 文件的表格或文本框嵌套过深，没有读取。") from error


def _read_package(package: Package) -> _Read:
    body = read_body(package)
    _notes(body)
    _headers(body)
    media, heads = _media(body.flow, package)
    revised = next(body.root.iter(*map(w, REVISIONS)), None) is not None
    return _Read(body.flow, media, heads, revised)


def _notes(body: Body) -> None:
    """The footnotes and endnotes that the body refers to, in the order of their references."""
    roots = {kind: body.optional(f"{kind}s") for kind in ("footnote", "endnote")}
    for kind, note_id in list(dict.fromkeys(body.flow.notes)):
        root = roots[kind]
        found = [] if root is None else [note for note in root if note.get(w("id")) == note_id]
        for note in found[:1]:
            part = body.part_of(f"{kind}s")
            body.flow.story(note, Where(part, "footnote", xml=f"{part}#{kind}{note_id}"))


def _headers(body: Body) -> None:
    """Headers and footers in use, each once, also where several parts hold the same text."""
    seen: set[str] = set()
    for reference in body.root.iter(w("headerReference"), w("footerReference")):
        relation = body.relations.get(reference.get(f"{{{R}}}id", ""))
        if relation is None or not body.package.has(relation.target):
            continue
        part = body.package.xml(relation.target)
        text = "".join(part.itertext(w("t")))
        if text in seen:
            continue
        seen.add(text)
        role: Role = "header" if local(reference) == "headerReference" else "footer"
        body.flow.story(part, Where(relation.target, role, xml=f"{relation.target}#{role}"))


def _media(flow: Flow, package: Package) -> tuple[tuple[str, ...], frozenset[str]]:
    """Names of the pictures shown in the flow, in order, each once, and which of them stand in headers only."""
    found: dict[str, None] = {}
    shown: set[str] = set()
    relations: dict[str, dict[str, str]] = {}
    for part, identifier in flow.images:
        if part not in relations:
            relations[part] = {key: relation.target for key, relation in package.relations(part).items()}
        target = relations[part].get(identifier, "")
        if package.has(target):
            found[target] = None
            if "/header" not in part and "/footer" not in part:
                shown.add(target)
    return tuple(found), frozenset(found) - shown
