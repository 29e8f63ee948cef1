"""What the forms and agreements of stations say beyond those of studios (field_schemas §2, §4).

The contact, the sort of institution, its 科协, the plan of work inside the form, the targets, the recommending body's
opinion.
"""

from __future__ import annotations

import re

from extractor import station_district
from extractor.citing import running, tight
from extractor.fields import understood, value_after
from extractor.figures import targets
from extractor.flow import Flow
from extractor.grant_asked import grant_asked
from extractor.people import clean_name
from extractor.records.cited import Absent, Cited, Field, cite
from extractor.records.station_particulars import StationParticulars
from extractor.text.boxes import EMPTY
from extractor.text.dates import parse_date

_CONTACT_SAID = re.compile(
    r"联[系络]人(?:姓名)?(?:为|是|：|:)(?P<value>[\u3400-\u9fff·]{2,4})(?=[，,。；;\n（(、0-9联电手]|$)"
)
_SAID_CLASS = re.compile(r"(?<!非)(?<!不是)(?<!不属)(?<!不属于)(?:公益[一二]类|生产经营类|公益三类)")
_PLAN = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]*)?(?:站点|项目|年度)?(?:工作|实施|建设|服务)(?:方案"
    r"|计划|安排|思路)|^工作内容"
)
_NOT_OWN = (
    "[未没]|拟|计划|筹|准备|申请|申报|将|争取|力争|[推带]动|推进|协助|帮助|支持|指导|引导|鼓励|服务|企业|公司"
    "|是否|如|尽快"
)
_SOCIETY = re.compile(
    r"(?:已(?:于)?|于)?(?:\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?)?(?:经批准|正式)?(?:成立|建立|建有|设立)"
    r"(?:了)?(?:本?(?:校|院|所)|高校|[\u3400-\u9fff]{2,20}大学|[\u3400-\u9fff]{2,16}学院)?(?:科协|科学技术协会"
    r")"
)


def particulars(rows: Flow) -> StationParticulars:
    """Whatever of it the paper says; all absent where it says nothing."""
    opinions, year = rows.within("opinions"), _year(rows)
    opinion = value_after(opinions, "推荐单位意见", "recommender_opinion")
    return StationParticulars(
        contact_name=_contact(rows),
        public_institution_class=_institution_class(rows),
        has_science_association=_association(rows),
        work_plan=_work_plan(rows),
        grant_requested=grant_asked(rows, year),
        recommender_opinion=opinion if opinion.present else _opinion_said(rows),
        project_year=year,
        targets=targets(rows),
        district=station_district.district(rows),
    )


def _contact(rows: Flow) -> Field[str]:
    """A person's name by its label; a block 联系人 may hold 姓名, and a sentence may name the person."""
    labelled = understood(value_after(rows, "联系人", "contact_name"), clean_name, "联系人")
    if labelled.present:
        return labelled
    inside = understood(value_after(rows.within("contact"), "联系人", "name"), clean_name, "联系人")
    if inside.present:
        return inside
    source = tight(rows.prose)
    match = _CONTACT_SAID.search(source.text)
    if match is None:
        return labelled
    spans = source.cite(*match.span("value"))
    return cite(match["value"], *spans) if spans else labelled


def _institution_class(rows: Flow) -> Field[str]:
    """公益一类, 公益二类 …: by its label, else said anywhere in the paper."""
    labelled = value_after(rows, "事业单位类别", "institution_class")
    if isinstance(labelled, Cited):
        found = _SAID_CLASS.search("".join(labelled.value.split()))
        if found is not None:
            return labelled.map(lambda _: found[0])
    for row in rows.rows:
        for box in row.boxes:
            said = _SAID_CLASS.findall("".join(box.text.split()))
            if len(set(said)) == 1 and not re.search(f"[{EMPTY}]|除", box.text):
                return cite(said[0], box.span)
    return labelled if not labelled.present else Absent("事业单位类别", "not_found")


def _association(rows: Flow) -> Field[str]:
    labelled = value_after(rows, "是否成立科协", "science_association")
    if labelled.present:
        return labelled
    source = tight(rows.prose)
    match = next((m for m in _SOCIETY.finditer(source.text) if _founded(source.text, m.start())), None)
    spans = source.cite(*match.span()) if match else ()
    return cite(match[0], *spans) if match and spans else labelled


def _founded(text: str, start: int) -> bool:
    """Whether the founding told of there was done, and is the unit's own: not 拟成立科协, nor 推动企业成立科协.

    >>> _founded("我校已成立科协", 2), _founded("学校拟成立科协", 3), _founded("推动企业成立科协", 4)
    (True, False, False)
    """
    before = re.split("[。；;，,\n]", text[:start])[-1]
    return not re.search(_NOT_OWN, before)


def _work_plan(rows: Flow) -> Field[str]:
    """The heading or label under which the paper holds a plan of work, where something stands below it."""
    for at, row in enumerate(rows.rows):
        for place, box in enumerate(row.boxes):
            text = "".join(box.text.split())
            if not _PLAN.search(text) or len(text) > 24:
                continue
            beside = "".join(other.text for other in row.boxes[place + 1 :])
            below = "".join(other.text for other in rows.rows[at + 1 : at + 8])
            if len("".join(beside.split())) >= 40 or len("".join(below.split())) >= 60:
                return cite(text, box.span)
    return Absent("工作方案", "not_found")


def _opinion_said(rows: Flow) -> Field[str]:
    """An opinion that stands in sentences: 同意推荐."""
    source = tight(running((box.span, "\n") for row in rows.rows for box in row.boxes))
    match = re.search(r"(?:同意|予以|特此|现)推荐", source.text)
    spans = source.cite(*match.span()) if match else ()
    return cite(match[0], *spans) if match and spans else Absent("推荐意见", "not_found")


def _year(rows: Flow) -> Field[int]:
    """2025 年度, as the paper's title or a label says it."""
    labelled = value_after(rows, "项目年度", "project_year")
    if isinstance(labelled, Cited):
        found = parse_date(labelled.value)
        if found is not None and found.year:
            return labelled.map(lambda _: found.year)
    for row in rows.rows[:12]:
        for box in row.boxes:
            match = re.search(r"(20\d{2})\s*年\s*度", box.text) or re.match(r"\s*(20\d{2})\s*年(?!\s*\d)", box.text)
            if match:
                return cite(int(match[1]), box.span)
    return Absent("项目年度", "not_found")
