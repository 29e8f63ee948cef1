"""Boxes that people draw on a page where a value was missed: asked for, read by the worker, then quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.document import InMedia, OnPage
from extractor.geometry import BBox
from worker.store import outbox
from worker.store.correction_models import LookRow
from worker.store.database import Store
from worker.store.errors import NotAllowed, NotFound, StoreError
from worker.store.models import DocumentRow, FileRow, PageRow, SubmissionRow
from worker.store.outbox import Task

JOB = "look"
LEAST = 4.0
"""Points: no character is smaller on paper."""
MOST_OPEN = 20
"""Boxes of one submission that wait: one person draws one after another."""
SHOWN = ("succeeded", "partial")
LOST = "框选的内容没有读成，请重新框选，或直接填写。"


class BadBox(StoreError):
    """The box does not lie on the page, or is too small to hold a character."""

    code = "bad_box"
    default = "框选的范围不对，请重新框选。"


class BoxTooSmall(BadBox):
    code = "box_too_small"
    default = "框得太小，放不下一个字；请把要读的内容整个框进去。"


class BoxOutside(BadBox):
    code = "box_outside_page"
    default = "框选的范围超出了页面；请只在页面以内框选。"


class NotRead(StoreError):
    """The box is still being read, or could not be."""

    code = "box_not_read"
    default = "框选的内容还没有读完，请稍候再保存。"


@dataclass(frozen=True, slots=True)
class LookView:
    """`box` is x0, top, x1, bottom in points. Once `done` there is `text` (may be ""), or an error in words."""

    id: str
    document_id: str
    page: int
    box: tuple[float, float, float, float]
    done: bool
    text: str
    confidence: float
    source: str
    error_code: str
    error_message: str


@dataclass(frozen=True, slots=True)
class Found:
    """Where a person found a value, and what is read there."""

    place: OnPage | InMedia
    read: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """For the worker: what to look at."""

    blob_sha: str
    name: str
    page: int
    width: float
    box: BBox


def ask(store: Store, tenant: str, actor: str, document_id: str, page: int, box: Sequence[float]) -> LookView:
    """Have the box read, on the interactive queue. Raises NotFound, NotAllowed, BadBox."""
    with store.writing() as session:
        paper = _paper(session, tenant, document_id)
        _checked(box, _page(session, paper, page))
        if outbox.open_jobs(session, paper.submission_id, JOB) >= MOST_OPEN:
            raise NotAllowed("还有多处框选正在读取，请等它们读完。")
        row = LookRow(
            id=uuid4().hex,
            tenant=tenant,
            actor=actor,
            submission_id=paper.submission_id,
            document_id=document_id,
            page=page,
            box=[float(edge) for edge in box],
        )
        session.add(row)
        outbox.add(
            session,
            tenant=tenant,
            actor=actor,
            submission_id=paper.submission_id,
            queue="interactive",
            job=JOB,
            key=f"{JOB}:{row.id}",
            arguments={"look": row.id},
        )
        session.flush()
        return _view(row)


def look(store: Store, tenant: str, look_id: str) -> LookView | None:
    """None where there is no such box. What the worker gave up is told as an error."""
    with store.reading() as session:
        # Asked before: what ends between the two questions is then seen as done, and not taken for lost.
        comes = outbox.is_open(session, f"{JOB}:{look_id}")
        row = session.get(LookRow, look_id)
        if row is None or row.tenant != tenant:
            return None
        lost = not row.done and not comes
        return replace(_view(row), done=True, error_code=NotRead.code, error_message=LOST) if lost else _view(row)


def wanted(store: Store, look_id: str) -> Wanted | None:
    """None where it was read already, or is gone."""
    with store.reading() as session:
        row = session.get(LookRow, look_id)
        paper = None if row is None else session.get(DocumentRow, (row.submission_id, row.document_id))
        if row is None or row.done or paper is None:
            return None
        file = session.get_one(FileRow, paper.file_id)
        page = session.get_one(PageRow, (paper.file_id, row.page))
        return Wanted(file.blob_sha, file.name, row.page, page.width, BBox(*row.box))


def save_look(
    store: Store,
    task: Task,
    owner: str,
    look_id: str,
    *,
    text: str = "",
    confidence: float = 0.0,
    source: str = "",
    error: tuple[str, str] = ("", ""),
) -> None:
    """`error`: code and sentence. Raises LeaseLost."""
    with store.writing() as session:
        outbox.finish(session, task.id, owner)
        row = session.get(LookRow, look_id)
        if row is not None:
            row.done, row.text, row.confidence, row.source = True, text, confidence, source
            row.error_code, row.error_message = error


def found_in(session: Session, tenant: str, document_id: str, look_id: str) -> Found:
    """The place of a box that was read. Raises NotFound, NotRead."""
    row = session.get(LookRow, look_id)
    if row is None or (row.tenant, row.document_id) != (tenant, document_id):
        raise NotFound("没有这处框选，请重新框选。")
    if not row.done:
        raise NotRead()
    paper = session.get(DocumentRow, (row.submission_id, document_id))
    page = None if paper is None else session.get(PageRow, (paper.file_id, row.page))
    if page is None:
        raise NotFound("没有这一页，请重新框选。")
    box = BBox(*row.box)
    return Found(InMedia(page.media, box) if page.media else OnPage(row.page, box), row.text)


def place_json(place: OnPage | InMedia) -> dict[str, Any]:
    """As in caishen/result/1."""
    box = [place.bbox.x0, place.bbox.top, place.bbox.x1, place.bbox.bottom]
    if isinstance(place, InMedia):
        return {"type": "in_media", "part": place.part, "bbox": box}
    return {"type": "on_page", "page": place.page, "bbox": box}


def place_of(given: Mapping[str, Any]) -> OnPage | InMedia:
    """
    >>> place_of(place_json(OnPage(2, BBox(1.0, 2.0, 30.0, 40.0))))
    OnPage(page=2, bbox=BBox(x0=1.0, top=2.0, x1=30.0, bottom=40.0))
    """
    box = BBox(*(float(edge) for edge in given["bbox"]))
    return InMedia(str(given["part"]), box) if given["type"] == "in_media" else OnPage(int(given["page"]), box)


def _paper(session: Session, tenant: str, document_id: str) -> DocumentRow:
    row = session.scalar(
        select(DocumentRow)
        .where(DocumentRow.tenant == tenant, DocumentRow.id == document_id)
        .order_by(DocumentRow.created_at.desc())
        .limit(1)
    )
    if row is None:
        raise NotFound("没有这份材料，可能已被删除。")
    if session.get_one(SubmissionRow, row.submission_id).state not in SHOWN:
        raise NotAllowed("这份提交还没有审查结果，现在不能框选。")
    return row


def _page(session: Session, paper: DocumentRow, number: int) -> PageRow:
    page = session.get(PageRow, (paper.file_id, number)) if number in paper.page_numbers else None
    if page is None:
        raise NotFound("这份材料没有这一页。")
    if page.width <= 0 or page.height <= 0:
        raise BadBox("这一页没有页面图像，不能框选；请直接填写内容。")
    return page


def _checked(box: Sequence[float], page: PageRow) -> None:
    """Raises BadBox."""
    if len(box) != 4 or not all(isfinite(edge) for edge in box):
        raise BadBox()
    x0, top, x1, bottom = box
    if x0 < -0.5 or top < -0.5 or x1 > page.width + 0.5 or bottom > page.height + 0.5:
        raise BoxOutside()
    if x1 - x0 < LEAST or bottom - top < LEAST:
        raise BoxTooSmall()


def _view(row: LookRow) -> LookView:
    x0, top, x1, bottom = row.box
    return LookView(
        id=row.id,
        document_id=row.document_id,
        page=row.page,
        box=(x0, top, x1, bottom),
        done=row.done,
        text=row.text,
        confidence=row.confidence,
        source=row.source,
        error_code=row.error_code,
        error_message=row.error_message,
    )
