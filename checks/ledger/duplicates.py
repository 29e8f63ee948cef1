"""Invoices that came more than once: the same bytes, the same number in several files, or in another submission.

The same invoice as PDF, OFD and XML is one invoice; that it came so is said, since only one of them is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from checks.brief import brief
from checks.ledger.vouchers import Voucher

COPY = "duplicate"
REGISTER = "R."
SAME_BYTES = "内容完全相同的文件，只计一次"
SAME_FORM = "同一号码的票据出现多次，只计一次，请核对是否重复报销"
OTHER_FORM = "同一张票据的不同文件格式，只计一次"


@dataclass(frozen=True, slots=True)
class Duplicate:
    number: str
    said: str
    files: tuple[str, ...]
    total: Decimal | None = None


def of_result(result: Mapping[str, Any], vouchers: Sequence[Voucher]) -> list[Duplicate]:
    return [*_within(vouchers), *_copies(result), *_elsewhere(result, vouchers)]


def _within(vouchers: Sequence[Voucher]) -> Iterator[Duplicate]:
    for voucher in vouchers:
        if len(voucher.documents) > 1 and voucher.number:
            forms = {PurePosixPath(name).suffix.lower() for name in voucher.files}
            said = OTHER_FORM if len(forms) == len(voucher.documents) else SAME_FORM
            yield Duplicate(voucher.number, said, voucher.files, voucher.total)


def _copies(result: Mapping[str, Any]) -> Iterator[Duplicate]:
    for document in result["documents"]:
        if document["kind"] == COPY:
            yield Duplicate("", SAME_BYTES, (document["name"],))


def _elsewhere(result: Mapping[str, Any], vouchers: Sequence[Voucher]) -> Iterator[Duplicate]:
    """What the register of all submissions knows of them."""
    for finding in result["findings"]:
        if finding["rule"].startswith(REGISTER) and finding["verdict"] in ("fail", "review"):
            cited = {item["document"] for item in finding["evidence"]}
            touched = [one for one in vouchers if cited & set(one.documents)]
            files = tuple(dict.fromkeys(name for one in touched for name in one.files))
            yield Duplicate("、".join(one.number for one in touched), brief(finding), files)
