"""The stage of a submission, inferred from the papers that are there when nobody said it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from checks.case import CaseDocument
from checks.papers import present, records
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Field
from extractor.records.partial_date import PartialDate
from extractor.records.supporting_paper import SupportingPaper

STAGES = ("application", "agreement", "mid", "closing", "finance")
CLOSING_REPORTS = {"report:needs", "report:model", "report:region", "report:university"}
VOUCHERS = {"invoice", "payment_table"}
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def infer(documents: Sequence[CaseDocument], on: date | None = None) -> tuple[str, str]:
    """A stage and the Chinese reason; ("", reason) where the papers do not tell.

    Reports due at the end and final accounts outweigh an application form that was put beside them; a summary alone
    does not, since applicants also sum up past years. An agreement is signed after the recommendation: a form beside
    one of its own year is an annex, and no letter is missing. A team that applies again may put its former agreement
    beside the form; `on`, the day of the screening, tells where the form bears no date, unless there is a summary, by
    which it may all be of a year that is over. Vouchers show that the agreement is being carried out.
    """
    papers = present(documents)
    if papers & (CLOSING_REPORTS | {"settlement"}):
        return "closing", "材料中有结题报告或决算报告"
    if "recommendation" in papers or ("application_form" in papers and "agreement" not in papers):
        return "application", "材料中有申报书或推荐函"
    if "application_form" in papers and not papers & VOUCHERS:
        beside = _beside_agreement(documents, on)
        if beside != "agreement":
            return beside, "申报书旁的协议是以前签订的" if beside else "申报书旁有协议，没有读出是否本次签订的"
    if "report:summary" in papers:
        return "closing", "材料中有总结报告"
    if papers & VOUCHERS:
        return "finance", "材料中有票据"
    if "agreement" in papers:
        return "agreement", "材料中有协议"
    if papers & {"activity", "news"}:
        return "mid", "材料中只有活动材料"
    return "", "材料不足以判断处于哪个阶段"


def _beside_agreement(documents: Sequence[CaseDocument], on: date | None) -> str:
    """What a form and agreements together are of: "agreement" where one was signed on the form, "application" where
    all are of former years, "" where that was not read."""
    asked = [one.apply_date.value.earliest for one in records(documents, ApplicationForm) if one.apply_date.present]
    since = max(asked) if asked else on.replace(month=1, day=1) if on else None
    if since is None:
        return ""
    signed = list(_signed(documents, since))
    if any(day is not None and day.latest >= since for day in signed):
        return "agreement"
    over = not asked and "report:summary" in present(documents)
    return "" if over or None in signed or not signed else "application"


def _signed(documents: Sequence[CaseDocument], since: date) -> Iterator[PartialDate | None]:
    """When each agreement was signed: the day, else the year that its title or its term's beginning says."""
    for one in records(documents, Agreement):
        yield _first(one.sign_date) or _titled(one.title) or _begun(one.term_start, since)
    for paper in records(documents, SupportingPaper):
        if paper.paper_kind.present and paper.paper_kind.value == "agreement":
            yield _first(paper.date) or _titled(paper.title)


def _first(field: Field[PartialDate]) -> PartialDate | None:
    return field.value if field.present else None


def _begun(field: Field[PartialDate], since: date) -> PartialDate | None:
    """A term that begins earlier in the year of the form may be that of the agreement on it: terms often begin with
    the year."""
    day = _first(field)
    return None if day and day.year == since.year and day.latest < since else day


def _titled(field: Field[str]) -> PartialDate | None:
    """The year in a title (2025年度项目合作协议), where it names one."""
    years = set(_YEAR.findall("".join(field.value.split()))) if field.present else set()
    return PartialDate(int(years.pop())) if len(years) == 1 else None
