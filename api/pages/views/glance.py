"""/submissions/{id}/glance: a whole submission on one page, to look at and to print."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.deps import StoreDep, Who
from api.pages import plots, target_plot, words
from api.pages.render import page
from api.pages.shown import Shown
from api.pages.target_plot import target_bars
from api.routes.submissions import submission
from checks.checklist import STATES, checklist
from checks.folder import without_folder
from checks.glance import ages, lengths, spending
from checks.pack import load
from checks.targets_met import targets
from worker import store as stored

router = APIRouter(prefix="/submissions", include_in_schema=False)


@router.get("/{submission_id}/glance", response_class=HTMLResponse)
def glance(request: Request, store: StoreDep, who: Who, submission_id: str) -> Response:
    """While there is no result it is the submission's own page that shows how far it is."""
    view = submission(store, who, submission_id)
    result = stored.result(store, who.tenant, submission_id)
    if result is None or view.state not in {"succeeded", "partial"}:
        return RedirectResponse(f"/submissions/{submission_id}", 303)
    told = without_folder(result)
    names = {document["id"]: document["name"] for document in told["documents"]}
    team = ages(told, view.on)
    return page(
        request,
        "glance.html",
        s=Shown(view, shown=True),
        articles=checklist(told, load(result["programme"]).rules),
        states=STATES,
        names=names,
        decisions={one.id: one.decision for one in stored.findings(store, who.tenant, submission_id)},
        lengths=plots.length_bars(lengths(told), words.REPORTS),
        team=team,
        ages=plots.age_bars(team) if team else (),
        money=plots.money_bars(spending(told)),
        targets=target_bars(targets(told), words.VERDICTS),
        target_width=target_plot.WIDTH,
        width=plots.WIDTH,
        row=plots.ROW,
    )
