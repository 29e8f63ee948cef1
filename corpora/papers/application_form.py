"""申报书: a form of ruled tables, the same with other labels and order, and prose without any table."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from corpora.blocks import Cell, Grid, Heading, PageBreak, Paper, Paragraph, Row, Title
from corpora.people import Organisation, Person

STUDIO_TITLE = "北京优秀青年工程师创新工作室申报书"
STATION_TITLE = "“千人进千企”科创公共服务工作站点申报书"


@dataclass(frozen=True, slots=True)
class Form:
    """What the form says. `born` and `stated_age` are printed as given; an empty text leaves the field blank."""

    leader: Person
    members: tuple[Person, ...]
    host: Organisation
    apply_date: date
    born: str
    stated_age: str = ""
    id_number: str = ""
    gender: str = ""
    name: str = "澄源测控创新工作室"
    district: str = "昌平区"
    extra: dict[str, str] = field(default_factory=dict)


def month(day: date) -> str:
    return f"{day.year}年{day.month:02d}月"


def full(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def table_form(form: Form) -> Paper:
    """Cover, then one ruled table for each section; a label stands left of its value."""
    leader = form.leader
    basics: tuple[Row, ...] = (
        ("工作室名称", Cell(form.name, 3)),
        ("依托单位", form.host.name, "单位性质", "企业"),
        ("统一社会信用代码", form.host.uscc, "所在区", form.district),
        ("单位地址", Cell(form.host.address, 3)),
        ("团队人数", f"{len(form.members)}人", "成立时间", "2021年3月16日"),
        ("研究方向", "工业传感与智能测控", "所属产业", "智能制造与装备"),
    )
    person: list[Row] = [
        ("姓名", leader.name, "性别", form.gender or leader.gender, "民族", "汉族"),
        ("国籍", "中国", "出生年月", form.born, "学历学位", f"研究生/{leader.degree}"),
        ("证件类型", "居民身份证", "证件号码", Cell(form.id_number, 3)),
        ("职称", leader.title, "手机", "13900000000", "职务", "研发部部长"),
    ]
    if form.stated_age:
        person.append(("年龄", form.stated_age, "工作单位", Cell(form.host.name, 3)))
    return (
        *_cover(form),
        Heading("一、团队基本信息"),
        Grid(basics, (1.2, 2, 1, 2)),
        Heading("二、团队负责人"),
        Grid(tuple(person), (1, 1.3, 1, 1.3, 1, 1.5)),
        Heading("三、团队成员名单"),
        member_grid(form.members),
        *_rest(form),
    )


def reordered_form(form: Form) -> Paper:
    """The leader first, other wordings of the labels, values below their labels, the day of birth."""
    leader = form.leader
    below: tuple[Row, ...] = (
        ("负责人姓名", "出生日期", "性别", "公民身份号码"),
        (leader.name, form.born, form.gender or leader.gender, form.id_number),
        ("专业技术职务", "学位", "人事关系所在单位", "年龄"),
        (leader.title, leader.degree, form.host.name, form.stated_age),
    )
    host: tuple[Row, ...] = (
        ("依托单位（全称）", form.host.name),
        ("信用代码", form.host.uscc),
        ("通讯地址", form.host.address),
        ("团队名称", form.name),
    )
    return (
        Title(STUDIO_TITLE),
        Heading("一、负责人基本情况"),
        Grid(below, (1, 1, 1, 1.6)),
        Heading("二、申报单位情况"),
        Grid(host, (1, 3)),
        Heading("三、团队成员"),
        member_grid(form.members, with_ids=True),
        Paragraph(f"填报日期：{full(form.apply_date)}"),
    )


def prose_form(form: Form) -> Paper:
    """No table: facts in labelled lines and sentences."""
    leader = form.leader
    gender = form.gender or leader.gender
    said = [f"团队负责人：{leader.name}，{gender}，{form.born}出生"]
    said += [f"现年{form.stated_age}"] if form.stated_age else []
    said += [f"身份证号{form.id_number}"] if form.id_number else []
    others = "；".join(
        f"{p.name}，{p.gender}，{month(p.born)}出生，{p.title}，负责{p.duty}" for p in form.members[1:]
    )
    return (
        Title(STUDIO_TITLE),
        Paragraph(f"工作室名称：{form.name}"),
        Paragraph(f"依托单位：{form.host.name}"),
        Paragraph(f"统一社会信用代码：{form.host.uscc}"),
        Heading("一、负责人"),
        Paragraph(f"{'，'.join(said)}，{leader.degree}，{leader.title}，现任{form.host.name}研发部部长，中国国籍。"),
        Heading("二、团队"),
        Paragraph(f"团队现有成员{len(form.members)}人。除负责人外，其他成员为：{others}。"),
        Paragraph(f"申报日期：{full(form.apply_date)}"),
    )


def station_form(form: Form, station_class: str) -> Paper:
    """The station's application, `station_class` A类, B类 or 产学研."""
    basics: tuple[Row, ...] = (
        ("站点名称", Cell(f"{form.district}科创公共服务工作站点", 3)),
        ("申报单位", form.host.name, "统一社会信用代码", form.host.uscc),
        ("所在区", form.district, "站点类别", station_class),
        ("项目负责人", form.leader.name, "职称", form.leader.title),
        ("性别", form.gender or form.leader.gender, "出生年月", form.born),
        ("身份证号", Cell(form.id_number, 3)),
    )
    return (
        Title(STATION_TITLE),
        Heading("一、基本情况"),
        Grid(basics, (1, 2, 1.2, 2)),
        Paragraph(f"申报日期：{full(form.apply_date)}"),
    )


def member_grid(members: tuple[Person, ...], *, with_ids: bool = False, repeat: int = 0) -> Grid:
    if with_ids:
        head: Row = ("序号", "姓名", "性别", "出生日期", "身份证号", "职称", "分工")
        rows = [
            (str(n), p.name, p.gender, f"{p.born:%Y-%m-%d}", p.id_number, p.title, p.duty)
            for n, p in enumerate(members, 1)
        ]
        return Grid((head, *rows), (0.6, 1, 0.6, 1.4, 2.4, 1.4, 1.5), repeat)
    head = ("序号", "姓名", "性别", "出生年月", "职称", "学位", "专业", "分工")
    lines = [
        (str(n), p.name, p.gender, month(p.born), p.title, p.degree, p.major, p.duty)
        for n, p in enumerate(members, 1)
    ]
    return Grid((head, *lines), (0.6, 1, 0.6, 1.3, 1.3, 0.8, 1.2, 1.6), repeat)


def in_words(member: Person) -> str:
    return f"{member.name}，{member.gender}，{month(member.born)}出生，{member.title}，负责{member.duty}"


def _cover(form: Form) -> Paper:
    return (
        Title("北京优秀青年工程师创新工作室"),
        Title("申 报 书"),
        Paragraph(f"工作室名称：{form.name}"),
        Paragraph(f"依托单位：{form.host.name}（盖章）"),
        Paragraph(f"负 责 人：{form.leader.name}"),
        Paragraph("推荐单位：北京市昌平区科学技术协会（盖章）"),
        Paragraph(f"申报日期：{full(form.apply_date)}"),
        PageBreak(),
    )


def _rest(form: Form) -> Paper:
    expert: Row = ("钟离岳", "中国工程院院士、教授", "京畿工程大学", "精密测量", "指导科研和生产")
    return (
        Heading("四、指导专家"),
        Grid((("姓名", "职称/称号", "工作单位", "专业领域", "指导内容"), expert), (1, 1.6, 1.4, 1.2, 1.6)),
        Heading("五、条件保障"),
        Paragraph(f"固定场所位于{form.host.address}，面积120平方米，设学习研讨区、创新实践区和成果荣誉展示区。"),
    )
