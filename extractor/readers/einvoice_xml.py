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
from extractor.xml_fields import xml_fields

formats = ("xml",)
LABEL = "XML"
OTHER = "这个 XML 文件不是电子发票（数电票、铁路或航空电子客票）的数据文件，没有读取。"
ROOTS = ("EInvoice", "eInvoice", "e-invoice", "xbrl")
MOST_LINES = 4000
_VALUES = ("InvoiceNumber", "InvoiceNo", "EIid")
_VOUCHER = re.compile(r"^ElectronicInvoice\w*Number$|^TypeOfVoucher$")
_LABELS = {
    "InvoiceNumber": "发票号码", "InvoiceNo": "发票号码", "InvoiceCode": "发票代码", "IssueTime": "开票日期",
    "IssueDate": "开票日期", "DateOfIssue": "开票日期", "InvoiceCheckCode": "校验码", "MachineNo": "机器编号",
    "ElectronicInvoiceRailwayETicketNumber": "发票号码", "ElectronicInvoiceAirTransportReceiptNumber": "发票号码",
    "BuyerName": "购买方名称", "BuyerIdNum": "购买方纳税人识别号", "BuyerTaxID": "购买方纳税人识别号",
    "SellerName": "销售方名称", "SellerIdNum": "销售方纳税人识别号", "SellerTaxID": "销售方纳税人识别号",
    "NameOfPurchaser": "购买方名称", "UnifiedSocialCreditCodeOfPurchaser": "购买方统一社会信用代码",
    "NameOfSeller": "销售方名称", "UnifiedSocialCreditCodeOfSeller": "销售方统一社会信用代码",
    "TotalAmWithoutTax": "合计金额", "TotalTaxAm": "合计税额", "TotalTax-includedAmount": "价税合计",
    "TotalTax-includedAmountInChinese": "价税合计（大写）", "TaxExclusiveTotalAmount": "合计金额",
    "TaxTotalAmount": "合计税额", "TaxInclusiveTotalAmount": "价税合计", "ItemName": "项目名称", "Item": "项目名称",
    "SpecMod": "规格型号", "MeaUnits": "单位", "Quantity": "数量", "UnPrice": "单价", "Price": "单价",
    "Amount": "金额", "TaxRate": "税率", "TaxScheme": "税率", "ComTaxAm": "税额", "TaxAmount": "税额",
    "TaxClassificationCode": "税收分类编码", "Remark": "备注", "Note": "备注", "Drawer": "开票人",
    "InvoiceClerk": "开票人", "Payee": "收款人", "Checker": "复核", "PlateNumber": "车牌号", "Fare": "票价",
    "TypeOfVoucher": "票据种类", "DepartureStation": "出发站", "DestinationStation": "到达站",
    "TrainNumber": "车次", "TravelDate": "乘车日期", "DepartureTime": "开车时间", "PassengerName": "旅客姓名",
}  # fmt: skip


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
    name = re.sub(r"\[\d+\]$", "", field.name.rsplit("/", 1)[-1])
    text = f"{_LABELS.get(name, name)}：{field.span.text}"
    return Line((Span(text, field.span.place, 1.0, "xml", field.span.raw),))
