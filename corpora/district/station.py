"""A station as a few facts: who it is, what it did, what it spent, and in what its papers are wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from stdnum.cn import uscc

from corpora.people import Person, team

START, END = date(2025, 3, 1), date(2025, 11, 30)
GRANTS = {"A": 150000, "B": 100000, "IUR": 50000}
CLASSES = {"A": "A类工作站点", "B": "B类工作站点", "IUR": "产学研合作站点"}
NEEDED = {
    "A": {"firms": 55, "key": 33, "special": 12, "results": 6, "needs": 24, "experts": 24},
    "B": {"firms": 44, "key": 23, "special": 7, "results": 4, "needs": 33, "experts": 18},
    "IUR": {"firms": 12, "key": 4, "special": 2, "results": 2, "needs": 5, "experts": 33},
}
COMMON = {"events": 5, "news": 5, "own_news": 3, "cooperations": 3, "university": 32}
# Multiples of 1060 have a net and a tax at 6 per cent without fractions of a cent.
SPENDING = {
    "A": {"咨询费": 13400, "劳务费": 20000, "活动实施费": 74200, "会议费": 31800, "其他费用": 10600},
    "B": {"咨询费": 9800, "劳务费": 16000, "活动实施费": 42400, "会议费": 21200, "其他费用": 10600},
    "IUR": {"咨询费": 8200, "劳务费": 10000, "活动实施费": 15900, "会议费": 10600, "其他费用": 5300},
}
REPORTS = {"A": (("企业需求分析报告", 2000), ("专家服务企业典型模式报告", 3000)),
           "B": (("区域企业发展报告", 2000),), "IUR": (("产学研工作模式报告", 2000),)}  # fmt: skip
BRAND_ONE = "澄朔砺岚云启映栖禾霁松柏砚清越瀚恒景曜沐"
BRAND_TWO = "川石原栈湖渡秋屿桥序远辰博航源睿锋宇衡泽"


@dataclass(frozen=True, slots=True)
class Extra:
    """An invoice beside the sound ones: what for, when, how much without tax; `remark` as printed."""

    item: str
    day: date
    net: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """`spent` and `planned` override a category's sum (settlement; agreement and budget column); `bills` stand beside
    the sound invoices, `off` is added to one's printed total; `paid` overrides the day on which a category's invoice
    was paid, `billed` its sum."""

    spent: Mapping[str, int] = field(default_factory=dict)
    planned: Mapping[str, int] = field(default_factory=dict)
    bills: tuple[Extra, ...] = ()
    off: Decimal = Decimal(0)
    stranger: bool = False
    shared_bill: str = ""
    paid: Mapping[str, date] = field(default_factory=dict)
    billed: Mapping[str, int] = field(default_factory=dict)
    own_consultant: bool = False
    labourer: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Station:
    """`less` overrides the numbers of NEEDED and COMMON, and associations (a share) and shown_events (those with
    papers). `without` leaves papers or parts out, `short` reports are below their least length, `says` are the words
    of a paper's field, `layout` is one of two."""

    name: str
    kind: str
    district: str
    seed: str
    less: Mapping[str, float] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)
    money: Money = Money()
    late_news: int = 2
    layout: int = 0
    borrowed: str = ""

    def drawn(self, what: str) -> Random:
        """Chance of its own for each purpose: one change moves nothing else."""
        return Random(f"{self.seed}-{self.name}-{what}")

    @property
    def host(self) -> str:
        brand = self.drawn("host")
        core = brand.choice(BRAND_ONE) + brand.choice(BRAND_TWO) + brand.choice(BRAND_ONE)
        own = f"北京{core}大学" if self.kind == "IUR" else f"北京{core}产业促进会"
        return self.says.get("host", own)

    @property
    def code(self) -> str:
        body = self.says.get("code", ("12" if self.kind == "IUR" else "51") + "110000") + "MJ0"
        chance = self.drawn("code")
        body += "".join(chance.choice("0123456789ABCDEFGH") for _ in range(6))
        return body + str(uscc.calc_check_digit(body + "0"))

    @property
    def people(self) -> list[Person]:
        """The leader and the contact."""
        return team(self.drawn("team"), [date(1984, 3, 5), date(1990, 7, 8)])

    def number(self, what: str) -> int:
        return int(self.less.get(what, {**COMMON, **NEEDED[self.kind]}[what]))

    def spent(self) -> dict[str, int]:
        return _some({**SPENDING[self.kind], **self.money.spent})

    def planned(self) -> dict[str, int]:
        return _some({**SPENDING[self.kind], **self.money.planned})

    def days(self) -> list[tuple[date, str]]:
        """Its events."""
        return [
            (START + timedelta(days=30 + 35 * at), f"{self.district}{_EVENTS[at]}")
            for at in range(self.number("events"))
        ]


_EVENTS = ("企业需求征集会", "供需对接会", "科技成果发布会", "成果路演会", "需求对接会", "专场对接会")


def _some(sums: Mapping[str, int]) -> dict[str, int]:
    """Those that are not nothing."""
    return {name: amount for name, amount in sums.items() if amount}
