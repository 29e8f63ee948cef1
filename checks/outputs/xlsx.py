"""The list of problems as a workbook with Chinese headings: for those who work through it and tick off.

Sheets: 问题清单 (what failed and what a person must look at), 全部结论, 未能读取, 没有判断. ID numbers are masked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from checks.brief import brief
from checks.drawing.unread import unread
from checks.drawing.wording import ACTIONS, SEVERITIES, VERDICTS, action_words, actor, place_words, ranked
from checks.folder import without_folder
from checks.masking import masked
from checks.shown import Shown

if TYPE_CHECKING:
    from checks.drawing.workbook import Row, Sheet

FORMAT = "xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIX = ".xlsx"
TITLE = "问题清单 XLSX"
FILE = "问题清单.xlsx"

_ASKING = ("fail", "review")
_FINDING = (
    ("序号", 6),
    ("结论", 12),
    ("严重程度", 9),
    ("规则编号", 12),
    ("条款", 16),
    ("材料", 26),
    ("页码/位置", 22),
    ("问题说明", 52),
    ("原文", 36),
    ("需人工判断的原因", 36),
    ("处理决定", 12),
    ("备注", 26),
)
_UNREAD = (("序号", 6), ("材料", 40), ("页码/位置", 20), ("错误代码", 18), ("原因", 70))
_UNDECIDED = (("序号", 6), ("规则编号", 14), ("条款", 20), ("要求", 60), ("原因", 60))
_MOST = 20  # places or quotes in one cell


def of_all(shown: Shown) -> bytes:
    """The workbook. Same result, decisions and date, same bytes."""
    from checks.drawing.workbook import workbook

    shown = replace(shown, result=without_folder(shown.result))
    findings = sorted(shown.result["findings"], key=ranked)
    asking = [finding for finding in findings if finding["verdict"] in _ASKING]
    coverage = shown.result["coverage"]
    sheets = [
        _sheet("问题清单", _FINDING, (_finding(finding, shown) for finding in asking), _verdicts(asking)),
        _sheet("全部结论", _FINDING, (_finding(finding, shown) for finding in findings), _verdicts(findings)),
        _sheet("未能读取", _UNREAD, unread(coverage, _names(shown))),
        _sheet("没有判断", _UNDECIDED, _undecided(coverage, shown.texts)),
    ]
    return workbook(sheets, "材审问题清单", shown.on)


def _sheet(
    title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]], tints: Sequence[str] = ()
) -> Sheet:
    from checks.drawing.workbook import Column, Row, Sheet

    numbered: list[Row] = []
    for number, values in enumerate(rows, start=1):
        tint = tints[number - 1] if tints else ""
        numbered.append(Row((number, *(masked(value) for value in values)), tint))
    return Sheet(title, tuple(Column(*column) for column in columns), numbered)


def _verdicts(findings: Sequence[Mapping[str, Any]]) -> list[str]:
    return [finding["verdict"] for finding in findings]


def _names(shown: Shown) -> dict[str, str]:
    return {document["id"]: document["name"] for document in shown.result["documents"]}


def _finding(finding: Mapping[str, Any], shown: Shown) -> tuple[str, ...]:
    names = _names(shown)
    evidence = finding["evidence"]
    why = finding.get("why") or ""
    decision = shown.decisions.get(finding["id"])
    return (
        VERDICTS.get(finding["verdict"], finding["verdict"]),
        SEVERITIES.get(finding["severity"], finding["severity"]),
        finding["rule"],
        finding["clause"],
        _joined(names.get(item["document"], "") for item in evidence),
        _places(evidence, names),
        brief(finding),
        _joined(" ".join(masked(item["text"]).split()) for item in evidence),
        why if why != finding["message"] else "",
        _decided(decision, finding["verdict"]),
        _remarks(decision),
    )


def _places(evidence: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> str:
    """The places; with the file's name where there are several files."""
    several = len({names.get(item["document"]) for item in evidence}) > 1
    return _joined(
        f"{names.get(item['document'], '')} {place_words(item['place'])}" if several else place_words(item["place"])
        for item in evidence
    )


def _decided(decision: Mapping[str, Any] | None, verdict: str) -> str:
    action = action_words(decision["action"], verdict) if decision else ""
    return f"{action}（材料已变化，需重新确认）" if decision and action and decision.get("stale") else action


def _remarks(decision: Mapping[str, Any] | None) -> str:
    """Why, what was added, and by whom."""
    if not decision or decision.get("action") not in ACTIONS:
        return ""
    who = f"（{actor(decision['actor'])}）" if decision.get("actor") else ""
    return "；".join(str(part) for part in (decision.get("reason"), decision.get("comment")) if part) + who


def _undecided(coverage: Mapping[str, Any], texts: Mapping[str, str]) -> Iterable[tuple[str, ...]]:
    for one in coverage["not_decided"]:
        yield one["rule"], one["clause"], texts.get(one["rule"], ""), one["reason"]


def _joined(parts: Iterable[str]) -> str:
    """Each part once, one a line."""
    lines = list(dict.fromkeys(part for part in parts if part))
    more = [f"……另有 {len(lines) - _MOST} 处"] if len(lines) > _MOST else []
    return "\n".join([*lines[:_MOST], *more])
