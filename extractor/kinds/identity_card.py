"""居民身份证: scan or photograph, front, back, or both on one page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from extractor import people
from extractor.citing import Tight, running, tight
from extractor.document import Part, Span
from extractor.headline import squeeze
from extractor.records.cited import Absent, Cited, Field
from extractor.records.identity_card import IdentityCard
from extractor.records.partial_date import PartialDate
from extractor.text.dates import parse_date
from extractor.text.ids import resident_id

NAME = "identity_card"
T = TypeVar("T")

_FRONT = ("姓名", "性别", "民族", "出生", "住址", "公民身份号码")
_BACK = ("居民身份证", "签发机关", "有效期限", "中华人民共和国")
# What a form prints and a card never does.
_FORM = re.compile(r"申报|申请|单位|出生(?:年月|日期|时间)|职称|学历|登记表|名册|名单|负责人|身份证号|声明|授权|委托")
_END = r"(?=\n|姓名|性别|民族|出生|住址|公民身份|签发机关|有效期|中华人民|居民身份证|$)"
_DAY = r"\d{4}[.．年/-]?\d{1,2}[.．月/-]?\d{1,2}日?"


def score(part: Part) -> float:
    """The labels of a card, and little else: a form that asks for an identity number holds more words than that."""
    text = squeeze(part.text)
    a_form = _FORM.search(text) and "签发机关" not in text and "住址" not in text
    if a_form or len(text) > 400 or len(part.pages) > 2:
        return 0.0
    front = sum(label in text for label in _FRONT)
    back = sum(label in text for label in _BACK)
    number = resident_id(part.text) is not None
    if front >= 4 and ("公民身份" in text or (number and "住址" in text)):
        return 0.95
    if back >= 3:
        return 0.9
    return 0.6 if front >= 3 and number and len(text) < 160 else 0.0


def parse(part: Part) -> tuple[IdentityCard]:
    lines = [line for page in part.pages for line in page.lines if line.spans]
    source = tight(running((span, "\n" if span is line.spans[-1] else " ") for line in lines for span in line.spans))
    return (
        IdentityCard(
            name=_field(source, "姓名", rf"姓名[:：]?\n?(?P<value>.+?){_END}", people.clean_name),
            gender=_field(source, "性别", r"性别[:：]?\n?(?P<value>[男女])", people.gender),
            ethnicity=_field(source, "民族", rf"民族[:：]?\n?(?P<value>[\u3400-\u9fff]{{1,5}}?){_END}", str),
            birth_date=_field(source, "出生", r"出生[:：]?\n?(?P<value>\d{4}年?\n?\d{1,2}月?\n?\d{1,2}日?)", _birth),
            address=_address(source),
            id_number=_number(source, lines_spans(part)),
            authority=_field(source, "签发机关", rf"签发机关[:：]?\n?(?P<value>.+?){_END}", str),
            valid_until=_field(source, "有效期限", rf"{_DAY}[-—–~至一]+(?P<value>{_DAY}|长期)", parse_date),
        ),
    )


def lines_spans(part: Part) -> tuple[Span, ...]:
    """All spans of the part."""
    return tuple(span for line in part.lines for span in line.spans)


def _field(source: Tight, label: str, pattern: str, parse: Callable[[str], T | None]) -> Field[T]:
    match = re.search(pattern, source.text)
    if match is None:
        return Absent(label, "not_found")
    spans = source.cite(*match.span("value"))
    value = parse(match["value"].replace("\n", ""))
    if value is None or not spans:
        return Absent(label, "unreadable", tuple(s.place for s in spans), spans)
    return Cited(value, spans, min(span.confidence for span in spans))


def _birth(text: str) -> PartialDate | None:
    """1983年4月12日, also where the 年 of the print was not read between digits that are clear."""
    return parse_date(text)


def _address(source: Tight) -> Field[str]:
    match = re.search(
        r"住址[:：]?\n?(?P<value>.+?)(?=公民身份|签发机关|中华人民|居民身份证|\n\d{15,18}|$)", source.text, re.S
    )
    if match is None:
        return Absent("住址", "not_found")
    spans = source.cite(*match.span("value"))
    text = match["value"].replace("\n", "")
    return Cited(text, spans, min(span.confidence for span in spans)) if text and spans else Absent("住址", "blank")


def _number(source: Tight, spans: tuple[Span, ...]) -> Field[str]:
    for span in spans:
        found = resident_id(span.text)
        if found is not None:
            return Cited(found.number, (span,), span.confidence)
    match = re.search(r"公民身份(?:号码)?[:：]?\n?(?P<value>[0-9A-Za-z*＊\n]{10,22})", source.text)
    if match is None:
        return Absent("公民身份号码", "not_found")
    cited = source.cite(*match.span("value"))
    found = resident_id(match["value"].replace("\n", ""))
    if found is None:
        return Absent("公民身份号码", "unreadable", tuple(s.place for s in cited), cited)
    return Cited(found.number, cited, min(span.confidence for span in cited))
