"""The data of a file laid over the invoices that its pages print: each to the one whose number it states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.document import DataField, Page
from extractor.invoices.agreeing import agreed
from extractor.invoices.stated import stated
from extractor.pdf_history import PREFIX
from extractor.records.cited import Cited
from extractor.records.invoice import Invoice


def with_data(printed: tuple[Invoice, ...], pages: Sequence[Page]) -> tuple[Invoice, ...]:
    """The same invoices, with what the data says; data of an invoice that no page prints is one more.

    A single invoice and data of another number belong together all the same: their disagreement must be seen.
    """
    done = list(printed)
    told = [found for data in _bodies(pages) if (found := stated(data))]
    for found in told:
        numbers = {one.invoice_number.value for one in found if isinstance(one.invoice_number, Cited)}
        same = [at for at, one in enumerate(done) if _number(one) in numbers]
        if not same and len(printed) == len(told) == 1:
            same = [0]
        if same:
            done[same[0]] = agreed(found, done[same[0]])
        else:
            done.append(agreed(found, None))
    return tuple(done)


def _number(made: Invoice) -> str:
    return made.invoice_number.value if isinstance(made.invoice_number, Cited) else ""


def _bodies(pages: Sequence[Page]) -> Iterator[Sequence[DataField]]:
    """The data of one document: it begins with a page that states more than the tags of its texts."""
    body: list[DataField] = []
    for page in pages:
        if body and any(field.origin != "tags" for field in page.data):
            yield body
            body = []
        body += [field for field in page.data if not field.name.startswith(PREFIX)]
    if body:
        yield body
