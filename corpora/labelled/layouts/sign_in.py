"""签到表 of an activity: a grid whose last column people sign, or two columns side by side."""

from __future__ import annotations

from random import Random

from corpora.blocks import Grid, Paper, Paragraph, Row, Title
from corpora.labelled.cast import host, people, some_day
from corpora.labelled.facts import Fact, Facts, day, said

NAME = "sign_in"
KINDS = frozenset({"activity", "sign_in"})


def known(random: Random) -> dict[str, Fact]:
    title = random.choice(("在线校准技术沙龙", "企业需求对接会", "科技成果路演会"))
    facts = {
        "kind": Fact("签到表", "sign_in"),
        "title": said(f"{title}签到表"),
        "date": day(some_day(random)),
        "place": said(f"北京市昌平区科萃西街{random.randint(5, 90)}号院6号楼三层会议室"),
    }
    for at, who in enumerate(people(random, random.randint(8, 14))):
        facts |= {
            f"who[{at}]": said(who.name),
            f"where[{at}]": said(host(random).name),
            f"rank[{at}]": said(who.title),
        }
    return facts


def _everybody(f: Facts) -> list[tuple[str, str, str]]:
    count = sum(path.startswith("who[") for path in f.known)
    known = f.known
    return [(known[f"who[{at}]"].text, known[f"where[{at}]"].text, known[f"rank[{at}]"].text) for at in range(count)]


def _heading(f: Facts) -> Paper:
    f("kind")
    return (Title(f("title"), 18), Paragraph(f"时间：{f('date')}"), Paragraph(f"地点：{f('place')}"))


def grid(f: Facts) -> Paper:
    rows: list[Row] = [(str(n), who, where, rank, "") for n, (who, where, rank) in enumerate(_everybody(f), 1)]
    return (*_heading(f), Grid((("序号", "姓名", "单位", "职称", "签字"), *rows), (0.5, 1, 2.4, 1.3, 1.2)))


def two_columns(f: Facts) -> Paper:
    names = [who for who, _, _ in _everybody(f)]
    half = -(-len(names) // 2)
    padded = [*names, ""][: 2 * half] if len(names) % 2 else names
    rows: list[Row] = [(padded[at], "", padded[at + half], "") for at in range(half)]
    return (*_heading(f), Grid((("姓名", "签到", "姓名", "签到"), *rows), (1, 1.4, 1, 1.4)))


LAYOUTS = {"grid": grid, "two_columns": two_columns}
