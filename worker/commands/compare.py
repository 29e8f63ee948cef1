"""caishen compare: an earlier result again under another date or edition, from the records that were kept with it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from worker.commands import exits
from worker.commands.screen import day

WORDS = {"fail": "不符合", "review": "需人工判断", "pass": "符合", "not_applicable": "不适用", "": "没有结论"}


def register(app: typer.Typer) -> None:
    app.command("compare")(compare)


def compare(
    old: Annotated[
        Path,
        typer.Argument(help="以前的结果文件夹（screen --out 或 batch 写出）或其中的 result.json。", metavar="OLD"),
    ],
    on: Annotated[str, typer.Option(help="改用这个基准日 YYYY-MM-DD，默认用原来的。", metavar="DATE")] = "",
    edition: Annotated[
        Path | None, typer.Option("--pack", help="改用这个规则包文件（另一个版本）。", metavar="FILE")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
) -> None:
    """按另一日期或另一版规则重新核对以前读过的材料（不重新读取），列出哪些结论变了、为什么。"""
    folder = old if old.is_dir() else old.parent
    before, case = _kept(folder)
    from dataclasses import asdict, replace

    from checks import pack
    from checks.editions import changed
    from checks.engine import run
    from checks.outputs.json import dumps, result_json
    from checks.pack import PackError
    from checks.register import Matches
    from checks.rule import implemented

    try:
        used = pack.load_file(edition) if edition else pack.load(case.programme)
    except (PackError, OSError) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(exits.NOT_READ) from None
    again = replace(case, on=day(on) if on else case.on)
    after = result_json(run(again, used))
    crossing = (id for id, one in implemented().items() if any(need.record is Matches for need in one.needs))
    found = changed(before, after, (case.on, again.on), frozenset(crossing))
    if as_json:
        told = {"schema": "caishen/compare/1", "on": [case.on.isoformat(), again.on.isoformat()]}
        told |= {"edition": [before["edition"], after["edition"]], "changes": [asdict(one) for one in found]}
        sys.stdout.write(dumps(told).decode())
        return
    _show(found, f"{before['edition']}（{case.on}）", f"{after['edition']}（{again.on}）")


def _kept(folder: Path) -> tuple[dict[str, Any], Any]:
    from worker.kept import load_case

    try:
        before: dict[str, Any] = json.loads((folder / "result.json").read_bytes())
        case = load_case(folder)
    except (OSError, ValueError) as error:
        print(
            f"{folder} 里没有可以重新核对的结果（{type(error).__name__}）；请重新运行 screen --out。", file=sys.stderr
        )
        raise typer.Exit(exits.NOT_READ) from None
    return before, case


def _show(found: Any, before: str, after: str) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from checks.masking import masked

    print(f"{before} → {after}：{len(found)} 条结论不同", file=sys.stderr)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in ("规则", "条款", "原来", "现在", "为什么", "说明"):
        table.add_column(column, overflow="fold", no_wrap=column == "规则")
    for one in found:
        words = WORDS[one.before], WORDS[one.after]
        table.add_row(one.rule, one.clause, *words, one.why, Text(masked(one.message)))
    Console().print(table)
