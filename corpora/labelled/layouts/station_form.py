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


LAYOUTS = {"grid": grid, "pairs": pairs}
