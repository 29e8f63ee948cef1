"""What a folder of vouchers came to, as a short table: the sums, the vouchers that fail, and what was not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from checks.brief import brief
from checks.ledger import duplicates
from checks.ledger.vouchers import Voucher, vouchers_of
from checks.masking import masked
from checks.outputs import ledger

MOST_ROWS = 20
MOST_UNREAD = 30


def render(result: Mapping[str, Any], unchecked: Sequence[str]) -> RenderableType:
    """`unchecked` is what nothing was checked against."""
    vouchers = vouchers_of(result)
    parts: list[RenderableType] = [_head(result, vouchers)]
    if unchecked:
        parts.append(Text(f"没有给出、因此没有核对：{'、'.join(unchecked)}", style="yellow"))
    failed = _failed(result)
    told = [(one, [said for document in one.documents for said in failed.get(document, ())]) for one in vouchers]
    failing = [(one, said) for one, said in told if said]
    if failing:
        parts.append(_table(failing[:MOST_ROWS]))
        if len(failing) > MOST_ROWS:
            parts.append(Text(f"……另有 {len(failing) - MOST_ROWS} 张有不符合，见台账"))
    unread = list(_unread(result))
    if unread:
        parts.append(Text(f"没有读到的内容 {len(unread)} 处：", style="bold"))
        parts += [Text(f"  {line}") for line in unread[:MOST_UNREAD]]
        if len(unread) > MOST_UNREAD:
            parts.append(Text(f"  ……另有 {len(unread) - MOST_UNREAD} 处，见台账“未能读取”"))
    return Group(*parts)


def _head(result: Mapping[str, Any], vouchers: Sequence[Voucher]) -> Text:
    whole = sum((one.total or Decimal(0) for one in vouchers), Decimal(0))
    kinds = Counter(one.kind or "种类未明" for one in vouchers)
    said = "、".join(f"{kind} {count}" for kind, count in kinds.most_common()).replace("PaymentTable", "发放表")
    verdicts = Counter(finding["verdict"] for finding in result["findings"])
    twice = len(duplicates.of_result(result, vouchers))
    return Text(
        f"票据 {len(vouchers)} 张，价税合计 {whole:,.2f} 元（{said or '没有认出票据'}）\n"
        f"不符合 {verdicts['fail']} 条，需人工判断 {verdicts['review']} 条，重复 {twice} 处"
    )


def _failed(result: Mapping[str, Any]) -> dict[str, list[str]]:
    """What fails of each document."""
    found: dict[str, list[str]] = {}
    for one in result["findings"]:
        if one["verdict"] == "fail":
            for document in dict.fromkeys(item["document"] for item in one["evidence"]):
                found.setdefault(document, []).append(brief(one))
    return found


def _table(rows: Sequence[tuple[Voucher, list[str]]]) -> Text:
    """Two lines and more for each: which voucher, and what fails."""
    shown = Text()
    for voucher, failed in rows:
        total = "" if voucher.total is None else f"{voucher.total:,.2f} 元"
        said = "  ".join(filter(None, (voucher.number or voucher.kind, voucher.text("issue_date"), total)))
        shown.append(masked(f"{said}  {'、'.join(voucher.files)}\n"), style="bold")
        for one in failed:
            shown.append(masked(f"  不符合：{one}\n"))
    return shown


def _unread(result: Mapping[str, Any]) -> Iterator[str]:
    names = {document["id"]: document["name"] for document in result["documents"]}
    for name, place, _, reason in ledger.unread_rows(result, names):
        yield masked(f"{name}{f' {place}' if place and place != '整个文件' else ''}：{reason}")
