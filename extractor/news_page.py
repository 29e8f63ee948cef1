"""Where and when a news page appeared: its source, its address, its day (field_schemas §5 news)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.citing import Running, Tight, running, tight
from extractor.document import Part
from extractor.records.activity import NOT_SAID
from extractor.records.cited import Absent, Field, cite
from extractor.records.partial_date import PartialDate
from extractor.text.dates import find_dates

_URL = re.compile(r"https?://(?P<value>[A-Za-z0-9.\-]+(?::\d+)?(?:/[A-Za-z0-9._~%?#&=+\-/]*)?)")
_SITE = re.compile(
    r"(?:信息|文章|稿件|新闻)?(?:来源|发布(?:媒体|平台|单位|机构)|刊发(?:媒体|平台)|发布于|媒体|公众号"
    r"|网站)[：:](?P<value>[^\s：:，,。|｜\n]{2,30}?)"
    r"(?=(?:作者|编辑|发布|时间|日期|浏览|阅读|字体|责任|\d{4}[年\-./])|[\s，,。|｜\n]|$)"
)
_PUBLISHED = re.compile(
    r"(?:发布|发表|刊发|更新|推送)(?:时间|日期|于)[：:]?(?P<value>\d{4}[年\-./]\d{1,2}[月\-./]\d{1,2})"
)


@dataclass(frozen=True, slots=True)
class Published:
    site: Field[str]
    url: Field[str]
    date: Field[PartialDate]


NOWHERE = Published(NOT_SAID, NOT_SAID, NOT_SAID)


def published(part: Part) -> Published:
    """All absent for a draft, which says neither where nor when."""
    source = tight(running((span, "\n") for line in part.lines for span in line.spans))
    return Published(_site(source), _url(source.base), _date(source))


def _site(source: Tight) -> Field[str]:
    match = _SITE.search(source.text)
    spans = source.cite(*match.span("value")) if match else ()
    return cite(match["value"], *spans) if match and spans else Absent("发布媒体", "not_found")


def _url(source: Running) -> Field[str]:
    """The address that a printed page carries; the last where several stand on it."""
    found = list(_URL.finditer(source.text))
    if not found:
        return Absent("链接", "not_found")
    spans = source.cite(*found[-1].span())
    return cite(found[-1][0], *spans) if spans else Absent("链接", "unreadable")


def _date(source: Tight) -> Field[PartialDate]:
    match = _PUBLISHED.search(source.text)
    found = find_dates(match["value"]) if match else ()
    spans = source.cite(*match.span("value")) if match else ()
    return cite(found[0].date, *spans) if found and spans else Absent("发布日期", "not_found")
