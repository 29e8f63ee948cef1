"""A predicate for rows on the truth of papers: `predicate: contradictions`. It proves nothing, it only gathers."""

from __future__ import annotations

from collections.abc import Sequence

from checks.finding import Finding, Verdict
from checks.outcome import Outcomes, not_applicable, review
from checks.rule import predicate


@predicate("contradictions")
def contradictions(found: tuple[Finding, ...] = (), *, rules: Sequence[str], signs: Sequence[str]) -> Outcomes:
    """汇总各条核对中发现的前后矛盾；是否属实由人员判断，没有发现矛盾也不能证明属实。"""
    against = [one for one in found if one.rule in rules and _contradicts(one, signs)]
    if not against:
        yield not_applicable("没有发现材料前后矛盾之处；这不能证明材料属实")
        return
    rows = "、".join(dict.fromkeys(one.rule for one in against))
    cited = [evidence for one in against for evidence in one.evidence[:2]]
    why = "；".join(dict.fromkeys(_said(one) for one in against))
    yield review(f"有 {len(against)} 处前后矛盾（见 {rows}）", *cited, why=f"是否属实由人员判断：{why}")


def _said(one: Finding) -> str:
    """What a finding says against the papers. Where it speaks of another submission it is only named: this finding is
    shown to applicants whole, and that one is not."""
    return f"与其他提交相同或相近的内容见 {one.rule}" if one.shared else (one.why or one.message)[:80]


def _contradicts(one: Finding, signs: Sequence[str]) -> bool:
    """A fail that shows what it rests on, or a review whose reason says that papers contradict each other."""
    if one.verdict is Verdict.FAIL:
        return bool(one.evidence)
    return one.verdict is Verdict.REVIEW and any(sign in one.why for sign in signs)
