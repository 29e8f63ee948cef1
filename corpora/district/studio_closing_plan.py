"""What is broken in each studio's closing papers, and the rows that must say so.

A row of `CLOSINGS`: name, what changes of the sound year, the planted rows (`:quote` is what must be shown), and the
rows that fail because of it. QC-06.3.4 fails with every fail of the money, so that it is planted once and follows
elsewhere.
"""

# ruff: noqa: E501  rows of tables

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from corpora.district.studio_doubts import DOUBTS
from corpora.district.studio_papers import closing
from corpora.district.studio_people import given_name
from corpora.district.studio_year import CONSULTED, HELPED, OTHER, PLANNED, Paid, Spent, Year
from corpora.district.submission import Submission
from corpora.packet import expect

MONEY = ("QC-06.3.4",)
SHARED = "25112000000987123456"
_OFFICE = replace(HELPED[0], employer="北京市某某区人民政府办公室", role="专家", title="处长")

Row = tuple[str, Mapping[str, Any], tuple[str, ...], tuple[str, ...]]
CLOSINGS: tuple[Row, ...] = (
    ("科目外", {"categories": (*PLANNED[:3], ("会议费", 10600), PLANNED[4])}, ("QC-07.1.0=fail:会议费", "QC-06.3.4=fail:QC-07.1.0"), ()),
    ("咨询本单位", {"consulted": (replace(CONSULTED[0], employer="@host"), *CONSULTED[1:])}, ("QC-07.1.1b=fail:钟离", "P.05=fail:钟离"), MONEY),
    ("机关劳务", {"helped": (_OFFICE, *HELPED[1:])}, ("QC-07.1.2b=fail:人民政府办公室", "P.05=fail:公良"), MONEY),
    ("其他缺凭证", {"other": replace(OTHER, net="3000")}, ("QC-07.1.5b=fail:缺少",), ()),
    ("体检费", {"bills": (Spent("*医疗服务*员工体检费", "900"),)}, ("QC-07.2.1=fail:体检费",), MONEY),
    ("罚款", {"bills": (Spent("*其他*违章罚款", "200"),)}, ("QC-07.2.2=fail:罚款",), MONEY),
    ("接待", {"bills": (Spent("*餐饮服务*餐费", "700", remark="来宾接待"),)}, ("QC-07.2.3=fail:餐费",), MONEY),
    ("打印机", {"bills": (Spent("*计算机外部设备*激光打印机", "1800"),)}, ("QC-07.2.4=fail:打印机",), MONEY),
    ("拨款他处", {"papers": {"holder": "北京霁川孵化器管理有限公司"}}, ("QC-08.2=fail:霁川孵化器",), ()),
    ("无字样", {"papers": {"wording": ""}}, ("QC-10.1=fail:在线校准技术沙龙",), ()),
    ("错字样", {"papers": {"wording": "北京优秀青年工程是创新工作室"}}, ("QC-10.3=fail:工程是", "QC-10.1=review:工程是"), ()),
    ("多报", {"bills": (Spent("*印刷品*资料印刷", "600", "科研业务费", claimed_more=300),)}, ("V.16=fail:936",), MONEY),
    ("证号错", {"broken_id": True}, ("X.01=fail:校验码不符",), ()),
    ("票额不符", {"bills": (Spent("*印刷品*资料印刷", "600", "科研业务费", off="10"),)}, ("V.04=fail:636",), MONEY),
    ("他人抬头", {"bills": (Spent("*印刷品*资料印刷", "600", "科研业务费", stranger=True),)}, ("V.05=fail:岚启",), MONEY),
    ("未来日期", {"bills": (Spent("*印刷品*资料印刷", "600", "科研业务费", day=date(2025, 7, 20)),)}, ("V.07=fail:2025-07-20",), MONEY),
    ("同票甲", {"bills": (Spent("*印刷品*资料印刷", "600", "科研业务费", number=SHARED),)}, ("R.01=fail:" + SHARED,), ()),
    ("同票乙", {"bills": (Spent("*印刷品*资料印刷", "600", "科研业务费", number=SHARED),)}, ("R.01=fail:" + SHARED,), ()),
)  # fmt: skip


def closings(seed: int) -> Iterator[Submission]:
    """The sound year twice, then each breach."""
    for number in (1, 2):
        made = _own(Year("合格", seed * 1000 + 400 + number))
        yield Submission(f"青结-合格{number}", "studio", partial(closing, made))
    for number, (name, change, expected, also) in enumerate((*CLOSINGS, *DOUBTS)):
        made = _own(Year(name, seed * 1000 + 410 + number, **change))
        yield Submission(f"青结-{name}", "studio", partial(closing, made), expect(*expected), also)


def _own(year: Year) -> Year:
    return replace(year, consulted=_named(year, year.consulted), helped=_named(year, year.helped))


def _named(year: Year, rows: tuple[Paid, ...]) -> tuple[Paid, ...]:
    """Payees of this year alone; `@host` is the year's own host, `@member` one of its team."""
    own = {"@host": year.form.host.name, "@member": year.form.members[1].name}
    return tuple(
        replace(
            one,
            name=own.get(one.name) or given_name(one.name, year.seed),
            employer=own.get(one.employer, one.employer),
            serial=(one.serial + year.seed * 6) % 900,
        )
        for one in rows
    )
