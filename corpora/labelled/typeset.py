"""Blocks -> sheets: every line, ruling, cell and stamp gets its place, so that the truth is known to the point."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from corpora.blocks import Block, Grid, Heading, PageBreak, Paper, Paragraph, Picture, Stamped, Title
from corpora.labelled.fonts import Font
from corpora.labelled.grid import Laid, laid
from corpora.labelled.sheet import Ruling, Sheet, Stamp, Text, TrueTable
from corpora.labelled.wrapping import LEADING, wrapped
from extractor.geometry import BBox

A4 = (595.3, 841.9)
MARGIN = 62.0
SEAL = 113.0  # points: 40 mm across
_SIZES = {1: 14.0, 2: 12.5}


@dataclass(slots=True)
class _Page:
    texts: list[Text] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    tables: list[TrueTable] = field(default_factory=list)
    pictures: list[tuple[BBox, bytes]] = field(default_factory=list)
    y: float = MARGIN


class _Setter:
    def __init__(self, font: Font, random: Random, *, body: float, seal_on_text: bool) -> None:
        self.font, self.random, self.body, self.seal_on_text = font, random, body, seal_on_text
        self.pages = [_Page()]
        self.width = A4[0] - 2 * MARGIN

    @property
    def page(self) -> _Page:
        return self.pages[-1]

    def room(self, height: float) -> None:
        """A new page where less than `height` is left on this one."""
        if self.page.y + height > A4[1] - MARGIN and self.page.y > MARGIN:
            self.pages.append(_Page())

    def set(self, block: Block) -> None:
        match block:
            case Title(text, size):
                self.lines(text, size, "centre", after=8)
            case Heading(text, level):
                self.page.y += 4
                self.lines(text, _SIZES.get(level, 11.5), "left", after=3)
            case Paragraph(text, align):
                self.lines(text, self.body, align, after=3)
            case Stamped():
                self.stamped(block)
            case Grid():
                self.grid(block)
            case Picture(data, width):
                self.picture(data, width * 72 / 25.4)
            case PageBreak():
                self.pages.append(_Page())

    def lines(self, text: str, size: float, align: str, after: float = 0.0) -> None:
        for line in wrapped(text, self.font, size, self.width):
            self.room(size * LEADING)
            long = self.font.length(line, size)
            x = MARGIN + {"left": 0.0, "centre": (self.width - long) / 2, "right": self.width - long}[align]
            self.page.texts.append(Text(x, self.page.y + size * (LEADING - 1) / 2, line, size))
            self.page.y += size * LEADING
        self.page.y += after

    def stamped(self, block: Stamped) -> None:
        """The seal lies half over its line, or beside it; a signature stands behind the line's end."""
        self.room(SEAL * 1.1 if block.seal else self.body * 2.4)
        top = self.page.y
        if block.seal:
            self.page.y += SEAL * (0.4 if self.seal_on_text else 0.35)
        self.lines(block.text, self.body, block.align, after=3)
        line = self.page.texts[-1]
        end = line.x + self.font.length(line.text, line.size)
        if block.seal:
            jitter = self.random.uniform(-6, 6)
            left = (line.x + end - SEAL) / 2 + jitter if self.seal_on_text else line.x - SEAL * 0.62 + jitter
            middle = line.top + line.size / 2 + jitter if self.seal_on_text else top + SEAL * 0.5
            left = min(max(left, 8.0), A4[0] - SEAL - 8)
            box = BBox(left, middle - SEAL / 2, left + SEAL, middle + SEAL / 2)
            self.page.stamps.append(Stamp("seal", box, block.seal))
            self.page.y = max(self.page.y, box.bottom + 2)
        if block.signature:
            left = min(end + 4, A4[0] - 90)
            self.page.stamps.append(
                Stamp("signature", BBox(left, line.top - 9, left + 74, line.top + 21), block.signature)
            )
            self.page.y += 10

    def grid(self, grid: Grid) -> None:
        for piece in laid(grid, self.font, self.body - 1, self.width, A4[1] - MARGIN, self.page.y, MARGIN):
            if piece.new_page:
                self.pages.append(_Page())
            self.place(piece)
        self.page.y += 8

    def place(self, piece: Laid) -> None:
        self.page.texts += [Text(t.x + MARGIN, t.top, t.text, t.size) for t in piece.texts]
        self.page.rulings += [Ruling(r.x0 + MARGIN, r.top, r.x1 + MARGIN, r.bottom) for r in piece.rulings]
        self.page.tables.append(piece.table)
        self.page.y = piece.bottom

    def picture(self, data: bytes, width: float) -> None:
        import io

        from PIL import Image

        pixels = Image.open(io.BytesIO(data)).size
        height = width * pixels[1] / pixels[0]
        self.room(height)
        box = BBox(MARGIN, self.page.y, MARGIN + width, self.page.y + height)
        self.page.pictures.append((box, data))
        self.page.y += height + 6


def typeset(
    paper: Paper, font: Font, random: Random, *, body: float = 10.5, seal_on_text: bool = False
) -> tuple[Sheet, ...]:
    """A4 sheets. `random` moves seals a little, as hands do."""
    setter = _Setter(font, random, body=body, seal_on_text=seal_on_text)
    for block in paper:
        setter.set(block)
    return tuple(
        Sheet(*A4, tuple(p.texts), tuple(p.rulings), tuple(p.stamps), tuple(p.tables), tuple(p.pictures))
        for p in setter.pages
        if p.texts or p.stamps
    )
