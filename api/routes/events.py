"""/v1/submissions/{id}/events: server-sent events while a submission is read. Each event is the whole state."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.auth import Identity
from api.deps import StoreDep, Who
from api.routes.submissions import submission
from api.schemas import SubmissionOut, ended
from worker import store as stored
from worker.store import Store

router = APIRouter(prefix="/v1/submissions", tags=["submissions"])

INTERVAL_S = 0.5
PING_S = 15


@router.get("/{submission_id}/events", response_class=EventSourceResponse)
async def events(store: StoreDep, who: Who, submission_id: str) -> EventSourceResponse:
    """`progress` whenever something changed, then one `done`, after which the stream ends."""
    await run_in_threadpool(submission, store, who, submission_id)
    return EventSourceResponse(_changes(store, who, submission_id), ping=PING_S)


async def _changes(store: Store, who: Identity, submission_id: str) -> AsyncIterator[ServerSentEvent]:
    last = ""
    while True:
        view = await run_in_threadpool(stored.get_submission, store, who.tenant, submission_id)
        if view is None:
            yield ServerSentEvent(event="gone", data="{}")
            return
        state = SubmissionOut.model_validate(view).model_dump_json()
        if state != last:
            last = state
            yield ServerSentEvent(event="progress", data=state, id=str(view.version))
        if ended(view):
            yield ServerSentEvent(event="done", data=state)
            return
        await asyncio.sleep(INTERVAL_S)
