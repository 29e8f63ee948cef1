"""Results and originals for the contract of the outputs."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
from openpyxl import load_workbook
from reportlab.pdfgen.canvas import Canvas

from checks.downloads import Download, downloads
from checks.outputs.json import place_json
from checks.shown import Shown, copying
from extractor.document import InMedia, InSheet, InTable, InText, InXml, OnPage, Place
from extractor.geometry import BBox
from extractor.layout.docx_anchors import open_docx

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


def sarif(what: Shown) -> dict[str, Any]:
    of_all = downloads()["sarif"].of_all
    assert of_all is not None
    (run,) = json.loads(of_all(what))["runs"]
    return dict(run)
