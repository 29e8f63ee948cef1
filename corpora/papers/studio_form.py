"""A whole studio application: every section that the policy asks for, as ruled tables or as prose.

What it says is `Claims`: change one of them to plant a breach of one clause.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from corpora.blocks import Cell, Grid, Heading, Paper, Paragraph, Row, Title
from corpora.papers.application_form import STUDIO_TITLE, Form, full, member_grid, month

RULES = ("组织机构", "工作职责", "目标任务", "管理办法")
USES = "学习研讨区、创新实践区和成果荣誉展示区"
EXPERT = ("钟离岳", "中国工程院院士、教授", "京畿工程大学", "精密测量", "指导团队的科研和生产工作")
PROJECT = ("国家重点研发计划“工业传感可靠性”课题", "国家级", "主持", "2021.11—2024.10")
FACILITIES = {
    "专业资料": "期刊与标准汇编410册",
    "器材工具": "测量工装8套",
    "电脑网络": "图形工作站6台及专网",
    "实验仪器": "高低温试验台1台",
}
SUPPORT = "每年安排配套经费15万元，用于工作室日常研发"
RESULT = "智能测控装置经某测控学会组织的成果评价，整体技术达到国际先进水平，已在北京某工程应用"


@dataclass(frozen=True, slots=True)
class Claims:
    """An empty text leaves the place blank; `experts` and `projects` are rows of their tables."""

    founded: str = "2021年3月16日"
    nationality: str = "中国"
    personnel_unit: str = ""  # the host's name, unless told otherwise
    title: str = "正高级工程师"
    stated_count: int = 0  # the number of members, unless told otherwise
    experts: tuple[tuple[str, ...], ...] = (EXPERT,)
    projects: tuple[tuple[str, ...], ...] = (PROJECT,)
    rules: tuple[str, ...] = RULES
    uses: str = USES
    area: str = "120平方米"
    facilities: dict[str, str] = field(default_factory=lambda: dict(FACILITIES))
    support: str = SUPPORT
    topic: str = "复杂工况下的传感可靠性"
    goal: str = "2026年12月前误报率降低20%"
    held: tuple[str, ...] = ("2024年9月12日开展失效分析研讨", "2025年3月20日开展青年工程师技术培训")
    result: str = RESULT
    patents: tuple[tuple[str, ...], ...] = (("发明专利", "一种测量装置", "ZL202011234567.7", "2023年5月16日"),)
    owner: str = ""  # the host's name, unless told otherwise
    recommender: str = "北京市昌平区科学技术协会"


def tables(form: Form, claims: Claims) -> Paper:
    """Cover lines, then a ruled table or labelled paragraphs for each section."""
    leader, host = form.leader, form.host
    basics: tuple[Row, ...] = (
        ("工作室名称", form.name, "工作室成立时间", claims.founded),
        ("依托单位", host.name, "单位性质", "企业"),
        ("统一社会信用代码", host.uscc, "所在区", form.district),
        ("单位地址", Cell(host.address, 3)),
        ("研究方向", "工业传感与智能测控", "所属产业", "智能制造与装备"),
        ("团队人数", f"{_count(form, claims)}人", "固定场所面积", claims.area),
        ("固定场所地址", Cell(f"{host.address}2层", 3)),
        ("场所功能", Cell(claims.uses, 3)),
    )
    person: tuple[Row, ...] = (
        ("姓名", leader.name, "性别", leader.gender),
        ("国籍", claims.nationality, "出生年月", month(leader.born)),
        ("证件号码", form.id_number, "职称", claims.title),
        ("工作单位", host.name, "人事关系所在单位", claims.personnel_unit or host.name),
    )
    return (
        *_cover(form, claims),
        Heading("一、团队基本信息"),
        Grid(basics, (1.2, 2, 1.2, 2)),
        Heading("二、团队负责人"),
        Grid(person, (1, 2, 1.4, 2)),
        Heading("承担项目情况"),
        *_grid(("项目名称", "级别", "角色", "起止时间"), claims.projects, (3, 1, 1, 1.6)),
        Heading("三、团队成员名单"),
        member_grid(form.members),
        Heading("四、指导专家"),
        *_grid(("姓名", "职称/称号", "工作单位", "专业领域", "指导内容"), claims.experts, (1, 1.6, 1.4, 1.2, 1.8)),
        Heading("五、规范管理与条件保障"),
        Paragraph(f"1.配套设施：{_listed(claims)}"),
        Paragraph(f"2.经费保障：{claims.support or '无'}"),
        Heading("六、攻关课题与创新目标"),
        *_plan(claims),
        Heading("七、主要成果"),
        Paragraph(claims.result or "无"),
        *_grid(("类别", "名称", "编号", "日期", "权利人"), _owned(form, claims), (1, 2, 2, 1.4, 2)),
    )


def prose(form: Form, claims: Claims) -> Paper:
    """No table: labelled lines, and sentences below headings that are worded otherwise."""
    leader, host = form.leader, form.host
    unit = claims.personnel_unit or host.name
    people = "；".join(
        f"{p.name}，{p.gender}，{month(p.born)}出生，{p.title}，负责{p.duty}" for p in form.members[1:]
    )
    experts = "；".join(
        f"聘请{row[2]}{row[1].split('、')[0]}{row[0]}担任指导专家，{row[4]}" for row in claims.experts
    )
    projects = "；".join(f"{row[2]}{row[0]}（{row[1]}），{row[3]}" for row in claims.projects)
    patents = "；".join(f"{row[0]}“{row[1]}”（{row[2]}，专利权人：{row[4]}）" for row in _owned(form, claims))
    return (
        *_cover(form, claims),
        Paragraph(f"统一社会信用代码：{host.uscc}"),
        Paragraph(f"单位地址：{host.address}"),
        Heading("一、负责人情况"),
        Paragraph(
            f"团队负责人：{leader.name}，{leader.gender}，{month(leader.born)}出生，身份证号{form.id_number}，"
            f"{claims.title}，人事关系所在单位为{unit}，国籍为{claims.nationality}。"
        ),
        Heading("二、负责人承担项目"),
        Paragraph(f"{projects}。" if projects else "无"),
        Heading("三、团队建设"),
        Paragraph(f"工作室成立于{claims.founded}。" if claims.founded else "工作室稳定运行。"),
        Paragraph(f"团队现有成员{_count(form, claims)}人。除负责人外，其他成员为：{people}。"),
        Heading("四、指导专家"),
        Paragraph(f"{experts}。" if experts else "无"),
        Heading("五、场所与设施"),
        Paragraph(f"固定场所：位于{host.address}2层，面积{claims.area}，设{claims.uses}。"),
        Paragraph(f"配套设施：{_listed(claims)}"),
        Heading("六、经费保障"),
        Paragraph(f"{host.name}{claims.support}。" if claims.support else "无"),
        Heading("七、攻关课题和目标"),
        *_plan(claims),
        Heading("八、成果业绩"),
        Paragraph(claims.result or "无"),
        *((Paragraph(f"取得{patents}。"),) if patents else ()),
    )


def rules(form: Form, claims: Claims) -> Paper:
    """The rules documents in one paper: a chapter for each that there is."""
    body = [
        (
            Heading(f"{form.name}{part}"),
            Paragraph(f"第一条 本{part}由负责人组织实施，每年修订一次，全体成员遵照执行。"),
        )
        for part in claims.rules
    ]
    return (Title("规范性文件汇编", 18), *(block for pair in body for block in pair))


def recommendation(form: Form, claims: Claims) -> Paper:
    return (
        Title("推荐函", 18),
        Paragraph("北京市科学技术协会创新服务中心："),
        Paragraph(f"经组织专家评审，我单位择优推荐{form.host.name}申报北京优秀青年工程师创新工作室。"),
        Paragraph(f"{claims.recommender}（盖章）"),
        Paragraph(full(form.apply_date)),
    )


def _cover(form: Form, claims: Claims) -> Paper:
    return (
        Title(STUDIO_TITLE),
        Paragraph(f"工作室名称：{form.name}"),
        Paragraph(f"依托单位：{form.host.name}（盖章）"),
        Paragraph(f"负责人：{form.leader.name}"),
        Paragraph(f"推荐单位：{claims.recommender}（盖章）"),
        Paragraph(f"申报日期：{full(form.apply_date)}"),
    )


def _count(form: Form, claims: Claims) -> int:
    return claims.stated_count or len(form.members)


def _grid(head: Row, rows: tuple[tuple[str, ...], ...], widths: tuple[float, ...]) -> Paper:
    """A table, or 无 where there is nothing to list."""
    return (Grid((head, *rows), widths),) if rows else (Paragraph("无"),)


def _listed(claims: Claims) -> str:
    return "；".join(f"{kind}：{what or '无'}" for kind, what in claims.facilities.items()) + "。"


def _plan(claims: Claims) -> Paper:
    topic = (Paragraph(f"（1）攻关课题：{claims.topic}。"),) if claims.topic else ()
    goal = (Paragraph(f"（2）创新目标：{claims.goal}。"),) if claims.goal else ()
    held = (Paragraph(f"攻关活动：{'，'.join(claims.held)}。"),) if claims.held else ()
    return (*topic, *goal, *held)


def _owned(form: Form, claims: Claims) -> tuple[tuple[str, ...], ...]:
    return tuple((*row, claims.owner or form.host.name) for row in claims.patents)
