"""Names in running text, and what is none; threads; no cache file in the shared temporary folder."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jieba

from extractor.text.names import entities, persons
from extractor.text.segment import words


def _named(text: str, label: str) -> list[str]:
    return [entity.text for entity in entities(text) if entity.label == label]


def test_lists_and_roles() -> None:
    assert persons("出席专家：毕某、邬静宁、欧阳文远。") == ("毕某", "邬静宁", "欧阳文远")
    assert persons("主持人：康秋宁　记录人：柳春明") == ("康秋宁", "柳春明")
    assert persons("工作室设负责人1名，由曹宁担任") == ("曹宁",)
    assert persons("高级工程师李明宁教授参加，项目进展顺利，平台建设完成。") == ("李明宁",)


def test_organisations_titles_districts_dates() -> None:
    text = "2025年5月28日，北京某某科技服务促进会与某某大学在丰台区举办活动，正高级工程师赵宁出席"
    assert _named(text, "ORG") == ["北京某某科技服务促进会", "某某大学"]
    assert _named(text, "TITLE") == ["正高级工程师"]
    assert _named(text, "DISTRICT") == ["丰台区"]
    assert _named(text, "DATE") == ["2025年5月28日"]


def test_offsets_point_into_the_text() -> None:
    text = "特邀某某大学李明教授、王小红\n（某某研究院）"
    assert all(text[e.start : e.end] == e.text for e in entities(text))


def test_words_join_to_the_text() -> None:
    text = "青创室的产业特派员走访专精特新企业。"
    assert "".join(words(text)) == text
    assert "产业特派员" in words(text)


def test_threads_may_share_it() -> None:
    text = "出席专家：毕某、邬静宁。"
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(entities, [text] * 16))
    assert all(result == results[0] for result in results)


def test_no_shared_cache_is_written() -> None:
    cache = Path(tempfile.gettempdir()) / "jieba.cache"
    before = cache.stat().st_mtime_ns if cache.exists() else None
    words("北京")
    assert (cache.stat().st_mtime_ns if cache.exists() else None) == before
    assert jieba.dt.initialized
