"""The papers of a submission and their pages, as they are shown."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from worker.store import outbox
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
        return [_view(session, row, text=False) for row in rows]


def document(store: Store, tenant: str, document_id: str) -> DocumentView | None:
    """With the text of its pages. Of a paper that several versions of a submission hold, the newest's."""
    with store.reading() as session:
        row = session.scalar(_newest(tenant, document_id))
        return None if row is None else _view(session, row, text=True)


def page_image(store: Store, tenant: str, actor: str, document_id: str, number: int) -> str | None:
    """The blob of a page's WEBP image. None when there is none yet; then it is asked for, if the page has one."""
    with store.writing() as session:
        row = session.scalar(_newest(tenant, document_id))
        page = None if row is None else session.get(PageRow, (row.file_id, number))
        if row is None or page is None or page.width <= 0 or number not in row.page_numbers:
            return None
        if page.image_sha is None:
            outbox.add(
                session,
                tenant=tenant,
                actor=actor,
                submission_id=row.submission_id,
                queue="interactive",
                job="render",
            )
        return page.image_sha or None


def _owned(tenant: str) -> Select[DocumentRow]:
    return select(DocumentRow).where(DocumentRow.tenant == tenant)


def _newest(tenant: str, document_id: str) -> Select[DocumentRow]:
    return _owned(tenant).where(DocumentRow.id == document_id).order_by(DocumentRow.created_at.desc()).limit(1)


def _view(session: Session, row: DocumentRow, *, text: bool) -> DocumentView:
    file = session.get_one(FileRow, row.file_id)
    pages = session.scalars(
        select(PageRow)
        .where(PageRow.file_id == row.file_id, PageRow.number.in_(row.page_numbers))
        .order_by(PageRow.number)
    )
    return DocumentView(
        id=row.id,
        submission_id=row.submission_id,
        file_id=row.file_id,
        name=file.name,
        kind=row.kind,
        format=file.format,
        pages=tuple(_page(page, text=text) for page in pages),
        record=row.record,
    )


def _page(row: PageRow, *, text: bool) -> PageView:
    content = row.content if text else {}
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
