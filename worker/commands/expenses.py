"""caishen expenses: where an expense line belongs, and the way it went."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from worker.commands.screen import one_of

expenses = typer.Typer(no_args_is_help=True, help="支出归类：一行支出归入哪个科目、依据是什么。")


def register(app: typer.Typer) -> None:
    app.add_typer(expenses, name="expenses")


@expenses.callback()
def callback() -> None:
    """Keeps `explain` a command of its own."""


@expenses.command("explain")
def explain(
    text: Annotated[str, typer.Argument(help="票面上的一行，例如 *会展服务*会议费。", metavar="TEXT")],
    programme: Annotated[str, typer.Option(help="studio 青创室、station 工作站点。")] = "station",
    code: Annotated[str, typer.Option(help="税收分类编码（19 位）。", metavar="CODE")] = "",
    document: Annotated[str, typer.Option(help="票据的种类和名称，例如 铁路电子客票。", metavar="KIND")] = "",
    remark: Annotated[str, typer.Option(help="备注栏。", metavar="TEXT")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 caishen/expense/1。")] = False,
) -> None:
    """说明一行支出怎样归类：逐步看了什么、归入哪一条、还要由人看什么。"""
    one_of("--programme", programme, ("studio", "station"))
    from checks.expense_suggestions import suggest
    from checks.expenses import place

    placement = place(text, programme=programme, code=code, document=document, context=remark)
    item = text.strip().rpartition("*")[2]
    proposed = suggest(item, programme) if placement.verdict == "unplaced" else None
    if as_json:
        from checks.outputs.json import dumps

        sys.stdout.write(dumps(_plain(text, placement, proposed)).decode())
        return
    from rich.console import Console

    Console().print(_shown(text, placement, proposed))


def _plain(text: str, placement: Any, proposed: Any) -> dict[str, Any]:
    from checks.outputs.json import plain

    return {
        "schema": "caishen/expense/1",
        "text": text,
        "programme": placement.programme,
        "verdict": placement.verdict,
        "to": [{"target": target, **_article(placement.programme, target)} for target in placement.to],
        "reason": placement.reason,
        "steps": [plain(step) for step in placement.steps],
        "look_at": _look_at(placement),
        "suggestion": plain(proposed) if proposed else None,
    }


def _article(programme: str, target: str) -> dict[str, str]:
    from checks.expense_map import load

    map = load(programme)
    held = map.categories.get(target)
    return {"title": map.title(target), "article": held.article if held else map.title(target)}


def _shown(text: str, placement: Any, proposed: Any) -> Any:
    from rich.box import SIMPLE_HEAD
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in ("看了什么", "找到", "说明"):
        table.add_column(column, overflow="fold")
    for step in placement.steps:
        table.add_row(Text(step.looked_at), Text(step.found), Text(step.says))
    parts: list[Any] = [
        Text(f"{text}（{PROGRAMMES[placement.programme]}）：{VERDICTS[placement.verdict]}", style="bold")
    ]
    for target in placement.to:
        told = _article(placement.programme, target)
        words = target if told["title"] == target else told["title"]
        parts.append(Text(f"  {words}（{told['article']}）" if words == target else f"  {words}（规则 {target}）"))
    if placement.steps:
        parts.append(table)
    if placement.reason:
        parts.append(Text(f"理由：{placement.reason}"))
    parts.append(Text(f"请人看：{_look_at(placement)}"))
    if proposed is not None:
        parts.append(Text(proposed.words, style="yellow"))
    return Group(*parts)


PROGRAMMES = {"studio": "青创室", "station": "工作站点"}
VERDICTS = {
    "placed": "可归入",
    "likely": "可能归入",
    "ask": "由人选定",
    "prohibited": "不得列支",
    "likely_prohibited": "很可能不得列支",
    "unplaced": "不能归类",
}
LOOK_AT = {
    "placed": "票面内容与实际支出是否一致，是否与本项目的活动有关，金额是否在预算之内",
    "likely": "实际买的是什么，是否确属这一科目",
    "ask": "实际买的是什么、用于什么，在列出的去处中选定一个",
    "prohibited": "是否读错、是否另有依据；不是，则这笔支出不能列入",
    "likely_prohibited": "用途和领用人，是否属于列出的禁止条款",
    "unplaced": "实际买的是什么，是否与项目有关，应归入哪一科目",
}


def _look_at(placement: Any) -> str:
    return LOOK_AT[placement.verdict]
