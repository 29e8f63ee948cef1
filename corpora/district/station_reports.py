"""What a station writes at the end: the summary, the reports of its class, papers of its events, its news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from corpora.blocks import Heading, Paper, Paragraph, Title
from corpora.district.station import CLASSES, Station
from corpora.district.station_lists import news
from corpora.papers.application_form import full
from corpora.wordy import paragraph

ABOUT = {
    "企业需求分析报告": "本区企业的技术需求如下。",
    "专家服务企业典型模式报告": "专家服务企业的典型模式如下。",
    "区域企业发展报告": "本区企业的发展情况如下。",
    "产学研工作模式报告": "高校与企业产学研合作的工作模式如下。",
}
_HEADS = ("一、总体情况", "二、主要做法", "三、问题与分析", "四、对策建议")


def summary(station: Station) -> Paper:
    leader = station.says.get("leader", station.people[0].name)
    return (
        Title(f"{station.district}科创公共服务工作站点工作总结", 16),
        Paragraph(f"站点类别：{CLASSES[station.kind]}"),
        Paragraph(f"承担单位：{station.host}"),
        Paragraph(f"项目负责人：{leader}"),
        Heading("一、工作开展情况"),
        *map(Paragraph, _told(station)),
        *(Paragraph(paragraph(station.drawn(f"summary-{at}"))) for at in range(4)),
        Paragraph(full(date(2025, 12, 4))),
    )


def _told(station: Station) -> Iterator[str]:
    n = station.number
    if station.kind == "IUR":
        yield f"联系企业{n('firms')}家，征集并推介高校创新成果{n('university')}项。"
        yield f"组织专家参与活动{n('experts')}人次。"
        if "partners" not in station.without:
            yield "支持昌平区工作站点、密云区工作站点开展工作，形成对接。"
        return
    yield f"全年联系本区企业{station.says.get('claimed', n('firms'))}家。"
    yield f"收集企业需求{n('needs')}项，形成落地成果{n('results')}项。"
    yield f"组织专家参与活动{n('experts')}人次，举办需求征集会、供需对接会等活动{n('events')}场。"
    yield f"发布新闻稿{n('news')}篇。"
    yield f"推动有具体内容的合作{n('cooperations')}项。"


def report(station: Station, title: str, least: int) -> Paper:
    """Twice at one seed are the same words: `borrowed` names the station whose report is copied."""
    random = Station(station.borrowed or station.name, station.kind, "", station.seed).drawn(title)
    wanted = least // 2 if title in station.short else least + 400
    texts: list[str] = []
    while sum(map(len, texts)) < wanted * 1.1:
        texts.append(f"{ABOUT[title]}{paragraph(random)}")
    named = station.says.get("reported", station.district) if station.kind != "IUR" else ""
    share = -(-len(texts) // len(_HEADS))
    body: list[Heading | Paragraph] = []
    for at, head in enumerate(_HEADS):
        body += [Heading(head), *(Paragraph(text) for text in texts[at * share : (at + 1) * share])]
    return (Title(f"{named}{title}", 18), *body)


def event_papers(station: Station) -> Iterator[tuple[str, str, Paper]]:
    """Event, file name, paper; `less` shown_events of the events have any."""
    days = station.days()
    for day, name in days[: int(station.less.get("shown_events", len(days)))]:
        when = (Paragraph(f"时间：{full(day)}"), Paragraph(f"地点：{station.district}科萃西街6号楼"))
        said = Paragraph(paragraph(station.drawn(name)))
        yield name, "活动方案", (Title(f"{name}活动方案", 16), *when, said)
        yield name, "会议纪要", (Title(f"{name}会议纪要", 16), *when, said)


def news_papers(station: Station) -> Iterator[tuple[str, Paper]]:
    days = station.days()
    shown = int(station.less.get("shown_events", len(days) or 1))
    for at, (title, site, url, day) in enumerate(news(station)):
        if days and at % len(days) >= shown:
            continue
        text = (paragraph(station.drawn(f"article-{at}-{part}")) for part in range(2))
        yield (
            f"新闻稿{at + 1}",
            (Title(title, 16), Paragraph(f"发布时间：{day}　来源：{site}"), *map(Paragraph, text), Paragraph(url)),
        )
