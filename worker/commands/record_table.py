"""The human form of caishen/read/1: each paper, its fields, and where they stood. ID numbers are masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from checks.masking import masked

ABSENT = {"blank": "（空白）", "not_found": "（没有这一栏）", "unreadable": "（没有读懂）"}


def render(shown: Mapping[str, Any]) -> RenderableType:
    """Papers in order, then what could not be read."""
    blocks: list[RenderableType] = []
    for document in shown["documents"]:
        pages = document["pages"]
        sources = "、".join(sorted({page["source"] for page in pages}))
        head = f"{document['name']}　{document['kind']}　{len(pages)} 页　{sources}"
        blocks.append(Text(head, style="bold"))
        if document["record"] is not None:
            blocks.append(_table(document["record"]))
    for error in shown["errors"]:
        blocks.append(Text(f"{error['name']}：{error['message']}", style="yellow"))
    return Group(*blocks)


def _table(record: Mapping[str, Any]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, title=record["type"], title_justify="left")
    for column in ("字段", "值", "页", "可信度"):
        table.add_column(column, overflow="fold")
    for path, field in _fields("", record["fields"]):
        if "absent" in field:
            table.add_row(Text(path), Text(ABSENT.get(field["absent"], field["absent"]), style="dim"), "", "")
        else:
            pages = sorted({str(item["page"]) for item in field["evidence"] if item["page"]})
            value = masked(str(field["value"]))
            table.add_row(Text(path), Text(value), ",".join(pages), f"{field['confidence']:.2f}")
    return table


def _fields(path: str, value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every field below, with its path."""
    if isinstance(value, Mapping):
        if "absent" in value or {"value", "raw", "evidence"} <= set(value):
            yield path, value
            return
        for name, item in value.items():
            yield from _fields(f"{path}.{name}" if path else name, item)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _fields(f"{path}[{number}]", item)
