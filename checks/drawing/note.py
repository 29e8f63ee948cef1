"""One highlight with its note, as PDF annotation dictionaries (ISO 32000-2, 12.5.6.10 and 12.5.6.14).

An appearance stream is written for every highlight, and the print flag is set: without them many readers show
nothing, and none prints anything. The popup holds the note; its text is also the highlight's /Contents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from checks.drawing.frame import Frame
from extractor.geometry import BBox

Colour: TypeAlias = tuple[float, float, float]
Reference: TypeAlias = IndirectObject

COLOURS: dict[str, Colour] = {
    "fail": (0.93, 0.22, 0.22),
    "review": (1.0, 0.72, 0.1),
    "pass": (0.35, 0.78, 0.4),
    "not_applicable": (0.62, 0.66, 0.72),
}
AUTHOR = "材审"
_PRINT = 4
_POPUP = (190.0, 110.0)
_FILL, _EDGE = 0.35, 0.9
_THIN, _SHARE = 1.0, 500  # points, and parts of the page's shorter side: on a photograph's page 1 point is a hairline


@dataclass(frozen=True, slots=True)
class Note:
    """`box` in points of the upright page; `name` is unique on its page and stable."""

    box: BBox
    verdict: str
    subject: str
    text: str
    name: str


def draw(
    writer: PdfWriter, page: DictionaryObject, frame: Frame, note: Note
) -> tuple[IndirectObject, IndirectObject]:
    """Adds the highlight and its popup to the file; the caller puts both into the page's /Annots."""
    box = frame.clipped(note.box)
    rectangle = frame.rectangle(box)
    highlight = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Highlight"),
            NameObject("/Rect"): _numbers(rectangle.x0, rectangle.top, rectangle.x1, rectangle.bottom),
            NameObject("/QuadPoints"): _numbers(*(n for corner in frame.corners(box) for n in corner)),
            NameObject("/C"): _numbers(*_colour(note)),
            NameObject("/F"): NumberObject(_PRINT),
            NameObject("/T"): TextStringObject(AUTHOR),
            NameObject("/Subj"): TextStringObject(note.subject),
            NameObject("/Contents"): TextStringObject(note.text),
            NameObject("/NM"): TextStringObject(note.name),
            NameObject("/AP"): DictionaryObject(
                {NameObject("/N"): writer._add_object(_appearance(rectangle, note, _line(frame)))}
            ),
        }
    )
    if page.indirect_reference is not None:
        highlight[NameObject("/P")] = page.indirect_reference
    reference = writer._add_object(highlight)
    popup = writer._add_object(_popup(frame, box, reference))
    highlight[NameObject("/Popup")] = popup
    return reference, popup


def sticky(writer: PdfWriter, frame: Frame, text: str, name: str) -> Reference:
    """A note without a box, at the upper left of the page: an icon of its own, so that every reader shows it."""
    rectangle = frame.rectangle(BBox(8, 8, 26, 26))
    note = Note(rectangle, "review", AUTHOR, text, name)
    annotation = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Text"),
            NameObject("/Name"): NameObject("/Note"),
            NameObject("/Rect"): _numbers(rectangle.x0, rectangle.top, rectangle.x1, rectangle.bottom),
            NameObject("/C"): _numbers(*COLOURS["review"]),
            NameObject("/F"): NumberObject(_PRINT),
            NameObject("/T"): TextStringObject(AUTHOR),
            NameObject("/Contents"): TextStringObject(text),
            NameObject("/NM"): TextStringObject(name),
            NameObject("/AP"): DictionaryObject(
                {NameObject("/N"): writer._add_object(_appearance(rectangle, note, _line(frame)))}
            ),
        }
    )
    return writer._add_object(annotation)


def _popup(frame: Frame, box: BBox, parent: Reference) -> DictionaryObject:
    width, height = frame.size
    x0 = min(box.x1 + 6, max(width - _POPUP[0], 0.0))
    top = min(box.top, max(height - _POPUP[1], 0.0))
    where = frame.rectangle(BBox(x0, top, x0 + _POPUP[0], top + _POPUP[1]))
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Popup"),
            NameObject("/Rect"): _numbers(where.x0, where.top, where.x1, where.bottom),
            NameObject("/Parent"): parent,
            NameObject("/Open"): BooleanObject(False),
        }
    )


def _line(frame: Frame) -> float:
    """Width of the edge in points."""
    return max(_THIN, min(frame.size) / _SHARE)


def _appearance(rectangle: BBox, note: Note, line: float) -> DecodedStreamObject:
    """A translucent fill that leaves the text readable, and a firm edge; drawn in user space."""
    red, green, blue = _colour(note)
    x0, low, x1, high = rectangle.x0, rectangle.top, rectangle.x1, rectangle.bottom
    half = line / 2
    inner = (x0 + half, low + half, max(x1 - x0 - line, 0.2), max(high - low - line, 0.2))
    stream = DecodedStreamObject()
    stream.set_data(
        f"/Fill gs {red:.3f} {green:.3f} {blue:.3f} rg {x0:.2f} {low:.2f} {x1 - x0:.2f} {high - low:.2f} re f\n"
        f"/Edge gs {red:.3f} {green:.3f} {blue:.3f} RG {line:.3f} w "
        f"{inner[0]:.2f} {inner[1]:.2f} {inner[2]:.2f} {inner[3]:.2f} re S\n".encode("ascii")
    )
    states = DictionaryObject(
        {
            NameObject("/Fill"): _state(_FILL, "/Multiply"),
            NameObject("/Edge"): _state(_EDGE, "/Normal"),
        }
    )
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): _numbers(x0, low, x1, high),
            NameObject("/Resources"): DictionaryObject({NameObject("/ExtGState"): states}),
        }
    )
    return stream


def _state(alpha: float, blend: str) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/ExtGState"),
            NameObject("/ca"): FloatObject(alpha),
            NameObject("/CA"): FloatObject(alpha),
            NameObject("/BM"): NameObject(blend),
        }
    )


def _colour(note: Note) -> Colour:
    return COLOURS.get(note.verdict, COLOURS["not_applicable"])


def _numbers(*values: float) -> ArrayObject:
    return ArrayObject(FloatObject(round(value, 2)) for value in values)
