"""The summary of a batch: counts, the worst, what was not read; the same bytes from the same results."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from worker.summary import Asked, Screened, summary_json
from worker.summary_book import workbook

ASKED = Asked("auto", "auto", date(2025, 6, 30))
NUMBER = "110101199003078515"


def finding(verdict: str, rule: str = "X.01", message: str = f"号码 {NUMBER} 的校验码不对") -> dict[str, Any]:
    evidence = {
        "document": "d1",
        "place": {"type": "on_page", "page": 3, "bbox": [0, 0, 1, 1]},
        "text": f"=1+1 {NUMBER}",
        "confidence": 1.0,
    }
    return {
        "id": rule + verdict,
        "rule": rule,
        "clause": "第五条",
        "verdict": verdict,
        "severity": "error",
        "message": message,
        "evidence": [evidence],
        "why": "",
    }


def result(*findings: dict[str, Any]) -> dict[str, Any]:
    return {
        "programme": "studio",
        "edition": "2026.1",
        "documents": [{"id": "d1", "name": "申报书.pdf"}],
        "findings": list(findings),
        "coverage": {
            "unread_files": [{"name": "坏.docx", "code": "unreadable", "message": "已损坏"}],
            "unread_pages": [{"document": "d1", "number": 2, "code": "page_timeout", "message": "超时"}],
            "unknown_documents": ["d1"],
        },
    }


TWO = (
    Screened("甲队", "甲队", "partial", 2, 5, result(finding("review"), finding("pass"), finding("fail"))),
    Screened("乙队", "乙队", "failed", 0, 0, {}, "没有处理完。"),
)


def test_rows_count_and_say_the_worst() -> None:
    told = summary_json(ASKED, TWO)
    assert told["totals"] == {
        "submissions": 2,
        "states": {"failed": 1, "partial": 1},
        "counts": {"fail": 1, "review": 1, "pass": 1, "not_applicable": 0},
        "worst": {"fail": 1, "unread": 1},
        "unread": 4,
    }
    first, second = told["submissions"]
    assert (first["worst"], [one["code"] for one in first["unread"]]) == (
        "fail",
        ["unreadable", "page_timeout", "unknown_kind"],
    )
    assert (second["worst"], second["unread"][0]["message"]) == ("unread", "没有处理完。")


def test_the_workbook_has_everything_in_its_sheet_and_no_id_number() -> None:
    book = load_workbook(BytesIO(workbook(ASKED, TWO)))
    cells = {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] for sheet in book}
    assert [row[:3] for row in cells["汇总"]] == [["甲队", "不符合", "青创室"], ["乙队", "未能读取", "未能确定"]]
    assert [len(cells[name]) for name in ("问题清单", "需人工判断", "未能读取")] == [1, 1, 4]
    assert cells["问题清单"][0][0:2] == ["甲队", "X.01"]
    assert all(NUMBER not in str(value) for rows in cells.values() for row in rows for value in row)
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_place_names_its_file_where_the_evidence_lies_in_several() -> None:
    one = finding("fail")
    path = "EInvoice/EInvoiceData/BuyerInformation/BuyerName"
    one["evidence"] = [
        one["evidence"][0],
        {"document": "d2", "place": {"type": "in_xml", "path": path}, "text": "某某公司", "confidence": 1.0},
    ]
    both = result(one)
    both["documents"] = [{"id": "d1", "name": "申报书.pdf"}, {"id": "d2", "name": "1.xml"}]
    book = load_workbook(BytesIO(workbook(ASKED, (Screened("甲队", "甲队", "succeeded", 2, 2, both),))))
    row = [cell.value for cell in book["问题清单"][2]]
    assert row[8] == "申报书.pdf\n1.xml"
    assert row[9] == "申报书.pdf 第3页\n1.xml 数据文件的购买方名称（BuyerName）"


def test_same_results_same_bytes() -> None:
    assert workbook(ASKED, TWO) == workbook(ASKED, TWO)
