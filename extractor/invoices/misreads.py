"""Values that OCR is known to misread, put right where the rest of the invoice says what stood there.

Only known confusions, only where nothing else fits, and never sure: a person sees the value together with what it
was concluded from. What stands plainly on the paper is never changed, however wrong it is: that is the rules' affair.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.invoices.cells import money
from extractor.invoices.pieces import narrow
from extractor.invoices.settling import ALONE, CONFIRMED, CONTRADICTED, FROM_LINES, PROSE_FLOOR, read_by_ocr
from extractor.records.cited import Cited, Field
from extractor.records.invoice import Invoice, InvoiceLine
from extractor.text.uppercase_amounts import parse_uppercase

_SIGN = "1Y7V4"  # what ¥ is read as
_ONE_STAR = re.compile(r"[^*\s]{2,20}\*[^*]+")


def mended(made: Invoice, coded: Decimal | None) -> Invoice:
    """The same invoice, with what its own sums, words and code (`coded`: the total it gives) say in place of a known
    misreading."""
    return _without_signs(_as_in_words(_with_stars(made), coded))


def capped(made: Invoice) -> Invoice:
    """A sum that is not what its own place says was concluded, and is never sure, whatever agrees with it."""
    return replace(
        made,
        total_amount=_capped(made.total_amount),
        total_tax=_capped(made.total_tax),
        total_with_tax=_capped(made.total_with_tax),
    )


def _capped(field: Field[Decimal]) -> Field[Decimal]:
    if not isinstance(field, Cited) or not read_by_ocr(field) or not field.spans:
        return field
    own = money(narrow(field.spans[0].text))
    return (
        field if own is None or own == field.value else replace(field, confidence=min(field.confidence, FROM_LINES))
    )


def _as_in_words(made: Invoice, coded: Decimal | None) -> Invoice:
    """A total with one doubtful digit that differs from the words, where the code or the sums say as the words do."""
    total, words = made.total_with_tax, made.total_in_words
    if not isinstance(total, Cited) or not isinstance(words, Cited) or not read_by_ocr(total):
        return made
    said = parse_uppercase(words.value)
    others = [coded, _added(made)]
    if said is None or said not in others or total.value in others or not _one_digit_off(total.value, said):
        return made
    if min((span.confidence for span in total.spans), default=1.0) >= PROSE_FLOOR:
        return made
    value = Cited(said, (*total.spans, *words.spans), min(total.confidence, CONTRADICTED))
    return replace(made, total_with_tax=value)


def _added(made: Invoice) -> Decimal | None:
    net, tax = made.total_amount, made.total_tax
    return net.value + tax.value if isinstance(net, Cited) and isinstance(tax, Cited) else None


def _one_digit_off(a: Decimal, b: Decimal) -> bool:
    """
    >>> _one_digit_off(Decimal("163.09"), Decimal("163")), _one_digit_off(Decimal("263.09"), Decimal("163"))
    (True, False)
    """
    first, second = (f"{value:.2f}" for value in (a, b))
    return len(first) == len(second) and sum(x != y for x, y in zip(first, second, strict=True)) == 1


def _without_signs(made: Invoice) -> Invoice:
    """One of the three sums whose first digit is the ¥ before it: without it they add up."""
    net, tax, total = made.total_amount, made.total_tax, made.total_with_tax
    if not (isinstance(net, Cited) and isinstance(tax, Cited) and isinstance(total, Cited)):
        return made
    if net.value + tax.value == total.value:
        return made
    if (less := _unsigned(tax)) is not None and net.value + less == total.value:
        return replace(made, total_tax=_concluded(tax, less))
    if (less := _unsigned(net)) is not None and less + tax.value == total.value:
        return replace(made, total_amount=_concluded(net, less))
    if (less := _unsigned(total)) is not None and net.value + tax.value == less:
        return replace(made, total_with_tax=_concluded(total, less))
    return made


def _concluded(field: Cited[Decimal], value: Decimal) -> Cited[Decimal]:
    return Cited(value, field.spans, min(field.confidence, FROM_LINES))


def _unsigned(field: Cited[Decimal]) -> Decimal | None:
    """The value without its first digit, where OCR read one that a ¥ is taken for; None elsewhere."""
    text = "".join(span.text for span in field.spans).strip()
    if field.confidence >= CONFIRMED or not read_by_ocr(field) or not re.fullmatch(rf"[{_SIGN}]\d+\.\d\d", text):
        return None
    return Decimal(text[1:])


def _with_stars(made: Invoice) -> Invoice:
    """Electronic invoices print *简称*名称 on every line, its first star upon the ruling: it is often not seen."""
    electronic = isinstance(made.kind, Cited) and made.kind.value.startswith(("数电", "电子"))
    if not electronic:
        return made
    return replace(made, lines=tuple(_starred(line) for line in made.lines))


def _starred(line: InvoiceLine) -> InvoiceLine:
    name = line.raw_name
    if not isinstance(name, Cited) or not read_by_ocr(name) or not _ONE_STAR.fullmatch(name.value):
        return line
    short, item = name.value.split("*")
    whole = replace(name, value=f"*{name.value}", confidence=min(name.confidence, ALONE))
    first, second = replace(whole, value=short), replace(whole, value=item)
    return replace(line, raw_name=whole, short_name=first, item_text=second)
