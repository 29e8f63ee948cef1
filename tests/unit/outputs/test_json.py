"""The promised JSON: shapes, plain values, canonical bytes."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from checks.case import Case, CaseDocument, Coverage, NotDecided, Result, UnreadFile, UnreadPage
from checks.finding import Evidence, Finding, Severity, Verdict
from checks.outputs.json import document_json, dumps, plain, read_json, record_json, result_json
from extractor.document import InMedia, InTable, InText, Line, OnPage, Page, Span
from extractor.geometry import BBox
from extractor.records.application_form import BudgetLine
from extractor.records.cited import Absent, Cited, cite, in_document
from extractor.records.partial_date import PartialDate
from extractor.records.report import Counts, Report, WordCounts


def span(text: str, box: BBox = BBox(10.004, 20.006, 30, 40)) -> Span:
    return Span(text, OnPage(2, box), 0.98765, "text", text + " ")


def report() -> Report:
    counts = WordCounts(Counts(2100, 2000, 1950, 2050, 40), Counts(2000), Counts(1990), Counts(1990))
    return Report(
        report_kind=cite("needs", span("需求分析报告")),
        title=cite("需求分析报告", span("需求分析报告")),
        author_org=Absent("编制单位", "not_found"),
        date=cite(PartialDate(2025, 10), span("2025年10月")),
        word_counts=counts,
    )


def result() -> Result:
    record = in_document(report(), "doc-1")
    evidence = Evidence("doc-1", InTable((0,), 1, 2), "正文", 1.0, "text")
    finding = Finding(
        id="f1",
        rule="ZD-07.A8",
        programme="station",
        clause="第七条②",
        verdict=Verdict.PASS,
        severity=Severity.ERROR,
        message="字数",
        evidence=(evidence, Evidence("doc-1", OnPage(2, BBox(1, 2, 3, 4)), "字", 0.5, "ocr:rapid")),
        parameters={"minimum": 2000, "on": date(2025, 11, 20), "rate": Decimal("0.50")},
        fingerprint="aa",
    )
    case = Case(
        "station",
        "closing",
        date(2025, 11, 20),
        "lineage",
        (CaseDocument("doc-1", "a.pdf", "report", (1, 2), record),),
    )
    coverage = Coverage(
        decided=("ZD-07.A8",),
        not_decided=(NotDecided("W.04", "", "尚未实现"),),
        unread_files=(UnreadFile("b.xyz", "unknown_format", "不支持"),),
        unread_pages=(("doc-1", UnreadPage(3, "page_timeout", "超时")),),
        unknown_documents=("doc-9",),
    )
    return Result(case, "2025.1", (finding,), coverage, {"pack": "2025.1"})


def test_result_has_the_promised_shape() -> None:
    shown = result_json(result())
    assert set(shown) == {"schema", "programme", "edition", "documents", "findings", "coverage", "versions"}
    assert shown["schema"] == "caishen/result/1"
    assert set(shown["documents"][0]) == {"id", "name", "kind", "pages", "record"}
    assert shown["documents"][0]["pages"] == [1, 2]
    finding = shown["findings"][0]
    assert set(finding) == {
        *("id", "rule", "clause", "verdict", "severity", "message", "evidence", "why", "parameters", "fingerprint")
    }
    assert finding["verdict"] == "pass"
    assert finding["parameters"] == {"minimum": 2000, "on": "2025-11-20", "rate": "0.50"}
    in_table, on_page = finding["evidence"]
    assert (in_table["page"], in_table["bbox"]) == (None, None)
    assert in_table["place"] == {"type": "in_table", "path": [0], "row": 1, "column": 2}
    assert (on_page["page"], on_page["bbox"]) == (2, [1.0, 2.0, 3.0, 4.0])
    assert on_page["place"] == {"type": "on_page", "page": 2, "bbox": [1.0, 2.0, 3.0, 4.0]}
    assert shown["coverage"]["unread_pages"][0]["document"] == "doc-1"
    assert shown["coverage"]["not_decided"] == [{"rule": "W.04", "clause": "", "reason": "尚未实现"}]


def test_records_nest_fields_with_their_evidence() -> None:
    fields = record_json(in_document(report(), "doc-1"))["fields"]
    assert record_json(report())["type"] == "Report"
    assert fields["word_counts"]["body"]["zishu"] == 2000
    assert fields["author_org"] == {"absent": "not_found"}
    assert fields["date"]["value"] == "2025-10"
    title = fields["title"]
    assert set(title) == {"value", "raw", "confidence", "source", "evidence"}
    assert title["raw"] == "需求分析报告 "
    assert title["source"] == "text"
    assert title["confidence"] == 0.9877
    assert title["evidence"][0]["bbox"] == [10.0, 20.01, 30.0, 40.0]
    assert title["evidence"][0]["document"] == "doc-1"


def test_money_is_a_decimal_string_and_sources_are_joined() -> None:
    line = BudgetLine(Absent("科目", "blank"), Absent("依据", "blank"), cite(Decimal("9.6E+3"), span("0.96")))
    assert plain(line)["amount"]["value"] == "9600"
    two = Cited("x", (span("a"), Span("b", InText(0, 0, 1), 1.0, "ocr:rapid", "b")), 1.0)
    assert plain(two)["source"] == "ocr:rapid+text"


def test_a_picture_in_a_docx_keeps_its_box() -> None:
    shown = plain(Span("字样", InMedia("word/media/image1.png", BBox(-0.001, 0, 9, 9)), 0.9, "ocr:rapid", "字样"))
    assert shown["page"] is None
    assert shown["bbox"] == [0.0, 0.0, 9.0, 9.0]
    assert shown["place"]["type"] == "in_media"
    assert "-0.0" not in json.dumps(shown)


def test_reading_lists_pages_and_errors() -> None:
    page = Page(1, 595.276, 841.89, 0, (Line((span("申报书"),)),))
    shown = read_json(
        [document_json("d", "申报书.pdf", "application_form", [page], None)],
        [UnreadFile("b.pdf", "encrypted", "有密码")],
        {},
    )
    assert shown["schema"] == "caishen/read/1"
    assert shown["documents"][0]["pages"] == [
        {"number": 1, "width": 595.28, "height": 841.89, "source": "text", "text": "申报书"}
    ]
    assert shown["documents"][0]["record"] is None
    assert shown["errors"] == [{"name": "b.pdf", "code": "encrypted", "message": "有密码"}]


def test_bytes_are_canonical() -> None:
    data = dumps(result_json(result()))
    assert data == dumps(result_json(result()))
    assert json.loads(data) == result_json(result())
    assert "字数" in data.decode("utf-8")
    assert dumps({"b": 1, "a": "\ud800"}).endswith(b"}\n")
