"""增值税发票, 税控 and 数电, paper and electronic: parties, goods, totals, remark and the names at the foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.citing import cut
from extractor.geometry import BBox
from extractor.invoices import goods, parties
from extractor.invoices.cells import day, text_field, understood
from extractor.invoices.columns import Columns, header, tokens
from extractor.invoices.draft import Face, absent, empty
from extractor.invoices.pieces import Piece, narrow, strips
from extractor.invoices.sides import Side, sides
from extractor.invoices.totals import Totals, totals
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Invoice, Toll

_BLUE = re.compile(
    r"(?:蓝字|正数)[\u3400-\u9fff]*发票(?:代码\s*:\s*\d+\s*)?(?:发票)?号码\s*:?\s*(\d{20}|\d{8})(?!\d)"
)
_BLUE_OLD = re.compile(r"正数发票代码\s*:?\s*(\d{10,12})\s*(?:发票)?号码\s*:?\s*(\d{8})(?!\d)")
_FOOT = re.compile(r"\s*(?:收\s*款\s*人|复\s*核|开\s*票\s*人)\s*:|\s*销\s*(?:售|货)\s*(?:方|单位)\s*:\s*\(")
_STAMP = re.compile(r"专\s*用\s*章|^[A-Z0-9]{15,18}$")
_CONFIRMATION = re.compile(r"确认单编号\s*:?\s*(\d{10,24})(?!\d)")
_BUSINESS = re.compile(
    r"^(?:通行费|旅客运输服务|货物运输服务|建筑服务|不动产销售|不动产经营租赁(?:服务)?|代收车船税|农产品收购|"
    r"自产农产品销售|稀土|成品油|卷烟|差额征税(?:-(?:差额|全额)开票)?|光伏收购|机动车|二手车|代开|汇总征收)$"
)


def vat(face: Face) -> Invoice:
    """The whole face; Absent where a part is not found."""
    found, plain = sides(face.pieces)
    columns = header(plain)
    sums = totals(plain, columns)
    box = columns.bbox if columns else None
    blocks = parties.blocks(plain, found, box, sums.y if sums.y != float("inf") else None)
    edges = [side.bbox.x0 for side in found if side.kind == "buyer"]
    left = min(edges, default=columns.bbox.x0 - 110 if columns else 0.0) - 10
    lines = goods.lines(plain, columns, min(sums.top, sums.y), left) if columns else ()
    remark = _remark(plain, found, sums, box)
    made = replace(
        empty(face),
        buyer=parties.party(blocks.buyer, "购买方"),
        seller=parties.party(blocks.seller, "销售方"),
        lines=lines,
        total_amount=sums.amount,
        total_tax=sums.tax,
        total_with_tax=_total(sums),
        total_in_words=sums.words,
        remark=remark,
        specific_business=_business(face, columns),
        toll=_toll(plain, columns, sums) if columns else None,
    )
    return with_red(_with_people(made, face))


def _total(sums: Totals) -> Field[Decimal]:
    """The figures; where a seal hides them, the words: both say the same sum."""
    if sums.total.present or not sums.in_words.present:
        return sums.total
    return sums.in_words


def _with_people(made: Invoice, face: Face) -> Invoice:
    def person(name: str, label: str) -> Field[str]:
        for found in face.labelled(name):
            value = [piece for piece in found.value if piece.bbox.x0 - found.piece.bbox.x1 < 60][:2]
            if value and len(value[0].text) <= 20:
                return text_field(label, value[:1])
            return Absent(label, "blank", (), (found.piece.span,))
        return absent(label)

    return replace(
        made, payee=person("payee", "收款人"), reviewer=person("reviewer", "复核"), drawer=person("drawer", "开票人")
    )


def with_red(made: Invoice) -> Invoice:
    """红字: a negative total or （负数） in words; the blue invoice and the confirmation are named in the remark."""
    total = made.total_with_tax
    negative = isinstance(total, Cited) and total.value < 0
    red: Field[bool] = Cited(negative, total.spans, total.confidence) if isinstance(total, Cited) else absent("红字")
    return replace(
        made,
        is_red=red,
        blue_number=_in_remark(made.remark, (_BLUE_OLD, _BLUE), "被红冲号码"),
        red_confirmation_no=_in_remark(made.remark, (_CONFIRMATION,), "红字确认单编号"),
    )


def _in_remark(remark: Field[str], patterns: Sequence[re.Pattern[str]], label: str) -> Field[str]:
    """A number in the remark; numbers wrap like any other text."""
    if not isinstance(remark, Cited):
        return absent(label)
    text = re.sub(r"(?<=\d)\n(?=\d)", "", narrow(remark.value))
    for pattern in patterns:
        match = pattern.search(text)
        if match:
            return Cited(match[match.lastindex or 0], remark.spans, remark.confidence)
    return absent(label)


def _remark(plain: Sequence[Piece], found: Sequence[Side], sums: Totals, goods_box: BBox | None) -> Field[str]:
    """What stands right of 备注, between the total and the foot."""
    below = goods_box.bottom if goods_box else 0.0
    titles = [side for side in found if side.kind == "remark" and side.bbox.bottom > below]
    if not titles:
        return absent("备注")
    side = max(titles, key=lambda s: s.bbox.bottom)
    top = sums.y + 4.0 if sums.y != float("inf") else side.bbox.top - 30
    bottom = side.bbox.bottom + 14.0
    right = [p for p in plain if p.bbox.x0 > side.bbox.x1 - 2 and top < p.bbox.top and p.y < bottom]
    own = [p for p in right if not (_FOOT.match(p.text) and p.y > side.bbox.bottom - 2) and not _STAMP.search(p.text)]
    if not own:
        return Absent("备注", "blank", (), ())
    rows = [text_field("备注", row.pieces) for row in strips(own)]
    texts = [row for row in rows if isinstance(row, Cited)]
    spans = tuple(span for row in texts for span in row.spans)
    return Cited("\n".join(row.value for row in texts), spans, min(row.confidence for row in texts))


def _business(face: Face, columns: Columns | None) -> Field[str]:
    """特定业务 as printed at the left of the title; 通行费 is known by its columns too."""
    for piece in face.pieces:
        if (columns is None or piece.y < columns.bbox.top) and _BUSINESS.match(piece.text.strip()):
            return text_field("特定业务", [piece])
    if columns and "plate" in columns.at and ("from_date" in columns.at or "to_date" in columns.at):
        piece = min(face.pieces, key=lambda p: abs(p.y - columns.bbox.middle[1]) + abs(p.x - columns.at["plate"].x0))
        start = max(0, piece.text.find("车牌号"))
        return Cited("通行费", (cut(piece.span, start, start + 3),), piece.span.confidence)
    return absent("特定业务")


def _toll(plain: Sequence[Piece], columns: Columns, sums: Totals) -> Toll | None:
    """The first line's passage, on the columns 车牌号 类型 通行日期起 通行日期止."""
    if "plate" not in columns.at:
        return None
    known = ("name", "plate", "vehicle", "from_date", "to_date", "amount")
    cells: dict[str, list[Piece]] = {}
    for piece in plain:
        if columns.bbox.bottom - 2 < piece.y < min(sums.top, sums.y):
            for token in tokens(piece):
                cells.setdefault(columns.nearest(token.x, *known), []).append(token)
    dates = r"20\d\d[-年.]?\d{2}[-月.]?\d{2}"
    started, ended = (
        [t for t in cells.get(name, []) if re.search(dates, t.text)] for name in ("from_date", "to_date")
    )
    return Toll(
        text_field("车牌号", cells.get("plate", [])[:1]),
        text_field("车辆类型", cells.get("vehicle", [])[:1]),
        understood("通行日期起", started[:1], day),
        understood("通行日期止", ended[:1], day),
    )
