"""What was read, in the form in which the store keeps it for showing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checks.case import CaseDocument, Result, UnreadFile
from checks.outputs.json import place_json, record_json, result_json
from extractor.document import Cell, Line, OnPage, Page, Table
from extractor.geometry import union
from worker.gather import FileReading, Progress
from worker.pipeline import FiledPaper
from worker.store.results import FileOutcome, Outcome, StoredDocument, StoredPage

NOTHING_READ = "所有文件都没能读取，无法核对；请看每个文件下的说明。"


def outcome(
    result: Result,
    readings: Sequence[FileReading],
    papers: Sequence[FiledPaper],
    file_ids: Sequence[str],
    read: Sequence[CaseDocument] = (),
) -> Outcome:
    """`file_ids` are the store's ids of the files, by their index; `read` the papers before any correction."""
    state = state_of(readings, result.case.unread_files)
    return Outcome(
        state=state,
        error=NOTHING_READ if state == "failed" else "",
        recognised=result.case.programme,
        stage=result.case.stage,
        result=result_json(result),
        files={file_ids[reading.file]: _file(reading) for reading in readings},
        pages={
            file_ids[reading.file]: [stored_page(page) for page in reading.understood.document.pages]
            for reading in readings
            if reading.understood is not None
        },
        documents=[
            StoredDocument(
                id=paper.document.id,
                file_id=file_ids[paper.file],
                kind=paper.document.kind,
                pages=paper.document.pages,
                record=record_json(paper.document.record),
            )
            for paper in papers
        ],
        read=read,
    )


def file_progress(progress: Progress) -> FileOutcome:
    return FileOutcome(
        state=progress.state,
        format=progress.format,
        pages_total=progress.pages_total,
        pages_done=progress.pages_done,
        error_code=progress.error.code if progress.error else "",
        error_message=progress.error.message if progress.error else "",
    )


def stored_page(page: Page) -> StoredPage:
    problem = {"code": page.problem.code, "message": page.problem.message} if page.problem else None
    content = {"lines": [_line(line) for line in page.lines], "tables": [_table(table) for table in page.tables]}
    return StoredPage(page.number, page.width, page.height, page.source, page.media, problem, content)


def state_of(readings: Sequence[FileReading], unread: Sequence[UnreadFile] = ()) -> str:
    """succeeded, partial (something was not read) or failed (nothing was). `unread` are the files that were not."""
    if all(reading.understood is None for reading in readings):
        return "failed"
    whole = not unread and all(_whole(reading) for reading in readings)
    return "succeeded" if whole else "partial"


def _whole(reading: FileReading) -> bool:
    if reading.understood is None or reading.problem is not None:
        return False
    return all(page.problem is None for page in reading.understood.document.pages)


def _file(reading: FileReading) -> FileOutcome:
    pages = len(reading.understood.document.pages) if reading.understood else 0
    error = reading.error or reading.problem
    return FileOutcome(
        state="failed" if reading.understood is None else "read",
        format=reading.format,
        pages_total=pages,
        pages_done=pages,
        error_code=error.code if error else "",
        error_message=error.message if error else "",
    )


def _line(line: Line) -> dict[str, Any]:
    boxes = [span.place.bbox for span in line.spans if isinstance(span.place, OnPage)]
    place: dict[str, Any] | None = None
    if boxes and isinstance(line.spans[0].place, OnPage):
        place = place_json(OnPage(line.spans[0].place.page, union(boxes)))
    elif line.spans:
        place = place_json(line.spans[0].place)
    return {
        "text": line.text,
        "place": place,
        "role": line.role,
        "confidence": round(line.confidence, 4),
        "level": line.level,
        "label": line.label,
        "table": line.table,
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "place": place_json(table.place),
        "rows": table.rows,
        "columns": table.columns,
        "cells": [_cell(cell) for cell in table.cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "row": cell.row,
        "column": cell.column,
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "text": cell.span.text,
        "place": place_json(cell.span.place),
    }
