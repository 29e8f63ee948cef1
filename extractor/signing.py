"""Where a paper is signed and sealed: the blocks that print asks for it, with the marks that stand in them.

A block is a cell of a table, or a line with those that follow it, that says 盖章, 公章, 签字 or 签章. Every seal of
the paper belongs to the nearest block of its page, or makes a block of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.citing import Tight, box_of, running, tight
from extractor.document import Cell, Line, Mark, Page, Part, Span, Table
from extractor.geometry import BBox, union
from extractor.impression import SHAPES, Impression, read_detail
from extractor.records.cited import Absent, Cited, Field, cite
from extractor.records.partial_date import PartialDate
from extractor.records.signing import Seal, SigningBlock
from extractor.text.dates import find_dates

SEAL = re.compile(r"盖\s*章|公\s*章|印\s*章|[（(]\s*章\s*[）)]|签\s*章")
SIGN = re.compile(r"签\s*[字名章]|(?:负责人|代表人|经办人|审核人)\s*[：:]")
DATE = re.compile(r"年\s*月\s*日|日\s*期\s*[：:]|\d{4}\s*[年.\-/]")
BARE_DATE = re.compile(r"(?<!\d)[\s_＿]*年[\s_＿]*月[\s_＿]*日")
LABEL = re.compile(
    r"(?P<label>[甲乙丙丁]方|[\u3400-\u9fff]{2,14}?(?:单位|负责人|代表人|经办人|法人|专家|部门|机构|科协|意见))"
)
ORGANISATION = re.compile(
    r"[\u3400-\u9fffA-Za-z0-9（）()·]{2,36}?(?:公司|集团|研究院|研究所|大学|学院|学校|医院|中心|协会|学会|促进会|联合会|研究会|联盟|"
    r"委员会|基金会|商会|合作社|事务所|管理局|科协|工厂|实验室|局|处|院|所|厂|部)(?![\u3400-\u9fff])"
)
OPINIONS = re.compile(r"(?:^(?!.*(?:章|签[字名]|[：:]\s*$|^\d{4}年)).+\n?)+", re.MULTILINE)
OPINION = 16  # characters: a longer text in a block is an opinion
FAR = 110.0  # points between a block and a seal that is still its own
FOLLOWING = 3  # lines below the line that asks
TYPED = "签字"


@dataclass(frozen=True, slots=True)
class _Block:
    page: Page
    spans: tuple[Span, ...]
    beside: tuple[Span, ...]
    box: BBox | None

    @property
    def text(self) -> Tight:
        return tight(running((span, "\n") for span in self.spans))


def signing_blocks(part: Part) -> tuple[SigningBlock, ...]:
    """All blocks of the paper in reading order, then the seals that stand in none."""
    found: list[SigningBlock] = []
    loose: list[SigningBlock] = []
    for page in part.pages:
        blocks = list(_blocks(page))
        seals = [mark for mark in page.marks if mark.kind == "seal"]
        owners = [_owner(mark, blocks) for mark in seals]
        for number, block in enumerate(blocks):
            own = [mark for mark, owner in zip(seals, owners, strict=True) if owner == number]
            found.append(_signing(block, own))
        loose += [_alone(page, mark) for mark, owner in zip(seals, owners, strict=True) if owner is None]
    return (*found, *loose)


def _blocks(page: Page) -> Iterator[_Block]:
    for table in page.tables:
        for cell in table.cells:
            if _asks(cell.span.text) and not _whole_heading(cell, table):
                box = box_of(table.place)
                spans = (*_opinion_above(page, cell, table), *_lines_of(page, cell))
                yield _Block(page, spans, _beside(cell, table), _cell_box(cell, table, box))
    lines = [
        line for line in page.lines if line.table is None and line.role not in ("header", "footer", "toc", "hidden")
    ]
    taken = 0
    for at, line in enumerate(lines):
        if at >= taken and _asks(line.text):
            following = _following(lines, at)
            taken = at + 1 + len(following)
            columns = [span for span in line.spans if _asks(span.text)]
            for number, span in enumerate(columns if len(columns) > 1 else ()):
                limit = columns[number + 1].place if number + 1 < len(columns) else None
                yield _Block(page, (span, *_below(span, following, limit)), (), _around([span]))
            if len(columns) <= 1:
                own = (*line.spans, *(span for other in following for span in other.spans))
                yield _Block(page, own, (), _around(line.spans))


def _beside(cell: Cell, table: Table) -> tuple[Span, ...]:
    """The short text left of a cell, or left of the rows above it: what the block is called."""
    for row in range(cell.row, max(-1, cell.row - 3), -1) if cell.column else ():
        left = table.at(row, cell.column - 1)
        text = "".join(left.span.text.split()) if left is not None else ""
        if left is not None and text:
            return (left.span,) if len(text) <= OPINION and not _asks(text) else ()
    return ()


def _opinion_above(page: Page, cell: Cell, table: Table) -> tuple[Span, ...]:
    """The opinion of a form that gives the signature a row of its own."""
    above = table.at(cell.row - 1, cell.column) if cell.row else None
    if above is None or above.column != cell.column or _asks(above.span.text) or len(above.span.text) < OPINION:
        return ()
    return _lines_of(page, above)


def _asks(text: str) -> bool:
    tightened = "".join(text.split())
    return bool(SEAL.search(tightened) or re.search(r"签[字名章]", tightened)) and len(tightened) < 1200


def _whole_heading(cell: Cell, table: Table) -> bool:
    """签字 as the heading of a column of names is no block."""
    return len("".join(cell.span.text.split())) <= 6 and cell.row + cell.rowspan < table.rows and table.rows > 2


def _lines_of(page: Page, cell: Cell) -> tuple[Span, ...]:
    """The spans of the cell's lines, where the page has them; else the cell's own span."""
    box = box_of(cell.span.place)
    inside = [
        span
        for line in page.lines
        if line.table is not None and box is not None
        for span in line.spans
        if (own := box_of(span.place)) is not None and _holds(box, own)
    ]
    return tuple(inside) or (cell.span,)


def _holds(outer: BBox, inner: BBox) -> bool:
    x, y = inner.middle
    return outer.x0 - 1 <= x <= outer.x1 + 1 and outer.top - 1 <= y <= outer.bottom + 1


def _cell_box(cell: Cell, table: Table, whole: BBox | None) -> BBox | None:
    """The cell as far as its neighbours show it: its text, widened to the table's side where it is the last."""
    own = box_of(cell.span.place)
    if own is None or whole is None:
        return own
    return BBox(
        own.x0, own.top, max(own.x1, whole.x1 if cell.column + cell.colspan == table.columns else own.x1), own.bottom
    )


def _following(lines: Sequence[Line], at: int) -> list[Line]:
    found = []
    for line in lines[at + 1 : at + 1 + FOLLOWING]:
        if (SEAL.search(line.text) and SEAL.search(lines[at].text)) or len(line.text) > 3 * OPINION:
            break
        found.append(line)
    return found


def _below(span: Span, lines: Iterable[Line], limit: object) -> list[Span]:
    """What stands under a column of a line: 甲方（盖章） | 乙方（盖章）."""
    own, end = box_of(span.place), box_of(limit) if limit is not None else None  # type: ignore[arg-type]
    if own is None:
        return []
    right = end.x0 if end is not None else float("inf")
    spans = [other for line in lines for other in line.spans]
    return [one for one in spans if (box := box_of(one.place)) is not None and own.x0 - 30 <= box.middle[0] < right]


def _around(spans: Iterable[Span]) -> BBox | None:
    boxes = [box for span in spans if (box := box_of(span.place)) is not None]
    return union(boxes) if boxes else None


def _owner(mark: Mark, blocks: Sequence[_Block]) -> int | None:
    """The block that a seal stands in or nearest to."""
    box = box_of(mark.place)
    if box is None:
        return None
    x, y = box.middle
    near: list[tuple[float, int]] = []
    for number, block in enumerate(blocks):
        own = block.box
        asked = [b for span in block.spans if SEAL.search("".join(span.text.split())) and (b := box_of(span.place))]
        for target in asked or ([own] if own is not None else []):
            aside = max(target.x0 - x, 0.0, x - target.x1)
            above = max(target.top - y, 0.0, y - target.bottom)
            near.append(((aside**2 + above**2) ** 0.5 + (0 if asked else 20), number))
    distance, number = min(near, default=(FAR + 1, -1))
    return number if distance <= FAR else None


def _signing(block: _Block, marks: Sequence[Mark]) -> SigningBlock:
    text = block.text
    asks = tuple(
        name for name, sign in (("seal", SEAL), ("signature", SIGN), ("date", DATE)) if sign.search(text.text)
    )
    scanned = block.page.scanned or bool(block.page.media)
    seals = tuple(_seal(mark) for mark in marks)
    clear = [seal for seal in seals if seal.value.shape in SHAPES]
    return SigningBlock(
        label=_label(block, text),
        asks=asks,
        opinion=_opinion(text),
        party=_party(text),
        seal=clear[0] if clear else _no_seal(block, marks, "seal" in asks, scanned),
        seals=tuple(clear),
        signature=_signature(block, text, "signature" in asks, scanned),
        date=_date(text, scanned),
        scanned=scanned,
    )


def _alone(page: Page, mark: Mark) -> SigningBlock:
    """A seal in no block; its organisation is what it says itself."""
    seal = _seal(mark)
    none = Absent("签章栏", "not_found")
    sealed: Field[Seal] = (
        seal if seal.value.shape in SHAPES else Absent("印章", "unreadable", (mark.place,), seal.spans)
    )
    return SigningBlock(
        none, (), none, none, sealed, (seal,) if sealed.present else (), Absent("签字", "not_found"),
        Absent("日期", "not_found"), page.scanned or bool(page.media),
    )  # fmt: skip


def _seal(mark: Mark) -> Cited[Seal]:
    said: Impression = read_detail(mark.detail)
    text = said.ring or "印章"
    span = Span(text, mark.place, said.confidence if said.ring else 0.9, "ocr:seal", text)
    organisation: Field[str] = (
        cite(said.ring, span) if said.ring else Absent("印章文字", "unreadable", (mark.place,), (span,))
    )
    purpose: Field[str] = cite(said.centre, span) if said.centre else Absent("印章用途", "not_found")
    # That a seal stands there is sure, however badly its text is read: the text has its own confidence.
    there = Span(text, mark.place, 0.95, "ocr:seal", text)
    return Cited(Seal(said.shape, organisation, purpose), (there,), 0.95)  # type: ignore[arg-type]


def _no_seal(block: _Block, marks: Sequence[Mark], asked: bool, scanned: bool) -> Field[Seal]:
    spans = _label_spans(block, SEAL)
    if marks:
        return Absent("印章", "unreadable", tuple(mark.place for mark in marks), spans)
    return Absent("印章", "blank" if asked and scanned else "not_found", (), spans)


def _label_spans(block: _Block, sign: re.Pattern[str]) -> tuple[Span, ...]:
    text = block.text
    match = sign.search(text.text)
    return text.cite(*match.span()) if match else block.spans[:1]


def _signature(block: _Block, text: Tight, asked: bool, scanned: bool) -> Field[bool]:
    boxes = [box for span in block.spans if (box := box_of(span.place)) is not None]
    if boxes and scanned:
        area = union(boxes)
        area = BBox(area.x0 - 5, area.top - 14, area.x1 + 160, area.bottom + 10)
        for mark in block.page.marks:
            own = box_of(mark.place)
            if mark.kind == "signature" and own is not None and _holds(area, own):
                return cite(True, Span(mark.detail or TYPED, mark.place, 0.9, "ocr:signature", mark.detail))
    spans = _label_spans(block, SIGN)
    if not asked or not scanned:
        return Absent("签字", "not_found", (), spans)
    named = re.search(r"签[字名章][)）]?[：:]?[\u3400-\u9fff]{2,4}(?=\n|$)", text.text)
    return Absent("签字", "unreadable" if named else "blank", (), spans)


def _label(block: _Block, text: Tight) -> Field[str]:
    if block.beside:
        return cite("".join(block.beside[0].text.split()), *block.beside)
    first = SEAL.search(text.text) or SIGN.search(text.text)
    start = text.text.rfind("\n", 0, first.start()) + 1 if first else 0
    match = LABEL.search(text.text, start, first.end() if first else len(text.text))
    if match is None or (first is not None and match.start() > first.end()):
        return Absent("签章栏", "not_found")
    return cite(match["label"], *text.cite(*match.span("label")))


def _opinion(text: Tight) -> Field[str]:
    """The longest run of text that neither asks nor dates."""
    runs = [match for match in OPINIONS.finditer(text.text) if len(match[0]) >= OPINION]
    if not runs:
        return Absent("意见", "blank", (), text.cite(0, min(len(text.text), 12)))
    best = max(runs, key=lambda match: len(match[0]))
    return cite(best[0].replace("\n", ""), *text.cite(*best.span()))


def _party(text: Tight) -> Field[str]:
    """The organisation on the line that asks for the seal, else on the next; before or after the words."""
    first = SEAL.search(text.text)
    begin = text.text.rfind("\n", 0, first.start()) + 1 if first else 0
    for match in ORGANISATION.finditer(
        re.sub(r"[（(]?(?:盖章|公章|印章|签章|章)[)）]?", lambda m: "\n" * len(m[0]), text.text), begin
    ):
        name = match[0].lstrip("（(")
        if len(name) >= 5 and not re.fullmatch(r".{0,4}(?:单位|部门|意见).{0,2}", name):
            start = match.end() - len(name)
            return cite(name, *text.cite(start, match.end()))
    return Absent("单位名称", "not_found")


def _date(text: Tight, scanned: bool) -> Field[PartialDate]:
    found = [one for one in find_dates(text.text) if one.date.precision == "day"]
    if found:
        last = found[-1]
        return cite(last.date, *text.cite(last.start, last.end))
    bare = BARE_DATE.search(text.text)
    if bare:
        return Absent("日期", "blank" if scanned else "not_found", (), text.cite(*bare.span()))
    return Absent("日期", "not_found")
