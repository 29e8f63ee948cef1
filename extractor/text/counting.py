"""字数 as Word's word count shows it, and the other metrics by which a text can be said to be long enough.

字数 = 中文字符和朝鲜语单词 + 非中文单词 (Word, 审阅 → 字数统计): every East Asian character is one, full-width
punctuation included; every longest run of other characters between white space is one, whatever marks it holds.

>>> count("你好，世界。").zishu, count("PP-OCRv5模型").zishu, count("12,345.67元").zishu
(6, 3, 2)
>>> count("他说“好”…")
Counts(zishu=6, ea_chars=6, hanzi=3, chars_nospace=6, non_ea_words=0)
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from extractor.records.report import Counts

# First and last code point of each East Asian block, ascending. U+3000 lies inside, and is white space all the same.
_EAST_ASIAN = (
    (0x1100, 0x11FF),
    (0x2E80, 0x2FDF),
    (0x3000, 0x30FF),
    (0x3100, 0x318F),
    (0x3200, 0x33FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA960, 0xA97C),
    (0xAC00, 0xD7A3),
    (0xD7B0, 0xD7FF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)
# Radicals count as ideographs: the fonts of some PDFs map 子 to the radical ⼦ of the same shape.
_IDEOGRAPHS = (
    (0x2E80, 0x2FDF),
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
# Letters by category that print nothing: fillers with which a text could be made to look longer.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_UNSEEN = frozenset({"Cf", "Cc", "Cs"})

_SPACE, _EAST, _OTHER, _EITHER = range(4)


def count(text: str, *, count_bare_halfwidth_punct: bool = True) -> Counts:
    """All metrics of `text`; a line break ends a paragraph, a cell or a line, and parts words.

    Marks of ambiguous width (“ ” ‘ ’ … — · × ℃ ①) count as East Asian when an East Asian character stands on
    either side of their run, otherwise as part of the Latin word. `count_bare_halfwidth_punct` says whether a run of
    half-width marks alone, as the comma in 你好,世界, counts as a word. Format characters of no width count nowhere.
    """
    east = hanzi = visible = words = 0
    run: list[str] = []
    for char, kind in _classes(text):
        if kind == _OTHER:
            run.append(char)
        elif run:
            words += _is_word(run, count_bare_halfwidth_punct)
            run = []
        if kind != _SPACE:
            visible += 1
        if kind == _EAST:
            east += 1
            hanzi += is_hanzi(char)
    if run:
        words += _is_word(run, count_bare_halfwidth_punct)
    return Counts(east + words, east, hanzi, visible, words)


def total(counts: Iterable[Counts]) -> Counts:
    """The sum, metric by metric: counts of paragraphs add up to the count of the text."""
    zishu = ea_chars = hanzi = chars_nospace = words = 0
    for one in counts:
        zishu += one.zishu
        ea_chars += one.ea_chars
        hanzi += one.hanzi
        chars_nospace += one.chars_nospace
        words += one.non_ea_words
    return Counts(zishu, ea_chars, hanzi, chars_nospace, words)


def is_east_asian(char: str) -> bool:
    """True for a character that Word counts one by one.

    >>> is_east_asian("，"), is_east_asian("A"), is_east_asian("Ａ"), is_east_asian("“")
    (True, False, True, False)
    """
    return _within(ord(char), _EAST_ASIAN)


def is_hanzi(char: str) -> bool:
    """True for an ideograph (〇 is one, punctuation and kana are not)."""
    return _within(ord(char), _IDEOGRAPHS)


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    index = bisect_right(ranges, (code, 0x10FFFF)) - 1
    return index >= 0 and ranges[index][0] <= code <= ranges[index][1]


def _kind(char: str) -> int | None:
    """The class of one character, None for one that has no width."""
    if char.isspace() or char in _BLANK:
        return _SPACE
    if char < "\x7f":
        return _OTHER if char > " " else None
    if is_east_asian(char):
        return _EAST
    category = unicodedata.category(char)
    if category in _UNSEEN or (category == "Mn" and unicodedata.name(char, "").startswith("VARIATION")):
        return None
    # Private-use glyphs are of ambiguous width too, but are a font's symbols; accents belong to their letter.
    if category != "Co" and unicodedata.east_asian_width(char) == "A" and not category.startswith("M"):
        return _EITHER
    return _OTHER


def _classes(text: str) -> Iterator[tuple[str, int]]:
    """The visible and white characters with their class, runs of ambiguous marks settled by their neighbours."""
    before = _SPACE
    waiting: list[str] = []
    for char in text:
        kind = _kind(char)
        if kind is None:
            continue
        if kind == _EITHER:
            waiting.append(char)
            continue
        settled = _EAST if _EAST in (before, kind) else _OTHER
        yield from ((mark, settled) for mark in waiting)
        waiting.clear()
        yield char, kind
        before = kind
    settled = _EAST if before == _EAST else _OTHER
    yield from ((mark, settled) for mark in waiting)


def _is_word(run: list[str], bare_punctuation: bool) -> bool:
    return bare_punctuation or any(not unicodedata.category(char).startswith("P") for char in run)
