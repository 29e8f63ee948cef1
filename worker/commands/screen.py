"""caishen screen: read and check a packet without a server."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from worker.commands import exits

PROGRAMMES = ("auto", "studio", "station")


def register(app: typer.Typer) -> None:
    app.command("screen")(screen)


def screen(
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹，可以有多个。", metavar="PATH…")],
    programme: Annotated[str, typer.Option(help="项目：auto 自动识别、studio 青创室、station 工作站点。")] = "auto",
    stage: Annotated[
        str, typer.Option(help="阶段：auto、application 申报、agreement 签约、mid 中期、closing 验收、finance 票据。")
    ] = "auto",
    on: Annotated[str, typer.Option(help="核对基准日 YYYY-MM-DD，默认今天。", metavar="DATE")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 caishen/result/1。")] = False,
    out: Annotated[
        Path | None, typer.Option(help="把批注副本、问题清单.xlsx、JSON 和 SARIF 写入这个文件夹。", metavar="DIR")
    ] = None,
) -> None:
    """核对一份材料（一个或多个文件、文件夹）。表格中的身份证号会隐去中间各位。"""
    from checks.stage import STAGES

    one_of("--programme", programme, PROGRAMMES)
    one_of("--stage", stage, ("auto", *STAGES))
    reference = day(on)
    from worker.commands.progress import shown_progress
    from worker.settings import Settings
    from worker.sources import Limits, collect, within

    settings = Settings()
    limits = Limits(settings.max_files, settings.max_submission_bytes)
    files, refused = collect(paths, limits)
    if not files and not refused:
        print("没有找到要读取的文件。", file=sys.stderr)
        raise typer.Exit(exits.NOT_READ)
    from tempfile import TemporaryDirectory

    from worker import pipeline
    from worker.station import reader_pool
    from worker.unpacking import open_archives

    with reader_pool(settings) as pool, TemporaryDirectory(prefix="caishen-") as folder, ExitStack() as stack:
        files, inside = open_archives(files, pool, Path(folder), limits)
        files, over = within(files, limits)
        refused = [*refused, *inside, *over]
        progress = stack.enter_context(shown_progress(files))
        readings = pipeline.read_files(files, pool, progress=progress)
        result = pipeline.check(
            readings,
            programme=programme,
            stage=stage,
            on=reference,
            lineage=pipeline.COMMAND_LINE,
            refused=refused,
        )
        if out is not None:
            _write(out, files, result, pool)
    _show(result, as_json)
    raise typer.Exit(_status(result, readings))


def one_of(option: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise typer.BadParameter(f"可选值：{'、'.join(allowed)}", param_hint=option)


def day(text: str) -> date:
    if not text:
        return date.today()  # noqa: DTZ011  the user's own calendar day
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  a day has no time zone
    except ValueError:
        raise typer.BadParameter("日期应写作 YYYY-MM-DD", param_hint="--on") from None


def _show(result: Any, as_json: bool) -> None:
    from checks.outputs import json, table

    shown = json.result_json(result)
    if as_json:
        sys.stdout.write(json.dumps(shown).decode())
        return
    from rich.console import Console

    from checks import pack

    asked = {entry.id: entry.text for entry in pack.load(result.case.programme).rules}
    Console().print(table.render(shown, asked, on=result.case.on, stage=result.case.stage))


def _status(result: Any, readings: Sequence[Any]) -> int:
    if all(reading.understood is None for reading in readings):
        return exits.NOT_READ
    failed = any(finding.verdict == "fail" for finding in result.findings)
    return exits.SOMETHING_FAILED if failed else exits.NOTHING_FAILED


def _write(out: Path, files: Sequence[Any], result: Any, pool: Any) -> None:
    from worker.commands.copies import write_copies

    try:
        for said in write_copies(out, files, result, pool):
            print(said, file=sys.stderr)
    except OSError as error:
        print(f"无法写入 {out}（{error.strerror}）。", file=sys.stderr)
        raise typer.Exit(exits.ENVIRONMENT) from None
