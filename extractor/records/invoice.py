"""票据 (field_schemas §7): one invoice, ticket or fiscal receipt, as its face says it. Money in 元.

`kind` is one of KINDS (销货清单 is the list that an invoice refers to, by its number; 数电票 where data does not say
which of the two it is); 通行费 and other 特定业务 stand in `specific_business`. A field that this kind of paper does
not print is Absent("…", "not_found").
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.records.cited import Absent, Cited, Field
from extractor.records.partial_date import PartialDate

KINDS = (
    "专票", "普票", "电子专票", "电子普票", "数电专票", "数电普票", "数电纸质专票", "数电纸质普票", "数电票",
    "铁路电子客票", "航空电子行程单", "财政电子票据", "定额发票", "出租车票", "卷票", "机打发票",
    "机动车发票", "二手车发票", "收据", "销货清单",
)  # fmt: skip
LineKind = Literal["normal", "discount", "discounted"]
_UNDECLARED = Absent("申报信息", "not_found")


@dataclass(frozen=True, slots=True)
class Party:
    """购买方 or 销售方; 交款人 and 收款单位 of a fiscal receipt."""

    name: Field[str]
    tax_id: Field[str]
    addr_tel: Field[str]
    bank: Field[str]


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """`key` is stable: the row's number on the paper. `raw_name` = *short_name*item_text, wrapped lines joined.

    `tax_rate` is a fraction (0.06; 0 for 免税 and 不征税), `tax` is 0 where *** is printed.
    """

    key: str
    seq: int
    raw_name: Field[str]
    short_name: Field[str]
    item_text: Field[str]
    tax_class_code: Field[str]
    spec: Field[str]
    unit: Field[str]
    quantity: Field[Decimal]
    unit_price: Field[Decimal]
    amount: Field[Decimal]
    tax_rate_text: Field[str]
    tax_rate: Field[Decimal]
    tax: Field[Decimal]
    line_kind: LineKind = "normal"


@dataclass(frozen=True, slots=True)
class Trip:
    """A journey on a railway, air or taxi ticket. `from_` is the schema's from, a word that Python keeps."""

    traveller: Field[str]
    id_masked: Field[str]
    from_: Field[str]
    to: Field[str]
    depart_date: Field[PartialDate]
    depart_time: Field[str]
    vehicle_no: Field[str]
    seat: Field[str]
    fare: Field[Decimal]
    e_ticket_no: Field[str]
    refund_flag: Field[str]


@dataclass(frozen=True, slots=True)
class Toll:
    """A passage of a toll road."""

    plate: Field[str]
    vehicle_type: Field[str]
    from_date: Field[PartialDate]
    to_date: Field[PartialDate]


@dataclass(frozen=True, slots=True)
class QrCode:
    """The QR code beside the face: `amount` is without tax on 税控 invoices, with tax on 数电票."""

    text: Field[str]
    type: Field[str]
    code: Field[str]
    number: Field[str]
    amount: Field[Decimal]
    date: Field[PartialDate]
    check_code: Field[str]
    crc: Field[str]
    crc_variant_matched: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """What the papers around the voucher say of it; read elsewhere, laid over the record."""

    category: Field[str] = _UNDECLARED
    amount: Field[Decimal] = _UNDECLARED
    payer_doc: Field[str] = _UNDECLARED
    voucher_no: Field[str] = _UNDECLARED
    event_id: Field[str] = _UNDECLARED


@dataclass(frozen=True, slots=True)
class FileHistory:
    """Who made the file, and how often it was written: `revisions` counts its parts (1: never changed since), of
    which a digital signature adds one; `signed` whether it bears one."""

    producer: Field[str]
    creator: Field[str]
    revisions: Field[int]
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Invoice:
    """`sources` names what the fields were read from: text, ocr:<engine>, qr, xml.

    `listed` are the lines of the 销货清单 where `lines` only refers to it. `notices` are words printed or stamped
    beside the fields (作废, 发票联, 复印件, 下载次数：1). `history` is what the file says of its making, for a PDF.
    """

    kind: Field[str]
    title: Field[str]
    region: Field[str]
    invoice_code: Field[str]
    invoice_number: Field[str]
    issue_date: Field[PartialDate]
    check_code: Field[str]
    machine_no: Field[str]
    buyer: Party
    seller: Party
    lines: tuple[InvoiceLine, ...]
    total_amount: Field[Decimal]
    total_tax: Field[Decimal]
    total_with_tax: Field[Decimal]
    total_in_words: Field[str]
    remark: Field[str]
    payee: Field[str]
    reviewer: Field[str]
    drawer: Field[str]
    is_red: Field[bool]
    blue_number: Field[str]
    red_confirmation_no: Field[str]
    specific_business: Field[str]
    page_x_of_y: Field[str]
    qr: QrCode | None
    seal_present: Field[bool]
    sources: tuple[str, ...]
    trip: Trip | None = None
    toll: Toll | None = None
    declared: Declared = Declared()
    listed: tuple[InvoiceLine, ...] = ()
    notices: tuple[Cited[str], ...] = ()
    history: FileHistory | None = None
