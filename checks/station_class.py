"""Which of the three classes a station is (ZD 第三条), as its own papers say it.

A class is only said by words: the 站点类别 of the form, or the title of a form, agreement or report that names it.
Which reports were handed in is no proof of the class, since a station may have handed in the wrong ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from checks.case import CaseDocument
from checks.papers import records
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Cited, Field
from extractor.records.report import Report
from extractor.records.supporting_paper import SupportingPaper

NAMES = {"A": "区工作站点（A类）", "B": "区工作站点（B类）", "IUR": "产学研合作站点"}
_WORDS = (("A", re.compile(r"[AaＡ]\s*类")), ("B", re.compile(r"[BbＢ]\s*类")), ("IUR", re.compile(r"产\s*学\s*研")))
_TITLE_WORDS = (*_WORDS[:2], ("IUR", re.compile(r"产\s*学\s*研\s*合\s*作\s*站\s*点")))
_BARE = {"A": "A", "B": "B", "Ａ": "A", "Ｂ": "B"}


@dataclass(frozen=True, slots=True)
class StationClass:
    """`value` is A, B, IUR, or "" where no paper says it or two papers differ; `reason` says which, in Chinese."""

    value: str
    cited: tuple[Cited[Any], ...]
    reason: str


def said_class(text: str, *, title: bool = False) -> str:
    """The one class that `text` names, or "". In a title 产学研 alone may be the name of a report.

    >>> said_class("区工作站点（A类）"), said_class("产学研合作站点"), said_class("A类、B类")
    ('A', 'IUR', '')
    """
    found = {name for name, words in (_TITLE_WORDS if title else _WORDS) if words.search(text)}
    if len(found) == 1:
        return found.pop()
    return "" if found or title else _BARE.get(text.strip().upper(), "")


def station_class(
    forms: Iterable[ApplicationForm], papers: Iterable[SupportingPaper | Agreement], reports: Iterable[Report]
) -> StationClass:
    """The class by the words of all papers. Contradicting papers give "" and cite each other."""
    said: dict[str, list[Cited[Any]]] = {}
    fields: list[tuple[Field[str], bool]] = [(form.station_class, False) for form in forms]
    fields += [(field, True) for form in forms for field in (form.project_title, form.team_name)]
    for paper in papers:
        fields.append((paper.title, True))
        if isinstance(paper, Agreement):
            fields.append((paper.station_class, False))
    fields += [(report.title, True) for report in reports]
    for field, title in fields:
        if field.present and (value := said_class(field.value, title=title)):
            said.setdefault(value, []).append(field)
    cited = tuple(field for value in sorted(said) for field in said[value])
    if len(said) == 1:
        return StationClass(next(iter(said)), cited, "")
    if said:
        return StationClass("", cited, "材料中写明的站点类别不一致")
    return StationClass("", (), "材料中未写明站点类别（A类、B类或产学研）")


def class_of(documents: Iterable[CaseDocument]) -> StationClass:
    """The class of the station whose papers these are."""
    papers = tuple(documents)
    named = [*records(papers, SupportingPaper), *records(papers, Agreement)]
    return station_class(records(papers, ApplicationForm), named, records(papers, Report))
