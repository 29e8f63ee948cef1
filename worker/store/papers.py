"""The papers of a submission and their pages, as they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, defer

from worker.store import outbox
from worker.store.corrections import CorrectionView, kind_corrections
from worker.store.database import Store
from worker.store.images import FAILED
from worker.store.models import DocumentRow, FileRow, PageRow
from worker.store.views import DocumentView, PageView


def documents(store: Store, tenant: str, submission_id: str) -> list[DocumentView]:
    """In the order of the result, with their pages but without the pages' text: ask `document` for that."""
    with store.reading() as session:
        rows = session.scalars(
            _owned(tenant).where(DocumentRow.submission_id == submission_id).order_by(DocumentRow.position)
        ).all()
        held = {row.file_id for row in rows}
        files = {file.id: file for file in session.scalars(select(FileRow).where(FileRow.id.in_(held)))}
        pages = _pages(session, held)
        said = kind_corrections(session, tenant, [row.id for row in rows])
        return [_view(row, files[row.file_id], pages[row.file_id], said.get(row.id), text=False) for row in rows]


def document(store: Store, tenant: str, document_id: str) -> DocumentView | None:
    """With the text of its pages. Of a paper that several versions of a submission hold, the newest's."""
    with store.reading() as session:
        row = session.scalar(_newest(tenant, document_id))
        if row is None:
            return None
        pages = session.scalars(select(PageRow).where(PageRow.file_id == row.file_id).order_by(PageRow.number))
        said = kind_corrections(session, tenant, [row.id]).get(row.id)
        return _view(row, session.get_one(FileRow, row.file_id), pages, said, text=True)


def page_image(store: Store, tenant: str, actor: str, document_id: str, number: int) -> str | None:
    """The blob of a page's WEBP image. None when there is none yet; then it is asked for, if the page has one."""
    with store.reading() as session:  # what is there waits for nobody who writes
        row, page = _page_of(session, tenant, document_id, number)
        if row is None or page is None or page.image_sha is not None:
            return page.image_sha or None if page else None
    with store.writing() as session:
        row, page = _page_of(session, tenant, document_id, number)
        if row is not None and page is not None and page.image_sha is None:
            outbox.add(
                session,
                tenant=tenant,
                actor=actor,
                submission_id=row.submission_id,
                queue="interactive",
                job="render",
            )
        return page.image_sha or None if page else None


def _page_of(
    session: Session, tenant: str, document_id: str, number: int
) -> tuple[DocumentRow | None, PageRow | None]:
    """The paper and its page, None for one that has no image."""
    row = session.scalar(_newest(tenant, document_id))
    if row is None or number not in row.page_numbers:
        return row, None
    page = session.get(PageRow, (row.file_id, number), options=[defer(PageRow.content)])
    return row, page if page is not None and page.width > 0 else None


def _owned(tenant: str) -> Select[DocumentRow]:
    return select(DocumentRow).where(DocumentRow.tenant == tenant)


def _newest(tenant: str, document_id: str) -> Select[DocumentRow]:
    return _owned(tenant).where(DocumentRow.id == document_id).order_by(DocumentRow.created_at.desc()).limit(1)


def _pages(session: Session, files: Iterable[str]) -> dict[str, list[PageRow]]:
    """By file, without their text: decoding it takes longer than everything else on the page."""
    query = select(PageRow).where(PageRow.file_id.in_(list(files))).options(defer(PageRow.content))
    held: dict[str, list[PageRow]] = defaultdict(list)
    for page in session.scalars(query.order_by(PageRow.file_id, PageRow.number)):
        held[page.file_id].append(page)
    return held


def _view(
    row: DocumentRow, file: FileRow, pages: Iterable[PageRow], said: CorrectionView | None, *, text: bool
) -> DocumentView:
    numbers = set(row.page_numbers)
    return DocumentView(
        id=row.id,
        submission_id=row.submission_id,
        file_id=row.file_id,
        name=file.name,
        kind=row.kind,
        format=file.format,
        pages=tuple(_page(page, text=text) for page in pages if page.number in numbers),
        record=row.record,
        kind_said=said,
    )


def _page(row: PageRow, *, text: bool) -> PageView:
    content: dict[str, Any] = row.content if text else {}
    return PageView(
        number=row.number,
        width=row.width,
        height=row.height,
        source=row.source,
        media=row.media,
        problem=row.problem,
        image_sha=row.image_sha or None,
        lines=tuple(content.get("lines", ())),
        tables=tuple(content.get("tables", ())),
        drawable=row.width > 0 and row.image_sha != FAILED,
    )
