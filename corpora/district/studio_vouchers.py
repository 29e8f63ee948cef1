"""A studio's invoices as files: XML data files, PDFs with their QR code, a railway ticket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from corpora.blocks import Paper, Paragraph, Title
from corpora.district.invoice_xml import Bill, bill_xml
from corpora.district.studio_year import Ride, Year
from corpora.invoice_faces import Draft, Item, digital
from corpora.invoice_sheets import pdf
from corpora.packet import PacketFile
from corpora.render.digital_pdf import digital_pdf

_SIZE = (595.28, 396.85)


def voucher_files(year: Year) -> Iterator[PacketFile]:
    for n, (spent, bill) in enumerate(year.vouchers(), 1):
        if spent.pdf in ("", "other"):
            yield PacketFile(f"票据/{n}.xml", bill_xml(bill))
        if spent.pdf:
            printed = replace(bill, net=bill.net + 50) if spent.pdf == "other" else bill
            off = Decimal(40) if spent.pdf == "qr" else Decimal(0)
            yield PacketFile(f"票据/{n}.pdf", bill_pdf(printed, off, bare=spent.pdf == "bare"))
    if year.receipt:
        yield PacketFile("票据/收据.pdf", digital_pdf(receipt(year)))
    yield from (PacketFile(f"票据/车票{n}.xml", ride_xml(ride, year)) for n, ride in enumerate(year.rides, 1))


def receipt(year: Year) -> Paper:
    """A 收款收据, which is no invoice."""
    return (
        Title("收款收据", 16),
        Paragraph("No. 0012345　日期：2025年3月12日"),
        Paragraph(f"今收到 {year.form.host.name}"),
        Paragraph("交来 会议资料工本费"),
        Paragraph("金额（大写）：伍佰元整　￥500.00"),
        Paragraph("收款单位：北京云栈会议服务有限公司　收款人：映湖"),
    )


def bill_pdf(bill: Bill, qr_off: Decimal = Decimal(0), *, bare: bool = False) -> bytes:
    """The face of the invoice; its code names a sum that is `qr_off` larger; `bare` leaves title and code out."""
    tax = bill.total - bill.net - bill.off
    item = Item(bill.item, bill.net, "6%", tax)
    face = Draft(bill.number, bill.day, bill.buyer, bill.seller, (item,), remark=bill.remark)
    coded = replace(face, items=(replace(item, amount=bill.net + qr_off),))
    return pdf(digital(face)[1:], _SIZE) if bare else pdf(digital(face), _SIZE, coded.qr)


def ride_xml(ride: Ride, year: Year) -> bytes:
    """A 铁路电子客票 as XBRL (facts §4.10)."""
    said = {
        "TypeOfVoucher": "电子发票（铁路电子客票）",
        "ElectronicInvoiceRailwayETicketNumber": ride.number,
        "DateOfIssue": str(ride.day),
        "TypeOfBusiness": "售",
        "DepartureStation": "北京南",
        "DestinationStation": "天津",
        "TrainNumber": "C2001",
        "TravelDate": str(ride.day),
        "Fare": "54.50",
        "TotalAmountExcludingTax": "50.00",
        "TaxRate": "9%",
        "TaxAmount": "4.50",
        "NameOfPurchaser": year.form.host.name,
        "UnifiedSocialCreditCodeOfPurchaser": year.form.host.uscc,
        "Name": ride.traveller,
        "IdNumber": "1101991990****0011",
    }
    lines = "".join(f'<rai:{name} contextRef="now">{value}</rai:{name}>' for name, value in said.items())
    space = "http://xbrl.mof.gov.cn/taxonomy/2021-11-30/rai"
    head = f'<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:rai="{space}">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{lines}</xbrl>'.encode()
