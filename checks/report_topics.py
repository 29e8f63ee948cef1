"""Whether a report speaks of what its title says: of firms, needs, experts, the district or its 科协.

A title alone is no proof: a 需求分析报告 may be one of software. What a report must speak of stands in the pack.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from checks.paper_text import PaperText
from extractor.records.cited import Cited
from extractor.records.report import Report


def off_topic(report: Report, texts: Sequence[PaperText], topics: Mapping[str, str]) -> str:
    """In Chinese which of the matters the body does not speak of; "" where it speaks of all, or where its text is not
    at hand. The title's own lines do not count."""
    heads = [field for field in (report.title, report.report_kind) if isinstance(field, Cited)]
    papers = {span.document for field in heads for span in field.spans}
    titled = {(span.document, span.place) for field in heads for span in field.spans}
    lines = [
        "".join(span.text.split())
        for text in texts
        for span in text.lines
        if span.document in papers and (span.document, span.place) not in titled
    ]
    if not lines:
        return ""
    body = "\n".join(lines)
    silent = [name for name, pattern in topics.items() if not re.search(pattern, body)]
    return f"正文没有谈到{'、'.join(silent)}，可能不是所要求的报告" if silent else ""
