"""A multipart upload, streamed: each part goes to a temporary file and, when it is whole, to the blob store.

Sizes and counts are limited; however many parts there are, one temporary file is open at a time.
"""

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
class UploadLimits:
    """`what` is what the limits are said to be of."""

    max_files: int
    max_bytes: int
    what: str = "一次提交"

    @classmethod
    def of_submission(cls, settings: Settings) -> UploadLimits:
        return cls(settings.max_files, settings.max_submission_bytes)

    @classmethod
    def of_batch(cls, settings: Settings) -> UploadLimits:
        return cls(settings.max_batch_files, settings.max_batch_bytes, "一批")


@dataclass(frozen=True, slots=True)
class Upload:
    """The text fields of a form, and its files, which are in the blob store already; `parts` name their fields."""

    fields: dict[str, str]
    files: tuple[NewFile, ...]
    parts: tuple[str, ...] = ()


async def receive(request: Request, store: Store, limits: UploadLimits) -> Upload:
    """Raises Problem 413 (too much), 415 (not multipart) or 422 (no files, damaged body)."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Problem(415)
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limits.max_bytes:
        raise _too_large(limits)
    parser = _Keeping(request, store, limits)
    with _as_problems(limits):
        form = await parser.parse()
    return _upload(form, limits)


class _Kept(UploadFile):
    """A part that the blob store has as soon as it is whole: the parser then rewinds it, once."""

    store: Store
    limit: int
    sha256: str = ""

    async def seek(self, offset: int) -> None:
        # A file over its own limit is kept: it gets its error in the submission, and the rest is still screened.
        await super().seek(offset)
        self.sha256 = await run_in_threadpool(self.store.blobs.put, self.file, self.limit)
        await self.close()


class _Keeping(MultiPartParser):
    def __init__(self, request: Request, store: Store, limits: UploadLimits) -> None:
        stream = _limited(request, limits)
        super().__init__(request.headers, stream, max_files=limits.max_files + 1, max_fields=MAX_FIELDS)
        self.store, self.limits = store, limits

    def on_headers_finished(self) -> None:
        super().on_headers_finished()
        part = self._current_part.file
        if part is not None:
            kept = _Kept(part.file, size=0, filename=part.filename, headers=part.headers)
            kept.store, kept.limit = self.store, self.limits.max_bytes
            self._current_part.file = kept


def _upload(form: FormData, limits: UploadLimits) -> Upload:
    named = [(name, part) for name, part in form.multi_items() if isinstance(part, _Kept) and part.filename]
    parts = [part for _, part in named]
    if not parts:
        raise Problem(422, "no_files", "没有收到文件：请至少选择一个文件（表单字段名 files）。")
    if len(parts) > limits.max_files:
        raise _too_many(limits)
    files = [NewFile(clean_name(part.filename or ""), part.sha256, part.size or 0) for part in parts]
    fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    return Upload(fields, tuple(files), tuple(name for name, _ in named))


def clean_name(sent: str) -> str:
    """The name to show. Folders stay as part of the name; nothing in it is ever a path on this machine.

    >>> clean_name("活动材料/方案.docx"), clean_name("../../etc/passwd"), clean_name("C:\\\\x\\\\申报书.pdf")
    ('活动材料/方案.docx', 'etc/passwd', 'C:/x/申报书.pdf')
    """
    visible = "".join(c for c in sent.replace("\\", "/") if unicodedata.category(c)[0] != "C")
    parts = [part.strip() for part in PurePosixPath(visible).parts]
    name = "/".join(part for part in parts if part not in {"", ".", "..", "/"})
    return name[-MAX_NAME:] or "未命名文件"


async def _limited(request: Request, limits: UploadLimits) -> AsyncGenerator[bytes, None]:
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > limits.max_bytes:
            raise _too_large(limits)
        yield chunk


@contextmanager
def _as_problems(limits: UploadLimits) -> Iterator[None]:
    try:
        yield
    except MultiPartException as error:
        if "Too many files" in error.message:
            raise _too_many(limits) from error
        raise Problem(422, "damaged_upload", "上传的内容不完整，请重新上传。") from error


def _too_large(limits: UploadLimits) -> Problem:
    most = limits.max_bytes
    return Problem(413, detail=f"{limits.what}最多 {most // 1024**2} MB，请拆分后重新上传。", limit_bytes=most)


def _too_many(limits: UploadLimits) -> Problem:
    most = limits.max_files
    detail = f"{limits.what}最多 {most} 个文件，请拆分后重新上传。"
    return Problem(413, "too_many_files", detail, limit_files=most)
