"""A submission of files that have no page images: a workbook, an OFD that cannot be drawn, an invoice as XML."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from sqlalchemy import select

from tests.seeding.findings import finding
from tests.seeding.submission import OWNER, named
from worker import store as stored
from worker.store import NewFile, Store
from worker.store.images import FAILED
from worker.store.models import DocumentRow, FileRow, FindingRow, OutboxRow, PageRow, ResultRow, SubmissionRow

BUDGET = (("科目", "明细", "金额"), ("咨询费", "论证会", "3000"), ("会议费", "场地", "90000"))
OFD_LINES = (("价税合计（小写）", 60.0), ("￥1,060.00", 160.0))
XML_LINES = (("TotalTax-includedAmount", "价税合计：2120.00"), ("BuyerName", "购买方名称：北京某某研究院"))


def without_images(store: Store) -> str:
    """Returns its id. The findings, in order: a cell of the workbook, a line of the OFD, an element of the XML."""
    names = ("预算.xlsx", "发票.ofd", "发票.xml")
    files = [NewFile(name, store.blobs.put(BytesIO(name.encode())), len(name)) for name in names]
    identity = stored.create_submission(
        store, **OWNER, programme="station", stage="closing", on=date(2026, 3, 1), files=files
    ).id
    with store.writing() as session:
        row = session.get_one(SubmissionRow, identity)
        row.state, row.recognised = "succeeded", "station"
        for job in session.scalars(select(OutboxRow).where(OutboxRow.submission_id == identity)):
            job.state = "done"
        held = session.scalars(select(FileRow).where(FileRow.submission_id == identity).order_by(FileRow.position))
        for position, (file, page) in enumerate(zip(held, (_sheet(), _ofd(), _xml()), strict=True)):
            file.format, file.state = file.name.rpartition(".")[2], "read"
            session.add(PageRow(**OWNER, file_id=file.id, number=1, source="text", **page))
            session.add(
                DocumentRow(
                    **OWNER, id=named(identity, file.format), submission_id=identity, file_id=file.id,
                    position=position, kind="budget" if position == 0 else "invoice", page_numbers=[1], record=None,
                )
            )  # fmt: skip
        found = _found(identity)
        for position, body in enumerate(found):
            session.add(
                FindingRow(
                    **OWNER, submission_id=identity, id=body["id"], position=position, verdict=body["verdict"],
                    fingerprint=body["fingerprint"], body=body,
                )
            )  # fmt: skip
        coverage = {"decided": [], "not_decided": [], "unread_files": [], "unread_pages": [], "unknown_documents": []}
        result = {"schema": "caishen/result/1", "programme": "station", "edition": "test", "documents": []}
        body = {**result, "findings": found, "coverage": coverage, "versions": {}}
        session.add(ResultRow(**OWNER, submission_id=identity, body=body))
    return identity


def _found(identity: str) -> list[dict[str, Any]]:
    box = [160.0, 100.0, 230.0, 112.0]
    places = (
        ("xlsx", {"type": "in_sheet", "sheet": "预算", "row": 2, "column": 2}, "90000"),
        ("ofd", {"type": "on_page", "page": 1, "bbox": box}, "￥1,060.00"),
        ("xml", {"type": "in_xml", "path": "TotalTax-includedAmount"}, "2120.00"),
    )
    made = []
    for number, (document, place, text) in enumerate(places, 1):
        evidence = {"document": named(identity, document), "place": place, "text": text, "confidence": 1.0}
        evidence |= {"page": place.get("page"), "bbox": place.get("bbox"), "source": "text"}
        made.append(finding(number, f"V.0{number}", "票据", "fail", f"第 {number} 处不一致。", evidence))
        made[-1]["id"] = named(identity, made[-1]["id"])
    return made


def _page(size: tuple[float, float], lines: list[dict[str, Any]], tables: list[dict[str, Any]]) -> dict[str, Any]:
    content = {"lines": lines, "tables": tables}
    return {"width": size[0], "height": size[1], "media": "", "problem": None, "content": content}


def _sheet() -> dict[str, Any]:
    cells = [
        {"text": text, "row": row, "column": column, "rowspan": 1, "colspan": 1,
         "place": {"type": "in_sheet", "sheet": "预算", "row": row, "column": column}}
        for row, texts in enumerate(BUDGET)
        for column, text in enumerate(texts)
    ]  # fmt: skip
    table = {"place": None, "rows": len(BUDGET), "columns": 3, "cells": cells}
    return _page((0.0, 0.0), [], [table]) | {"image_sha": None}


def _ofd() -> dict[str, Any]:
    lines = [
        {"text": text, "role": "body", "confidence": 1.0,
         "place": {"type": "on_page", "page": 1, "bbox": [x, 100.0, x + 70, 112.0]}}
        for text, x in OFD_LINES
    ]  # fmt: skip
    return _page((595.0, 397.0), lines, []) | {"image_sha": FAILED}


def _xml() -> dict[str, Any]:
    lines = [
        {"text": text, "role": "body", "confidence": 1.0, "place": {"type": "in_xml", "path": path}}
        for path, text in XML_LINES
    ]
    return _page((0.0, 0.0), lines, []) | {"image_sha": None}
