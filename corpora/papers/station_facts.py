"""What a fictional station has done in its year: firms, needs, results, experts, events, news, cooperations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from stdnum.cn import uscc

_FIRST = "澄砺朔岚云栈川源启明远恒拓晟瀚铭卓睿腾隽"
_SECOND = "原石信纳科锐微控博方极联创维泽智达森元光"
_TRADES = ("传感技术", "智能装备", "新材料", "生物医药", "精密仪器", "信息科技", "环境工程", "能源科技")
_SUBJECTS = ("轴承寿命评估", "薄膜应力检测", "焊缝质量判定", "电机绝缘老化", "光学镜头标定", "药液灌装精度")
_ASPECTS = ("缺少可靠的试验方法", "批量一致性不足", "需要高校团队联合攻关", "希望引进专业人才", "检测周期过长")
_SURNAMES = "秦邵岑柏苗祁闵滕宓虞靳尹甄翟阮"
_GIVEN = ("知行", "允恒", "书言", "若川", "清和", "景行", "思远", "望舒", "明澈", "予安", "嘉树", "令仪")
EVENT_KINDS = ("企业需求征集会", "技术供需对接会", "高校成果路演会", "专家与企业对接会")


@dataclass(frozen=True, slots=True)
class FirmRow:
    name: str
    code: str
    district: str
    association: bool
    key: bool
    qualification: str


@dataclass(frozen=True, slots=True)
class EventRow:
    title: str
    kind: str
    day: date
    place: str
    papers: tuple[str, ...] = ("plan", "minutes", "sign_in", "news")


@dataclass(frozen=True, slots=True)
class Facts:
    """`claims` are the numbers of the summary; what is not there is as counted."""

    station_class: str
    district: str
    firms: tuple[FirmRow, ...]
    needs: tuple[tuple[str, str], ...]
    results: tuple[tuple[str, str, str], ...]
    university_results: tuple[tuple[str, str, str], ...]
    experts: tuple[tuple[str, str, str], ...]
    events: tuple[EventRow, ...]
    news: tuple[tuple[str, str, str, date], ...]
    cooperations: tuple[tuple[str, str], ...]
    claims: dict[str, int] = field(default_factory=dict)

    def claimed(self) -> dict[str, int]:
        """What the summary states of each number."""
        counted = {
            "events": len(self.events),
            "news": len(self.news),
            "site": sum("bast.net.cn" in address for _, _, address, _ in self.news),
            "cooperations": len(self.cooperations),
            "firms": len({firm.code for firm in self.firms if firm.district in (self.district, "")}),
            "associations": len({firm.code for firm in self.firms if firm.association}),
            "keys": len({firm.code for firm in self.firms if firm.key}),
            "special": len({firm.code for firm in self.firms if firm.key and "专精特新" in firm.qualification}),
            "results": len(self.results),
            "university": len(self.university_results),
            "needs": len(self.needs),
            "experts": len(self.experts),
        }
        return {**counted, **self.claims}


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each."""

    firms: int
    associations: int
    keys: int
    special: int
    needs: int
    results: int
    experts: int
    university: int = 0
    events: int = 4
    news: int = 4
    site: int = 2
    cooperations: int = 2


SOUND = {
    "A类": Size(52, 24, 31, 11, 22, 6, 22),
    "B类": Size(42, 20, 21, 6, 31, 4, 16),
    "产学研": Size(12, 4, 0, 0, 0, 0, 32, university=31),
}


def facts(station_class: str, district: str, size: Size, random: Random) -> Facts:
    """A station of this size; names, codes and texts all differ."""
    firms = tuple(_firm(n, district, size, random) for n in range(size.firms))
    events = tuple(_event(n, district) for n in range(size.events))
    people = [f"{_SURNAMES[n % 15]}{_GIVEN[(n // 15 + n) % 12]}" for n in range(40)]
    visits = tuple(
        (
            people[n // max(1, size.events) % 40],
            "北方工业大学校外站" if n % 2 else "某某研究所",
            events[n % len(events)].title,
        )
        for n in range(size.experts if events else 0)
    )
    return Facts(
        station_class=station_class,
        district=district,
        firms=firms,
        needs=tuple(_need(n, firms) for n in range(size.needs)),
        results=tuple(
            (firms[n].name, f"{_SUBJECTS[n % 6]}联合攻关之{n + 1}", f"佐证{n + 1}") for n in range(size.results)
        ),
        university_results=tuple(
            (f"{_SUBJECTS[n % 6]}的{_FIRST[n % 20]}{_SECOND[n % 20]}装置", "京北理工学院", firms[n % len(firms)].name)
            for n in range(size.university)
        ),
        experts=visits,
        events=events,
        news=tuple(_news(n, size, events) for n in range(size.news)),
        cooperations=tuple(
            (firms[n].name, f"共建{_SUBJECTS[n % 6]}联合实验室，一年内完成样件试制与第三方测试")
            for n in range(size.cooperations)
        ),
    )


def _firm(n: int, district: str, size: Size, random: Random) -> FirmRow:
    body = "91110199MA0" + "".join(random.choice("0123456789ABCDEFGH") for _ in range(6))
    name = f"北京{_FIRST[n % 20]}{_SECOND[(n * 7 + n // 20) % 20]}{_TRADES[n % 8]}有限公司"
    special = "北京市专精特新中小企业" if n < size.special else ("国家高新技术企业" if n % 3 == 0 else "")
    return FirmRow(
        name, body + str(uscc.calc_check_digit(body + "0")), district, n < size.associations, n < size.keys, special
    )


def _need(n: int, firms: tuple[FirmRow, ...]) -> tuple[str, str]:
    return firms[
        n % len(firms)
    ].name, f"{_SUBJECTS[n % 6]}（{_FIRST[n % 20]}{_SECOND[n * 3 % 20]}产线）{_ASPECTS[n % 5]}"


def _event(n: int, district: str) -> EventRow:
    when = date(2025, 5, 14) + timedelta(days=36 * n)
    kind = EVENT_KINDS[n % 4]
    return EventRow(
        f"{district}{kind}" if n < 4 else f"{district}第二期{kind}", kind, when, f"{district}科创中心{n + 1}层报告厅"
    )


def _news(n: int, size: Size, events: tuple[EventRow, ...]) -> tuple[str, str, str, date]:
    title = (
        f"{('聚焦企业真需求', '专家进园区', '成果找市场', '面对面解难题')[n % 4]} {events[n % len(events)].title}举办"
    )
    own = n < size.site
    address = (
        f"https://www.bast.net.cn/art/2025/{n}/art_{9000 + n}.html"
        if own
        else f"https://news{n}.example/2025/{n}.html"
    )
    return (
        title,
        "北京市科学技术协会" if own else f"某某科技周刊{n}",
        address,
        events[n % len(events)].day + timedelta(days=2),
    )
