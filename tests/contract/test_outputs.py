"""Every output takes every result: all sorts of places, nothing at all, hostile and endless text; and always alike.

The outputs are found, not listed: a new one is held to this by being there.
"""

from __future__ import annotations

import hashlib
import io
import json
import time
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from checks.downloads import Download, downloads
from checks.outputs.json import place_json
from checks.shown import Shown, copying
from extractor.document import InMedia, InSheet, InTable, InText, InXml, OnPage, Place
from extractor.geometry import BBox
from extractor.layout.docx_anchors import open_docx
from tests.papers_docx import tricky_docx

ON = date(2026, 3, 1)
NUMBER = "110101197803050016"
LONG_NUMBER = "24112000000048542163"
PLACES: tuple[Place, ...] = (
    OnPage(1, BBox(40, 60, 200, 80)),
    OnPage(99, BBox(0, 0, 1, 1)),
    InText(1, 2, 5),
    InText(9999, 0, 3),
    InTable((0,), 1, 1),
    InTable((0, 1, 1, 0), 0, 0),
    InTable((7, 7, 7, 7), 0, 0),
    InSheet("预算", 3, 2),
    InXml("/Invoice/Total"),
    InMedia("word/media/image1.png", BBox(0, 0, 9, 9)),
)
HOSTILE = (
    f'=HYPERLINK("http://x","{NUMBER}")',
    f"+1 {NUMBER}",
    f"-1 @SUM(A1) {NUMBER}",
    "<w:t>&amp;</w:t> ]]> \x00\x08\ud800\u202e\ufffe\u2028",
    f"{NUMBER}\n" * 300,
    "长" * 33_000,
    "",
)


def evidence(place: Place, text: str) -> dict[str, Any]:
    page, box = (place.page, place.bbox) if isinstance(place, OnPage) else (None, None)
    edges = [box.x0, box.top, box.x1, box.bottom] if box else None
    return {
        "document": "doc",
        "place": place_json(place),
        "page": page,
        "bbox": edges,
        "text": text,
        "confidence": 0.93,
        "source": "text",
    }


def finding(number: int, verdict: str, text: str, places: tuple[Place, ...] = PLACES) -> dict[str, Any]:
    return {
        "id": f"id-{number:03d}",
        "rule": f"QC-{number:02d}",
        "clause": text[:40] or "第五条",
        "verdict": verdict,
        "severity": ("error", "warning", "note")[number % 3],
        "message": text or "说明",
        "evidence": [evidence(place, text) for place in places],
        "why": text if verdict == "review" else "",
        "parameters": {"max_age": 45, "text": text[:50]},
        "fingerprint": f"f{number}",
    }


def result(*findings: dict[str, Any], name: str = "材料/申报书.docx") -> dict[str, Any]:
    unread = [{"document": "doc", "number": 2, "code": "page_timeout", "message": "读取超时", "media": ""}]
    return {
        "schema": "caishen/result/1",
        "programme": "studio",
        "edition": "2025.1",
        "documents": [{"id": "doc", "name": name, "kind": "application_form", "pages": [1], "record": None}],
        "findings": list(findings),
        "coverage": {
            "decided": ["QC-01"],
            "not_decided": [{"rule": "QC-99", "clause": "第九条", "reason": f"=缺材料 {NUMBER}"}] if findings else [],
            "unread_files": [{"name": "坏.pdf", "code": "unreadable", "message": "打不开"}] if findings else [],
            "unread_pages": unread if findings else [],
            "unknown_documents": ["doc"] if findings else [],
        },
        "versions": {"caishen": "0.1.0"},
    }


def shown(*findings: dict[str, Any], name: str = "材料/申报书.docx") -> Shown:
    decisions = {
        "id-000": {"action": "dismiss", "reason": f"={NUMBER}", "comment": "", "actor": "王审", "stale": False},
        "id-001": {"action": "comment", "reason": "", "comment": "再看", "actor": "", "stale": True},
        "id-002": {"action": "undo", "reason": "", "comment": "", "actor": "", "stale": False},
    }
    return Shown(result(*findings, name=name), ON, decisions, {"QC-00": "leader-age"}, {"QC-00": "负责人年龄"})


def everything() -> Shown:
    verdicts = ("fail", "review", "pass", "not_applicable")
    hostile = [finding(i, verdicts[i % 4], text) for i, text in enumerate((*HOSTILE, *HOSTILE))]
    nowhere = finding(40, "fail", f"没有依据 {NUMBER} {LONG_NUMBER}", ())
    return shown(*hostile, nowhere, finding(41, "review", LONG_NUMBER))


def _pdf(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=(400, 600), invariant=True)
    canvas.drawString(40, 300, "text")
    canvas.showPage()
    canvas.save()


@pytest.fixture
def originals(tmp_path: Path) -> dict[str, Path]:
    """An original of each sort, by format."""
    paths = {name: tmp_path / f"original-{name}" for name in ("pdf", "docx", "png", "csv")}
    _pdf(paths["pdf"])
    paths["docx"].write_bytes(tricky_docx())
    Image.new("RGB", (400, 600), "white").save(paths["png"], "PNG")
    paths["csv"].write_bytes("科目,金额\n咨询费,1200\n".encode("gb18030"))
    return paths


def made(download: Download, what: Shown, originals: dict[str, Path]) -> dict[str, bytes]:
    """What the output makes of the result, or of each original that it takes."""
    if download.of_all is not None:
        return {"all": download.of_all(what)}
    assert download.of_each is not None
    copies = {}
    for format, path in originals.items():
        boxed = format == "csv"  # a sheet of text has no boxes
        bare = [{**one, "evidence": [e for e in one["evidence"] if not e["bbox"]]} for one in what.result["findings"]]
        told = Shown({**what.result, "findings": bare}, what.on, what.decisions, {}, {}) if boxed else what
        if download.takes(format):
            laid = copying(told)
            copy = laid.copy(download.format, f"原件.{format}", ("doc",), elsewhere=download.elsewhere)
            copies[format] = download.of_each(path, copy, open_docx)
    return copies


@pytest.mark.parametrize("download", downloads().values(), ids=lambda one: one.format)
def test_says_what_it_is(download: Download) -> None:
    assert download.suffix.startswith(".")
    assert "/" in download.media_type
    assert download.title
    assert bool(download.file) == (download.of_all is not None)
    assert download.form(1) == (download.media_type, download.suffix)


@pytest.mark.parametrize("what", [everything(), shown()], ids=["everything", "nothing"])
@pytest.mark.parametrize("download", downloads().values(), ids=lambda one: one.format)
def test_takes_every_result_and_is_always_alike(
    download: Download, what: Shown, originals: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: hashlib.sha256(path.read_bytes()).digest() for name, path in originals.items()}
    first = made(download, what, originals)
    assert first
    assert all(first.values())
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 86_400 * 400)
    assert made(download, what, originals) == first
    assert {name: hashlib.sha256(path.read_bytes()).digest() for name, path in originals.items()} == before


@pytest.mark.parametrize("download", downloads().values(), ids=lambda one: one.format)
def test_id_numbers_are_masked(download: Download, originals: dict[str, Path]) -> None:
    if download.format == "json":
        pytest.skip("the result is data: it says what was read")
    for name, data in made(download, everything(), originals).items():
        text = text_of(data)
        assert NUMBER not in text, name
        assert "110101**********16" in text, name


def text_of(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        document = pypdfium2.PdfDocument(data)
        pages = "".join(page.get_textpage().get_text_range() for page in document)
        return pages + data.decode("latin-1") + data.decode("utf-16-be", errors="ignore")
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))


def sheets(what: Shown) -> dict[str, list[list[Any]]]:
    of_all = downloads()["xlsx"].of_all
    assert of_all is not None
    book = load_workbook(io.BytesIO(of_all(what)))
    for page in book:
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref
    return {page.title: [[cell.value for cell in row] for row in page] for page in book}


def test_people_see_no_shared_folder(originals: dict[str, Path]) -> None:
    value = everything()
    value.result["coverage"]["unread_files"][0]["name"] = "材料/坏.pdf"
    value.result["findings"][-1]["message"] = "有误（见 材料/申报书.docx 第1页）。"
    for format in ("pdf", "docx", "xlsx"):
        for name, data in made(downloads()[format], value, originals).items():
            assert "材料/" not in text_of(data), (format, name)


def test_the_sheet_in_front_says_every_conclusion_and_what_was_not_read() -> None:
    front = downloads()["pdf"].front
    assert front is not None
    nowhere = finding(40, "fail", "没有依据", ())
    data = front(shown(finding(1, "review", "由人判断"), finding(2, "pass", "都有"), nowhere))
    text = text_of(data)
    for part in ("没有依据", "由人判断", "符合 1 条：QC-02", "坏.pdf", "打不开", "读取超时", "2026-03-01"):
        assert part in text, part
    assert front(shown()) == front(shown())
    assert NUMBER not in text_of(front(everything()))


def test_the_list_of_problems() -> None:
    pages = sheets(everything())
    assert list(pages) == ["问题清单", "全部结论", "未能读取", "没有判断"]
    head, *rows = pages["问题清单"]
    assert head == [
        "序号", "结论", "严重程度", "规则编号", "条款", "材料", "页码/位置", "问题说明", "原文", "需人工判断的原因",
        "处理决定", "备注",
    ]  # fmt: skip
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert {row[1] for row in rows} == {"不符合", "需人工判断"}
    assert [row[1] for row in rows] == sorted((row[1] for row in rows), reverse=False)
    assert {row[1] for row in pages["全部结论"][1:]} == {"不符合", "需人工判断", "符合", "不适用"}
    assert len(pages["未能读取"]) == 4
    assert pages["没有判断"][1][1:3] == ["QC-99", "第九条"]
    dismissed = next(row for row in rows if row[3] == "QC-00")
    assert dismissed[10] == "不采纳"
    assert "王审" in dismissed[11]
    assert any(LONG_NUMBER in str(row[7]) for row in rows)
    assert sheets(shown())["问题清单"][1][0] == "（无）"


def test_no_cell_is_a_formula() -> None:
    for rows in sheets(everything()).values():
        for value in (value for row in rows for value in row if isinstance(value, str)):
            assert not value.startswith(("=", "+", "-", "@", "\t", "\r")), value
            assert len(value) <= 32_767
    of_all = downloads()["xlsx"].of_all
    assert of_all is not None
    with zipfile.ZipFile(io.BytesIO(of_all(everything()))) as package:
        assert not any(b"<f>" in package.read(name) for name in package.namelist())


def sarif(what: Shown) -> dict[str, Any]:
    of_all = downloads()["sarif"].of_all
    assert of_all is not None
    (run,) = json.loads(of_all(what))["runs"]
    return dict(run)


def test_sarif_says_the_kinds_and_levels_of_the_standard() -> None:
    run = sarif(everything())
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert {one["kind"] for one in run["results"]} == {"pass", "fail", "review", "notApplicable"}
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        assert one["level"] in ({"error", "warning", "note"} if one["kind"] == "fail" else {"none"})
        assert one["message"]["text"]
        assert all(isinstance(value, str) for value in one["partialFingerprints"].values())
        for location in one["locations"]:
            artifact = location["physicalLocation"]["artifactLocation"]
            assert run["artifacts"][artifact["index"]]["location"]["uri"] == artifact["uri"]
    (dismissed,) = [one for one in run["results"] if "suppressions" in one]
    assert dismissed["ruleId"] == "QC-00"
    said = [note["descriptor"]["id"] for note in run["invocations"][0]["toolExecutionNotifications"]]
    assert said == ["unreadable", "page_timeout", "unknown_kind"]


def test_sarif_places() -> None:
    (one,) = sarif(shown(finding(3, "fail", "文字", (PLACES[0], PLACES[2]))))["results"]
    page, words = one["locations"]
    assert page["properties"]["bbox"] == [40, 60, 200, 80]
    assert "region" not in page["physicalLocation"]
    region = words["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, 3, 6)


@pytest.mark.parametrize("name", ["/x/../../a b.docx", "C:\\用户\\表.docx", "..", "a:b?c#d.pdf", "\ud800.pdf"])
def test_sarif_names_no_path_of_a_machine(name: str) -> None:
    run = sarif(shown(finding(3, "fail", "文字"), name=name))
    for artifact in run["artifacts"]:
        uri = artifact["location"]["uri"]
        assert uri.isascii()
        assert uri
        assert not uri.startswith("/")
        assert ".." not in uri.split("/")
        assert not set(uri) & set(":?#\\ ")
