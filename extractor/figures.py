"""Finds what a station promises and claims: rows of target tables, and numbers in sentences.

What each number is called stands in data/figure_words.tsv. A sentence that states a duty or a plan claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources

from extractor.citing import Tight, tight, trimmed
from extractor.flow import Box, Flow, Row, is_blank
from extractor.records.cited import Absent, Field, cite
from extractor.records.figures import Figure, Target
from extractor.text.amounts import integer

_NUMBER = r"(?:约|近|超过|达到)?(\d{1,6}(?:\.\d+)?|[一二三四五六七八九十百两]{1,5})"
_PLANNED = re.compile(
    r"目标(?:值|数|任务|要求)?|计划(?:值|数|指标|完成)?|任务(?:数|目标|要求|量)|指标(?:值|要求|数)|预期"
    r"(?:值|目标|指标)?"
    r"|应完成|要求(?:值|数量)?|考核(?:指标|目标)?值?|绩效目标|数量|年度目标值?|协议(?:目标|指标|数)"
)
_ACTUAL = re.compile(
    r"(?:实际)?(?:完成|达成|实现)(?:值|数|情况|数量|量|结果)?|实际(?:值|数|数量|完成|完成值|完成数|完成情况|达到)?"
    r"|完成实际|执行情况|截至目前完成|当前进度"
)
_NAMES = re.compile(r"任务|指标|目标|工作内容|内容|项目|类别|名称|事项|序号|考核|绩效|单位|备注")
_NO_CLAIM = re.compile(
    r"应当?|须|需要|(?<!供)需(?=[在达完于])|不少于|不低于|至少|目标|计划|任务要求|拟|将|预计|力争|要求"
    r"|争取|下一步|明年|管理办法|规定"
)
_PARTLY = re.compile(
    r"(?:第?[一二三四]季度|上半年|下半年|本月|[一二三四五六七八九十\d]{1,2}月份?|每|单)[^，,；;。]{0,12}$"
)
_CLAUSE = re.compile(r"[。；;！\n]")


@dataclass(frozen=True, slots=True)
class _Words:
    name: str
    row: re.Pattern[str]
    said: re.Pattern[str] | None


@cache
def _words() -> tuple[_Words, ...]:
    text = resources.files("extractor").joinpath("data/figure_words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(_Words(name, re.compile(row), _sentence(said)) for name, row, said in rows)


def _sentence(said: str) -> re.Pattern[str] | None:
    return re.compile(said.replace("N", _NUMBER)) if said else None


def targets(flow: Flow) -> tuple[Target, ...]:
    """The rows of all tables whose header has a column of targets or of what was reached."""
    found: list[Target] = []
    columns: dict[str, int] = {}
    table = -1
    for row in flow.rows:
        if row.table < 0:
            continue
        if row.table != table:
            columns = columns if _goes_on(row, columns) else {}
            table = row.table
        header = _columns(row)
        if header:
            columns = header
        elif columns:
            one = _target(row, columns)
            if one is not None and (one.planned.present or one.actual.present):
                found.append(one)
    return tuple(found)


def _goes_on(row: Row, columns: dict[str, int]) -> bool:
    """A table carried over the page without its header: as wide as the one before."""
    return bool(columns) and row.columns == columns.get("width") and not _columns(row)


def _columns(row: Row) -> dict[str, int]:
    """The columns of targets and results of a header row; {} for any other row."""
    texts = [(box, "".join(box.text.split())) for box in row.boxes if not box.blank]
    if len(texts) < 2 or any(re.fullmatch(r"[\d.%％]+", text) for _, text in texts):
        return {}
    found: dict[str, int] = {}
    for box, text in texts:
        bare = re.sub(r"[（(].*?[)）]", "", text)
        if "actual" not in found and _ACTUAL.fullmatch(bare):
            found["actual"] = box.column
        elif "planned" not in found and _PLANNED.fullmatch(bare) and box is not texts[0][0]:
            found["planned"] = box.column
    named = any(_NAMES.search(text) for _, text in texts)
    return {**found, "width": row.columns} if named and len(found) > 0 else {}


def _target(row: Row, columns: dict[str, int]) -> Target | None:
    held = [box for box in row.boxes if not box.blank]
    labels = [box for box in held if box.column not in (columns.get("planned"), columns.get("actual"))]
    for box in sorted(labels, key=lambda one: one.column, reverse=False):
        name = named("".join(box.text.split()))
        if name:
            planned, actual = (_cell(row, columns.get(column), column) for column in ("planned", "actual"))
            return Target(name, cite("".join(box.text.split()), trimmed(box.span)), planned, actual)
    return None


def named(text: str) -> str:
    """What a row's label counts: the first of the words that fits.

    >>> named("其中建有企业科协的企业（家）"), named("举办需求征集会、需求对接会等（场）"), named("会议费")
    ('association_enterprises', 'events', '')
    """
    return next((words.name for words in _words() if words.row.search(text)), "") if len(text) <= 60 else ""


def _cell(row: Row, column: int | None, label: str) -> Field[Decimal]:
    box = next((b for b in row.boxes if column is not None and b.column <= column < b.column + b.colspan), None)
    if box is None:
        return Absent(label, "not_found")
    return _number(box, label)


def _number(box: Box, label: str) -> Field[Decimal]:
    if is_blank(box.text):
        return Absent(label, "blank", (), (box.span,))
    found = re.findall(r"\d+(?:\.\d+)?[%％]?", box.text.replace(",", ""))
    if len(found) != 1:
        return Absent(label, "unreadable", (), (box.span,))
    value = Decimal(found[0].rstrip("%％"))
    return cite(value / 100 if found[0][-1] in "%％" else value, trimmed(box.span))


def claims(flow: Flow) -> tuple[Figure, ...]:
    """The numbers that tables and sentences claim to have been reached."""
    found = [Figure(one.name, one.actual, one.label) for one in targets(flow) if one.actual.present]
    outside = Flow(tuple(row for row in flow.rows if row.table < 0))
    source = tight(outside.prose)
    return (*found, *_said(source))


def _said(source: Tight) -> Iterator[Figure]:
    """The numbers of all sentences; one number counts one thing, the first of the words that takes it."""
    begin = 0
    for end in [*(match.end() for match in _CLAUSE.finditer(source.text)), len(source.text)]:
        sentence = source.text[begin:end]
        taken: set[int] = set()
        for words in _words():
            for match in words.said.finditer(sentence) if words.said is not None else ():
                group = next(n for n, text in enumerate(match.groups(), 1) if text)
                if match.start(group) in taken:
                    continue
                taken.add(match.start(group))
                figure = _figure(source, begin, sentence, match, words.name, group)
                if figure is not None:
                    yield figure
        begin = end


def _figure(source: Tight, begin: int, sentence: str, match: re.Match[str], name: str, group: int) -> Figure | None:
    clause = re.split("[，,]", sentence[: match.start()])[-1]
    if _NO_CLAIM.search(clause + match[0]) or _PARTLY.search(clause):
        return None
    value = _value(match[group])
    quoted = source.cite(begin + match.start(), begin + match.end())
    if value is None or not quoted:
        return None
    return Figure(name, cite(value, *quoted), cite(match[0], *quoted))


def _value(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        whole = integer(text)
        return None if whole is None else Decimal(whole)
