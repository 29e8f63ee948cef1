"""Names of units and teams, as the register looks them up and as two of them are compared.

Generic words (有限公司, 创新工作室 …) are left out first: what is left tells one name from another.

>>> unit_core("北京某某传感科技有限公司"), title_core("某某测控创新工作室")
('某某传感', '某某测控')
>>> related("北京某某大学", "北京某某大学机械学院"), related("北京甲乙公司", "北京丙丁公司")
('part', 'other')
>>> related("北京某某大学机械学院", "北京某某大学材料学院")
'sibling'
>>> related("北京朔石测控科技有限公司", "北京朔石测控科技有阳公司")
'like'
"""

from __future__ import annotations

import re
from typing import Literal

from rapidfuzz import fuzz

from checks.host import plain_name
from extractor.text.short_names import may_be_short, siblings

Related = Literal["same", "part", "like", "sibling", "other"]

_UNIT_WORDS = re.compile(
    r"北京市?|中国|国家|全国|有限|责任|股份|公司|集团|总院|科技|技术|大学|学院|研究院|研究所|研究中心|中心|分公司|协会|学会|联盟|事业部|委员会"
)
_TITLE_WORDS = re.compile(r"北京市?|优秀|青年|工程师|创新|工作室|团队|项目|科创|公共|服务|工作|站点")
LIKE = 90.0
"""Per cent of likeness from which two names may be one, misread or misspelt (catalogue, QC-06.2.6a)."""


def unit_core(name: str) -> str:
    return _UNIT_WORDS.sub("", plain_name(name)) or plain_name(name)


def title_core(title: str) -> str:
    return _TITLE_WORDS.sub("", plain_name(title))


def grams(text: str) -> list[str]:
    """Every two neighbouring characters, once: the keys under which a name is looked for."""
    return list(dict.fromkeys(text[at : at + 2] for at in range(len(text) - 1)))


def related(one: str, other: str, like: float = LIKE) -> Related:
    """Whether two names are the same unit, one a part or branch of the other, two bodies of one, or so alike
    that they may be the same."""
    first, second = plain_name(one), plain_name(other)
    if first == second:
        return "same"
    if min(len(first), len(second)) > 3 and (first in second or second in first):
        return "part"
    if may_be_short(one, other):
        return "part"
    if siblings(one, other):
        return "sibling"
    return "like" if fuzz.ratio(first, second) >= like else "other"


def same_recommender(one: str, other: str) -> Related:
    """Two recommending bodies: 北京市某区科学技术协会 is 某区科协, sealed or not.

    >>> same_recommender("北京市海淀区科学技术协会", "海淀区科协（盖章）")
    'same'
    >>> same_recommender("海淀区科协", "昌平区科协")
    'other'
    """
    found = related(_recommender(one), _recommender(other))
    return "other" if found == "sibling" else found  # two bodies of one unit are two channels


def _recommender(name: str) -> str:
    plain = re.sub(r"(?:盖章|公章|签章)$", "", plain_name(name))
    return re.sub(r"^北京市?|^中共", "", plain.replace("科学技术协会", "科协"))


def title_likeness(one: str, other: str) -> float:
    """0 to 1, by what is left of both titles without generic words; 0 where that is nothing."""
    first, second = title_core(one), title_core(other)
    if not first or not second:
        return 1.0 if one and plain_name(one) == plain_name(other) else 0.0
    return fuzz.ratio(first, second) / 100
