"""What a station hands in to apply and to agree: form, plan of work, letter, agreement, rules, note of a change."""

from __future__ import annotations

from datetime import date

from corpora.blocks import Block, Cell, Grid, Heading, Paper, Paragraph, Row, Title
from corpora.district.station import CLASSES, END, GRANTS, NEEDED, START, Station
from corpora.papers.application_form import STATION_TITLE, full
from corpora.wordy import paragraph

_APPLIED = date(2025, 1, 20)
_AGREED = date(2025, 2, 25)
_OTHER = {"站点名称": "工作站名称", "申报单位": "项目承担单位", "统一社会信用代码": "机构代码",
          "单位性质": "单位类型", "单位地址": "通讯地址", "站点类别": "申报类别", "所在区": "所属区域",
          "项目负责人": "负责人", "联系人": "联络人", "申请经费": "申请资金"}  # fmt: skip
_BASIS = {"咨询费": "专家咨询 10 人次", "劳务费": "专家讲课 20 人次", "活动实施费": "展板设计与手册印刷",
          "会议费": "对接会场地 5 场", "其他费用": "宣传推广"}  # fmt: skip


def application(station: Station) -> Paper:
    """A ruled table, the same in labelled lines, or two facts a row under other labels."""
    facts = _facts(station)
    if station.layout == 0:
        rows: tuple[Row, ...] = tuple((label, Cell(text, 3)) for label, text in facts)
        basics: tuple[Block, ...] = (Grid(rows, (1.2, 1, 1, 1)),)
    elif station.layout == 1:
        basics = tuple(Paragraph(f"{label}：{text}") for label, text in facts)
    else:
        told = [text for label, said in facts for text in (_OTHER.get(label, label), said)]
        told += ["备注", ""] if len(told) % 4 else []
        pairs: tuple[Row, ...] = tuple(tuple(told[at : at + 4]) for at in range(0, len(told), 4))
        basics = (Grid(pairs, (1, 2, 1, 2)),)
    return (
        Title(STATION_TITLE),
        Heading("一、基本情况"),
        *basics,
        Heading("二、申报基础"),
        *(Paragraph(paragraph(station.drawn("basis"))) for _ in range(2)),
        Heading("三、经费预算"),
        _budget(station),
        Paragraph(f"申报日期：{full(_APPLIED)}"),
    )


def _facts(station: Station) -> list[tuple[str, str]]:
    leader, contact = station.people
    says = station.says
    own = {"A": "A类", "B": "B类", "IUR": "产学研合作站点"}[station.kind]
    rows = [
        (
            "站点名称",
            "科创公共服务工作站点" if "area" in station.without else f"{station.district}科创公共服务工作站点",
        ),
        ("申报单位", station.host),
        ("统一社会信用代码", station.code),
        ("单位性质", says.get("sort", "高等学校" if station.kind == "IUR" else "社会团体")),
        ("单位地址", says.get("address", f"北京市{station.district}科萃西街6号")),
        ("站点类别", says.get("class", own)),
        ("项目负责人", leader.name),
        ("联系人", says.get("contact", contact.name)),
        ("申请经费", says.get("grant", f"{GRANTS[station.kind] // 10000}万元")),
    ]
    if "area" not in station.without:
        rows.insert(6, ("所在区", station.district))
    if "institution" in says:
        rows.append(("事业单位类别", says["institution"]))
    if station.kind == "IUR" and "society" not in station.without:
        rows.append(("是否成立科协", "是"))
    return rows


def _budget(station: Station) -> Grid:
    plan = station.planned()
    rows = [(name, str(amount), station.says.get(name, _BASIS.get(name, "按需"))) for name, amount in plan.items()]
    total = ("合计", str(sum(plan.values())), "")
    return Grid((("预算科目", "金额（元）", "测算依据"), *rows, total), (1, 1, 2))


def plan(station: Station) -> Paper:
    return (
        Title(f"{'' if 'area' in station.without else station.district}科创公共服务工作站点工作方案"),
        *(
            block
            for head in ("一、工作目标", "二、工作内容", "三、进度安排", "四、保障措施")
            for block in (Heading(head), Paragraph(paragraph(station.drawn(head))))
        ),
    )


def letter(station: Station) -> Paper:
    """The district's 科协 recommends, or who else `says` it."""
    body = station.says.get("recommender", f"北京市{station.district}科学技术协会")
    return (
        Title("推荐函", 18),
        Paragraph("北京市科学技术协会创新服务中心："),
        Paragraph(f"经我单位评审，择优推荐{station.host}申报“千人进千企”科创公共服务工作站点。"),
        Paragraph(f"{body}（盖章）"),
        Paragraph(full(date(2025, 1, 25))),
    )


def agreement(station: Station) -> Paper:
    """`says` may set start, end, grant and contact; without targets or budget_table the agreement has none."""
    leader, contact = station.people
    says = station.says
    start, end = says.get("start", full(START)), says.get("end", full(END))
    blocks: list[Block] = [
        Title("“千人进千企”科创公共服务工作站点项目合作协议", 16),
        Paragraph("甲方：北京市科学技术协会创新服务中心"),
        Paragraph(f"乙方：{station.host}"),
        Paragraph(f"统一社会信用代码：{station.code}"),
        Paragraph(f"一、乙方承担{station.district}{CLASSES[station.kind]}建设任务。"),
        Paragraph(f"项目周期：{start}至{end}"),
        Paragraph(f"项目负责人：{leader.name}　联系人：{says.get('contact', contact.name)}"),
        Paragraph(f"资助金额：{says.get('grant', f'{GRANTS[station.kind]}元')}"),
    ]
    if "targets" not in station.without and station.layout == 2:
        goals = "；".join(f"{name.removesuffix('数')}不少于{number}" for name, number in _goals(station))
        blocks.append(Paragraph(f"二、年度任务目标：{goals}。"))
    elif "targets" not in station.without:
        blocks += [Heading("二、绩效目标"), Grid((("指标", "目标值"), *_goals(station)), (1.4, 1))]
    if "budget_table" not in station.without and station.layout == 2:
        rows = [(name, f"{amount / 10000:g}") for name, amount in station.planned().items()]
        total = ("总计", f"{sum(station.planned().values()) / 10000:g}")
        blocks += [Heading("三、经费支出预算（单位：万元）"), Grid((("支出科目", "金额"), *rows, total), (1.4, 1))]
    elif "budget_table" not in station.without:
        rows = [(name, str(amount)) for name, amount in station.planned().items()]
        total = ("合计", str(sum(station.planned().values())))
        blocks += [Heading("三、经费预算"), Grid((("科目", "预算金额（元）"), *rows, total), (1.4, 1))]
    return (*blocks, Paragraph(f"签订日期：{says.get('signed', full(_AGREED))}"))


def _goals(station: Station) -> list[tuple[str, str]]:
    least = NEEDED[station.kind]
    goals = [("联系企业数", f"{least['firms'] - 2}家")]
    if station.kind != "IUR":
        goals += [("企业需求数", f"{least['needs'] - 3}项"), ("活动场次", "4场"), ("新闻稿数", "4篇")]
    return [*goals, ("专家人次", f"{least['experts'] - 3}人次")]


def rules(station: Station) -> Paper:
    parts = ("组织机构", "岗位职责", "经费管理", "档案管理")
    body = [(Heading(one), Paragraph(f"第一条 {one}{paragraph(station.drawn(one))}")) for one in parts]
    return (Title("工作站点项目管理制度", 18), *(block for pair in body for block in pair))
