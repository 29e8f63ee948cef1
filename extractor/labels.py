"""What forms call each field, and how a printed label is told from a value.

The variants follow the 申报书 forms of comparable programmes; add one to data/labels.tsv and every kind knows it.

>>> key("负 责 人："), key("1.依托单位（盖章）"), key("人事(劳动)关系所在单位")
('负责人', '依托单位', '人事关系所在单位')
>>> is_label("出 生 年 月"), is_label("曹某")
(True, False)
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def labels() -> dict[str, tuple[str, ...]]:
    """The label variants of every field, from data/labels.tsv."""
    text = resources.files("extractor").joinpath("data/labels.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {field: tuple(names.split("|")) for field, names in rows}


# These are also values (职务：负责人): beside a label they are its value unless a value of their own follows.
WEAK = frozenset(
    [
        "负责人",
        "项目负责人",
        "团队负责人",
        "项目",
        "专业",
        "单位",
        "经费",
        "预算",
        "时间",
        "任务",
        "说明",
        "功能",
        "号",
        "出生",
    ]
)

_BETWEEN = re.compile(r"[/／|、及和或]")
_LEADERS = (
    "负责人",
    "团队负责人",
    "项目负责人",
    "工作室负责人",
    "站点负责人",
    "团队带头人",
    "带头人",
    "领衔人",
    "申报人",
)
_PERSONAL = (
    "gender",
    "nationality",
    "ethnicity",
    "birth_date",
    "age",
    "id_type",
    "id_number",
    "education",
    "professional_title",
    "post",
    "employer",
    "personnel_relation_unit",
    "phone",
)

_NUMBERING = re.compile(r"^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．:：]+)+")
_ASIDE = re.compile(r"[（(【\[][^（）()【】\[\]]*[）)】\]]")
_EDGE = "*★●·•:： 、。;；_-—"


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """A label as compared: width folded, without white space, numbering, asides in brackets and colons."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    plain = _ASIDE.sub("", _NUMBERING.sub("", plain.strip(_EDGE)))
    return plain.strip(_EDGE)


@lru_cache(maxsize=1)
def all_labels() -> frozenset[str]:
    """Every known label, as compared."""
    plain = frozenset(key(variant) for names in labels().values() for variant in names)
    return plain | leaders_own(*_PERSONAL)


def variants(*names: str) -> frozenset[str]:
    """The compared forms of the labels of one or more fields."""
    return frozenset(key(variant) for name in names for variant in labels()[name])


def leaders_own(*names: str) -> frozenset[str]:
    """The labels of these fields with the leader named in front of them.

    >>> "负责人出生年月" in leaders_own("birth_date"), is_label("领衔人身份证号")
    (True, True)
    """
    return frozenset(leader + label for leader in _LEADERS for label in variants(*names))


def matches(text: str, wanted: frozenset[str]) -> bool:
    """Whether `text` as a whole is one of the `wanted` labels; of 学历/学位 either half will do."""
    return matched(text, wanted) is not None


@lru_cache(maxsize=65536)
def matched(text: str, wanted: frozenset[str]) -> str | None:
    """The label of `wanted` that `text` as a whole is; of 学历/学位 the first half names it.

    >>> matched("学历 / 学位", variants("education")), matched("学历证书复印件", variants("education"))
    ('学历', None)
    """
    if len(text) > 40:
        return None
    plain = key(text)
    if plain in wanted:
        return plain
    halves = [half for half in _BETWEEN.split(plain) if half]
    known = all_labels()
    joined = len(halves) > 1 and halves[0] in wanted and all(half in known for half in halves)
    return halves[0] if joined else None


def is_label(text: str) -> bool:
    """Whether `text` as a whole is a label of some form; text that ends in a colon is one too."""
    squeezed = "".join(text.split())
    if squeezed.endswith(("：", ":")) and len(squeezed) <= 16:
        return True
    return matches(text, all_labels())
