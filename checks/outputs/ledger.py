"""台账: the ledger of vouchers that finance files.

Sheets: 台账 (a row an invoice), 明细 (a row a line), 问题, 重复, 分类合计 (against the budget), 未能读取. Numbers of
18 to 20 digits are text, money is numbers with two decimals, ID numbers are masked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from checks.brief import brief
from checks.drawing.unread import unread
from checks.drawing.wording import SEVERITIES, VERDICTS, place_words, ranked
from checks.expense_suggestions import suggest
from checks.folder import without_folder
from checks.ledger import duplicates
from checks.ledger.lookup import looked_up
from checks.ledger.totals import Total, totals_of
from checks.ledger.vouchers import Line, Voucher, others_of, vouchers_of
from checks.masking import masked
from checks.papers import NAMES
from checks.shown import Shown
from checks.voucher_terms import KIND as GIVEN

if TYPE_CHECKING:
    from checks.drawing.workbook import Row, Sheet, Value

FORMAT = "ledger"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIX = ".xlsx"
TITLE = "票据台账 XLSX"
FILE = "台账.xlsx"

CENT = Decimal("0.01")
_ASKING = ("fail", "review")
_LEDGER = (
    ("序号", 6), ("结论", 12), ("票种", 16), ("发票代码", 15), ("发票号码", 24), ("开票日期", 12), ("购买方", 30),
    ("购买方税号", 22), ("销售方", 30), ("销售方税号", 22), ("内容", 34), ("金额", 13), ("税额", 12),
    ("价税合计", 13), ("校验码", 24), ("科目", 22), ("不符合", 8), ("需人工判断", 11),
    ("问题", 44), ("查验", 52), ("备注", 30), ("识读可信度", 11), ("文件", 34), ("页", 6),
)  # fmt: skip
_LINES = (
    ("序号", 6), ("发票号码", 24), ("行", 5), ("项目名称", 38), ("税收分类编码", 23), ("规格型号", 16), ("单位", 7),
    ("数量", 10), ("单价", 14), ("金额", 13), ("税率", 8), ("税额", 12), ("归类", 14), ("科目或条款", 30),
    ("归类依据", 44), ("文件", 34),
)  # fmt: skip
_PROBLEMS = (
    ("序号", 6), ("结论", 12), ("严重程度", 9), ("规则编号", 12), ("条款", 18), ("票据", 26), ("问题说明", 56),
    ("需人工判断的原因", 44), ("原文", 36), ("文件", 34), ("页码/位置", 18),
)  # fmt: skip
_DUPLICATES = (("序号", 6), ("发票号码", 26), ("情况", 40), ("文件", 50), ("价税合计", 13))
_TOTALS = (
    ("序号", 6), ("科目或条款", 40), ("依据", 18), ("行数", 7), ("已归入", 14), ("待人工判断", 14), ("预算", 14),
    ("预算结余", 14), ("说明", 44),
)  # fmt: skip
_UNREAD = (("序号", 6), ("文件", 44), ("页码/位置", 20), ("错误代码", 18), ("原因", 70))
_PLACED = {
    "placed": "已归入", "likely": "可能", "ask": "由人选择", "prohibited": "不得列支",
    "likely_prohibited": "可能不得列支", "unplaced": "未能归类",
}  # fmt: skip
_USED = ("Budget", "Settlement", "VoucherList")
"""What vouchers are held against."""
_MOST = 12  # problems or places in one cell


def concerns(result: Mapping[str, Any]) -> bool:
    """Whether there are vouchers in it."""
    return bool(vouchers_of(result))


def of_all(shown: Shown) -> bytes:
    """The workbook. Same result and date, same bytes."""
    from checks.drawing.workbook import workbook

    shown = replace(shown, result=without_folder(shown.result))
    vouchers = vouchers_of(shown.result)
    asking = [one for one in sorted(shown.result["findings"], key=ranked) if one["verdict"] in _ASKING]
    of = _by_voucher(vouchers, asking)
    numbers = {document: voucher.number for voucher in vouchers for document in voucher.documents}
    verdicts = [_verdict(of[voucher.key]) for voucher in vouchers]
    names = {document["id"]: document["name"] for document in shown.result["documents"]}
    sheets = [
        _sheet("台账", _LEDGER, (_voucher(one, of[one.key]) for one in vouchers), verdicts),
        _sheet("明细", _LINES, (row for one in vouchers for row in _lines(one))),
        _sheet("问题", _PROBLEMS, (_problem(one, numbers, names) for one in asking), [f["verdict"] for f in asking]),
        _sheet("重复", _DUPLICATES, (_duplicate(one) for one in duplicates.of_result(shown.result, vouchers))),
        _sheet("分类合计", _TOTALS, _totals(shown.result, vouchers)),
        _sheet("未能读取", _UNREAD, unread_rows(shown.result, names)),
    ]
    return workbook(sheets, "材审票据台账", shown.on)


def _sheet(
    title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]], tints: Sequence[str] = ()
) -> Sheet:
    from checks.drawing.workbook import Column, Row, Sheet

    numbered: list[Row] = []
    for number, values in enumerate(rows, start=1):
        shown = tuple(masked(value) if isinstance(value, str) else value for value in values)
        numbered.append(Row((number, *shown), tints[number - 1] if tints else ""))
    return Sheet(title, tuple(Column(*column) for column in columns), numbered)


def _by_voucher(
    vouchers: Sequence[Voucher], findings: Sequence[Mapping[str, Any]]
) -> dict[str, list[Mapping[str, Any]]]:
    """The findings that cite each voucher, by its key, in their order."""
    keys = {document: voucher.key for voucher in vouchers for document in voucher.documents}
    found: dict[str, list[Mapping[str, Any]]] = {voucher.key: [] for voucher in vouchers}
    for finding in findings:
        for key in dict.fromkeys(keys.get(item["document"], "") for item in finding["evidence"]):
            if key:
                found[key].append(finding)
    return found


def _verdict(findings: Sequence[Mapping[str, Any]]) -> str:
    return str(findings[0]["verdict"]) if findings else "pass"


def _voucher(voucher: Voucher, findings: Sequence[Mapping[str, Any]]) -> tuple[Value, ...]:
    failed = [one for one in findings if one["verdict"] == "fail"]
    sure = voucher.confidence
    return (
        VERDICTS[_verdict(findings)],
        "发放表" if voucher.text("kind") == "" and not voucher.number else voucher.kind,
        voucher.text("invoice_code"),
        voucher.number,
        voucher.text("issue_date") or voucher.text("date"),
        voucher.text("buyer", "name") or voucher.text("organisation"),
        voucher.text("buyer", "tax_id"),
        voucher.text("seller", "name"),
        voucher.text("seller", "tax_id"),
        _joined((line.said for line in voucher.lines), 4) or voucher.text("title"),
        yuan(voucher.money("total_amount")),
        yuan(voucher.money("total_tax")),
        yuan(voucher.total),
        voucher.text("check_code"),
        _joined(_target(line) for line in voucher.lines),
        len(failed),
        len(findings) - len(failed),
        _joined(brief(one) for one in [*failed, *(one for one in findings if one not in failed)]),
        looked_up(voucher).said,
        voucher.text("remark"),
        "" if sure is None else f"{sure:.2f}",
        _joined(voucher.files),
        "、".join(map(str, voucher.pages)),
    )


def _lines(voucher: Voucher) -> Iterator[tuple[Value, ...]]:
    for line in voucher.lines:
        placement = line.placement
        steps = placement.steps if placement else ()
        yield (
            voucher.number,
            line.number,
            line.said,
            line.code,
            line.spec,
            line.unit,
            line.quantity,
            line.unit_price,
            yuan(line.amount),
            line.rate,
            yuan(line.tax),
            _PLACED.get(placement.verdict, "") if placement else "",
            _target(line),
            _joined([*(f"{one.looked_at}：{one.found} → {one.says}" for one in steps), *_reason(line)]),
            _joined(voucher.files),
        )


def _reason(line: Line) -> list[str]:
    """Why a person decides, and where the map is silent what the model proposes."""
    placement = line.placement
    if placement is None:
        return []
    proposed = suggest(line.item or line.said, placement.programme) if placement.verdict == "unplaced" else None
    return [placement.reason, proposed.words if proposed else ""]


def _target(line: Line) -> str:
    return line.placement.candidates.replace("“", "").replace("”", "") if line.placement else ""


def _problem(finding: Mapping[str, Any], numbers: Mapping[str, str], names: Mapping[str, str]) -> tuple[Value, ...]:
    """`numbers` and `names` are those of the vouchers and of the files, by document."""
    evidence = finding["evidence"]
    why = finding.get("why") or ""
    return (
        VERDICTS[finding["verdict"]],
        SEVERITIES.get(finding["severity"], finding["severity"]),
        finding["rule"],
        finding["clause"],
        _joined(numbers.get(item["document"], "") for item in evidence),
        brief(finding),
        why if why != finding["message"] else "",
        _joined(" ".join(item["text"].split()) for item in evidence),
        _joined(names.get(item["document"], "") for item in evidence),
        _joined(place_words(item["place"]) for item in evidence),
    )


def _duplicate(one: duplicates.Duplicate) -> tuple[Value, ...]:
    return one.number, one.said, _joined(one.files), yuan(one.total)


def _totals(result: Mapping[str, Any], vouchers: Sequence[Voucher]) -> Iterator[tuple[Value, ...]]:
    if not result["programme"]:
        whole = sum((one.total or Decimal(0) for one in vouchers), Decimal(0))
        yield "全部票据", "", len(vouchers), None, yuan(whole), None, None, "没有指明项目，支出没有归类"
        return
    for one in totals_of(result, vouchers):
        sums = (yuan(one.placed), yuan(one.open), yuan(one.budget), yuan(one.left))
        yield one.name, one.article, one.count, *sums, _said(one)


def _said(total: Total) -> str:
    if total.left is not None:
        return "超出预算，请核对" if total.left < 0 else ""
    return "没有预算，或预算中没有读到这一科目" if total.article else ""


def unread_rows(result: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """File, place, code and reason of what was not read, and of what is no voucher and was not checked against."""
    yield from unread(result["coverage"], names)
    for document in others_of(result):
        if document["kind"] != GIVEN and document["record"]["type"] not in _USED:
            said = NAMES.get(document["kind"], document["kind"])
            yield document["name"], "", "not_a_voucher", f"这不是票据（读作“{said}”），没有列入台账。"


def yuan(amount: Decimal | None) -> Decimal | None:
    """To the cent."""
    return None if amount is None else amount.quantize(CENT)


def _joined(parts: Iterable[str], most: int = _MOST) -> str:
    """Each part once, one a line."""
    lines = list(dict.fromkeys(part for part in parts if part))
    return "\n".join([*lines[:most], *([f"……另有 {len(lines) - most} 处"] if len(lines) > most else [])])
