"""Fictional people and organisations. Their region code 110199 was never assigned (GB/T 2260), so no number is real.

>>> person = Person("甲乙", "女", date(1990, 3, 7), serial=42)
>>> person.id_number
'110199199003070420'
>>> Person("甲乙", "女", date(1990, 3, 7), serial=42, broken_id=True).id_number
'11019919900307042X'
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from stdnum.cn import uscc

_REGION = "110199"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_SURNAMES = "秦邵岑柏苗祁闵滕宓虞靳尹甄翟阮"
_GIVEN = (
    "知行",
    "允恒",
    "书言",
    "若川",
    "清和",
    "景行",
    "思远",
    "望舒",
    "明澈",
    "予安",
    "嘉树",
    "令仪",
    "抱朴",
    "观澜",
)


@dataclass(frozen=True, slots=True)
class Person:
    """`serial` is digits 15–17; its last digit is made odd for men and even for women (GB 11643-1999)."""

    name: str
    gender: str
    born: date
    serial: int
    broken_id: bool = False
    title: str = "高级工程师"
    degree: str = "硕士"
    major: str = "机械设计"
    duty: str = "方案设计"

    @property
    def id_number(self) -> str:
        """18 characters; the last one is wrong where `broken_id`."""
        serial = self.serial - self.serial % 2 + (1 if self.gender == "男" else 0)
        digits = f"{_REGION}{self.born:%Y%m%d}{serial:03d}"
        check = _CHECKS[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11]
        return digits + (_CHECKS[(_CHECKS.index(check) + 1) % 11] if self.broken_id else check)


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    address: str
    uscc: str


_TITLES = ("正高级工程师", "高级工程师", "工程师", "助理工程师")
_DEGREES = ("博士", "硕士", "学士")
_MAJORS = ("机械设计", "自动控制", "材料科学", "流体力学", "数据分析", "工业工程", "电气工程")
_DUTIES = ("总体方案", "核心部件设计", "控制算法开发", "试验验证", "现场应用", "标准与知识产权", "工艺与质量")


def team(random: Random, births: list[date]) -> list[Person]:
    """One person for each birth date; names, titles and duties differ from one to the next."""
    surnames = random.sample(_SURNAMES, len(_SURNAMES))
    given = random.sample(_GIVEN, len(_GIVEN))
    return [
        Person(
            name=surnames[index % len(surnames)] + given[index % len(given)],
            gender="女" if index % 3 == 2 else "男",
            born=born,
            serial=700 + index * 2,
            title=_TITLES[min(index, 3) if index < 4 else index % 4],
            degree=_DEGREES[index % 3],
            major=_MAJORS[index % 7],
            duty=_DUTIES[index % 7],
        )
        for index, born in enumerate(births)
    ]


def organisation(random: Random) -> Organisation:
    """A company with a valid credit code of that same region."""
    brand = random.choice(("云栈", "朔石", "澄川", "砺原", "岚启")) + random.choice(("传感", "装备", "材料", "测控"))
    body = f"91{_REGION}MA0" + "".join(random.choice("0123456789ABCDEFGH") for _ in range(6))
    street = random.choice(("科萃西街", "云杉路", "信程南路"))
    code = body + str(uscc.calc_check_digit(body + "0"))
    return Organisation(f"北京{brand}科技有限公司", f"北京市昌平区{street}{random.randint(5, 90)}号院6号楼", code)
