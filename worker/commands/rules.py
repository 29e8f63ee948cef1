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
    """显示一条规则：条款、内容、政策数值及其依据、适用阶段。"""
    from checks.outputs.json import dumps

    found = [
        _plain(name, entry, full=True)
        for name in _programmes("")
        for entry in _pack(name).rules
        if rule in (entry.id, entry.name)
    ]
    if not found:
        print(f"没有编号或名称为“{rule}”的规则；caishen rules list 列出全部规则。", file=sys.stderr)
        raise typer.Exit(exits.NOT_READ)
    if as_json:
        sys.stdout.write(dumps({"schema": "caishen/rules/1", "rules": found}).decode())
        return
    for one in found:
        _print(one)


def _print(one: dict[str, Any]) -> None:
    print(f"{one['id']}（{one['name']}）　{one['programme']}　{one['clause']}")
    print(f"  内容：{one['text']}")
    done = "是" if one["implemented"] else "尚未"
    print(
        f"  严重程度：{one['severity']}　由谁判定：{one['who']}　自动核对：{done}　阶段：{'、'.join(one['stages'])}"
    )
    if one["explanation"]:
        print(f"  核对方法：{one['explanation']}")
    for name, dated in one["parameters"].items():
        for value in dated:
            print(f"  {name} = {value['value']}（{value['since']} 起；{value['source']}）")


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
        shown["explanation"] = _explanation(entry.predicate or entry.id)
        shown["parameters"] = plain(entry.parameters)
    return shown


def _explanation(rule: str) -> str:
    """The docstring of the function that checks the rule."""
    from checks.rule import implemented, predicates

    general = predicates().get(rule)
    known = general.rule if general is not None else implemented().get(rule)
    return " ".join(known.text.split()) if known is not None else ""
