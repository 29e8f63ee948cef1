"""Invoice XML of three families: what it states is read, cited by its path, and taken for what it says."""

from __future__ import annotations

import pytest

from extractor import read
from extractor.document import InXml
from extractor.records.cited import Absent

NULL = read.ReadSettings(engine="replay")
DIGITAL = """<?xml version="1.0" encoding="UTF-8"?>
<EInvoice><Header><EIid>25112000000012345678</EIid><InherentLabel>
<InIssuType><LabelCode>N</LabelCode></InIssuType><EInvoiceType><LabelCode>01</LabelCode></EInvoiceType>
<GeneralOrSpecialVAT><LabelCode>{kind}</LabelCode></GeneralOrSpecialVAT></InherentLabel></Header>
<EInvoiceData><SellerInformation><SellerIdNum>91310115MA00000002</SellerIdNum><SellerName>上海某某公路有限公司</SellerName>
<SellerAddr>某路1号</SellerAddr><SellerTelNum>021-00000000</SellerTelNum></SellerInformation>
<BuyerInformation><BuyerName>北京某某仪器有限公司</BuyerName><BuyerAddr></BuyerAddr></BuyerInformation>
<BasicInformation><TotalAmWithoutTax>-300.00</TotalAmWithoutTax><TotalTaxAm>-0.00</TotalTaxAm>
<TotalTax-includedAmount>-300.00</TotalTax-includedAmount>
<TotalTax-includedAmountInChinese>（负数）叁佰圆整</TotalTax-includedAmountInChinese>
<RequestTime>2025-12-31 23:59:59</RequestTime></BasicInformation>
{lines}
<SpecificInformation><Toll><PlateNumber>京A00000</PlateNumber><VehicleType>客车</VehicleType>
<StartDatesOfPassage>20251230094742000</StartDatesOfPassage></Toll></SpecificInformation>
<AdditionalInformation><Remark>被红冲蓝字数电发票号码：25112000000087654321
红字发票信息确认单编号：1101122505000001</Remark>
</AdditionalInformation></EInvoiceData>
<TaxSupervisionInfo><InvoiceNumber>25112000000012345678</InvoiceNumber>
<IssueTime>2026-01-01</IssueTime></TaxSupervisionInfo>
</EInvoice>"""
LINE = (
    "<{tag}><ItemName>*经营租赁*通行费</ItemName><Amount>{amount}</Amount><TaxRate>{rate}</TaxRate>"
    "<ComTaxAm>0</ComTaxAm><TaxClassificationCode>3040502020301000000</TaxClassificationCode></{tag}>"
)
FLAT = LINE.format(tag="IssuItemInformation", amount="-100.00", rate="0") + LINE.format(
    tag="IssuItemInformation", amount="-200.00", rate="0.015000"
)
NESTED = "<IssuItemInformation>" + FLAT.replace("IssuItemInformation", "ItemDetail") + "</IssuItemInformation>"
NIL = '<IssuItemInformation xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>'
AIR = """<xbrl xmlns:atr="http://xbrl.mof.gov.cn/taxonomy/2021-11-30/atr">
<atr:ElectronicInvoiceAirTransportReceiptNumber>26112000000012345678</atr:ElectronicInvoiceAirTransportReceiptNumber>
<atr:IssueDate>2026-05-14</atr:IssueDate><atr:PassengerName>某甲</atr:PassengerName>
<atr:Leg><atr:Flight>CA0001</atr:Flight><atr:DepartureStation>甲地</atr:DepartureStation>
<atr:DestinationStation>乙地</atr:DestinationStation><atr:CarrierDate>2026-05-19</atr:CarrierDate></atr:Leg>
<atr:Leg><atr:Flight>CA0002</atr:Flight><atr:DepartureStation>乙地</atr:DepartureStation>
<atr:DestinationStation>丙地</atr:DestinationStation><atr:CarrierDate>2026-05-20</atr:CarrierDate></atr:Leg>
<atr:Fare>480.00</atr:Fare><atr:VatTaxAmount>44.59</atr:VatTaxAmount><atr:TotalAmount>590.00</atr:TotalAmount>
<atr:ETicketNumber>746-4350124801</atr:ETicketNumber></xbrl>"""
RAIL = """<?xml version="1.0" encoding="GBK"?><xbrl xmlns:rai="http://xbrl.mof.gov.cn/taxonomy/2021-11-30/rai">
<rai:TypeOfVoucher>电子发票（铁路电子客票）</rai:TypeOfVoucher>
<rai:ElectronicInvoiceRailwayETicketNumber>26119000000012345678</rai:ElectronicInvoiceRailwayETicketNumber>
<rai:DateOfIssue>2026-07-14</rai:DateOfIssue><rai:TypeOfBusiness>售</rai:TypeOfBusiness>
<rai:Carriage>08车</rai:Carriage><rai:Seat>03C号</rai:Seat><rai:Name>某甲</rai:Name>
<rai:QrCode>01,51,,26119000000012345678,297.00,20260714,,dd01,</rai:QrCode><rai:Fare>297.00</rai:Fare>
<rai:TotalAmountExcludingTax>272.48</rai:TotalAmountExcludingTax><rai:TaxRate>0.09</rai:TaxRate>
<rai:TaxAmount>24.52</rai:TaxAmount></xbrl>"""


@pytest.fixture
def record(tmp_path):
    def made(data: bytes):
        path = tmp_path / "blob"
        path.write_bytes(data)
        outline = read.outline(path, "x", NULL)
        assert outline.format == "xml"
        document = read.assemble("x", outline, [read.read_page(path, "x", 1, NULL)], NULL)
        (part,) = read.split(document)
        found = read.recognise(part)
        assert found.kind == "invoice"
        return found.records[0]

    return made


@pytest.mark.parametrize("lines", [FLAT, NESTED])
def test_digital(record, lines):
    made = record(DIGITAL.format(kind="02", lines=lines).encode())
    assert (made.kind.value, made.invoice_number.value) == ("数电普票", "25112000000012345678")
    assert str(made.issue_date.value) == "2026-01-01"  # of the tax office, not the request's
    assert [str(line.amount.value) for line in made.lines] == ["-100.00", "-200.00"]
    assert [line.tax_rate_text.value for line in made.lines] == ["0%", "1.5%"]
    assert made.lines[1].item_text.value == "通行费"
    assert made.lines[0].tax_class_code.value == "3040502020301000000"
    assert made.is_red.value is True
    assert made.blue_number.value == "25112000000087654321"
    assert (made.toll.plate.value, str(made.toll.from_date.value)) == ("京A00000", "2025-12-30")
    assert made.specific_business.value == "通行费"
    assert made.seller.addr_tel.value == "某路1号 021-00000000"
    assert isinstance(made.buyer.tax_id, Absent)
    span = made.seller.name.spans[0]
    assert span.place == InXml("EInvoice/EInvoiceData/SellerInformation/SellerName")
    assert span.source == "xml"
    assert made.sources == ("xml",)


@pytest.mark.parametrize(("code", "kind"), [("01", "数电专票"), ("02", "数电普票"), ("", "数电票")])
def test_kinds_by_their_labels(record, code, kind):
    assert record(DIGITAL.format(kind=code, lines=FLAT).encode()).kind.value == kind


def test_no_lines(record):
    assert record(DIGITAL.format(kind="01", lines=NIL).encode()).lines == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings(record, encoding):
    text = DIGITAL.format(kind="02", lines=FLAT).replace('encoding="UTF-8"', f'encoding="{encoding[:6].rstrip("-")}"')
    assert record(text.encode(encoding)).seller.name.value == "上海某某公路有限公司"


def test_railway_in_gbk(record):
    made = record(RAIL.encode("gbk"))
    assert (made.kind.value, made.title.value) == ("铁路电子客票", "电子发票（铁路电子客票）")
    assert (str(made.total_with_tax.value), str(made.total_amount.value), str(made.total_tax.value)) == (
        "297.00", "272.48", "24.52",
    )  # fmt: skip
    assert (made.trip.seat.value, made.trip.traveller.value) == ("08车03C号", "某甲")
    assert isinstance(made.trip.refund_flag, Absent)
    assert made.qr.number.value == made.invoice_number.value


def test_air_from_the_first_place_to_the_last(record):
    made = record(AIR.encode())
    assert made.kind.value == "航空电子行程单"
    assert (made.trip.from_.value, made.trip.to.value) == ("甲地", "丙地")
    assert str(made.trip.depart_date.value) == "2026-05-19"
    assert (str(made.total_with_tax.value), str(made.total_tax.value)) == ("590.00", "44.59")
    assert made.trip.e_ticket_no.value == "7464350124801"


def test_what_is_not_understood_is_unreadable(record):
    made = record(DIGITAL.format(kind="02", lines=FLAT).replace("<IssueTime>2026-01-01", "<IssueTime>昨天").encode())
    assert made.issue_date == Absent("开票日期", "unreadable", made.issue_date.searched, made.issue_date.spans)
    assert made.issue_date.spans[0].text == "昨天"
