"""Short papers that belong to a packet: recommendation, agreement, summary of a station."""

from __future__ import annotations

from datetime import date
from random import Random

from corpora.blocks import Heading, Paper, Paragraph, Title
from corpora.papers.application_form import full
from corpora.prose import paragraphs


def recommendation(host: str, day: date) -> Paper:
    return (
        Title("推荐函", 18),
        Paragraph("北京市科学技术协会创新服务中心："),
        Paragraph(f"经评审，我单位同意推荐{host}申报北京优秀青年工程师创新工作室，所报材料真实有效。"),
        Paragraph("北京市昌平区科学技术协会（盖章）"),
        Paragraph(full(day)),
    )


def rules_document(name: str) -> Paper:
    parts = ("组织机构", "工作职责", "目标任务", "管理办法")
    body = [
        (Heading(f"{name}{part}"), Paragraph(f"第一条 {part}由负责人组织实施，每年修订一次，全体成员遵照执行。"))
        for part in parts
    ]
    return (Title("规范性文件汇编", 18), *(block for pair in body for block in pair))


def agreement(party: str, station_class: str, day: date) -> Paper:
    return (
        Title("“千人进千企”科创公共服务工作站点项目合作协议", 16),
        Paragraph("甲方：北京市科学技术协会创新服务中心"),
        Paragraph(f"乙方：{party}"),
        Paragraph(f"一、乙方承担昌平区{station_class}工作站点建设任务，项目期限至2025年12月31日。"),
        Paragraph("二、乙方按照绩效目标完成企业联系、需求征集和活动组织工作，并提交总结和报告。"),
        Paragraph(f"签订日期：{full(day)}"),
    )


def summary(station_class: str, random: Random) -> Paper:
    return (
        Title("昌平区科创公共服务工作站点工作总结", 16),
        Paragraph(f"站点类别：{station_class}"),
        *map(Paragraph, paragraphs(random, hanzi=600)),
    )
