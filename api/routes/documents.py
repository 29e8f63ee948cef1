"""/v1/documents/{id}: what was read of one paper, its record, and its page images as the worker stored them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import FileResponse, JSONResponse, Response

from api.auth import Identity
from api.bounds import Number
from api.correction_schemas import CorrectedOut, CorrectionIn
from api.deps import SendingStore, StoreDep, Who
from api.problems import Problem
from api.routes.submissions import submission
from api.schemas import CorrectionOut, DocumentList, DocumentOut, DocumentSummary, PageOut
from worker import store as stored
from worker.store import DocumentView, Store

router = APIRouter(prefix="/v1", tags=["documents"])

# A page image never changes: its document id comes from the content.
IMAGE_HEADERS = {"Cache-Control": "private, max-age=86400, immutable"}


@router.get("/submissions/{submission_id}/documents")
def listing(store: StoreDep, who: Who, submission_id: str) -> DocumentList:
    submission(store, who, submission_id)
    views = stored.documents(store, who.tenant, submission_id)
    return DocumentList(documents=[DocumentSummary.model_validate(_summary(view)) for view in views])


@router.get("/documents/{document_id}")
@router.get("/submissions/{submission_id}/documents/{document_id}", include_in_schema=False)
def one(store: StoreDep, who: Who, document_id: str, submission_id: str | None = None) -> DocumentOut:
    view = document(store, who, document_id, submission_id)
    pages = [PageOut.of(view.id, page) for page in view.pages]
    said = [one for one in stored.corrections(store, who.tenant, view.submission_id) if one.document_id == view.id]
    shown = [CorrectionOut.model_validate(one) for one in said]
    return DocumentOut.model_validate({**_summary(view), "pages": pages, "record": view.record, "corrections": shown})


@router.patch("/documents/{document_id}/record", status_code=202)
def correct(store: SendingStore, who: Who, document_id: str, given: CorrectionIn) -> CorrectedOut:
    """A person's word on one field. Nothing is read again; all rules look at the paper anew, at once.

    409 with code `box_not_read` while a box is still being read.
    """
    view = document(store, who, document_id, None)
    made = stored.correct(
        store,
        who.tenant,
        who.actor,
        document_id,
        given.path,
        given.value,
        undo=given.undo,
        expected_version=given.version,
        look=given.box,
    )
    shown = CorrectionOut.model_validate(made)
    return CorrectedOut(correction=shown, version=made.number, submission_id=view.submission_id)


@router.get("/documents/{document_id}/pages/{number}.webp", response_model=None)
@router.get(
    "/submissions/{submission_id}/documents/{document_id}/pages/{number}.webp",
    response_model=None,
    include_in_schema=False,
)
def page_image(
    store: SendingStore,
    who: Who,
    document_id: str,
    number: Annotated[Number, Path()],
    submission_id: str | None = None,
) -> Response:
    """The page, upright, as WEBP; 202 while the worker makes it; 404 where a page has no image, as a DOCX's text."""
    return image_of(store, who, document_id, number, submission_id)


def image_of(
    store: Store, who: Identity, document_id: str, number: int, submission_id: str | None = None
) -> Response:
    sha = stored.page_image(store, who.tenant, who.actor, document_id, number)
    if sha is not None:
        return FileResponse(store.blobs.path(sha), media_type="image/webp", headers=IMAGE_HEADERS)
    view = document(store, who, document_id, submission_id)
    if not any(page.number == number and page.drawable for page in view.pages):
        raise Problem(404, "no_page_image", "这一页没有页面图像。")
    return JSONResponse({"state": "making"}, 202, {"Retry-After": "1"})


def document(store: Store, who: Identity, document_id: str, submission_id: str | None) -> DocumentView:
    """Raises Problem 404."""
    view = stored.document(store, who.tenant, document_id)
    if view is None or submission_id not in (None, view.submission_id):
        raise Problem(404, detail="没有这份材料，可能已被删除。")
    return view


def _summary(view: DocumentView) -> dict[str, object]:
    names = ("id", "submission_id", "name", "kind", "kind_read", "format")
    return {**{name: getattr(view, name) for name in names}, "page_numbers": [page.number for page in view.pages]}
