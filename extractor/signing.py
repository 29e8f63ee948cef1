"""Where a paper is signed and sealed: the blocks that print asks for it, with the marks that stand in them.

A block is a cell of a table, or a line with those that follow it, that says 盖章, 公章, 签字 or 签章. Every seal of
the paper belongs to the nearest block of its page, or makes a block of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.citing import Tight, box_of
from extractor.document import Mark, Page, Part, Span
from extractor.geometry import BBox, union
from extractor.impression import SHAPES, Impression, read_detail
from extractor.records.cited import Absent, Cited, Field, cite
from extractor.records.partial_date import PartialDate
from extractor.records.signing import Seal, SigningBlock
from extractor.signing_places import OPINION, SEAL, Block, blocks, holds, owner
from extractor.text.dates import find_dates

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
TYPED = "签字"


def signing_blocks(part: Part) -> tuple[SigningBlock, ...]:
    """All blocks of the paper in reading order, then the seals that stand in none."""
    found: list[SigningBlock] = []
    loose: list[SigningBlock] = []
    for page in part.pages:
        places = list(blocks(page))
        seals = [mark for mark in page.marks if mark.kind == "seal"]
        owners = [owner(mark, places) for mark in seals]
        for number, block in enumerate(places):
            own = [mark for mark, whose in zip(seals, owners, strict=True) if whose == number]
            found.append(_signing(block, own))
        loose += [_alone(page, mark) for mark, whose in zip(seals, owners, strict=True) if whose is None]
    return (*found, *loose)


def _signing(block: Block, marks: Sequence[Mark]) -> SigningBlock:
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


def _no_seal(block: Block, marks: Sequence[Mark], asked: bool, scanned: bool) -> Field[Seal]:
    spans = _label_spans(block, SEAL)
    if marks:
        return Absent("印章", "unreadable", tuple(mark.place for mark in marks), spans)
    return Absent("印章", "blank" if asked and scanned else "not_found", (), spans)


def _label_spans(block: Block, sign: re.Pattern[str]) -> tuple[Span, ...]:
    text = block.text
    match = sign.search(text.text)
    return text.cite(*match.span()) if match else block.spans[:1]


def _signature(block: Block, text: Tight, asked: bool, scanned: bool) -> Field[bool]:
    boxes = [box for span in block.spans if (box := box_of(span.place)) is not None]
    if boxes and scanned:
        area = union(boxes)
        area = BBox(area.x0 - 5, area.top - 14, area.x1 + 160, area.bottom + 10)
        for mark in block.page.marks:
            own = box_of(mark.place)
            if mark.kind == "signature" and own is not None and holds(area, own):
                return cite(True, Span(mark.detail or TYPED, mark.place, 0.9, "ocr:signature", mark.detail))
    spans = _label_spans(block, SIGN)
    if not asked or not scanned:
        return Absent("签字", "not_found", (), spans)
    named = re.search(r"签[字名章][)）]?[：:]?[\u3400-\u9fff]{2,4}(?=\n|$)", text.text)
    return Absent("签字", "unreadable" if named else "blank", (), spans)


def _label(block: Block, text: Tight) -> Field[str]:
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
