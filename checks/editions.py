"""The same papers under two editions or dates: which verdicts differ, and which policy number made the difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Finding = Mapping[str, Any]
ABSENT = "没有结论"


@dataclass(frozen=True, slots=True)
class Changed:
    """`before` and `after` are verdicts, "" where there is no finding; `why` names what changed, in Chinese."""

    rule: str
    clause: str
    before: str
    after: str
    message: str
    why: str


def changed(
    before: Mapping[str, Any], after: Mapping[str, Any], days: tuple[date, date], left_out: frozenset[str]
) -> tuple[Changed, ...]:
    """Both are caishen/result/1 of one submission; `left_out` are rules that also look at other submissions."""
    then = {one["id"]: one for one in before["findings"] if one["rule"] not in left_out}
    now = {one["id"]: one for one in after["findings"] if one["rule"] not in left_out}
    editions = (str(before["edition"]), str(after["edition"]))
    found = [
        _changed(then.get(key), now.get(key), days, editions)
        for key in dict.fromkeys([*then, *now])
        if _verdict(then.get(key)) != _verdict(now.get(key))
    ]
    return tuple(sorted(found, key=lambda one: (one.rule, one.message)))


def _changed(
    before: Finding | None, after: Finding | None, days: tuple[date, date], editions: tuple[str, str]
) -> Changed:
    shown = after or before or {}
    return Changed(
        rule=str(shown["rule"]),
        clause=str(shown["clause"]),
        before=_verdict(before),
        after=_verdict(after),
        message=str(shown["message"]),
        why="；".join(_reasons(before, after, days, editions)),
    )


def _reasons(
    before: Finding | None, after: Finding | None, days: tuple[date, date], editions: tuple[str, str]
) -> list[str]:
    """The numbers that differ; where none does, the day or the edition does."""
    old = before["parameters"] if before else {}
    new = after["parameters"] if after else {}
    told = [
        f"参数 {name} 由 {_shown(old.get(name))} 变为 {_shown(new.get(name))}"
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    ]
    if told and before and after:
        return told
    if editions[0] != editions[1]:
        told.append(f"规则版本由 {editions[0]} 变为 {editions[1]}")
    if days[0] != days[1]:
        told.append(f"基准日由 {days[0]} 变为 {days[1]}")
    if after and after["why"]:
        told.append(str(after["why"]))
    return told or ["程序的判断方法有改动"]


def _verdict(finding: Finding | None) -> str:
    return "" if finding is None else str(finding["verdict"])


def _shown(value: Any) -> str:
    if value is None:
        return "（未设定）"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
