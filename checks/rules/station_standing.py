"""Who may be a station, of which class and district, recommended by whom, with how much (ZD 第三, 五, 六条)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from checks.outcome import Outcome, Outcomes, failed, missing, not_applicable, passed, review
from checks.rule import rule
from checks.station_class import NAMES as CLASS_NAMES
from checks.station_class import said_class
from checks.station_gate import not_concerned
from checks.station_papers import Station, districts_in
from extractor.records.cited import Absent, Cited, Field
from extractor.text.ids import uscc_valid

_PROVINCES = (
    "天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南"
    "|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆"
)
_ELSEWHERE = re.compile(rf"(?:{_PROVINCES})(?:省|市|自治区)")
_BEIJING = re.compile(r"^(?:中国|中华人民共和国)?北京(?:市)?(?!.{0,3}(?:东|西|南|北|中)?路)")
_NOT_FOUNDED = re.compile(r"^(?:否|无|没有)|未(?!来)|筹[建备]|拟|计划|正在|准备|待")
_BELOW_DISTRICT = re.compile("大学|学院|公司|企业科协|学会|街道|地区|[镇乡村]|社区|园|医院|学校|中学|小学")
_OF_YIZHUANG = re.compile("亦庄.{0,3}(?:科协|科学技术协会)")
_UNIVERSITY = re.compile(r"大学|学院|高校|科学院|研究院|研究所|科研院所")


@rule("ZD-03.1", name="applicant-of-allowed-sort")
def applicant(station: Station, *, types: str, association_codes: Sequence[str]) -> Outcomes:
    """申报单位是在京的学会、协会、科技服务机构或高校科协：类型按名称、单位性质和信用代码，在京按地址，其次按代码的登记地。"""
    if not station.host.names:
        yield missing("未见申报单位名称，无法核对实施主体", why="材料中没有读到申报单位")
        return
    name, sort, code = station.host.names[0], _sort(station), _code(station)
    cited = [one for one in (name, sort, code, _address(station)) if isinstance(one, Cited)]
    text = f"{name.value} {sort.value if sort.present else ''}"
    allowed = bool(re.search(types, text)) or (code is not None and code.value[:2] in association_codes)
    place = _in_beijing(_address(station), code)
    said = f"申报单位“{name.value}”" + (f"，单位性质“{sort.value}”" if sort.present else "")
    if allowed and place == "yes":
        yield passed(f"{said}，在京", *cited)
        return
    reasons = [] if allowed else ["单位类型不在所列之内，由人员判断"]
    reasons += {"yes": [], "no": ["地址不在北京"], "unknown": ["没有读到可以确定在京的地址或信用代码"]}[place]
    yield review(said, *cited, why="；".join(reasons))


def _sort(station: Station) -> Field[str]:
    return next((form.org_type for form in station.forms if form.org_type.present), Absent("单位性质", "not_found"))


def _code(station: Station) -> Cited[str] | None:
    return next((code for code in station.host.codes if uscc_valid(code.value)), None)


def _address(station: Station) -> Field[str]:
    return next((form.address for form in station.forms if form.address.present), Absent("单位地址", "not_found"))


def _in_beijing(address: Field[str], code: Cited[str] | None) -> str:
    """yes, no, or unknown: by the address (上海市北京东路 is not in Beijing), else by the code's region."""
    if address.present:
        plain = "".join(address.value.split())
        if _ELSEWHERE.match(plain):
            return "no"
        if _BEIJING.match(plain) or (districts_in(plain) and not _ELSEWHERE.search(plain)):
            return "yes"
        return "unknown"
    return "yes" if code is not None and code.value[2:4] == "11" else "unknown"


@rule("ZD-03.3", name="class-declared")
def class_declared(station: Station) -> Outcomes:
    """申报类别是 A 类、B 类、产学研合作站点之一。"""
    said = [form.station_class for form in station.forms]
    if not said and not station.known.cited:
        yield missing("未见写明站点类别的材料", why=station.known.reason or "缺少申报书")
        return
    if station.known.value:
        yield passed(f"类别为{CLASS_NAMES[station.known.value]}", *station.known.cited[:3])
        return
    stated = [one for one in said if isinstance(one, Cited)]
    if stated and not any(said_class(one.value) for one in stated) and not station.known.cited:
        shown = "、".join(one.value for one in stated)
        if re.search(r"[A-Za-zＡ-Ｚ]\s*类", shown):
            yield failed(f"所填类别为“{shown}”，不是 A 类、B 类、产学研合作站点之一", *stated)
            return
        yield review(f"所填类别为“{shown}”", *stated, why="没有读出是 A 类、B 类还是产学研")
        return
    cited: list[Any] = [*station.known.cited, *(one for one in said if not one.present)]
    yield review("站点类别没有确定", *cited, why=station.known.reason)


@rule("ZD-03.4", name="class-fits-district")
def class_fits_district(station: Station, *, districts_a: Sequence[str], districts_b: Sequence[str]) -> Outcomes:
    """申报的类别与所申报的区相符：A 类各区只能报 A 类，B 类各区只能报 B 类；产学研不适用。"""
    known, district = station.known, station.district
    if known.value == "IUR":
        yield not_applicable("产学研合作站点不按区划分类别", *known.cited[:2], firm=True)
        return
    if not known.value or not district.value:
        reasons = [one for one in (known.reason, district.reason) if one]
        if not known.cited and not district.cited:
            yield missing("未见所申报的类别和区", why="；".join(reasons))
        else:
            yield review("所申报的类别或区没有确定", *known.cited[:3], *district.cited[:3], why="；".join(reasons))
        return
    lists = {"A": districts_a, "B": districts_b}
    of = next((name for name, names in lists.items() if district.value in names), "")
    said = (
        f"申报{CLASS_NAMES[known.value]}，所申报的区为{district.value}（{CLASS_NAMES[of] if of else '不在名单内'}）"
    )
    cited = (*known.cited[:2], *district.cited[:2])
    if not of:
        yield review(said, *cited, why="该区不在 A 类、B 类名单内")
    elif of == known.value:
        yield passed(said, *cited)
    else:
        yield failed(said, *cited)


@rule("ZD-05.2", name="recommended-by-district")
def recommended(station: Station) -> Outcomes:
    """区工作站点由所在区科协（经开区为经开区科协）推荐：以推荐函或申报书的推荐单位意见为准；产学研不适用。"""
    known = station.known
    if known.value == "IUR":
        yield not_applicable("产学研合作站点不由区科协推荐，第六条未另作规定", *known.cited[:2], firm=True)
        return
    letters = station.of_kind("recommendation")
    named = [form.recommender for form in station.forms if isinstance(form.recommender, Cited)]
    named += [one.organisation for one in letters if isinstance(one.organisation, Cited)]
    opinions = [form.station.recommender_opinion for form in station.forms]
    given = [one for one in opinions if isinstance(one, Cited)]
    if not letters and not named and not given:
        said = "区工作站点须由所在区科协推荐，本次材料中未见推荐函或推荐意见"
        lacking = failed(said) if known.value else review(said, why=known.reason)
        yield replace(lacking, missing=True)
        return
    yield _recommender(station, named, [*given, *(one.title for one in letters if isinstance(one.title, Cited))])


def _recommender(station: Station, named: Sequence[Cited[str]], also: Sequence[Cited[str]]) -> Outcome:
    if not named:
        return review("推荐意见没有写明推荐单位", *also, why="没有读到推荐单位名称")
    shown = "、".join(dict.fromkeys(one.value for one in named))
    said = f"推荐单位为“{shown}”，所申报的区为{station.district.value or '（未写明）'}"
    cited = (*named, *also[:2], *station.district.cited[:1])
    if not station.district.value:
        return review(said, *cited, why=station.district.reason)
    fits = [_is_association_of(one.value, station.district.value) for one in named]
    if all(fits):
        return passed(said, *cited)
    if any(fits):
        return review(said, *cited, why="各处写的推荐单位不一致")
    if station.district.value == "经开区" and any(_OF_YIZHUANG.search(one.value) for one in named):
        return review(said, *cited, why="“亦庄”是否指经开区由人员判断")
    if not station.known.value:
        return review(said, *cited, why=station.known.reason)
    return failed(f"{said}（应为{station.district.value}科协）", *cited)


def _is_association_of(name: str, district: str) -> bool:
    """Whether a body is the 科协 of that district."""
    plain = "".join(name.split())
    society = bool(re.search(r"科协|科学技术协会", plain)) and not _BELOW_DISTRICT.search(plain)
    short = re.match(rf"(?:北京市?)?{district.removesuffix('区')}(?:科协|科学技术协会)", plain)
    return society and (district in districts_in(plain) or bool(short))


@rule("ZD-06.1", name="district-station-body")
def district_body(station: Station, *, barred: str, fitting: str, doubtful: str) -> Outcomes:
    """区工作站点由公益性较强的科技服务机构或非公益一类事业单位建设：公益一类为不合格，其余列出依据由人员判断。"""
    other = list(not_concerned(station, "A", "B"))
    if other:
        yield from other
        return
    if not station.host.names:
        yield missing("未见申报单位名称，无法核对单位类型", why="材料中没有读到申报单位")
        return
    name, code, sort = station.host.names[0], _code(station), _sort(station)
    classes = [form.station.public_institution_class for form in station.forms]
    stated = [one for one in classes if isinstance(one, Cited)]
    cited = [one for one in (name, sort, code, *stated) if isinstance(one, Cited)]
    said = f"申报单位“{name.value}”" + (f"，{stated[0].value}" if stated else "")
    if any(re.search(barred, one.value) for one in stated):
        yield failed(f"{said}，属公益一类事业单位", *cited)
        return
    text = f"{name.value} {sort.value if sort.present else ''}"
    institution = (code is not None and code.value.startswith("12")) or "事业单位" in text
    if institution and not stated:
        yield review(said, *cited, why="事业单位未写明是否公益一类")
    elif re.search(doubtful, text) or (code is not None and code.value[:2] in ("91", "52", "53")):
        yield review(said, *cited, why="是否属公益属性较强的科技服务机构由人员判断")
    elif stated or re.search(fitting, text) or (code is not None and code.value.startswith("51")):
        yield passed(said, *cited)
    else:
        yield review(said, *cited, why="没有读到可以判断单位类型的内容")


@rule("ZD-06.2", name="university-station-body")
def university_body(station: Station) -> Outcomes:
    """产学研合作站点由已成立科协的高校、科研院所（或其科协）建设，并有成立科协的依据。"""
    other = list(not_concerned(station, "IUR"))
    if other:
        yield from other
        return
    if not station.host.names:
        yield missing("未见申报单位名称，无法核对单位类型", why="材料中没有读到申报单位")
        return
    name = station.host.names[0]
    said = f"申报单位“{name.value}”"
    if not _UNIVERSITY.search(name.value) or "公司" in name.value:
        yield review(said, name, why="不是高校、科研院所，由人员判断")
        return
    own = [form.station.has_science_association for form in station.forms]
    stated: list[Any] = [one for one in own if isinstance(one, Cited) and not _NOT_FOUNDED.search(one.value)]
    founded = [
        span
        for text in station.text_of("founding_document")
        for span in text.lines
        if re.search(r"科协|科学技术协会", span.text)
    ]
    if "科协" in name.value or "科学技术协会" in name.value or stated or founded:
        yield passed(f"{said}，已成立科协", name, *stated, *founded[:3])
    else:
        yield review(said, name, *(one for one in own if not one.present), why="未见成立科协的依据")


@rule("ZD-06.4", name="grant-of-class")
def grant_of_class(station: Station, *, grant: Mapping[str, int]) -> Outcomes:
    """支持经费等于本类别的金额（类别与金额的对应为推定）；不是所列任何一个金额的为不合格，是另一类的由人员判断。"""
    money = _grants(station)
    if not money:
        yield missing("未见写明支持经费的协议、预算或申报书", why="缺少协议或预算")
        return
    amounts = {one.value for _, one in money}
    said = "、".join(f"{paper} {_yuan(one.value)}" for paper, one in money)
    cited = (*(one for _, one in money), *station.known.cited[:1])
    sums = {name: Decimal(str(value)) for name, value in grant.items()}
    wanted = sums.get(station.known.value)
    listed = "、".join(_yuan(one) for one in sums.values())
    if len(amounts) > 1:
        yield review(f"支持经费：{said}", *cited, why="各份材料的经费金额不一致")
    elif not amounts & set(sums.values()):
        yield failed(f"支持经费：{said}（应为 {listed} 之一）", *cited)
    elif wanted is None:
        yield review(f"支持经费：{said}", *cited, why=station.known.reason)
    elif wanted in amounts:
        yield passed(f"支持经费：{said}，{CLASS_NAMES[station.known.value]}为 {_yuan(wanted)}", *cited)
    else:
        said = f"支持经费：{said}，{CLASS_NAMES[station.known.value]}为 {_yuan(wanted)}"
        yield review(said, *cited, why="金额是另一类别的，由人员判断")


def _grants(station: Station) -> list[tuple[str, Cited[Decimal]]]:
    found = [("协议", one.grant_amount) for one in station.agreements]
    if not any(field.present for _, field in found):
        found = [("预算", one.grant_total) for one in station.budgets]
        found += [("申报书", form.station.grant_requested) for form in station.forms]
    return [(paper, field) for paper, field in found if isinstance(field, Cited)]


def _yuan(amount: Decimal) -> str:
    return f"{(amount / 10000).normalize():f} 万元"
