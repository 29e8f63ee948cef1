"""One labelled paper: a kind, a layout, a font and a medium, drawn from a seed; its file and its truth."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pypdfium2
import yaml
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpora.blocks import Grid, Heading, Paper, Paragraph, Stamped, Title, cells
from corpora.labelled.degrade import Degradation, Degraded, Pixels, chosen, degraded, presets
from corpora.labelled.facts import Facts
from corpora.labelled.fonts import FONTS, Font
from corpora.labelled.layouts import every
from corpora.labelled.paint import pdf
from corpora.labelled.plants import PLANTS
from corpora.labelled.sheet import Sheet, TrueTable
from corpora.labelled.typeset import typeset
from corpora.render.docx import docx_file
from extractor.geometry import BBox

_SPLIT = Path(__file__).with_name("split.yaml")
DIGITAL = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class TrueMark:
    """A seal or signature: `box` in shares (0 to 1) of the page as it lies in the file."""

    kind: str
    text: str
    box: BBox


@dataclass(frozen=True, slots=True)
class TruePage:
    lines: tuple[str, ...]
    tables: tuple[TrueTable, ...] = ()
    marks: tuple[TrueMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """`preset` is docx, pdf or a name of degradations.yaml; `plant` one of plants.PLANTS."""

    kind: str
    layout: str
    font: str
    preset: str
    seed: str
    plant: str = ""

    @property
    def name(self) -> str:
        parts = (self.kind, self.layout, self.font, self.preset, self.seed, self.plant)
        return "-".join(part for part in parts if part)

    @property
    def medium(self) -> str:
        if self.preset in DIGITAL:
            return self.preset
        return next(medium for medium, names in presets().items() if self.preset in names)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One file (`name` with its suffix, `data`) and what stands in it. `marks_known`: its seals are red."""

    recipe: Recipe
    name: str
    data: bytes
    kinds: frozenset[str]
    fields: dict[str, str]
    pages: tuple[TruePage, ...]
    marks_known: bool


@cache
def split() -> dict[str, Any]:
    """fonts and layouts, developing and scored."""
    loaded: dict[str, Any] = yaml.safe_load(_SPLIT.read_text("utf-8"))
    listed = {(kind, name) for kind, sides in loaded["layouts"].items() for side in sides.values() for name in side}
    made = {(kind, name) for kind, known in every().items() for name in known.layouts}
    fonts = {name for side in loaded["fonts"].values() for name in side}
    if listed != made or fonts != FONTS.keys():
        raise ValueError(f"split.yaml and the layouts or fonts differ: {listed ^ made or fonts ^ FONTS.keys()}")
    return loaded


def make(recipe: Recipe) -> Labelled:
    """The same recipe gives the same bytes."""
    random = Random(recipe.name)
    kind = every()[recipe.kind]
    drawn = Random(f"{recipe.seed}-{recipe.kind}")
    facts = Facts(kind.known(drawn))
    if recipe.plant:
        PLANTS[recipe.plant].change(facts.known, drawn)
    laid = kind.layouts[recipe.layout](facts)
    if recipe.preset == "docx":
        if isinstance(laid, Sheet):
            raise ValueError(f"{recipe.kind} is no DOCX")
        page = TruePage(tuple(_texts(laid)), tuple(_tables(laid)))
        return Labelled(recipe, f"{recipe.name}.docx", docx_file(laid), kind.kinds, facts.printed, (page,), False)
    font = FONTS[recipe.font]
    how = None if recipe.preset == "pdf" else chosen(recipe.preset, random)
    on_text = bool(how and how.seal_on_text)
    sheets = (laid,) if isinstance(laid, Sheet) else typeset(laid, font, random, seal_on_text=on_text)
    return _shown(recipe, sheets, font, how, kind.kinds, facts.printed, random)


def _shown(
    recipe: Recipe,
    sheets: Sequence[Sheet],
    font: Font,
    how: Degradation | None,
    kinds: frozenset[str],
    fields: dict[str, str],
    random: Random,
) -> Labelled:
    data = pdf(sheets, font, recipe.name)
    if how is None:
        pages = tuple(_page(sheet, None) for sheet in sheets)
        return Labelled(recipe, f"{recipe.name}.pdf", data, kinds, fields, pages, False)
    pictures = _pictures(data, how.dpi)
    seeds = [random.randrange(2**31) for _ in pictures]
    shown = [
        degraded(clean, how, (sheet.width, sheet.height), pictures[(at + 1) % len(pictures)], seeds[at])
        for at, (clean, sheet) in enumerate(zip(pictures, sheets, strict=True))
    ]
    pages = tuple(_page(sheet, one) for sheet, one in zip(sheets, shown, strict=True))
    single = how.medium == "photo" and len(shown) == 1
    name = f"{recipe.name}.{'jpg' if single else 'pdf'}"
    file = _jpeg(shown[0].pixels, how) if single else scans_pdf(shown, how)
    return Labelled(recipe, name, file, kinds, fields, pages, not how.grey)


def _page(sheet: Sheet, shown: Degraded | None) -> TruePage:
    def share(box: BBox) -> BBox:
        if shown is not None:
            return shown.box(box)
        w, h = sheet.width, sheet.height
        return BBox(box.x0 / w, box.top / h, box.x1 / w, box.bottom / h)

    marks = tuple(TrueMark(stamp.kind, stamp.text, share(stamp.box)) for stamp in sheet.stamps)
    return TruePage(tuple(text.text for text in sheet.texts if text.text.strip()), sheet.tables, marks)


def _pictures(data: bytes, dpi: float) -> list[Pixels]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [np.asarray(page.render(scale=dpi / 72).to_pil().convert("RGB"), np.uint8) for page in document]
    finally:
        document.close()


def _jpeg(pixels: Pixels, how: Degradation) -> bytes:
    data = io.BytesIO()
    options = {} if how.medium == "photo" else {"dpi": (how.dpi, how.dpi)}
    Image.fromarray(pixels).save(data, "JPEG", quality=round(how.jpeg), **options)
    return data.getvalue()


def scans_pdf(shown: Sequence[Degraded], how: Degradation) -> bytes:
    data = io.BytesIO()
    canvas = Canvas(data, invariant=1)
    for one in shown:
        size = one.pixels.shape[1] * 72 / how.dpi, one.pixels.shape[0] * 72 / how.dpi
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(io.BytesIO(_jpeg(one.pixels, how))), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def _texts(paper: Paper) -> list[str]:
    found: list[str] = []
    for block in paper:
        match block:
            case Title(text) | Heading(text) | Paragraph(text) | Stamped(text):
                found.append(text)
            case Grid(rows):
                found += [cell.text for row in rows for cell in cells(row) if cell.text]
    return found


def _tables(paper: Paper) -> list[TrueTable]:
    from corpora.labelled.grid import laid

    endless, start = 1e9, 0.0
    return [
        piece.table
        for block in paper
        if isinstance(block, Grid)
        for piece in laid(block, FONTS["sans"], 9.5, 470.0, endless, start, start)
    ]
