"""What a folder of vouchers is checked against: programme, buyer, tax number and term, as the officer gives them.

What was given stands in for the agreement that a whole submission holds, so that the same rules look at it; what was
not given is not checked, and that is said.

>>> Terms(buyer="北京某某研究院", programme="station").unchecked(budget=False)
('税号', '项目期限', '预算')
>>> Terms().document("x") is None
True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from checks.case import CaseDocument
from extractor.document import InXml, Span
from extractor.records.agreement import Agreement
from extractor.records.cited import Absent, Field, cite
from extractor.records.partial_date import PartialDate

NAME = "核对条件"
KIND = "given"
"""The kind of the document that holds what was given: no paper, and no agreement either."""
SOURCE = "person"
TERM_WORDS = "应写作 2025-01-01..2025-12-31"


@dataclass(frozen=True, slots=True)
class Terms:
    """`programme` is studio, station or "" (then nothing is placed); the rest is "" or None where it is unset."""

    programme: str = ""
    buyer: str = ""
    tax_id: str = ""
    start: date | None = None
    end: date | None = None

    def unchecked(self, *, budget: bool) -> tuple[str, ...]:
        """What nothing can be checked against, in Chinese; `budget`: a budget was handed in."""
        given = (
            ("项目（支出归类和禁列）", self.programme),
            ("购买方", self.buyer),
            ("税号", self.tax_id),
            ("项目期限", self.start and self.end),
            ("预算", budget),
        )
        return tuple(name for name, value in given if not value)

    def as_data(self) -> dict[str, str]:
        """As it is kept: what is set, in its JSON form."""
        held = {"programme": self.programme, "buyer": self.buyer, "tax_id": self.tax_id}
        days = {"start": self.start, "end": self.end}
        return {**{name: text for name, text in held.items() if text}, **{n: str(d) for n, d in days.items() if d}}

    @classmethod
    def of(cls, data: Mapping[str, str]) -> Terms:
        """
        >>> Terms.of(Terms("studio", start=date(2025, 1, 1)).as_data())
        Terms(programme='studio', buyer='', tax_id='', start=datetime.date(2025, 1, 1), end=None)
        """
        days = {name: date.fromisoformat(data[name]) for name in ("start", "end") if data.get(name)}
        return cls(data.get("programme", ""), data.get("buyer", ""), data.get("tax_id", ""), **days)

    def document(self, identity: str) -> CaseDocument | None:
        """What was given as a document of the case; None where it says nothing about host or term."""
        if not (self.buyer or self.tax_id or self.start or self.end):
            return None
        record = Agreement(
            title=_given(identity, "标题", ""),
            programme=_given(identity, "项目", self.programme),
            party_a=_given(identity, "甲方", ""),
            party_b=_given(identity, "购买方", self.buyer),
            party_b_uscc=_given(identity, "税号", self.tax_id),
            project_leader=_given(identity, "负责人", ""),
            station_class=_given(identity, "类别", ""),
            sign_date=_given(identity, "签订日期", None),
            term_start=_given(identity, "项目开始", _day(self.start)),
            term_end=_given(identity, "项目结束", _day(self.end)),
            grant_amount=_given(identity, "资助金额", None),
        )
        return CaseDocument(id=identity, name=NAME, kind=KIND, pages=(), record=record)


def term(text: str) -> tuple[date | None, date | None]:
    """The first and the last day of `2025-01-01..2025-12-31`; either may be left out. Raises ValueError.

    >>> term("2025-01-01..")
    (datetime.date(2025, 1, 1), None)
    """
    if not text.strip():
        return None, None
    first, dots, last = (part.strip() for part in text.partition(".."))
    start, end = (date.fromisoformat(day) if day else None for day in (first, last))
    if not dots or not (start or end) or (start and end and start > end):
        raise ValueError(text)
    return start, end


def _day(day: date | None) -> PartialDate | None:
    return PartialDate(day.year, day.month, day.day) if day else None


def _given(document: str, label: str, value: Any) -> Field[Any]:
    """Given by a person: certain, and cited as such."""
    if not value:
        return Absent(label, "not_found")
    return cite(value, Span(str(value), InXml(label), 1.0, SOURCE, str(value), document))
