"""The stations of the district: one breach each, what must be found of it, and which rows fail along with it."""

# ruff: noqa: E501  rows of tables

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from corpora.district.station import END, Station, closing
from corpora.district.submission import Submission
from corpora.packet import expect

SHARED = "25112000000987654321"
A, B, U = ("A", "昌平区"), ("B", "房山区"), ("IUR", "海淀区")
_MEALS = (("*餐饮服务*餐费", date(2025, 6, 3), "800"),)

BREACHES: tuple[tuple[str, tuple[str, str], dict[str, object], tuple[str, ...], tuple[str, ...]], ...] = (
    ("企业少", A, {"less": {"firms": 42, "key": 33}}, ("ZD-07.A1=fail",), ("ZD-12.2",)),
    ("科协少", A, {"less": {"associations": 0.25}}, ("ZD-07.A2=fail",), ()),
    ("重点少", A, {"less": {"key": 24}}, ("ZD-07.A3=fail",), ()),
    ("专精特新少", A, {"less": {"special": 6}}, ("ZD-07.A4=fail",), ()),
    ("成果少", A, {"less": {"results": 3}}, ("ZD-07.A5=fail",), ()),
    ("需求少", A, {"less": {"needs": 14}}, ("ZD-07.A6=fail",), ("ZD-12.2",)),
    ("专家少", A, {"less": {"experts": 12}}, ("ZD-07.A7=fail",), ("ZD-12.2",)),
    ("需求报告短", A, {"short": ("企业需求分析报告",)}, ("ZD-07.A8=fail",), ()),
    ("模式报告短", A, {"short": ("专家服务企业典型模式报告",)}, ("ZD-07.A9=fail",), ()),
    ("活动少", A, {"less": {"events": 2}}, ("ZD-07.1c=fail|review",), ("ZD-12.2",)),
    ("新闻少", A, {"less": {"news": 2}}, ("ZD-07.1d=fail",), ("ZD-12.2",)),
    ("网站新闻少", A, {"less": {"own_news": 0}}, ("ZD-07.1e=fail",), ()),
    ("合作少", A, {"less": {"cooperations": 1}}, ("ZD-07.1f=fail",), ()),
    ("无总结", A, {"without": ("summary",)}, ("ZD-07.1g=fail", "ZD-12.3=fail"), ("ZD-12.2", "ZD-09")),
    ("无决算", A, {"without": ("settlement",)}, ("ZD-12.4=fail",), ()),
    ("B企业少", B, {"less": {"firms": 33, "key": 23}}, ("ZD-07.B1=fail",), ("ZD-12.2",)),
    ("B科协少", B, {"less": {"associations": 0.2}}, ("ZD-07.B2=fail",), ()),
    ("B重点少", B, {"less": {"key": 12}}, ("ZD-07.B3=fail",), ()),
    ("B专精特新少", B, {"less": {"special": 3}}, ("ZD-07.B4=fail",), ()),
    ("B成果少", B, {"less": {"results": 1}}, ("ZD-07.B5=fail",), ()),
    ("B需求少", B, {"less": {"needs": 22}}, ("ZD-07.B6=fail",), ("ZD-12.2",)),
    ("B专家少", B, {"less": {"experts": 9}}, ("ZD-07.B7=fail",), ("ZD-12.2",)),
    ("B报告短", B, {"short": ("区域企业发展报告",)}, ("ZD-07.B8=fail",), ()),
    ("产学研成果少", U, {"less": {"university": 20}}, ("ZD-08.2=fail",), ()),
    ("产学研企业少", U, {"less": {"firms": 7, "key": 4}}, ("ZD-08.3=fail",), ("ZD-12.2",)),
    ("产学研专家少", U, {"less": {"experts": 20}}, ("ZD-08.4=fail",), ("ZD-12.2",)),
    ("产学研报告短", U, {"short": ("产学研工作模式报告",)}, ("ZD-08.5=fail",), ()),
    ("票据一", B, {"bills": (*_MEALS, ("*办公设备*打印机", date(2025, 6, 9), "1800"))}, ("ZD-17.2d=fail", "ZD-17.3=fail|review"), ("ZD-14.3", "V.15")),
    ("票据二", B, {"bills": (("*其他*违章罚款", date(2025, 5, 6), "200"), ("*纸制品*复印纸", date(2025, 6, 6), "300"))}, ("ZD-17.5=fail", "ZD-17.2a=fail|review"), ("ZD-14.3",)),
    ("期后开票", B, {"bills": (("*会展服务*布展费", END.replace(month=12, day=5), "900"),)}, ("V.07=fail", "ZD-15.3=fail"), ("ZD-14.3",)),
    ("他人发票", B, {"stranger": True}, ("V.05=fail",), ("ZD-14.3", "V.06", "X.06")),
    ("合计不符", B, {"off": Decimal(10)}, ("V.04=fail|review",), ("ZD-14.3",)),
    ("重复发票甲", A, {"shared_bill": SHARED}, ("R.01=fail",), ("ZD-14.3",)),
    ("重复发票乙", B, {"shared_bill": SHARED}, ("R.01=fail",), ("ZD-14.3",)),
    ("科目外", B, {"categories": (("活动实施费", 60000, 60000), ("培训费", 40000, 40000))}, ("ZD-16.0=fail",), ()),
    ("机关劳务", B, {"payee": ("北京市某某区人民政府办公室", "处长")}, ("ZD-16.2b=fail", "P.05=fail"), ()),
)  # fmt: skip


def stations(seed: int) -> Iterator[Submission]:
    for name, (kind, district), change, expected, also in BREACHES:
        station = Station(name, kind, district, str(seed), **change)  # type: ignore[arg-type]
        yield Submission(f"站-{name}", "station", partial(closing, station), expect(*expected), also)
