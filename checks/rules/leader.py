"""负责人: QC 第二条 experience, 第五条 1 nationality and projects (the age is checks.rules.ages)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from checks.nationality import read_nationality
from checks.outcome import Outcome, Outcomes, failed, passed, review
from checks.paper_text import PaperText
from checks.persons import Person, leader_of, unread_digits
from checks.rule import rule
from checks.stated import chosen, clause_at, denied, hits, nothing_said, of_papers, under
from extractor.records.application_form import ApplicationForm, Project
from extractor.records.cited import Absent, Cited
from extractor.records.identity_card import IdentityCard
from extractor.records.roster import Roster
from extractor.text.project_levels import ProjectLevel, project_levels

_PERMITS = {"hmt": "港澳台居民居住证号段", "permanent": "外国人永久居留身份证号段"}
_OWN = r"负责人|带头人|领衔人|承担.{0,6}项目|主持.{0,6}项目|科研项目|项目(?:经历|业绩|情况)"
# Of a project's name, role or sentence: it is not yet one, is only likened to one, or is no project of research.
_NOT_YET = re.compile(
    r"(?<![模虚])拟|(?:申报|申请|评审|公示|审批)(?:中|阶段|$)|(?:(?:^|[，,、：:人])计划|准备|争取|力争|有望).{0,8}(?:申报|申请|主持|参与|参加|牵头|承担)"
    r"|(?:牵头|组织|参与|负责|协助|准备|正在)申[报请]|在审|待批|未(?:立项|获批|获得|获)|对标|参照|孵化器|众创空间"
)
# A label for some of the projects only: that it is empty says nothing of the others.
_SOME = re.compile(
    r"(?:在研|横向|纵向|其他|其它|校级|院级|市级|国家级|省部级|国际|合作|企业|结题|拟|申报)[\u3400-\u9fff]{0,4}项目|项目(?:编号|经费|起止|备注|来源|金额)"
)
_OTHERS_WORK = re.compile(r"^(?!.*(?:负责人|本人)).*(?:团队|工作室|公司|本单位|我院|我所|依托单位|成员|学生).{0,6}$")
# What only comes near a level is none of it.
_BELOW = re.compile(r"(?:(?<!标)准|拟|相当于|不足|低于)(?:国家|省部)级|(?:国家|省部)级(?:以下|均?无|未)|均无")
_NO_ROLE = re.compile(r"(?:参与|承担|牵头|协作|参加)单位(?!.*负责)|学生|后勤|评审|评议|验收专家|联系人")
_LEVELS = {"national": "国家级", "provincial": "省部级", "industry_key": "行业重点", "major": "重大"}


@rule("QC-02.2", name="senior-engineer")
def senior_engineer(form: ApplicationForm, texts: tuple[PaperText, ...] = (), *, titles: str) -> Outcomes:
    """列出负责人的职称和工作经历，是否“多年从事”“资深”由人员判断（条文没有年限）。"""
    title = form.leader.professional_title
    told = under(of_papers(texts, ("application_form",)), r"(?:工作|主要|个人)?(?:简历|经历|履历)|从事.{0,6}年限")
    career = [span for one in told if one.text for span in one.spans][:3]
    said = f"负责人职称为{title.value}（工程系列：{'是' if _whole(title.value, titles) else '否'}）"
    if not _whole(title.value, titles):
        cited = title if isinstance(title, Cited) else None
        yield review(said, *([cited] if cited else []), *career, why="职称不是工程系列，由人员判断")
    else:
        yield passed(said, title, *career)


def _whole(title: str, shape: str) -> bool:
    return any(re.fullmatch(shape, part) for part in re.split(r"[、，,/／；;\s（()）]+", title))


@rule("QC-05.1a", name="leader-nationality")
def leader_nationality(
    form: ApplicationForm, cards: tuple[IdentityCard, ...] = (), rosters: tuple[Roster, ...] = ()
) -> Outcomes:
    """负责人持有中国国籍：有效的居民身份证号即可证明；外国国籍或外国人永久居留证不合格，港澳台和前后不一的由人判断。"""
    leader = leader_of(form, rosters, cards)
    stated = form.leader.nationality
    numbers = [(cited, number) for _, cited, number in leader.numbers() if number.valid]
    resident = [cited for cited, number in numbers if number.kind == "resident"]
    foreign = [cited for cited, number in numbers if number.kind == "permanent"]
    region = [cited for cited, number in numbers if number.kind == "hmt"]
    told = read_nationality(stated.value) if isinstance(stated, Cited) else ""
    words = f"填写的国籍为“{stated.value}”" if isinstance(stated, Cited) else "没有读到国籍"
    kinds = [_PERMITS[k] for k, held in (("permanent", foreign), ("hmt", region)) if held]
    number = "居民身份证号校验正确" if resident else "、".join(kinds) or "没有有效的身份证号"
    said = f"{leader.label}{words}，{number}"
    cited: list[Any] = [*([stated] if isinstance(stated, Cited) else []), *resident, *foreign, *region]
    kept = bool(resident) and told in ("", "chinese")
    if kept and not foreign and not region:
        yield passed(said, *cited, settled=len(resident) > 1)
    elif (foreign and not resident and told in ("", "foreign")) or (
        told == "foreign" and not _numbered(form, leader)
    ):
        yield failed(said, *cited)
    elif not cited:
        yield _unknown(form, leader)
    else:
        yield review(said, *cited, why=_doubt(told, bool(resident), bool(region), bool(foreign)))


def _numbered(form: ApplicationForm, leader: Person) -> bool:
    """Whether the leader gives an identity number at all: masked, wrong or unread, it may still be a citizen's."""
    return bool(leader.numbers()) or unread_digits(form.leader.id_number)


def _doubt(told: str, resident: bool, region: bool, foreign: bool) -> str:
    if region or told == "region":
        return "港澳台居民，是否符合“持有中国国籍”的要求由人员判断"
    if (resident and told == "foreign") or (foreign and told == "chinese"):
        return "国籍与证件号码相互矛盾"
    if told == "foreign":
        return "所填为外国国籍，证件号码未能核对"
    if told == "unclear":
        return "所填国籍未能确定是哪个国家"
    return "只有所填国籍，没有有效的居民身份证号佐证"


def _unknown(form: ApplicationForm, leader: Person) -> Outcome:
    field = form.leader.nationality
    folk = form.leader.ethnicity
    if isinstance(folk, Cited):
        return review(f"{leader.label}只填写了民族（{folk.value}）", folk, why="没有国籍，也没有有效的居民身份证号")
    absent = field if isinstance(field, Absent) else Absent("国籍", "not_found")
    return review(f"没有读到{leader.label}的国籍", absent, why="材料中没有国籍，也没有有效的居民身份证号")


@rule("QC-05.1c", name="leader-projects")
def leader_projects(
    form: ApplicationForm, texts: tuple[PaperText, ...] = (), *, levels: Sequence[str], roles: str
) -> Outcomes:
    """负责人主持或参与过国家级、省部级、行业重点或者重大项目；其他级别因条文有“等”字由人判断，没有任何项目的不合格。"""
    rows = [(row, _level(row, levels), _role(row, roles)) for row in form.leader.projects]
    good = [(row, level) for row, level, role in rows if level is not None and role and not _not_yet(row)]
    if good:
        row, level = good[0]
        cited = [field for field in (row.name, row.level, row.role) if isinstance(field, Cited)]
        said = f"负责人{row.role.value}“{row.name.value[:40]}”（{_LEVELS[level.level]}）"
        yield passed(said, *cited, firm=True)
        return
    if rows:
        cited = [field for row, _, _ in rows for field in (row.name, row.level, row.role) if field.present]
        yield review(f"负责人列有 {len(rows)} 个项目", *cited, why=_lacking(rows))
        return
    yield _in_words(form, texts, levels, roles)


def _lacking(rows: Sequence[tuple[Project, ProjectLevel | None, bool]]) -> str:
    if any(level and role for _, level, role in rows):
        return "项目尚在申报、筹划，或是否属规定级别不能确定，由人员判断"
    if any(level for _, level, _ in rows):
        return "项目没有写明负责人的角色"
    return "没有读到规定级别的项目（条文有“等”字）"


def _not_yet(row: Project) -> bool:
    return any(isinstance(field, Cited) and _NOT_YET.search(field.value) for field in (row.name, row.level, row.role))


def _level(row: Project, levels: Sequence[str]) -> ProjectLevel | None:
    """The level that the row states, else the one that its name tells; a lower one that is stated counts.

    A level that is stated and not understood (横向, 企业自立) is not made up for by a grand name.
    """
    if isinstance(row.level, Cited):
        said = chosen(row.level.value)
        return (
            None if _BELOW.search(said) else next((one for one in project_levels(said) if one.level in levels), None)
        )
    named = project_levels(row.name.value) if row.name.present else ()
    return next((one for one in named if one.level in levels), None)


def _role(row: Project, roles: str) -> bool:
    if not isinstance(row.role, Cited):
        return False
    said = chosen(row.role.value)
    return bool(re.search(roles, said)) and not denied(said) and not _NO_ROLE.search(said)


def _in_words(form: ApplicationForm, texts: Sequence[PaperText], levels: Sequence[str], roles: str) -> Outcome:
    """Projects in sentences of the leader's own sections; an empty section is none."""
    section = under(of_papers(texts, ("application_form",)), _OWN, "意见|预算|经费|成员|专家|成果")
    for hit in hits(section, roles):
        sentence = _sentence(hit.statement.text, hit.statement.text.find(hit.words))
        found = [level for level in project_levels(sentence) if level.level in levels]
        if _NOT_YET.search(sentence) or _somebody_else(form, sentence[: sentence.find(hit.words)]):
            continue
        if found and not denied(clause_at(sentence, sentence.find(found[0].text))):
            said = f"负责人“{sentence[:60]}”（{_LEVELS[found[0].level]}）"
            return passed(said, *hit.spans, *hit.statement.spans)
    projects = [one for one in section if any(re.search("项目", heading) for heading in one.headings)]
    whole = [one for one in projects if not (one.headings and _of_some(one.headings[0]))]
    if whole and all(nothing_said(one) for one in projects) and not _told_elsewhere(form, texts, levels, roles):
        spans = [span for one in projects for span in one.spans]
        return replace(failed("负责人承担项目一栏没有填写任何项目", *spans), missing=True)
    spans = [span for one in projects[:4] for span in one.spans]
    return review("没有读到负责人主持或参与的规定级别的项目", *spans, why="未见国家级、省部级、行业重点或重大项目")


def _of_some(heading: str) -> bool:
    """
    >>> _of_some("在研项目"), _of_some("国家级、省部级项目"), _of_some("承担项目")
    (True, False, False)
    """
    return bool(_SOME.search(heading)) and not re.search("[、或及和/]", heading)


def _told_elsewhere(form: ApplicationForm, texts: Sequence[PaperText], levels: Sequence[str], roles: str) -> bool:
    """Whether the form names the leader's project somewhere else than in the section made for it."""
    name = form.leader.name.value if form.leader.name.present else ""
    for one in of_papers(texts, ("application_form",)):
        for sentence in re.split("[。；;]", one.text):
            own = "负责人" in sentence or "本人" in sentence or (bool(name) and name in sentence)
            if own and re.search(roles, sentence) and any(each.level in levels for each in project_levels(sentence)):
                return True
    return False


def _somebody_else(form: ApplicationForm, before: str) -> bool:
    """Whether the words before the role name a member, an expert, the team or the unit as the one who has it."""
    people = [*(one.name for one in form.members), *(one.name for one in form.experts)]
    leader = form.leader.name.value if form.leader.name.present else ""
    others = [one.value for one in people if isinstance(one, Cited) and one.value != leader]
    return any(name in before for name in others) or bool(_OTHERS_WORK.search(before))


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in "。；;") + 1
    ends = [end for mark in "。；;" if (end := text.find(mark, at)) >= 0]
    return text[start : min(ends, default=len(text))]
