"""The rows of a programme that look at vouchers: a folder of invoices is no submission, and lacks no form.

>>> on = date(2026, 6, 30)
>>> {"V.04", "V.05", "V.07"} <= {entry.id for entry in voucher_pack("studio", on).rules}
True
>>> {"ZD-16.1a", "ZD-17.2d", "V.20"} <= {entry.id for entry in voucher_pack("station", on).rules}
True
>>> any(entry.id.startswith("QC-05") for entry in voucher_pack("studio", on).rules)
False
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any, get_args, get_type_hints

from checks.pack import Entry, Pack, load, programmes
from checks.rule import Rule, implemented
from extractor.records.invoice import Invoice
from extractor.records.payment_table import PaymentTable

VOUCHERS = (Invoice, PaymentTable)
UNCLEAR = "没有指明项目，支出科目和禁列内容没有核对"


def voucher_pack(programme: str, on: date) -> Pack:
    """The rows whose rules look at vouchers; no paper is demanded.

    "" gives those that every programme has with the same say and the same numbers in force on `on`.
    """
    names = (programme,) if programme else programmes()
    packs = [load(name) for name in names]
    rules = implemented()
    looking = [entry for entry in packs[0].rules if _of_vouchers(entry, rules)]
    told = [_told(pack, on) for pack in packs]
    rows = tuple(entry for entry in looking if all(one.get(entry.id) == told[0][entry.id] for one in told))
    edition = packs[0].edition if programme else "+".join(f"{one.programme}/{one.edition}" for one in packs)
    return replace(packs[0], edition=edition, rules=rows, requires=())


def _of_vouchers(entry: Entry, rules: Mapping[str, Rule]) -> bool:
    rule = rules.get(entry.id)
    return rule is not None and any(_holds_vouchers(need.record) for need in rule.needs)


@cache
def _holds_vouchers(wanted: type) -> bool:
    """Whether it is a voucher, or gathers some: `invoices: tuple[Invoice, ...]`."""
    if wanted in VOUCHERS:
        return True
    hints = get_type_hints(wanted).values() if is_dataclass(wanted) else ()
    return any(one in VOUCHERS for hint in hints for one in (hint, *get_args(hint)))


def _told(pack: Pack, on: date) -> dict[str, tuple[str, Any]]:
    """Who decides each row, and its policy numbers in force."""
    numbers = pack.at(on).numbers
    return {entry.id: (entry.who, dict(numbers.get(entry.id, {}))) for entry in pack.rules}
