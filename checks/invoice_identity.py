"""What tells one invoice from another, and whether it cancels one."""

from __future__ import annotations

from typing import Any

from extractor.records.cited import Cited, Field
from extractor.records.invoice import Invoice


def paper_key(invoice: Invoice) -> str:
    """What tells an invoice apart: its code and number, else the paper that it was read from."""
    number = invoice.invoice_number
    if number.present and number.value:
        code = invoice.invoice_code.value if invoice.invoice_code.present else ""
        return f"{code}{number.value}"
    spans = [span for field in heading_fields(invoice) for span in field.spans]
    return spans[0].document + repr(spans[0].place) if spans else "?"


def heading_fields(invoice: Invoice) -> list[Cited[Any]]:
    """The fields that name the paper, as far as they were read."""
    given: list[Field[Any]] = [invoice.kind, invoice.title, invoice.issue_date, invoice.total_with_tax]
    return [field for field in given if isinstance(field, Cited)]


def is_red(invoice: Invoice) -> bool:
    """Whether the invoice cancels another: said so, or its total is negative."""
    total = invoice.total_with_tax
    return bool((invoice.is_red.present and invoice.is_red.value) or (total.present and total.value < 0))
