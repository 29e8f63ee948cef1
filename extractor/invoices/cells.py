"""Pieces of an invoice -> fields: what is cited, how sure the place is, and what is said where nothing stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from extractor.invoices.pieces import Piece
from extractor.records.cited import Absent, Cited, Field
from extractor.records.partial_date import PartialDate
from extractor.text.dates import parse_date

T = TypeVar("T")
MONEY = re.compile(
    r"^[¥￥Y]?\s*(?P<sign>-?)\s*[¥￥]?\s*(?P<sign2>-?)(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<cents>\.\d+)?$"
)
NO_TAX = re.compile(r"^[*＊xX]{1,6}$")


def text_field(label: str, pieces: Sequence[Piece], certainty: float = 1.0) -> Field[str]:
    """The pieces' text joined; `not_found` for none."""
    parts = [piece for piece in pieces if piece.text.strip()]
    if not parts:
        return Absent(label, "not_found")
    value = joined(piece.span.text for piece in parts)
    return Cited(value, tuple(p.span for p in parts), certainty * min(p.span.confidence for p in parts))


def joined(texts: object) -> str:
    """Wrapped pieces on one line: a blank only between Latin words that had one."""
    parts = [str(text).strip() for text in texts]  # type: ignore[attr-defined]
    return "".join(part for part in parts if part)


def understood(
    label: str, pieces: Sequence[Piece], read: Callable[[str], T | None], certainty: float = 1.0
) -> Field[T]:
    """The pieces' text, narrow and joined, read by `read`; `unreadable` where it gives None."""
    parts = [piece for piece in pieces if piece.text.strip()]
    if not parts:
        return Absent(label, "not_found")
    spans = tuple(piece.span for piece in parts)
    value = read("".join(piece.text for piece in parts))
    if value is None:
        return Absent(label, "unreadable", tuple(span.place for span in spans), spans)
    return Cited(value, spans, certainty * min(span.confidence for span in spans))


def money(text: str) -> Decimal | None:
    """A sum as a column prints it.

    >>> money("¥-26.46"), money("1,234.50"), money("***"), money("六元")
    (Decimal('-26.46'), Decimal('1234.50'), None, None)
    """
    match = MONEY.match(re.sub(r"[\s元]", "", text))
    if match is None:
        return None
    try:
        value = Decimal(match["number"].replace(",", "") + (match["cents"] or ""))
    except InvalidOperation:
        return None
    return -value if match["sign"] or match["sign2"] else value


def day(text: str) -> PartialDate | None:
    """A whole date, also with the blanks that forms leave for 年 月 日, and as eight digits.

    >>> str(day("2019  05 08")), str(day("2024 年 01 月 17日")), day("2024年1月")
    ('2019-05-08', '2024-01-17', None)
    """
    found = parse_date(text)
    if found is None or found.day is None:
        blanks = re.search(r"(20\d\d)\D{1,4}(\d{1,2})\D{1,4}(\d{1,2})(?!\d)", text)
        try:
            found = PartialDate(int(blanks[1]), int(blanks[2]), int(blanks[3])) if blanks else None
        except ValueError:
            return None
    return found


def digits(*lengths: int) -> Callable[[str], str | None]:
    """Reads the one run of digits of one of these lengths, blanks in it ignored.

    >>> digits(20)("07662 93373 77557 40708"), digits(8)("No 8765432")
    ('07662933737755740708', None)
    """

    def read(text: str) -> str | None:
        runs = re.findall(r"\d+", re.sub(r"(?<=\d)\s+(?=\d)", "", text))
        fitting = [run for run in runs if len(run) in lengths]
        return fitting[0] if len(fitting) == 1 else None

    return read
