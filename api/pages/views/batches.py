"""/batches/{id}: how far a batch is, each of its submissions with a link, the summary to download."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.deps import StoreDep, Who
from api.pages import plots, words
from api.pages.render import page
from api.pages.shown_batch import ShownBatch
from api.pages.workbench import VERDICTS
from api.routes.batches import batch
from worker import store as stored

router = APIRouter(prefix="/batches", include_in_schema=False)

LISTED = 20
ASKING = {code: words.VERDICTS[code] for code in ("fail", "review")}


@router.get("", response_class=HTMLResponse)
def listing(request: Request, store: StoreDep, who: Who) -> HTMLResponse:
    """The list alone, asked for again while something in it is being read."""
    shown = [ShownBatch(view) for view in stored.list_batches(store, who.tenant, limit=LISTED)]
    return page(request, "fragments/batches.html", batches=shown, verdicts=VERDICTS)


@router.get("/{batch_id}", response_class=HTMLResponse)
def one(
    request: Request,
    store: StoreDep,
    who: Who,
    batch_id: str,
    verdict: Annotated[str, Query(max_length=20)] = "",
    q: Annotated[str, Query(max_length=100)] = "",
) -> HTMLResponse:
    """`verdict` and `q` narrow the lines to submissions with such a finding, or with these words in their name."""
    shown = ShownBatch(batch(store, who, batch_id), verdict, q)
    shared = [] if shown.busy else stored.batch_shared(store, who.tenant, batch_id)
    bars = plots.verdict_bars([(part.name, part.counts) for part in shown.parts if part.counts], ASKING)
    return page(
        request, "batch.html", b=shown, verdicts=VERDICTS, shared=shared, bars=bars, width=plots.WIDTH, row=plots.ROW
    )


@router.get("/{batch_id}/progress", response_class=HTMLResponse)
def progress(request: Request, store: StoreDep, who: Who, batch_id: str) -> HTMLResponse:
    """The table alone. When reading has ended, htmx loads the page anew."""
    shown = ShownBatch(batch(store, who, batch_id))
    response = page(request, "fragments/batch.html", b=shown, verdicts=VERDICTS)
    if not shown.busy:
        response.headers["HX-Refresh"] = "true"
    return response


@router.post("/{batch_id}/cancel")
def cancel(store: StoreDep, who: Who, batch_id: str) -> RedirectResponse:
    stored.cancel_batch(store, who.tenant, who.actor, batch_id)
    return RedirectResponse(f"/batches/{batch_id}", 303)


@router.post("/{batch_id}/erase")
def erase(store: StoreDep, who: Who, batch_id: str) -> RedirectResponse:
    stored.erase_batch(store, who.tenant, who.actor, batch_id)
    return RedirectResponse("/", 303)
