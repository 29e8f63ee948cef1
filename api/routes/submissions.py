"""/v1/submissions: hand in files, watch them being read, cancel or erase."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.auth import Identity
from api.bounds import Moment
from api.deps import StoreDep, Who
from api.intake import RETRY_AFTER_S, IncomingDep, body_of, form_of
from api.problems import Problem
from api.schemas import PacketForm, SubmissionList, SubmissionOut, ended
from api.uploads import Upload, UploadLimits
from worker import store as stored
from worker.store import Replaces, Store, SubmissionView

router = APIRouter(prefix="/v1/submissions", tags=["submissions"])


@router.post("", status_code=202, response_model=SubmissionOut, openapi_extra=body_of(PacketForm))
async def create(incoming: IncomingDep) -> SubmissionOut:
    """Hand in one packet. The same Idempotency-Key with the same content answers with the first submission."""
    view = await incoming.taken(UploadLimits.of_submission(incoming.settings), _create, "/v1/submissions")
    return SubmissionOut.model_validate(view)


def _create(store: Store, who: Identity, upload: Upload, key: str | None) -> SubmissionView:
    form = form_of(upload, PacketForm)
    return stored.create_submission(
        store,
        tenant=who.tenant,
        actor=who.actor,
        programme=form.programme,
        stage=form.stage,
        on=form.on,
        files=upload.files,
        idempotency_key=key,
        replaces=Replaces(form.replaces, form.keep) if form.replaces else None,
    )


@router.get("")
def listing(
    store: StoreDep,
    who: Who,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    before: Moment | None = None,
) -> SubmissionList:
    views = stored.list_submissions(store, who.tenant, limit=limit, before=before)
    cursor = views[-1].created_at.isoformat() if len(views) == limit else None
    return SubmissionList(submissions=[SubmissionOut.model_validate(view) for view in views], next=cursor)


@router.get("/{submission_id}")
def one(response: Response, store: StoreDep, who: Who, submission_id: str) -> SubmissionOut:
    """State, progress by file and page, place in the queue."""
    view = submission(store, who, submission_id)
    if not ended(view):
        response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return SubmissionOut.model_validate(view)


@router.delete("/{submission_id}", status_code=204)
def remove(store: StoreDep, who: Who, submission_id: str, erase: bool = False) -> None:
    """Cancel while it waits or runs; `?erase=true` (or one that has ended): delete files, readings and findings."""
    view = submission(store, who, submission_id)
    if not ended(view):
        stored.cancel(store, who.tenant, who.actor, submission_id)
    if erase or ended(view):
        stored.erase(store, who.tenant, who.actor, submission_id)


def submission(store: Store, who: Identity, submission_id: str) -> SubmissionView:
    """Raises Problem 404."""
    view = stored.get_submission(store, who.tenant, submission_id)
    if view is None:
        raise Problem(404, detail="没有这份提交，可能已被删除。")
    return view
