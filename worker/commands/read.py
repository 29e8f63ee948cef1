"""caishen read: what was read of a file, and where."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from worker.commands import exits


def register(app: typer.Typer) -> None:
    app.command("read")(read)


def read(
    file: Annotated[Path, typer.Argument(help="要读取的文件。", metavar="FILE")],
    as_json: Annotated[
        bool, typer.Option("--json", help="输出 caishen/read/1：每页文字和字段（身份证号不隐去）。")
    ] = False,
) -> None:
    """读取一个文件：认出其中的材料，列出字段及其位置。

    文字输出中的身份证号会隐去中间各位；--json 是给程序用的读取结果，身份证号原样输出。
    """
    from checks.outputs import json
    from worker import pipeline
    from worker.commands.progress import shown_progress
    from worker.settings import Settings
    from worker.sources import Limits, SourceFile
    from worker.station import reader_pool
    from worker.unpacking import open_archives

    settings = Settings()
    limits = Limits(settings.max_files, settings.max_submission_bytes)
    with reader_pool(settings) as pool, TemporaryDirectory(prefix="caishen-") as folder, ExitStack() as stack:
        files, refused = open_archives([SourceFile(file.name, file)], pool, Path(folder), limits)
        progress = stack.enter_context(shown_progress(files))
        readings = pipeline.read_files(files, pool, progress=progress)
    documents, errors = _documents(readings)
    shown = json.read_json(documents, [*refused, *errors], pipeline.versions(readings))
    if as_json:
        sys.stdout.write(json.dumps(shown).decode())
    else:
        from rich.console import Console

        from worker.commands.record_table import render

        Console().print(render(shown))
    raise typer.Exit(exits.NOT_READ if all(one.understood is None for one in readings) else exits.NOTHING_FAILED)


def _documents(readings: list[Any]) -> tuple[list[dict[str, Any]], list[Any]]:
    from checks.case import UnreadFile
    from checks.outputs.json import document_json
    from worker import pipeline

    pages = {
        reading.file: {page.number: page for page in reading.understood.document.pages}
        for reading in readings
        if reading.understood is not None
    }
    documents = []
    for paper in pipeline.papers(readings, pipeline.COMMAND_LINE):
        one = paper.document
        held = [pages[paper.file][number] for number in one.pages]
        documents.append(document_json(one.id, one.name, one.kind, held, one.record))
    errors = [UnreadFile(one.name, one.error.code, one.error.message) for one in readings if one.error is not None]
    for reading in readings:
        if reading.problem is not None:
            errors.append(UnreadFile(reading.name, reading.problem.code, reading.problem.message))
    for number, problem in _unread_pages(readings):
        errors.append(UnreadFile(number, problem.code, problem.message))
    return documents, errors


def _unread_pages(readings: list[Any]) -> list[tuple[str, Any]]:
    return [
        (f"{reading.name} 第 {page.number} 页", page.problem)
        for reading in readings
        if reading.understood is not None
        for page in reading.understood.document.pages
        if page.problem is not None
    ]
