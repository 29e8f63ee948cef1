"""OFD invoices: tags, heads, attachments, and every slip that programs make in them."""

from __future__ import annotations

import io
import re

import pypdfium2 as pdfium
import pytest
from PIL import Image

from extractor import read
from extractor.document import InXml, OnPage, Part
from extractor.kinds import invoice as kind
from tests.unit.readers.ofd_files import (
    FIELDS,
    HEAD,
    NS,
    NUMBER,
    Ofd,
    form,
    invoice,
    layer,
    printed,
    references,
    text,
)
from tests.unit.readers.ofd_pages import MM, NULL, _png, boxes


def test_an_invoice_with_template_and_tags(record):
    made = record(invoice())
    assert made.invoice_number.value == NUMBER
    assert str(made.issue_date.value) == "2024-05-28"
    assert made.buyer.name.value == "北京某某仪器有限公司"
    assert made.seller.tax_id.value == "91310115MA00000002"
    assert (str(made.total_amount.value), str(made.total_tax.value)) == ("1000.00", "60.00")
    assert [line.raw_name.value for line in made.lines] == ["*信息技术服务*测试费"]
    assert made.lines[0].amount.confidence == 1.0
    span = made.invoice_number.spans[0]
    assert isinstance(span.place, OnPage)
    assert span.source == "xml"


@pytest.mark.parametrize(
    "changes",
    [
        {"doc": "Doc_1"},
        {"absolute": True},
        {"bom": True},
        {"bom": True, "absolute": True, "doc": "Doc_7"},
        {"tags": references(root=':eInvoice xmlns:=""')},
        {"tags": references(root=f"fp:eInvoice xmlns:fp='http://www.edrm.org.cn/schema/e-invoice/2019' {NS}")},
        {"tags": references()[: len(HEAD) + 60]},
        {"tags": ""},
        {"changes": {"OFD.xml": b"<broken"}},
        {"changes": {"Doc_0/Tags/CustomTag.xml": None}},
    ],
    ids=[
        "Doc_1",
        "absolute",
        "bom",
        "all",
        "empty prefix",
        "other prefix",
        "cut tags",
        "no tags",
        "no root",
        "lost tags",
    ],
)
def test_slips_of_programs_are_forgiven(record, changes):
    made = record(invoice(**changes))
    assert made.invoice_number.value == NUMBER
    assert made.seller.name.value == "上海某某科技有限公司"
    assert str(made.total_with_tax.value) == "1060.00"


@pytest.mark.parametrize(
    "given",
    [
        "pages/page_0/CONTENT.xml",
        "Doc_0/Pages/Page_0/Content.xml",
        "/Pages/Page_0/Content.xml",
        "Pages\\Page_0\\Content.xml",
    ],
)
def test_wrong_paths_are_found(opened, given):
    package = invoice()
    document = package.parts()["Doc_0/Document.xml"].replace(b"Pages/Page_0/Content.xml", given.encode())
    package.changes["Doc_0/Document.xml"] = document
    assert NUMBER in opened(package)[0].text


def test_one_field_of_several_texts(record):
    page = layer(
        text(10, "2024", 170, 16), text(11, "年", 177, 16), text(12, "05", 180, 16), text(13, "月", 184, 16),
        text(14, "28", 187, 16), text(15, "日", 191, 16), text(16, "发票号码：" + NUMBER, 154, 10),
    )  # fmt: skip
    refs = "".join(f'<ofd:ObjectRef PageRef="61">{n}</ofd:ObjectRef>' for n in (10, 12, 14))
    tags = (
        f"<ofd:root {NS}><ofd:IssueDate>{refs}</ofd:IssueDate><ofd:InvoiceNo>"
        f'<ofd:ObjectRef PageRef="61">16</ofd:ObjectRef></ofd:InvoiceNo></ofd:root>'
    )
    assert str(record(Ofd(pages=[page], tags=tags)).issue_date.value) == "2024-05-28"


def test_lines_of_flat_tags_are_parted_by_their_rows(record):
    rows = [("*某类*甲", "100.00", "6.00", 57), ("*某类*乙", "200.00", "12.00", 66)]
    objects, refs, number = [], {"Item": [], "Amount": [], "TaxScheme": [], "TaxAmount": []}, 50
    for name, amount, tax, y in rows:
        for field, value, x, top in [("Item", name, 5, y), ("Item", "续名", 5, y + 4.5), ("Amount", amount, 132, y),
                                     ("TaxScheme", "6%", 160, y), ("TaxAmount", tax, 185, y)]:  # fmt: skip
            objects.append(text(number, value, x, top))
            refs[field].append(f'<ofd:ObjectRef PageRef="61">{number}</ofd:ObjectRef>')
            number += 1
    tags = "".join(f"<ofd:{field}>{''.join(own)}</ofd:{field}>" for field, own in refs.items())
    number_tag = '<ofd:InvoiceNo><ofd:ObjectRef PageRef="61">10</ofd:ObjectRef></ofd:InvoiceNo>'
    page = layer(text(10, NUMBER, 170, 10), *objects)
    made = record(Ofd(pages=[page], tags=f"<ofd:root {NS}>{number_tag}{tags}</ofd:root>"))
    assert [line.raw_name.value for line in made.lines] == ["*某类*甲续名", "*某类*乙续名"]
    assert [str(line.tax.value) for line in made.lines] == ["6.00", "12.00"]


def test_the_head_says_what_no_text_does(record):
    head = {"发票号码": NUMBER, "销售方纳税人识别号": "91310115MA00000002", "native-producer": "x"}
    made = record(invoice(head=head, tags="", pages=[printed({"SellerTaxID": ""})]))
    assert made.seller.tax_id.value == "91310115MA00000002"
    assert isinstance(made.seller.tax_id.spans[0].place, InXml)


def test_disagreement_is_low_and_cites_both(record):
    made = record(invoice(head={"发票号码": NUMBER, "合计金额": "9000.00"}))
    assert made.total_amount.confidence < 0.9
    assert {span.text for span in made.total_amount.spans} >= {"¥1000.00", "9000.00"}
    assert made.total_tax.confidence == 1.0


def test_an_attachment_comes_first(record):
    attached = (
        "<eInvoice xmlns:fp='http://www.edrm.org.cn/schema/e-invoice/2019'><fp:InvoiceCode>011002100611</fp:InvoiceCode>"
        "<fp:InvoiceNo>12345678</fp:InvoiceNo><fp:IssueDate><![CDATA[2020年02月20日]]></fp:IssueDate><fp:Seller>"
        "<fp:SellerName>某某商店</fp:SellerName></fp:Seller><fp:GoodsInfos><fp:GoodsInfo><fp:Item>*谷物*稻谷</fp:Item>"
        "<fp:Amount>97.09</fp:Amount><fp:TaxScheme>***</fp:TaxScheme><fp:TaxAmount>***</fp:TaxAmount></fp:GoodsInfo>"
        "</fp:GoodsInfos></eInvoice>"
    )
    made = record(
        Ofd(pages=[layer(text(1, "北京增值税电子普通发票", 70, 8, 6))], attached={"original_invoice.xml": attached})
    )
    assert (made.invoice_code.value, made.invoice_number.value) == ("011002100611", "12345678")
    assert made.seller.name.value == "某某商店"
    assert str(made.lines[0].tax.value) == "0"
    assert made.lines[0].raw_name.value == "*谷物*稻谷"
    assert made.kind.value == "电子普票"


def test_a_list_beside_the_one_line_that_refers_to_it(record):
    goods = "".join(
        f"<GoodsInfo><Item>*某类*第{n}种</Item><Amount>500.00</Amount><TaxAmount>30.00</TaxAmount></GoodsInfo>"
        for n in (1, 2)
    )
    attached = f"<eInvoice><InvoiceNo>{NUMBER}</InvoiceNo><GoodsInfos>{goods}</GoodsInfos></eInvoice>"
    page = printed({"Item": "(详见销货清单)"})
    made = record(invoice(pages=[page], tags="", attached={"original_invoice.xml": attached}))
    assert [line.raw_name.value for line in made.lines] == ["(详见销货清单)"]
    assert [line.raw_name.value for line in made.listed] == ["*某类*第1种", "*某类*第2种"]


def test_pictures_seals_and_annotations_are_marks(opened):
    picture = '<ofd:ImageObject ID="5" CTM="20 0 0 20 0 0" Boundary="100 60 20 20" ResourceID="100"/>'
    package = Ofd(pages=[layer(text(1, "甲", 20, 30), picture)], media={"qr.png": _png(colour="white")})
    stamp = '<ofd:SignedInfo><ofd:StampAnnot PageRef="61" Boundary="120 90 40 40"/></ofd:SignedInfo>'
    seal = f"<ofd:Signature {NS}>{stamp}</ofd:Signature>"
    listed = f'<ofd:Signatures {NS}><ofd:Signature BaseLoc="/Doc_0/Signs/Sign_0/Signature.xml"/></ofd:Signatures>'
    root = package.parts()["OFD.xml"].replace(
        b"</ofd:DocBody>", b"<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody>"
    )
    package.changes = {
        "OFD.xml": root,
        "Doc_0/Signs/Signatures.xml": listed.encode(),
        "Doc_0/Signs/Sign_0/Signature.xml": seal.encode(),
    }
    (page,) = opened(package)
    assert [mark.kind for mark in page.marks] == ["seal", "image"]
    assert page.marks[0].place.bbox.x0 == pytest.approx(120 * MM, abs=0.1)
    assert page.marks[1].place.bbox.top == pytest.approx(60 * MM, abs=0.1)


def test_the_text_of_annotations_is_read(opened):
    package = Ofd(pages=[layer(text(1, "甲", 20, 30))])
    document = package.parts()["Doc_0/Document.xml"].replace(
        b"</ofd:Document>", b"<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations></ofd:Document>"
    )
    look = f'<ofd:Appearance Boundary="50 80 40 10">{text(2, "已报销", 0, 0)}</ofd:Appearance>'
    note = f'<ofd:PageAnnot {NS}><ofd:Annot Type="Watermark">{look}</ofd:Annot></ofd:PageAnnot>'
    own = '<ofd:Page PageID="61"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>'
    listed = f"<ofd:Annotations {NS}>{own}</ofd:Annotations>"
    package.changes = {
        "Doc_0/Document.xml": document,
        "Doc_0/Annots/Annotations.xml": listed.encode(),
        "Doc_0/Annots/Page_0/Annotation.xml": note.encode(),
    }
    (page,) = opened(package)
    assert boxes(page)["已报销"].x0 == pytest.approx(50 * MM, abs=0.1)


def test_a_page_image(tmp_path):
    path = tmp_path / "blob"
    path.write_bytes(invoice().bytes())
    image = Image.open(io.BytesIO(read.render_page(path, "x", 1, 800)))
    assert image.size == (800, 533)
    assert min(image.convert("L").tobytes()) < 60


def test_pages_to_mark(tmp_path):
    """The PDF has the pages' sizes in points, so that marks lie where the text stands."""
    path = tmp_path / "blob"
    path.write_bytes(invoice(pages=[printed(), "<broken"]).bytes())
    made = pdfium.PdfDocument(read.printed(path, NULL))
    assert len(made) == 2
    assert made[0].get_size() == pytest.approx((595.28, 396.85), abs=0.5)
    (tmp_path / "other").write_bytes(b"%PDF-1.4")
    assert read.printed(tmp_path / "other", NULL) is None


def test_a_letter_is_no_invoice(opened):
    (page,) = opened(Ofd(pages=[layer(text(1, "关于同意某甲同志辞职的批复", 20, 30, 5))], head={"ofd.producer": "x"}))
    assert kind.score(Part(read.assemble("x", read.Outline("ofd", 1), [page], NULL), (page,))) < 0.35


def test_real_files(samples):
    for path in sorted((samples / "invoices").rglob("*.ofd")):
        outline = read.outline(path, path.name, NULL)
        page = read.read_page(path, path.name, 1, NULL)
        assert page.problem is None, path.name
        assert len(re.findall(r"[\u4e00-\u9fff]", page.text)) > 60, path.name
        assert outline.pages >= 1


def test_fields_are_those_of_the_form():
    assert form().count("ofd:TextObject ID") > len(FIELDS)
