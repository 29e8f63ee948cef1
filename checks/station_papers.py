"""All that a station's packet says, put together once: its class, district and term, its lists, claims and papers.

Rules of stations ask for it like for a record (`station: Station`), since most weigh many papers against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from checks.case import CaseDocument
from checks.distinct import Firm, firms
from checks.host import Host, Term, host_of, term_of
from checks.paper_text import PaperText, texts_of
from checks.papers import records
from checks.station_class import StationClass, class_of
from extractor.records.activity import ActivityRecord
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.budget import Budget
from extractor.records.change_request import ChangeRequest
from extractor.records.cited import Cited, Field
from extractor.records.cooperation import Cooperation
from extractor.records.figures import Figure
from extractor.records.ledger import Ledger
from extractor.records.report import Report
from extractor.records.settlement import Settlement
from extractor.records.supporting_paper import SupportingPaper
from extractor.text.gazetteer import districts

_AREA = re.compile(r"北京经济技术开发区|经济技术开发区|北京经开区|亦庄经济|BDA|(?<!科技)开发区管委会", re.IGNORECASE)
_ROW_KINDS = ("enterprises", "needs", "results", "university_results", "experts", "events", "news", "cooperations")


@dataclass(frozen=True, slots=True)
class District:
    """`value` is one district, or "" where none or several are said; `reason` says which, in Chinese."""

    value: str
    cited: tuple[Cited[Any], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    """`lists` are the ledgers, also those inside reports; `unread_ledgers` are papers called so whose rows were not
    found. `summaries` are the 总结报告 among `reports`; `firms` the distinct enterprises of all lists, `firm_notes`
    what was merged and what looks alike."""

    known: StationClass
    district: District
    host: Host
    term: Term
    forms: tuple[ApplicationForm, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    reports: tuple[Report, ...] = ()
    lists: tuple[Ledger, ...] = ()
    activities: tuple[ActivityRecord, ...] = ()
    cooperations: tuple[Cooperation, ...] = ()
    changes: tuple[ChangeRequest, ...] = ()
    budgets: tuple[Budget, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    papers: tuple[SupportingPaper, ...] = ()
    texts: tuple[PaperText, ...] = ()
    copies: tuple[str, ...] = ()
    unread_ledgers: tuple[SupportingPaper, ...] = ()
    summaries: tuple[Report, ...] = ()
    firms: tuple[Firm, ...] = ()
    firm_notes: tuple[str, ...] = ()

    def rows(self, name: str) -> list[Any]:
        """All rows of one sort of list: enterprises, needs, results …"""
        return [row for one in self.lists for row in getattr(one, name)]

    def of_kind(self, *kinds: str) -> list[SupportingPaper]:
        return [one for one in self.papers if one.paper_kind.present and one.paper_kind.value in kinds]

    def text_of(self, *kinds: str) -> list[PaperText]:
        return [one for one in self.texts if one.kind in kinds]

    def claimed(self, name: str) -> Figure | None:
        """What the summary claims of `name`: its table of targets, else the highest number of its sentences."""
        found = [one for report in self.summaries for one in report.claimed_figures if one.name == name]
        tabled = [one for one in found if one.value.present and "N" not in one.quote.value and _tabled(one)]
        best = sorted(tabled or found, key=lambda one: one.value.value, reverse=True)
        return best[0] if best else None


def _tabled(figure: Figure) -> bool:
    """Whether the number stands in a cell of its own, apart from what it counts."""
    return figure.value.present and figure.quote.present and figure.value.spans != figure.quote.spans


def station_of(documents: Iterable[CaseDocument]) -> Station:
    """The station whose papers these are; of a paper in two forms the one that stands for both."""
    papers = tuple(document for document in documents if not document.twin)
    forms, agreements = tuple(records(papers, ApplicationForm)), tuple(records(papers, Agreement))
    reports = tuple(records(papers, Report))
    supporting = tuple(records(papers, SupportingPaper))
    lists = (*records(papers, Ledger), *(report.lists for report in reports if _lists_something(report.lists)))
    found, notes = firms([row for one in lists for row in one.enterprises])
    return Station(
        known=class_of(papers),
        district=_district(forms, agreements, reports, supporting),
        host=host_of(forms, agreements),
        term=term_of(agreements),
        forms=forms,
        agreements=agreements,
        reports=reports,
        lists=lists,
        firms=tuple(found),
        firm_notes=tuple(notes),
        activities=tuple(records(papers, ActivityRecord)),
        cooperations=tuple(records(papers, Cooperation)),
        changes=tuple(records(papers, ChangeRequest)),
        budgets=tuple(records(papers, Budget)),
        settlements=tuple(records(papers, Settlement)),
        papers=supporting,
        texts=tuple(texts_of(papers)),
        copies=tuple(document.name for document in papers if document.kind == "duplicate"),
        unread_ledgers=tuple(
            one for one in supporting if one.paper_kind.present and one.paper_kind.value == "ledger"
        ),
        summaries=tuple(one for one in reports if one.report_kind.present and one.report_kind.value == "summary"),
    )


def _lists_something(lists: Ledger) -> bool:
    return any(getattr(lists, name) for name in _ROW_KINDS)


def districts_in(text: str) -> tuple[str, ...]:
    """The districts that a text names, each once; the development area by any of its names.

    >>> districts_in("海 淀区上地"), districts_in("北京经济技术开发区荣华路"), districts_in("亦庄")
    (('海淀区',), ('经开区',), ())
    """
    plain = "".join(text.split())
    found = [name for name in districts() if name.endswith("区") and "开发" not in name and name in plain]
    if _AREA.search(plain):
        found.append("经开区")
    return tuple(dict.fromkeys(found))


def _district(
    forms: Sequence[ApplicationForm],
    agreements: Sequence[Agreement],
    reports: Sequence[Report],
    papers: Sequence[SupportingPaper],
) -> District:
    """The district applied for: by the form, else beside the class or the unit, else by the titles of the papers."""
    by_form: list[Cited[Any]] = [one.district for one in forms if isinstance(one.district, Cited)]
    titles: list[Field[str]] = [*(one.project_title for one in forms), *(one.team_name for one in forms)]
    titles += [*(one.title for one in agreements), *(one.title for one in reports), *(one.title for one in papers)]
    particulars = [*(one.station for one in forms), *(one.station for one in agreements)]
    beside: list[Cited[Any]] = [one.district for one in particulars if isinstance(one.district, Cited)]
    by_title: list[Cited[Any]] = [one for one in titles if isinstance(one, Cited)]
    for fields in (by_form, beside, by_title):
        said = {name: one for one in fields for name in districts_in(one.value)}
        if len(said) == 1 and any("亦庄" in one.value for one in said.values()) and "经开区" not in said:
            return District("", tuple(said.values()), "写有“亦庄”，所申报的是该区还是经开区由人员判断")
        if len(said) == 1:
            return District(next(iter(said)), tuple(said.values()))
        if said:
            return District("", tuple(said.values()), f"材料写有几个区（{'、'.join(sorted(said))}）")
    return District("", tuple(by_form), "材料中未写明所申报的区")
