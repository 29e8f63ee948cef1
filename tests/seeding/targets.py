"""Findings of a station that count: reached, not reached, perhaps, without a paper to count in."""

from __future__ import annotations

from typing import Any

from tests.seeding.findings import FORM, finding, on_page

COUNTED = (
    ("ZD-12.2", "pass", "news_total", "发布新闻稿", "", "12", None, "13", 13, 13),
    ("ZD-07.1d", "pass", "news_total", "发布新闻稿", "篇", None, 10, "13", 13, 13),
    ("ZD-12.2", "review", "enterprises_contacted", "联系本区企业", "", "100", None, "112", 86, 104),
    ("ZD-12.2", "fail", "landed_results", "产生落地成果", "", "5", None, "3", 2, 2),
    ("ZD-12.2", "review", "expert_person_times", "专家参与活动", "", "40", None, "45", None, None),
)


def counted() -> list[dict[str, Any]]:
    """In the form of caishen/result/1."""
    return [_counted(number, *one) for number, one in enumerate(COUNTED, start=21)]


def _counted(number: int, rule: str, verdict: str, item: str, what: str, unit: str, *numbers: Any) -> dict[str, Any]:
    names = ("target", "required", "claimed", "low", "high")
    said = f"{what}：目标 {numbers[0]}，材料计得 {numbers[3]}（第十二条）。"
    made = finding(number, rule, "第十二条", verdict, said, on_page(FORM, 1, (60.0, 400.0, 200.0, 420.0), what))
    return {**made, "measured": {"item": item, "what": what, "unit": unit, **dict(zip(names, numbers, strict=True))}}
