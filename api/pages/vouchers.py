"""What the page of a folder of vouchers shows: a line for each, and of the chosen one its fields and places."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checks.ledger import fields as values
from checks.ledger.vouchers import PAYMENTS, Voucher
from worker.store import CorrectionView, FindingView

FACE = (
    (("kind",), "票种"), (("invoice_code",), "发票代码"), (("invoice_number",), "发票号码"),
    (("issue_date",), "开票日期"), (("check_code",), "校验码"), (("buyer", "name"), "购买方"),
    (("buyer", "tax_id"), "购买方税号"), (("seller", "name"), "销售方"), (("seller", "tax_id"), "销售方税号"),
    (("total_amount",), "金额"), (("total_tax",), "税额"), (("total_with_tax",), "价税合计"),
    (("total_in_words",), "大写"), (("remark",), "备注"),
)  # fmt: skip
PAYMENT_FACE = (
    (("title",), "表名"), (("category",), "科目"), (("organisation",), "单位"), (("activity",), "活动"),
    (("date",), "日期"), (("total",), "合计"),
)  # fmt: skip
ROW = (("item_text", "项目"), ("amount", "金额"), ("tax_rate", "税率"), ("tax", "税额"))
PAYMENT_ROW = (("name", "姓名"), ("gross", "应发"), ("tax", "个税"), ("net", "实发"))
SURE = 0.9
WORST = ("fail", "review", "pass", "not_applicable")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a voucher. `path` is the JSON of its path (checks.corrected); `box` in points, page `page`.

    `read` is what stood there before a person corrected it.
    """

    name: str
    path: str
    value: str
    page: int
    box: tuple[float, float, float, float] | None
    confidence: float | None
    corrected: bool
    read: str

    @property
    def doubtful(self) -> bool:
        return self.confidence is not None and self.confidence < SURE


@dataclass(frozen=True, slots=True)
class Row:
    """One line of goods with where it goes; `title` names it."""

    title: str
    fields: tuple[Field, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A voucher in the list. `verdict` is the worst of its findings, `asking` how many of that are undecided."""

    voucher: Voucher
    verdict: str
    asking: int

    @property
    def title(self) -> str:
        return self.voucher.number or self.voucher.files[0].rpartition("/")[2]


def listed(vouchers: Sequence[Voucher], views: Sequence[FindingView]) -> tuple[Listed, ...]:
    """In the order of the result."""
    cited: dict[str, list[FindingView]] = {}
    for view in views:
        for document in {item["document"] for item in view.finding["evidence"]}:
            cited.setdefault(document, []).append(view)
    of = {one.key: [view for document in one.documents for view in cited.get(document, ())] for one in vouchers}
    return tuple(_listed(one, of[one.key]) for one in vouchers)


def _listed(voucher: Voucher, views: Sequence[FindingView]) -> Listed:
    asking = {view.id: view for view in views if view.finding["verdict"] in WORST[:2]}
    verdicts = {view.finding["verdict"] for view in asking.values()} or {"pass"}
    worst = min(verdicts, key=WORST.index)
    waiting = sum(view.decision is None and view.finding["verdict"] == worst for view in asking.values())
    return Listed(voucher, worst, waiting)


def face_of(voucher: Voucher, corrections: Sequence[CorrectionView]) -> tuple[Field, ...]:
    """The fields of the face, also those that were not found: a person may give them."""
    told = _standing(corrections)
    names = PAYMENT_FACE if voucher.kind == PAYMENTS else FACE
    return tuple(_field(name, path, values.at(voucher.fields, *path), told) for path, name in names)


def rows_of(voucher: Voucher, corrections: Sequence[CorrectionView]) -> tuple[Row, ...]:
    """The lines of goods, or of a payment table those who were paid."""
    told = _standing(corrections)
    if voucher.kind == PAYMENTS:
        return tuple(_paid(told, at, row) for at, row in enumerate(values.at(voucher.fields, "rows") or ()))
    return tuple(_goods(voucher, told))


def _paid(told: Mapping[tuple[str, ...], CorrectionView], at: int, row: Mapping[str, Any]) -> Row:
    step = ("rows", str(row.get("key") or f"#{at}"))
    return Row(
        f"第 {at + 1} 行", tuple(_field(label, (*step, name), row.get(name), told) for name, label in PAYMENT_ROW)
    )


def _goods(voucher: Voucher, told: Mapping[tuple[str, ...], CorrectionView]) -> Iterator[Row]:
    name = "listed" if values.at(voucher.fields, "listed") else "lines"
    for line, row in zip(voucher.lines, values.at(voucher.fields, name) or (), strict=True):
        step = (name, line.key)
        found = tuple(_field(label, (*step, field), row.get(field), told) for field, label in ROW)
        placement = line.placement
        place = "" if placement is None else placement.candidates or "没有归入任何科目"
        title = f"第 {line.number} 行" + (f" *{line.short_name}*" if line.short_name else "")
        yield Row(title, found, place)


def _standing(corrections: Sequence[CorrectionView]) -> dict[tuple[str, ...], CorrectionView]:
    found: dict[tuple[str, ...], CorrectionView] = {}
    for one in corrections:
        if one.undone:
            found.pop(one.path, None)
        else:
            found[one.path] = one
    return found


def _field(name: str, path: tuple[str, ...], field: Any, told: Mapping[tuple[str, ...], CorrectionView]) -> Field:
    held: Mapping[str, Any] = field if isinstance(field, Mapping) else {}
    placed = next((one for one in held.get("evidence", ()) if one.get("bbox")), None)
    value = held.get("value")
    said = told.get(path)
    return Field(
        name=name,
        path=json.dumps(path, ensure_ascii=False),
        value="" if value is None else str(value),
        page=int(placed["page"] or 0) if placed else 0,
        box=_box(placed["bbox"]) if placed else None,
        confidence=held.get("confidence"),
        corrected=said is not None,
        read=said.read if said else "",
    )


def _box(bbox: Sequence[float]) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = bbox
    return x0, top, max(0.0, x1 - x0), max(0.0, bottom - top)
