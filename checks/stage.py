"""The stage of a submission, inferred from the papers that are there when nobody said it."""

from __future__ import annotations

from collections.abc import Sequence

from checks.case import CaseDocument
from checks.papers import present

STAGES = ("application", "agreement", "mid", "closing", "finance")
CLOSING_REPORTS = {"report:needs", "report:model", "report:region", "report:university"}
VOUCHERS = {"invoice", "payment_table"}


def infer(documents: Sequence[CaseDocument]) -> tuple[str, str]:
    """A stage and the Chinese reason; ("", reason) where the papers do not tell.

    Reports due at the end and final accounts outweigh an application form that was put beside them; a summary alone
    does not, since applicants also sum up past years. An agreement is signed after the recommendation: a form beside
    it is an annex, and no letter is missing.
    """
    papers = present(documents)
    if papers & (CLOSING_REPORTS | {"settlement"}):
        return "closing", "材料中有结题报告或决算报告"
    signed = "agreement" in papers and "recommendation" not in papers
    if papers & {"application_form", "recommendation"} and not signed:
        return "application", "材料中有申报书或推荐函"
    if "report:summary" in papers:
        return "closing", "材料中有总结报告"
    if papers & VOUCHERS:
        return "finance", "材料中有票据"
    if "agreement" in papers:
        return "agreement", "材料中有协议"
    if papers & {"activity", "news"}:
        return "mid", "材料中只有活动材料"
    return "", "材料不足以判断处于哪个阶段"
