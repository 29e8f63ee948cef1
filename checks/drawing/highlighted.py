"""The annotated copy: findings as highlight boxes with notes on the pages, what has no place there on a sheet at the
end.

The original is only read. A signed original is saved incrementally, so that every signed byte stays where it was,
and gets no further page (ISO 32000-2, 12.8.2.2: a changed page count breaks the signature): what has no place there
stands in one note on its first page. A picture becomes a PDF of its size. A paper without page images (DOCX) gives a
sheet of findings with quotes. Same bytes, findings and decisions, same output bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pypdfium2
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from checks.drawing.frame import Frame
from checks.drawing.note import Note, draw, sticky
from checks.drawing.picture import picture_pdf
from checks.drawing.sheet import Names, Section, sheet
from checks.drawing.wording import VERDICTS, body, decision_words, heading, ranked
from extractor.errors import Encrypted, Unreadable
from extractor.geometry import BBox, overlap

_HEAD = 1024
_UNPLACED = ("fail", "review")
_SAME = 0.75  # share of each other that two boxes of one place cover


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Notes by page number; `quoted` findings cite this file without a place on a page, `nowhere` those that ask for
    an answer and cite no file at all; `others` counts the rest."""

    notes: dict[int, list[Note]] = field(default_factory=dict)
    quoted: list[Mapping[str, Any]] = field(default_factory=list)
    nowhere: list[Mapping[str, Any]] = field(default_factory=list)
    others: int = 0


def annotate(
    original: Path,
    findings: Sequence[Mapping[str, Any]],
    document_ids: Iterable[str],
    decisions: Mapping[str, Mapping[str, Any]] | None = None,
    *,
    name: str = "",
    documents: Mapping[str, str] | None = None,
    rules: Mapping[str, str] | None = None,
    part: bool = False,
    others: int = 0,
) -> bytes:
    """The annotated PDF of one file; raises Encrypted or Unreadable (extractor.errors).

    `document_ids` are the papers that this file holds, `decisions` the reviewer's by finding id (action, reason,
    comment, actor, stale), `name` what the applicant called the file, `documents` file names by paper id and
    `rules` readable rule names by rule id, `others` how many
    findings there are besides. A `part` follows a sheet of the whole and gets none of its own: of a file
    without pages nothing is left.
    """
    names = Names(documents or {}, rules or {}, decisions or {})
    with original.open("rb") as file:
        head = file.read(_HEAD)
    placed = _sort(findings, set(document_ids), names, others)
    if part:
        placed = _Sorted(placed.notes)
    if b"%PDF-" in head:
        return _annotated(original.read_bytes(), placed, names, name)
    if head.startswith(b"PK"):
        return b"" if part else _sheet(placed, names, name)
    try:
        picture = _as_pdf(original)
    except Unreadable:
        if placed.notes:
            raise
        return b"" if part else _sheet(placed, names, name)  # text without pages, as a CSV is
    return _annotated(picture, placed, names, name)


def _as_pdf(original: Path) -> bytes:
    try:
        return picture_pdf(original)
    except (OSError, ValueError) as error:
        raise Unreadable from error


def _sort(findings: Sequence[Mapping[str, Any]], document_ids: set[str], names: Names, others: int) -> _Sorted:
    """Which finding goes where. Findings that cite the same place share one box, coloured by the worst of them."""
    result = _Sorted()
    silent: list[Mapping[str, Any]] = []
    boxes: dict[int, list[tuple[BBox, list[Mapping[str, Any]]]]] = {}
    for finding in sorted(findings, key=ranked):
        here = [item for item in finding["evidence"] if item["document"] in document_ids]
        places = sorted({(item["page"], tuple(item["bbox"])) for item in here if item["page"] and item["bbox"]})
        for page, edges in places:
            _pile(boxes.setdefault(page, []), BBox(*edges), finding)
        if not places:
            nowhere = not finding["evidence"] and finding["verdict"] in _UNPLACED
            (result.quoted if here else result.nowhere if nowhere else silent).append(finding)
    for page, piles in boxes.items():
        result.notes[page] = [
            _note(pile, box, names, f"{pile[0]['id']}-{page}-{number}")
            for number, (box, pile) in reversed(list(enumerate(piles, start=1)))
        ]
    return replace(result, others=others + len(silent))


def _pile(piles: list[tuple[BBox, list[Mapping[str, Any]]]], box: BBox, finding: Mapping[str, Any]) -> None:
    """Puts the finding to those of the same place; boxes on top of each other would hide the text under them."""
    for present, pile in piles:
        if overlap(box, present) > _SAME and overlap(present, box) > _SAME:
            if finding not in pile:
                pile.append(finding)
            return
    piles.append((box, [finding]))


def _note(pile: Sequence[Mapping[str, Any]], box: BBox, names: Names, name: str) -> Note:
    """`pile` is in the order of `ranked`, so its first finding is the worst."""
    subject = "；".join(dict.fromkeys(heading(finding, names.rules) for finding in pile))
    return Note(box, pile[0]["verdict"], subject, "\n\n".join(_said(finding, names) for finding in pile), name)


def _said(finding: Mapping[str, Any], names: Names) -> str:
    verdict = finding["verdict"]
    lines = [f"【{VERDICTS.get(verdict, verdict)}】{heading(finding, names.rules)}", body(finding)]
    lines.append(decision_words(names.decisions.get(finding["id"]), verdict))
    return "\n".join(line for line in lines if line)


def _annotated(data: bytes, placed: _Sorted, names: Names, name: str) -> bytes:
    """`data` (a PDF) with notes; what pypdf cannot open is first mended by PDFium."""
    try:
        return _written(data, placed, names, name)
    except Encrypted:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        mended = _mended(data)
    try:
        return _written(mended, placed, names, name)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Unreadable from error


def _written(data: bytes, placed: _Sorted, names: Names, name: str) -> bytes:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Encrypted
    signed = _is_signed(reader) and not reader.is_encrypted
    writer = PdfWriter(io.BytesIO(data), incremental=True) if signed else PdfWriter(clone_from=reader)
    for number, page in enumerate(writer.pages, start=1):
        _add(
            page, [drawn for note in placed.notes.get(number, []) for drawn in draw(writer, page, _frame(page), note)]
        )
    unplaced = [*placed.quoted, *placed.nowhere]
    if signed and unplaced and writer.pages:
        text = "\n\n".join(_said(finding, names) for finding in unplaced)
        first = writer.pages[0]
        _add(first, [sticky(writer, _frame(first), text, "unplaced")])
    elif unplaced:
        for page in PdfReader(io.BytesIO(_sheet(placed, names, name))).pages:
            writer.add_page(page)
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()


def _frame(page: Any) -> Frame:
    """What a viewer shows of the page: the crop box inside the media box."""
    media, crop = page.mediabox, page.cropbox
    x0, low = max(media.left, crop.left), max(media.bottom, crop.bottom)
    x1, high = min(media.right, crop.right), min(media.top, crop.top)
    if x1 <= x0 or high <= low:
        x0, low, x1, high = media.left, media.bottom, media.right, media.top
    return Frame(BBox(float(x0), float(low), float(x1), float(high)), page.rotation % 360)


def _add(page: Any, references: Sequence[Any]) -> None:
    """Puts annotations behind those that the page has already."""
    if not references:
        return
    present = page.get("/Annots")
    present = present.get_object() if present is not None else None
    kept = list(present) if isinstance(present, ArrayObject) else []
    page[NameObject("/Annots")] = ArrayObject([*kept, *references])


def _is_signed(reader: PdfReader) -> bool:
    """Does any signature field hold a signature? (12.8.1: /ByteRange names the signed bytes.)"""
    root: Any = reader.trailer["/Root"].get_object()
    form = root.get("/AcroForm")
    form = form.get_object() if form is not None else None
    if not isinstance(form, DictionaryObject):
        return False
    return int(form.get("/SigFlags", 0)) & 1 == 1 or _any_signature(form.get("/Fields"), 0)


def _any_signature(fields: Any, depth: int) -> bool:
    fields = fields.get_object() if fields is not None else None
    if not isinstance(fields, ArrayObject) or depth > 8:
        return False
    for reference in fields:
        entry = reference.get_object()
        if not isinstance(entry, DictionaryObject) or isinstance(entry, StreamObject):
            continue
        if entry.get("/FT") == "/Sig" and entry.get("/V") is not None:
            return True
        if _any_signature(entry.get("/Kids"), depth + 1):
            return True
    return False


def _mended(data: bytes) -> bytes:
    """The same pages, written anew by PDFium, which opens what strict parsers refuse."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable from error
    try:
        result = io.BytesIO()
        document.save(result)
        return result.getvalue()
    finally:
        document.close()


def _sheet(placed: _Sorted, names: Names, name: str) -> bytes:
    lead = f"文件：{name}　" if name else ""
    lead += "下列结论在本文件的页面上没有可标注的位置。"
    if placed.others:
        lead += f"另有 {placed.others} 条结论与本文件无关或不需要处理，没有列出。"
    sections = [Section("引用本文件的结论", placed.quoted), Section("没有引用任何文件的结论", placed.nowhere)]
    return sheet("材审：审核结论", lead, sections, names)
