"""台账 of a station: visited enterprises, or their needs. Only its kind, text and cells are scored here."""

from __future__ import annotations

from random import Random

from corpora.blocks import Grid, Paper, Row, Title
from corpora.labelled.cast import DISTRICTS, host, some_day
from corpora.labelled.facts import Fact, Facts, day, said

NAME = "ledger"
KINDS = frozenset({"ledger", "enterprise_ledger", "need_ledger"})
_NEEDS = ("密封件寿命预测", "边缘网关接入", "粉体输送节能", "样机中试放大", "冷链温控追溯", "关键零部件国产替代")


def known(random: Random) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for at in range(random.randint(8, 15)):
        owner = host(random)
        facts |= {
            f"rows[{at}].name": said(owner.name),
            f"rows[{at}].uscc": said(owner.uscc),
            f"rows[{at}].district": said(random.choice(DISTRICTS)),
            f"rows[{at}].date": day(some_day(random), "{0:%Y-%m-%d}"),
            f"rows[{at}].need": said(random.choice(_NEEDS)),
            f"rows[{at}].has": said(random.choice(("是", "否"))),
        }
    return facts


def _rows(f: Facts, names: tuple[str, ...]) -> list[Row]:
    count = sum(path.endswith(".name") for path in f.known)
    return [(str(at + 1), *(f.known[f"rows[{at}].{name}"].text for name in names)) for at in range(count)]


def enterprises(f: Facts) -> Paper:
    head: Row = ("序号", "企业名称", "统一社会信用代码", "所在区", "是否建有科协", "走访时间")
    rows = _rows(f, ("name", "uscc", "district", "has", "date"))
    return (Title("联系服务企业台账", 16), Grid((head, *rows), (0.5, 2.2, 2, 0.9, 0.9, 1.2), 1))


def needs(f: Facts) -> Paper:
    head: Row = ("编号", "企业名称", "需求内容", "征集日期")
    return (Title("企业需求台账", 16), Grid((head, *_rows(f, ("name", "need", "date"))), (0.5, 2.2, 2.4, 1.2), 1))


LAYOUTS = {"enterprises": enterprises, "needs": needs}
