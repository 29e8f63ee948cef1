"""A studio's funded year in numbers: who they are, what was granted and spent, and what one breach changes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from random import Random

from corpora.district.invoice_xml import SELLER, Bill
from corpora.district.studio_people import of_its_own
from corpora.packets.studio import form_of
from corpora.papers.application_form import Form
from corpora.people import Person

START, END = date(2024, 7, 1), date(2025, 6, 10)
CENTRE = "北京市科学技术协会创新服务中心"
WORDING = "北京优秀青年工程师创新工作室"
PLANNED = (("咨询费", 12000), ("劳务费", 8000), ("培训费", 10600), ("科研业务费", 10600), ("其他费用", 8800))
GRANT = sum(amount for _, amount in PLANNED)


@dataclass(frozen=True, slots=True)
class Spent:
    """An invoice handed in: what it is for, without tax; `under` the category it is claimed under.

    `pdf`: a PDF instead of the XML (`sound`, `qr` with another sum in its code, `bare` without title
    and code), or beside it (`other`, another
    sum than the XML's).
    """

    item: str
    net: str
    under: str = "其他费用"
    remark: str = ""
    day: date = date(2025, 3, 12)
    off: str = "0"
    claimed_more: int = 0
    stranger: bool = False
    number: str = ""
    pdf: str = ""
    seller: tuple[str, str] = SELLER


@dataclass(frozen=True, slots=True)
class Ride:
    """A railway ticket within the year."""

    traveller: str
    number: str
    day: date = date(2025, 4, 16)


@dataclass(frozen=True, slots=True)
class Paid:
    """A row of a payment table; an empty text leaves the cell blank, an empty `tax` is the right one."""

    name: str
    employer: str
    role: str = "专家"
    gross: int = 4000
    tax: str = ""
    title: str = "教授级高级工程师"
    serial: int = 11


CONSULTED = (
    Paid("钟离岳", "京畿工程大学"),
    Paid("闻人照", "京畿工程大学", serial=13),
    Paid("司空澈", "燕南理工大学", serial=15),
)
HELPED = tuple(
    Paid(name, "北京临川人力科技有限公司", "临时聘用人员", 2000, title="助理", serial=21 + at * 2)
    for at, name in enumerate(("公良宁", "漆雕恒", "乐正言", "壤驷朗"))
)
OTHER = Spent("*生产生活服务*北京市内交通费", "8301.89", remark="项目组往返试验现场的市内交通")


@dataclass(frozen=True, slots=True)
class Year:
    """`bills` come beside the sound ones; `papers` replaces the words of single papers by their names in
    `corpora.district.studio_papers`."""

    name: str
    seed: int
    bills: tuple[Spent, ...] = ()
    rides: tuple[Ride, ...] = ()
    receipt: bool = False
    other: Spent = OTHER
    consulted: tuple[Paid, ...] = CONSULTED
    helped: tuple[Paid, ...] = HELPED
    categories: tuple[tuple[str, int], ...] = ()
    papers: Mapping[str, str] = field(default_factory=dict)
    broken_id: bool = False

    @property
    def form(self) -> Form:
        """The team and its host; nobody has the identity number of somebody else's team."""
        return of_its_own(form_of(self.seed)[0], self.seed)

    @property
    def members(self) -> tuple[Person, ...]:
        first, *others = self.form.members
        return (first, *(replace(one, broken_id=self.broken_id and at == 0) for at, one in enumerate(others)))

    def said(self, what: str, usual: str) -> str:
        return self.papers.get(what, usual)

    @property
    def settled(self) -> tuple[tuple[str, int], ...]:
        return self.categories or PLANNED

    def spent(self) -> tuple[Spent, ...]:
        trained = Spent("*非学历教育服务*技术培训费", "10000", "培训费", f"参加人：{self.form.members[1].name}")
        tested = Spent("*鉴证咨询服务*检测费", "10000", "科研业务费", "样机性能检测")
        return (trained, tested, self.other, *self.bills)

    def vouchers(self) -> list[tuple[Spent, Bill]]:
        random = Random(f"{self.seed}-{self.name}-bills")
        serial = random.randrange(10**9)
        host = (self.form.host.name, self.form.host.uscc)
        other = ("北京岚启装备科技有限公司", "91110114MA0ABCDE1X")
        return [
            (
                one,
                Bill(
                    one.number or f"{one.day:%y}112000000{(serial + at * 977) % 10**9:09d}",
                    one.day,
                    one.item,
                    Decimal(one.net),
                    other if one.stranger else host,
                    Decimal(one.off),
                    one.remark,
                    one.seller,
                ),
            )
            for at, one in enumerate(self.spent())
        ]
