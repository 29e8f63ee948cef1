"""/v1/invoices: screen a folder of vouchers; what is made is a submission, watched and erased like any other."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse, JSONResponse

from api.auth import Identity
from api.deps import SendingStore, Who
from api.intake import IncomingDep, body_of, form_of
from api.problems import Problem
from api.routes.submissions import submission
from api.schemas import InvoicesForm, SubmissionOut
from api.uploads import Upload, UploadLimits
from checks.downloads import downloads
from checks.voucher_terms import TERM_WORDS, Terms, term
from worker import store as stored
from worker.store import NewFile, Store, SubmissionView

router = APIRouter(prefix="/v1/invoices", tags=["invoices"])

SORT = "invoices"
STAGE = "finance"
BUDGET = "budget"
BUDGET_FOLDER = "预算"
LEDGER = "ledger"


@router.post(
    "/screen", status_code=202, response_model=SubmissionOut, openapi_extra=body_of(InvoicesForm, also=(BUDGET,))
)
async def screen(incoming: IncomingDep) -> SubmissionOut:
    """Hand in vouchers, whatever else lies among them. Follow it at its Location; then fetch its ledger."""
    view = await incoming.taken(UploadLimits.of_batch(incoming.settings), create, "/v1/submissions")
    return SubmissionOut.model_validate(view)


def create(store: Store, who: Identity, upload: Upload, key: str | None) -> SubmissionView:
    """Raises Problem 422."""
    form = form_of(upload, InvoicesForm)
    try:
        terms = Terms(form.programme, form.buyer.strip(), form.tax_id.strip().upper(), *term(form.period))
    except ValueError:
        raise Problem(422, detail=f"项目期限{TERM_WORDS}。", fields=["period"]) from None
    return stored.create_submission(
        store,
        tenant=who.tenant,
        actor=who.actor,
        programme=form.programme,
        stage=STAGE,
        on=form.on,
        files=_files(upload),
        idempotency_key=key,
        sort=SORT,
        given=terms.as_data(),
    )


def _files(upload: Upload) -> list[NewFile]:
    """The budget stands in a folder of its own, so that it is no voucher's namesake."""
    return [
        replace(file, name=f"{BUDGET_FOLDER}/{file.name}") if part == BUDGET else file
        for file, part in zip(upload.files, upload.parts, strict=True)
    ]


@router.get("/{submission_id}")
def one(store: SendingStore, who: Who, submission_id: str) -> SubmissionOut:
    """As at /v1/submissions."""
    return SubmissionOut.model_validate(submission(store, who, submission_id))


@router.get("/{submission_id}/ledger.xlsx", response_model=None)
def ledger(store: SendingStore, who: Who, submission_id: str) -> Response:
    """200 with the workbook, or 202 with Retry-After while it is being made."""
    submission(store, who, submission_id)
    sha = stored.export(store, who.tenant, submission_id, LEDGER, None, actor=who.actor)
    if sha is None:
        body = {"state": "making", "detail": "正在生成台账，请稍候。"}
        return JSONResponse(body, 202, {"Retry-After": "1"})
    disposition = "attachment; filename=ledger.xlsx; filename*=UTF-8''%E5%8F%B0%E8%B4%A6.xlsx"
    media_type = downloads()[LEDGER].media_type
    return FileResponse(store.blobs.path(sha), media_type=media_type, headers={"Content-Disposition": disposition})
