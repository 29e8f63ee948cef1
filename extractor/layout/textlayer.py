"""Whether the text layer of a PDF page says what the page shows, and its characters made unified ones.

Layers go wrong when a font has no (or a false) ToUnicode map: then a viewer shows good glyphs and the text is
placeholders, private-use or control characters, rare ideographs, or Latin letters and punctuation in glyph order.

>>> clean("⾦⻓"), clean("，１％")
('金长', '，１％')
>>> usable("依托单位：北京某某研究院（盖章）　2025年3月"), usable('!"#$%&*+<=>@[]^犌犕犐犆犛')
(True, False)
"""

from __future__ import annotations

import unicodedata
from functools import cache

# CJK radicals supplement: printed by some exporters instead of the ideograph, and without a Unicode decomposition.
RADICALS = dict(
    zip(
        "⺁⺈⺋⺌⺓⺝⺟⺠⺫⺮⺶⺼⻁⻄⻅⻆⻉⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "厂刀㔾小幺月母民目竹羊肉虎西见角贝车长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
# Check boxes of the Wingdings fonts, which come as private-use characters.
SYMBOLS = {
    "\uf0fe": "☑",
    "\uf0fd": "☒",
    "\uf0a8": "□",
    "\uf06f": "□",
    "\uf071": "□",
    "\uf0fc": "✓",
    "\uf0fb": "✗",
    "\uf0b7": "•",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf0d8": "➢",
}
WINGDINGS_2 = {
    "R": "☑",
    "S": "☒",
    "T": "☒",
    "P": "✓",
    "O": "✗",
    "\u00a3": "□",
    "*": "□",
    "\uf052": "☑",
    "\uf0a3": "□",
}
ODD_ASCII = frozenset("!\"#$&'*+<=>@[\\]^`{|}~")
MOST_ODD = 0.12  # share of odd characters that a sound page may have
LEAST_COMMON = 0.72  # share of level-1 ideographs below which ideographs are random (prose has 0.97 and more)
ENOUGH_IDEOGRAPHS = 40


def clean(text: str, font: str = "") -> str:
    """One character (or ligature) as unified code points. Widths and compatibility forms stay: they count in 字数."""
    if "wingdings" in font.lower() and "2" in font and text in WINGDINGS_2:
        return WINGDINGS_2[text]
    return "".join(_unified(char) for char in text)


def _unified(char: str) -> str:
    code = ord(char)
    if code < 0x2E80:
        return char
    if char in RADICALS or char in SYMBOLS:
        return RADICALS.get(char) or SYMBOLS[char]
    if 0x2F00 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFAD9:
        return unicodedata.normalize("NFKC", char)
    return char


def usable(text: str) -> bool:
    """False when the characters cannot be what the page shows. `text` is the page's visible characters."""
    marks = [char for char in text if not char.isspace() and char not in "._-—…"]
    if not marks:
        return True
    odd = sum(_odd(char) for char in marks) + 3 * text.count("(cid:")
    ideographs = [char for char in marks if "\u3400" <= char <= "\u9fff"]
    if odd > MOST_ODD * len(marks):
        return False
    common = sum(_level(char) == 1 for char in ideographs)
    return len(ideographs) < ENOUGH_IDEOGRAPHS or common >= LEAST_COMMON * len(ideographs)


def doubtful(char: str) -> bool:
    """A character that stands for an unknown glyph."""
    return char == "\ufffd" or unicodedata.category(char) in ("Co", "Cn", "Cc")


def _odd(char: str) -> bool:
    if char in ODD_ASCII or doubtful(char):
        return True
    code = ord(char)
    if 0x80 <= code <= 0x24F:
        return char not in "·×÷°±§"
    if 0x3400 <= code <= 0x9FFF:
        return _level(char) == 0
    return 0x0250 <= code <= 0x036F or 0x0400 <= code <= 0x1FFF


@cache
def _level(char: str) -> int:
    """1 for the ideographs of everyday use (GB 2312 level 1, Big5 level 1), 2 for GB 2312 level 2, else 0."""
    try:
        lead = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 1 if _big5_common(char) else 0
    return 1 if 0xB0 <= lead <= 0xD7 else 2


def _big5_common(char: str) -> bool:
    try:
        return 0xA4 <= char.encode("big5")[0] <= 0xC6
    except UnicodeEncodeError:
        return False
