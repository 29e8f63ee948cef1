"""Where one expense line belongs: an allowed category, a prohibited article, or a person's desk.

What is looked at, the first that decides: the kind of paper, a word that is prohibited outright, the word of the
item, the tax class code, the tax short name. A short name that says nothing (the merged ones of 2026) is passed over.

>>> place("*餐饮服务*餐费", programme="station").to
('ZD-17.2d',)
>>> place("*生产生活服务*会议费", programme="station").category
'会议费'
>>> place("*生产生活服务*", programme="station").verdict
'unplaced'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from checks import tax_names
from checks.expense_map import ExpenseMap, Good, Placing, Says, load
from checks.expense_words import Hit, hits, plain

Verdict = Literal["placed", "likely", "ask", "prohibited", "likely_prohibited", "unplaced"]
_STARRED = re.compile(r"^\*([^*]*)\*(.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing looked at: what, what was found there, and what it says of the line. Chinese, for people."""

    looked_at: str
    found: str
    says: str


@dataclass(frozen=True, slots=True)
class Placement:
    """`to` holds categories and rule ids, the likeliest first; `good` is "" for an unplaced line."""

    verdict: Verdict
    to: tuple[str, ...]
    reason: str
    programme: str
    good: str = ""
    scientific: bool = False
    steps: tuple[Step, ...] = ()

    @property
    def category(self) -> str:
        """The one category of a placed line, else ""."""
        return self.to[0] if self.verdict == "placed" and len(self.to) == 1 else ""

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories among the candidates."""
        return tuple(target for target in self.to if target in load(self.programme).categories)

    @property
    def articles(self) -> tuple[str, ...]:
        """The prohibitions among the candidates, as rule ids."""
        return tuple(target for target in self.to if target in load(self.programme).articles)

    @property
    def candidates(self) -> str:
        """Every candidate in words, for a person to choose."""
        map = load(self.programme)
        return "、".join(f"“{map.title(target)}”" for target in self.to)


def place(
    text: str,
    *,
    programme: str,
    short_name: str = "",
    code: str = "",
    document: str = "",
    context: str = "",
) -> Placement:
    """The place of a line that says `text` (an item, or *short name*item as invoices print it).

    `code` is the tax class code, `document` the kind and title of the paper, `context` its remark. `programme` has a
    map in checks/packs/expenses; KeyError-free: whatever is not in the map ends unplaced.
    """
    starred = _STARRED.match(text.strip())
    if starred:
        short_name, text = short_name or starred[1], starred[2]
    map = load(programme)
    line = _Line(map, plain(text), plain(short_name), code, plain(document), plain(context))
    return _in_context(line, _placed(line))


@dataclass(frozen=True, slots=True)
class _Line:
    map: ExpenseMap
    text: str
    short_name: str
    code: str
    document: str
    context: str


def _placed(line: _Line) -> Placement:
    steps: list[Step] = []
    by_paper = _by_document(line, steps)
    if by_paper and by_paper[1].verdict in ("placed", "prohibited"):
        return _done(line, [by_paper], steps)
    named = hits(line.text, line.map.programme, line.short_name)
    outright = [pair for pair in _placings(line, named) if pair[1].verdict == "prohibited"]
    if outright:
        steps.append(_step(line, "明令禁止的词", "、".join(hit.word for hit in named), outright[:1]))
        return _done(line, outright, steps)
    if by_paper:
        return _done(line, [by_paper, *_placings(line, named)], steps)
    behind = _behind_code(line, steps)
    if named:
        found = _placings(line, named)
        steps.append(_step(line, "项目文字", "、".join(hit.word for hit in named), found))
        return _against_short_name(line, _done(line, found, steps), behind)
    for looked_at, text, good in behind:
        found = [(good, line.map.placings[good.id])]
        steps.append(_step(line, looked_at, text, found))
        if found[0][1].verdict != "neutral":
            return _done(line, found, steps)
    said = f"“{line.text or line.short_name}”" if line.text or line.short_name else "这一行"
    return Placement("unplaced", (), f"{said}没有可归类的文字", line.map.programme, steps=tuple(steps))


def _by_document(line: _Line, steps: list[Step]) -> tuple[Good, Placing] | None:
    if not line.document:
        return None
    found = [
        (len(word), good) for good in line.map.goods.values() for word in good.documents if word in line.document
    ]
    if not found:
        return None
    # What a paper proves outright outweighs the general kind that it is also of.
    good = max(found, key=lambda one: (line.map.placings[one[1].id].verdict == "prohibited", one[0]))[1]
    pair = (good, line.map.placings[good.id])
    steps.append(_step(line, "票据种类", line.document, [pair]))
    return pair


def _behind_code(line: _Line, steps: list[Step]) -> list[tuple[str, str, Good]]:
    """The goods that the tax class code and the short name point to, in the order of their weight."""
    found: list[tuple[str, str, Good]] = []
    entry = tax_names.lookup(line.code) if line.code else None
    if line.code and entry is None:
        steps.append(Step("税收分类编码", line.code, "编码表中没有"))
    if entry is not None:
        named = hits(entry.name, line.map.programme)
        good = named[-1].good if named else line.map.short_names.get(entry.short)
        if good is not None:
            found.append(("税收分类编码", f"{line.code} {entry.name}", good))
    if line.short_name:
        good = line.map.short_names.get(line.short_name)
        if good is not None:
            found.append(("税收简称", line.short_name, good))
        else:
            steps.append(Step("税收简称", line.short_name, "归类表中没有"))
    return found


def _placings(line: _Line, named: Sequence[Hit]) -> list[tuple[Good, Placing]]:
    return [(hit.good, line.map.placings[hit.good.id]) for hit in named]


def _done(line: _Line, found: Sequence[tuple[Good, Placing]], steps: Sequence[Step]) -> Placement:
    """The placement that all of `found` agree on, else a question that names every candidate."""
    good, first = found[0]
    verdicts = {placing.verdict for _, placing in found if placing.verdict != "neutral"}
    targets = tuple(dict.fromkeys(target for _, placing in found for target in placing.to))
    verdict: Says = first.verdict
    if len(verdicts) > 1 or (verdicts == {"placed"} and len({placing.to for _, placing in found}) > 1):
        verdict = "prohibited" if first.verdict == "prohibited" else "ask"
    reason = "；".join(dict.fromkeys(placing.why for _, placing in found if placing.why))
    return Placement(
        "unplaced" if verdict == "neutral" else verdict,
        first.to if verdict == "prohibited" else targets,
        reason,
        line.map.programme,
        good.id,
        good.scientific,
        tuple(steps),
    )


def _against_short_name(line: _Line, placement: Placement, behind: Sequence[tuple[str, str, Good]]) -> Placement:
    """An item that its own short name or code contradicts (*烟草制品*资料费) is a person's to judge."""
    if placement.verdict not in ("placed", "likely", "ask"):
        return placement
    for looked_at, text, good in behind:
        against = line.map.placings[good.id]
        if against.verdict == "prohibited":
            return replace(
                placement,
                verdict="ask",
                to=tuple(dict.fromkeys((*against.to, *placement.to))),
                reason=f"项目文字与{looked_at}“{text}”不一致",
                steps=(*placement.steps, _step(line, looked_at, text, [(good, against)])),
            )
    return placement


def _in_context(line: _Line, placement: Placement) -> Placement:
    """What the remark settles or makes doubtful."""
    beside = line.text + line.context
    for rule in line.map.settles:
        word = next((word for word in rule.words if word in beside), "")
        if word and placement.good in rule.where and placement.verdict != "prohibited":
            title = line.map.title(rule.article)
            step = Step("票面其他文字", word, f"属于{title}")
            reason = f"票面写有“{word}”"
            return replace(
                placement, verdict="prohibited", to=(rule.article,), reason=reason, steps=(*placement.steps, step)
            )
    for doubt in line.map.doubts:
        word = next((word for word in doubt.words if word in beside), "")
        if word and placement.verdict == "prohibited" and doubt.at in placement.to:
            step = Step("票面其他文字", word, doubt.why)
            return replace(placement, verdict="likely_prohibited", reason=doubt.why, steps=(*placement.steps, step))
    return placement


def _step(line: _Line, looked_at: str, found: str, placings: Sequence[tuple[Good, Placing]]) -> Step:
    return Step(looked_at, found, "；".join(_said(line.map, [placing for _, placing in placings])))


_SAYS: dict[Says, str] = {
    "placed": "归入",
    "likely": "可能归入",
    "ask": "由人在其中选择：",
    "prohibited": "属于",
    "likely_prohibited": "很可能属于",
    "neutral": "不能说明内容",
}


def _said(map: ExpenseMap, placings: Sequence[Placing]) -> Iterator[str]:
    for placing in dict.fromkeys(placings):
        yield _SAYS[placing.verdict] + "、".join(map.title(target) for target in placing.to)
