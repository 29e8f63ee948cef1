"""Programme, stage and station class, from the papers alone."""

from __future__ import annotations

from typing import Any

import pytest

from checks import programme, stage
from checks.station_class import class_of
from tests.unit.checks.papers import a_case

PROGRAMMES: list[tuple[list[dict[str, Any]], str]] = [
    ([{"form": {"programme": "studio"}}], "studio"),
    ([{"form": {"programme": "station"}}], "station"),
    ([{"report": {"report_kind": "needs", "hanzi": 1}}], "station"),
    ([{"report": {"report_kind": "summary", "title": "青创室年度工作总结", "hanzi": 1}}], "studio"),
    ([{"paper": {"paper_kind": "agreement", "title": "“千人进千企”工作站点项目合作协议"}}], "station"),
    ([{"activity": {"kind": "plan", "title": "沙龙", "text": ["北京优秀青年工程师\n创新工坊"]}}], "studio"),
    ([{"form": {"programme": "studio"}}, {"form": {"programme": "station"}}], ""),
    ([{"paper": {"paper_kind": "recommendation", "title": "推荐函"}}], ""),
    ([{"paper": {"paper_kind": "recommendation", "title": "推荐函", "programme": "studio"}}], "studio"),
    ([{"report": {"report_kind": "summary", "title": "总结报告", "hanzi": 1, "programme": "station"}}], "station"),
    ([{"paper": {"programme": "studio"}}, {"paper": {"programme": "station"}}], ""),
    ([{"paper": {"title": "青创室推荐函", "programme": "station"}}], "studio"),
    ([{"form": {"programme": "station"}}, {"paper": {"programme": "studio"}}], "station"),
    ([{"unknown": {}}], ""),
    ([], ""),
]


@pytest.mark.parametrize(("papers", "expected"), PROGRAMMES)
def test_the_programme(papers: list[dict[str, Any]], expected: str) -> None:
    found, reason = programme.recognise(a_case({"papers": papers}).documents)
    assert found == expected
    assert reason


STAGES: list[tuple[list[dict[str, Any]], str]] = [
    ([{"form": {}}], "application"),
    ([{"form": {}}, {"report": {"report_kind": "summary", "hanzi": 1}}], "application"),
    ([{"form": {}}, {"report": {"report_kind": "needs", "hanzi": 1}}], "closing"),
    ([{"report": {"report_kind": "summary", "hanzi": 1}}], "closing"),
    ([{"paper": {"paper_kind": "settlement"}}], "closing"),
    ([{"paper": {"paper_kind": "agreement"}}], "agreement"),
    ([{"paper": {"paper_kind": "agreement"}}, {"paper": {"paper_kind": "invoice"}}], "finance"),
    ([{"form": {}}, {"paper": {"paper_kind": "agreement"}}], ""),
    ([{"form": {}}, {"paper": {"paper_kind": "agreement", "date": "2025-05"}}], "agreement"),
    ([{"form": {}}, {"paper": {"paper_kind": "agreement", "title": "2023年度协议"}}], "application"),
    ([{"form": {}}, {"agreement": {"title": "2025年度项目合作协议"}}], "agreement"),
    ([{"form": {}}, {"agreement": {"sign_date": "2023-05"}}, {"invoice": {}}], "finance"),
    ([{"form": {}}, {"agreement": {"sign_date": "2024-05"}}, {"report": {"report_kind": "summary", "hanzi": 1}}], ""),
    (
        [{"form": {}}, {"agreement": {"sign_date": "2025-05"}}, {"report": {"report_kind": "summary", "hanzi": 1}}],
        "closing",
    ),
    ([{"form": {}}, {"agreement": {"title": "2024—2025年度项目合作协议"}}], ""),
    ([{"form": {}}, {"agreement": {"title": "2025年度协议", "sign_date": "2023-05"}}], "application"),
    ([{"form": {"apply_date": "2025-03-20"}}, {"agreement": {"sign_date": "2025-02-10"}}], "application"),
    ([{"form": {"apply_date": "2024-11-20"}}, {"agreement": {"sign_date": "2024-12-10"}}], "agreement"),
    ([{"form": {"apply_date": "2025-03-20"}}, {"agreement": {"term_start": "2025-01-01"}}], ""),
    ([{"form": {"apply_date": "2025-03-20"}}, {"agreement": {"term_start": "2024-07-01"}}], "application"),
    ([{"form": {"apply_date": "2025-03-20"}}, {"agreement": {"term_start": "2025-04-01"}}], "agreement"),
    ([{"form": {}}, {"agreement": {"sign_date": "2023-05"}}, {"agreement": {"sign_date": "2025-05"}}], "agreement"),
    ([{"form": {}}, {"agreement": {"sign_date": "2023-05"}}, {"agreement": {}}], ""),
    (
        [{"form": {}}, {"paper": {"paper_kind": "agreement"}}, {"paper": {"paper_kind": "recommendation"}}],
        "application",
    ),
    ([{"activity": {"kind": "plan"}}], "mid"),
    ([{"unknown": {}}], ""),
]


@pytest.mark.parametrize(("papers", "expected"), STAGES)
def test_the_stage(papers: list[dict[str, Any]], expected: str) -> None:
    case = a_case({"papers": papers})
    found, reason = stage.infer(case.documents, case.on)
    assert found == expected
    assert reason


CLASSES: list[tuple[list[dict[str, Any]], str]] = [
    ([{"form": {"station_class": "区工作站点（A类）"}}], "A"),
    ([{"form": {"station_class": "B"}}], "B"),
    ([{"form": {"station_class": "产学研"}}], "IUR"),
    ([{"form": {"station_class": "☐A类 ☐B类 ☐产学研"}}], ""),
    ([{"report": {"report_kind": "university", "title": "产学研工作模式报告", "hanzi": 1}}], ""),
    ([{"report": {"report_kind": "needs", "title": "丰台区工作站点（A类）需求分析报告", "hanzi": 1}}], "A"),
    ([{"form": {"station_class": "A类"}}, {"form": {"station_class": "B类"}}], ""),
    ([], ""),
]


@pytest.mark.parametrize(("papers", "expected"), CLASSES)
def test_the_station_class(papers: list[dict[str, Any]], expected: str) -> None:
    assert class_of(a_case({"papers": papers}).documents).value == expected
