"""Exports as the worker makes them: several DOCX in one zip, one file by its paper, and why there is none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docx import Document as Docx
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select

from checks.shown import Copy
from tests.papers_docx import tricky_docx
from tests.seeding.submission import finished
from worker import exporting, reading
from worker.settings import Settings
from worker.store import Store, open_store
from worker.store import documents as papers
from worker.store.exports import ExportFailed, ExportTask
from worker.store.models import FileRow

TENANT = "default"


class Inline:
    """The reader pool's part in it, in this process."""

    def annotated(self, original: Path, copy: Copy) -> Future[bytes]:
        return _done(reading.annotated(original, copy))

    def joined(self, format: str, copies: Sequence[tuple[str, bytes]]) -> Future[bytes]:
        return _done(reading.joined(format, copies))


def _done(value: bytes) -> Future[bytes]:
    future: Future[bytes] = Future()
    future.set_result(value)
    return future


@pytest.fixture
def station(tmp_path: Path) -> Any:
    return SimpleNamespace(store=open_store(Settings(data_dir=tmp_path / "data")), pool=Inline())


@pytest.fixture
def submission(station: Any) -> str:
    return finished(station.store)


def as_docx(store: Store, submission: str, *names: str) -> None:
    """Makes DOCX of the files whose names end so."""
    sha = store.blobs.put(io.BytesIO(tricky_docx()))
    with store.writing() as session:
        for file in session.scalars(select(FileRow).where(FileRow.submission_id == submission)):
            if file.name.endswith(names):
                file.format, file.blob_sha = "docx", sha


def made(station: Any, submission: str, format: str, document: str = "") -> bytes:
    return exporting._make(station, TENANT, ExportTask("x", submission, document, format), lambda: False)


def authors(data: bytes) -> set[str]:
    return {comment.author for comment in Docx(io.BytesIO(data)).comments}


def test_one_docx_is_itself(station: Any, submission: str) -> None:
    as_docx(station.store, submission, "工作总结.docx")
    data = made(station, submission, "docx")
    assert "材审" in authors(data)
    assert made(station, submission, "docx") == data


def test_several_docx_are_a_zip_and_one_can_be_asked_for(station: Any, submission: str) -> None:
    as_docx(station.store, submission, "申报书.pdf", "工作总结.docx")
    data = made(station, submission, "docx")
    assert made(station, submission, "docx") == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["01-申报书.pdf.docx", "02-工作总结.docx"]
        copies = [archive.read(name) for name in archive.namelist()]
    assert all("材审" in authors(copy) for copy in copies)
    first = papers(station.store, TENANT, submission)[0]
    assert made(station, submission, "docx", first.id) == copies[0]


def test_where_there_is_no_docx_it_is_said(station: Any, submission: str) -> None:
    with station.store.writing() as session:
        for file in session.scalars(select(FileRow)):
            file.format = "pdf"
    with pytest.raises(ExportFailed, match="DOCX"):
        made(station, submission, "docx")
    with pytest.raises(ExportFailed, match="exe"):
        made(station, submission, "exe")


def test_the_pdf_of_the_whole_has_one_sheet_and_then_every_page(station: Any, submission: str) -> None:
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(400, 600))
    canvas.showPage()
    canvas.save()
    sha = station.store.blobs.put_bytes(data.getvalue())
    with station.store.writing() as session:
        for file in session.scalars(select(FileRow).where(FileRow.submission_id == submission)):
            file.format, file.blob_sha = "pdf", sha
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(made(station, submission, "pdf"))).pages]
    sheets = [number for number, text in enumerate(texts) if "审核结论" in text]
    assert sheets == [0]
    assert [text for text in texts if not text] == [""] * 3
    assert not texts[-1]
    one = papers(station.store, TENANT, submission)[1]
    assert any(
        "审核结论" in page.extract_text()
        for page in PdfReader(io.BytesIO(made(station, submission, "pdf", one.id))).pages
    )


@pytest.mark.parametrize("format", ["json", "xlsx", "sarif"])
def test_the_whole_result(station: Any, submission: str, format: str) -> None:
    data = made(station, submission, format)
    assert data
    assert made(station, submission, format) == data
