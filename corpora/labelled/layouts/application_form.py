"""申报书 of a studio: sections with a cover, labels above values, one big table, labelled lines."""

from __future__ import annotations

from random import Random

from corpora.blocks import Cell, Grid, Heading, PageBreak, Paper, Paragraph, Row, Stamped, Title
from corpora.labelled.cast import DISTRICTS, host, people, person, some_day
from corpora.labelled.facts import Fact, Facts, day, number, said

NAME = "application_form"
KINDS = frozenset({"application_form"})
TITLE = "北京优秀青年工程师创新工作室申报书"


def known(random: Random) -> dict[str, Fact]:
    owner = host(random)
    crowd = people(random, random.randint(5, 9))
    facts = person("leader.", crowd[0])
    for at, member in enumerate(crowd):
        facts |= person(f"members[{at}].", member)
    return facts | {
        "team_name": said(
            owner.name[2:4] + random.choice(("传感测控", "绿色工艺", "智能装备", "数据应用")) + "创新工作室"
        ),
        "host_org": said(owner.name),
        "uscc": said(owner.uscc),
        "district": said(random.choice(DISTRICTS)),
        "address": said(owner.address),
        "member_count": number(len(crowd), "人"),
        "founded_date": day(some_day(random, 2021)),
        "apply_date": day(some_day(random)),
        "research_direction": said(random.choice(("工业传感与智能测控", "粉体输送节能", "机器视觉检测"))),
        "leader.phone": said(f"1390000{random.randrange(10000):04d}"),
        "leader.post": said(random.choice(("研发部部长", "技术总监", "总工办主任"))),
        "experts[0].name": said(random.choice(("钟离岳", "令狐渊", "宇文朗"))),
        "experts[0].employer": said("京畿工程大学"),
    }


def members(facts: Facts) -> int:
    return sum(path.startswith("members[") and path.endswith(".name") for path in facts.known)


def sections(f: Facts) -> Paper:
    """Cover, then one ruled table for each section; a label stands left of its value."""
    basics: tuple[Row, ...] = (
        ("工作室名称", Cell(f("team_name"), 3)),
        ("依托单位", f("host_org"), "所在区", f("district")),
        ("统一社会信用代码", f("uscc"), "团队人数", f("member_count")),
        ("单位地址", Cell(f("address"), 3)),
        ("成立时间", f("founded_date"), "研究方向", f("research_direction")),
    )
    leader: tuple[Row, ...] = (
        ("姓名", f("leader.name"), "性别", f("leader.gender"), "民族", "汉族"),
        ("国籍", "中国", "出生年月", f("leader.birth_date"), "职称", f("leader.professional_title")),
        ("证件类型", "居民身份证", "证件号码", Cell(f("leader.id_number"), 3)),
        ("手机", f("leader.phone"), "职务", Cell(f("leader.post"), 3)),
    )
    return (
        Title("北京优秀青年工程师创新工作室"),
        Title("申 报 书"),
        Paragraph(f"工作室名称：{f('team_name')}"),
        Stamped(f"依托单位：{f('host_org')}（盖章）", seal=f("host_org"), align="left"),
        Paragraph(f"申报日期：{f('apply_date')}"),
        PageBreak(),
        Heading("一、团队基本信息"),
        Grid(basics, (1.3, 2.2, 0.9, 1.6)),
        Heading("二、团队负责人"),
        Grid(leader, (0.8, 1.3, 0.9, 1.5, 0.7, 1.3)),
        Heading("三、团队成员名单"),
        _member_grid(f),
        Heading("四、指导专家"),
        _experts(f),
    )


def labels_above(f: Facts) -> Paper:
    """Values below their labels, other wordings, the leader first."""
    leader: tuple[Row, ...] = (
        ("负责人姓名", "出生年月", "性别", "公民身份号码"),
        (f("leader.name"), f("leader.birth_date"), f("leader.gender"), f("leader.id_number")),
    )
    owner: tuple[Row, ...] = (
        ("依托单位（全称）", f("host_org")),
        ("信用代码", f("uscc")),
        ("通讯地址", f("address")),
        ("团队名称", f("team_name")),
        ("所属区", f("district")),
    )
    return (
        Title(TITLE, 18),
        Heading("一、负责人基本情况"),
        Grid(leader, (1, 1.2, 0.6, 1.8)),
        Heading("二、申报单位情况"),
        Grid(owner, (1, 3)),
        Heading("三、团队成员"),
        _member_grid(f),
        Paragraph(f"填报日期：{f('apply_date')}"),
        Stamped(f"{f('host_org')}（公章）", seal=f("host_org")),
    )


def one_table(f: Facts) -> Paper:
    """One table from end to end; a tall cell at the left names each section."""
    count = members(f)
    rows: list[Row] = [
        (Cell("基本信息", rows=3), "团队名称", Cell(f("team_name"), 3)),
        ("申报单位", f("host_org"), "所在区", f("district")),
        ("社会信用代码", f("uscc"), "运行起始时间", f("founded_date")),
        (Cell("负责人", rows=3), "姓名", f("leader.name"), "性别", f("leader.gender")),
        ("出生年月", f("leader.birth_date"), "专业技术职务", f("leader.professional_title")),
        ("身份证号码", Cell(f("leader.id_number"), 3)),
        (Cell("团队成员", rows=count + 1), "姓名", "出生年月", "职称", "分工"),
    ]
    for at in range(count):
        own = f"members[{at}]."
        rows.append(tuple(f(own + name) for name in ("name", "birth_date", "professional_title", "role_division")))
    return (
        Title(TITLE, 18),
        Grid(tuple(rows), (0.6, 1.1, 2, 1.2, 1.5)),
        Paragraph(f"填表日期：{f('apply_date')}", "right"),
    )


def lines(f: Facts) -> Paper:
    """No table: facts in labelled lines."""
    return (
        Title(TITLE, 18),
        Paragraph(f"工作室名称：{f('team_name')}"),
        Paragraph(f"依托单位：{f('host_org')}"),
        Paragraph(f"统一社会信用代码：{f('uscc')}　　所在区：{f('district')}"),
        Paragraph(f"单位地址：{f('address')}"),
        Heading("一、团队负责人"),
        Paragraph(f"姓名：{f('leader.name')}　　性别：{f('leader.gender')}　　出生年月：{f('leader.birth_date')}"),
        Paragraph(f"身份证号：{f('leader.id_number')}　　职称：{f('leader.professional_title')}"),
        Paragraph(f"职务：{f('leader.post')}　　手机：{f('leader.phone')}"),
        Heading("二、团队情况"),
        Paragraph(f"团队人数：{f('member_count')}　　成立时间：{f('founded_date')}"),
        Paragraph(f"研究方向：{f('research_direction')}"),
        Paragraph(f"申报日期：{f('apply_date')}"),
        Stamped("依托单位（盖章）：", seal=f("host_org"), align="left"),
    )


def _member_grid(f: Facts) -> Grid:
    head: Row = ("序号", "姓名", "性别", "出生年月", "职称", "专业", "分工")
    wanted = ("name", "gender", "birth_date", "professional_title", "major", "role_division")
    rows = [(str(at + 1), *(f(f"members[{at}].{name}") for name in wanted)) for at in range(members(f))]
    return Grid((head, *rows), (0.6, 1, 0.6, 1.4, 1.4, 1.2, 1.8), 1)


def _experts(f: Facts) -> Grid:
    row: Row = (f("experts[0].name"), "中国工程院院士、教授", f("experts[0].employer"), "精密测量")
    return Grid((("姓名", "职称/称号", "工作单位", "专业领域"), row), (1, 1.8, 1.6, 1.2))


LAYOUTS = {"sections": sections, "labels_above": labels_above, "one_table": one_table, "lines": lines}
