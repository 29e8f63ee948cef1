"""What the applicant has to put right (补正清单) as a PDF: see checks.handed_back."""

from __future__ import annotations

from checks.shown import Shown

FORMAT = "fixes.pdf"
MEDIA_TYPE = "application/pdf"
SUFFIX = ".pdf"
TITLE = "补正清单 PDF"
FILE = "补正清单.pdf"
NAMED = "补正清单"


def of_all(shown: Shown) -> bytes:
    """The sheet as it stands after the decisions. Same result and decisions, same bytes."""
    from checks.drawing.paper_pdf import pdf
    from checks.handed_back import fixes

    return pdf(fixes(shown))
