"""What the papers around a voucher declare of it: category and claimed amount (field_schemas §7 declared).

Looked for where applicants say it, the first that says it counts: the row of a voucher list with the invoice's
number, the face's own remark, the folder or file name that the voucher was handed in under.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from checks.expense_map import load
from checks.invoice_identity import UNIQUE
from checks.pack import programmes
from extractor.document import InXml, Span
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Declared, Invoice
from extractor.records.voucher_list import VoucherList, VoucherRow

_NONE = Absent("申报科目", "not_found")
_PARTS = re.compile(r"[\s_\-—－.．、·()（）\[\]【】]+|(?<=\d)(?=[\u3400-\u9fff])")


def declared(invoice: Invoice, file: str, lists: Sequence[VoucherList]) -> Invoice:
    """The same invoice with what is declared of it; a category that a person corrected in stays."""
    rows = list(rows_of(invoice, lists))
    given = invoice.declared
    category = given.category if given.category.present else _category(invoice, file, rows)
    amount = given.amount if given.amount.present else _amount(rows)
    numbers = [row.voucher_no for row in rows if row.voucher_no.present]
    voucher = given.voucher_no if given.voucher_no.present or not numbers else numbers[0]
    return replace(invoice, declared=replace(given, category=category, amount=amount, voucher_no=voucher))


def rows_of(invoice: Invoice, lists: Sequence[VoucherList]) -> Iterator[VoucherRow]:
    """The entries of the lists that name this invoice by its number; one list's entries only, for lists repeat."""
    if not invoice.invoice_number.present:
        return
    number = invoice.invoice_number.value
    for one in lists:
        found = [row for row in one.rows if row.invoice_number.present and names(row.invoice_number.value, number)]
        if found:
            yield from found
            return


def names(listed: str, number: str) -> bool:
    """Whether the cell of a list holds the number; a long one may be broken over two lines of the cell.

    >>> names("No.12345678", "12345678"), names("123456789", "12345678")
    (True, False)
    >>> names("2511200000 0000000017", "25112000000000000017"), names("Ｎｏ．１２３４５６７８", "12345678")
    (True, True)
    """
    listed = unicodedata.normalize("NFKC", listed)
    return number in re.findall(r"\d+", listed) or (len(number) >= UNIQUE and number in re.sub(r"\s", "", listed))


def _amount(rows: Sequence[VoucherRow]) -> Field[Decimal]:
    """What is claimed of the invoice: the sum of its entries."""
    amounts = [row.amount for row in rows]
    if not amounts or not all(isinstance(one, Cited) for one in amounts):
        return Declared().amount
    spans = tuple(span for one in amounts for span in one.spans)
    sure = min(one.confidence for one in amounts if isinstance(one, Cited))
    return Cited(sum((one.value for one in amounts), Decimal(0)), spans, sure)


def _category(invoice: Invoice, file: str, rows: Sequence[VoucherRow]) -> Field[str]:
    listed = [row.category for row in rows if isinstance(row.category, Cited)]
    if listed and len({field.value for field in listed}) == 1:
        return listed[0]
    if listed:
        spans = tuple(span for field in listed for span in field.spans)
        names = "、".join(dict.fromkeys(field.value for field in listed))
        return Cited(names, spans, min(field.confidence for field in listed))
    return _remarked(invoice) or _filed(file) or _NONE


def _remarked(invoice: Invoice) -> Cited[str] | None:
    remark = invoice.remark
    if not isinstance(remark, Cited):
        return None
    match = re.search(
        rf"(?:列支|报销|科目|费用类别|经费类别)[^，。;；\n]{{0,6}}?({'|'.join(labels())})", remark.value
    )
    return remark.map(lambda _: match[1]) if match else None


def _filed(file: str) -> Cited[str] | None:
    """The category that a folder, or a part of the file's name, is called by."""
    *folders, name = file.replace("\\", "/").split("/")
    for said in [*reversed(folders), name.rsplit(".", 1)[0]]:
        found = next((part for part in _PARTS.split(said) if part in labels()), "")
        if found:
            where = "文件夹" if said in folders else "文件名"
            return Cited(found, (Span(found, InXml(f"{where}“{said}”"), 1.0, "name", said),), 1.0)
    return None


@cache
def labels() -> tuple[str, ...]:
    """Everything that is called a category of one of the programmes, the longest first."""
    maps = [load(programme) for programme in programmes()]
    words = {word for map in maps for one in map.categories.values() for word in (one.name, *one.aliases)}
    words |= {part for map in maps for part in map.parts}
    return tuple(sorted(words - {"其他", "其它"}, key=lambda word: (-len(word), word)))
