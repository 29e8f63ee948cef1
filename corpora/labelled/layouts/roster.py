"""成员名册: ruled, with identity numbers, ruled between rows only, its title inside the table."""

from __future__ import annotations

from random import Random

from corpora.blocks import Cell, Grid, Paper, Paragraph, Row, Title
from corpora.labelled.cast import people, person
from corpora.labelled.facts import Fact, Facts, number, said

NAME = "roster"
KINDS = frozenset({"roster"})


def known(random: Random) -> dict[str, Fact]:
    crowd = people(random, random.randint(8, 20))
    facts = {
        "team_name": said(random.choice(("澄源测控", "云栈传感", "砺原装备")) + "创新工作室"),
        "stated_count": number(len(crowd), "人"),
    }
    for at, member in enumerate(crowd):
        facts |= person(f"members[{at}].", member, day_of_birth=False)
    return facts


def _rows(f: Facts, names: tuple[str, ...]) -> list[Row]:
    count = sum(path.startswith("members[") and path.endswith(".name") for path in f.known)
    return [(str(at + 1), *(f(f"members[{at}].{name}") for name in names)) for at in range(count)]


def _heading(f: Facts) -> Paper:
    return (Title("团队成员名册"), Paragraph(f"工作室名称：{f('team_name')}　　人数：{f('stated_count')}"))


def ruled(f: Facts) -> Paper:
    names = ("name", "gender", "birth_date", "professional_title", "degree", "major", "role_division")
    head: Row = ("序号", "姓名", "性别", "出生年月", "职称", "学位", "专业", "分工")
    return (*_heading(f), Grid((head, *_rows(f, names)), (0.6, 1, 0.6, 1.4, 1.3, 0.7, 1.1, 1.7), 1))


def with_numbers(f: Facts) -> Paper:
    names = ("name", "gender", "birth_date", "id_number", "professional_title")
    head: Row = ("序号", "姓名", "性别", "出生年月", "身份证号", "职称")
    return (*_heading(f), Grid((head, *_rows(f, names)), (0.6, 1, 0.6, 1.4, 2.4, 1.5), 1))


def rows_only(f: Facts) -> Paper:
    names = ("name", "birth_date", "professional_title", "major")
    head: Row = ("编号", "成员姓名", "出生年月", "专业技术职务", "所学专业")
    return (*_heading(f), Grid((head, *_rows(f, names)), (0.6, 1, 1.4, 1.5, 1.5), 1, "rows"))


def titled_inside(f: Facts) -> Paper:
    names = ("name", "id_number", "gender", "professional_title", "role_division")
    head: Row = ("序号", "姓名", "身份证号码", "性别", "技术职称", "团队分工")
    title: Row = (Cell(f"{f.known['team_name'].text}成员花名册", 6),)  # no label says that it is the team's name
    return (Grid((title, head, *_rows(f, names)), (0.6, 1, 2.4, 0.6, 1.4, 1.8), 2),)


LAYOUTS = {"ruled": ruled, "with_numbers": with_numbers, "rows_only": rows_only, "titled_inside": titled_inside}
