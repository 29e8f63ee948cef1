"""A station's lists in one workbook: firms, needs, results, experts, events, news, cooperations."""

# ruff: noqa: E501  rows of tables

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from stdnum.cn import uscc

from corpora.district.station import BRAND_ONE, BRAND_TWO, START, Station
from corpora.district.workbook import Sheet, workbook
from corpora.people import team
from corpora.wordy import paragraph

_TRADES = ("传感", "装备", "材料", "测控", "软件", "生物", "能源", "光电")


@cache
def firms(seed: str, name: str) -> tuple[tuple[str, str], ...]:
    """Names and codes, all different."""
    random = Station(name, "A", "", seed).drawn("firms")
    names: dict[str, str] = {}
    while len(names) < 80:
        core = "".join(random.choice(BRAND_ONE + BRAND_TWO) for _ in range(3))
        body = "91110114MA0" + "".join(random.choice("0123456789ABCDEFGH") for _ in range(6))
        names[f"北京{core}{random.choice(_TRADES)}有限公司"] = body + str(uscc.calc_check_digit(body + "0"))
    return tuple(names.items())


def ledger(station: Station) -> bytes:
    return workbook([sheet for sheet in _sheets(station) if sheet[2]])


def _sheets(station: Station) -> Iterator[Sheet]:
    known = firms(station.seed, station.name)[: station.number("firms")]
    titles = _phrases(station)
    yield _firms(station, known)
    yield (
        "企业需求台账", ("序号", "企业名称", "需求内容", "需求类型", "征集日期"),
        [(at + 1, known[at % len(known)][0], next(titles), "技术", _day(at * 3)) for at in range(station.number("needs"))],
    )  # fmt: skip
    yield (
        "落地成果台账", ("序号", "企业名称", "成果名称", "成果形式", "日期", "佐证材料"),
        [(at + 1, known[at][0], next(titles), "合作协议", _day(60 + at), f"成果佐证{at + 1}.pdf") for at in range(station.number("results"))],
    )  # fmt: skip
    yield _experts(station)
    yield (
        "活动台账", ("序号", "活动名称", "日期", "地点"),
        [(at + 1, name, str(day), f"{station.district}科萃西街6号楼") for at, (day, name) in enumerate(station.days())],
    )  # fmt: skip
    yield (
        "新闻宣传台账", ("序号", "新闻标题", "发布媒体", "链接", "发布日期", "是否科协网站"),
        [(at + 1, title, site, url, day, "是" if "bast" in url else "否") for at, (title, site, url, day) in enumerate(news(station))],
    )  # fmt: skip
    yield (
        "合作项目台账", ("序号", "合作单位", "合作内容", "签订日期", "佐证材料"),
        [(at + 1, known[at][0], next(titles), _day(90 + at), f"合作协议{at + 1}.pdf") for at in range(station.number("cooperations"))],
    )  # fmt: skip
    if station.kind == "IUR":
        yield (
            "高校创新成果台账", ("序号", "成果名称", "完成单位", "推介对象", "推介日期"),
            [(at + 1, next(titles), station.host, known[at % len(known)][0], _day(at)) for at in range(station.number("university"))],
        )  # fmt: skip


def _firms(station: Station, known: tuple[tuple[str, str], ...]) -> Sheet:
    share = station.less.get("associations", 0.6)
    rows = [
        (at + 1, name, code, station.district, "是" if at < share * len(known) else "否",
         "是" if at < station.number("key") else "否", "市级专精特新" if at < station.number("special") else "", _day(at * 4))
        for at, (name, code) in enumerate(known)
    ]  # fmt: skip
    head = ("序号", "企业名称", "统一社会信用代码", "所在区", "是否建有科协", "是否重点服务企业", "资质", "走访日期")
    return "联系企业台账", head, rows


def _experts(station: Station) -> Sheet:
    people = team(station.drawn("experts"), [START.replace(year=1970)] * 14)
    days = station.days() or [(START, "走访")]
    rows = [
        (at + 1, people[at % 14].name, "高级工程师", "京畿工程大学", "产业特派员", days[at // 14 % len(days)][1], str(days[at // 14 % len(days)][0]))
        for at in range(station.number("experts"))
    ]  # fmt: skip
    return "专家参与活动台账", ("序号", "专家姓名", "职称", "工作单位", "身份", "活动名称", "日期"), rows


def news(station: Station) -> list[tuple[str, str, str, str]]:
    """Title, medium, address, day; each of an event of the station."""
    days = station.days() or [(START + timedelta(days=40), f"{station.district}走访企业")]
    found = []
    for at in range(station.number("news")):
        own = at < station.number("own_news")
        day, event = days[at % len(days)]
        title = f"{paragraph(station.drawn(f'news-{at}'))[:8]} {event}举办"
        site = "北京市科学技术协会网站" if own else "区融媒体中心"
        url = f"https://www.bast.net.cn/art/2025/{at}.html" if own else f"https://news.example.cn/{at}.html"
        found.append((title, site, url, str(day + timedelta(days=station.late_news))))
    return found


def _phrases(station: Station) -> Iterator[str]:
    chance = station.drawn("phrases")
    while True:
        yield paragraph(chance)[:24]


def _day(after: int) -> str:
    return str(START + timedelta(days=min(after, 260)))
