"""Reports of one kind that may be parts of one: 上册 and 下册, or one for each industry.

The policy asks for one report (ZD 第七条②③, 第八条: 1份) and does not say that it may lie in several papers: together
long enough is a person's to judge. Two of the same title are versions of one, and no version makes up for another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.paper_text import PaperText
from extractor.records.report import Report

_PART = re.compile(
    r"[上中下][册篇卷部]|[（(\-_—]\s*[上中下一二三四\d]\s*[)）]|[-_—]\s*[上中下](?:\.\w+)?$|第[一二三四\d][部分册]"
)


def may_be_parts(reports: Sequence[Report], texts: Sequence[PaperText], minimum: int) -> str:
    """Why several short reports may together be the one demanded, in Chinese; "" where they are not.

    `texts` tell the files' names.
    """
    together = sum(report.word_counts.whole.chars_nospace for report in reports)
    if len(reports) < 2 or together < minimum:
        return ""
    titles = {"".join(one.title.value.split()) if one.title.present else "" for one in reports}
    # A title that was not read is like no other.
    if len(titles) == 1 and "" not in titles and not any(_PART.search(name) for name in _file_names(reports, texts)):
        return ""
    return f"共 {len(reports)} 份，合计不计空格字符 {together}，是否为同一份报告的几个部分、可否合并计算由人员判断"


def _file_names(reports: Sequence[Report], texts: Sequence[PaperText]) -> set[str]:
    kinds = (span.document for report in reports if report.report_kind.present for span in report.report_kind.spans)
    papers = set(kinds)
    return {text.name for text in texts if any(span.document in papers for span in text.lines)}
