"""/invoices: hand in vouchers; /invoices/{id}: the vouchers, one of them with its picture, fields and problems.

A field corrected here is checked again at once; the pane asks until that is done and then shows what became of it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.auth import Identity
from api.deps import SendingStore, SettingsDep, StoreDep, Who
from api.field_paths import path_of
from api.pages import words
from api.pages.drafts import Draft
from api.pages.render import page
from api.pages.shown import Shown
from api.pages.vouchers import Listed, face_of, listed, rows_of
from api.pages.workbench import VERDICTS, card, in_order, papers_of, tally_of, unread_of
from api.problems import Problem, from_store
from api.routes.invoices import SORT
from api.routes.submissions import submission
from checks.ledger.lookup import looked_up
from checks.ledger.vouchers import vouchers_of
from checks.pack import load
from checks.voucher_terms import Terms
from worker import store as stored
from worker.store import CannotCorrect, Conflict, Store

router = APIRouter(prefix="/invoices", include_in_schema=False)

LISTED = 20


@router.get("", response_class=HTMLResponse)
def home(request: Request, store: StoreDep, settings: SettingsDep, who: Who) -> HTMLResponse:
    views = stored.list_submissions(store, who.tenant, limit=LISTED, sort=SORT)
    shown = [Shown(view) for view in views]
    return page(
        request,
        "invoices.html",
        submissions=shown,
        busy=any(one.busy for one in shown),
        verdicts=VERDICTS,
        today=datetime.now().astimezone().date(),
        max_batch_files=settings.max_batch_files,
        max_batch_bytes=settings.max_batch_bytes,
    )


@router.get("/{submission_id}", response_class=HTMLResponse)
def bench(request: Request, store: StoreDep, who: Who, submission_id: str, document: str = "") -> Response:
    view = submission(store, who, submission_id)
    if view.sort != SORT:
        return RedirectResponse(f"/submissions/{submission_id}", 303)
    result = stored.result(store, who.tenant, submission_id)
    shown = Shown(view, shown=result is not None and view.state in {"succeeded", "partial"})
    if result is None or not shown.shown:
        return page(request, "bench.html", s=shown)
    terms = Terms.of(view.given)
    budget = any(one["record"] and one["kind"] in ("budget", "settlement") for one in result["documents"])
    return page(
        request,
        "voucher_bench.html",
        s=shown,
        unchecked=terms.unchecked(budget=budget),
        unread=unread_of(view, result["coverage"], stored.documents(store, who.tenant, submission_id)),
        **_pane(store, who, shown, result, document),
    )


@router.get("/{submission_id}/vouchers/{document_id}", response_class=HTMLResponse)
def voucher(request: Request, store: StoreDep, who: Who, submission_id: str, document_id: str) -> HTMLResponse:
    """The pane of one voucher alone, and its line in the list."""
    return _voucher(request, store, who, submission_id, document_id)


@router.post("/{submission_id}/vouchers/{document_id}")
def correct(
    request: Request,
    store: SendingStore,
    who: Who,
    submission_id: str,
    document_id: str,
    path: Annotated[str, Form(max_length=1000)],
    value: Annotated[str, Form(max_length=1000)] = "",
    action: Annotated[str, Form()] = "save",
) -> Response:
    """`action` is save, absent (there is nothing on the paper) or undo."""
    problem: Problem | None = None
    given = None if action == "absent" else value
    try:
        stored.correct(store, who.tenant, who.actor, document_id, path_of(path), given, undo=action == "undo")
    except (CannotCorrect, Conflict) as error:
        problem = from_store(error)
    if "hx-request" in request.headers:
        return _voucher(request, store, who, submission_id, document_id, problem)
    if problem:
        raise problem
    return RedirectResponse(f"/invoices/{submission_id}?document={document_id}", 303)


def _voucher(
    request: Request,
    store: Store,
    who: Identity,
    submission_id: str,
    document_id: str,
    problem: Problem | None = None,
) -> HTMLResponse:
    shown = Shown(submission(store, who, submission_id), shown=True)
    # Asked after the state: what is said to be checked is then shown as it was found.
    result = stored.result(store, who.tenant, submission_id)
    if result is None:
        raise Problem(404, detail="这份提交还没有审查结果。")
    held = _pane(store, who, shown, result, document_id) | {"oob": True, "wrong": problem.detail if problem else ""}
    response = page(request, "fragments/voucher.html", s=shown, **held)
    response.status_code = problem.status if problem else 200
    return response


def _pane(store: Store, who: Identity, shown: Shown, result: dict[str, Any], document_id: str) -> dict[str, Any]:
    """What the list and the chosen voucher need; the first one with a problem where none was chosen."""
    views = in_order(stored.findings(store, who.tenant, shown.view.id))
    rows = listed(vouchers_of(result), views)
    chosen = _chosen(rows, document_id)
    held: dict[str, Any] = {
        "rows": rows,
        "chosen": chosen,
        "tally": tally_of(views),
        "draft": Draft(),
        "problem": "",
        "wrong": "",
        "oob": False,
        "rechecking": shown.view.rechecking,
        "not_rechecked": words.NOT_RECHECKED,
    }
    if chosen is None:
        return held
    # Corrections belong to the paper whose fields are shown: the first of those that hold this invoice.
    own = chosen.voucher.documents[0]
    document = stored.document(store, who.tenant, own)
    said = [one for one in stored.corrections(store, who.tenant, shown.view.id) if one.document_id == own]
    cited = [one for one in views if any(e["document"] in chosen.voucher.documents for e in one.finding["evidence"])]
    asked = {entry.id: entry.text for entry in load(result["programme"]).rules}
    named = {document.id: document} if document else {}
    return held | {
        "face": face_of(chosen.voucher, said),
        "goods": rows_of(chosen.voucher, said),
        "paper": papers_of([document], cited)[0] if document else None,
        "cards": [card(shown, number, one, named, asked) for number, one in enumerate(cited, 1)],
        "lookup": looked_up(chosen.voucher),
        "own": own,
    }


def _chosen(rows: tuple[Listed, ...], document_id: str) -> Listed | None:
    asked = [row for row in rows if document_id in row.voucher.documents]
    failing = [row for row in rows if row.verdict == "fail"]
    return next(iter((*asked, *failing, *rows)), None)
