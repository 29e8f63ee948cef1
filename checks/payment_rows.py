"""The rows of 咨询费、劳务费发放表: what must be filled in, tax, unit prices, the same person twice (P.01–P.04)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from checks.outcome import Outcome, passed, review
from checks.payees import payment_key
from checks.persons import squeezed
from checks.withholding import Formula
from extractor.records.cited import Absent, Cited, Field
from extractor.records.payment_table import Payment, PaymentTable

_COLUMNS = {
    "name": "姓名", "id_number": "身份证号", "employer": "工作单位", "title": "职称", "standard": "标准",
    "days": "天数", "gross": "应发金额", "tax": "个税", "net": "实发金额", "bank_account": "银行账号",
}  # fmt: skip
_NAMED = 3  # people that a message names


def complete(table: PaymentTable) -> Outcome:
    """P.01: every column of the list is there and filled in, and everybody has signed or has an account."""
    subject = payment_key(table)
    if not table.rows:
        return review("发放表没有读到领款人", table.title, subject=subject, why="没有读到明细行")
    missing = [label for name, label in _COLUMNS.items() if all(_no_column(row, name) for row in table.rows)]
    blank, unread = (
        [f"{_who(row)}的{label}" for row in table.rows for name, label in _COLUMNS.items() if _lacks(row, name, why)]
        for why in ("blank", "unreadable")
    )
    unsigned = [row for row in table.rows if row.signed is False and not row.bank_account.present]
    if all(row.signed is None for row in table.rows):
        missing.append("签字")
    cited = [row.name for row in table.rows]
    doubts = [f"没有“{'、'.join(missing)}”栏"] if missing else []
    doubts += [f"{'、'.join(blank[:_NAMED])}{f' 等 {len(blank)} 处' if len(blank) > _NAMED else ''}没有填写"] * bool(
        blank
    )
    doubts += [f"{'、'.join(unread[:_NAMED])}等 {len(unread)} 处没有读出"] * bool(unread)
    doubts += [f"{_names(unsigned)}没有签字"] * bool(unsigned)
    said = f"发放表有 {len(table.rows)} 人"
    if doubts:
        return review(said, *cited, subject=subject, why="；".join(doubts))
    return passed(f"{said}，各栏都已填写", *cited, subject=subject)


def _no_column(row: Payment, name: str) -> bool:
    field = getattr(row, name)
    return isinstance(field, Absent) and field.reason == "not_found"


def _lacks(row: Payment, name: str, reason: str) -> bool:
    field = getattr(row, name)
    return isinstance(field, Absent) and field.reason == reason


def _who(row: Payment) -> str:
    return row.name.value if row.name.present else f"第 {row.key} 行"


def _names(rows: Sequence[Payment]) -> str:
    more = f"等 {len(rows)} 人" if len(rows) > _NAMED else ""
    return "、".join(_who(row) for row in rows[:_NAMED]) + more


def taxed(table: PaymentTable, formula: Formula, tolerance: Decimal) -> Iterator[Outcome]:
    """P.02: gross − tax = net, and the tax is what the formula gives; one review a row that does not fit."""
    key = payment_key(table)
    fine: list[Payment] = []
    for row in table.rows:
        doubt = _tax_doubt(row, formula, tolerance)
        if doubt:
            cited = [field for field in (row.name, row.gross, row.tax, row.net) if isinstance(field, Cited)]
            yield review(f"发放表中 {_who(row)}：{doubt}", *cited, subject=f"{key}|{row.key}", why=_WHY)
        else:
            fine.append(row)
    if fine:
        cited = [field for row in fine for field in (row.gross, row.tax, row.net) if isinstance(field, Cited)]
        said = f"发放表中 {len(fine)} 人的应发、个税、实发金额相符"
        yield passed(said, *cited, subject=f"{key}|others")


_WHY = "应发、个税、实发不符，可能是按月合并计税、约定税后金额或填写有误，由人核对"


def _tax_doubt(row: Payment, formula: Formula, tolerance: Decimal) -> str:
    gross, tax, net = row.gross, row.tax, row.net
    if not isinstance(gross, Cited):
        return "没有读到应发金额"
    due = formula.tax(gross.value)
    kept = tax.value if isinstance(tax, Cited) else Decimal(0) if due == 0 else None
    if kept is None and isinstance(net, Cited):
        kept = gross.value - net.value
    if kept is None:
        return f"应发 {gross.value} 元，按公式应扣个税 {due} 元，没有读到个税和实发金额"
    if isinstance(net, Cited) and abs(gross.value - kept - net.value) > tolerance:
        return f"应发 {gross.value} 减个税 {kept} 不等于实发 {net.value}"
    if abs(kept - due) > tolerance:
        return f"应发 {gross.value} 元，个税 {kept} 元，按公式应为 {due} 元"
    return _times(row, tolerance)


def _times(row: Payment, tolerance: Decimal) -> str:
    """Standard × days is the gross, or the net where the standard is one after tax."""
    if not (row.standard.present and row.days.present and row.gross.present):
        return ""
    product = row.standard.value * row.days.value
    paid = [field.value for field in (row.gross, row.net) if field.present]
    if any(abs(product - one) <= tolerance for one in paid):
        return ""
    return f"标准 {row.standard.value} × {row.days.value} = {product}，与应发 {row.gross.value} 和实发都不相等"


def within_standard(table: PaymentTable, standards: Sequence[Mapping[str, Any]] | None) -> Iterator[Outcome]:
    """P.03: a day's pay is at most the standard of the title. `standards`: titles, most (元), after_tax."""
    key = payment_key(table)
    prices: list[Field[Any]] = [
        field for row in table.rows for field in (row.standard, row.net) if isinstance(field, Cited)
    ]
    if not standards:
        why = "政策没有写明标准数额，参数没有设定，由人核对"
        yield review(f"发放表有 {len(table.rows)} 人的单价", *(prices or [table.title]), subject=key, why=why)
        return
    fine: list[Field[Decimal]] = []
    for row in table.rows:
        doubt, price = _price(row, standards)
        if doubt:
            cited = [field for field in (row.name, row.title, price) if isinstance(field, Cited)]
            said = f"发放表中 {_who(row)}：{doubt}"
            yield review(said, *cited, subject=f"{key}|{row.key}", why="单价是否合乎标准由人核对")
        else:
            fine.append(price)
    if fine:
        yield passed(f"发放表中 {len(fine)} 人的单价不超过标准", *fine, subject=f"{key}|others")


def _price(row: Payment, standards: Sequence[Mapping[str, Any]]) -> tuple[str, Field[Decimal]]:
    """What is doubtful about a row's price ("" where nothing is), and the price."""
    if not row.title.present:
        return "没有写明职称", row.standard
    title = row.title.value
    match = next((one for one in standards if any(word in title for word in one["titles"])), None)
    if match is None:
        return f"职称“{title}”没有对应的标准", row.standard
    paid: Field[Decimal] = row.net if match.get("after_tax") else row.gross
    price = row.standard
    if not price.present and isinstance(paid, Cited) and isinstance(row.days, Cited) and row.days.value > 0:
        days = row.days.value
        price = paid.map(lambda sum_: sum_ / days)
    if not isinstance(price, Cited):
        return "没有读到单价，也没有金额和天数可以推算", price
    most = Decimal(str(match["most"]))
    if price.value > most:
        return f"“{title}”的单价 {price.value:f} 元超过标准 {most} 元", price
    return "", price


def paid_twice(tables: Sequence[PaymentTable]) -> Iterator[Outcome]:
    """P.04: nobody stands twice in one table, or in two tables of one day or event."""
    seen: dict[tuple[str, str], list[Payment]] = defaultdict(list)
    for number, table in enumerate(tables):
        when = str(table.date.value) if table.date.present else table.activity.value if table.activity.present else ""
        for row in table.rows:
            if row.name.present:
                who = row.id_number.value if row.id_number.present else squeezed(row.name.value)
                seen[who, when or str(number)].append(row)
    twice = {key: rows for key, rows in seen.items() if len(rows) > 1}
    for (who, when), rows in twice.items():
        cited = [field for row in rows for field in (row.name, row.gross) if isinstance(field, Cited)]
        said = f"{_who(rows[0])}在同一次发放（{when}）中出现 {len(rows)} 次"
        yield review(said, *cited, subject=f"{who}|{when}", why="是否重复发放，或是同名的两人，由人核对")
    once = {key: rows[0] for key, rows in seen.items() if len(rows) == 1}
    yield from _perhaps_twice(once)
    people = [row.name for row in once.values()]
    if people:
        yield passed(f"发放表中 {len(people)} 人没有重复领取", *people, subject="others")


def _perhaps_twice(once: dict[tuple[str, str], Payment]) -> Iterator[Outcome]:
    """Rows of one name, some without a number; they are taken out of `once`."""
    for key, row in list(once.items()):
        same = [other for other in once if key in once and other[1] == key[1] and _may_be_one(once[other], row)]
        if len(same) > 1:
            names = [once.pop(other).name for other in same]
            said = f"{_who(row)}在同一次发放（{key[1]}）中出现 {len(same)} 次，其中有的没有身份证号"
            yield review(said, *names, subject="|".join(key), why="是否重复发放，或是同名的两人，由人核对")


def _may_be_one(one: Payment, other: Payment) -> bool:
    """Whether two rows of a name may be of one person: itself, or no two numbers tell them apart."""
    named = one.name.present and other.name.present and squeezed(one.name.value) == squeezed(other.name.value)
    return one is other or (named and not (one.id_number.present and other.id_number.present))
