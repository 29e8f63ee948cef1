"""X.08 stated numbers, X.10 the order of dates, X.12 words of a template left in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from checks.outcome import Outcome, Outcomes, passed, review
from checks.paper_text import PaperText
from checks.persons import people
from checks.rule import rule
from extractor.document import Span
from extractor.records.activity import ActivityRecord
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Cited, Field
from extractor.records.partial_date import PartialDate
from extractor.records.report import Report
from extractor.records.roster import Roster

Dated = tuple[str, Cited[PartialDate]]


@rule("X.08", name="counts-agree")
def counts_agree(forms: tuple[ApplicationForm, ...] = (), rosters: tuple[Roster, ...] = ()) -> Outcomes:
    """所填人数与名单的行数一致，负责人在名单之外的计入与不计入都可以。"""
    for number, form in enumerate(forms, 1):
        lists = rosters if len(forms) == 1 and not form.members else ()
        yield from _counted(form.member_count, [form], lists, f"form{number}")
    for number, roster in enumerate(rosters, 1):
        yield from _counted(roster.stated_count, [], [roster], f"roster{number}")


def _counted(
    stated: Field[int], forms: Sequence[ApplicationForm], rosters: Sequence[Roster], subject: str
) -> Iterator[Outcome]:
    rows = [member for form in forms for member in form.members]
    rows += [member for roster in rosters for member in roster.members]
    if not isinstance(stated, Cited) or not rows:
        return
    team = people(forms, rosters, ())
    leading = sum(one.leader for one in team)
    unread = sum(not row.name.present for row in rows)
    said = f"所填人数为 {stated.value} 人，名单上有 {len(team)} 人"
    names = [row.name for row in rows if isinstance(row.name, Cited)]
    if stated.value in (len(team), len(team) - leading) and not unread:
        yield passed(said, stated, *names, subject=subject)
    else:
        why = f"名单有 {unread} 行的姓名未能识读" if unread else "所填人数与名单不一致"
        yield review(said, stated, *names, subject=subject, why=why)


@rule("X.10", name="dates-in-order")
def dates_in_order(
    forms: tuple[ApplicationForm, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    activities: tuple[ActivityRecord, ...] = (),
    reports: tuple[Report, ...] = (),
) -> Outcomes:
    """各日期先后合理：成立先于申报，申报先于签协议，签协议先于活动，活动不晚于项目结束，报告在项目结束之后。"""
    founded = _dates("团队成立", (one.founded_date for one in forms))
    applied = _dates("申报", (one.apply_date for one in forms))
    signed = _dates("签订协议", (one.sign_date for one in agreements))
    ended = _dates("项目结束", (one.term_end for one in agreements))
    held = _dates("活动", (one.date for one in activities))
    reported = _dates("报告", (one.date for one in reports))
    for earlier, later in pairwise([founded, applied, signed]):
        yield from _ordered(earlier, later)
    yield from _ordered(signed or applied, held)
    yield from _ordered(held, ended)
    yield from _ordered(ended, reported)


def _dates(what: str, fields: Iterator[Field[PartialDate]]) -> list[Dated]:
    return [(what, field) for field in fields if isinstance(field, Cited)]


def _ordered(earlier: Sequence[Dated], later: Sequence[Dated]) -> Iterator[Outcome]:
    """One outcome for two kinds of days: a month or a year counts as any of its days."""
    if not earlier or not later:
        return
    first, second = earlier[0][0], later[0][0]
    wrong = [(a, b) for _, a in earlier for _, b in later if a.value.earliest > b.value.latest]
    subject = f"{first}|{second}"
    if wrong:
        said = "；".join(f"{first} {a.value}，{second} {b.value}" for a, b in wrong[:3])
        cited = [field for pair in wrong[:3] for field in pair]
        yield review(said, *cited, subject=subject, why=f"“{second}”的日期早于“{first}”，请核对")
    else:
        cited = [field for _, field in (*earlier[:2], *later[:2])]
        said = f"{first} {earlier[0][1].value} 不晚于{second} {later[0][1].value}"
        yield passed(said, *cited, subject=subject)


@rule("X.12", name="no-template-words")
def no_template_words(texts: tuple[PaperText, ...] = (), *, marks: Sequence[str]) -> Outcomes:
    """没有遗留的模板占位文字，如 XXX、（此处填写）。"""
    shapes = [re.compile(mark) for mark in marks]
    found = [(text, list(_left(text, shapes))) for text in texts]
    for number, (text, left) in enumerate(found):
        if left:
            words = "、".join(dict.fromkeys(f"“{span.text}”" for span in left[:4]))
            why = "似为模板遗留的占位文字，请填写或删除"
            yield review(f"{text.name} 中有 {words}", *left[:8], subject=f"{text.name}#{number}", why=why)
    read = [text for text in texts if text.lines and text.kind != "unknown"]
    if read and not any(left for _, left in found):
        typed = [text.lines[0] for text in read if not text.lines[0].source.startswith("ocr")]
        yield passed(f"{len(read)} 份材料中没有模板占位文字", *(typed or [text.lines[0] for text in read]))


def _left(text: PaperText, shapes: Sequence[re.Pattern[str]]) -> Iterator[Span]:
    for span in text.lines:
        for shape in shapes:
            for match in shape.finditer(span.text):
                yield replace(span, text=match.group())
