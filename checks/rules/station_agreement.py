"""The papers of a station's application and agreement: ZD 第三条①, 第十条, 第十一条, 第十二条."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from checks.outcome import Outcome, Outcomes, failed, missing, not_applicable, passed, review
from checks.rule import rule
from checks.signing import doubted, impressions, one_each
from checks.stated import nothing_said, of_papers, under
from checks.station_papers import Station
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Cited, Field
from extractor.records.figures import Target

_LIKE_A_PLAN = (
    "(?:工作|实施|服务|项目|年度|进度).{0,6}(?:方案|计划|安排|思路|举措|措施|内容|任务|设想|打算)|拟开展|如何开展"
)


@rule("ZD-03.2", name="project-year")
def project_year(station: Station, *, year: int) -> Outcomes:
    """项目按年度实施：协议写明的项目周期从规定的年度开始；跨到下一年度的由人员判断。"""
    if not station.agreements:
        yield missing("未见协议，无法核对项目年度", why="缺少协议")
        return
    for agreement in station.agreements:
        start, end = agreement.term_start, agreement.term_end
        if not isinstance(start, Cited) or not isinstance(end, Cited):
            named = agreement.station.project_year
            shown = [one for one in (start, end, named) if isinstance(one, Cited)]
            yield review("协议的项目周期没有读全", *shown, start, end, why="没有读到项目周期的起止日期")
            continue
        said = f"项目周期 {start.value} 至 {end.value}（项目年度为 {year} 年）"
        if start.value.year != year:
            yield failed(said, start, end)
        elif end.value.year != year:
            yield review(said, start, end, why="项目周期跨年度")
        else:
            yield passed(said, start, end)


@rule("ZD-10.1", name="plan-and-form-handed-in")
def plan_and_form(station: Station) -> Outcomes:
    """申报时提交项目申报书和工作方案；工作方案可以是申报书中的一部分。"""
    if not station.forms:
        yield missing("未见项目申报书", why="缺少申报书")
        return
    plans: list[Cited[Any]] = [one.title for one in station.of_kind("work_plan") if isinstance(one.title, Cited)]
    plans += [one for form in station.forms if isinstance(one := form.station.work_plan, Cited)]
    forms = [one for form in station.forms for one in _heads(form)][:3]
    if plans:
        yield passed("已提交项目申报书和工作方案", *forms, *plans)
        return
    said_in_forms = under(of_papers(station.texts, ("application_form",)), _LIKE_A_PLAN, "意见|预算|经费")
    like = [one for one in said_in_forms if not nothing_said(one)]
    if like:
        said = f"申报书中有“{like[0].headings[0]}”，没有读到成篇的工作方案"
        yield review(said, *forms, *like[0].spans, why="这一部分能否作为工作方案，由人员判断")
    else:
        yield replace(failed("须提交工作方案，申报书中和其他材料中均未见", *forms), missing=True)


def _heads(form: ApplicationForm) -> list[Cited[Any]]:
    fields: tuple[Field[Any], ...] = (form.project_title, form.team_name, form.host_org, form.leader.name)
    return [one for one in fields if isinstance(one, Cited)]


@rule("ZD-10.2", name="agreement-signed")
def agreement_signed(station: Station) -> Outcomes:
    """确定承担单位后签署项目合作协议：写明甲乙双方，盖有双方印章。"""
    if not station.agreements:
        yield missing("未见项目合作协议", why="缺少协议")
        return
    for agreement in station.agreements:
        first, second = agreement.party_a, agreement.party_b
        title = [agreement.title] if isinstance(agreement.title, Cited) else []
        if isinstance(first, Cited) and isinstance(second, Cited):
            yield _both_sealed(agreement, title, first, second)
        else:
            read = [one for one in (first, second) if isinstance(one, Cited)]
            yield review("协议的甲乙双方没有读全", *title, *read, why="没有读到甲方或乙方")


def _both_sealed(agreement: Agreement, title: list[Cited[str]], first: Cited[str], second: Cited[str]) -> Outcome:
    """Two seals that may be those of the two parties; what only looks like a seal is a person's to see."""
    seals, unclear = impressions(agreement.signing), doubted(agreement.signing)
    cited: list[Any] = [*title, first, second, *seals]
    said = f"协议双方为{first.value}、{second.value}，见印章 {len(seals)} 处"
    if unclear:
        return review(said, *cited, *unclear, why=f"另有 {len(unclear)} 处像是印章而看不清，请核对双方是否盖章")
    if len(seals) < 2:
        return review(said, *cited, why=f"只见印章 {len(seals)} 处，请核对双方是否盖章")
    if not one_each(seals, first, second):
        return review(said, *cited, why="所见印章未必分属双方，请核对双方是否盖章")
    return passed(said, *cited)


@rule("ZD-10.3", name="agreement-targets-and-budget")
def agreement_contents(station: Station, *, minima: Mapping[str, Mapping[str, float]]) -> Outcomes:
    """协议写明当年任务目标和经费支出预算；缺一项为不合格，目标低于第七、八条的由人员判断。"""
    if not station.agreements:
        yield missing("未见项目合作协议", why="缺少协议")
        return
    for agreement in station.agreements:
        targets = [one for one in agreement.station.targets if one.planned.present]
        lines = [one for one in agreement.budget_lines if one.amount.present]
        cited: list[Any] = [one.label for one in targets[:8]] + [one.category for one in lines[:8]]
        said = f"协议列有任务目标 {len(targets)} 项、预算 {len(lines)} 行"
        goals, money = (
            targets or _speaks(station, "任务目标|年度目标|绩效目标|任务指标|工作目标"),
            lines or _speaks(station, "支出预算|经费预算|预算表|经费支出"),
        )
        if targets and lines:
            low = _low(targets, minima.get(station.known.value, {}))
            if low:
                yield review(said, *cited, why=f"任务目标低于第七条、第八条的数目：{low}")
            else:
                yield passed(said, *cited)
        elif goals and money:
            yield review(said, *cited, *_spans(goals), *_spans(money), why="提到了任务目标和预算，但没有读出各项数目")
        else:
            lacking = "、".join(n for n, held in (("当年任务目标", goals), ("经费支出预算", money)) if not held)
            yield failed(f"{said}，协议未写明{lacking}", *(cited or _title(agreement)))


def _speaks(station: Station, words: str) -> list[Any]:
    wanted = re.compile(words)
    return [
        span
        for text in station.text_of("agreement")
        for span in text.lines
        if wanted.search("".join(span.text.split()))
    ]


def _spans(held: list[Any]) -> list[Any]:
    return [one for one in held[:2] if not isinstance(one, Target) and not hasattr(one, "amount")]


def _title(agreement: Agreement) -> list[Cited[Any]]:
    fields: tuple[Field[Any], ...] = (agreement.title, agreement.party_b)
    return [one for one in fields if isinstance(one, Cited)]


def _low(targets: list[Target], minima: Mapping[str, float]) -> str:
    below = [
        f"{one.label.value if one.label.present else one.name} {one.planned.value}（{minima[one.name]}）"
        for one in targets
        if one.name in minima and one.planned.value < minima[one.name]
    ]
    return "、".join(below)


@rule("ZD-11.1", name="project-rules")
def project_rules(station: Station) -> Outcomes:
    """签署协议后建立项目管理制度：材料中有管理制度、办法。"""
    found = station.of_kind("rules_document")
    if found:
        yield passed("已提交项目管理制度", *(one.title for one in found if isinstance(one.title, Cited)))
    else:
        yield missing("未见项目管理制度", why="缺少项目管理制度")


@rule("ZD-11.2", name="leader-and-contact")
def leader_and_contact(station: Station) -> Outcomes:
    """申报书或协议明确项目负责人和联系人，可以是同一人；栏目为空的为不合格。"""
    if not station.forms and not station.agreements:
        yield missing("未见申报书和协议，无法核对负责人和联系人", why="缺少申报书或协议")
        return
    leaders: list[Field[Any]] = [form.leader.name for form in station.forms]
    leaders += [one.project_leader for one in station.agreements]
    contacts: list[Field[Any]] = [one.station.contact_name for one in station.forms]
    contacts += [one.station.contact_name for one in station.agreements]
    named = {
        what: [f for f in fields if f.present] for what, fields in (("项目负责人", leaders), ("联系人", contacts))
    }
    cited = [one for fields in named.values() for one in fields[:2]]
    lacking = [what for what, fields in named.items() if not fields]
    if not lacking:
        shown = "、".join(f"{what} {fields[0].value}" for what, fields in named.items())
        yield passed(shown, *cited)
        return
    missing_fields = [
        f for what, fields in (("项目负责人", leaders), ("联系人", contacts)) if what in lacking for f in fields
    ]
    blank = [one for one in missing_fields if not one.present and one.reason == "blank"]
    said = f"材料没有写明{'、'.join(lacking)}"
    if (
        blank
        and len({one.label for one in blank}) >= len(lacking)
        and all(one.reason != "unreadable" for one in missing_fields if not one.present)
    ):
        yield failed(f"{said}（栏目为空）", *cited, *blank)
    else:
        yield review(said, *cited, *missing_fields, why=f"没有读到{'、'.join(lacking)}")


@rule("ZD-11.3", name="plan-and-budget-detailed")
def plan_and_budget(station: Station) -> Outcomes:
    """细化项目实施方案和预算：材料中有方案，也有分科目的预算，预算合计与协议金额一致。"""
    plans: list[Cited[Any]] = [one.title for one in station.of_kind("work_plan") if isinstance(one.title, Cited)]
    plans += [one for paper in (*station.forms,) if isinstance(one := paper.station.work_plan, Cited)]
    lines: list[Cited[Any]] = [
        row.category for one in station.budgets for row in one.lines if isinstance(row.category, Cited)
    ]
    planned = [*(one.budget_lines for one in station.forms), *(one.budget_lines for one in station.agreements)]
    lines += [row.category for rows in planned for row in rows if isinstance(row.category, Cited)]
    if not plans and not lines:
        yield missing("未见实施方案和预算", why="缺少实施方案和预算")
        return
    said = f"{'有' if plans else '未见'}实施方案，{f'预算 {len(lines)} 行' if lines else '未见预算'}"
    totals = {one.total.value for one in station.budgets if one.total.present}
    grants = {one.grant_amount.value for one in station.agreements if one.grant_amount.present}
    if totals and grants and not totals & grants:
        yield review(said, *plans[:2], *lines[:6], why="预算合计与协议金额不一致")
    elif plans and lines:
        yield passed(said, *plans[:2], *lines[:6])
    else:
        yield missing(said, *plans[:2], *lines[:6], why="缺少实施方案" if lines else "缺少预算")


@rule("ZD-12.5", name="audit")
def audit(station: Station, *, required: bool) -> Outcomes:
    """配合第三方审计：规则包设为须提交审计报告时，材料中有审计报告。"""
    found = [span for text in station.texts for span in text.lines[:6] if "审计报告" in "".join(span.text.split())]
    if found:
        yield passed("已提交审计报告", *found[:2])
    elif required:
        yield missing("未见审计报告", why="缺少审计报告")
    else:
        yield not_applicable("未设定须提交审计报告", firm=True)
