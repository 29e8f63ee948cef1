"""Whom a letter is about: an expert who agrees to guide or is engaged, an employee who is certified as one."""

from __future__ import annotations

import re
from functools import cache

from extractor.citing import Tight, tight
from extractor.fields import PROSE
from extractor.flow import Flow
from extractor.prose import person_name
from extractor.records.cited import Absent, Cited, Field
from extractor.text.gazetteer import titles

_END = (
    r"(?=[，,。；;：:、（(“”\s\n]|同志|先生|女士|教授|研究员|院士|博士|高级|正高|现任|现为|系|为|是|担任|于|自|在|$)"
)
_BEFORE = (
    r"(?:本人|我叫|兹证明|证明|兹有|我单位(?:职工|员工)|特?兹?聘请|兹聘|特聘|聘任|邀请|兹同意)"
    r"(?:我单位|我公司|本单位)?"
)
_ACADEMICIAN = r"(?:[\u3400-\u9fff]{2,10}?)?院士"
_NO_TITLE = r"(?!工作站|专家|候选|大会|团队|行|联|增选)"


def person(flow: Flow) -> Field[str]:
    """The name that the letter opens with, or that its signature bears."""
    source = tight(flow.prose)
    for pattern in _names():
        match = re.search(pattern, source.text)
        if match:
            return _cited(source, *match.span("value"))
    return Absent("姓名", "not_found")


def title(flow: Flow, name: Field[str]) -> Field[str]:
    """Every title in the sentence about `name`, each once, parted by 、."""
    if isinstance(name, Absent):
        return Absent("职称", "not_found")
    source = tight(flow.prose)
    at = source.text.find(name.value)
    begin = max(source.text.rfind(mark, 0, at) for mark in "。\n") + 1
    ends = [end for mark in "。\n" if (end := source.text.find(mark, at)) >= 0]
    found = list(re.compile(_title()).finditer(source.text, begin, min(ends, default=len(source.text))))
    if not found:
        return Absent("职称", "not_found")
    spans = tuple(span for match in found for span in source.cite(*match.span()))
    said = "、".join(dict.fromkeys(match.group() for match in found))
    return Cited(said, spans, min(span.confidence for span in spans) * PROSE)


@cache
def _names() -> tuple[str, ...]:
    # Inside a form of words the name may follow the unit: 兹聘请某某大学施某教授.
    unit = r"(?:[\u3400-\u9fff]{2,20}(?:大学|学院|研究院|研究所|公司|集团|中心|院|所))?"
    honour = f"(?:(?:{_ACADEMICIAN}|教授|研究员)[、，]?){{0,3}}"
    return (
        rf"{_BEFORE}{unit}{honour}[：:“]?{person_name()}{_END}",
        rf"(?:专家|受聘人|本人|承诺人|签署人)(?:签字|签名|签章)?(?:[（(][^（）()]{{1,6}}[）)])?[：:]{person_name()}(?=[\s\n，,。（(\d]|日期|$)",
        rf"(?:^|\n)(?:尊敬的)?{person_name()}(?:同志|先生|女士|教授|研究员|院士|博士|老师)[：:]",
        rf"同意{person_name()}(?:同志|教授|院士|研究员)?担任",
        rf"姓名[：:]?\n?{person_name()}(?=[\s\n，,。]|$)",
    )


@cache
def _title() -> str:
    words = "|".join(word for word in titles() if "院士" not in word)
    own = "中国(?:科学院|工程院)(?:外籍)?院士|中科院(?:外籍)?院士|两院院士"
    # Of any other academician what stands before the word is quoted, too: it says of which academy.
    return rf"(?:{own}|[^，,、。；;：:\s（(]{{0,8}}院士){_NO_TITLE}|{words}"


def _cited(source: Tight, start: int, end: int) -> Field[str]:
    spans = source.cite(start, end)
    confidence = min((span.confidence for span in spans), default=0.0) * PROSE
    return Cited(source.text[start:end], spans, confidence)
