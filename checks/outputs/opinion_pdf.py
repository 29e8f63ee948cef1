"""The reviewer's opinion on one page (审查意见表) as a PDF: see checks.handed_back."""

from __future__ import annotations

from checks.shown import Shown

FORMAT = "opinion.pdf"
MEDIA_TYPE = "application/pdf"
SUFFIX = ".pdf"
TITLE = "审查意见表 PDF"
FILE = "审查意见表.pdf"
NAMED = "审查意见表"
AFTER_DECISIONS = True


def of_all(shown: Shown) -> bytes:
    """The sheet as it stands after the decisions. Same result and decisions, same bytes."""
    from checks.drawing.paper_pdf import pdf
    from checks.handed_back import opinion

    return pdf(opinion(shown))
