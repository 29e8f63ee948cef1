"""What a studio hands in at closing: agreement, roster, summary, settlement, its account and vouchers, activities."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from corpora.blocks import Grid, Heading, Paper, Paragraph, Title
from corpora.district.studio_vouchers import voucher_files
from corpora.district.studio_year import CENTRE, END, GRANT, PLANNED, START, WORDING, Paid, Year
from corpora.district.workbook import workbook
from corpora.packet import PacketFile
from corpora.papers.application_form import full
from corpora.papers.roster import roster
from corpora.people import Person
from corpora.render.digital_pdf import digital_pdf
from corpora.render.docx import docx_file
from corpora.wordy import paragraph

_BORN = date(1970, 1, 1)


def closing(year: Year) -> tuple[PacketFile, ...]:
    """Every paper of the year."""
    written: dict[str, Paper] = {
        "工作室协议": agreement(year),
        "团队成员名册": roster(year.members),
        "工作总结": summary(year),
        "经费决算报告": settlement(year),
        "咨询费发放表": payments(year, "专家咨询费", year.consulted),
        "劳务费发放表": payments(year, "劳务费", year.helped),
        "成果汇编": results(year),
    }
    return (
        *(PacketFile(f"{name}.docx", docx_file(paper)) for name, paper in written.items()),
        PacketFile("支出明细.xlsx", account(year)),
        PacketFile("拨款回单.pdf", digital_pdf(slip(year))),
        *voucher_files(year),
        *_activities(year),
    )


def agreement(year: Year) -> Paper:
    form = year.form
    budget = (*((name, str(amount)) for name, amount in PLANNED), ("合计", str(GRANT)))
    return (
        Title(f"{WORDING}项目协议", 16),
        Paragraph(f"甲方：{year.said('party', CENTRE)}"),
        Paragraph(f"乙方：{form.host.name}"),
        Paragraph(f"统一社会信用代码：{form.host.uscc}"),
        Paragraph(f"建设周期：{full(START)}至{full(END)}"),
        Paragraph(f"项目负责人：{year.said('leader', form.leader.name)}"),
        Paragraph(f"资助金额：{GRANT}元"),
        Heading("经费预算"),
        Grid((("科目", "预算金额（元）"), *budget), (1.4, 1)),
        Paragraph(f"签订日期：{year.said('signed', full(date(2024, 6, 25)))}"),
    )


def summary(year: Year) -> Paper:
    """The four aspects of 第九条, each under its heading; what the host did, and its opinion."""
    random = Random(f"{year.seed}-{year.name}-summary")
    heads = year.said("heads", "一、建设运行情况|二、作用发挥情况|三、成效业绩|四、经费使用情况").split("|")
    body: list[Heading | Paragraph] = []
    for head in filter(None, heads):
        body.append(Heading(head.lstrip("#")))
        body += [Paragraph(paragraph(random)) for _ in range(0 if head.startswith("#") else 3)]
    host = year.form.host.name
    return (
        Title(year.said("title", f"{year.form.name}工作总结"), 16),
        Paragraph(f"依托单位：{host}"),
        *body,
        Heading("五、依托单位的支持"),
        Paragraph(year.said("support", "依托单位提供场地和试验平台，安排配套经费，组织学术交流，推动成果落地。")),
        Paragraph(year.said("opinion", "验收审核意见：阶段性成果真实准确，同意验收，已加盖单位公章。")),
        *(Paragraph(text) for text in year.said("more", "").split("|") if text),
        Paragraph(full(date(2025, 6, 12))),
    )


def settlement(year: Year) -> Paper:
    planned = dict(PLANNED)
    rows = [
        (name, str(planned.get(name, 0)), str(spent), str(planned.get(name, 0) - spent))
        for name, spent in year.settled
    ]
    total = sum(spent for _, spent in year.settled)
    sums = ("合计", str(GRANT), year.said("settled_total", str(total)), str(GRANT - total))
    return (
        Title("项目经费决算报告", 16),
        Paragraph(f"依托单位：{year.form.host.name}"),
        Grid((("科目", "预算金额（元）", "决算金额（元）", "结余（元）"), *rows, sums), (1.4, 1, 1, 1)),
        Paragraph(year.said("signed", f"项目负责人（签字）：{year.form.leader.name}")),
        Paragraph(full(date(2025, 6, 14))),
    )


def account(year: Year) -> bytes:
    """The project's own account: a row for each voucher with what is claimed of it."""
    rows = [
        (
            n,
            bill.number,
            str(bill.day),
            one.under,
            bill.item.rpartition("*")[2],
            bill.seller[0],
            float(bill.total + one.claimed_more),
        )
        for n, (one, bill) in enumerate(year.vouchers(), 1)
    ]
    title = year.said("account", f"{year.form.name}项目专账支出明细")
    return workbook([(title, ("序号", "发票号码", "日期", "科目", "摘要", "收款单位", "报销金额（元）"), rows)])


def slip(year: Year) -> Paper:
    holder = year.said("holder", year.form.host.name)
    return (
        Title("网上银行电子回单", 16),
        Paragraph(f"付款户名：{CENTRE}"),
        Paragraph(f"收款户名：{holder}"),
        Paragraph(f"金额：{year.said('granted', str(GRANT))}.00元"),
        Paragraph("用途：工作室项目拨款"),
        Paragraph(f"交易日期：{full(date(2024, 7, 5))}"),
    )


def payments(year: Year, what: str, rows: tuple[Paid, ...]) -> Paper:
    head = (
        "序号",
        "姓名",
        "身份证号",
        "工作单位",
        "职称",
        "身份",
        "标准",
        "天数",
        "应发金额",
        "个税",
        "实发金额",
        "银行账号",
        "签字",
    )
    lines = [(str(n), *_paid(one)) for n, one in enumerate(rows, 1)]
    sums = [str(sum(int(line[at] or 0) for line in lines)) for at in (8, 9, 10)]
    return (
        Title(f"{what}发放表", 16),
        Paragraph(f"单位：{year.form.host.name}"),
        Paragraph(f"事由：{year.said('purpose', '工业传感可靠性技术研讨')}"),
        Paragraph(f"日期：{full(date(2025, 4, 9))}"),
        Grid(
            (head, *lines, ("合计", "", "", "", "", "", "", "", *sums, "", "")),
            (0.5, 1, 2, 1.5, 1, 0.8, 0.8, 0.6, 1, 0.8, 1, 1.6, 1),
        ),
    )


def _paid(one: Paid) -> tuple[str, ...]:
    due = max(
        Decimal(0),
        one.gross * Decimal("0.8") * Decimal("0.2") if one.gross > 4000 else (one.gross - 800) * Decimal("0.2"),
    )
    tax = one.tax or str(int(due))
    number = Person(one.name, "男", _BORN, one.serial).id_number
    bank = f"62170000{one.serial:08d}"
    standard, days = str(one.gross // 2), "2"
    return (
        one.name,
        number,
        one.employer,
        one.title,
        one.role,
        standard,
        days,
        str(one.gross),
        tax,
        str(one.gross - int(tax)),
        bank,
        one.name,
    )


def results(year: Year) -> Paper:
    named = year.said("results", f"成果产生单位：{WORDING}")
    rows = ("1. 论文《工业传感器在线校准方法》，2025年2月发表。", "2. 软件著作权2025SR0199999，2025年3月登记。")
    return (Title("成果汇编", 16), Paragraph(named), *map(Paragraph, rows))


def _activities(year: Year) -> list[PacketFile]:
    """Two activities of the build period, each with its plan and its minutes."""
    files = []
    for at, (name, day) in enumerate(
        (("在线校准技术沙龙", date(2024, 11, 6)), ("青年工程师技术培训", date(2025, 3, 20)))
    ):
        said = Paragraph(paragraph(Random(f"{year.seed}-{year.name}-{name}")))
        wording = year.said("wording", WORDING) if at == 0 else WORDING
        named = [Paragraph(f"主办：{wording}")] if wording else []
        where = (Paragraph(f"时间：{full(day)}"), Paragraph("地点：昌平区科萃西街50号院6号楼三层"))
        for paper in ("活动方案", "会议纪要"):
            body: Paper = (Title(f"{name}{paper}", 16), *named, *where, said)
            files.append(PacketFile(f"活动材料/{name}/{paper}.docx", docx_file(body)))
    return files
