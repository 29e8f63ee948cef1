"""The sheet in front of the annotated pages of a whole submission: every conclusion once, and what was not read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checks.drawing.sheet import Names, Section, sheet
from checks.drawing.unread import unread
from checks.drawing.wording import VERDICTS, ranked
from checks.folder import without_folder
from checks.masking import masked
from checks.shown import Shown

_ASKING = ("fail", "review")


def front(shown: Shown) -> bytes:
    """A PDF. What failed and what a person must look at stands in full, the rest by its rules."""
    result = without_folder(shown.result)
    findings = sorted(result["findings"], key=ranked)
    documents = {document["id"]: document["name"] for document in result["documents"]}
    sections = [Section(VERDICTS[verdict], _of(findings, verdict)) for verdict in _ASKING]
    rows = unread(result["coverage"], documents)
    lines = ["　".join(part for part in (name, where, message) if part) for name, where, _, message in rows]
    sections.append(Section("未能读取或识别", (), tuple(masked(line) for line in lines)))
    quiet = [_by_rule(findings, verdict) for verdict in VERDICTS if verdict not in _ASKING]
    sections.append(Section("其他结论", (), tuple(line for line in quiet if line)))
    return sheet("材审：审核结论", _lead(findings, shown), sections, Names(documents, shown.texts, shown.decisions))


def _of(findings: Sequence[Mapping[str, Any]], verdict: str) -> list[Mapping[str, Any]]:
    return [finding for finding in findings if finding["verdict"] == verdict]


def _by_rule(findings: Sequence[Mapping[str, Any]], verdict: str) -> str:
    held = _of(findings, verdict)
    rules = "、".join(dict.fromkeys(finding["rule"] for finding in held))
    return f"{VERDICTS[verdict]} {len(held)} 条：{rules}" if held else ""


def _lead(findings: Sequence[Mapping[str, Any]], shown: Shown) -> str:
    counts = "，".join(f"{words} {len(_of(findings, verdict))}" for verdict, words in VERDICTS.items())
    return f"基准日期：{shown.on.isoformat()}　结论：{counts}。后面依次是各份材料的页面，方框处有批注。"
