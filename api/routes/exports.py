"""/v1/submissions/{id}/annotated.{pdf,docx,xlsx,json,sarif} and the sheets that are handed back.

Made by the worker, served from the blobs.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Response
from fastapi.responses import FileResponse, JSONResponse

from api.deps import SendingStore, Who
from api.problems import Problem
from api.routes.submissions import submission
from checks.downloads import Download, downloads
from worker import store as stored
from worker.store import Store, SubmissionView

router = APIRouter(prefix="/v1/submissions", tags=["exports"])

RETRY_AFTER_S = 1
FORMATS = tuple(downloads())


@router.get("/{submission_id}/annotated.{suffix}", response_model=None)
def annotated(
    store: SendingStore,
    who: Who,
    submission_id: str,
    suffix: Annotated[str, Path(json_schema_extra={"enum": [*FORMATS]})],
    document: str | None = None,
) -> Response:
    """200 with the file, or 202 with Retry-After while it is being made. `document` asks for one paper's file only.

    A submission with several DOCX gives a zip of them.
    """
    view = submission(store, who, submission_id)
    download = downloads().get(suffix)
    if download is None:
        raise Problem(404, "unknown_format", f"没有这种导出格式；可用的格式：{'、'.join(FORMATS)}。")
    sha = stored.export(store, who.tenant, submission_id, suffix, document, actor=who.actor)
    if sha is None:
        body = {"state": "making", "detail": "正在生成，请稍候。"}
        return JSONResponse(body, 202, {"Retry-After": str(RETRY_AFTER_S)})
    media_type, ending = download.form(1 if document else _copies(store, who.tenant, view, download))
    return FileResponse(
        store.blobs.path(sha),
        media_type=media_type,
        headers={"Content-Disposition": disposition(title_of(view), download.named, ending.removeprefix("."))},
    )


@router.get("/{submission_id}/{sheet}.{suffix}", response_model=None)
def sheet(
    store: SendingStore,
    who: Who,
    submission_id: str,
    sheet: Literal["opinion", "fixes"],
    suffix: Literal["docx", "pdf"],
) -> Response:
    """What is handed back: the opinion on one page, the list of what to put right. Answers like `annotated`."""
    return annotated(store, who, submission_id, f"{sheet}.{suffix}")


def _copies(store: Store, tenant: str, view: SubmissionView, download: Download) -> int:
    """How many originals were copied: of files from which nothing was read there is no copy."""
    if download.of_each is None or download.joined is not None:
        return 1
    read = stored.documents(store, tenant, view.id)
    return len({document.file_id for document in read if download.takes(document.format)})


def title_of(view: SubmissionView) -> str:
    """The folder or first file that was handed in, without its suffix."""
    if view.part:
        return view.part.removesuffix(".zip")
    first = view.files[0].name if view.files else "材料"
    folder, _, _ = first.partition("/")
    return folder if "/" in first else PurePosixPath(first).stem


def disposition(title: str, named: str, suffix: str) -> str:
    """Content-Disposition of RFC 6266, with a Chinese name beside a plain one.

    >>> disposition("申报书", "审查", "pdf")
    "attachment; filename=annotated.pdf; filename*=UTF-8''%E7%94%B3%E6%8A%A5%E4%B9%A6-%E5%AE%A1%E6%9F%A5.pdf"
    """
    return f"attachment; filename=annotated.{suffix}; filename*=UTF-8''{quote(f'{title}-{named}.{suffix}', safe='')}"
