"""/ : hand in a packet, see what was handed in."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.auth import Identity
from api.deps import SettingsDep, StoreDep, Who
from api.pages import words
from api.pages.render import page
from api.pages.shown import Shown
from api.pages.shown_batch import ShownBatch
from api.pages.views.batches import LISTED
from api.pages.workbench import VERDICTS
from worker import store as stored
from worker.store import Store

router = APIRouter(include_in_schema=False)

PER_PAGE = 20


@router.get("/", response_class=HTMLResponse)
def home(
    request: Request, store: StoreDep, settings: SettingsDep, who: Who, before: datetime | None = None
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
        **_listing(store, who, before),
    )


@router.get("/submissions", response_class=HTMLResponse)
def listing(request: Request, store: StoreDep, who: Who, before: datetime | None = None) -> HTMLResponse:
    """The list alone, asked for again while something in it is being read."""
    return page(request, "fragments/submissions.html", **_listing(store, who, before))


def _listing(store: Store, who: Identity, before: datetime | None) -> dict[str, object]:
    views = stored.list_submissions(store, who.tenant, limit=PER_PAGE, before=before, single=True, sort="packet")
    shown = [Shown(view) for view in views]
    query = "?" + urlencode({"before": before.isoformat()}) if before else ""
    return {
        "submissions": shown,
        "busy": any(one.busy for one in shown),
        "here": "/submissions" + query,
        "verdicts": VERDICTS,
        "next": views[-1].created_at.isoformat() if len(views) == PER_PAGE else "",
    }
