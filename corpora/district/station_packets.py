"""A station's packets: its application, its agreement, and everything due at closing."""

from __future__ import annotations

from corpora.blocks import Paper
from corpora.district.invoice_xml import bill_xml
from corpora.district.station import REPORTS, Station
from corpora.district.station_forms import agreement, application, letter, plan, rules
from corpora.district.station_lists import ledger
from corpora.district.station_money import bills, paid_list, payments, settlement
from corpora.district.station_reports import event_papers, news_papers, report, summary
from corpora.packet import PacketFile
from corpora.render.digital_pdf import digital_pdf
from corpora.render.docx import docx_file


def applying(station: Station) -> tuple[PacketFile, ...]:
    papers = {"form": ("项目申报书", application), "plan": ("工作方案", plan), "letter": ("推荐函", letter)}
    left_out = (*station.without, *(("letter",) if station.kind == "IUR" else ()))
    return tuple(_file(station, name, make(station)) for what, (name, make) in papers.items() if what not in left_out)


def agreeing(station: Station) -> tuple[PacketFile, ...]:
    papers = {"agreement": ("项目合作协议", agreement), "rules": ("项目管理制度", rules), "plan": ("实施方案", plan)}
    return tuple(
        _file(station, name, make(station)) for what, (name, make) in papers.items() if what not in station.without
    )


def closing(station: Station) -> tuple[PacketFile, ...]:
    files = [_file(station, "项目合作协议", agreement(station))]
    if "summary" not in station.without:
        files.append(_file(station, "工作总结", summary(station)))
    for title, least in REPORTS[station.kind]:
        if title not in station.without:
            files.append(_file(station, title, report(station, title, least)))
    if "settlement" not in station.without:
        files.append(_file(station, "决算报告", settlement(station)))
    files.append(PacketFile("工作台账.xlsx", ledger(station)))
    for event, name, paper in event_papers(station):
        files.append(PacketFile(f"活动材料/{event}/{name}.docx", docx_file(paper)))
    files += [PacketFile(f"新闻/{name}.docx", docx_file(paper)) for name, paper in news_papers(station)]
    return (*files, *_spent(station))


def _spent(station: Station) -> list[PacketFile]:
    files = [PacketFile(f"票据/{n}.xml", bill_xml(bill)) for n, (_, bill) in enumerate(bills(station), 1)]
    fees = [one for one in ("咨询费", "劳务费") if station.spent().get(one)]
    files += [_file(station, f"{one}发放表", payments(station, one)) for one in fees]
    if "paid_list" not in station.without:
        files.append(_file(station, "支出明细账", paid_list(station)))
    return files


def _file(station: Station, name: str, paper: Paper) -> PacketFile:
    """A DOCX, or in the second layout a PDF."""
    if station.layout == 1:
        return PacketFile(f"{name}.pdf", digital_pdf(paper))
    return PacketFile(f"{name}.docx", docx_file(paper))
