"""The papers that are handed back say what stands after the decisions, and the opinion is one page."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pypdfium2

from checks.drawing.paper_docx import docx as as_docx
from checks.drawing.paper_pdf import pdf as as_pdf
from checks.handed_back import fixes, opinion
from checks.shown import Shown

LONG = "负责人出生日期与身份证号不一致" * 40


def finding(number: int, verdict: str, message: str = "有误。") -> dict[str, Any]:
    place = {"type": "on_page", "page": 3, "bbox": [0, 0, 9, 9]}
    return {
        "id": f"f{number}",
        "rule": f"QC-{number:02d}",
        "clause": "第五条 1",
        "verdict": verdict,
        "severity": "error",
        "message": f"{message[:-1]}（第五条 1；见 甲/申报书.pdf 第3页）。",
        "evidence": [{"document": "d", "place": place, "text": "一九八〇年", "confidence": 0.99}],
        "why": "没有读到出生日期" if verdict == "review" else "",
    }


def shown(*findings: dict[str, Any], decisions: dict[str, dict[str, Any]] | None = None) -> Shown:
    result = {
        "programme": "studio",
        "edition": "2026.1",
        "documents": [{"id": "d", "name": "甲/申报书.pdf"}],
        "findings": list(findings),
        "coverage": {
            "not_decided": [],
            "unread_files": [{"name": "甲/坏.pdf", "code": "unreadable", "message": "打不开"}],
            "unread_pages": [],
            "unknown_documents": [],
        },
    }
    return Shown(result, date(2026, 3, 1), decisions or {}, {}, {})


def decided(action: str, reason: str = "", *, stale: bool = False) -> dict[str, Any]:
    return {"action": action, "reason": reason, "comment": "", "actor": "local", "stale": stale}


def rows(paper: Any, title: str) -> list[tuple[str, ...]]:
    return list(next(table for table in paper.tables if table.title.startswith(title)).rows)


def test_a_fix_names_paper_page_and_article() -> None:
    ((number, where, words, clause),) = rows(fixes(shown(finding(1, "fail", "缺负责人出生日期。"))), "需要补正")
    assert (number, where, words, clause) == ("1", "申报书.pdf 第3页", "缺负责人出生日期。", "第五条 1")


def test_what_was_dismissed_is_no_problem_any_more() -> None:
    held = shown(
        finding(1, "fail"), finding(2, "review"), decisions={f"f{n}": decided("dismiss", "有证明") for n in (1, 2)}
    )
    assert rows(fixes(held), "需要补正") == rows(fixes(held), "请核对") == []
    assert rows(opinion(held), "主要问题") == []


def test_a_review_that_a_person_calls_a_problem_is_to_be_put_right() -> None:
    held = shown(finding(2, "review"), decisions={"f2": decided("accept")})
    assert len(rows(fixes(held), "需要补正")) == 1
    assert rows(opinion(held), "主要问题")[0][-1] == "有问题"
    assert len(rows(fixes(shown(finding(2, "review"))), "请核对")) == 1


def test_a_stale_dismissal_does_not_hide_the_problem() -> None:
    held = shown(finding(1, "fail"), decisions={"f1": decided("dismiss", "旧", stale=True)})
    assert len(rows(fixes(held), "需要补正")) == 1


def test_what_was_not_read_is_said() -> None:
    assert rows(fixes(shown()), "没有读到")[0][1:3] == ("坏.pdf 整个文件", "打不开")
    assert ("没有读到", "1 处") in opinion(shown()).facts


def test_the_opinion_is_one_page_however_much_there_is() -> None:
    many = shown(*(finding(n, "fail", LONG + "。") for n in range(40)))
    assert len(pypdfium2.PdfDocument(as_pdf(opinion(many)))) == 1
    assert "另有 33 条" in opinion(many).tables[0].note


def test_the_word_file_holds_the_same_rows() -> None:
    paper = fixes(shown(finding(1, "fail"), finding(2, "review")))
    opened = docx.Document(BytesIO(as_docx(paper)))
    cells = [tuple(cell.text for cell in row.cells) for table in opened.tables for row in table.rows]
    for table in paper.tables:
        assert set(table.rows) <= set(cells)
