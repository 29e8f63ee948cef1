"""Every article of a policy with what was found: kept, broken, to be looked at, not applicable, not decided.

For the reader who must be able to say for each article which of these it is, and on which page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from checks.pack import Entry

State = Literal["broken", "look", "undecided", "kept", "none"]
STATES: dict[State, str] = {
    "broken": "不符合",
    "look": "需要看",
    "undecided": "没有判断",
    "kept": "符合",
    "none": "不适用",
}
_OF_VERDICT: dict[str, State] = {"fail": "broken", "review": "look", "pass": "kept", "not_applicable": "none"}
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]+条")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the policy. `state` is the worst of its findings; `reason` says why there are none."""

    rule: str
    clause: str
    asked: str
    who: str
    state: State
    findings: tuple[Mapping[str, Any], ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    title: str
    lines: tuple[Line, ...]

    @property
    def state(self) -> State:
        """The worst of its lines."""
        return min((line.state for line in self.lines), key=list(STATES).index)

    def count(self, state: State) -> int:
        return sum(line.state == state for line in self.lines)


def checklist(result: Mapping[str, Any], entries: Sequence[Entry]) -> tuple[Article, ...]:
    """In the order of the policy; rules that support several articles stand at the end, by what they are about."""
    reasons = {one["rule"]: one["reason"] for one in result["coverage"]["not_decided"]}
    articles: dict[str, list[Line]] = {}
    for entry in entries:
        found = tuple(one for one in result["findings"] if one["rule"] == entry.id)
        articles.setdefault(article_of(entry), []).append(_line(entry, found, reasons.get(entry.id, "")))
    return tuple(Article(title, tuple(lines)) for title, lines in articles.items())


def _line(entry: Entry, found: tuple[Mapping[str, Any], ...], reason: str) -> Line:
    states = [_OF_VERDICT.get(one["verdict"], "look") for one in found] or ["undecided"]
    state = min(states, key=list(STATES).index)
    return Line(entry.id, entry.clause, entry.text, entry.who, state, found, reason if not found else "")


def article_of(entry: Entry) -> str:
    """第七条② → 第七条; the supporting rules by their chapter of the catalogue.

    >>> from checks.pack import load
    >>> entries = {entry.id: entry for entry in load("station").rules}
    >>> article_of(entries["ZD-07.A8"]), article_of(entries["V.04"])
    ('第七条', '票据')
    """
    chapter = _CHAPTERS.get(entry.id.partition(".")[0])
    found = _ARTICLE.search(entry.clause)
    return chapter or (found[0] if found else entry.clause)


_CHAPTERS = {"X": "身份与一致性", "R": "跨材料比对", "V": "票据", "W": "报告", "P": "发放表"}
"""The chapters of the supporting rules, which serve several articles."""
