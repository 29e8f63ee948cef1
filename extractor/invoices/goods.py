"""The lines of an invoice: each begins where a sum, a rate and a tax stand in one row; names wrap below it.

The rate parts the numbers: the sum stands left of it and the tax right of it, whatever the columns' alignment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.invoices.cells import NO_TAX, money, text_field, understood
from extractor.invoices.columns import Columns, tokens
from extractor.invoices.pieces import Piece, strips
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import InvoiceLine

_RATE = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})?%|免税|不征税|出口零税率?|普通零税率|零税率|简易征收|[*＊]{2,6})$")
_FREE = ("免税", "不征税", "出口零税", "出口零税率", "普通零税率", "零税率")
_NUMBER = re.compile(r"^-?[\d,]+(?:\.\d+)?$")
_SHORT = re.compile(r"^\*(?P<short>[^*]{1,30})\*(?P<item>.*)$", re.DOTALL)
# Particulars of a 特定业务, printed as a second table below the goods.
_SPECIFIC = re.compile(
    "出行人|有效身份证件号|出行日期|出发地|到达地|等级|交通工具|运输工具|起运地|运输货物|不动产|车牌号码|航次"
)
_SUBTOTAL = re.compile(r"小\s*计|合\s*计")


@dataclass
class _Line:
    """A line being gathered: tokens by column."""

    y: float
    cells: dict[str, list[Piece]] = field(default_factory=dict)

    def put(self, column: str, token: Piece) -> None:
        self.cells.setdefault(column, []).append(token)


def lines(pieces: Sequence[Piece], columns: Columns, bottom: float, left: float) -> tuple[InvoiceLine, ...]:
    """The lines between the header and `bottom`, where 合计 stands, right of `left`, where the form begins."""
    zone = [p for p in pieces if columns.bbox.middle[1] + 0.4 * columns.bbox.height < p.y < bottom]
    zone = [p for p in zone if left < p.x < columns.bbox.x1 + 60]
    gathered: list[_Line] = []
    waiting: list[Piece] = []
    for row in strips(zone):
        if len(_SPECIFIC.findall(row.text)) >= 2:
            break
        if _SUBTOTAL.search(re.sub(r"\s", "", row.text)) and not re.search(r"\*", row.text):
            waiting = []
            continue
        cut = [token for piece in row.pieces for token in _tokens(piece, columns)]
        numbers = _numbers(cut, columns)
        if _is_sum_row(cut, numbers):
            waiting = []
            continue
        rest = [token for token in cut if not any(token is used for used in numbers.values())]
        if numbers:
            gathered.append(_started(row.y, numbers, rest, waiting, columns))
            waiting = []
        elif rest and rest[0].text.startswith("*") and not _open_name(gathered):
            waiting = rest
        elif waiting:
            waiting += rest
        elif gathered:
            _continued(gathered[-1], rest, columns)
    return with_kinds([_line(number, line) for number, line in enumerate(gathered, 1)])


def _tokens(piece: Piece, columns: Columns) -> list[Piece]:
    """A piece cut at white space; a name keeps its own blanks, up to where the next column begins."""
    found = tokens(piece)
    if len(found) < 2 or columns.nearest(found[0].bbox.x0, "name", "spec", "unit", "plate", "quantity") != "name":
        return found
    column = columns.at.get("spec") or columns.at.get("plate") or columns.at.get("unit")
    edge = column.x0 - 0.7 * piece.bbox.height if column else columns.bbox.x1
    inside = [at for at, token in enumerate(found) if token.bbox.x0 < edge and not _is_sum(token)]
    last = max(inside, default=0)
    if last == 0:
        return found
    start = piece.text.index(found[0].text)
    end = start
    for token in found[: last + 1]:
        end = piece.text.index(token.text, end) + len(token.text)
    return [piece.cut(start, end), *found[last + 1 :]]


def _open_name(gathered: Sequence[_Line]) -> bool:
    """Whether the last line has no name yet: then a name in the next row is its."""
    return bool(gathered) and not gathered[-1].cells.get("name")


def _numbers(cut: Sequence[Piece], columns: Columns) -> dict[str, Piece]:
    """The sum, the rate and the tax of a row; empty when the row begins no line."""
    rates = [t for t in cut if _RATE.match(t.text) and _in_rate_column(t, columns)]
    sums = [t for t in cut if _is_sum(t)]
    if rates:
        rate = min(rates, key=lambda t: columns.gap("rate", t.x))
        left = [t for t in sums if t.x < rate.x and columns.nearest(t.x, "amount", "price", "quantity") == "amount"]
        right = [t for t in cut if t.x > rate.x and (_is_sum(t) or NO_TAX.match(t.text))]
        found = {"rate": rate}
        if left:
            found["amount"] = max(left, key=lambda t: t.x)
        if right:
            found["tax"] = min(right, key=lambda t: t.x)
        return found if len(found) > 1 else {}
    amounts = [t for t in sums if columns.nearest(t.x, "price", "amount", "rate", "tax") == "amount"]
    taxes = [t for t in sums if columns.nearest(t.x, "amount", "rate", "tax") == "tax"]
    found = {"amount": amounts[-1]} if amounts else {}
    return {**found, "tax": taxes[-1]} if amounts and taxes else found


def _is_sum_row(cut: Sequence[Piece], numbers: dict[str, Piece]) -> bool:
    """The row of 合计 whose words were not read: sums with ¥, which goods do not bear, and no name beside them."""
    marked = numbers and "rate" not in numbers and re.match(r"-?[¥￥]", numbers["amount"].text)
    return bool(marked) and not any(re.search(r"\*|[\u3400-\u9fff]{2}", token.text) for token in cut)


def _in_rate_column(token: Piece, columns: Columns) -> bool:
    if "rate" not in columns.at:
        return False
    left = columns.at["amount"].middle[0] if "amount" in columns.at else columns.at["rate"].x0 - 40
    right = columns.at["tax"].middle[0] if "tax" in columns.at else columns.at["rate"].x1 + 40
    rate = columns.at["rate"]
    return left < token.x < right and columns.gap("rate", token.x) < 0.75 * min(rate.x0 - left, right - rate.x1) + 12


def _is_sum(token: Piece) -> bool:
    return bool(re.match(r"^-?[¥￥]?-?[\d,]+\.\d{2}$", token.text))


def _started(
    y: float, numbers: dict[str, Piece], rest: Sequence[Piece], waiting: Sequence[Piece], columns: Columns
) -> _Line:
    line = _Line(y, {name: [token] for name, token in numbers.items()})
    for token in waiting:
        line.put(_worded(token, columns, first=True), token)
    first = True
    for token in rest:
        column = _column(token, columns, first and not waiting)
        first = False
        if column:
            line.put(column, token)
    _price_and_quantity(line)
    return line


def _column(token: Piece, columns: Columns, first: bool) -> str:
    edge = columns.at["amount"].x1 if "amount" in columns.at else columns.bbox.x1
    if token.x > edge:
        return ""
    if first and columns.nearest(token.bbox.x0, "name", "spec", "unit", "quantity", "price", "plate") == "name":
        return "name"
    if _NUMBER.match(token.text):
        column = columns.nearest(token.x, "spec", "quantity", "price", "plate", "from_date", "to_date", "name")
        return column if column in ("quantity", "price", "from_date", "to_date") else _worded(token, columns, first)
    return _worded(token, columns, first)


def _worded(token: Piece, columns: Columns, first: bool) -> str:
    if first and token.text.startswith("*"):
        return "name"
    return columns.nearest(token.x, "name", "spec", "unit", "plate", "vehicle", "from_date", "to_date")


def _price_and_quantity(line: _Line) -> None:
    """Two numbers in one of the two columns are the quantity and the price, left to right."""
    both = [t for name in ("quantity", "price") for t in line.cells.get(name, [])]
    if len(both) == 2 and len({t.x for t in both}) == 2:
        first, second = sorted(both, key=lambda t: t.x)
        line.cells["quantity"], line.cells["price"] = [first], [second]


def _continued(line: _Line, rest: Sequence[Piece], columns: Columns) -> None:
    """A row below a line: the rest of its name and of its specification; digits of a wrapped price."""
    for at, token in enumerate(rest):
        column = columns.nearest(token.bbox.x0 if at == 0 else token.x, "name", "spec", "unit", "quantity", "price")
        if column == "price" and re.fullmatch(r"\d+", token.text) and line.cells.get("price"):
            line.put("price", token)
        elif column in ("name", "spec"):
            line.put(column, token)


def _line(number: int, line: _Line) -> InvoiceLine:
    cells = line.cells
    name = text_field("项目名称", cells.get("name", []))
    short, item = parted(name)
    rate_text = text_field("税率", cells.get("rate", []))
    return InvoiceLine(
        key=str(number),
        seq=number,
        raw_name=name,
        short_name=short,
        item_text=item,
        tax_class_code=Absent("税收分类编码", "not_found"),
        spec=text_field("规格型号", cells.get("spec", [])),
        unit=text_field("单位", cells.get("unit", [])),
        quantity=understood("数量", cells.get("quantity", []), money),
        unit_price=understood("单价", cells.get("price", []), money),
        amount=understood("金额", cells.get("amount", []), money),
        tax_rate_text=rate_text,
        tax_rate=understood("税率", cells.get("rate", []), rate_of),
        tax=understood("税额", cells.get("tax", []), tax_of),
    )


def parted(name: Field[str]) -> tuple[Field[str], Field[str]]:
    if not isinstance(name, Cited):
        return Absent("税收分类简称", "not_found"), Absent("商品名称", "not_found")
    match = _SHORT.match(name.value)
    if match is None:
        return Absent("税收分类简称", "not_found"), name
    return replace(name, value=match["short"]), replace(name, value=match["item"])


def rate_of(text: str) -> Decimal | None:
    """A rate as a fraction; 0 for what bears no tax, None for *** (the rate is not shown).

    >>> rate_of("6%"), rate_of("免税"), rate_of("***")
    (Decimal('0.06'), Decimal('0'), None)
    """
    match = re.match(r"^(\d{1,2}(?:\.\d+)?)%$", text.strip())
    if match:
        return Decimal(match[1]) / 100
    return Decimal(0) if text.strip() in _FREE else None


def tax_of(text: str) -> Decimal | None:
    """A tax; 0 where stars are printed."""
    return Decimal(0) if NO_TAX.match(text.strip()) else money(text)


def with_kinds(found: Sequence[InvoiceLine]) -> tuple[InvoiceLine, ...]:
    """A discount is a negative line right after the line it takes from, of the same name, on a positive invoice."""
    amounts = [line.amount.value if isinstance(line.amount, Cited) else Decimal(0) for line in found]
    positive = sum(amounts) > 0
    done = list(found)
    for at in range(1, len(done)):
        if positive and amounts[at] < 0 < amounts[at - 1] and amounts[at - 1] + amounts[at] >= 0:
            done[at - 1] = replace(done[at - 1], line_kind="discounted")
            done[at] = replace(done[at], line_kind="discount")
    return tuple(done)
