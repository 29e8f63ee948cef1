"""A packet that is screened as the other programme on purpose: the result says so."""

from __future__ import annotations

from datetime import date

import pytest

from checks.case import CaseDocument
from extractor.recognise import recognise
from tests.builders import Flowing, part
from worker.pipeline import decided

FORM = Flowing().text("北京优秀青年工程师创新工作室申报书").text("团队名称：云桥工作室")


@pytest.mark.parametrize(("asked", "told"), [("station", True), ("studio", False), ("auto", False)])
def test_it_says_when_the_papers_name_the_other_one(asked: str, told: bool) -> None:
    found = recognise(part(FORM))
    papers = [CaseDocument("d", "申报书.docx", found.kind, (1,), found.records[0])]
    result = decided(papers, programme=asked, stage="auto", on=date(2026, 3, 1), lineage="x")
    assert ("请确认项目是否选对" in result.coverage.programme_unclear) is told
