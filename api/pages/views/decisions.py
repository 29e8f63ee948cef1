"""/submissions/{id}/findings/{id}: a decision from the page. Answers with the card as it now stands."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.auth import Identity
from api.bounds import Count
from api.deps import StoreDep, Who
from api.pages.drafts import Draft
from api.pages.render import page
from api.pages.shown import Shown
from api.pages.side_by_side import sides_of
from api.pages.workbench import card, in_order, tally_of
from api.problems import Problem, from_store
from api.routes.submissions import submission
from checks.pack import load
from worker import store as stored
from worker.store import Conflict, NotFound, ReasonRequired, Store

router = APIRouter(prefix="/submissions", include_in_schema=False)

Action = Literal["accept", "dismiss", "comment", "undo"]
CHANGED = "这一条刚才已被别人处理，现在显示的是最新内容；请看过再决定。"
EMPTY_COMMENT = "备注是空的，没有保存。"


@router.post("/{submission_id}/findings/{finding_id}")
def decide(
    request: Request,
    store: StoreDep,
    who: Who,
    submission_id: str,
    finding_id: str,
    action: Annotated[Action, Form()],
    version: Annotated[Count, Form()],
    reason: Annotated[str, Form(max_length=2000)] = "",
    comment: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    problem: Problem | None = None
    draft = Draft(action, reason, comment)
    if action == "comment" and not comment.strip():
        problem = Problem(422, "empty_comment", EMPTY_COMMENT)
    else:
        try:
            stored.decide(
                store,
                who.tenant,
                who.actor,
                finding_id,
                action=action,
                reason=reason if action == "dismiss" else "",
                comment=comment if action == "comment" else "",
                expected_version=version,
            )
        except ReasonRequired as error:
            problem = from_store(error)
        except Conflict as error:
            problem = Problem(409, error.code, CHANGED)
    if "hx-request" in request.headers:
        return _card(request, store, who, submission_id, finding_id, draft if problem else Draft(), problem)
    if problem:
        raise problem
    return RedirectResponse(f"/submissions/{submission_id}#finding-{finding_id}", 303)


@router.get("/{submission_id}/findings/{finding_id}/sides", response_class=HTMLResponse)
def sides(request: Request, store: StoreDep, who: Who, submission_id: str, finding_id: str) -> HTMLResponse:
    """The places that the finding quotes, next to each other."""
    shown = Shown(submission(store, who, submission_id))
    view = next((one for one in stored.findings(store, who.tenant, submission_id) if one.id == finding_id), None)
    if view is None:
        raise NotFound()
    documents = {document.id: document for document in stored.documents(store, who.tenant, submission_id)}
    told = card(shown, 0, view, documents, {})
    return page(request, "fragments/sides.html", s=shown, f=told, sides=sides_of(view.finding, documents))


def _card(
    request: Request,
    store: Store,
    who: Identity,
    submission_id: str,
    finding_id: str,
    draft: Draft,
    problem: Problem | None,
) -> HTMLResponse:
    views = in_order(stored.findings(store, who.tenant, submission_id))
    number = next((number for number, view in enumerate(views, 1) if view.id == finding_id), None)
    if number is None:
        raise NotFound()
    shown = Shown(submission(store, who, submission_id))
    documents = {document.id: document for document in stored.documents(store, who.tenant, submission_id)}
    result = stored.result(store, who.tenant, submission_id)
    asked = {entry.id: entry.text for entry in load(result["programme"]).rules} if result else {}
    response = page(
        request,
        "fragments/decided.html",
        f=card(shown, number, views[number - 1], documents, asked),
        tally=tally_of(views),
        draft=draft,
        problem=problem.detail if problem else "",
        oob=True,
        correcting=True,
    )
    response.status_code = problem.status if problem else 200
    return response
