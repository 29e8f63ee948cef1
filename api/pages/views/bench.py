"""/submissions/{id}: progress while it is read, then the papers with the findings beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse

from api.auth import Identity
from api.bounds import Count
from api.deps import StoreDep, Who
from api.pages import words
from api.pages.drafts import Draft
from api.pages.groups import listing
from api.pages.places import first_sheet, places
from api.pages.render import page
from api.pages.shown import Shown
from api.pages.workbench import in_order, papers_of, tally_of, undecided_of, unread_of
from api.problems import Problem
from api.routes.changes import changes_of
from api.routes.submissions import submission
from checks.comparing import counts
from checks.finding import Verdict
from checks.pack import load
from worker import store as stored
from worker.store import DocumentView, Store

router = APIRouter(prefix="/submissions", include_in_schema=False)

RECHECKING = "正在按更正重新核对，完成后页面会自动更新。"
CARDS: dict[str, Any] = {"draft": Draft(), "problem": "", "oob": False, "correcting": True}
"""What every card is told that nobody has just answered."""


@router.get("/{submission_id}", response_class=HTMLResponse)
def bench(request: Request, store: StoreDep, who: Who, submission_id: str) -> HTMLResponse:
    view = submission(store, who, submission_id)
    result = stored.result(store, who.tenant, submission_id)
    there = result is not None and view.state in {"succeeded", "partial"}
    shown = Shown(view, shown=there, result=result)
    if result is None or not shown.shown:
        return page(request, "bench.html", s=shown)
    documents = _documents(store, who, submission_id)
    views = in_order(stored.findings(store, who.tenant, submission_id))
    coverage: dict[str, Any] = result["coverage"]
    rules = load(result["programme"]).rules
    papers = papers_of(documents, views)
    return page(
        request,
        "bench.html",
        s=shown,
        documents=papers,
        places=places(papers, views),
        first_sheet=first_sheet(papers),
        groups=listing(shown, views, documents, rules).groups(),
        tally=tally_of(views),
        unread=unread_of(view, coverage, documents),
        unclear=coverage.get("programme_unclear", ""),
        coverage=undecided_of(coverage, views, rules),
        rechecking=RECHECKING if view.rechecking else words.NOT_RECHECKED,
        **CARDS,
        **_changed(store, who, submission_id, result),
    )


@router.get("/{submission_id}/groups/{verdict}", response_class=HTMLResponse)
def group(
    request: Request,
    store: StoreDep,
    who: Who,
    submission_id: str,
    verdict: Verdict,
    after: Annotated[Count, Query()] = 0,
) -> HTMLResponse:
    """The next cards of one verdict, beyond the first `after`."""
    shown = Shown(submission(store, who, submission_id))
    views = in_order(stored.findings(store, who.tenant, submission_id))
    documents = stored.documents(store, who.tenant, submission_id)
    result = stored.result(store, who.tenant, submission_id)
    rules = load(result["programme"]).rules if result else ()
    held = listing(shown, views, documents, rules).group(verdict, after)
    return page(request, "fragments/cards.html", s=shown, group=held, **CARDS)


def _changed(store: Store, who: Identity, submission_id: str, result: Mapping[str, Any]) -> dict[str, Any]:
    """What the page says of the version before; nothing where this is the first."""
    before, changes = changes_of(store, who, submission_id, result)
    found = stored.versions(store, who.tenant, submission_id)
    return {
        "before": before,
        "changes": changes,
        "change_counts": counts(changes),
        "change_words": words.CHANGES,
        "number": next(one.number for one in found if one.id == submission_id),
    }


@router.get("/{submission_id}/progress", response_class=HTMLResponse)
def progress(request: Request, store: StoreDep, who: Who, submission_id: str) -> HTMLResponse:
    """The progress alone. When reading has ended, htmx loads the page anew."""
    shown = Shown(submission(store, who, submission_id))
    response = page(request, "fragments/progress.html", s=shown, oob=True)
    if not shown.busy:
        response.headers["HX-Refresh"] = "true"
    return response


@router.get("/{submission_id}/files/{file_id}")
def original(store: StoreDep, who: Who, submission_id: str, file_id: str) -> FileResponse:
    """The file as it was handed in: always a download, never shown or run in the browser."""
    view = submission(store, who, submission_id)
    file = next((file for file in view.files if file.id == file_id), None)
    if file is None:
        raise Problem(404)
    name = file.name.rpartition("/")[2]
    return FileResponse(
        store.blobs.path(file.sha256),
        media_type="application/octet-stream",
        filename=name,
        headers={"Content-Security-Policy": "sandbox"},
    )


@router.post("/{submission_id}/cancel")
def cancel(store: StoreDep, who: Who, submission_id: str) -> RedirectResponse:
    stored.cancel(store, who.tenant, who.actor, submission_id)
    return RedirectResponse(f"/submissions/{submission_id}", 303)


@router.post("/{submission_id}/erase")
def erase(store: StoreDep, who: Who, submission_id: str) -> RedirectResponse:
    stored.erase(store, who.tenant, who.actor, submission_id)
    return RedirectResponse("/", 303)


def _documents(store: Store, who: Identity, submission_id: str) -> list[DocumentView]:
    """Without their text, except those that have to be shown as text."""

    def shown(view: DocumentView) -> DocumentView:
        drawn = all(page.drawable for page in view.pages)
        return view if drawn else stored.document(store, who.tenant, view.id) or view

    return [shown(view) for view in stored.documents(store, who.tenant, submission_id)]
