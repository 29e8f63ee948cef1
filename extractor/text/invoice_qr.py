"""The QR code of an invoice: `01,<type>,<code>,<number>,<amount>,<yyyymmdd>,<check code>,<CRC>,`.

Old invoices (税控) carry the sum without tax, digital ones (数电票) the total with tax. The CRC is documented
nowhere; three variants were found on real codes: CRC-16 of polynomial 0x8005 over the text before it, with or without
the comma in front of it, and for railway tickets CRC-16/MODBUS. A match shows that nobody touched the text; a
mismatch shows nothing.

>>> found = parse_qr("01,31,,24312000000358032546,633.00,20241118,,16C0,")
>>> found.number, found.amount, str(found.date), found.crc_variant
('24312000000358032546', Decimal('633.00'), '2024-11-18', 'with_comma')
>>> parse_qr("01,51,,26339132621000219582,56.00,20260423,,219a,").crc_variant
'modbus'
>>> parse_qr("https://example.com/") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from extractor.records.partial_date import PartialDate

CrcVariant = Literal["with_comma", "without_comma", "modbus", ""]
DIGITAL = ("31", "32", "51", "61", "81", "82", "83", "84", "85", "86", "87", "88")
_HEX = re.compile(r"[0-9A-Fa-f]{4}")


@dataclass(frozen=True, slots=True)
class QrText:
    """`amount` is the sum without tax unless `with_tax`; `crc_variant` is empty where no variant matches."""

    type: str
    code: str
    number: str
    amount: Decimal | None
    with_tax: bool
    date: PartialDate | None
    check_code: str
    crc: str
    crc_variant: CrcVariant


def parse_qr(text: str) -> QrText | None:
    """None for a code that is not an invoice's."""
    parts = [part.strip() for part in text.strip().split(",")]
    if len(parts) < 6 or parts[0] != "01" or not re.fullmatch(r"\d{2}", parts[1]):
        return None
    parts += [""] * (8 - len(parts))
    number = re.sub(r"\D", "", parts[3])
    if not number:
        return None
    crc = parts[7] if _HEX.fullmatch(parts[7]) else ""
    return QrText(
        parts[1],
        re.sub(r"\D", "", parts[2]),
        number,
        _amount(parts[4]),
        parts[1] in DIGITAL or len(number) == 20,
        _date(parts[5]),
        re.sub(r"\s", "", parts[6]),
        crc,
        _variant(text.strip(), crc),
    )


def crc16(data: bytes) -> int:
    """CRC-16 of polynomial 0x8005, initial value 0, nothing reflected.

    >>> f"{crc16(b'01,32,,24312000000136634917,0.01,20240514,,'):04X}"
    '1DD6'
    """
    value = 0
    for byte in data:
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1 ^ 0x8005) & 0xFFFF if value & 0x8000 else value << 1
    return value


def crc16_modbus(data: bytes) -> int:
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ 0xA001 if value & 1 else value >> 1
    return value


def _variant(text: str, crc: str) -> CrcVariant:
    at = text.rfind(crc) if crc else -1
    if at <= 0:
        return ""
    before, wanted = text[:at].encode(), int(crc, 16)
    if crc16(before) == wanted:
        return "with_comma"
    if crc16(before.removesuffix(b",")) == wanted:
        return "without_comma"
    return "modbus" if crc16_modbus(before) == wanted else ""


def _amount(text: str) -> Decimal | None:
    try:
        return Decimal(text) if re.fullmatch(r"-?\d{1,12}(?:\.\d{1,4})?", text) else None
    except InvalidOperation:
        return None


def _date(text: str) -> PartialDate | None:
    digits = re.sub(r"\D", "", text)
    try:
        found = date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) if len(digits) == 8 else None
    except ValueError:
        return None
    return PartialDate(found.year, found.month, found.day) if found else None
