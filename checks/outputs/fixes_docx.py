"""What the applicant has to put right (补正清单) as a Word file: see checks.handed_back."""

from __future__ import annotations

from checks.shown import Shown

FORMAT = "fixes.docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIX = ".docx"
TITLE = "补正清单 Word"
FILE = "补正清单.docx"
NAMED = "补正清单"


def of_all(shown: Shown) -> bytes:
    """The sheet as it stands after the decisions. Same result and decisions, same bytes."""
    from checks.drawing.paper_docx import docx
    from checks.handed_back import fixes

    return docx(fixes(shown))
