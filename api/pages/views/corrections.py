"""/submissions/{id}/documents/{document}/fields: what was read of a paper, to be put right by a person.

A correction is kept beside what was read; all rules look at the papers anew at once, on the interactive queue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.auth import Identity
from api.deps import SendingStore, StoreDep, Who
from api.field_paths import path_of
from api.pages import words
from api.pages.read_fields import fields_of
from api.pages.render import page
from api.pages.shown import Shown
from api.pages.views.boxes import document_here, drawable
from api.problems import Problem, from_store
from api.routes.submissions import submission
from worker import store as stored
from worker.store import CannotCorrect, Conflict, DocumentView, Store

router = APIRouter(prefix="/submissions", include_in_schema=False)

SAVED = "已更正，正在重新核对，完成后页面会自动更新。"
DONE = "已按更正重新核对，结论已更新。"
SHOWN = ("succeeded", "partial")
KIND_SAVED = "种类已更正，正在按新的种类整理并重新核对，完成后页面会自动更新。"


@dataclass(frozen=True, slots=True)
class Told:
    """What the fields say of what was just sent: that it was kept, or why not. `touched` are its path and value: one
    that was refused stays in its field, with the reason."""

    saved: str = ""
    problem: Problem | None = None
    touched: tuple[str, str] = ("", "")
    kind_problem: Problem | None = None


@router.get("/{submission_id}/documents/{document_id}/fields", response_class=HTMLResponse)
def fields(
    request: Request, store: StoreDep, who: Who, submission_id: str, document_id: str, finding: str = ""
) -> HTMLResponse:
    """Those that the finding quotes stand first."""
    return _fields(request, store, who, submission_id, document_id, finding, Told())


@router.post("/{submission_id}/documents/{document_id}/fields")
def correct(
    request: Request,
    store: SendingStore,
    who: Who,
    submission_id: str,
    document_id: str,
    path: Annotated[str, Form(max_length=1000)],
    value: Annotated[str, Form(max_length=4000)] = "",
    action: Annotated[str, Form(pattern="^(save|absent|undo)$")] = "save",
    finding: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """`action` is save, absent (there is nothing on the paper) or undo."""
    document_here(store, who, submission_id, document_id)
    problem: Problem | None = None
    given = None if action == "absent" else value
    try:
        stored.correct(store, who.tenant, who.actor, document_id, path_of(path), given, undo=action == "undo")
    except (CannotCorrect, Conflict) as error:
        problem = from_store(error)
    if "hx-request" in request.headers:
        told = Told("" if problem else SAVED, problem, (path, value))
        return _fields(request, store, who, submission_id, document_id, finding, told)
    if problem:
        raise problem
    return RedirectResponse(f"/submissions/{submission_id}#finding-{finding}", 303)


@router.post("/{submission_id}/documents/{document_id}/kind")
def correct_kind(
    request: Request,
    store: SendingStore,
    who: Who,
    submission_id: str,
    document_id: str,
    kind: Annotated[str, Form(max_length=64)] = "",
    action: Annotated[str, Form(pattern="^(save|undo)$")] = "save",
    finding: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """What the paper is; understood again from what was read of its pages."""
    document_here(store, who, submission_id, document_id)
    problem: Problem | None = None
    try:
        stored.correct_kind(store, who.tenant, who.actor, document_id, kind, undo=action == "undo")
    except (CannotCorrect, Conflict) as error:
        problem = from_store(error)
    if "hx-request" in request.headers:
        told = Told(KIND_SAVED) if problem is None else Told(kind_problem=problem)
        return _fields(request, store, who, submission_id, document_id, finding, told)
    if problem:
        raise problem
    return RedirectResponse(f"/submissions/{submission_id}#document-{document_id}", 303)


@router.get("/{submission_id}/rechecking", response_class=HTMLResponse)
def rechecking(request: Request, store: StoreDep, who: Who, submission_id: str) -> HTMLResponse:
    """Asked until the rules have looked again; then the page puts what changed in place (renew.js)."""
    view = submission(store, who, submission_id)
    said = SAVED if view.rechecking else words.NOT_RECHECKED if view.recheck_failed else DONE
    response = page(request, "fragments/rechecking.html", s=Shown(view), words=said)
    if not view.rechecking and view.state not in SHOWN:
        response.headers["HX-Refresh"] = "true"  # read anew, and that ended without a result
    elif not view.rechecking and not view.recheck_failed:
        response.headers["HX-Trigger"] = "rechecked"
    return response


def _kind_now(document: DocumentView) -> str:
    """What the paper is, as a person may say it; a report by its sort."""
    if document.kind_said is not None:
        return str(document.kind_said.value)
    sort = ((document.record or {}).get("fields", {}).get("report_kind") or {}).get("value", "")
    return f"report:{sort}" if document.kind == "report" and sort else document.kind


def _fields(
    request: Request,
    store: Store,
    who: Identity,
    submission_id: str,
    document_id: str,
    finding: str,
    told: Told,
) -> HTMLResponse:
    view = submission(store, who, submission_id)
    document = document_here(store, who, submission_id, document_id)
    said = [one for one in stored.corrections(store, who.tenant, submission_id) if one.document_id == document_id]
    asked = next((one for one in stored.findings(store, who.tenant, submission_id) if one.id == finding), None)
    evidence = [one for one in asked.finding["evidence"] if one["document"] == document_id] if asked else []
    response = page(
        request,
        "fragments/fields.html",
        s=Shown(view),
        document=document,
        kind=words.kind_of(document.kind, document.record),
        fields=fields_of(document.record, said, evidence),
        finding=finding,
        drawable=bool(drawable(document)),
        kinds=words.kinds_to_choose(),
        kind_now=_kind_now(document),
        kind_problem=told.kind_problem.detail if told.kind_problem else "",
        wrong=told.problem.detail if told.problem else "",
        touched=told.touched[0],
        typed=told.touched[1] if told.problem else None,
        words=told.saved,
    )
    wrong = told.problem or told.kind_problem
    response.status_code = wrong.status if wrong else 200
    return response
