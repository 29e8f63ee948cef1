"""申报书 of either programme (field_schemas §3, §4): names of fields are the schema's."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.records.cited import Absent, Field
from extractor.records.partial_date import PartialDate
from extractor.records.roster import Member
from extractor.records.signing import SigningBlock
from extractor.records.station_particulars import NO_PARTICULARS, StationParticulars


@dataclass(frozen=True, slots=True)
class Project:
    """One row of 承担项目情况."""

    name: Field[str]
    level: Field[str]
    role: Field[str]
    period: Field[str]


@dataclass(frozen=True, slots=True)
class Leader:
    """团队负责人 (studio) or 项目负责人 (station). `age` is the stated 年龄 in years."""

    name: Field[str]
    gender: Field[str]
    nationality: Field[str]
    ethnicity: Field[str]
    birth_date: Field[PartialDate]
    age: Field[int]
    id_type: Field[str]
    id_number: Field[str]
    education: Field[str]
    professional_title: Field[str]
    post: Field[str]
    employer: Field[str]
    personnel_relation_unit: Field[str]
    phone: Field[str]
    projects: tuple[Project, ...] = ()


@dataclass(frozen=True, slots=True)
class Expert:
    """One 指导专家."""

    key: str
    name: Field[str]
    professional_title: Field[str]
    employer: Field[str]
    domain: Field[str]
    guidance_content: Field[str]


@dataclass(frozen=True, slots=True)
class Achievement:
    """One row of 成果: patent, software copyright, standard, award …"""

    kind: Field[str]
    title: Field[str]
    identifier: Field[str]
    date: Field[PartialDate]
    owner: Field[str]


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One row of 经费预算; `amount` in 元."""

    category: Field[str]
    basis: Field[str]
    amount: Field[Decimal]


NO_TOTAL = Absent("预算合计", "not_found")


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """申报书. `programme` is studio or station as its title says; `members` are the rows of its own member table.

    `budget_total` is the 合计 that the table of `budget_lines` prints, in 元.
    """

    programme: Field[str]
    team_name: Field[str]
    project_title: Field[str]
    field_domain: Field[str]
    host_org: Field[str]
    uscc: Field[str]
    org_type: Field[str]
    district: Field[str]
    address: Field[str]
    station_class: Field[str]
    recommender: Field[str]
    apply_date: Field[PartialDate]
    founded_date: Field[PartialDate]
    member_count: Field[int]
    research_direction: Field[str]
    industry: Field[str]
    site_address: Field[str]
    site_area_m2: Field[Decimal]
    site_functions: Field[str]
    leader: Leader
    members: tuple[Member, ...] = ()
    experts: tuple[Expert, ...] = ()
    outcomes: tuple[Achievement, ...] = ()
    budget_lines: tuple[BudgetLine, ...] = ()
    budget_total: Field[Decimal] = NO_TOTAL
    station: StationParticulars = NO_PARTICULARS
    signing: tuple[SigningBlock, ...] = ()
