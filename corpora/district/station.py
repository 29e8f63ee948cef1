"""A station's packets from a few numbers: application with letter, and everything due at closing.

Reports come from a whole dictionary (corpora.wordy): those of two stations share no more than chance.
"""

# ruff: noqa: E501  rows of tables

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from stdnum.cn import uscc

from corpora.blocks import Grid, Heading, Paper, Paragraph, Title
from corpora.district.invoice_xml import Bill, bill_xml
from corpora.district.workbook import workbook
from corpora.packet import PacketFile
from corpora.papers.application_form import full
from corpora.people import Person, team
from corpora.render.docx import docx_file
from corpora.wordy import paragraph

START, END = date(2025, 3, 1), date(2025, 11, 30)
SUBSIDY = {"A": 150000, "B": 100000, "IUR": 50000}
CLASSES = {"A": "A类工作站点", "B": "B类工作站点", "IUR": "产学研合作站点"}
NEEDED = {
    "A": {"firms": 55, "key": 33, "special": 12, "results": 6, "needs": 24, "experts": 24},
    "B": {"firms": 44, "key": 23, "special": 7, "results": 4, "needs": 33, "experts": 18},
    "IUR": {"firms": 12, "key": 4, "special": 2, "results": 2, "needs": 5, "experts": 33},
}
REPORTS = {"A": (("企业需求分析报告", 2000), ("专家服务企业典型模式报告", 3000)),
           "B": (("区域企业发展报告", 2000),), "IUR": (("产学研工作模式报告", 2000),)}  # fmt: skip
ABOUT = {
    "企业需求分析报告": "本区企业的技术需求如下。",
    "专家服务企业典型模式报告": "专家服务企业的典型模式如下。",
    "区域企业发展报告": "本区企业的发展情况如下。",
    "产学研工作模式报告": "高校与企业产学研合作的工作模式如下。",
}
_KINDS = ("企业需求征集会", "供需对接会", "科技成果发布会", "成果路演会", "需求对接会", "专场对接会")
_BRAND_ONE = "澄朔砺岚云启映栖禾霁松柏砚清越瀚恒景曜沐"
_BRAND_TWO = "川石原栈湖渡秋屿桥序远辰博航源睿锋宇衡泽"


@dataclass(frozen=True, slots=True)
class Station:
    """`less` overrides the numbers of NEEDED and: associations (share), events, news, own_news, cooperations,
    university. `without` leaves papers out (summary, settlement, or a report's title); `short` are reports below
    their least length. `categories` are the settlement's rows, `bills` the invoices beside the sound ones."""

    name: str
    kind: str
    district: str
    seed: str
    less: dict[str, float] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    categories: tuple[tuple[str, int, int], ...] = ()
    bills: tuple[tuple[str, date, str], ...] = ()
    off: Decimal = Decimal(0)
    stranger: bool = False
    shared_bill: str = ""
    payee: tuple[str, str] = ("", "")
    borrowed: str = ""

    @property
    def random(self) -> Random:
        return Random(f"{self.seed}-{self.name}")

    @property
    def host(self) -> str:
        brand = Random(f"{self.seed}-{self.name}-host")
        core = brand.choice(_BRAND_ONE) + brand.choice(_BRAND_TWO) + brand.choice(_BRAND_ONE)
        return f"北京{core}大学" if self.kind == "IUR" else f"北京{core}产业促进会"

    @property
    def code(self) -> str:
        body = ("12" if self.kind == "IUR" else "51") + "110000" + "MJ0"
        body += "".join(Random(f"{self.seed}-{self.name}-code").choice("0123456789ABCDEFGH") for _ in range(6))
        return body + str(uscc.calc_check_digit(body + "0"))

    def number(self, what: str) -> int:
        return int(self.less.get(what, NEEDED[self.kind][what]))


def closing(station: Station) -> tuple[PacketFile, ...]:
    files = [PacketFile("项目合作协议.docx", docx_file(_agreement(station)))]
    if "summary" not in station.without:
        files.append(PacketFile("工作总结.docx", docx_file(_summary(station))))
    for title, least in REPORTS[station.kind]:
        if title not in station.without:
            files.append(PacketFile(f"{title}.docx", docx_file(_report(station, title, least))))
    if "settlement" not in station.without:
        files.append(PacketFile("决算报告.docx", docx_file(_settlement(station))))
    files.append(PacketFile("工作台账.xlsx", _ledger(station)))
    files += [PacketFile(f"活动材料/{n}/{name}.docx", docx_file(paper)) for n, name, paper in _held(station)]
    files += [PacketFile(f"票据/{n}.xml", bill_xml(bill)) for n, bill in enumerate(_bills(station), 1)]
    if station.payee[0]:
        files.append(PacketFile("劳务费发放表.docx", docx_file(_payments(station))))
    return tuple(files)


def _agreement(station: Station) -> Paper:
    people = _team(station)
    return (
        Title("“千人进千企”科创公共服务工作站点项目合作协议", 16),
        Paragraph("甲方：北京市科学技术协会创新服务中心"),
        Paragraph(f"乙方：{station.host}"),
        Paragraph(f"统一社会信用代码：{station.code}"),
        Paragraph(f"一、乙方承担{station.district}{CLASSES[station.kind]}建设任务。"),
        Paragraph(f"项目周期：{full(START)}至{full(END)}"),
        Paragraph(f"项目负责人：{people[0].name}　联系人：{people[1].name}"),
        Paragraph(f"资助金额：{SUBSIDY[station.kind]}元"),
        *_promised(station),
        Paragraph(f"签订日期：{full(date(2025, 2, 25))}"),
    )


def _promised(station: Station) -> Paper:
    """The year's targets and its budget."""
    least = NEEDED[station.kind]
    targets = [("联系企业数", f"{least['firms'] - 4}家"), ("企业需求数", f"{least['needs'] - 3}项")]
    targets += [("活动场次", "4场"), ("新闻稿数", "4篇"), ("专家人次", f"{least['experts'] - 3}人次")]
    budget = [(name, str(plan)) for name, plan, _ in _planned(station)]
    return (
        Heading("二、绩效目标"),
        Grid((("指标", "目标值"), *targets), (1.4, 1)),
        Heading("三、经费预算"),
        Grid(
            (("科目", "预算金额（元）"), *budget, ("合计", str(sum(plan for _, plan, _ in _planned(station))))),
            (1.4, 1),
        ),
    )


def _planned(station: Station) -> tuple[tuple[str, int, int], ...]:
    total = SUBSIDY[station.kind]
    halves = (total * 6 // 10, total - total * 6 // 10)
    return station.categories or (("活动实施费", halves[0], halves[0]), ("会议费", halves[1], halves[1]))


def _team(station: Station) -> list[Person]:
    return team(Random(f"{station.seed}-{station.name}-team"), [date(1984, 3, 5), date(1990, 7, 8)])


def _summary(station: Station) -> Paper:
    n = station.number
    told = f"全年联系企业{n('firms')}家，收集企业需求{n('needs')}项，形成落地成果{n('results')}项，组织专家{n('experts')}人次。"
    return (
        Title(f"{station.district}科创公共服务工作站点工作总结", 16),
        Paragraph(f"站点类别：{CLASSES[station.kind]}"),
        Paragraph(f"承担单位：{station.host}"),
        Heading("一、工作开展情况"),
        Paragraph(told),
        *(Paragraph(paragraph(station.random)) for _ in range(4)),
        Paragraph(full(date(2025, 11, 20))),
    )


def _report(station: Station, title: str, least: int) -> Paper:
    """Twice at one seed are the same words: `borrowed` names the station whose report is copied."""
    random = Random(f"{station.seed}-{station.borrowed or station.name}-{title}")
    wanted = least // 2 if title in station.short else least + 400
    texts: list[str] = []
    while sum(map(len, texts)) < wanted * 1.1:
        texts.append(f"{ABOUT[title]}{paragraph(random)}")
    named = station.district if station.kind != "IUR" else ""
    heads = ("一、总体情况", "二、主要做法", "三、问题与分析", "四、对策建议")
    share = -(-len(texts) // 4)
    body: list[Heading | Paragraph] = []
    for at, head in enumerate(heads):
        body += [Heading(head), *(Paragraph(text) for text in texts[at * share : (at + 1) * share])]
    return (Title(f"{named}{title}", 18), *body)


def _settlement(station: Station) -> Paper:
    own = _planned(station)
    rows = [(name, str(plan), str(spent), str(plan - spent)) for name, plan, spent in own]
    sums = [str(sum(column)) for column in zip(*((p, s, p - s) for _, p, s in own), strict=True)]
    return (
        Title("项目经费决算报告", 16),
        Paragraph(f"承担单位：{station.host}"),
        Grid((("科目", "预算金额（元）", "决算金额（元）", "结余（元）"), *rows, ("合计", *sums)), (1.4, 1, 1, 1)),
        Paragraph(full(date(2025, 11, 28))),
    )


def firms(station: Station) -> list[tuple[str, str]]:
    """Names and codes, all different."""
    random = Random(f"{station.seed}-{station.name}-firms")
    trades = ("传感", "装备", "材料", "测控", "软件", "生物", "能源", "光电")
    names: dict[str, str] = {}
    while len(names) < 80:
        core = "".join(random.choice(_BRAND_ONE + _BRAND_TWO) for _ in range(3))
        body = "91110114MA0" + "".join(random.choice("0123456789ABCDEFGH") for _ in range(6))
        names[f"北京{core}{random.choice(trades)}有限公司"] = body + str(uscc.calc_check_digit(body + "0"))
    return list(names.items())


def _ledger(station: Station) -> bytes:
    random, n = station.random, station.number
    known = firms(station)[: n("firms")]
    share = station.less.get("associations", 0.6)
    rows = [
        (
            at + 1,
            name,
            code,
            station.district,
            "是" if at < share * len(known) else "否",
            "是" if at < n("key") else "否",
            "市级专精特新" if at < n("special") else "",
            str(START + timedelta(days=at * 4)),
        )
        for at, (name, code) in enumerate(known)
    ]
    words = [paragraph(random)[:24] for _ in range(n("needs") + n("results") + 80)]
    pick = iter(words)
    days = _days(station)
    people = team(random, [date(1970, 1, 1)] * 20)
    sheets: list[tuple[str, tuple[str, ...], Sequence[tuple[object, ...]]]] = [
        ("联系企业台账", ("序号", "企业名称", "统一社会信用代码", "所在区", "是否建有科协", "是否重点服务企业", "资质", "走访日期"), rows),
        ("企业需求台账", ("序号", "企业名称", "需求内容", "需求类型", "征集日期"), [
            (at + 1, known[at % len(known)][0], next(pick), "技术", str(START + timedelta(days=at * 3)))
            for at in range(n("needs"))
        ]),
        ("落地成果台账", ("序号", "企业名称", "成果名称", "成果形式", "日期", "佐证材料"), [
            (at + 1, known[at][0], next(pick), "合作协议", str(START + timedelta(days=60 + at)), f"成果佐证{at + 1}.pdf")
            for at in range(n("results"))
        ]),
        ("专家参与活动台账", ("序号", "专家姓名", "职称", "工作单位", "身份", "活动名称", "日期"), [
            (at + 1, people[at % 20].name, "高级工程师", "京畿工程大学", "产业特派员", days[at // 20 % len(days)][1], str(days[at // 20 % len(days)][0]))
            for at in range(n("experts"))
        ]),
        ("新闻宣传台账", ("序号", "新闻标题", "发布媒体", "链接", "发布日期", "是否科协网站"), _news(station, random)),
        ("合作项目台账", ("序号", "合作单位", "合作内容", "签订日期", "佐证材料"), [
            (at + 1, known[at][0], next(pick), str(START + timedelta(days=90 + at)), f"合作协议{at + 1}.pdf")
            for at in range(int(station.less.get("cooperations", 3)))
        ]),
    ]  # fmt: skip
    if station.kind == "IUR":
        wanted = int(station.less.get("university", 32))
        sheets.append(
            ("高校创新成果台账", ("序号", "成果名称", "完成单位", "推介对象", "推介日期"), [
                (at + 1, next(pick), station.host, known[at % len(known)][0], str(START + timedelta(days=at)))
                for at in range(wanted)
            ])
        )  # fmt: skip
    return workbook([sheet for sheet in sheets if sheet[2]])


def _days(station: Station) -> list[tuple[date, str]]:
    wanted = int(station.less.get("events", 5))
    return [(START + timedelta(days=30 + 35 * at), f"{station.district}{_KINDS[at]}") for at in range(wanted)]


def _news(station: Station, random: Random) -> list[tuple[object, ...]]:
    total, own = int(station.less.get("news", 5)), int(station.less.get("own_news", 2))
    rows: list[tuple[object, ...]] = []
    for at in range(total):
        site = at < own
        title = paragraph(random)[:16]
        url = f"https://www.bast.net.cn/art/2025/{at}.html" if site else f"https://news.example.cn/{at}.html"
        day = START + timedelta(days=32 + 35 * at)
        rows.append(
            (
                at + 1,
                title,
                "北京市科学技术协会网站" if site else "区融媒体中心",
                url,
                str(day),
                "是" if site else "否",
            )
        )
    return rows


def _held(station: Station) -> Sequence[tuple[str, str, Paper]]:
    made: list[tuple[str, str, Paper]] = []
    for day, name in _days(station):
        when = (Paragraph(f"时间：{full(day)}"), Paragraph(f"地点：{station.district}科萃西街6号楼"))
        said = Paragraph(paragraph(Random(f"{station.seed}-{name}-{station.name}")))
        made.append((name, "活动方案", (Title(f"{name}活动方案", 16), *when, said)))
        made.append((name, "会议纪要", (Title(f"{name}会议纪要", 16), *when, said)))
    return made


def _bills(station: Station) -> list[Bill]:
    own = (station.host, station.code)
    random = Random(f"{station.seed}-{station.name}-bills")
    serial = random.randrange(10**9)
    found = [
        Bill(
            f"25112000000{serial:09d}", date(2025, 6, 12), "*会展服务*会议场地服务费", Decimal(8000), own, station.off
        )
    ]
    for at, (item, day, amount) in enumerate(station.bills, 1):
        found.append(Bill(f"25112000000{(serial + at * 977) % 10**9:09d}", day, item, Decimal(amount), own))
    if station.stranger:
        other = ("北京岚启装备科技有限公司", "91110114MA0ABCDE1X")
        found.append(
            Bill(
                f"25112000000{(serial + 7) % 10**9:09d}", date(2025, 7, 1), "*设计服务*展板设计", Decimal(900), other
            )
        )
    if station.shared_bill:
        found.append(Bill(station.shared_bill, date(2025, 8, 8), "*印刷品*会议手册", Decimal(600), own))
    return found


def _payments(station: Station) -> Paper:
    unit, title = station.payee
    row = ("1", "钟离岳", "110101197001010015", unit, title, "专家", "1000", "2", "2000", "240", "1760", "钟离岳")
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
        "签字",
    )
    return (
        Title("专家劳务费发放表", 16),
        Paragraph(f"单位：{station.host}"),
        Paragraph(f"日期：{full(date(2025, 5, 9))}"),
        Grid(
            (head, row, ("合计", "", "", "", "", "", "", "", "2000", "240", "1760", "")),
            (0.5, 1, 2, 1.5, 1, 0.8, 0.8, 0.6, 1, 0.8, 1, 1),
        ),
    )
