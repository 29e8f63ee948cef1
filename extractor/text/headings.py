"""Which paragraphs are headings, and of which level: by style, by typed number, by name, by size."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.text.paragraphs import Paragraph, body_size

_CHINESE = "一二三四五六七八九十"
# (pattern, level, greatest length, whether it must not end like a sentence or a list item)
_TYPED: tuple[tuple[re.Pattern[str], int, int], ...] = (
    (re.compile(rf"第[{_CHINESE}百\d]{{1,4}}[章篇]|第[{_CHINESE}\d]{{1,3}}部分"), 1, 45),
    (re.compile(rf"[{_CHINESE}]{{1,3}}\s*[、.．]\s*\S"), 2, 45),
    (re.compile(rf"第[{_CHINESE}百\d]{{1,4}}节"), 3, 45),
    (re.compile(rf"[（(]\s*[{_CHINESE}]{{1,3}}\s*[)）]\s*\S"), 4, 40),
    (re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s*[^\d\s.%％]"), 7, 30),
    (re.compile(r"\d{1,2}\.\d{1,2}\.?\s*[^\d\s.%％万亿元家个项次倍年月日时人名]"), 6, 30),
    (re.compile(r"\d{1,2}\s*[.．、]\s*[^\d\s]|\d{1,2}\s+[^\W\d_]"), 5, 30),
)
NUMBER = re.compile(
    rf"\s*(?:第[{_CHINESE}百\d]{{1,4}}(?:[章节篇]|部分)|[（(]?[{_CHINESE}]{{1,3}}[)）、.．]|\d{{1,2}}(?:\.\d{{1,2}})*[.．、]?)\s*"
)
_NAMED = frozenset(
    {"前言", "引言", "序言", "导言", "摘要", "概述", "结语", "结束语", "结论", "后记", "致谢", "目录", "目次"}
    | {"参考文献", "参考资料", "引用文献", "注释"}
)
_NAMED_LEVEL = 2
_NOT_AT_END = "。；;，,、！!"
# A size up: 三号 over 四号 is 16 over 14 points.
_LARGER = 1.1
# A style may call anything a heading; what is long and made of sentences is not one.
_LONGEST_STYLED = 80


def plain(text: str) -> str:
    """A heading's words without number, spaces and brackets.

    >>> plain("七、参 考 文 献"), plain("【目　录】"), plain("5.2 结论：")
    ('参考文献', '目录', '结论')
    """
    return re.sub(r"[\s【】\[\]［］《》:：]", "", NUMBER.sub("", text, count=1))


def level_of(paragraph: Paragraph, running_size: float) -> int:
    """1 for the highest; 0 for a paragraph that is no heading."""
    text = paragraph.text.strip()
    if paragraph.table or paragraph.role not in {"body", "heading"} or not text or paragraph.running_head:
        return 0
    if paragraph.role == "heading":
        sentences = len(text) > _LONGEST_STYLED and "。" in text
        return 0 if sentences else max(1, paragraph.level)
    if "\n" in text or text[-1] in _NOT_AT_END:
        return 0
    for pattern, level, longest in _TYPED:
        if pattern.match(text):
            return level if len(text) <= longest and "。" not in text else 0
    if plain(text) in _NAMED:
        return _NAMED_LEVEL
    larger = bool(running_size) and paragraph.size >= _LARGER * running_size
    placed = _has_sizes(paragraph)
    return 2 if larger and placed and len(text) <= 30 and not re.search(r"[，,：:]|\d{4}\s*年", text) else 0


def levels(found: Sequence[Paragraph]) -> list[int]:
    """The level of each paragraph. A style's levels and typed ones are brought on one scale: 一、 stands at 2."""
    size = body_size(found)
    raw = [level_of(paragraph, size) for paragraph in found]
    chapters = 1 in raw
    raw = [1 if chapters and level and plain(found[i].text) in _NAMED else level for i, level in enumerate(raw)]
    styled = any(paragraph.role == "heading" for paragraph in found)
    if not styled:
        return raw
    return [level if found[i].role == "heading" else (level + 10 if level else 0) for i, level in enumerate(raw)]


def chinese_number(text: str) -> int:
    """The number of a heading "三、…"; 0 for none.

    >>> chinese_number("三、典型案例"), chinese_number("十二、附则"), chinese_number("概述")
    (3, 12, 0)
    """
    match = re.match(rf"\s*([{_CHINESE}]{{1,3}})\s*[、.．]", text)
    if not match:
        return 0
    tens, has_ten, ones = match[1].partition("十")
    if not has_ten:
        return _CHINESE.index(tens) + 1 if len(tens) == 1 else 0
    return (_CHINESE.index(tens[0]) + 1 if tens else 1) * 10 + (_CHINESE.index(ones[0]) + 1 if ones else 0)


def _has_sizes(paragraph: Paragraph) -> bool:
    """Sizes of scanned lines are heights of boxes, too coarse to tell a heading by."""
    return all(span.source == "text" for span in paragraph.spans)
