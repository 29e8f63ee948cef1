"""申报书 of a station: one grid, or pairs of labels and values without section titles."""

from __future__ import annotations

from random import Random

from corpora.blocks import Cell, Grid, Heading, Paper, Paragraph, Row, Stamped, Title
from corpora.labelled.cast import DISTRICTS, host, people, person, some_day
from corpora.labelled.facts import Fact, Facts, day, said

NAME = "station_form"
KINDS = frozenset({"application_form"})
TITLE = "“千人进千企”科创公共服务工作站点申报书"


def known(random: Random) -> dict[str, Fact]:
    owner = host(random)
    district = random.choice(DISTRICTS)
    return person("leader.", people(random, 1)[0]) | {
        "team_name": said(f"{district}科创公共服务工作站点"),
        "host_org": said(owner.name),
        "uscc": said(owner.uscc),
        "district": said(district),
        "station_class": said(random.choice(("A类", "B类"))),
        "apply_date": day(some_day(random)),
        "leader.phone": said(f"1380000{random.randrange(10000):04d}"),
    }


def grid(f: Facts) -> Paper:
    rows: tuple[Row, ...] = (
        ("站点名称", Cell(f("team_name"), 3)),
        ("申报单位", f("host_org"), "统一社会信用代码", f("uscc")),
        ("所在区", f("district"), "站点类别", f("station_class")),
        ("项目负责人", f("leader.name"), "职称", f("leader.professional_title")),
        ("性别", f("leader.gender"), "出生年月", f("leader.birth_date")),
        ("身份证号", Cell(f("leader.id_number"), 3)),
    )
    return (
        Title(TITLE, 18),
        Heading("一、基本情况"),
        Grid(rows, (1, 2, 1.2, 2)),
        Paragraph(f"申报日期：{f('apply_date')}"),
        Stamped("申报单位（盖章）", seal=f("host_org")),
    )


def pairs(f: Facts) -> Paper:
    rows: tuple[Row, ...] = (
        ("工作站点名称", f("team_name")),
        ("依托单位", f("host_org")),
        ("信用代码", f("uscc")),
        ("站点类型", f("station_class")),
        ("项目负责人姓名", f("leader.name")),
        ("出生年月", f("leader.birth_date")),
        ("手机号码", f("leader.phone")),
        ("填报时间", f("apply_date")),
    )
    return (Title(TITLE, 17), Grid(rows, (1, 2.4), ruling="rows"))


def ticked(f: Facts) -> Paper:
    """The class is a printed tick in place of its box."""
    rows: tuple[Row, ...] = (
        ("站点名称", f("team_name")),
        ("依托单位", f("host_org")),
        ("站点类别", _boxes(f, "√")),
        ("项目负责人", f("leader.name")),
        ("申报日期", f("apply_date")),
    )
    return (Title(TITLE, 18), Grid(rows, (1, 3)), Stamped("（单位公章）", seal=f("host_org")))


def ticked_lines(f: Facts) -> Paper:
    """The class is the filled box of a line."""
    return (
        Title(TITLE, 18),
        Paragraph(f"工作站点名称：{f('team_name')}"),
        Paragraph(f"申报单位：{f('host_org')}"),
        Paragraph(f"站点类别：{_boxes(f, '■')}"),
        Paragraph(f"项目负责人姓名：{f('leader.name')}"),
        Paragraph(f"申报日期：{f('apply_date')}"),
    )


def _boxes(f: Facts, tick: str) -> str:
    chosen = f("station_class")
    return "　".join(f"{tick if name == chosen else '□'}{name}" for name in ("A类", "B类", "产学研合作站点"))


LAYOUTS = {"grid": grid, "pairs": pairs, "ticked": ticked, "ticked_lines": ticked_lines}
