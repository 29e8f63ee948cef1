"""Rows of people: the member columns of field_schemas §3.3, read into Member records."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor import prose
from extractor.columns import Entry, Grid, grids
from extractor.fields import understood, value_after
from extractor.flow import Flow, Row
from extractor.labels import matches, variants
from extractor.records.cited import Absent, Cited, Field
from extractor.records.partial_date import PartialDate
from extractor.records.roster import Member
from extractor.text.amounts import integer
from extractor.text.dates import find_dates, parse_date
from extractor.text.ids import resident_id

FIELDS = {
    "name": "姓名",
    "gender": "性别",
    "birth_date": "出生年月",
    "age": "年龄",
    "id_number": "身份证号",
    "education": "学历",
    "degree": "学位",
    "professional_title": "职称",
    "major": "专业",
    "employer": "工作单位",
    "role_division": "分工",
    "effort_months": "投入时间",
}
_COLUMNS = {"seq": variants("seq"), **{name: variants(name) for name in FIELDS}}
_COLUMNS["major"] |= variants("research_direction")
_OTHER_LISTS = variants("guidance_content", "signature", "event_date")
_MEMBERLY = (
    "gender",
    "birth_date",
    "age",
    "education",
    "degree",
    "professional_title",
    "major",
    "role_division",
    "id_number",
)


def clean_name(text: str) -> str | None:
    """A person's name without spaces and asides; None where the text is no name.

    >>> clean_name("曹 某"), clean_name("李某某（负责人）"), clean_name("合计"), clean_name("见附件")
    ('曹某', '李某某', None, None)
    >>> clean_name("暂无"), clean_name("拟聘专家"), clean_name("空缺"), clean_name("尚某")
    (None, None, None, '尚某')
    """
    plain = re.sub(r"[（(].*?[）)]|\s|[*★]", "", text)
    if plain in {"合计", "总计", "小计", "姓名", "同上"} or re.search(r"附|详见|如下|^无|^[暂待拟]|^[尚还]未", plain):
        return None
    if re.fullmatch("没有|空缺?|缺额?|不详|未定|未聘.*|另聘.*|略+|其他.*|其余.*", plain):
        return None
    return plain if re.fullmatch(r"[\u3400-\u9fff·•某×○〇]{2,12}|[A-Za-z][A-Za-z .·'\-]{2,40}", plain) else None


def gender(text: str) -> str | None:
    """男 or 女; a field that names both or neither (a template's 男/女) is not understood."""
    found = set(re.findall("[男女]", text))
    return found.pop() if len(found) == 1 else None


def birth_date(text: str) -> PartialDate | None:
    """A date of birth; a field that holds an identity number gives none (the number is read as such), nor does one
    that holds several dates: whose they are is not said.

    >>> birth_date("1983.4") == birth_date("83.4"), birth_date("1983年3月、1970年3月") is None
    (True, True)
    """
    if resident_id(text) is not None or len({found.date for found in find_dates(text)}) > 1:
        return None
    short = re.fullmatch(r"\s*([3-9]\d)\s?[.．\-/]\s?(0?[1-9]|1[0-2])\s*", text)
    return PartialDate(1900 + int(short[1]), int(short[2])) if short else parse_date(text)


def id_number(text: str) -> str | None:
    """The identity number as printed, also a masked one or one with a wrong check digit; None for other text."""
    found = resident_id(text)
    if found is not None:
        return found.number
    plain = re.sub(r"\s", "", text).upper()
    return plain if re.fullmatch(r"[0-9A-Z]{6,20}", plain) and re.search(r"\d{4}", plain) else None


def member_grids(flow: Flow) -> list[Grid]:
    """The tables of `flow` that list members: a column of names and two more of a member's columns; below the
    heading of the members one more will do."""
    found = grids(flow, _COLUMNS, frozenset({"name"}), 2)
    return [grid for grid in found if _lists_members(grid)]


def members(grid_list: list[Grid], start: int = 0) -> tuple[Member, ...]:
    """The records of all rows that name somebody, in order."""
    rows = [(grid, entry) for grid in grid_list for entry in grid.entries if _names_somebody(grid, entry)]
    return tuple(_member(grid, entry, number) for number, (grid, entry) in enumerate(rows, start + 1))


def cards(flow: Flow) -> tuple[Member, ...]:
    """Members printed as blocks of label and value, one block after the other (成员1: 姓名 … 成员2: 姓名 …)."""
    name_labels = variants("name")
    starts = [at for at, row in enumerate(flow.rows) if any(matches(box.text, name_labels) for box in row.boxes)]
    found: list[Member] = []
    for at, after in pairwise([*starts, len(flow.rows)]):
        block = Flow(flow.rows[at:after])
        values = {name: value_after(block, label, name) for name, label in FIELDS.items()}
        member = _made(values, str(len(found) + 1))
        if member.name.present:
            found.append(member)
    return tuple(found)


def described(flow: Flow) -> tuple[Member, ...]:
    """Members introduced in sentences: 李某，女，1990年7月出生，工程师，…"""
    found = []
    for number, (name, said) in enumerate(prose.people(flow), 1):
        absent: dict[str, Field[str]] = {field: Absent(label, "not_found") for field, label in FIELDS.items()}
        known = {field: value for field, value in said.items() if field in FIELDS}
        found.append(_made({**absent, **known, "name": name}, str(number)))
    return tuple(found)


def _lists_members(grid: Grid) -> bool:
    header: Row = grid.header
    other = any(matches(box.text, _OTHER_LISTS) for box in header.boxes) and "birth_date" not in grid.fields
    if header.section == "members":
        return not other
    return not other and len(grid.fields) >= 3 and sum(name in grid.fields for name in _MEMBERLY) >= 2


def _names_somebody(grid: Grid, entry: Entry) -> bool:
    return clean_name(entry.text("name")) is not None or (
        bool(entry.text("name")) and sum(bool(entry.text(name)) for name in grid.fields) > 3
    )


def _member(grid: Grid, entry: Entry, number: int) -> Member:
    return _made({name: grid.cell(entry, name, label) for name, label in FIELDS.items()}, str(number))


def _made(values: dict[str, Field[str]], number: str) -> Member:
    name = understood(values["name"], clean_name, "姓名")
    born = understood(values["birth_date"], birth_date, "出生年月")
    identity = understood(values["id_number"], id_number, "身份证号")
    return Member(
        key=_key(name, born, identity, number),
        name=name,
        gender=understood(values["gender"], gender, "性别"),
        birth_date=born,
        age=understood(values["age"], integer, "年龄"),
        id_number=identity,
        **{n: values[n] for n in list(FIELDS)[5:]},
    )


def _key(name: Field[str], born: Field[PartialDate], identity: Field[str], number: str) -> str:
    if isinstance(identity, Cited):
        return identity.value
    if isinstance(name, Absent):
        return number
    return f"{name.value}/{born.value}" if isinstance(born, Cited) else f"{name.value}/{number}"
