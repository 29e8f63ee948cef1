"""What to type into the platform where an invoice is looked up (V.12), out of a voucher in its JSON form.

>>> from types import SimpleNamespace
>>> given = {"kind": "数电普票", "invoice_number": "25112000000000000001", "issue_date": "2025-06-12"}
>>> one = SimpleNamespace(kind="数电普票", text=lambda name: given.get(name, ""))
>>> print(looked_up(one).said)
发票号码 25112000000000000001，开票日期 20250612，价税合计 （未读到）
"""

from __future__ import annotations

from dataclasses import dataclass

from checks.ledger.vouchers import PAYMENTS, Voucher
from checks.lookup_fields import asked, typed_as

UNREAD = "（未读到）"


@dataclass(frozen=True, slots=True)
class LookedUp:
    """`platform` is "" where nothing is to be looked up; `entries` are names and what to type, "" where not read."""

    platform: str
    entries: tuple[tuple[str, str], ...]

    @property
    def said(self) -> str:
        return "，".join(f"{name} {text or UNREAD}" for name, text in self.entries)

    @property
    def copied(self) -> str:
        """All of it for the clipboard, one to a line."""
        return "\n".join(f"{name}\t{text}" for name, text in self.entries)


def looked_up(voucher: Voucher) -> LookedUp:
    if voucher.kind == PAYMENTS:
        return LookedUp("", ())
    platform, wanted = asked(voucher.kind, voucher.text("invoice_number"))
    if not platform:
        return LookedUp("", ())
    return LookedUp(platform, tuple((name, typed_as(name, voucher.text(field))) for name, field in wanted))
