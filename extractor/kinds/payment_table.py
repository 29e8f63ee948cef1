"""专家咨询费 / 劳务费发放表 (field_schemas §8): one row for each person who is paid."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.citing import box_of
from extractor.columns import Entry
from extractor.document import Part
from extractor.fields import understood
from extractor.flow import Flow, flow
from extractor.geometry import overlap
from extractor.money_heading import date, organisation, title, title_like
from extractor.money_tables import (
    MoneyTable,
    entry_text,
    full_width,
    is_signing,
    is_subtotal,
    is_total,
    money_tables,
    stated_total,
)
from extractor.people import clean_name
from extractor.records.cited import Absent, Cited, Field, cite
from extractor.records.payment_table import Payment, PaymentTable
from extractor.text.dates import parse_date

NAME = "payment_table"
OWN_SHEET = True  # a workbook holds one on each of its sheets: extractor.split

_FEES = "咨询费|劳务费|讲课费|讲座费|授课费|培训费|评审费|专家费|劳务报酬|课酬|评审劳务费|补助|补贴|酬金|报酬"
_FEE = rf"(?:专家)?(?:{_FEES})"
_TITLE = re.compile(
    rf"{_FEE}.{{0,8}}(?:发放|签领|领取|支付|签收|签字|申领|支出|报销|明细|结算)?.{{0,4}}(?:表|单|册|明细|清单)|(?:发放|签领|领取)(?:明细)?(?:表|单|册|清单)"
)
_NOT = re.compile(r"预算|决算|标准|办法|合同|协议|签到")
_CATEGORY = re.compile(_FEE)
_EVENT = re.compile(
    r"(?:活动名称|会议名称|培训名称|活动主题|会议主题|培训主题|(?:发放|支付|付款)?(?:事由|用途|原因)|活动内容|会议内容|项目名称|活动|会议)[：:]"
    r"(?P<value>[^；;，。\n]{2,60}?)(?=[\u3400-\u9fff]{2,6}[：:]|[；;，。\n]|$)"
)
_TITLED_EVENT = re.compile(rf"^(?P<value>.{{4,40}}?(?:会|活动|培训|讲座|论坛|沙龙|评审))(?:的)?{_FEE}")
_COLUMNS = (
    "seq", "name", "id_number", "employer", "title", "post", "role", "standard", "days", "tax", "net", "gross",
    "bank_account", "bank", "phone", "signature", "paid", "date", "note",
)  # fmt: skip
_PROOFS = {"id_number", "tax", "net", "standard", "bank_account", "signature", "days"}


def score(part: Part) -> float:
    """A list of people with what each is paid, under a title that says so or with several columns of payment."""
    titled = title_like(part, _TITLE)
    if titled is not None and _NOT.search(titled.text):
        titled = None
    tables = [table for table in _tables(flow(part)) if any(_is_payee(table, entry) for entry in table.grid.entries)]
    if not tables:
        return 0.0
    proofs = max(len(_PROOFS & table.grid.fields.keys()) for table in tables)
    if titled is not None and titled.rank < 6:
        return 0.93 if proofs else 0.75
    return 0.7 if proofs >= 3 else 0.0


def parse(part: Part) -> tuple[PaymentTable, ...]:
    rows = flow(part)
    tables = _tables(rows)
    said = title(part, _TITLE)
    payments: list[Payment] = []
    total: Field[Decimal] = Absent("合计", "not_found")
    for table in tables:
        for entry in table.grid.entries:
            if any(is_total(text) for text in _labels(entry)):
                total = _paid(table, entry, "合计")
            elif _is_payee(table, entry):
                payments.append(_payment(part, table, entry, len(payments) + 1))
    if not total.present:
        stated = stated_total(rows)
        total = stated if stated.present else total
    return (
        PaymentTable(
            said, _category(said, tables), organisation(rows), _event(rows, said), date(part), tuple(payments), total
        ),
    )


def _tables(rows: Flow) -> list[MoneyTable]:
    found = money_tables(rows, "payment_columns", _COLUMNS, frozenset({"name"}), 2)
    # Tax and half-day standards are small sums by nature: what a person is paid tells the unit of its table.
    return [table.in_yuan("gross", "net") for table in found if {"gross", "net"} & table.grid.fields.keys()]


def _labels(entry: Entry) -> list[str]:
    seen = {id(box): box.text for held in entry.boxes.values() for box in held if not box.blank}
    return list(seen.values())[:3]


def _is_payee(table: MoneyTable, entry: Entry) -> bool:
    if full_width(entry) is not None or is_signing(entry_text(entry)):
        return False
    if any(is_total(text) or is_subtotal(text) for text in _labels(entry)):
        return False
    named = entry.text("name")
    return bool(named) and named != "".join(table.grid.fields["name"].text.split())


def _paid(table: MoneyTable, entry: Entry, label: str) -> Field[Decimal]:
    gross = table.money(entry, "gross", label)
    return gross if gross.present or "net" not in table.grid.fields else table.money(entry, "net", label)


def _payment(part: Part, table: MoneyTable, entry: Entry, number: int) -> Payment:
    name = table.text(entry, "name", "姓名")
    clean = clean_name(name.value) if isinstance(name, Cited) else None
    if isinstance(name, Cited):
        name = name.map(lambda _: clean) if clean else Absent(name.value[:40], "unreadable", (), name.spans)
    identity = table.text(entry, "id_number", "身份证号")
    if isinstance(identity, Cited):
        identity = identity.map(lambda text: "".join(text.split()).upper())
    whole = identity.value if isinstance(identity, Cited) and "*" not in identity.value else ""
    title_ = table.text(entry, "title", "职称")
    return Payment(
        key=whole or f"{clean or entry.text('name')}#{number}",
        name=name,
        id_number=identity,
        employer=table.text(entry, "employer", "工作单位"),
        title=title_ if title_.present or "post" not in table.grid.fields else table.text(entry, "post", "职务"),
        role=table.text(entry, "role", "人员类别"),
        standard=table.money(entry, "standard", "标准"),
        days=table.number(entry, "days", "天数"),
        gross=table.money(entry, "gross", "应发金额"),
        tax=table.money(entry, "tax", "个人所得税"),
        net=table.money(entry, "net", "实发金额"),
        bank_account=table.text(entry, "bank_account", "银行账号"),
        signed=_signed(part, table, entry),
        paid_on=understood(table.text(entry, "paid", "付款日期"), parse_date, "付款日期"),
    )


def _signed(part: Part, table: MoneyTable, entry: Entry) -> bool | None:
    """Whether something stands in the signature cell; None without such a column, or where a scan shows no text."""
    if "signature" not in table.grid.fields:
        return None
    if entry.text("signature"):
        return True
    page = next((page for page in part.pages if page.number == entry.page), None)
    boxes = [box.bbox for box in entry.boxes.get("signature", []) if box.bbox is not None]
    marks = [box_of(mark.place) for mark in page.marks if mark.kind == "signature"] if page else []
    if any(mark is not None and overlap(mark, box) > 0.3 for mark in marks for box in boxes):
        return True
    return None if page is None or page.scanned or page.media else False


def _category(said: Field[str], tables: list[MoneyTable]) -> Field[str]:
    """What the table calls the money: in its title, else in its column."""
    heads = [table.grid.fields[name] for table in tables for name in ("gross", "net") if name in table.grid.fields]
    texts = [*([said] if isinstance(said, Cited) else []), *(cite(box.text, box.span) for box in heads)]
    for field in texts:
        match = _CATEGORY.search("".join(field.value.split()))
        if match:
            return field.map(lambda _, found=match[0]: found)  # type: ignore[misc]
    return Absent("费用类别", "not_found")


def _event(rows: Flow, said: Field[str]) -> Field[str]:
    """What it was paid for: a labelled event, else the event that the title names."""
    for row in rows.rows:
        for box in row.boxes:
            match = _EVENT.search("".join(box.text.split()))
            if match:
                return Cited(match["value"], (box.span,), box.span.confidence)
    match = _TITLED_EVENT.match(said.value) if isinstance(said, Cited) else None
    return Absent("活动名称", "not_found") if match is None else said.map(lambda _: match["value"])  # type: ignore[union-attr]
