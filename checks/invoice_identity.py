"""What tells one invoice from another, and whether it cancels one.

A 20-digit number is unique in the whole country; a shorter one only together with its code (facts.md §4.2).
"""

from __future__ import annotations

from typing import Any

from extractor.records.cited import Cited, Field
from extractor.records.invoice import Invoice

UNIQUE = 20  # digits of a number that needs no code beside it


def identity(invoice: Invoice) -> str:
    """The number, with its code where it needs one; "" where what was read does not make the invoice unique."""
    number = invoice.invoice_number
    if not number.present or not number.value:
        return ""
    if len(number.value) >= UNIQUE:
        return number.value
    return f"{invoice.invoice_code.value}{number.value}" if invoice.invoice_code.present else ""


def paper_key(invoice: Invoice) -> str:
    """What tells an invoice apart in one submission: its identity or bare number, else the paper it was read from."""
    number = invoice.invoice_number
    if number.present and number.value:
        return identity(invoice) or number.value
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
