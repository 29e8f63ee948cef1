"""票据: VAT invoices of every sort, railway and air tickets, fiscal receipts, rolls; one record for each.

What belongs together is told by position (extractor.invoices), never by reading order.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from extractor.document import Page, Part
from extractor.invoices.data import with_data
from extractor.invoices.reading import invoices
from extractor.invoices.stated import is_invoice
from extractor.invoices.weighing import weighed
from extractor.pdf_history import history_of
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Invoice
from extractor.text.invoice_qr import parse_qr

NAME = "invoice"
LIST = "销货清单"
LEAST = 0.35  # below this the paper is no invoice
_SIGNS: tuple[tuple[str, float], ...] = (
    (r"电\s*子\s*发\s*票|增\s*值\s*税.{0,12}发|普\s*通\s*发\s*票|专\s*用\s*发\s*票", 0.2),
    (r"发\s*票\s*(?:号\s*码|代\s*码)\s*:?\s*\d", 0.3),
    (r"票\s*据\s*(?:号\s*码|代\s*码)\s*:?\s*\d", 0.35),
    (r"价\s*税\s*合\s*计", 0.25),
    (r"纳\s*税\s*人\s*识\s*别\s*号", 0.15),
    (r"开\s*票\s*人", 0.1),
    (r"开\s*票\s*日\s*期|填\s*开\s*日\s*期", 0.15),
    (r"税\s*率|征\s*收\s*率", 0.05),
    (r"规\s*格\s*型\s*号|车\s*牌\s*号", 0.1),
    (r"电\s*子\s*客\s*票|买票请到", 0.25),
    (r"(?:应税劳务|销货|销售货物).{0,10}清单", 0.3),
    (r"出租(?:汽)?车.{0,8}发\s*票|定额发票|机打发票|卷\s*票", 0.3),
    (r"收\s*据", 0.2),
    (r"金\s*额\s*[(]?\s*大\s*写", 0.25),
    (r"财政.{0,8}票据|非税收入.{0,10}票据", 0.3),
)
_RUNNING = re.compile(r"[\u3400-\u9fff，。；]{60,}")


def score(part: Part) -> float:
    """0 to 1: the signs of an invoice on the page that shows most of them; running text speaks against it."""
    return max((_score(page) for page in part.pages), default=0.0)


def _score(page: Page) -> float:
    if is_invoice(page.data) or any(mark.kind == "qr" and parse_qr(mark.detail) for mark in page.marks):
        return 0.97
    text = page.text.translate(str.maketrans("：（）", ":()"))
    found = sum(weight for pattern, weight in _SIGNS if re.search(pattern, text))
    prose = sum(len(run) for run in _RUNNING.findall(re.sub(r"\s", "", text)))
    return max(0.0, min(0.97, found) - min(0.6, prose / 800))


def parse(part: Part) -> tuple[Invoice, ...]:
    """One record for each invoice; pages that bear the same number are one invoice. What the file states as data
    comes before what its pages print."""
    found: list[Invoice] = []
    for page in part.pages:
        if page.problem is None and page.lines:
            for made in invoices(page):
                _add(found, made)
    whole = [made for made in found if _has_substance(made)]
    history = history_of(field for page in part.document.pages[:1] for field in page.data)
    return tuple(replace(one, history=history) for one in with_data(tuple(whole or found[:1]), part.pages))


def _add(found: list[Invoice], made: Invoice) -> None:
    number = _value(made.invoice_number)
    for at, other in enumerate(found):
        if number and _value(other.invoice_number) == number and _pages_differ(other, made):
            found[at] = _joined(other, made)
            return
    found.append(made)


def _pages_differ(first: Invoice, second: Invoice) -> bool:
    return _page(first) != _page(second)


def _page(made: Invoice) -> object:
    field = made.invoice_number
    return getattr(field.spans[0].place, "page", None) if isinstance(field, Cited) else None


def _joined(first: Invoice, second: Invoice) -> Invoice:
    """Two pages of one invoice: lines in their order; what the first page leaves open comes from the second. Of a
    list of goods only the lines are taken: they stand for the one line that refers to them."""
    if _value(second.kind) == LIST:
        return replace(first, listed=(*first.listed, *second.lines))
    if _value(first.kind) == LIST:
        return replace(second, listed=(*first.lines, *second.listed))
    lines = tuple(
        replace(line, key=str(number), seq=number) for number, line in enumerate((*first.lines, *second.lines), 1)
    )
    open_fields = (
        "total_amount", "total_tax", "total_with_tax", "total_in_words", "remark", "payee", "reviewer", "drawer",
        "is_red", "blue_number", "red_confirmation_no", "specific_business",
    )  # fmt: skip
    taken: dict[str, Any] = {name: _either(getattr(first, name), getattr(second, name)) for name in open_fields}
    return weighed(replace(first, lines=lines, **taken))


def _either(first: Field[object], second: Field[object]) -> Field[object]:
    return second if isinstance(first, Absent) and not isinstance(second, Absent) else first


def _has_substance(made: Invoice) -> bool:
    """A group of text beside an invoice is no invoice: a number or a sum is the least."""
    return made.invoice_number.present or _amount(made.total_with_tax) is not None


def _value(value: Field[str]) -> str:
    return value.value if isinstance(value, Cited) else ""


def _amount(value: Field[Decimal]) -> Decimal | None:
    return value.value if isinstance(value, Cited) else None
