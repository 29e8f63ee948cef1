"""Puts the drawn submission into a store, in any state that the page must be able to show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from sqlalchemy import select

from tests.seeding.drawn import A4, Drawn, form_page, photograph, plan_page
from tests.seeding.findings import FORM, REPORT, SCAN, all_findings
from worker import store as stored
from worker.store import NewFile, Store
from worker.store.models import DocumentRow, FileRow, FindingRow, OutboxRow, PageRow, ResultRow, SubmissionRow

OWNER = {"tenant": "default", "actor": "local"}
NAMES = (
    "云桥团队申报材料/申报书.pdf",
    "云桥团队申报材料/工作总结.docx",
    "云桥团队申报材料/附件3 扫描件.pdf",
    "云桥团队申报材料/附件5 加密件.pdf",
)
ENCRYPTED = "文件设有打开密码，无法读取；请取消密码后重新上传。"
TIMEOUT = {"code": "page_timeout", "message": "这一页读取超时，没有读到内容。"}
PARAGRAPHS = (
    ("title", "云桥轨道检测团队 2025 年上半年工作总结"),
    ("heading", "一、活动开展情况"),
    (
        "body",
        "五月十六日，团队以“北京优秀青年工程师创新工作间”名义举办了钢轨波磨检测技术交流会，邀请三家单位的青年工程师参加。",
    ),
    ("body", "会后形成问题清单十一项，其中七项已列入下半年攻关计划。"),
)
TABLE = (("活动", "日期", "参加人数"), ("技术交流会", "2025-05-16", "36"), ("师徒结对", "2025-06-03", "12"))


def waiting(store: Store) -> str:
    """A submission as it is right after the upload. Returns its id."""
    files = []
    for name in NAMES:
        content = f"%PDF- {name}".encode()
        files.append(NewFile(name, store.blobs.put(BytesIO(content)), len(content)))
    view = stored.create_submission(
        store, **OWNER, programme="auto", stage="auto", on=date(2025, 6, 30), files=files, idempotency_key=None
    )
    return view.id


def reading(store: Store) -> str:
    """Half-way: one file read, one being read, one failed."""
    identity = waiting(store)
    states = (("read", 2, 2), ("reading", 6, 3), ("waiting", 0, 0), ("failed", 0, 0))
    with store.writing() as session:
        session.get_one(SubmissionRow, identity).state = "running"
        for file, (state, total, done) in zip(_files(session, identity), states, strict=True):
            file.state, file.pages_total, file.pages_done = state, total, done
        _encrypted(_files(session, identity)[3])
    return identity


def finished(store: Store) -> str:
    """With papers, pages, findings and what was not read."""
    identity = waiting(store)
    fill(store, identity)
    return identity


def fill(store: Store, identity: str, findings: Sequence[dict[str, Any]] | None = None) -> None:
    """As if a submission of the four files had been read and checked."""
    with store.writing() as session:
        row = session.get_one(SubmissionRow, identity)
        row.state, row.recognised = "partial", "studio"
        for job in session.scalars(select(OutboxRow).where(OutboxRow.submission_id == identity)):
            job.state = "done"
        form, report, scan, locked = _files(session, identity)
        for file, kind, pages in ((form, "pdf", 2), (report, "docx", 2), (scan, "pdf", 1)):
            file.format, file.state, file.pages_total, file.pages_done = kind, "read", pages, pages
        _encrypted(locked)
        _drawn(store, session, form, 1, form_page(), "text")
        _drawn(store, session, form, 2, plan_page(), "text")
        session.add(_page(report, 1, content=_flow(), source="text"))
        _drawn(store, session, report, 2, photograph(), "ocr:rapid", media="word/media/image1.jpeg")
        session.add(_page(scan, 1, problem=TIMEOUT, source="none"))
        session.flush()
        papers = (
            (FORM, form, "application_form", [1, 2]),
            (REPORT, report, "activity", [1, 2]),
            (SCAN, scan, "unknown", [1]),
        )
        for position, (document, file, kind, numbers) in enumerate(papers):
            session.add(
                DocumentRow(
                    **OWNER,
                    id=named(identity, document),
                    submission_id=identity,
                    file_id=file.id,
                    position=position,
                    kind=kind,
                    page_numbers=numbers,
                    record=None,
                )
            )
        _results(session, identity, all_findings() if findings is None else findings)


def named(identity: str, name: str) -> str:
    """Ids of papers and findings are unique in the whole store."""
    return f"{name}-{identity}"


def _results(session: Any, identity: str, findings: Sequence[dict[str, Any]]) -> None:
    for position, body in enumerate(findings):
        body["id"] = named(identity, body["id"])
        for evidence in body["evidence"]:
            evidence["document"] = named(identity, evidence["document"])
        session.add(
            FindingRow(
                **OWNER,
                submission_id=identity,
                id=body["id"],
                position=position,
                verdict=body["verdict"],
                fingerprint=body["fingerprint"],
                body=body,
            )
        )
    coverage = {
        "decided": [body["rule"] for body in findings],
        "not_decided": [
            {"rule": "QC-02.1", "clause": "第二条", "reason": "这一条尚未实现，没有核对。"},
            {"rule": "QC-06.0a", "clause": "第六条", "reason": "没有推荐函。"},
        ],
        "unread_files": [{"name": NAMES[3], "code": "encrypted", "message": ENCRYPTED}],
        "unread_pages": [],
        "unknown_documents": [named(identity, SCAN)],
    }
    body = {
        "schema": "caishen/result/1",
        "programme": "studio",
        "edition": "test",
        "documents": [],
        "findings": findings,
    }
    session.add(ResultRow(**OWNER, submission_id=identity, body={**body, "coverage": coverage, "versions": {}}))


def _files(session: Any, identity: str) -> list[FileRow]:
    return list(session.scalars(select(FileRow).where(FileRow.submission_id == identity).order_by(FileRow.position)))


def _encrypted(file: FileRow) -> None:
    file.state, file.error_code, file.error_message = "failed", "encrypted", ENCRYPTED


def _drawn(
    store: Store, session: Any, file: FileRow, number: int, drawn: Drawn, source: str, media: str = ""
) -> None:
    size = (A4[0], drawn.image.height / 2)
    lines = [
        {"text": text, "role": "body", "confidence": 1.0, "place": _place(number, box)}
        for text, box in drawn.boxes.items()
    ]
    sha = store.blobs.put(BytesIO(drawn.webp()))
    session.add(
        _page(file, number, size=size, image=sha, source=source, media=media, content={"lines": lines, "tables": []})
    )


def _place(number: int, box: tuple[float, ...]) -> dict[str, Any]:
    return {"type": "on_page", "page": number, "bbox": list(box)}


def _page(
    file: FileRow,
    number: int,
    *,
    size: tuple[float, float] = (0.0, 0.0),
    image: str | None = None,
    source: str,
    media: str = "",
    problem: dict[str, str] | None = None,
    content: dict[str, Any] | None = None,
) -> PageRow:
    return PageRow(
        **OWNER,
        file_id=file.id,
        number=number,
        width=size[0],
        height=size[1],
        source=source,
        media=media,
        problem=problem,
        image_sha=image,
        content=content or {"lines": [], "tables": []},
    )


def _flow() -> dict[str, Any]:
    """The DOCX as the reader gives it: paragraphs, then a table that its first line names."""
    lines: list[dict[str, Any]] = [
        {
            "text": text,
            "role": role,
            "level": int(role == "heading"),
            "confidence": 1.0,
            "place": {"type": "in_text", "paragraph": number, "start": 0, "end": len(text)},
        }
        for number, (role, text) in enumerate(PARAGRAPHS)
    ]
    cells = [
        {
            "row": row,
            "column": column,
            "rowspan": 1,
            "colspan": 1,
            "text": text,
            "place": {"type": "in_table", "path": [0], "row": row, "column": column},
        }
        for row, texts in enumerate(TABLE)
        for column, text in enumerate(texts)
    ]
    lines.append({**lines[-1], "text": TABLE[0][0], "table": 0, "place": cells[0]["place"]})
    return {"lines": lines, "tables": [{"rows": 3, "columns": 3, "place": cells[0]["place"], "cells": cells}]}
