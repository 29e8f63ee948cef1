"""项目协议、任务书 (field_schemas §4 agreement): the parties, the term, the grant; money in 元."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.records.application_form import NO_TOTAL, BudgetLine
from extractor.records.cited import Field
from extractor.records.partial_date import PartialDate
from extractor.records.signing import SigningBlock
from extractor.records.station_particulars import NO_PARTICULARS, StationParticulars


@dataclass(frozen=True, slots=True)
class Agreement:
    """`party_b` is the host organisation (依托单位, 承担单位); `station_class` as the text says it;
    `budget_total` is the 合计 of the table of `budget_lines`.

    `programme` is studio or station as the title or the text says it. `term_start` and `term_end` are 项目周期.
    `signing` holds its seals, in blocks and beside them.
    """

    title: Field[str]
    programme: Field[str]
    party_a: Field[str]
    party_b: Field[str]
    party_b_uscc: Field[str]
    project_leader: Field[str]
    station_class: Field[str]
    sign_date: Field[PartialDate]
    term_start: Field[PartialDate]
    term_end: Field[PartialDate]
    grant_amount: Field[Decimal]
    budget_lines: tuple[BudgetLine, ...] = ()
    budget_total: Field[Decimal] = NO_TOTAL
    station: StationParticulars = NO_PARTICULARS
    signing: tuple[SigningBlock, ...] = ()
