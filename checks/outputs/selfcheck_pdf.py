"""What an applicant finds wrong before handing in (自查清单) as a PDF: 补正清单 without anybody's decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from checks.shown import Shown

FORMAT = "selfcheck.pdf"
MEDIA_TYPE = "application/pdf"
SUFFIX = ".pdf"
TITLE = "自查清单 PDF"
FILE = "自查清单.pdf"
NAMED = "自查清单"
AFTER_DECISIONS = True  # before any it is 补正清单 itself


def concerns(result: Mapping[str, Any]) -> bool:  # noqa: ARG001
    """Reviewers are not offered it: the applicant's own page is."""
    return False


def of_all(shown: Shown) -> bytes:
    """The sheet as the rules see the papers. Same result, same bytes."""
    from checks.drawing.paper_pdf import pdf
    from checks.handed_back import fixes

    return pdf(replace(fixes(replace(shown, decisions={})), title=NAMED))
