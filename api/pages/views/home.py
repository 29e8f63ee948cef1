"""/ : hand in a packet, see what was handed in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from api.auth import Identity
from api.bounds import Count
from api.deps import SettingsDep, StoreDep, Who
from api.pages import words
from api.pages.render import page
from api.pages.shown import Shown
from api.pages.shown_batch import ShownBatch
from api.pages.views.batches import LISTED
from api.pages.workbench import VERDICTS
from worker import store as stored
from worker.store import ORDERS, Filter, QueueLine, Store

router = APIRouter(include_in_schema=False)

PER_PAGE = 20


class Asked(BaseModel):
    """What the list is narrowed to: words in file names, a state, a verdict that occurs; `batches`: theirs too."""

    q: str = Field("", max_length=100)
    state: str = Field("", max_length=20)
    verdict: str = Field("", max_length=20)
    programme: str = Field("", max_length=20)
    batches: bool = False
    sort: str = Field("", max_length=20)
    start: Count = 0


@router.get("/", response_class=HTMLResponse)
def home(
    request: Request,
    store: StoreDep,
    settings: SettingsDep,
    who: Who,
    asked: Annotated[Asked, Query()],
) -> HTMLResponse:
    return page(
        request,
        "home.html",
        stages=tuple(words.STAGES),
        today=datetime.now().astimezone().date(),
        max_files=settings.max_files,
        max_bytes=settings.max_submission_bytes,
        max_batch_files=settings.max_batch_files,
        max_batch_bytes=settings.max_batch_bytes,
        batches=[ShownBatch(view) for view in stored.list_batches(store, who.tenant, limit=LISTED)],
        **_listing(store, who, asked),
    )


@router.get("/submissions", response_class=HTMLResponse)
def listing(request: Request, store: StoreDep, who: Who, asked: Annotated[Asked, Query()]) -> HTMLResponse:
    """The list alone, asked for again while something in it is being read."""
    return page(request, "fragments/submissions.html", **_listing(store, who, asked))


def _listing(store: Store, who: Identity, asked: Asked) -> dict[str, object]:
    found = Filter(words=asked.q, state=asked.state, verdict=asked.verdict, programme=asked.programme)
    views = stored.list_submissions(
        store,
        who.tenant,
        limit=PER_PAGE,
        single=not asked.batches,
        sort="packet",
        found=found,
        order=asked.sort or ORDERS[0],
        start=asked.start,
    )
    lines = stored.queue_lines(store, who.tenant, [view.id for view in views])
    shown = [Shown(view) for view in views]
    query = asked.model_dump(exclude_defaults=True, mode="json")
    last = {"start": asked.start + PER_PAGE} if len(views) == PER_PAGE else {}
    return {
        "submissions": shown,
        "busy": any(one.busy for one in shown),
        "here": "/submissions?" + urlencode(query),
        "verdicts": VERDICTS,
        "asked": asked,
        "lines": {view.id: lines.get(view.id, QueueLine()) for view in views},
        "orders": words.ORDERS,
        "narrowed": bool(set(query) - {"start", "sort"}),
        "states": tuple(words.STATES),
        "next": "/?" + urlencode({**query, **last}) if last else "",
    }
