"""Tables of money read by their header rows: budgets, settlements, payment lists, of whatever format.

What each column may be called stands as patterns in data/money_columns.tsv and data/payment_columns.tsv. A row over
the full width is a heading or a total, never the end of the table; a header of two storeys is read as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from typing import TypeVar

from extractor.columns import Entry, Grid, grids
from extractor.flow import Box, Flow, Row, is_blank
from extractor.labels import key
from extractor.records.cited import Absent, Cited, Field
from extractor.text.amounts import integer, parse_amount, stated_unit

T = TypeVar("T")

DOUBTED = 0.6  # below every confidence floor: an amount whose unit is nowhere stated and cannot be 元
_SMALL = 1000  # 元: no grant of these programmes is smaller, so that a smaller sum must be in 万元
_PARTS = ("amount", "grant", "matching", "budget", "actual", "balance")
_UNIT = r"(?:[/,]?(?:万元|元)(?:/.{1,3})?)?"
_TOTAL = re.compile(
    r"(?:[一二三四五六七八九十]+[、.])?(?:经费|预算|支出|决算|费用|金额|资金|项目|发放|本表|全部|以上|人民币)*"
    r"(?:合计|总计|共计|总额|总金额|总经费|总预算|总支出|总和)(?:金额|人民币|经费|费用|大写|数)*(?:[:：¥0-9壹贰叁肆伍陆柒捌玖零].*)?"
)
_SUBTOTAL = re.compile(r"小\s*计|本页合计|(?<=.)合计$|^合计(?=[\u3400-\u9fff]{2,}费)")
_SIGNING = re.compile(
    r"(?:制表|填表|审核|审批|经办|负责|财务|领导|批准|复核|主管|证明|出纳|会计|编制|签字|盖章|填报|验收)[^：:\d]{0,6}[：:]|^(?:注|备注|说明)[：:\d]"
)
_BRACKETED = re.compile(r"[（(]\s*¥?([\d,]+(?:\.\d+)?)\s*[）)]")


@dataclass(slots=True)
class MoneyTable:
    """A grid with the flow it was found in; `units` are what each column of money is printed in ("" unknown)."""

    grid: Grid
    units: dict[str, str]

    def money(self, entry: Entry, name: str, label: str) -> Field[Decimal]:
        """The amount of one cell in 元; doubted where no unit is stated and the sum is too small for 元."""
        unit = self.units.get(name, "")
        return _doubted(self._read(entry, name, label, lambda text: amount(text, unit)), unit)

    def in_yuan(self, *names: str) -> MoneyTable:
        """All columns in 元 where one says so, or none says anything and a sum under `names` is no 万元."""
        read = (amount(entry.text(name)) for entry in self.grid.entries for name in names if name in self.grid.fields)
        said = set(self.units.values()) - {""}
        if said == {"元"} or (not said and any(value is not None and abs(value) >= _SMALL for value in read)):
            return MoneyTable(self.grid, dict.fromkeys(self.units, "元"))
        return self

    def number(self, entry: Entry, name: str, label: str) -> Field[Decimal]:
        return self._read(entry, name, label, quantity)

    def count(self, entry: Entry, name: str, label: str) -> Field[int]:
        return self._read(entry, name, label, integer)

    def text(self, entry: Entry, name: str, label: str) -> Field[str]:
        return self.grid.cell(entry, name, label)

    def _read(self, entry: Entry, name: str, label: str, parse: Callable[[str], T | None]) -> Field[T]:
        field = self.grid.cell(entry, name, label)
        if isinstance(field, Absent):
            return field
        value = parse(field.value)
        if value is None:
            return Absent(field.value[:40], "unreadable", tuple(s.place for s in field.spans), field.spans)
        return Cited(value, field.spans, field.confidence)


@cache
def patterns(file: str) -> Mapping[str, re.Pattern[str]]:
    """The columns of data/<file>.tsv and what their headers may say."""
    text = resources.files("extractor").joinpath(f"data/{file}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: re.compile(f"(?:{pattern}){_UNIT}") for name, pattern in rows}


def money_tables(
    flow: Flow, file: str, names: tuple[str, ...], needed: frozenset[str], least: int
) -> list[MoneyTable]:
    """Every table whose header holds the `needed` columns and at least `least` of `names` (of data/<file>.tsv)."""
    known = {name: patterns(file)[name] for name in names}
    rows = Flow(tuple(_readable(flow, known)))
    said = {key(box.text) for row in rows.rows for box in row.boxes if 0 < len(box.text) <= 40}
    columns = {name: frozenset(k for k in said if pattern.fullmatch(k)) for name, pattern in known.items()}
    return [MoneyTable(grid, _units(rows, grid)) for grid in grids(rows, columns, needed, least) if grid.entries]


def amount(text: str, unit: str = "") -> Decimal | None:
    """An amount in 元; in brackets it is negative, as bookkeepers write it.

    >>> amount("(12.50)"), amount("1.2", "万元"), amount("800元/半天")
    (Decimal('-12.50'), Decimal('12000.0'), Decimal('800'))
    """
    bracketed = _BRACKETED.fullmatch(text.strip())
    if bracketed:
        value = parse_amount(bracketed[1], unit)
        return None if value is None else -value
    return parse_amount(re.sub(r"(?<=\d)\s*[%％].*$|/.{0,4}$", "", text.strip()), unit)


def quantity(text: str) -> Decimal | None:
    """
    >>> quantity("0.5天"), quantity("半天"), quantity("2人"), quantity("若干")
    (Decimal('0.5'), Decimal('0.5'), Decimal('2'), None)
    """
    found = re.findall(r"\d+(?:\.\d+)?", text)
    if len(found) == 1:
        try:
            return Decimal(found[0])
        except InvalidOperation:
            return None
    if not found and re.fullmatch(r"半\s*[天日]", text.strip()):
        return Decimal("0.5")
    whole = integer(text) if not found else None
    return None if whole is None else Decimal(whole)


def is_total(text: str) -> bool:
    """
    >>> is_total("合　计"), is_total("总计（大写）：壹万元整"), is_total("咨询费合计"), is_total("小计")
    (True, True, False, False)
    """
    return bool(_TOTAL.fullmatch(key(text)) or _TOTAL.fullmatch("".join(text.split())))


def is_subtotal(text: str) -> bool:
    """
    >>> is_subtotal("小 计"), is_subtotal("咨询费合计"), is_subtotal("合计")
    (True, True, False)
    """
    plain = "".join(text.split())
    return bool(_SUBTOTAL.search(plain)) and not is_total(text)


def is_signing(text: str) -> bool:
    """A row of signatures or a note below the table.

    >>> is_signing("制表人：　审核人："), is_signing("注：以上为含税金额"), is_signing("咨询费")
    (True, True, False)
    """
    return bool(_SIGNING.search("".join(text.split())))


def entry_text(entry: Entry) -> str:
    """All texts of a row, each box once."""
    boxes = {id(box): box for held in entry.boxes.values() for box in held}
    return " ".join(box.text for box in boxes.values() if not is_blank(box.text))


def full_width(entry: Entry) -> Box | None:
    """The one box of a row over the full width."""
    boxes = {id(box): box for held in entry.boxes.values() for box in held}
    filled = [box for box in boxes.values() if not box.blank]
    if len(filled) == 1 and len(entry.boxes) > 1 and all(filled[0] in held for held in entry.boxes.values()):
        return filled[0]
    return None


def stated_total(flow: Flow, words: str = "总预算|预算总额|经费总额|总经费|合计|总计|总额") -> Field[Decimal]:
    """A total that the text states: 合计：15万元, 总计（大写）壹拾伍万元整."""
    for row in reversed(flow.rows):
        for box in row.boxes:
            plain = "".join(box.text.split())
            match = re.search(
                rf"(?:{words})(?:金额|人民币|大写|小写|为|共|共计|约|（[^）]*）|\([^)]*\)|[：:])*(?P<sum>[¥\d壹贰叁肆伍陆柒捌玖].*)",
                plain,
            )
            value = parse_amount(match["sum"], stated_unit(plain)) if match else None
            if value is not None and re.search("[元圆¥]", plain):
                return Cited(value, (box.span,), box.span.confidence)
    return Absent("合计", "not_found")


def _doubted(field: Field[Decimal], unit: str) -> Field[Decimal]:
    if (
        isinstance(field, Absent)
        or unit
        or "元" in field.raw
        or "¥" in field.raw
        or not 0 < abs(field.value) < _SMALL
    ):
        return field
    return Cited(field.value, field.spans, min(field.confidence, DOUBTED))


def _units(flow: Flow, grid: Grid) -> dict[str, str]:
    at = next((n for n, row in enumerate(flow.rows) if row is grid.header), 0)
    above = [
        row.text for row in flow.rows[max(0, at - 6) : at] if row.page in (grid.header.page, grid.header.page - 1)
    ]
    noted = [box.text for box in grid.header.boxes if "单位" in box.text]
    general = next((unit for unit in map(stated_unit, [*noted, *reversed(above)]) if unit), "")
    totals = [entry_text(entry) for entry in grid.entries if is_total(entry_text(entry).split(" ")[0])]
    general = general or next((unit for unit in map(stated_unit, totals) if unit), "")
    own = {name: _unit_in(box.text) for name, box in grid.fields.items()}
    # Parts stand in the unit of the whole: 金额（万元）, 其中专项, 其中配套.
    sums = {own[name] for name in _PARTS if own.get(name)}
    shared = sums.pop() if len(sums) == 1 else ""
    return {name: unit or general or (shared if name in _PARTS else "") for name, unit in own.items()}


def _unit_in(header: str) -> str:
    found = re.search(r"(万元|元)(?:$|[)）/／每])", "".join(header.split()))
    return found[1] if found else ""


def _readable(flow: Flow, known: Mapping[str, re.Pattern[str]]) -> list[Row]:
    """The rows with full-width ones kept open and headers of two storeys laid together."""
    found: list[Row] = []
    for row in flow.rows:
        if row.table >= 0 and len(row.boxes) == 1 and row.columns > 2:
            box = row.boxes[0]
            beyond = Box(replace(box.span, text="", raw=""), row.columns, 1, row.index)
            found.append(replace(row, boxes=(replace(box, column=0, colspan=row.columns), beyond), heading=False))
            continue
        if found and _second_storey(found[-1], row):
            found[-1:] = [_two_storeys(found[-1], row, known)]
            continue
        found.append(_spread(row))
    return found


def _spread(row: Row) -> Row:
    """A total in the first cell of a row, as under 序号, goes over the blank cells behind it: as if joined."""
    if row.table < 0 or not row.boxes or not (is_total(row.boxes[0].text) or is_subtotal(row.boxes[0].text)):
        return row
    first = row.boxes[0]
    end = next((box.column for box in row.boxes[1:] if not box.blank), first.column + first.colspan)
    first = replace(first, colspan=max(first.colspan, end - first.column))
    return replace(row, boxes=(first, *row.boxes[1:]))


def _second_storey(above: Row, row: Row) -> bool:
    """`row` parts what `above` joins, and the other headers of `above` go on beside it."""
    if row.table < 0 or above.table != row.table or above.index + 1 != row.index:
        return False
    if not any(box.colspan > 1 and not box.blank for box in above.boxes) or any(
        re.search(r"\d", b.text) for b in row.boxes
    ):
        return False
    return any(box.row < row.index and box.rowspan > 1 for box in row.boxes)


def _two_storeys(above: Row, row: Row, known: Mapping[str, re.Pattern[str]]) -> Row:
    boxes = []
    for box in row.boxes:
        over = next((b for b in above.boxes if b.column <= box.column < b.column + b.colspan), None)
        if box.row < row.index or over is None or over.colspan == 1:
            boxes.append(replace(box, row=row.index))
            continue
        upper, lower = key(over.text), key(box.text)
        summed = re.fullmatch("(?:小计|合计|金额|总额|总计|数额)" + _UNIT, lower)
        own = any(pattern.fullmatch(lower) for pattern in known.values()) and not summed
        if summed or not any(pattern.fullmatch(upper) for pattern in known.values()):
            text = upper if summed else lower
        else:
            text = lower if own and key(lower) != upper else ""
        if text:
            unit = _unit_in(box.text) or _unit_in(over.text)
            boxes.append(replace(box, span=replace(box.span, text=text + (f"（{unit}）" if unit else ""))))
    return replace(row, boxes=tuple(boxes), heading=False)
