"""Fields that a file states as data -> an invoice, as far as they say it; what they do not say is Absent.

Values are read like printed ones (a rate of 0.06 becomes 6%), and each cites where it is stated.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extractor.document import DataField, Mark, Span
from extractor.invoices.cells import day, money
from extractor.invoices.draft import absent, qr_of
from extractor.invoices.goods import tax_of
from extractor.invoices.parties import nobody
from extractor.invoices.stated_lines import stated_lines
from extractor.invoices.stated_words import DIGITAL_ROOT, TICKET_ROOT, meaning
from extractor.invoices.titles import kind_of
from extractor.invoices.vat import with_red
from extractor.invoices.weighing import weighed
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Invoice, Party, QrCode, Toll, Trip
from extractor.records.partial_date import PartialDate
from extractor.text.dates import parse_date
from extractor.text.invoice_numbers import of_code, of_number

ORIGINS = ("xml", "tags", "info")  # the strongest first
SHAPED = 0.85  # certainty of a kind that only the shape of the number tells
T = TypeVar("T")
Told = Mapping[str, tuple[Span, ...]]


def is_invoice(data: Iterable[DataField]) -> bool:
    """Whether the data says the number of an invoice."""
    return any((known := meaning(field.name, field.origin)) is not None and known.word == "number" for field in data)


def stated(data: Sequence[DataField]) -> tuple[Invoice, ...]:
    """What each origin says, the strongest first; none where no invoice is stated."""
    if not is_invoice(data):
        return ()
    own = {origin: [field for field in data if field.origin == origin] for origin in ORIGINS}
    return tuple(_invoice(fields) for fields in own.values() if fields)


def _invoice(fields: Sequence[DataField]) -> Invoice:
    read = _Reading(_told(fields), fields)
    number = read.field("number", "发票号码", _digits)
    code = read.field("code", "发票代码", _digits)
    qr = _qr(read.told)
    trip = _trip(read)
    total = read.field("total", "价税合计", money)
    if trip is not None and not total.present:
        total = trip.fare
    made = Invoice(
        kind=_kind(fields, number, code, qr), title=read.text("title", "票据名称"), region=_region(number, code),
        invoice_code=code, invoice_number=number, issue_date=read.field("date", "开票日期", day),
        check_code=read.field("check", "校验码", _squeezed), machine_no=read.text("machine", "机器编号"),
        buyer=_party(read, "buyer", "购买方"), seller=_party(read, "seller", "销售方"),
        lines=stated_lines(fields),
        total_amount=read.field("amount", "合计金额", money), total_tax=read.field("tax", "合计税额", tax_of),
        total_with_tax=total, total_in_words=read.text("words", "大写"), remark=read.text("remark", "备注"),
        payee=read.text("payee", "收款人"), reviewer=read.text("reviewer", "复核"),
        drawer=read.text("drawer", "开票人"), is_red=absent("红字"), blue_number=absent("被红冲号码"),
        red_confirmation_no=absent("红字确认单编号"),
        specific_business=Cited("通行费", read.told["plate"], 1.0) if "plate" in read.told else absent("特定业务"),
        page_x_of_y=absent("页码"), qr=qr, seal_present=absent("印章"), sources=("xml",),
        trip=trip, toll=_toll(read),
    )  # fmt: skip
    return weighed(with_red(made))


def _told(fields: Sequence[DataField]) -> Told:
    """The spans of each word of the whole invoice. Of an element that is repeated the first one counts; for the end
    of a journey the last one."""
    found: dict[str, dict[str, list[Span]]] = defaultdict(dict)
    for field in fields:
        known = meaning(field.name, field.origin)
        if known is not None and not known.line:
            found[known.word].setdefault(field.name, []).append(field.span)
    return {word: tuple(list(paths.values())[-1 if word == "trip.to" else 0]) for word, paths in found.items()}


@dataclass(frozen=True, slots=True)
class _Reading:
    told: Told
    fields: Sequence[DataField]

    def field(self, word: str, label: str, read: Callable[[str], T | None], joint: str = "") -> Field[T]:
        """Absent where nothing is said; unreadable where it is not understood."""
        spans = self.told.get(word, ())
        if not spans:
            return Absent(label, "not_found")
        value = read(joint.join(span.text for span in spans).strip())
        if value is None:
            return Absent(label, "unreadable", tuple(span.place for span in spans), spans)
        return Cited(value, spans, 1.0)

    def text(self, *words: str) -> Field[str]:
        """Several words make one value, parted by blanks; the last argument is the label."""
        *names, label = words
        spans = tuple(span for name in names for span in self.told.get(name, ()))
        parts = ["".join(span.text for span in self.told[name]).strip() for name in names if name in self.told]
        value = " ".join(part for part in parts if part)
        return Cited(value, spans, 1.0) if value else Absent(label, "not_found")


def _party(read: _Reading, side: str, title: str) -> Party:
    tax = read.field(f"{side}.tax_id", f"{title}税号", lambda text: re.sub(r"\s", "", text) or None)
    party = Party(
        read.text(f"{side}.name", f"{title}名称"), tax,
        read.text(f"{side}.addr", f"{side}.tel", f"{title}地址电话"),
        read.text(f"{side}.bank", f"{side}.account", f"{title}开户行账号"),
    )  # fmt: skip
    return party if any(getattr(party, name).present for name in Party.__slots__) else nobody(title)


def _kind(fields: Sequence[DataField], number: Field[str], code: Field[str], qr: QrCode | None) -> Field[str]:
    """By the labels of 数电 XML and the sort of ticket; by the code beside it; else by the number's shape."""
    root = fields[0].name.split("/")[0]
    if fields[0].origin == "xml" and root == DIGITAL_ROOT:
        return _labelled_kind(fields)
    if fields[0].origin == "xml" and root == TICKET_ROOT and isinstance(number, Cited):
        air = any("AirTransport" in field.name for field in fields)
        return Cited("航空电子行程单" if air else "铁路电子客票", number.spans, 1.0)
    if qr is not None and isinstance(qr.type, Cited) and (known := kind_of("", "", "", qr.type.value)):
        return Cited(known, qr.type.spans, 1.0)
    if isinstance(number, Cited) and isinstance(code, Cited) and fields[0].origin == "xml":
        known = kind_of("", number.value, code.value, "")
        return Cited(known, code.spans, SHAPED) if known else absent("票种")
    return absent("票种")


def _labelled_kind(fields: Sequence[DataField]) -> Field[str]:
    labels = [field.span for field in fields if re.search(r"GeneralOrSpecialVAT/Label(?:Code|Name)$", field.name)]
    for span in labels:
        text = span.text.strip()
        if text == "01" or "专用" in text:
            return Cited("数电专票", tuple(labels), 1.0)
        if text == "02" or "普通" in text:
            return Cited("数电普票", tuple(labels), 1.0)
    said = [field.span for field in fields if field.name.endswith(("/EInvoiceTag", "/EIid", "/InvoiceNumber"))]
    return Cited("数电票", tuple(said[:1]), 1.0) if said else absent("票种")


def _region(number: Field[str], code: Field[str]) -> Field[str]:
    for value, parts in ((number, of_number), (code, of_code)):
        if isinstance(value, Cited) and (found := parts(value.value)):
            return Cited(found.region, value.spans, 1.0)
    return absent("地区")


def _qr(told: Told) -> QrCode | None:
    """The text of the code, where it is stated; older files state its picture."""
    spans = told.get("qr", ())
    found = qr_of([Mark("qr", span.place, span.text) for span in spans if len(span.text) < 300])
    return found if found is not None and found.number.present else None


def _trip(read: _Reading) -> Trip | None:
    if not any(word.startswith("trip.") for word in read.told):
        return None
    return Trip(
        traveller=read.text("trip.traveller", "乘车人"),
        id_masked=read.field("trip.id_masked", "证件号码", _squeezed),
        from_=read.text("trip.from_", "出发站"),
        to=read.text("trip.to", "到达站"),
        depart_date=read.field("trip.depart_date", "乘车日期", day),
        depart_time=read.field("trip.depart_time", "开车时间", _time),
        vehicle_no=read.field("trip.vehicle_no", "车次", _squeezed),
        seat=_seat(read),
        fare=read.field("trip.fare", "票价", money),
        e_ticket_no=read.field("trip.e_ticket_no", "电子客票号", _digits),
        refund_flag=read.field("trip.refund_flag", "退改签", _flag),
    )


def _seat(read: _Reading) -> Field[str]:
    found = read.text("trip.carriage", "trip.seat", "座位")
    return found.map(lambda text: re.sub(r"\s", "", text)) if isinstance(found, Cited) else found


def _toll(read: _Reading) -> Toll | None:
    if "plate" not in read.told:
        return None
    return Toll(
        read.text("plate", "车牌号"),
        read.text("vehicle", "车辆类型"),
        read.field("from_date", "通行日期起", _stamp),
        read.field("to_date", "通行日期止", _stamp),
    )


def _digits(text: str) -> str | None:
    """
    >>> _digits("No. 12 34"), _digits("n/a")
    ('1234', None)
    """
    return re.sub(r"\D", "", text) or None


def _squeezed(text: str) -> str | None:
    return re.sub(r"\s", "", text) or None


def _time(text: str) -> str | None:
    found = re.search(r"\d{1,2}:\d{2}", text)
    return found[0] if found else None


def _flag(text: str) -> str | None:
    """A plain sale is no flag."""
    return {"退": "退票", "改": "改签"}.get(text.strip(), None if text.strip() in ("售", "") else text.strip())


def _stamp(text: str) -> PartialDate | None:
    """A date in front of a time of day: 20260914094742000."""
    found = re.match(r"20\d{6}(?=\d*$)", text)
    return parse_date(found[0]) if found else day(text)
