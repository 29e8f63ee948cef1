"""The element names of invoice data and what they mean: 数电 XML, the e-invoice of 2019, XBRL tickets, OFD heads.

Names are compared whole: PlateNumber is no Number. An element that states a line of goods lies in one of LINES, or,
in the flat tags of an OFD, is told by its own name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

LINES = ("GoodsInfo", "IssuItemInformation", "ItemDetail")
DIGITAL_ROOT, TICKET_ROOT = "EInvoice", "xbrl"

# 数电 XML, versions 0.2 to 0.33; its root is EInvoice.
_DIGITAL = {
    "InvoiceNumber": "number", "IssueTime": "date",
    "BuyerName": "buyer.name", "BuyerIdNum": "buyer.tax_id",
    "BuyerAddr": "buyer.addr", "BuyerTelNum": "buyer.tel",
    "BuyerBankName": "buyer.bank", "BuyerBankAccNum": "buyer.account",
    "SellerName": "seller.name", "SellerIdNum": "seller.tax_id",
    "SellerAddr": "seller.addr", "SellerTelNum": "seller.tel",
    "SellerBankName": "seller.bank", "SellerBankAccNum": "seller.account",
    "TotalAmWithoutTax": "amount", "TotalTaxAm": "tax", "TotalTax-includedAmount": "total",
    "TotalTax-includedAmountInChinese": "words", "Remark": "remark", "Drawer": "drawer",
    "PlateNumber": "plate", "VehicleType": "vehicle",
    "StartDatesOfPassage": "from_date", "EndDatesOfPassage": "to_date",
}  # fmt: skip
# http://www.edrm.org.cn/schema/e-invoice/2019, as an attachment and as the tags of an OFD.
_OLD = {
    "InvoiceCode": "code", "InvoiceNo": "number", "IssueDate": "date", "InvoiceCheckCode": "check",
    "MachineNo": "machine", "GraphCode": "qr",
    "BuyerName": "buyer.name", "BuyerTaxID": "buyer.tax_id", "BuyerAddrTel": "buyer.addr",
    "BuyerFinancialAccount": "buyer.bank",
    "SellerName": "seller.name", "SellerTaxID": "seller.tax_id", "SellerAddrTel": "seller.addr",
    "SellerFinancialAccount": "seller.bank",
    "TaxExclusiveTotalAmount": "amount", "TaxTotalAmount": "tax", "TaxInclusiveTotalAmount": "total",
    "TaxInclusiveTotalAmountWithWords": "words", "Note": "remark", "InvoiceClerk": "drawer", "Payee": "payee",
    "Checker": "reviewer",
}  # fmt: skip
# http://xbrl.mof.gov.cn/taxonomy: railway (rai) and air tickets.
_TICKET = {
    "ElectronicInvoiceRailwayETicketNumber": "number", "ElectronicInvoiceAirTransportReceiptNumber": "number",
    "DateOfIssue": "date", "IssueDate": "date", "TypeOfVoucher": "title", "QrCode": "qr", "Remarks": "remark",
    "NameOfPurchaser": "buyer.name", "UnifiedSocialCreditCodeOfPurchaser": "buyer.tax_id",
    "NameOfSeller": "seller.name", "UnifiedSocialCreditCodeOfSeller": "seller.tax_id",
    "TotalAmountExcludingTax": "amount", "TaxAmount": "tax", "VatTaxAmount": "tax", "TotalAmount": "total",
    "Fare": "trip.fare", "Name": "trip.traveller", "PassengerName": "trip.traveller",
    "IdNumber": "trip.id_masked", "ValidIdNumber": "trip.id_masked",
    "DepartureStation": "trip.from_", "DestinationStation": "trip.to",
    "TravelDate": "trip.depart_date", "CarrierDate": "trip.depart_date", "DepartureTime": "trip.depart_time",
    "TrainNumber": "trip.vehicle_no", "Flight": "trip.vehicle_no", "FlightNumber": "trip.vehicle_no",
    "Carriage": "trip.carriage", "Seat": "trip.seat", "Class": "trip.seat", "ETicketNumber": "trip.e_ticket_no",
    "TypeOfBusiness": "trip.refund_flag",
}  # fmt: skip
# The CustomData names of OFD.xml.
_HEAD = {
    "发票代码": "code", "发票号码": "number", "开票日期": "date", "校验码": "check", "机器编号": "machine",
    "合计金额": "amount", "合计税额": "tax", "价税合计": "total",
    "购买方名称": "buyer.name", "购买方纳税人识别号": "buyer.tax_id",
    "销售方名称": "seller.name", "销售方纳税人识别号": "seller.tax_id",
}  # fmt: skip
_LINE = {
    "ItemName": "name", "Item": "name", "SpecMod": "spec", "Specification": "spec", "MeaUnits": "unit",
    "MeasurementDimension": "unit", "Quantity": "quantity", "UnPrice": "price", "Price": "price",
    "Amount": "amount", "TaxRate": "rate", "TaxScheme": "rate", "ComTaxAm": "tax", "TaxAm": "tax",
    "TaxAmount": "tax", "TaxClassificationCode": "class_code", "Code": "class_code",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """`word` of the vocabulary; `line` is the path of the line of goods it belongs to, "" for the whole invoice's,
    "*" for a line's that is told by the place of its text only."""

    word: str
    line: str


def meaning(name: str, origin: str) -> Meaning | None:
    """What the field of this path means; None for what an invoice record does not hold.

    >>> meaning("EInvoice/EInvoiceData/IssuItemInformation[2]/ItemName", "xml")
    Meaning(word='name', line='EInvoice/EInvoiceData/IssuItemInformation[2]')
    >>> meaning("EInvoice/EInvoiceData/SpecificInformation/Toll/PlateNumber", "xml").word
    'plate'
    >>> meaning("root/TaxAmount", "tags"), meaning("xbrl/TaxAmount", "xml").word
    (Meaning(word='tax', line='*'), 'tax')
    """
    steps = [re.sub(r"\[\d+\]$", "", step) for step in name.split("/")]
    if origin == "info":
        return Meaning(_HEAD[name], "") if name in _HEAD else None
    if len(steps) > 1 and steps[-2] in LINES:
        return Meaning(_LINE[steps[-1]], name.rsplit("/", 1)[0]) if steps[-1] in _LINE else None
    known = _words(steps[0], origin)
    if steps[-1] in known:
        return Meaning(known[steps[-1]], "")
    if origin == "tags" and steps[-1] in _LINE:
        return Meaning(_LINE[steps[-1]], "*")
    return None


def _words(root: str, origin: str) -> Mapping[str, str]:
    if origin == "tags":
        return {**_OLD, "InvoiceNumber": "number"}
    return {DIGITAL_ROOT: _DIGITAL, TICKET_ROOT: _TICKET}.get(root, _OLD)
