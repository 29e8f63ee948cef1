"""Tax withheld from what persons are paid: evidence of it (V.17), and the formula for 劳务报酬 (P.02).

Up to 4,000 元 a payment, 800 元 are free; above, a fifth is. What is left bears a rate in steps (个人所得税预扣预缴
办法); the numbers are the pack's, dated there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from checks.expense_lines import of_invoice
from checks.invoice_claims import by_person
from checks.invoice_identity import paper_key
from checks.outcome import Outcome, not_applicable, passed, review
from checks.payees import payment_key, pays_for
from checks.vouchers import shown
from extractor.records.cited import Cited
from extractor.records.invoice import Invoice
from extractor.records.payment_table import Payment, PaymentTable

CENT = Decimal("0.01")
_TITLED = 2  # rows that a message names


@dataclass(frozen=True, slots=True)
class Formula:
    """`free` 元 of a payment up to `limit` bear no tax, of a larger one the share `share`; `steps` are (up to this
    sum, rate, quick deduction), the last without end (None)."""

    free: Decimal
    limit: Decimal
    share: Decimal
    steps: tuple[tuple[Decimal | None, Decimal, Decimal], ...]

    def tax(self, gross: Decimal) -> Decimal:
        """The tax on one payment, to the cent."""
        taxed = gross - self.free if gross <= self.limit else gross * (1 - self.share)
        if taxed <= 0:
            return Decimal("0.00")
        rate, quick = next((r, q) for end, r, q in self.steps if end is None or taxed <= end)
        return (taxed * rate - quick).quantize(CENT, ROUND_HALF_UP)


def formula_of(given: Mapping[str, Any]) -> Formula:
    """From the pack: free, limit, share, and steps of upto (null at the end), rate, quick.

    >>> steps = [{"upto": "20000", "rate": "0.2", "quick": "0"}, {"upto": None, "rate": "0.3", "quick": "2000"}]
    >>> one = formula_of({"free": "800", "limit": "4000", "share": "0.2", "steps": steps})
    >>> [str(one.tax(Decimal(gross))) for gross in (800, 2800, 4000, 4285, 30000)]
    ['0.00', '400.00', '640.00', '685.60', '5200.00']
    """
    steps = tuple(
        (None if one["upto"] is None else Decimal(one["upto"]), Decimal(one["rate"]), Decimal(one["quick"]))
        for one in given["steps"]
    )
    return Formula(Decimal(given["free"]), Decimal(given["limit"]), Decimal(given["share"]), steps)


def withheld(
    tables: Sequence[PaymentTable], invoices: Sequence[Invoice], tax_free: Decimal, programme: str
) -> Iterator[Outcome]:
    """V.17: each payment table and each invoice of a person says what tax was withheld."""
    paid = [table for table in tables if pays_for(table, "咨询", "劳务", "讲课", "评审")]
    for table in paid:
        yield _table(table, tax_free)
    own = [one for one in invoices if by_person(one) and _labour(one, programme)]
    for one in own:
        cited = [field for field in (one.seller.name, one.seller.tax_id, one.remark) if isinstance(field, Cited)]
        why = "个人所得税是否由支付方代扣，请附完税凭证"
        yield review(f"{shown(one)} 由个人代开", *cited, subject=f"invoice|{paper_key(one)}", why=why)
    if not paid and not own and invoices:
        cited = [field for one in invoices for field in (one.seller.name,) if isinstance(field, Cited)]
        yield not_applicable(f"{len(invoices)} 张票据不是付给个人的咨询费、劳务费", *cited[:6], subject="others")


def _labour(invoice: Invoice, programme: str) -> bool:
    lines = of_invoice(programme, invoice)
    return any({"咨询费", "劳务费"} & set(line.placement.categories) for line in lines)


def _table(table: PaymentTable, tax_free: Decimal) -> Outcome:
    subject = f"payment|{payment_key(table)}"
    lacking = [row for row in table.rows if not _withheld(row) and _taxable(row, tax_free)]
    if lacking:
        names = "、".join(row.name.value for row in lacking[:_TITLED] if row.name.present)
        more = " 等" if len(lacking) > _TITLED else ""
        said = f"发放表中 {len(lacking)} 人（{names}{more}）没有代扣个人所得税的记载"
        cited = [
            field for row in lacking for field in (row.name, row.gross, row.tax, row.net) if isinstance(field, Cited)
        ]
        return review(said, *cited, subject=subject, why="没有代扣个税的金额或凭证，请补充")
    shown_ = [row.tax for row in table.rows if isinstance(row.tax, Cited) and row.tax.value > 0]
    if not shown_:
        cited = [row.gross for row in table.rows if isinstance(row.gross, Cited)]
        if not cited:
            return review("发放表没有读到应发金额和个税", table.title, subject=subject, why="没有读到金额")
        return passed(f"发放表各笔都不超过 {tax_free} 元，不需代扣个税", *cited, subject=subject)
    return passed(f"发放表列有代扣个人所得税 {len(shown_)} 笔", *shown_, subject=subject)


def _withheld(row: Payment) -> bool:
    """Whether a sum is there; a nought says that nothing was."""
    return row.tax.present and row.tax.value > 0


def _taxable(row: Payment, tax_free: Decimal) -> bool:
    """Whether tax was due, as far as can be told; a sum that was not read may have borne it."""
    sums = [field.value for field in (row.gross, row.net) if field.present]
    return not sums or max(sums) > tax_free
