"""/v1/batches: hand in many submissions at once, as one ZIP or as files with the names of their folders."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from fastapi.responses import FileResponse, JSONResponse

from api.auth import Identity
from api.bounds import Moment
from api.deps import SendingStore, StoreDep, Who
from api.intake import RETRY_AFTER_S, IncomingDep, body_of, form_of
from api.problems import Problem
from api.schemas import BatchForm, BatchList, BatchOut, ended
from api.uploads import Upload, UploadLimits, clean_name
from worker import store as stored
from worker.store import BatchView, Store

router = APIRouter(prefix="/v1/batches", tags=["batches"])

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.post("", status_code=202, response_model=BatchOut, openapi_extra=body_of(BatchForm))
async def create(incoming: IncomingDep) -> BatchOut:
    """Each folder, inner ZIP or single file is one submission. The same key answers with the first batch."""
    view = await incoming.taken(UploadLimits.of_batch(incoming.settings), _create, "/v1/batches")
    return BatchOut.model_validate(view)


def _create(store: Store, who: Identity, upload: Upload, key: str | None) -> BatchView:
    form = form_of(upload, BatchForm)
    return stored.create_batch(
        store,
        tenant=who.tenant,
        actor=who.actor,
        programme=form.programme,
        stage=form.stage,
        on=form.on,
        files=upload.files,
        name=clean_name(form.name) if form.name else "",
        idempotency_key=key,
    )


@router.get("")
def listing(
    store: StoreDep,
    who: Who,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    before: Moment | None = None,
) -> BatchList:
    views = stored.list_batches(store, who.tenant, limit=limit, before=before)
    cursor = views[-1].created_at.isoformat() if len(views) == limit else None
    return BatchList(batches=[BatchOut.model_validate(view) for view in views], next=cursor)


@router.get("/{batch_id}")
def one(response: Response, store: StoreDep, who: Who, batch_id: str) -> BatchOut:
    """State and counts of the batch and of each of its submissions."""
    view = batch(store, who, batch_id)
    if not ended(view):
        response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return BatchOut.model_validate(view)


@router.get("/{batch_id}/summary.xlsx", response_model=None)
def summary(store: SendingStore, who: Who, batch_id: str) -> Response:
    """200 with the workbook, or 202 with Retry-After while it is being made; 409 while submissions are being read."""
    view = batch(store, who, batch_id)
    sha = stored.batch_summary(store, who.tenant, batch_id, actor=who.actor)
    if sha is None:
        body = {"state": "making", "detail": "正在生成汇总，请稍候。"}
        return JSONResponse(body, 202, {"Retry-After": "1"})
    name = quote(f"{view.name.removesuffix('.zip')}-汇总.xlsx", safe="")
    disposition = f"attachment; filename=summary.xlsx; filename*=UTF-8''{name}"
    return FileResponse(store.blobs.path(sha), media_type=XLSX, headers={"Content-Disposition": disposition})


@router.delete("/{batch_id}", status_code=204)
def remove(store: StoreDep, who: Who, batch_id: str, erase: bool = False) -> None:
    """Cancel what waits or runs; `?erase=true` (or one that has ended): delete it with all its submissions."""
    view = batch(store, who, batch_id)
    if not ended(view):
        stored.cancel_batch(store, who.tenant, who.actor, batch_id)
    if erase or ended(view):
        stored.erase_batch(store, who.tenant, who.actor, batch_id)


def batch(store: Store, who: Identity, batch_id: str) -> BatchView:
    """Raises Problem 404."""
    view = stored.get_batch(store, who.tenant, batch_id)
    if view is None:
        raise Problem(404, detail="没有这批材料，可能已被删除。")
    return view
