"""Invoices that are data: 数电 XML (root EInvoice), the older e-invoice XML, railway and air tickets as XBRL.

One page without an image: a line for each value, and the values as Page.data. XML of another kind is refused.
"""

from __future__ import annotations

import re
from pathlib import Path

from extractor.document import DataField, Line, Outline, Page, Span
from extractor.errors import UnknownFormat
from extractor.lenient_xml import MAX_BYTES, Element, local, parse
from extractor.readers import EngineSource
from extractor.settings import ReadSettings
from extractor.text.xml_elements import label_of
from extractor.xml_fields import xml_fields

formats = ("xml",)
LABEL = "XML"
OTHER = "这个 XML 文件不是电子发票（数电票、铁路或航空电子客票）的数据文件，没有读取。"
ROOTS = ("EInvoice", "eInvoice", "e-invoice", "xbrl")
MOST_LINES = 4000
_VALUES = ("InvoiceNumber", "InvoiceNo", "EIid")
_VOUCHER = re.compile(r"^ElectronicInvoice\w*Number$|^TypeOfVoucher$")


def accepts(head: bytes, path: Path) -> bool:  # noqa: ARG001
    """Any XML that is not a web page or a drawing: what it is shows when it is opened."""
    start = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \r\n\t")
    if not start.startswith(b"<"):
        return False
    if re.match(rb"<\?xml\b", start):
        return not re.search(rb"<(?:svg|html)\b", start[:2000], re.IGNORECASE)
    return bool(re.match(rb"<:?(?:[A-Za-z_][\w.-]*:)?(?:E-?Invoice|xbrl)\b", start, re.IGNORECASE))


def outline(path: Path, settings: ReadSettings) -> Outline:  # noqa: ARG001
    """Raises UnknownFormat for XML that is no invoice, Unreadable, TooLarge."""
    _root(path)
    return Outline("xml", 1)


def read_page(path: Path, number: int, settings: ReadSettings, engine: EngineSource) -> Page:  # noqa: ARG001
    data = xml_fields(_root(path))
    lines = tuple(_line(field) for field in data[:MOST_LINES] if len(field.span.text) < 2000)
    return Page(number, 0.0, 0.0, 0, lines, source="xml", data=data)


def _root(path: Path) -> Element:
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    root = parse(data, LABEL)
    if local(root) not in ROOTS or not _is_invoice(root):
        raise UnknownFormat(OTHER)
    return root


def _is_invoice(root: Element) -> bool:
    """An XBRL report is no invoice; nor is a root of that name without a number."""
    for element in root.iter():
        name = local(element)
        if name in _VALUES or (local(root) == "xbrl" and _VOUCHER.match(name)):
            return True
    return False


def _line(field: DataField) -> Line:
    text = f"{label_of(field.name)}：{field.span.text}"
    return Line((Span(text, field.span.place, 1.0, "xml", field.span.raw),))
