"""X.07: what the papers say of the project is the same: its leader, its money, the two forms of one paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any

from checks.host import plain_name
from checks.outcome import Outcome, Outcomes, passed, review
from checks.paper_text import PaperText
from checks.rule import rule
from checks.same_paper import TwoForms
from checks.two_forms import disagreements
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.budget import Budget
from extractor.records.cited import Cited, Field
from extractor.records.settlement import Settlement
from extractor.records.statement import Statement

_ASIDE = re.compile("[（(].*?[）)]")
_ON_COVER = {
    "依托单位": re.compile("(?:依托|申报|承担)单位(?:名称)?"),
    "名称": re.compile("(?:工作室|团队|站点)名称"),
    "负责人": re.compile("(?:团队|工作室|项目)?负责人(?:姓名)?"),
}
_TITLES = {
    "工作室名称": re.compile("(?:创新)?(?:工作室|团队|青创室)(?:名称|全称)"),
    "站点名称": re.compile("(?:工作)?站点?(?:名称|全称)"),
    "项目名称": re.compile("(?:课题|项目)名称"),
}
_SAYING = {"application_form": "申报书", "agreement": "协议", "settlement": "决算", "budget": "预算"}
_OTHER_PROJECTS = ("opinions", "projects", "outcomes", "leader", "members")
Said = tuple[str, Field[Any]]


@rule("X.07", name="project-consistent")
def project_consistent(
    forms: tuple[ApplicationForm, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    budgets: tuple[Budget, ...] = (),
    settlements: tuple[Settlement, ...] = (),
    twice: tuple[TwoForms, ...] = (),
    texts: tuple[PaperText, ...] = (),
) -> Outcomes:
    """负责人、名称和经费金额在申报书、协议、预算、决算中一致；同一材料有两种形式的，两份一致。"""
    yield from disagreements(twice, persons=False)
    yield from _two_in_one(texts)
    leaders = [*(("申报书", one.leader.name) for one in forms), *(("协议", one.project_leader) for one in agreements)]
    yield from _agree("负责人", leaders)
    money: list[Said] = [("协议", one.grant_amount) for one in agreements]
    money += [("预算", one.grant_total if one.grant_total.present else one.total) for one in budgets]
    money += [("决算的预算数", one.total_budget) for one in settlements]
    yield from _agree("经费金额", money)
    yield from _titles(texts)


def _two_in_one(texts: Sequence[PaperText]) -> Iterator[Outcome]:
    """A form that names two units and two teams or leaders holds two forms, of which one is read."""
    for text in texts:
        if text.kind != "application_form":
            continue
        said: dict[str, dict[str, Statement]] = {}
        for one in text.statements:
            for what, label in _ON_COVER.items():
                if one.text and one.section != "opinions" and label.fullmatch(one.label):
                    said.setdefault(what, {}).setdefault(plain_name(_ASIDE.sub("", one.text)), one)
        twofold = {what: found for what, found in said.items() if len(found) > 1}
        if "依托单位" in twofold and len(twofold) > 1:
            listed = "；".join(f"{what} {'、'.join(s.text for s in of.values())}" for what, of in twofold.items())
            cited = [span for of in twofold.values() for one in of.values() for span in one.spans]
            why = "一个文件里像是有两份申报书，只按前一份核对，请分开提交或由人员核对"
            yield review(f"《{text.name}》中{listed}", *cited, subject=f"two forms:{text.name}", why=why)


def _titles(texts: Sequence[PaperText]) -> Iterator[Outcome]:
    """What papers of different kinds call the team, the station or the project; a shorter form says the same."""
    for what, label in _TITLES.items():
        said: dict[tuple[str, str], Statement] = {}
        for text in texts:
            named = [one for one in text.statements if one.text and label.fullmatch(one.label)]
            named = [one for one in named if one.section not in _OTHER_PROJECTS]
            if text.kind in _SAYING and len({one.text for one in named}) == 1:  # several: a list of projects
                said.setdefault((_SAYING[text.kind], plain_name(named[0].text)), named[0])
        if len({paper for paper, _ in said}) < 2:
            continue
        names = [name for _, name in said]
        listed = "、".join(f"{paper} {one.text}" for (paper, _), one in said.items())
        cited = [span for one in said.values() for span in one.spans]
        # Each with each: two names that differ may both hold the short one.
        if all(_contained(one, other) for one, other in combinations(names, 2)):
            yield passed(f"{what}：{listed}，一致", *cited, subject=what)
        else:
            yield review(f"{what}：{listed}", *cited, subject=what, why=f"各份材料中的{what}不一致")


def _contained(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= 4 and short in long)


def _agree(what: str, said: Sequence[Said]) -> Iterator[Outcome]:
    """Nothing where one kind of papers says it, and says one thing."""
    held = [(paper, field) for paper, field in said if isinstance(field, Cited)]
    if len({paper for paper, _ in held}) < 2 and len({_compared(field.value) for _, field in held}) < 2:
        return
    listed = "、".join(f"{paper} {_shown(field.value)}" for paper, field in held)
    evidence = [field for _, field in held]
    if len({_compared(field.value) for field in evidence}) == 1:
        yield passed(f"{what}：{listed}，一致", *evidence, subject=what)
    else:
        yield review(f"{what}：{listed}", *evidence, subject=what, why=f"各份材料中的{what}不一致")


def _compared(value: Any) -> Any:
    return re.sub(r"\s", "", value) if isinstance(value, str) else value


def _shown(value: Any) -> str:
    return f"{value.normalize():f} 元" if isinstance(value, Decimal) else _compared(str(value))
