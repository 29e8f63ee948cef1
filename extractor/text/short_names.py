"""Short forms and other writings of an organisation's name: 中科院自动化所, 北航机械学院, 甲乙科技（北京）有限公司.

That two names may be one, or one a body of the other, is all that is said here: a person decides.

>>> may_be_short("中科院自动化所", "中国科学院自动化研究所"), may_be_short("北航机械学院", "北京航空航天大学")
(True, True)
>>> may_be_short("甲乙科技（北京）有限公司", "北京甲乙科技股份有限公司"), may_be_short("北京大学", "北京工业大学")
(True, False)
>>> may_be_short("北京甲乙集团有限公司", "北京甲乙焊接科技有限公司")
True
>>> sorted(keys_as_short("北航机械学院") & keys_as_long("北京航空航天大学"))
['^北航']
>>> sorted(keys_as_short("中科院") & keys_as_long("中国科学院")), sorted(keys_as_short("北京甲乙有限公司"))
(['$中院'], [])
>>> siblings("北京航空航天大学机械学院", "北京航空航天大学材料学院"), siblings("北京大学", "北京工业大学")
(True, False)
>>> may_be_short("北京甲乙机械有限公司", "北京甲乙焊接有限公司"), may_be_short("北京科技公司", "北京甲乙科技有限公司")
(False, False)
"""

from __future__ import annotations

import re

from extractor.text.misread import plain

_PLACE = re.compile(r"^(?:北京市?|中国)")
_LEGAL = re.compile(r"(?:北京)?(?:股份|有限|责任|集团|控股|总?公司)*$")
_PARENT = re.compile(r"集团|总公司|控股")
_BODY = re.compile(r"(?:学院|系|所|实验室|中心|医院|校区)$")
# 北京大学 is no short form of 北京工业大学.
_WRITTEN_OUT = re.compile(r"(?:大学|学院|研究院|研究所|公司|医院|中心|[学协]会)$")
_SCHOOL = re.compile(r"(?:大学|学院|科学院)$")
_UPPER = re.compile(r"^.{2,}?(?:大学|科学院|研究总?院|集团(?:有限|股份|责任|总?公司)*)(?=.)")
_TOO_GENERAL = frozenset({"北京", "中国", "国家", "首都"})
_LEAST = 3  # characters of a short form beside which a longer name says anything
_LEFT_OUT = 2  # characters that a short form leaves out at least


def may_be_short(first: str, second: str) -> bool:
    """Whether one name may be the other's short form, its other writing, its parent company or one of its bodies."""
    one, other = _unplaced(first), _unplaced(second)
    mine, its = _LEGAL.sub("", one), _LEGAL.sub("", other)
    if mine == its and len(mine) >= 2:
        return True
    small, large = sorted((mine, its), key=len)
    if (_PARENT.search(one) or _PARENT.search(other)) and len(small) >= 2 and large.startswith(small):
        return True
    whole = sorted((plain(first), plain(second)), key=len)
    ways = (whole, sorted((one, other), key=len))
    return any(_shortened(*way) for way in ways) or _body_of(*whole) or _body_of(*reversed(whole))


def siblings(first: str, second: str) -> bool:
    """Whether both names begin with one unit's and go on with a body of it each: two colleges of one university."""
    one, other = plain(first), plain(second)
    upper = _UPPER.match(one)
    if upper is None or one == other or not other.startswith(upper[0]):
        return False
    return all(_BODY.search(name[upper.end() :]) for name in (one, other))


def keys_as_short(name: str) -> frozenset[str]:
    """Under what a register looks for the longer names of which this may be short."""
    forms = {plain(name), _unplaced(name)}
    found = {f"${one[0]}{one[-1]}" for one in forms if len(one) >= _LEAST and not _WRITTEN_OUT.search(one)}
    whole = plain(name)
    if _BODY.search(whole) and whole[:2] not in _TOO_GENERAL:
        found.add(f"^{whole[:2]}")
    return frozenset(found)


def keys_as_long(name: str) -> frozenset[str]:
    """Under what a register looks for this name's short forms: a school's begin with two of its letters."""
    forms = {plain(name), _unplaced(name)}
    found = {f"${first}{one[-1]}" for one in forms if len(one) >= _LEAST + _LEFT_OUT for first in one[:2]}
    whole = plain(name)
    if _SCHOOL.search(whole):
        found |= {f"^{whole[0]}{letter}" for letter in whole[1:]}
    return frozenset(found)


def _unplaced(name: str) -> str:
    return _PLACE.sub("", plain(name))


def _shortened(short: str, long: str) -> bool:
    """中科院 for 中国科学院: characters of the long name in their order, its first and its last among them."""
    if len(short) < _LEAST or len(long) - len(short) < _LEFT_OUT or _WRITTEN_OUT.search(short):
        return False
    return short[0] in long[:2] and short[-1] == long[-1] and _in_order(short, long)


def _body_of(body: str, school: str) -> bool:
    """北航机械学院 of 北京航空航天大学, 北工大材料学院 of 北京工业大学."""
    if not _SCHOOL.search(school) or not _BODY.search(body):
        return False
    heads = {body[:length] for length in (2, 3) if len(body) > length + 2} - _TOO_GENERAL
    return any(head[:2] not in _TOO_GENERAL and head[0] == school[0] and _in_order(head, school) for head in heads)


def _in_order(short: str, long: str) -> bool:
    at = 0
    for char in short:
        at = long.find(char, at) + 1
        if not at:
            return False
    return True
