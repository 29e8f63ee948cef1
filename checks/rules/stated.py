"""A predicate for rows that ask whether the packet says something in its proper place: `predicate: stated`.

`under` are the headings and labels below which the row's `topics` are looked for, so that a word in another section
counts not; what a clause denies (暂无, 未开展) counts not either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.outcome import Outcomes, missing, not_applicable, passed, review
from checks.paper_text import PaperText
from checks.papers import NAMES
from checks.rule import predicate
from checks.stated import Hit, hits, nothing_said, of_papers, quoted_whole
from checks.stated import under as below
from extractor.document import Span

_EACH = 2  # places quoted for each topic


@predicate("stated")
def stated(
    texts: tuple[PaperText, ...] = (),
    *,
    under: str,
    topics: Mapping[str, str],
    papers: Sequence[str] = ("application_form",),
    without: str = "",
    least: int = 0,
    real: bool = False,
    absent: str = "review",
) -> Outcomes:
    """在谈到本条的章节或栏目中查找各要点，列出原文；写明没有的不算，见于其他章节的不算。"""
    read = of_papers(texts, papers)
    if not read:
        names = "、".join(NAMES.get(kind, kind) for kind in papers)
        if absent == "not_applicable":
            yield not_applicable(f"未见{names}")
        else:
            yield missing(f"未见{names}，无法核对本条", why=f"缺少{names}")
        return
    section = below(read, under, without)
    found = {
        name: list(hits(section, pattern, real=real, others=[o for o in topics.values() if o != pattern]))
        for name, pattern in topics.items()
    }
    lacking = [name for name, places in found.items() if not places]
    said = "；".join(f"{name}：{_told(places)}" for name, places in found.items())
    cited = [span for places in found.values() for hit in places[:_EACH] for span in _shown(hit)]
    if len(found) - len(lacking) >= (least or len(found)):
        yield passed(said, *cited)
    elif absent == "not_applicable" and not cited:
        yield not_applicable(said)
    else:
        empty = [span for one in section if nothing_said(one) for span in one.spans]
        where = "相应章节" if section else "材料（未找到相应章节）"
        yield review(said, *(cited or empty), why=f"{where}中未见{'、'.join(lacking)}")


def _told(places: Sequence[Hit]) -> str:
    if not places:
        return "未见"
    words = "、".join(dict.fromkeys(f"“{hit.words[:16]}”" for hit in places[:3]))
    return f"{words}{f'等 {len(places)} 处' if len(places) > 3 else ''}"


def _shown(hit: Hit) -> Sequence[Span]:
    return quoted_whole(hit.statement) if hit.spans is hit.statement.spans else hit.spans
