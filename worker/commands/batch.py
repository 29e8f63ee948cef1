"""caishen batch: a folder of submissions, interrupted and gone on with as often as needed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from worker.commands import exits
from worker.commands.screen import PROGRAMMES, day, one_of


def register(app: typer.Typer) -> None:
    app.command("batch")(batch)


def batch(
    source: Annotated[
        Path, typer.Argument(help="文件夹或 ZIP：每个子文件夹、里面的 ZIP 或单个文件是一份材料。", metavar="DIR|ZIP")
    ],
    out: Annotated[Path, typer.Option(help="结果写入这个文件夹；中断后用同一个文件夹接着做。", metavar="DIR")],
    programme: Annotated[str, typer.Option(help="项目：auto 自动识别、studio 青创室、station 工作站点。")] = "auto",
    stage: Annotated[
        str, typer.Option(help="阶段：auto、application 申报、agreement 签约、mid 中期、closing 验收、finance 票据。")
    ] = "auto",
    on: Annotated[
        str, typer.Option(help="核对基准日 YYYY-MM-DD，默认今天；接着做时默认用上一次的。", metavar="DATE")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 caishen/batch/1（同 summary.json）。")] = False,
    copies: Annotated[bool, typer.Option(help="每份材料写出标注副本；--no-copies 只写结果，快得多。")] = True,
    register: Annotated[
        Path | None,
        typer.Option(help="登记库文件夹：与以前各批比对，并把这一批登记进去；不给则只在本批内比对。", metavar="DIR"),
    ] = None,
) -> None:
    """核对一批材料并相互比对，每份的结果一个文件夹，另有汇总.xlsx 和 summary.json。中断后再运行一次即可接着做。"""
    from checks.stage import STAGES

    one_of("--programme", programme, PROGRAMMES)
    one_of("--stage", stage, ("auto", *STAGES))
    asked = day(on) if on else None
    if not source.exists():
        print(f"没有找到 {source}。", file=sys.stderr)
        raise typer.Exit(exits.NOT_READ)
    from worker.batch_folder import CannotUse, batch_folder

    try:
        with batch_folder(out, source) as folder:
            date = asked or folder.reference_date() or day("")
            screened = _run(source, folder, programme, stage, date, register, copies)
    except CannotUse as error:
        print(error, file=sys.stderr)
        raise typer.Exit(exits.ENVIRONMENT) from None
    except OSError as error:
        print(f"无法写入 {out}（{error.strerror}）。", file=sys.stderr)
        raise typer.Exit(exits.ENVIRONMENT) from None
    _show(out, screened, as_json)
    raise typer.Exit(_status(screened))


def _run(
    source: Path, folder: Any, programme: str, stage: str, on: date, register: Path | None, copies: bool
) -> Sequence[Any]:
    from worker.batch import Batch
    from worker.commands.batch_progress import shown_batch
    from worker.commands.copies import write_copies, write_result
    from worker.register_folder import RegisterFolder
    from worker.settings import Settings
    from worker.sources import Limits
    from worker.station import reader_pool
    from worker.summary import Asked

    settings = Settings()
    limits = Limits(settings.max_files, settings.max_submission_bytes)
    folder.begin(on)
    with reader_pool(settings) as pool, folder.scratch() as scratch:
        submissions = _submissions(source, folder.out, pool, scratch, limits, settings)
        with shown_batch(submissions) as watcher:
            asked, kept = Asked(programme, stage, on), RegisterFolder(register)
            name = source.resolve().name
            run = Batch(folder, pool, asked, limits, write_copies if copies else write_result, watcher, name, kept)
            screened = run.run(submissions)
    run.summarise(screened)
    folder.end()
    return screened


def _submissions(source: Path, out: Path, pool: Any, scratch: Path, limits: Any, settings: Any) -> Sequence[Any]:
    from extractor.errors import ReadError
    from extractor.unzip import UnzipLimits
    from worker import batch_sources

    try:
        if source.is_dir():
            found = batch_sources.in_folder(source, out, limits)
        else:
            room = UnzipLimits(settings.max_batch_files, settings.max_batch_bytes)
            found = batch_sources.in_zip(source, pool, scratch, room, limits)
    except ReadError as error:
        print(f"{source.name}：{error.message}", file=sys.stderr)
        raise typer.Exit(exits.NOT_READ) from None
    if not found:
        print("没有找到要核对的材料：每个子文件夹、里面的 ZIP 或单个文件是一份。", file=sys.stderr)
        raise typer.Exit(exits.NOT_READ)
    return found


def _show(out: Path, screened: Sequence[Any], as_json: bool) -> None:
    if as_json:
        sys.stdout.write((out / "summary.json").read_text(encoding="utf-8"))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from checks.masking import masked
    from worker.summary import counts, unread, worst
    from worker.summary_book import PROGRAMMES as NAMES
    from worker.summary_book import WORST

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in ("材料", "项目", "结论", "不符合", "需人工判断", "符合", "未能读取", "页"):
        table.add_column(column, overflow="fold")
    for one in screened:
        found = counts(one.result)
        numbers = (found["fail"], found["review"], found["pass"], len(unread(one)), one.pages)
        programme = NAMES.get(one.result["programme"], one.result["programme"])
        table.add_row(Text(masked(one.name)), programme, WORST[worst(one)], *map(str, numbers))
    Console().print(table)
    print(f"汇总：{out / '汇总.xlsx'}", file=sys.stderr)


def _status(screened: Sequence[Any]) -> int:
    if all(one.state == "failed" for one in screened):
        return exits.NOT_READ
    failed = any(one["verdict"] == "fail" for each in screened for one in each.result["findings"])
    return exits.SOMETHING_FAILED if failed else exits.NOTHING_FAILED
