"""Writes every output into a folder: those of the whole result, and copies of each original, which is only read."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

from checks.case import Result
from checks.downloads import downloads
from checks.outputs.json import dumps, result_json
from checks.showing import showing
from checks.shown import Shown, copying
from extractor.errors import ReadError
from worker.copy_names import copy_name
from worker.kept import save_case
from worker.sandbox import ReaderPool
from worker.sources import SourceFile


def write_copies(out: Path, files: Sequence[SourceFile], result: Result, pool: ReaderPool) -> Iterator[str]:
    """Yields a sentence for each file that could not be annotated. Raises OSError."""
    out.mkdir(parents=True, exist_ok=True)
    shown = showing(result_json(result), result.case.on, {})
    for name, data in whole(shown):
        (out / name).write_bytes(data)
    save_case(out, result.case)
    yield from write_each(out, files, shown, pool)


def write_result(out: Path, files: Sequence[SourceFile], result: Result, pool: ReaderPool) -> Iterator[str]:  # noqa: ARG001
    """The result alone, without copies of the originals: quick. Raises OSError."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "result.json").write_bytes(dumps(result_json(result)))
    save_case(out, result.case)
    yield from ()


def whole(shown: Shown, formats: Collection[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every output of the whole result that there is something for; of `formats`, all of them."""
    for download in downloads().values():
        early = not download.after_decisions
        wanted = download.format in formats if formats else early and download.concerns(shown.result)
        if download.of_all is not None and wanted:
            yield download.file, download.of_all(shown)


def write_each(
    out: Path, files: Sequence[SourceFile], shown: Shown, pool: ReaderPool, *, ledger: bool = False
) -> Iterator[str]:
    """A copy of each original with the findings on it. Yields a sentence for each that could not be made.

    `ledger`: one is written beside the copies, and tells what stands on no page.
    """
    held: dict[str, list[str]] = {}
    for document in shown.result["documents"]:
        held.setdefault(document["name"], []).append(document["id"])
    wanted = [file for file in files if file.name in held]
    outlines = [pool.outline(file.path, file.name) for file in wanted]
    laid, futures = copying(shown), deque[tuple[SourceFile, str, Future[bytes]]]()
    for number, (file, outline) in enumerate(zip(wanted, outlines, strict=True), start=1):
        try:
            format = outline.result().format
        except ReadError as error:
            yield _not_made(file, error)
            continue
        for download in downloads().values():
            if download.of_each is not None and download.takes(format):
                papers = tuple(held[file.name])
                elsewhere = download.elsewhere and not ledger
                copy = laid.copy(download.format, file.name, papers, elsewhere=elsewhere, ledger=ledger)
                name = copy_name(number, file.name, download.suffix)
                futures.append((file, name, pool.annotated(file.path, copy)))
    while futures:  # a copy that is written is let go: those of a thousand photographs fill the memory
        file, name, future = futures.popleft()
        try:
            (out / name).write_bytes(future.result())
        except ReadError as error:
            yield _not_made(file, error)


def _not_made(file: SourceFile, error: ReadError) -> str:
    return f"{file.name}：没有生成标注文件。{error.message}"
