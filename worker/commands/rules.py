"""caishen rules: what is checked, under which clause, by whom."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from worker.commands import exits

rules = typer.Typer(no_args_is_help=False, invoke_without_command=True, help="列出规则，或显示一条规则的内容。")


def register(app: typer.Typer) -> None:
    app.add_typer(rules, name="rules")


@rules.callback()
def default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_rules()


@rules.command("list")
def list_rules(
    programme: Annotated[str, typer.Option(help="只列一个项目：studio 或 station。")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
) -> None:
    """列出各项目的全部规则；尚未实现自动核对的也列出。"""
    from checks.outputs.json import dumps

    found = [(name, entry) for name in _programmes(programme) for entry in _pack(name).rules]
    if as_json:
        listed = [_plain(name, entry, full=False) for name, entry in found]
        sys.stdout.write(dumps({"schema": "caishen/rules/1", "rules": listed}).decode())
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in ("项目", "编号", "名称", "条款", "由谁判定", "自动核对", "内容"):
        table.add_column(column, overflow="fold", no_wrap=column == "编号")
    for name, entry in found:
        done = "是" if entry.implemented else "尚未"
        table.add_row(name, entry.id, entry.name, entry.clause, entry.who, done, entry.text)
    Console().print(table)


@rules.command("show")
def show(
    rule: Annotated[str, typer.Argument(help="规则编号或名称，例如 QC-05.1b。", metavar="ID")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
) -> None:
    """显示一条规则：条款、读法、依据的材料、由谁判断、政策数值及其出处、例子。"""
    from checks.explaining import explained
    from checks.outputs.json import dumps

    rows = [
        (name, entry) for name in _programmes("") for entry in _pack(name).rules if rule in (entry.id, entry.name)
    ]
    found = [_plain(name, entry, full=True) for name, entry in rows]
    if not found:
        print(f"没有编号或名称为“{rule}”的规则；caishen rules list 列出全部规则。", file=sys.stderr)
        raise typer.Exit(exits.NOT_READ)
    if as_json:
        sys.stdout.write(dumps({"schema": "caishen/rules/1", "rules": found}).decode())
        return
    for name, entry in rows:
        _print(name, explained(entry))


def _print(programme: str, one: Any) -> None:
    """Clause, reading, what it looks at, who decides, the numbers with dates and sources, examples."""
    entry = one.entry
    print(f"{entry.id}（{entry.name}）　{_pack(programme).title}　{entry.clause}")
    print(f"  要求：{entry.text}")
    print(f"  读法：{one.reading or '尚无自动核对，由人员判断'}")
    print(f"  依据：{'、'.join(one.looks_at) or '全部材料'}")
    stages = "、".join(one.stages) or "不限"
    print(f"  由谁判断：{one.who}　程度：{one.severity}　适用阶段：{stages}")
    for parameter in one.parameters:
        print(f"  参数 {parameter.label}（{parameter.name}）")
        for value in parameter.values:
            print(f"    {value.since} 起：{value.shown}　出处：{value.source}")
    for example in one.examples:
        print(f"  例 {example.verdict}：{example.said}")


def _programmes(programme: str) -> tuple[str, ...]:
    from checks import pack

    if programme and programme not in pack.programmes():
        raise typer.BadParameter(f"可选值：{'、'.join(pack.programmes())}", param_hint="--programme")
    return (programme,) if programme else pack.programmes()


def _pack(programme: str) -> Any:
    from checks import pack

    return pack.load(programme)


def _plain(programme: str, entry: Any, *, full: bool) -> dict[str, Any]:
    from checks.outputs.json import plain

    shown = {
        "programme": programme,
        "id": entry.id,
        "name": entry.name,
        "clause": entry.clause,
        "text": entry.text,
        "severity": plain(entry.severity),
        "who": entry.who,
        "stages": list(entry.stages),
        "implemented": entry.implemented,
    }
    if full:
        from checks.explaining import explained

        told = explained(entry)
        shown["explanation"] = told.reading
        shown["looks_at"] = list(told.looks_at)
        shown["parameters"] = plain(entry.parameters)
        shown["labels"] = {one.name: one.label for one in told.parameters}
        shown["examples"] = plain(told.examples)
    return shown
