"""News and cooperations of a station: ZD 第七条①, 第八条."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.counting import Asked, held_against
from checks.outcome import Outcomes, missing, passed, review
from checks.paper_text import PaperText
from checks.rule import rule
from checks.station_gate import common_task, not_concerned
from checks.station_news import cooperations, news, sited
from checks.station_papers import Station, districts_in
from extractor.document import Span
from extractor.records.cited import Field

_NEWS = Asked("发布新闻稿", "篇", "新闻稿")
_ON_SITE = Asked("科协网站新闻稿", "篇", "新闻稿")
_COOPERATIONS = Asked("推动有具体内容的合作", "项", "合作材料")
_PARTNER = re.compile(r"(?P<name>[\u3400-\u9fff]{2,5}?(?:开发区|区)[^。，,；;、]{0,10}(?:工作站点|工作站|站点|站))")

# What is hoped for, or was not done; 将需求与某站点对接 was.
_NOT_DONE = re.compile(
    "[尚还]?未(?!来)|没有|拟(?!合)|计划|将(?:与|继续|进一步|加强|会)|下一步|今后|争取|力争|希望|准备|打算|有待"
)

_STOPS = re.compile("[。；;，,]")
_TOGETHER = re.compile("对接|支持|支撑|配合|联动|协同|合作|共建|联合|携手|衔接")


@rule("ZD-07.1d", name="news-published")
def news_published(station: Station, *, min_news: int, iur_common_tasks: bool = False) -> Outcomes:
    """不同的新闻稿达到规定篇数：转载计一篇，未发布的稿子和只列在台账中的由人员判断。"""
    other = list(common_task(station, iur_common_tasks))
    claim = station.claimed("news_total")
    yield from other or [held_against(news(station)[0], claim, min_news, _NEWS, item="news_total")]


@rule("ZD-07.1e", name="news-on-association-site")
def news_on_site(
    station: Station, *, min_news: int, domains: Sequence[str], sites: Sequence[str], iur_common_tasks: bool = False
) -> Outcomes:
    """新闻稿中发布在科协网站的达到规定篇数：按网址认定；公众号、只写来源的、网址没有读到的由人员判断。"""
    other = list(common_task(station, iur_common_tasks))
    if other:
        yield from other
        return
    claim = station.claimed("news_on_association_site")
    yield held_against(sited(station, domains, sites), claim, min_news, _ON_SITE, item="news_on_association_site")


@rule("ZD-07.1f", name="concrete-cooperations")
def concrete_cooperations(station: Station, *, min_cooperations: int, iur_common_tasks: bool = False) -> Outcomes:
    """写明双方和内容的合作达到规定项数；自报和材料都不足的为不合格，内容是否具体由人员判断。"""
    other = list(common_task(station, iur_common_tasks))
    item = "concrete_cooperations"
    claim = station.claimed(item)
    yield from other or [held_against(cooperations(station), claim, min_cooperations, _COOPERATIONS, item=item)]


def _partners(station: Station, text: PaperText) -> Iterator[tuple[str, Span]]:
    """District stations with the line that names them beside what was done together.

    What its own titles call it is the station itself, and no partner.
    """
    plain = ["".join(span.text.split()) for span in text.lines]
    titles: list[Field[str]] = [*(one.title for one in station.reports), *(one.title for one in station.agreements)]
    titles += [field for form in station.forms for field in (form.team_name, form.project_title)]
    own = ["".join(one.value.split()) for one in titles if one.present]
    for at, (span, line) in enumerate(zip(text.lines, plain, strict=True)):
        if not _TOGETHER.search("".join(plain[max(0, at - 1) : at + 2])):
            continue
        for match in _PARTNER.finditer(line):
            name = match["name"]
            before, after = _STOPS.split(line[: match.start()])[-1], _STOPS.split(line[match.start() :])[0]
            if _NOT_DONE.search(before + after):
                continue
            if districts_in(name) and "产学研" not in name and not any(name in one for one in own):
                yield name, span


@rule("ZD-08.1", name="supports-district-stations")
def supports_districts(station: Station) -> Outcomes:
    """产学研合作站点的总结或合作材料写明与哪些区工作站点形成对接。"""
    other = list(not_concerned(station, "IUR"))
    if other:
        yield from other
        return
    texts = station.text_of("report", "cooperation")
    if not texts:
        yield missing("未见总结报告和合作材料，无法核对与区工作站点的对接", why="缺少总结报告")
        return
    found = [one for text in texts for one in _partners(station, text)]
    names = "、".join(dict.fromkeys(name for name, _ in found[:6]))
    if found:
        yield passed(f"材料写明与 {names} 对接", *(span for _, span in found[:8]))
    else:
        yield review("材料中未见所对接的区工作站点", why="没有写明与哪个区工作站点对接")
