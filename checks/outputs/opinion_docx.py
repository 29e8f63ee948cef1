"""The reviewer's opinion on one page (审查意见表) as a Word file: see checks.handed_back."""

from __future__ import annotations

from checks.shown import Shown

FORMAT = "opinion.docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIX = ".docx"
TITLE = "审查意见表 Word"
FILE = "审查意见表.docx"
NAMED = "审查意见表"
AFTER_DECISIONS = True


def of_all(shown: Shown) -> bytes:
    """The sheet as it stands after the decisions. Same result and decisions, same bytes."""
    from checks.drawing.paper_docx import docx
    from checks.handed_back import opinion

    return docx(opinion(shown))
