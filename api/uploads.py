"""A multipart upload, streamed: parts go to temporary files, then to the blob store; sizes and counts are limited."""

from __future__ import annotations

import unicodedata
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from api.problems import Problem
from worker.settings import Settings
from worker.store import NewFile, Store

FILES = "files"
"""The name that the documentation gives to the file parts; a part of any name is taken."""
MAX_FIELDS = 20
MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Upload:
    """The text fields of a form, and its files, which are in the blob store already."""

    fields: dict[str, str]
    files: tuple[NewFile, ...]


async def receive(request: Request, store: Store, settings: Settings) -> Upload:
    """Raises Problem 413 (too much), 415 (not multipart) or 422 (no files, damaged body)."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Problem(415)
    limit = settings.max_submission_bytes
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise _too_large(limit)
    parser = MultiPartParser(
        request.headers, _limited(request, limit), max_files=settings.max_files + 1, max_fields=MAX_FIELDS
    )
    with _as_problems(settings):
        form = await parser.parse()
    try:
        return await run_in_threadpool(_keep, form, store, settings)
    finally:
        await form.close()


def _keep(form: FormData, store: Store, settings: Settings) -> Upload:
    parts = [part for _, part in form.multi_items() if isinstance(part, UploadFile) and part.filename]
    if not parts:
        raise Problem(422, "no_files", "没有收到文件：请至少选择一个文件（表单字段名 files）。")
    if len(parts) > settings.max_files:
        raise _too_many(settings.max_files)
    limit = settings.max_submission_bytes
    # A single file over its own limit is kept: it gets its error in the submission, and the rest is still screened.
    files = [NewFile(clean_name(p.filename or ""), store.blobs.put(p.file, limit), p.size or 0) for p in parts]
    fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    return Upload(fields, tuple(files))


def clean_name(sent: str) -> str:
    """The name to show. Folders stay as part of the name; nothing in it is ever a path on this machine.

    >>> clean_name("活动材料/方案.docx"), clean_name("../../etc/passwd"), clean_name("C:\\\\x\\\\申报书.pdf")
    ('活动材料/方案.docx', 'etc/passwd', 'C:/x/申报书.pdf')
    """
    visible = "".join(c for c in sent.replace("\\", "/") if unicodedata.category(c)[0] != "C")
    parts = [part.strip() for part in PurePosixPath(visible).parts]
    name = "/".join(part for part in parts if part not in {"", ".", "..", "/"})
    return name[-MAX_NAME:] or "未命名文件"


async def _limited(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > limit:
            raise _too_large(limit)
        yield chunk


@contextmanager
def _as_problems(settings: Settings) -> Iterator[None]:
    try:
        yield
    except MultiPartException as error:
        if "Too many files" in error.message:
            raise _too_many(settings.max_files) from error
        raise Problem(422, "damaged_upload", "上传的内容不完整，请重新上传。") from error


def _too_large(limit: int) -> Problem:
    return Problem(413, detail=f"一次提交最多 {limit // 1024**2} MB，请拆分后重新上传。", limit_bytes=limit)


def _too_many(limit: int) -> Problem:
    return Problem(413, "too_many_files", f"一次提交最多 {limit} 个文件，请拆分后重新上传。", limit_files=limit)
