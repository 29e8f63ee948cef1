"""台账 (field_schemas §5): the firms, needs, results, experts, events and news that a station keeps count of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.records.cited import Absent, Field
from extractor.records.partial_date import PartialDate

LedgerKind = Literal[
    "enterprise", "need", "result", "university_result", "expert", "event", "news", "cooperation"
]  # fmt: skip
NO_REMARK = Absent("备注", "not_found")


@dataclass(frozen=True, slots=True)
class Enterprise:
    """A firm. `key_service` and `qualification` may also be said by the heading of the list that it stands in;
    `key_list` marks rows of a list of 重点服务企业 alone, which need not hold every firm contacted; `not_reached` is
    a remark that says that the firm was not reached, `set_aside` one that takes the row back."""

    key: str
    name: Field[str]
    uscc: Field[str]
    district: Field[str]
    has_association: Field[bool]
    qualification: Field[str]
    key_service: Field[bool]
    visit_date: Field[str]
    key_list: bool = False
    not_reached: Field[str] = NO_REMARK
    set_aside: Field[str] = NO_REMARK


@dataclass(frozen=True, slots=True)
class Need:
    key: str
    enterprise: Field[str]
    description: Field[str]
    type: Field[str]
    date: Field[PartialDate]
    status: Field[str]


@dataclass(frozen=True, slots=True)
class Result:
    """落地成果 of a firm; `proof_file` is what the row names as its proof."""

    key: str
    enterprise: Field[str]
    title: Field[str]
    form: Field[str]
    date: Field[PartialDate]
    proof_file: Field[str]


@dataclass(frozen=True, slots=True)
class UniversityResult:
    """高校创新成果 that was collected; `promoted_to` is to whom, or where, it was shown."""

    key: str
    title: Field[str]
    owner: Field[str]
    promoted_to: Field[str]
    date: Field[PartialDate]


@dataclass(frozen=True, slots=True)
class ExpertVisit:
    """One person at one event: 人次."""

    key: str
    name: Field[str]
    professional_title: Field[str]
    employer: Field[str]
    is_special_commissioner: Field[bool]
    role: Field[str]
    event: Field[str]
    date: Field[PartialDate]


@dataclass(frozen=True, slots=True)
class HeldEvent:
    key: str
    title: Field[str]
    kind: Field[str]
    date: Field[PartialDate]
    place: Field[str]


@dataclass(frozen=True, slots=True)
class NewsItem:
    key: str
    title: Field[str]
    site: Field[str]
    url: Field[str]
    publish_date: Field[PartialDate]
    is_association_site: Field[bool]


@dataclass(frozen=True, slots=True)
class CooperationItem:
    key: str
    parties: Field[str]
    subject: Field[str]
    sign_date: Field[PartialDate]
    proof_file: Field[str]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The lists of one paper: a workbook, a Word or PDF table, or tables inside a report. `unplaced` are headers of
    tables whose columns did not tell what they list."""

    title: Field[str]
    enterprises: tuple[Enterprise, ...] = ()
    needs: tuple[Need, ...] = ()
    results: tuple[Result, ...] = ()
    university_results: tuple[UniversityResult, ...] = ()
    experts: tuple[ExpertVisit, ...] = ()
    events: tuple[HeldEvent, ...] = ()
    news: tuple[NewsItem, ...] = ()
    cooperations: tuple[CooperationItem, ...] = ()
    unplaced: tuple[Field[str], ...] = ()


NO_LISTS = Ledger(Absent("台账", "not_found"))
