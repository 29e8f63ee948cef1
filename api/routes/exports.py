"""/v1/submissions/{id}/annotated.pdf and .json: made by the worker, served from the blobs."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse, JSONResponse

from api.deps import SendingStore, Who
from api.routes.submissions import submission
from worker import store as stored
from worker.store import SubmissionView

router = APIRouter(prefix="/v1/submissions", tags=["exports"])

RETRY_AFTER_S = 1
MEDIA_TYPES = {"pdf": "application/pdf", "json": "application/json"}


@router.get("/{submission_id}/annotated.{suffix}", response_model=None)
def annotated(
    store: SendingStore,
    who: Who,
    submission_id: str,
    suffix: Literal["pdf", "json"],
    document: str | None = None,
) -> Response:
    """200 with the file, or 202 with Retry-After while it is being made. `document` asks for one paper only."""
    view = submission(store, who, submission_id)
    sha = stored.export(store, who.tenant, submission_id, suffix, document, actor=who.actor)
    if sha is None:
        body = {"state": "making", "detail": "正在生成，请稍候。"}
        return JSONResponse(body, 202, {"Retry-After": str(RETRY_AFTER_S)})
    return FileResponse(
        store.blobs.path(sha),
        media_type=MEDIA_TYPES[suffix],
        headers={"Content-Disposition": disposition(title_of(view), suffix)},
    )


def title_of(view: SubmissionView) -> str:
    """The folder or first file that was handed in, without its suffix."""
    first = view.files[0].name if view.files else "材料"
    folder, _, _ = first.partition("/")
    return folder if "/" in first else PurePosixPath(first).stem


def disposition(title: str, suffix: str) -> str:
    """Content-Disposition of RFC 6266, with a Chinese name beside a plain one.

    >>> disposition("申报书", "pdf")
    "attachment; filename=annotated.pdf; filename*=UTF-8''%E7%94%B3%E6%8A%A5%E4%B9%A6-%E5%AE%A1%E6%9F%A5.pdf"
    """
    return f"attachment; filename=annotated.{suffix}; filename*=UTF-8''{quote(f'{title}-审查.{suffix}', safe='')}"
