"""项目协议 of a station with both parties' seals; clauses in a row, or under headings."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from corpora.blocks import Heading, Paper, Paragraph, Stamped, Title
from corpora.labelled.cast import DISTRICTS, host, some_day
from corpora.labelled.facts import Fact, Facts, day, money, said

NAME = "agreement"
KINDS = frozenset({"agreement"})
CENTRE = "北京市科学技术协会创新服务中心"


def known(random: Random) -> dict[str, Fact]:
    signed = some_day(random)
    return {
        "title": said("“千人进千企”科创公共服务工作站点项目合作协议"),
        "party_a": said(CENTRE),
        "party_b": said(host(random).name),
        "station_class": said(random.choice(("A类", "B类"))),
        "sign_date": day(signed),
        "grant_amount": money(Decimal(random.choice((100000, 150000, 200000))), "{:.0f}元"),
        "district": said(random.choice(DISTRICTS)),
    }


def clauses(f: Facts) -> Paper:
    where = f.known["district"].text
    return (
        Title(f("title"), 16),
        Paragraph(f"甲方：{f('party_a')}"),
        Paragraph(f"乙方：{f('party_b')}"),
        Paragraph(
            f"一、乙方承担{where}{f('station_class')}工作站点建设任务，按照绩效目标完成企业联系、需求征集和活动组织工作。"
        ),
        Paragraph(f"二、甲方支持项目经费{f('grant_amount')}，分两次拨付。"),
        Paragraph("三、乙方按期提交总结和报告，并对材料的真实性负责。"),
        *_signed(f),
    )


def headed(f: Facts) -> Paper:
    where = f.known["district"].text
    return (
        Title(f("title"), 16),
        Paragraph(f"甲　方：{f('party_a')}"),
        Paragraph(f"乙　方：{f('party_b')}"),
        Heading("第一条 任务"),
        Paragraph(f"乙方在{where}建设{f('station_class')}工作站点，联系服务企业，征集技术需求。"),
        Heading("第二条 经费"),
        Paragraph(f"项目经费总额为{f('grant_amount')}，专款专用，单独核算。"),
        *_signed(f),
    )


def _signed(f: Facts) -> Paper:
    return (
        Stamped("甲方（盖章）：", seal=f("party_a"), align="left"),
        Stamped("乙方（盖章）：", seal=f("party_b"), align="left"),
        Paragraph(f"签订日期：{f('sign_date')}"),
    )


LAYOUTS = {"clauses": clauses, "headed": headed}
