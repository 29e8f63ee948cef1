"""Buyer and seller: the blocks beside their vertical titles, left and right on 数电票, above and below on 税控 ones.

Within a block a value belongs to the label of its row. Printers shift whole lines, so where a row has no value the
shape decides: a tax id has 15 to 20 letters and digits, the name is the first text that is no address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.geometry import BBox
from extractor.invoices.cells import text_field
from extractor.invoices.pieces import Piece, height_of, strips
from extractor.invoices.sides import Side
from extractor.invoices.wording import Label, labels_in
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Party
from extractor.text.ids import uscc_proposals, uscc_valid

SHIFTED = 0.85  # certainty of a value that does not stand in its label's row
ASIDE = 100.0  # points between the beginnings of two blocks that stand beside each other
WIDEST_GAP = 6.0  # heights of a line that may part the pieces of one name
_TAX_ID = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z*]{15,20}(?![0-9A-Za-z])")
_ADDRESS = re.compile(r"\d{7,}|(?:省|市|区|县|路|街).{0,20}号|银行|支行|信用社|账号")
_FOOT = re.compile(r"\s*(?:收\s*款\s*人|复\s*核|开\s*票\s*人)")
_WORD = re.compile(r"[\u3400-\u9fffA-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class Blocks:
    buyer: list[Piece]
    seller: list[Piece]


def nobody(side: str = "") -> Party:
    return Party(*(Absent(f"{side}{name}", "not_found") for name in ("名称", "税号", "地址电话", "开户行账号")))


def blocks(pieces: Sequence[Piece], found: Sequence[Side], goods: BBox | None, totals: float | None) -> Blocks:
    """The pieces of each party. `goods` is the box of the goods' header, `totals` the height of 价税合计."""
    head = goods.top if goods else totals
    above = [piece for piece in pieces if head is None or piece.y < head]
    cut = _between(above, [side for side in found if head is None or side.bbox.top < head])
    if cut is not None:
        return _beside(above, found, cut)
    return _stacked(pieces, found, head, totals)


def _between(above: Sequence[Piece], found: Sequence[Side]) -> float | None:
    """Where the right party begins, if two stand beside each other: by their titles, else by labels of one row."""
    buyers, sellers = ([side for side in found if side.kind == kind] for kind in ("buyer", "seller"))
    for left in buyers:
        for right in sellers:
            reach = 0.6 * max(left.bbox.height, right.bbox.height, 20.0)
            if _apart(left.bbox, right.bbox, reach):
                return max(left.bbox.x0, right.bbox.x0) - 1.0
    for name in ("name", "tax_id"):
        labels = _labels(above, name)
        for first, second in pairwise(labels):
            if _apart(first.bbox, second.bbox, 1.5 * max(first.bbox.height, 8.0)):
                return max(first.bbox.x0, second.bbox.x0) - 1.0
    return None


def _apart(first: BBox, second: BBox, reach: float) -> bool:
    """At one height, give or take `reach`, and far from each other."""
    return abs(first.middle[1] - second.middle[1]) < reach and abs(first.x0 - second.x0) > ASIDE


def _labels(pieces: Sequence[Piece], name: str) -> list[Piece]:
    found = [label for strip in strips(pieces) for label in labels_in(strip) if label.name == name]
    return sorted((label.piece for label in found), key=lambda piece: piece.y)


def _beside(above: Sequence[Piece], found: Sequence[Side], cut: float) -> Blocks:
    labels = [*_labels(above, "name"), *_labels(above, "tax_id")]
    tops = [label.bbox.top - 1.2 * max(label.bbox.height, 8.0) for label in labels]
    top = min(tops, default=float("inf"))
    own = [p for p in above if top <= p.y]
    first, second = [p for p in own if p.x < cut], [p for p in own if p.x >= cut]
    right = [label for label in labels if label.x >= cut]
    left = [label for label in labels if label.x < cut]
    if left and right and _side_of(left[0], found) == "seller" and _side_of(right[0], found) == "buyer":
        return Blocks(second, first)
    return Blocks(first, second)


def _side_of(name: Piece, found: Sequence[Side]) -> str:
    """The title nearest at the left of a label, at its height."""
    near = [s for s in found if s.bbox.x0 < name.bbox.x0 and s.bbox.top - 20 < name.y < s.bbox.bottom + 20]
    return max(near, key=lambda s: s.bbox.x0).kind if near else ""


def _stacked(pieces: Sequence[Piece], found: Sequence[Side], head: float | None, totals: float | None) -> Blocks:
    """Above the goods the buyer, below the totals the seller; what stands right of 密码区 and 备注 is neither's."""
    middle = head if head is not None else totals
    if middle is None:
        return Blocks([], [])
    sides = [s.bbox.top for s in found if s.kind in ("buyer", "cipher") and s.bbox.top < middle]
    names = [name for name in _labels(pieces, "name") if name.y < middle]
    top = min([*sides, *(name.bbox.top for name in names)], default=float("inf")) - 8.0
    buyer_limit = _limit(found, "cipher", top, middle)
    buyer = [p for p in pieces if top <= p.y < middle and p.x < buyer_limit]
    below = totals if totals is not None else middle
    feet = [
        p.bbox.top for p in pieces if re.match(r"\s*收\s*款\s*人|\s*复\s*核|\s*开\s*票\s*人", p.text) and p.y > below
    ]
    bottom = max(feet, default=float("inf"))
    seller_limit = _limit(found, "remark", below, float("inf"))
    line = _line_below(pieces, below)
    seller = [p for p in pieces if line < p.y < bottom and p.x < seller_limit]
    return Blocks(buyer, seller)


def _limit(found: Sequence[Side], kind: str, top: float, bottom: float) -> float:
    edges = [s.bbox.x0 for s in found if s.kind == kind and top - 10 <= s.bbox.middle[1] <= bottom + 10]
    return min(edges, default=float("inf"))


def _line_below(pieces: Sequence[Piece], y: float) -> float:
    """Just below the row at height `y`."""
    return y + 0.5 * height_of(pieces)


def party(block: Sequence[Piece], side: str) -> Party:
    """`side` is 购买方 or 销售方, for the reports of what is not there."""
    rows = strips(block)
    labels = [label for row in rows for label in labels_in(row)]
    name = _first(labels, ("name", "buyer_name", "seller_name"))
    tax = _first(labels, ("tax_id", "payer_id"))
    titled = {id(part.span) for label in labels for part in label.strip.take(label.start, label.end)}
    values = [piece for label in labels for piece in label.value if id(piece.span) in titled]
    values += [piece for piece in block if id(piece.span) not in titled and len(piece.text.strip()) > 1]
    return Party(
        _name(name, values, labels, f"{side}名称"),
        _tax_id(tax, values, f"{side}税号"),
        _plain(_first(labels, ("addr_tel",)), f"{side}地址电话"),
        _plain(_first(labels, ("bank",)), f"{side}开户行账号"),
    )


def _first(labels: Sequence[Label], names: Sequence[str]) -> Label | None:
    return next((label for name in names for label in labels if label.name == name), None)


def _plain(label: Label | None, title: str) -> Field[str]:
    if label is None:
        return Absent(title, "not_found")
    if not label.value:
        return Absent(title, "blank", (), (label.piece.span,))
    return text_field(title, label.value)


def _name(label: Label | None, values: Sequence[Piece], labels: Sequence[Label], title: str) -> Field[str]:
    if label is None:
        return Absent(title, "not_found")
    beside = _near(label)
    if beside and _is_name(beside[0].text):
        return text_field(title, beside + _wrapped(beside, values, labels))
    tax = next((other for other in labels if other.name == "tax_id"), None)
    limit = tax.piece.bbox.bottom if tax else label.piece.bbox.bottom + 2 * label.piece.bbox.height
    start = label.piece.bbox.top - 1.5 * max(label.piece.bbox.height, 8.0)
    other = {id(p) for one in labels if one.name not in ("name", "tax_id") for p in one.value}
    loose = [p for p in values if start < p.y < limit and _is_name(p.text) and id(p) not in other]
    if loose:
        return text_field(title, [min(loose, key=lambda p: abs(p.y - label.piece.y))], SHIFTED)
    if beside:
        return text_field(title, beside, SHIFTED)
    return Absent(title, "blank", (), (label.piece.span,))


def _is_name(text: str) -> bool:
    return (
        not _TAX_ID.search(text) and not _ADDRESS.search(text) and bool(re.search(r"[\u3400-\u9fffA-Za-z]{2}", text))
    )


def _near(label: Label) -> list[Piece]:
    """The value without what stands far to the right of it."""
    kept: list[Piece] = []
    for piece in label.value:
        gap = piece.bbox.x0 - kept[-1].bbox.x1 if kept else 0.0
        if kept and gap > WIDEST_GAP * max(piece.bbox.height, 6.0):
            break
        kept.append(piece)
    return kept


def _wrapped(first: Sequence[Piece], values: Sequence[Piece], labels: Sequence[Label]) -> list[Piece]:
    """The name's second line: text without a label, close below its first, that begins where the name does."""
    last, left = first[-1], first[0].bbox.x0
    taken = {id(p.span) for label in labels for p in label.value} | {id(p.span) for p in first}
    below = [
        p for p in values
        if 0.5 * last.bbox.height < p.y - last.y < 1.7 * last.bbox.height
        and abs(p.bbox.x0 - left) < 1.5 * last.bbox.height
        and id(p.span) not in taken and _is_name(p.text)
    ]  # fmt: skip
    beside_label = [p for p in below if any(abs(p.y - label.piece.y) < 0.4 * p.bbox.height for label in labels)]
    return [] if beside_label else below[:1]


def _tax_id(label: Label | None, values: Sequence[Piece], title: str) -> Field[str]:
    """Beside its label, else the text of its shape that is nearest to it; a credit code that proves itself first."""
    if label is None:
        return Absent(title, "not_found")
    beside = tax_id_field(label.value[:3], title) if label.value else None
    if beside is not None and beside.present:
        return beside
    loose = [p.cut(*m.span()) for p in values if (m := _TAX_ID.search(p.text)) and re.search(r"\d{6}", m[0])]
    loose = [p for p in loose if len(p.text) == len(p.span.text.strip())]
    if loose:
        best = min(loose, key=lambda p: (not uscc_valid(p.text), abs(p.y - label.piece.y)))
        return tax_id_field([best], title, SHIFTED)
    return beside or Absent(title, "blank", (), (label.piece.span,))


def tax_id_field(pieces: Sequence[Piece], title: str, certainty: float = 1.0) -> Field[str]:
    """15 to 20 letters and digits. A letter that no credit code has is read as the digit it looks like, if then the
    check character is right (GB 32100-2015)."""
    text = re.sub(r"\s", "", "".join(piece.text for piece in pieces)).upper()
    spans = tuple(piece.span for piece in pieces)
    match = _TAX_ID.search(text)
    if match is None:
        return Absent(title, "unreadable", tuple(span.place for span in spans), spans)
    value = match[0]
    if len(value) == 18 and not uscc_valid(value) and re.search("[IOSVZ]", value):
        meant = uscc_proposals(value)
        value = meant[0] if len(meant) == 1 else value
    return Cited(value, spans, certainty * min(span.confidence for span in spans))
