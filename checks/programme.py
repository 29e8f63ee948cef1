"""Which programme a packet belongs to, as its own papers say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from checks.case import CaseDocument
from checks.papers import records_of
from extractor.programme_names import MISSPELT, STATION, STUDIO, TITLES
from extractor.records.activity import ActivityRecord
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.budget import Budget
from extractor.records.cited import Field
from extractor.records.payment_table import PaymentTable
from extractor.records.report import Report
from extractor.records.roster import Roster
from extractor.records.settlement import Settlement
from extractor.records.supporting_paper import SupportingPaper
from extractor.text.similarity import near

_SIGNS = (
    (STUDIO, re.compile(r"优秀青年工程师|青年工程师创新|青创室")),
    (STATION, re.compile(r"千人进千企|科创公共服务|工作站点|产学研合作站点|产业特派员")),
)
_TITLED = Report | SupportingPaper | ActivityRecord | Agreement | Budget | Settlement | PaymentTable
_STATION_REPORTS = {"needs", "model", "region", "university"}


def recognise(documents: Sequence[CaseDocument]) -> tuple[str, str]:
    """studio, station or "" and the Chinese reason. What forms and reports are outweighs what texts mention."""
    for level in (_by_kind, _by_title, _by_text):
        said = {programme for document in documents for programme in level(document)}
        if len(said) == 1:
            programme = said.pop()
            return programme, f"{_HOW[level]}，属于{TITLES[programme]}"
        if said:
            return "", "材料中两个项目的内容都有，请指明按哪个项目核对"
    return "", "材料中没有能说明所属项目的内容，请指明按哪个项目核对"


def _by_kind(document: CaseDocument) -> Iterable[str]:
    for record in records_of(document):
        if isinstance(record, ApplicationForm) and record.programme.present:
            yield record.programme.value
        if isinstance(record, Report) and record.report_kind.present and record.report_kind.value in _STATION_REPORTS:
            yield STATION
        if isinstance(record, Agreement) and record.programme.present:
            yield record.programme.value


def _by_title(document: CaseDocument) -> Iterable[str]:
    for record in records_of(document):
        fields: tuple[Field[str], ...] = ()
        if isinstance(record, _TITLED):
            fields = (record.title,)
        if isinstance(record, Roster):
            fields = (record.team_name,)
        if isinstance(record, ApplicationForm):
            fields = (record.team_name, record.project_title)
        for field in fields:
            if field.present:
                yield from _signs(field.value)


def _by_text(document: CaseDocument) -> Iterable[str]:
    for record in records_of(document):
        if isinstance(record, ActivityRecord):
            for passage in record.passages:
                yield from _signs(passage.text)
        if isinstance(record, SupportingPaper | Report):
            said = record.programme
            if said.present:
                yield said.value
            elif said.reason == "unreadable":
                yield from (STUDIO, STATION)


def _signs(text: str) -> Iterable[str]:
    """The programmes that `text` names; the studio's name counts as said where it is misspelt, too."""
    plain = re.sub(r"\s+", "", text)
    said = [programme for programme, sign in _SIGNS if sign.search(plain)]
    return said or [STUDIO for _ in near(TITLES[STUDIO], plain, MISSPELT)][:1]


_HOW = {_by_kind: "由申报书或报告的种类可知", _by_title: "由材料标题可知", _by_text: "由材料的文字可知"}
