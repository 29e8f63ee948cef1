"""Evidence weighed: QR, check digits and arithmetic confirm or contradict what OCR read; what is put right by them
(extractor.invoices.misreads) is never sure.

A value of a text layer is what the paper says, and stays as sure as its place. A value that OCR read is sure (0.97)
only when something independent says the same; contradicted or alone it stays below the floor of 0.9, for a
recogniser's own confidence is high for misread digits too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any, TypeVar

from extractor.invoices.misreads import capped, mended
from extractor.invoices.settling import CONTRADICTED, FROM_LINES, prose, read_by_ocr, settled
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Invoice, InvoiceLine, Party, QrCode
from extractor.text.ids import uscc_valid
from extractor.text.invoice_numbers import of_code, of_number, well_formed
from extractor.text.invoice_qr import DIGITAL
from extractor.text.uppercase_amounts import parse_uppercase

CENT = Decimal("0.01")
HALF_CENT = Decimal("0.005")
MOST_OFF = Decimal("0.06")  # a line's tax may be that far from sum × rate (rounding of prices with tax)
T = TypeVar("T")


def weighed(made: Invoice, repeated: frozenset[str] = frozenset()) -> Invoice:
    """The same invoice with confidences that the evidence supports. `repeated` are the numbers printed twice, each
    read for itself."""
    filled = _from_qr(made)
    summed = _money(_numbers(filled, repeated))
    return _people(_parties(capped(mended(summed, _qr_sums(summed)[0]))))


def _same(value: Field[T], other: Field[T]) -> bool | None:
    if isinstance(value, Cited) and isinstance(other, Cited):
        return bool(value.value == other.value)
    return None


def _from_qr(made: Invoice) -> Invoice:
    """What the face does not show readably is taken from the code, and says so by its source."""
    qr = made.qr
    if qr is None:
        return made

    def filled(value: Field[T], other: Field[T]) -> Field[T]:
        return other if isinstance(value, Absent) and isinstance(other, Cited) else value

    total = made.total_with_tax
    digital = _with_tax(qr)
    return replace(
        made,
        invoice_number=filled(made.invoice_number, qr.number),
        invoice_code=filled(made.invoice_code, qr.code),
        issue_date=filled(made.issue_date, qr.date),
        check_code=filled(made.check_code, qr.check_code) if _is_check(qr) else made.check_code,
        total_with_tax=filled(total, qr.amount) if digital else total,
        total_amount=made.total_amount if digital else filled(made.total_amount, qr.amount),
    )


def _with_tax(qr: QrCode) -> bool:
    """Whether the code's sum is the total: so on 数电票, by type or by the number's length."""
    by_type = isinstance(qr.type, Cited) and qr.type.value in DIGITAL
    return by_type or (isinstance(qr.number, Cited) and len(qr.number.value) == 20)


def _is_check(qr: QrCode) -> bool:
    return isinstance(qr.check_code, Cited) and len(qr.check_code.value) >= 6


def _numbers(made: Invoice, repeated: frozenset[str]) -> Invoice:
    qr = made.qr
    gone = Absent("二维码", "not_found")
    code, number, date = made.invoice_code, made.invoice_number, made.issue_date
    shape = None
    if isinstance(number, Cited):
        shape = well_formed(code.value if isinstance(code, Cited) else "", number.value)
    year = _year_agrees(made)
    return replace(
        made,
        invoice_code=settled(code, _same(code, qr.code if qr else gone), _bad(shape), _in(code, repeated)),
        invoice_number=settled(number, _same(number, qr.number if qr else gone), _bad(shape), _in(number, repeated)),
        issue_date=settled(date, _same(date, qr.date if qr else gone), _bad(year)),
        check_code=settled(made.check_code, _same(made.check_code, qr.check_code if qr else gone)),
        machine_no=settled(made.machine_no),
    )


def _bad(outcome: bool | None) -> bool | None:
    """A shape that is wrong contradicts; one that is right proves nothing."""
    return False if outcome is False else None


def _in(value: Field[str], repeated: frozenset[str]) -> bool | None:
    return True if isinstance(value, Cited) and value.value in repeated else None


def _year_agrees(made: Invoice) -> bool | None:
    """数电 numbers begin with the year of issue; a code's year is that of its printing, this year's or earlier."""
    date, number, code = made.issue_date, made.invoice_number, made.invoice_code
    if not isinstance(date, Cited):
        return None
    if isinstance(number, Cited) and (parts := of_number(number.value)):
        return parts.year == date.value.year
    if isinstance(code, Cited) and (parts := of_code(code.value)):
        return parts.year <= date.value.year + 1
    return None


def _money(made: Invoice) -> Invoice:
    given = made.total_amount
    made = _net_of_lines(made)
    net, tax, total = made.total_amount, made.total_tax, made.total_with_tax
    words = _in_words(made)
    electronic = isinstance(made.kind, Cited) and made.kind.value.startswith(("数电", "电子"))
    lines = tuple(_line(line, starred=electronic) for line in made.lines)
    sum_net, sum_tax = _sums(made.lines)
    adds = _adds(net, tax, total)
    qr_total, qr_net = _qr_sums(made)
    from_words = isinstance(total, Cited) and words is not None and total.spans == _spans(made.total_in_words)
    total_checks = (_equal(total, None if from_words else words), _equal(total, qr_total), adds)
    net_checks = (_equal(net, qr_net), adds, _equal(net, sum_net))
    done = settled(total, *total_checks)
    done_words = settled(made.total_in_words, _equal(total, words), _equal_plain(words, qr_total))
    return replace(
        made,
        lines=_summed(lines, made),
        total_amount=settled(net, *net_checks) if net is given else net,
        total_tax=settled(tax, adds, _equal(tax, sum_tax)),
        total_with_tax=done,
        total_in_words=done_words,
        is_red=replace(made.is_red, confidence=done.confidence)
        if isinstance(made.is_red, Cited) and isinstance(done, Cited)
        else made.is_red,
    )


def _net_of_lines(made: Invoice) -> Invoice:
    """A sum that a seal cut off is taken from the lines, where these with the tax make the total; never sure."""
    net, tax, total = made.total_amount, made.total_tax, made.total_with_tax
    sum_net, _ = _sums(made.lines)
    if sum_net is None or not read_by_ocr(total) or not isinstance(total, Cited) or not isinstance(tax, Cited):
        return made
    if _equal(net, sum_net) or sum_net + tax.value != total.value or _adds(net, tax, total):
        return made
    spans = tuple(span for line in made.lines if isinstance(line.amount, Cited) for span in line.amount.spans)
    return replace(made, total_amount=Cited(sum_net, spans, FROM_LINES))


def _spans(value: Field[Any]) -> tuple[Any, ...]:
    return value.spans if isinstance(value, Cited) else ()


def _in_words(made: Invoice) -> Decimal | None:
    return parse_uppercase(made.total_in_words.value) if isinstance(made.total_in_words, Cited) else None


def _equal(value: Field[Decimal], other: Decimal | None) -> bool | None:
    return value.value == other if isinstance(value, Cited) and other is not None else None


def _equal_plain(a: Decimal | None, b: Decimal | None) -> bool | None:
    return None if a is None or b is None else a == b


def _adds(net: Field[Decimal], tax: Field[Decimal], total: Field[Decimal]) -> bool | None:
    if isinstance(net, Cited) and isinstance(total, Cited) and isinstance(tax, Cited):
        return net.value + tax.value == total.value
    return None


def _qr_sums(made: Invoice) -> tuple[Decimal | None, Decimal | None]:
    """The total and the sum without tax that the code gives: one of them."""
    if made.qr is None or not isinstance(made.qr.amount, Cited):
        return None, None
    if _with_tax(made.qr):
        return made.qr.amount.value, None
    return None, made.qr.amount.value


def _sums(lines: tuple[InvoiceLine, ...]) -> tuple[Decimal | None, Decimal | None]:
    amounts = [line.amount.value for line in lines if isinstance(line.amount, Cited)]
    taxes = [line.tax.value for line in lines if isinstance(line.tax, Cited)]
    whole = bool(lines) and len(amounts) == len(lines)
    return (sum(amounts, Decimal(0)) if whole else None, sum(taxes, Decimal(0)) if whole and taxes else None)


def _line(line: InvoiceLine, *, starred: bool) -> InvoiceLine:
    """sum × rate = tax, and quantity × price = sum, within the rounding that prices and taxes have."""
    taxed, priced = _rate_fits(line), _price_fits(line)
    return replace(
        line,
        raw_name=_starred(prose(line.raw_name), starred),
        short_name=prose(line.short_name),
        item_text=prose(line.item_text),
        spec=prose(line.spec),
        unit=prose(line.unit),
        quantity=settled(line.quantity, priced or None),
        unit_price=settled(line.unit_price, priced or None),
        tax_rate_text=settled(line.tax_rate_text, taxed),
        tax_rate=settled(line.tax_rate, taxed),
    )


def _starred(name: Field[str], needed: bool) -> Field[str]:
    """*简称*名称 with a star or its beginning lost is not read whole; electronic invoices print it on every line."""
    if not isinstance(name, Cited) or not read_by_ocr(name) or "详见" in name.value:
        return name
    if name.value.count("*") % 2 or (needed and not name.value.startswith("*")):
        return replace(name, confidence=min(name.confidence, CONTRADICTED))
    return name


def _rate_fits(line: InvoiceLine) -> bool | None:
    """None also where the sum is so small that another rate would fit as well, or the rounding is unusual."""
    amount, rate, tax = line.amount, line.tax_rate, line.tax
    if isinstance(amount, Cited) and isinstance(rate, Cited) and isinstance(tax, Cited):
        off = abs(amount.value * rate.value - tax.value)
        return False if off > MOST_OFF else True if off <= HALF_CENT and abs(amount.value) > 5 else None
    return None


def _price_fits(line: InvoiceLine) -> bool | None:
    amount, quantity, price = line.amount, line.quantity, line.unit_price
    if isinstance(amount, Cited) and isinstance(quantity, Cited) and isinstance(price, Cited):
        off = abs(quantity.value * price.value - amount.value)
        return False if off > CENT * max(Decimal(1), abs(quantity.value)) else True if off <= HALF_CENT else None
    return None


def _summed(lines: tuple[InvoiceLine, ...], made: Invoice) -> tuple[InvoiceLine, ...]:
    """Lines whose sum is the printed sum confirm each other. A rate that fits cannot confirm a sum to the cent."""
    sum_net, sum_tax = _sums(made.lines)
    net = _equal(made.total_amount, sum_net)
    tax = _equal(made.total_tax, sum_tax)
    return tuple(
        replace(
            line,
            amount=settled(line.amount, net, _price_fits(line), _bad(_rate_fits(line))),
            tax=settled(line.tax, tax, _rate_fits(line)),
        )
        for line in lines
    )


def _parties(made: Invoice) -> Invoice:
    return replace(made, buyer=_party(made.buyer), seller=_party(made.seller))


def _party(party: Party) -> Party:
    """A credit code proves itself; an older number of 15 or 20 characters cannot."""
    tax = party.tax_id
    valid = uscc_valid(tax.value) if isinstance(tax, Cited) and len(tax.value) == 18 else None
    return replace(
        party,
        name=prose(party.name),
        tax_id=settled(tax, valid),
        addr_tel=prose(party.addr_tel),
        bank=prose(party.bank),
    )


def _people(made: Invoice) -> Invoice:
    trip = made.trip
    if trip is not None:
        cautious: dict[str, Callable[[Any], Any]] = {f.name: settled for f in fields(trip)}
        changed = {name: keep(getattr(trip, name)) for name, keep in cautious.items() if name != "fare"}
        trip = replace(trip, **changed, fare=made.total_with_tax if _is_fare(made) else settled(trip.fare))
    return replace(
        made, trip=trip, payee=prose(made.payee), reviewer=prose(made.reviewer), drawer=prose(made.drawer),
        remark=prose(made.remark),
    )  # fmt: skip


def _is_fare(made: Invoice) -> bool:
    return made.trip is not None and bool(_same(made.trip.fare, made.total_with_tax))
