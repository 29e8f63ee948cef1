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
ENOUGH_TO_DOUBT = 30
LEAST_EVERYDAY = 0.25  # share of the most frequent ideographs: invoices and forms have 0.39 and more, chance 0.1
EVERYDAY = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家"
    "种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十"
    "民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯"
    "月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女"
    "变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基"
    "眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今"
    "切院让识候带导争运"
)  # the 400 most frequent ideographs of modern prose


def clean(text: str, font: str = "") -> str:
    """One character (or ligature) as unified code points. Widths and compatibility forms stay: they count in 字数."""
    if "wingdings" in font.lower() and "2" in font and text in WINGDINGS_2:
        return WINGDINGS_2[text]
    if text.startswith("(cid:"):  # what pdfminer writes for a character that its font maps to nothing
        return "\ufffd"
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


def unlikely(text: str) -> bool:
    """Characters that might be what the page shows, but hardly: the page is to be compared with its picture."""
    ideographs = [char for char in text if "\u3400" <= char <= "\u9fff"]
    if len(ideographs) < ENOUGH_TO_DOUBT:
        return False
    return sum(char in EVERYDAY for char in ideographs) < LEAST_EVERYDAY * len(ideographs)


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
