"""Running text of an exact length that repeats nothing: what word counts are tested on.

>>> from random import Random
>>> text = "".join(paragraphs(Random(1), hanzi=300))
>>> sum("\\u4e00" <= char <= "\\u9fff" for char in text)
300
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

_TIMES = ("走访初期", "六月中旬", "供需对接之后", "样本抽查期间", "联席会召开前", "秋季回访时", "试点运行满三个月后")
_WHO = (
    "装备制造企业",
    "检验检测机构",
    "传感器厂商",
    "材料加工企业",
    "软件服务商",
    "园区运营方",
    "能源服务企业",
    "医疗器械企业",
)
_WHAT = (
    "密封件寿命预测",
    "边缘网关接入",
    "粉体输送节能",
    "视觉检测替代人工",
    "样机中试放大",
    "高压连接器选型",
    "冷链温控追溯",
    "工艺参数数字化",
    "关键零部件国产替代",
    "绿色工厂认证口径",
)
_HOW = (
    "逐项登记并分类排序",
    "提出分步实施的设想",
    "与专家组反复比对方案",
    "补充了现场实测数据",
    "列出了所需的配套条件",
    "说明了目前的主要障碍",
)
_THEN = (
    "后续由联络人每月跟踪",
    "双方商定先做小批量验证",
    "有关材料已归入需求档案",
    "预计年内形成可检验的结果",
    "尚需主管部门给予指导",
    "已请两位工程师到厂诊断",
)
_LINK = ("围绕", "针对", "就", "结合", "聚焦")
_PARAGRAPH = 5  # sentences


def is_hanzi(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def hanzi(text: str) -> int:
    return sum(map(is_hanzi, text))


def visible(text: str) -> int:
    """Characters that are not white space: 字符数(不计空格)."""
    return sum(not char.isspace() for char in text)


def sentences(random: Random) -> Iterator[str]:
    """Different sentences without end; each holds two marks of punctuation."""
    seen: set[str] = set()
    while True:
        parts = [random.choice(words) for words in (_TIMES, _WHO, _LINK, _WHAT, _HOW, _THEN)]
        sentence = f"{parts[0]}{parts[1]}{parts[2]}{parts[3]}{parts[4]}，{parts[5]}。"
        if sentence not in seen:
            seen.add(sentence)
            yield sentence


def paragraphs(random: Random, *, hanzi: int | None = None, visible: int | None = None) -> list[str]:
    """Paragraphs with exactly so many ideographs, or exactly so many characters that are not white space."""
    budget = hanzi if hanzi is not None else visible or 0
    chosen: list[str] = []
    for sentence in sentences(random):
        size = _size(sentence, hanzi is not None)
        if size >= budget:
            chosen.append(_cut(sentence, budget, hanzi is not None))
            break
        chosen.append(sentence)
        budget -= size
    return ["".join(chosen[start : start + _PARAGRAPH]) for start in range(0, len(chosen), _PARAGRAPH)]


def _size(text: str, only_hanzi: bool) -> int:
    return hanzi(text) if only_hanzi else visible(text)


def _cut(sentence: str, size: int, only_hanzi: bool) -> str:
    """The beginning of `sentence` with exactly `size` counted characters; a full stop ends it where that is free."""
    if not only_hanzi:
        return sentence[:size]
    return "".join(char for char in sentence if is_hanzi(char))[:size] + "。"
