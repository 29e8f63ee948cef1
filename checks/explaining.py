"""A rule as people read it: clause, reading, what it looks at, who decides, its numbers with sources, examples.

>>> from checks.pack import load
>>> told = explained(load("studio").entry("QC-05.1b"))
>>> told.parameters[0].label, told.parameters[0].values[0].shown
('年龄上限（周岁）', '45')
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from checks.guards import ALLOWED, WITHHELD
from checks.pack import Entry
from checks.papers import TYPE_NAMES
from checks.register import Matches
from checks.rule import Need, Rule, implemented, predicates

STAGES = {"application": "申报", "agreement": "签约", "mid": "中期", "closing": "验收", "finance": "票据"}
SEVERITIES = {"error": "重要", "warning": "一般", "note": "提示"}
VERDICTS = {"pass": "符合", "fail": "不符合", "review": "需人工判断", "not_applicable": "不适用"}
FREE = "程序可以判符合、不符合"
CHOICES = {
    "refer": "由人员判断",
    "fail": "不符合",
    "own": "只限本单位",
    "all": "全部受资助单位",
    "not_applicable": "不适用",
}


@dataclass(frozen=True, slots=True)
class Value:
    """One number in force from `since` on."""

    since: date
    shown: str
    source: str


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """What the rule says of a made-up case: `verdict` in Chinese."""

    verdict: str
    said: str


@dataclass(frozen=True, slots=True)
class Explained:
    """`looks_at` are the papers that count as evidence; `reading` is "" where no function decides the row."""

    entry: Entry
    reading: str
    looks_at: tuple[str, ...]
    who: str
    stages: tuple[str, ...]
    severity: str
    parameters: tuple[Parameter, ...]
    examples: tuple[Example, ...]


def explained(entry: Entry | None) -> Explained:
    """Raises KeyError for no entry."""
    if entry is None:
        raise KeyError("no such row")
    rule = _rule(entry)
    return Explained(
        entry=entry,
        reading=rule.text.replace("`", "") if rule else "",
        looks_at=tuple(dict.fromkeys(filter(None, (_paper(need) for need in rule.needs)))) if rule else (),
        who=FREE if entry.who == "AUTO" else WITHHELD[entry.who],
        stages=tuple(STAGES[stage] for stage in entry.stages),
        severity=SEVERITIES[entry.severity.value],
        parameters=tuple(_parameter(name, dated) for name, dated in entry.parameters.items()),
        examples=tuple(Example(VERDICTS[one["verdict"]], one["said"]) for one in examples().get(entry.id, ())),
    )


def may_give(entry: Entry) -> tuple[str, ...]:
    """The verdicts that the machine may give by itself, in Chinese."""
    return tuple(VERDICTS[verdict.value] for verdict in ALLOWED[entry.who])


def shown(value: Any) -> str:
    """A policy number in plain Chinese.

    >>> shown([1, 2]), shown(True), shown(None), shown({"A": 5}), shown("refer")
    ('1、2', '是', '尚未设定', 'A：5', '由人员判断')
    """
    if value is None:
        return "尚未设定"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "；".join(f"{key}：{shown(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return "、".join(shown(item) for item in value)
    return CHOICES.get(value, value) if isinstance(value, str) else str(value)


@cache
def labels() -> Mapping[str, str]:
    found: dict[str, str] = yaml.safe_load((files("checks.packs.shown") / "parameters.yaml").read_text("utf-8"))
    return found


@cache
def examples() -> Mapping[str, list[dict[str, str]]]:
    """By rule id; made from the test cases by `python -m tests.examples`."""
    found: dict[str, list[dict[str, str]]] = json.loads(
        (files("checks.packs.shown") / "examples.json").read_text("utf-8")
    )
    return found


def _rule(entry: Entry) -> Rule | None:
    if entry.predicate:
        return predicates()[entry.predicate].rule
    return implemented().get(entry.id)


def _paper(need: Need) -> str:
    if need.record is Matches:
        return "登记的其他提交"
    return TYPE_NAMES.get(need.record, "")


def _parameter(name: str, dated: Any) -> Parameter:
    values = tuple(Value(one.since, shown(one.value), one.source) for one in dated)
    return Parameter(name, labels().get(name, name), values)
