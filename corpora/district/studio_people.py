"""Teams and hosts of the district that nobody else shares: names, births, numbers and credit codes of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from corpora.papers.application_form import Form
from corpora.people import Person

_SURNAMES = "秦邵岑柏苗祁闵滕宓虞靳尹甄翟阮庾郗褚卞臧屠蒲荀晏仇邢霍湛"
_GIVEN = "知允书若清景思望明予嘉令抱观澄朔岚栖禾霁松砚越瀚恒曜沐屿序远辰泽"
_BRAND = "澄朔砺岚云启映栖禾霁松柏砚清越瀚恒景曜沐川石原湖渡秋屿桥序远辰博航源睿锋宇衡泽"
_TRADES = ("传感", "装备", "材料", "测控", "光电", "能源")
_DAYS = 300  # by how much the births of members are moved


def of_its_own(form: Form, seed: int) -> Form:
    """The same form with people, a host and a name that are those of `seed`; the leader's birth stays."""
    random = Random(f"{seed}-own")
    members = tuple(_person(one, at, seed, random) for at, one in enumerate(form.members))
    brand = "".join(random.sample(_BRAND, 3)) + random.choice(_TRADES)
    host = replace(form.host, name=f"北京{brand}科技有限公司")
    leader = members[0]
    return replace(
        form, leader=leader, members=members, id_number=leader.id_number, host=host, name=f"{brand}创新工作室"
    )


def given_name(base: str, seed: int) -> str:
    """A name of its own for each seed, with the two characters that `base` begins with as its surname."""
    return base[:2] + "".join(Random(f"{seed}-{base}").sample(_GIVEN, 2))


def _person(one: Person, at: int, seed: int, random: Random) -> Person:
    born = one.born + timedelta(days=random.randint(-_DAYS, _DAYS)) if at else one.born
    name = random.choice(_SURNAMES) + "".join(random.sample(_GIVEN, 2))
    return replace(one, name=name, born=born, serial=50 + (seed * 37 + at * 2) % 900)
