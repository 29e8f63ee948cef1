"""caishen invoices: a folder of vouchers, whatever lies in it, into a ledger; killed, it goes on where it was."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from worker.commands import exits
from worker.commands.screen import day, one_of

PROGRAMMES = ("", "studio", "station")
COPIES = "批注"
TENANT = "default"
ACTOR = "local"
"""Whose register it is where nobody logs in, and who does it."""
MADE = ("ledger", "json")
"""The outputs of the whole that this command promises; the copies of the originals lie in a folder of their own."""


def register(app: typer.Typer) -> None:
    app.command("invoices")(invoices)


def invoices(
    paths: Annotated[
        list[Path],
        typer.Argument(help="文件夹或文件，票据、压缩包、照片都可以。", metavar="DIR|FILES"),
    ],
    out: Annotated[Path, typer.Option(help="结果写入这个文件夹；中断后用同一个文件夹接着做。", metavar="DIR")],
    programme: Annotated[
        str, typer.Option(help="项目：studio 青创室、station 工作站点；不给就不归类科目。", metavar="NAME")
    ] = "",
    buyer: Annotated[str, typer.Option(help="购买方应是的单位名称。", metavar="NAME")] = "",
    tax_id: Annotated[str, typer.Option(help="购买方的统一社会信用代码。", metavar="ID")] = "",
    period: Annotated[str, typer.Option(help="项目期限 YYYY-MM-DD..YYYY-MM-DD。", metavar="FROM..TO")] = "",
    budget: Annotated[
        Path | None, typer.Option(help="经费预算或申报书：按科目合计与它对照。", metavar="FILE")
    ] = None,
    register: Annotated[
        bool, typer.Option("--register", help="与登记过的票据查重，并登记这些票据（本机数据目录或所设的数据库）。")
    ] = False,
    on: Annotated[str, typer.Option(help="核对基准日 YYYY-MM-DD，默认今天。", metavar="DATE")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 caishen/result/1（同 result.json）。")] = False,
) -> None:
    """读取一文件夹票据，逐张核对，写出台账.xlsx、批注件和 result.json。中断后再运行一次即可接着做。"""
    one_of("--programme", programme, PROGRAMMES)
    from checks.voucher_terms import TERM_WORDS, Terms, term
    from worker.batch_folder import CannotUse, batch_folder

    try:
        terms = Terms(programme, buyer.strip(), tax_id.strip().upper(), *term(period))
    except ValueError:
        raise typer.BadParameter(f"期限{TERM_WORDS}", param_hint="--period") from None
    asked = day(on) if on else None
    try:
        with ExitStack() as stack:
            folder = stack.enter_context(batch_folder(out, *paths))
            reference = asked or folder.reference_date() or day("")
            result, readings = _run(folder, paths, terms, budget, reference, register)
    except CannotUse as error:
        print(error, file=sys.stderr)
        raise typer.Exit(exits.ENVIRONMENT) from None
    except OSError as error:
        print(f"无法写入 {out}（{error.strerror}）。", file=sys.stderr)
        raise typer.Exit(exits.ENVIRONMENT) from None
    _show(out, result, terms, budget, as_json)
    raise typer.Exit(_status(result, readings))


def _run(
    folder: Any, paths: Sequence[Path], terms: Any, budget: Path | None, on: date, register: bool
) -> tuple[Any, Sequence[Any]]:
    from checks.outputs.json import result_json
    from checks.showing import showing
    from worker import invoices as work
    from worker.commands import copies
    from worker.commands.progress import shown_progress
    from worker.pipeline import COMMAND_LINE, read_files
    from worker.settings import Settings
    from worker.sources import Limits, SourceFile, collect, within
    from worker.station import reader_pool
    from worker.unpacking import open_archives

    settings = Settings()
    limits = Limits(settings.max_batch_files, settings.max_batch_bytes)
    files, refused = collect(paths, limits)
    own = folder.out.resolve()
    files = [file for file in files if own not in file.path.resolve().parents]
    if budget is not None:
        files = [*files, SourceFile(f"预算/{budget.name}", budget)]
    folder.begin(on)
    with reader_pool(settings) as pool, folder.scratch() as aside, ExitStack() as stack:
        files, inside = open_archives(files, pool, aside / "unpacked", limits)
        files, over = within(files, limits)
        progress = stack.enter_context(shown_progress(files))
        readings = read_files(files, pool, folder.pages, progress)
        unread = [*refused, *inside, *over]
        matches = _matches(settings, paths, readings, terms, on) if register else None
        result = work.screened(readings, terms, on=on, lineage=COMMAND_LINE, refused=unread, matches=matches)
        shown = showing(result_json(result), on, {})
        for name, data in copies.whole(shown, MADE):
            folder.write(name, data)
        made = aside / "copies"
        made.mkdir()
        for said in copies.write_each(made, files, shown, pool, ledger=True):
            print(said, file=sys.stderr)
        folder.put_in_place(made, COPIES)
    folder.end()
    return result, readings


def _matches(settings: Any, paths: Sequence[Path], readings: Sequence[Any], terms: Any, on: date) -> Any:
    """What the register holds of these vouchers, which are filed in it: the same folder again takes their place."""
    from checks.matching import matches_for
    from worker.invoices import filed
    from worker.pipeline import COMMAND_LINE
    from worker.store import open_store
    from worker.store.register import StoredRegister
    from worker.store.register_runs import enter_run, run_identity

    names = [str(path.resolve()) for path in paths]
    run, name = run_identity(TENANT, names, on), paths[0].resolve().name
    filing = filed(readings, terms, on=on, lineage=COMMAND_LINE, run=run, name=name)
    store = open_store(settings)
    try:
        enter_run(store, TENANT, ACTOR, filing)
        print(f"已登记，登记编号 {filing.filed.id}", file=sys.stderr)
        return matches_for(filing, StoredRegister(store, TENANT))
    finally:
        store.close()


def _show(out: Path, result: Any, terms: Any, budget: Path | None, as_json: bool) -> None:
    from checks.outputs.json import dumps, result_json

    shown = result_json(result)
    if as_json:
        sys.stdout.write(dumps(shown).decode())
        return
    from rich.console import Console

    from worker.commands.invoice_table import render

    Console().print(render(shown, terms.unchecked(budget=budget is not None)))
    print(f"台账：{out / '台账.xlsx'}；批注件：{out / COPIES}", file=sys.stderr)


def _status(result: Any, readings: Sequence[Any]) -> int:
    if all(reading.understood is None for reading in readings):
        return exits.NOT_READ
    failed = any(finding.verdict == "fail" for finding in result.findings)
    return exits.SOMETHING_FAILED if failed else exits.NOTHING_FAILED
