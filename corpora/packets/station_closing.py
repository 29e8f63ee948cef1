"""Whole stations at closing: sound ones of each class, and each task broken, in several forms of ledgers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random

from corpora.blocks import Paper, Paragraph
from corpora.closing_cases import CASES, DISTRICTS, HOST, ON, REPORTS, Closing
from corpora.packet import Packet, PacketFile, expect
from corpora.papers.report import Length, report
from corpora.papers.station_facts import SOUND, Facts, facts
from corpora.papers.station_ledgers import ledger_paper, ledger_sheets
from corpora.papers.station_papers import (
    cooperation_paper,
    event_papers,
    news_paper,
    settlement,
    tabled_summary,
    told_summary,
    whole_agreement,
)
from corpora.render.digital_pdf import digital_pdf
from corpora.render.docx import docx_file
from corpora.render.workbook import workbook_file

_READ_ALWAYS = ("b-sound-word", "a-short")


def packets(seed: int) -> Iterator[Packet]:
    for case in CASES:
        yield Packet(
            f"station-closing-{case.name}",
            "station",
            "closing",
            ON,
            case.about,
            expect(*case.answers),
            partial(_files, case, seed),
            heavy=case.name not in _READ_ALWAYS,
        )


def _files(case: Closing, seed: int) -> tuple[PacketFile, ...]:
    random = Random(f"{seed}-closing-{case.name}")
    district = DISTRICTS[case.station_class]
    size = case.size or SOUND[case.station_class]
    known = case.change(facts(case.station_class, district, size, random))
    signed = whole_agreement(known, HOST, case.agreed_leader, budget=case.budget, money=case.money)
    files = [PacketFile("01 项目合作协议.docx", docx_file(signed)), *_summary(case, known, random)]
    for number, (kind, length) in enumerate(REPORTS[case.station_class], 3):
        paper = report(kind, Length(hanzi=length), random, title=f"{district}{_NAMES[kind]}")
        files.append(PacketFile(f"0{number} {_NAMES[kind]}.docx", docx_file(paper)))
    files += _ledger(case, known)
    files.append(PacketFile("09 项目决算报告.docx", docx_file(settlement(known, HOST, moved=case.moved))))
    files += _activities(known, random)
    return tuple(files)


_NAMES = {"needs": "企业需求分析报告", "model": "专家服务企业典型模式报告", "region": "区域企业发展报告"}
_NAMES["university"] = "产学研工作模式报告"


def _summary(case: Closing, known: Facts, random: Random) -> list[PacketFile]:
    make = told_summary if case.told else tabled_summary
    paper: Paper = (*make(known, HOST, random), *_led(case))
    if case.form == "summary":
        paper = (*paper, *ledger_paper(known, case.words, "附表")[1:])
    return [PacketFile("02 工作总结.docx", docx_file(paper))]


def _led(case: Closing) -> Paper:
    return (Paragraph(f"项目负责人为{case.leader}，联系人为{case.agreed_leader}。"),)


def _ledger(case: Closing, known: Facts) -> list[PacketFile]:
    if case.form == "workbook":
        return [PacketFile("05 工作台账.xlsx", workbook_file(ledger_sheets(known, case.words)))]
    if case.form == "word":
        return [PacketFile("05 工作台账.docx", docx_file(ledger_paper(known, case.words)))]
    if case.form == "pdf":
        return [PacketFile("05 工作台账.pdf", digital_pdf(ledger_paper(known, case.words)))]
    return []


def _activities(known: Facts, random: Random) -> list[PacketFile]:
    files = []
    for number, event in enumerate(known.events, 1):
        for name, paper in event_papers(event, known).items():
            files.append(PacketFile(f"活动材料/{number:02d} {event.title}/{name}", docx_file(paper)))
    for number, item in enumerate(known.news, 1):
        files.append(PacketFile(f"新闻稿/{number:02d}.docx", docx_file(news_paper(item, known, random))))
    for number, (firm, subject) in enumerate(known.cooperations, 1):
        files.append(PacketFile(f"合作材料/合作协议{number}.docx", docx_file(cooperation_paper(HOST, firm, subject))))
    return files
