"""The summary of a batch as a workbook: 汇总, 问题清单, 跨材料重复, 需人工判断, 未能读取; always the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from checks import pack
from checks.brief import brief
from checks.drawing.wording import SEVERITIES, place_words
from checks.drawing.workbook import Column, Row, Sheet
from checks.drawing.workbook import workbook as drawn
from checks.masking import masked
from worker import summary
from worker.duplicates import Duplicate, Side, duplicates
from worker.summary import Asked, Screened

Value: TypeAlias = str | int

PROGRAMMES = {"studio": "青创室", "station": "工作站点", "": "未能确定"}
STATES = {"succeeded": "已完成", "partial": "部分未读", "failed": "未能读取", "cancelled": "已取消"}
WORST = {"fail": "不符合", "review": "需人工判断", "pass": "符合", "not_applicable": "不适用", "unread": "未能读取"}
MOST_QUOTES = 5
CAUTION = "“符合”只说明读到的内容符合条款；未能读取和需人工判断的内容都没有判为符合。"

OVERVIEW = (
    ("材料", 30),
    ("结论", 12),
    ("项目", 12),
    ("不符合", 9),
    ("需人工判断", 12),
    ("符合", 8),
    ("不适用", 8),
    ("未能读取", 10),
    ("文件", 7),
    ("页", 7),
    ("处理情况", 12),
    ("基准日", 12),
    ("规则版本", 14),
    ("结果位置", 34),
)
PROBLEMS = (
    ("材料", 26),
    ("规则编号", 12),
    ("要求", 34),
    ("项目", 10),
    ("条款", 16),
    ("严重程度", 9),
    ("问题说明", 56),
    ("需人工判断的原因", 40),
    ("文件", 30),
    ("页码/位置", 20),
    ("原文", 40),
)
DUPLICATES = (
    ("规则编号", 12),
    ("要求", 30),
    ("结论", 12),
    ("材料甲", 24),
    ("材料乙", 24),
    ("说明", 50),
    ("甲：文件", 24),
    ("甲：页码/位置", 16),
    ("甲：原文", 44),
    ("乙：文件", 24),
    ("乙：页码/位置", 16),
    ("乙：原文", 44),
)
UNREAD = (("材料", 30), ("文件", 44), ("页", 7), ("错误代码", 18), ("原因", 70))


def workbook(asked: Asked, screened: Sequence[Screened]) -> bytes:
    """ID numbers are masked everywhere."""
    sheets = (
        _sheet(
            "汇总", OVERVIEW, (_overview(asked, one) for one in screened), [summary.worst(one) for one in screened]
        ),
        _sheet("问题清单", PROBLEMS, (row for one in screened for row in _problems(one, "fail"))),
        _sheet("跨材料重复", DUPLICATES, (_duplicate(pair) for pair in duplicates(screened))),
        _sheet("需人工判断", PROBLEMS, (row for one in screened for row in _problems(one, "review"))),
        _sheet("未能读取", UNREAD, (row for one in screened for row in _unread(one))),
    )
    return drawn(sheets, "材审汇总", asked.on)


def _sheet(
    title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]], tints: Sequence[str] = ()
) -> Sheet:
    made = []
    for number, values in enumerate(rows):
        shown = tuple(masked(value) if isinstance(value, str) else value for value in values)
        made.append(Row(shown, tints[number] if tints else ""))
    return Sheet(title, tuple(Column(*column) for column in columns), made)


def _overview(asked: Asked, one: Screened) -> tuple[Value, ...]:
    found = summary.counts(one.result)
    return (
        one.name,
        WORST[summary.worst(one)],
        _programme(one),
        *(found[verdict] for verdict in summary.VERDICTS),
        len(summary.unread(one)),
        one.files,
        one.pages,
        STATES.get(one.state, one.state),
        asked.on.isoformat(),
        str(one.result.get("edition", "")),
        one.place,
    )


def _problems(one: Screened, verdict: str) -> Iterator[tuple[Value, ...]]:
    names = summary.document_names(one)
    asked = _asked(str(one.result.get("programme", "")))
    for finding in summary.findings(one, verdict):
        evidence = finding["evidence"][:MOST_QUOTES]
        why = finding["why"]
        yield (
            one.name,
            finding["rule"],
            asked.get(finding["rule"], ""),
            _programme(one),
            finding["clause"],
            SEVERITIES.get(finding["severity"], finding["severity"]),
            brief(finding),
            why if why != finding["message"] else "",
            _joined(names.get(item["document"], "") for item in evidence),
            _joined(_places_of(evidence, names)),
            _joined(" ".join(masked(item["text"]).split()) for item in evidence),
        )


def _places_of(evidence: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> Iterator[str]:
    """The places in words, each with its file where there are several."""
    files = [names.get(item["document"], "") for item in evidence]
    for item, name in zip(evidence, files, strict=True):
        place = place_words(item["place"])
        yield f"{name} {place}".strip() if len(set(files)) > 1 else place


def _duplicate(pair: Duplicate) -> tuple[Value, ...]:
    """Places and quotations of both sides stand in the same order, one a line."""
    finding = pair.first.finding or {}
    return (
        pair.rule,
        _asked(pair.first.programme).get(pair.rule, ""),
        WORST.get(str(finding.get("verdict", "")), ""),
        pair.first.name,
        pair.second.name,
        brief(finding) if finding else "",
        *_places(pair.first),
        *_places(pair.second),
    )


def _places(side: Side) -> tuple[str, str, str]:
    evidence = side.evidence[:MOST_QUOTES]
    return (
        _joined(side.documents.get(item["document"], "") for item in evidence),
        "\n".join(place_words(item["place"]) for item in evidence),
        "\n".join(" ".join(masked(item["text"]).split()) for item in evidence),
    )


def _unread(one: Screened) -> Iterator[tuple[Value, ...]]:
    for item in summary.unread(one):
        yield one.name, item.name or "（整份材料）", item.page or "", item.code, item.message


def _programme(one: Screened) -> str:
    programme = str(one.result.get("programme", ""))
    return PROGRAMMES.get(programme, programme)


def _asked(programme: str) -> Mapping[str, str]:
    """What the rules ask, by rule id."""
    if programme not in pack.programmes():
        return {}
    rules: Any = pack.load(programme).rules
    return {entry.id: entry.text for entry in rules}


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(part for part in parts if part))
