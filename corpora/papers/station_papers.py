"""The papers of a station's year: agreement with targets and budget, summary, activity papers, news, cooperations."""

from __future__ import annotations

from random import Random

from corpora.blocks import Block, Grid, Heading, Paper, Paragraph, Row, Title
from corpora.papers.application_form import full
from corpora.papers.station_facts import EventRow, Facts
from corpora.prose import paragraphs

MONEY = {"A类": 15, "B类": 10, "产学研": 5}
_SHARES = (("咨询费", 0.2), ("劳务费", 0.3), ("活动实施费", 0.3), ("会议费", 0.1), ("其他费用", 0.1))
_TARGETS = {
    "events": "举办需求征集会、需求对接会等（场）",
    "news": "发布新闻稿（篇）",
    "site": "其中科协网站（篇）",
    "cooperations": "推动有具体内容的合作（项）",
    "firms": "联系本区企业（家）",
    "associations": "其中建有企业科协的企业（家）",
    "keys": "重点服务企业（家）",
    "special": "其中专精特新企业（家）",
    "results": "产生落地成果（项）",
    "university": "征集并推介高校创新成果（项）",
    "needs": "调研收集服务企业需求（项）",
    "experts": "组织产业特派员等专家参与活动（人次）",
}
_COMMON = {"events": 4, "news": 4, "site": 2, "cooperations": 2}
_A = {"firms": 50, "associations": 20, "keys": 30, "special": 10, "results": 5, "needs": 20, "experts": 20}
_B = {"firms": 40, "associations": 16, "keys": 20, "special": 5, "results": 3, "needs": 30, "experts": 15}
_MINIMA = {
    "A类": {**_COMMON, **_A},
    "B类": {**_COMMON, **_B},
    "产学研": {"firms": 10, "university": 30, "experts": 30},
}


def whole_agreement(
    facts: Facts, host: str, leader: str, *, budget: bool = True, money: float | None = None
) -> Paper:
    """`money` in 万元 instead of the class's own sum; without `budget` the agreement names none."""
    total = MONEY[facts.station_class] if money is None else money
    named = "产学研合作站点" if facts.station_class == "产学研" else f"区工作站点（{facts.station_class}）"
    blocks: list[Block] = [
        Title(f"“千人进千企”科创公共服务工作站点（{facts.district}）项目合作协议", 16),
        Paragraph("甲方：北京市科学技术协会创新服务中心"),
        Paragraph(f"乙方：{host}"),
        Paragraph(f"第一条 乙方建设{facts.district}{named}，项目周期自2025年4月8日至2025年10月31日。"),
        Paragraph(f"第二条 项目经费为人民币{total:g}万元，须在项目截止日期前执行完毕。"),
        Paragraph(f"项目负责人为{leader}，联系人为{leader}。"),
        Heading("第三条 当年任务目标", 2),
        Grid((("任务指标", "目标值"), *_goals(facts)), (3, 1)),
    ]
    if budget:
        lines = tuple((name, f"{total * share:.2f}") for name, share in _SHARES)
        blocks += [
            Heading("第四条 经费支出预算（万元）", 2),
            Grid((("科目", "金额"), *lines, ("合计", f"{total:.2f}")), (2, 1)),
        ]
    blocks.append(Paragraph("签订日期：2025年4月8日"))
    return tuple(blocks)


def _goals(facts: Facts) -> tuple[Row, ...]:
    return tuple((_TARGETS[name], str(number)) for name, number in _MINIMA[facts.station_class].items())


def tabled_summary(facts: Facts, host: str, random: Random) -> Paper:
    """The summary with a table of targets and what was reached."""
    stated = facts.claimed()
    rows = tuple((_TARGETS[k], str(least), str(stated[k])) for k, least in _MINIMA[facts.station_class].items())
    return (
        Title(f"“千人进千企”科创公共服务工作站点（{facts.district}）工作总结", 16),
        Paragraph(f"{host} 2025年11月"),
        Heading("一、工作开展情况"),
        *map(Paragraph, paragraphs(random, hanzi=400)),
        Heading("二、任务完成情况"),
        Grid((("任务指标", "目标值", "完成值"), *rows), (3, 1, 1)),
        Heading("三、成效与下一步"),
        *map(Paragraph, paragraphs(random, hanzi=200)),
    )


def told_summary(facts: Facts, host: str, random: Random) -> Paper:
    """The same in sentences."""
    n = facts.claimed()
    said = [
        f"项目期间共举办需求征集会、供需对接会等活动{n['events']}场，发布新闻稿{n['news']}篇，其中科协网站发布{n['site']}篇。"
    ]
    if facts.station_class == "产学研":
        said += [
            f"联系企业{n['firms']}家，征集并推介高校创新成果{n['university']}项，组织产业特派员等专家参与活动{n['experts']}人次。"
        ]
        said += ["支持海淀区工作站点、丰台区工作站点开展工作，形成对接。"]
    else:
        said += [
            f"联系本区企业{n['firms']}家，其中建有企业科协的{n['associations']}家；重点服务企业{n['keys']}家，其中专精特新企业{n['special']}家。"
        ]
        said += [
            f"产生落地成果{n['results']}项，收集企业需求{n['needs']}项，组织产业特派员等专家参与活动{n['experts']}人次。"
        ]
    said += [f"推动有具体内容的合作{n['cooperations']}项。"]
    return (
        Title(f"“千人进千企”科创公共服务工作站点（{facts.district}）年度工作总结", 16),
        Paragraph(f"编制单位：{host}"),
        Paragraph("2025年11月"),
        Heading("一、工作情况"),
        *map(Paragraph, said),
        Heading("二、成效"),
        *map(Paragraph, paragraphs(random, hanzi=400)),
    )


def settlement(facts: Facts, host: str, *, moved: bool = False) -> Paper:
    """`moved` money of one category to another."""
    total = MONEY[facts.station_class]
    planned = {name: total * share for name, share in _SHARES}
    if moved:
        planned["劳务费"], planned["会议费"] = planned["劳务费"] + 0.5, planned["会议费"] - 0.5
    rows: tuple[Row, ...] = tuple((k, f"{v:.2f}", f"{v:.2f}", "0.00") for k, v in planned.items())
    return (
        Title("项目决算报告", 16),
        Paragraph(f"项目承担单位：{host}；专项经费单独核算。"),
        Grid(
            (
                ("科目", "预算（万元）", "决算（万元）", "结余（万元）"),
                *rows,
                ("合计", f"{total:.2f}", f"{total:.2f}", "0.00"),
            ),
            (2, 1, 1, 1),
        ),
        Paragraph(host),
        Paragraph("2025年11月12日"),
    )


def event_papers(event: EventRow, facts: Facts) -> dict[str, Paper]:
    """方案, 纪要, 签到表 of one event, by file name."""
    people = [(name, unit) for name, unit, of in facts.experts if of == event.title]
    made: dict[str, Paper] = {}
    if "plan" in event.papers:
        made["活动方案.docx"] = (
            Title(f"{event.title}活动方案", 16),
            Heading("一、活动时间", 2),
            Paragraph(f"{full(event.day)}下午2:00。"),
            Heading("二、活动地点", 2),
            Paragraph(f"{event.place}。"),
            Heading("三、内容", 2),
            Paragraph("企业发布需求，专家点评，现场对接。"),
        )
    if "minutes" in event.papers:
        made["会议纪要.docx"] = (
            Title(f"{event.title}会议纪要", 16),
            Paragraph(f"时间：{full(event.day)}　地点：{event.place}"),
            Paragraph(f"出席专家：{'、'.join(name for name, _ in people)}。"),
            Paragraph("会议议定：逐项跟进企业需求，每月反馈一次。"),
        )
    if "sign_in" in event.papers:
        rows = tuple((str(n), name, unit, "教授", name) for n, (name, unit) in enumerate(people, 1))
        made["签到表.docx"] = (
            Title(f"{event.title}专家签到表", 16),
            Paragraph(f"日期：{full(event.day)}　地点：{event.place}"),
            Grid((("序号", "姓名", "单位", "职称", "签字"), *rows), (0.6, 1, 2, 1, 1)),
        )
    return made


def news_paper(item: tuple[str, str, str, object], facts: Facts, random: Random) -> Paper:
    title, site, address, day = item
    return (
        Title(title, 16),
        Paragraph(f"发布时间：{day}　来源：{site}"),
        *map(Paragraph, paragraphs(random, hanzi=260)),
        Paragraph(f"本次活动由{facts.district}工作站点组织。"),
        Paragraph(f"{address}"),
    )


def cooperation_paper(host: str, firm: str, subject: str) -> Paper:
    return (
        Title("合作协议", 16),
        Paragraph(f"甲方：{host}"),
        Paragraph(f"乙方：{firm}"),
        Paragraph(f"经双方协商，就以下内容达成合作：{subject}。"),
        Paragraph(f"甲方（盖章）：{host}"),
        Paragraph("2025年8月6日"),
    )
