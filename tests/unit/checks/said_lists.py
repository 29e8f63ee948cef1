"""Lists, claims and targets from the short forms of tests/cases."""

from __future__ import annotations

from typing import Any

from extractor.records.figures import Figure, Target
from extractor.records.ledger import (
    CooperationItem,
    Enterprise,
    ExpertVisit,
    HeldEvent,
    Ledger,
    Need,
    NewsItem,
    Result,
    UniversityResult,
)
from tests.unit.checks.said_fields import a_field, filled

LISTS: dict[str, type] = {
    "enterprises": Enterprise,
    "needs": Need,
    "results": Result,
    "university_results": UniversityResult,
    "experts": ExpertVisit,
    "events": HeldEvent,
    "news": NewsItem,
    "cooperations": CooperationItem,
}


def ledger(said: dict[str, Any]) -> Ledger:
    """The lists of one paper; each row as a sentence."""
    said = dict(said)
    lists = {name: _listed(type_, said.pop(name, [])) for name, type_ in LISTS.items()}
    return filled(Ledger, said, **lists)  # type: ignore[no-any-return]


def _listed(type_: type, rows: list[dict[str, Any]]) -> tuple[Any, ...]:
    made = []
    for number, row in enumerate((one for said in rows for one in times(said)), 1):
        given = {"key_list": row["key_list"]} if "key_list" in row else {}
        said = {name: value for name, value in row.items() if name not in given}
        made.append(filled(type_, said, key=str(number), **given))
    return tuple(made)


# Two characters of their own for each of many rows, so that no two names look alike.
_PAIRS = (
    "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光"
    "量宫商角徵曲东南西北果珍李柰菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇始制文字乃服衣裳推位让国有虞陶唐吊民伐罪周发殷汤"
)


def times(row: dict[str, Any]) -> list[dict[str, Any]]:
    """`times: 50` makes fifty rows; `{two}` in their texts are two characters of each row's own, from `since` on."""
    row = dict(row)
    times, since = row.pop("times", 0), row.pop("since", 0)
    if not times:
        return [row]
    pairs = [_PAIRS[2 * n : 2 * n + 2] for n in range(since, since + times)]
    return [{k: v.replace("{two}", two) if isinstance(v, str) else v for k, v in row.items()} for two in pairs]


def figures(said: dict[str, Any]) -> tuple[Figure, ...]:
    """`{name: number}`: what a report claims."""
    return tuple(
        Figure(name, a_field("value", value), a_field("quote", f"自报 {value}")) for name, value in said.items()
    )


def targets(said: dict[str, Any]) -> tuple[Target, ...]:
    """`{name: [planned, actual]}`."""
    return tuple(
        Target(name, a_field("label", name), a_field("planned", planned), a_field("actual", actual))
        for name, (planned, actual) in said.items()
    )
