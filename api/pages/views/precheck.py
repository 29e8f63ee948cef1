"""/precheck: an applicant's own look before handing in: the reviewer's page, the deciding parts taken away.

An address with its key opens one submission and its later versions, also for whoever is not signed in; it shows no
decision, no comment and nothing of other submissions.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from api.auth import Identity
from api.bounds import Number
from api.deps import SendingStore, SettingsDep, StoreDep, Who
from api.intake import Key, form_of
from api.pages import precheck, words
from api.pages.groups import listing
from api.pages.places import first_sheet, places
from api.pages.precheck import Applicant
from api.pages.render import page
from api.pages.shown import Shown
from api.pages.workbench import in_order, papers_of, undecided_of, unread_of
from api.precheck_key import opens
from api.problems import Problem, wants_html
from api.routes.documents import image_of
from api.routes.exports import annotated
from api.routes.submissions import submission
from api.schemas import VersionForm
from api.uploads import UploadLimits, receive
from checks.comparing import compare, counts
from checks.for_applicant import without_others
from checks.pack import load
from worker import store as stored
from worker.store import Replaces, Store, SubmissionView

router = APIRouter(prefix="/precheck", include_in_schema=False)

WHO = Identity(actor=words.APPLICANT)


def opened(store: StoreDep, settings: SettingsDep, submission_id: str, key: str) -> SubmissionView:
    """Raises Problem 404, also for a wrong key: nobody learns what there is."""
    view = submission(store, WHO, submission_id)
    if not opens(key, settings.api_token, view.tenant, view.lineage or view.id):
        raise Problem(404, detail="没有这份提交，可能已被删除。")
    return view


Opened = Annotated[SubmissionView, Depends(opened)]


@router.get("", response_class=HTMLResponse)
def start(request: Request, settings: SettingsDep, who: Who) -> HTMLResponse:  # noqa: ARG001
    """Where an applicant hands in the papers to be looked at."""
    return page(
        request,
        "precheck_start.html",
        stages=tuple(words.STAGES),
        today=datetime.now().astimezone().date(),
        max_files=settings.max_files,
        max_bytes=settings.max_submission_bytes,
    )


@router.get("/{submission_id}")
def link(store: StoreDep, settings: SettingsDep, who: Who, submission_id: str) -> RedirectResponse:
    """To the address with its key, which may be passed on to the applicant."""
    view = submission(store, who, submission_id)
    return RedirectResponse(Applicant.of(view, settings.api_token).base, 303)


@router.get("/{submission_id}/{key}", response_class=HTMLResponse)
def own(request: Request, store: StoreDep, settings: SettingsDep, view: Opened) -> HTMLResponse:
    """The page; asked again in parts until reading has ended, then htmx loads it whole, with its scripts."""
    if "hx-request" in request.headers and not Shown(view).busy:
        return HTMLResponse(headers={"HX-Refresh": "true"})
    result = stored.result(store, WHO.tenant, view.id)
    there = result is not None and view.state in {"succeeded", "partial"}
    applicant = Applicant.of(view, settings.api_token)
    shown = Shown(view, shown=there, result=result)
    if result is None or not there:
        return page(request, "precheck.html", s=shown, applicant=applicant)
    documents = stored.documents(store, WHO.tenant, view.id)
    texts = [one if all(p.drawable for p in one.pages) else stored.document(store, WHO.tenant, one.id) or one
             for one in documents]  # fmt: skip
    views = in_order(precheck.findings_of(stored.findings(store, WHO.tenant, view.id)))
    told = without_others(result)
    rules = load(result["programme"]).rules
    papers = precheck.papers_of(papers_of(texts, views), applicant)
    return page(
        request,
        "precheck.html",
        s=shown,
        applicant=applicant,
        documents=papers,
        places=places(papers, views),
        first_sheet=first_sheet(papers),
        groups=precheck.groups_of(listing(shown, views, documents, rules)),
        unread=unread_of(view, told["coverage"], documents),
        unclear=told["coverage"].get("programme_unclear", ""),
        coverage=undecided_of(told["coverage"], views, rules),
        problem="",
        **_changed(store, view, told),
    )


@router.get("/{submission_id}/{key}/documents/{document_id}/pages/{number}.webp", response_model=None)
def page_image(store: SendingStore, view: Opened, document_id: str, number: Annotated[Number, Path()]) -> Response:
    if document_id not in {one.id for one in stored.documents(store, WHO.tenant, view.id)}:
        raise Problem(404)
    return image_of(store, WHO, document_id, number)


@router.get("/{submission_id}/{key}/fixes.{suffix}", response_model=None)
def fixes(store: SendingStore, view: Opened, suffix: Literal["docx", "pdf"]) -> Response:
    """The list of what to put right, as the rules see it."""
    return annotated(store, WHO, view.id, f"selfcheck.{suffix}")


@router.post("/{submission_id}/{key}/again", status_code=202, response_model=None)
async def again(
    request: Request, store: SendingStore, settings: SettingsDep, view: Opened, idempotency_key: Key = None
) -> Response:
    """The next version, for the same programme, stage and date; a browser without scripts is sent to its page."""
    upload = await receive(request, store, UploadLimits.of_submission(settings))
    keep = form_of(upload, VersionForm).keep
    made = await run_in_threadpool(_replace, store, view, upload.files, keep, idempotency_key)
    base = Applicant.of(made, settings.api_token).base
    return (
        RedirectResponse(base, 303) if wants_html(request) else JSONResponse({"id": made.id}, 202, {"Location": base})
    )


def _replace(store: Store, view: SubmissionView, files: Any, keep: bool, key: str | None) -> SubmissionView:
    return stored.create_submission(
        store,
        tenant=WHO.tenant,
        actor=WHO.actor,
        programme=view.programme,
        stage=view.stage,
        on=view.on,
        files=files,
        idempotency_key=key,
        replaces=Replaces(view.id, keep),
    )


def _changed(store: Store, view: SubmissionView, now: dict[str, Any]) -> dict[str, Any]:
    """What became of the problems of the version before; nothing where this is the first."""
    before = stored.version_before(store, WHO.tenant, view.id)
    then = stored.result(store, WHO.tenant, before.id) if before else None
    changes = compare(without_others(then), now) if then is not None else ()
    return {
        "before": before if then is not None else None,
        "changes": changes,
        "change_counts": counts(changes),
        "change_words": words.CHANGES,
    }
