"""The rows of a budget or settlement: lines told from totals and headings, categories carried down, levels told.

A category cell left blank below a filled one belongs to it; so does everything below a heading over the full width.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from extractor.citing import trimmed
from extractor.columns import Entry
from extractor.fields import BELOW
from extractor.flow import is_blank, section_of
from extractor.money_tables import MoneyTable, entry_text, full_width, is_signing, is_subtotal, is_total
from extractor.records.cited import Absent, Cited, Field

_HEAD = re.compile(r"^\s*[一二三四五六七八九十]{1,3}\s*[、.．]")
_PARTLY = re.compile(r"^\s*其中")
_BELOW = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:[.．]\d{1,2})*(?:\s*[、.．)）]|\s)|[①-⑳]|其中|[-—–·])"
)
_OTHER_PAPER = ("opinions", "leader", "members", "experts", "outcomes", "projects")


@dataclass(slots=True)
class MoneyRow:
    """A line of the table; `top` as in extractor.records.budget."""

    entry: Entry
    table: MoneyTable
    category: Field[str]
    item: Field[str]
    top: bool | None = None
    key: str = ""


@dataclass(slots=True)
class MoneyRows:
    """`total` is the last row of totals with the table that it stands in."""

    lines: list[MoneyRow] = field(default_factory=list)
    total: tuple[MoneyTable, Entry] | None = None


RowKind = Literal["line", "total", "subtotal", "heading", "note", "end", "more"]


def money_rows(tables: Sequence[MoneyTable], sums: tuple[str, ...]) -> MoneyRows:
    """The lines of all `tables`; `sums` are the names of the columns whose amounts the total adds up."""
    found = MoneyRows()
    for table in tables:
        lines = _lines(table, sums, found)
        known = {_plain(line.category) for line in found.lines}
        detailing = bool(found.lines) and bool(lines) and all(_plain(line.category) in known for line in lines)
        _level(lines, table, sums, found.total)
        found.lines += [replace(line, top=False) for line in lines] if detailing else lines
    seen: Counter[str] = Counter()
    for number, line in enumerate(found.lines, 1):
        name = "|".join(filter(None, (_plain(line.category), _plain(line.item)))) or str(number)
        seen[name] += 1
        line.key = name if seen[name] == 1 else f"{name}#{seen[name]}"
    return found


def _lines(table: MoneyTable, sums: tuple[str, ...], found: MoneyRows) -> list[MoneyRow]:
    lines: list[MoneyRow] = []
    carried: Cited[str] | None = None
    for entry in table.grid.entries:
        kind = _kind(table, entry, sums, bool(lines))
        if kind == "end":
            break
        if kind == "total":
            found.total = (table, entry)
        elif kind == "heading":
            box = full_width(entry)
            carried = (
                None if box is None else Cited("".join(box.text.split()), (trimmed(box.span),), box.span.confidence)
            )
        elif kind == "more":
            for name, boxes in entry.boxes.items():
                lines[-1].entry.boxes.setdefault(name, []).extend(box for box in boxes if not box.blank)
        elif kind == "line":
            category, item = table.text(entry, "category", "科目"), table.text(entry, "item", "明细")
            if isinstance(category, Cited):
                carried = category
            elif carried is not None:
                category = Cited(carried.value, carried.spans, carried.confidence * BELOW)
            lines.append(MoneyRow(entry, table, category, item))
    # What a page break or a wrapped line has torn is whole only now.
    return [replace(line, item=table.text(line.entry, "item", "明细")) for line in lines]


def _kind(table: MoneyTable, entry: Entry, sums: tuple[str, ...], begun: bool) -> RowKind:
    text = entry_text(entry)
    amounts = [table.money(entry, name, "金额") for name in sums]
    labels = [box.text for held in entry.boxes.values() for box in held if not is_blank(box.text)]
    if any(is_total(label) for label in labels[:3]):
        return "total"
    if any(is_subtotal(label) for label in labels[:3]):
        return "subtotal"
    if not text or is_signing(text):
        return "note"
    box = full_width(entry)
    if box is not None:
        if section_of(box.text) in _OTHER_PAPER:
            return "end"
        return "heading" if len("".join(box.text.split())) <= 25 else "note"
    named = any(table.text(entry, name, "").present for name in ("category", "item"))
    if not named and all(isinstance(one, Absent) and one.reason != "unreadable" for one in amounts):
        return "more" if begun else "note"
    if _repeats_header(table, entry):
        return "note"
    return "line"


def _repeats_header(table: MoneyTable, entry: Entry) -> bool:
    """Cells that the header row shares with this one, or the same words again."""
    said = {name: "".join(box.text.split()) for name, box in table.grid.fields.items()}
    here = {name: "".join("".join(box.text.split()) for box in held) for name, held in entry.boxes.items()}
    same = [name for name, text in here.items() if text and text == said.get(name)]
    return len(same) >= 2 or (bool(same) and all(not text or text == said.get(name) for name, text in here.items()))


def _level(
    lines: list[MoneyRow], table: MoneyTable, sums: tuple[str, ...], total: tuple[MoneyTable, Entry] | None
) -> None:
    """Which lines add up to the total. Told by numbering, by 其中, by rows without an item, or by the sums."""
    if not lines:
        return
    raw = [line.entry.text("category") or line.entry.text("item") for line in lines]
    whole = _amount(total[0], total[1], sums) if total else None
    amounts = [_amount(table, line.entry, sums) for line in lines]
    if whole is not None and None not in amounts and sum(a for a in amounts if a is not None) == whole:
        tops: list[bool | None] = [True] * len(lines)
    elif any(map(_BELOW.match, raw)) and (any(map(_HEAD.match, raw)) or any(map(_PARTLY.match, raw))):
        tops = [not _BELOW.match(text) for text in raw]
    else:
        tops = _by_parents(lines, amounts)
    for line, top in zip(lines, tops, strict=True):
        line.top = top


def _by_parents(lines: list[MoneyRow], amounts: list[Decimal | None]) -> list[bool | None]:
    """A row with a category and no item heads the rows of the same category that follow, where they make its sum."""
    tops: list[bool | None] = [None] * len(lines)
    heads = [at for at, line in enumerate(lines) if not line.item.present]
    if len(heads) == len(lines):
        return [True] * len(lines)
    for at, line in enumerate(lines):
        if at not in heads:
            continue
        below = [
            n
            for n in range(at + 1, len(lines))
            if _plain(lines[n].category) == _plain(line.category) and n not in heads
        ]
        parts = [amounts[n] for n in below]
        tops[at] = True
        if below and None not in parts and sum(p for p in parts if p is not None) == amounts[at]:
            for n in below:
                tops[n] = False
    headed = {_plain(lines[at].category) for at in heads}
    return [True if top is None and _plain(lines[at].category) not in headed else top for at, top in enumerate(tops)]


def _amount(table: MoneyTable, entry: Entry, sums: tuple[str, ...]) -> Decimal | None:
    found = [table.money(entry, name, "金额") for name in sums if name in table.grid.fields]
    return next((one.value for one in found if isinstance(one, Cited)), None)


def _plain(field: Field[str]) -> str:
    return "".join(field.value.split()) if field.present else ""
