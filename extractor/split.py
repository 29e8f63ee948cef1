"""One file may hold a whole packet: finds where its papers begin. A wrong cut is worse than none; no page is lost.

A page begins a paper when it bears a title that some kind knows and nothing says that the paper before goes on
(numbering of pages or chapters, the same running title, a table carried over), or when its printed number starts
again at 1. A workbook is cut before a sheet that is a paper of its own by its kind (OWN_SHEET); a DOCX is one paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.citing import box_of
from extractor.document import Document, Line, Page, Part
from extractor.headline import Headline, headlines, squeeze
from extractor.recognise import kinds
from extractor.text.report_titles import find_title

_KNOWN = 0.7  # score of a kind, for one page alone, at which its title is believed
_MOST_ON_COVER = 800  # characters of a cover or a page of contents
_CHAPTER = re.compile(r"^\s*([一二三四五六七八九十]{1,2})\s*[、.．]\s*\S")
_ORDINALS = {n: i for i, n in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六".split(), 1)}  # noqa: SIM905
_SIGNATURE_TITLE = re.compile(
    r"^[（(]?.{0,16}(?:(?:签字盖章|签章|盖章|签字)页|单位(?:审核|审查|推荐)?意见(?:及.{0,2}(?:签|盖)章)?[表页]?)"
    r"(?:[（(].{1,8}[）)])?[）)]?[：:]?$"
)
_COVER_LABEL = re.compile(
    r"((?:工作室|团队|项目|站点|单位)名称|(?:依托|申报|承担|推荐|实施)单位|(?:团队|项目)?负责人|甲方|乙方)(?:[（(].{1,8}?[）)])?[：:](.+)$"
)
_LABELS_OF_A_COVER = 2
_HOLDS_OPINIONS = ("application_form", "agreement", "budget", "settlement", "change_request", "work_plan")
_ISSUER = re.compile(
    r"(?:公司|大学|学院|研究院|研究所|中心|协会|学会|科协|委员会|联合会|促进会|集团|局|厂|所|院)(?:[（(].{1,8}[）)])?$"
)
_NUMBERS = (
    re.compile(r"^第(\d{1,3})页(?:[,，/]?共(\d{1,3})页)?$"),
    re.compile(r"^共(\d{1,3})页[,，/]?第(\d{1,3})页$"),
    re.compile(r"(?:^|\D)(\d{1,3})/(\d{1,3})$"),
    re.compile(r"^[-—–·\s]*(\d{1,3})[-—–·\s]*$"),
)
_IN_WORDS = 2  # of these say 页


@dataclass(frozen=True, slots=True)
class _Look:
    """What one page shows: its title if a kind knows it, its printed number, its chapters, whether it is a scan."""

    page: Page
    title: str
    kind: str
    number: int | None
    of: int | None
    chapters: tuple[int, ...]

    @property
    def picture(self) -> bool:
        """A photograph on a page of its own: a scan of few words that no one signs."""
        text = squeeze(self.page.text)
        return self.page.scanned and len(text) <= 80 and not re.search("签字|签名|盖章|签章|公章|第.{1,3}页", text)

    @property
    def size(self) -> tuple[int, int]:
        return round(self.page.width / 20), round(self.page.height / 20)


def split(document: Document) -> tuple[Part, ...]:
    """The papers of `document`, in order; together they hold every page, each once."""
    pages = document.pages
    if document.format == "xlsx":
        starts = [at for at, page in enumerate(pages) if at == 0 or _own_sheet(document, page)]
        return _parts(document, starts)
    if document.format != "pdf" or len(pages) < 2:
        return (Part(document, pages, 0),)
    looks = [_look(document, page) for page in pages]
    starts = [0]
    for at in range(1, len(looks)):
        if _begins(looks, starts[-1], at):
            starts.append(at)
    return _parts(document, starts)


def _parts(document: Document, starts: list[int]) -> tuple[Part, ...]:
    bounds = zip(starts, [*starts[1:], len(document.pages)], strict=True)
    return tuple(Part(document, document.pages[a:b], index) for index, (a, b) in enumerate(bounds))


def _own_sheet(document: Document, page: Page) -> bool:
    """Whether the sheet's best kind, surely known, fills sheets of its own. Pictures and hidden sheets do not."""
    if page.media or not page.tables:
        return False
    part = Part(document, (page,))
    score, _, kind = max(((kind.score(part), kind.NAME, kind) for kind in kinds()), key=lambda s: (s[0], s[1]))
    return score >= _KNOWN and getattr(kind, "OWN_SHEET", False)


def _begins(looks: list[_Look], start: int, at: int) -> bool:
    """Whether page `at` begins a paper, when the current one began at `start`."""
    this, before, first = looks[at], looks[at - 1], looks[start]
    if this.page.problem is not None or not this.page.lines:
        return False
    again = this.number == 1 and before.number is not None and (before.number > 1 or before.of == 1 or this.of == 1)
    if this.kind in ("invoice", "identity_card"):
        return (this.number or 1) == 1 and not (this.kind == before.kind == "identity_card")
    if before.kind in ("invoice", "identity_card") and this.kind:
        return True
    if _signature_page(looks, start, at) or _another_cover(this, first):
        return True
    if _goes_on(looks, start, at) and not again:
        return False
    if this.kind == first.kind == "report" and _only_covers(looks[start:at], this):
        return False
    opinions = this.kind == "signature_page" and this.title.endswith("意见")
    if opinions and first.kind == "application_form" and this.page.scanned == before.page.scanned:
        return again or _signed(before.page)
    if this.title and this.kind:
        return again or this.title != first.title or _signed(before.page)
    changed = this.size != before.size or this.page.scanned != before.page.scanned
    if this.picture != before.picture and this.size != before.size:
        return True
    return again and (changed or before.of == before.number or bool(this.title))


def _signature_page(looks: list[_Look], start: int, at: int) -> bool:
    """Whether page `at` is headed as a page of signatures or opinions, and the paper before it has ended.

    A form's last sections are opinions, too: they stay with it, as does whatever bears the paper's own numbering.
    """
    this, before, first = looks[at], looks[at - 1], looks[start]
    body = [line for line in this.page.lines if line.spans and line.role not in ("header", "footer")]
    lines = [squeeze(line.text if line.table is None else line.spans[0].text) for line in body]
    # Above the headline there may stand the programme's name and what the page belongs to.
    headed = any(_SIGNATURE_TITLE.match(line) and not _CHAPTER.match(line) for line in lines[:3])
    if not headed or first.kind in _HOLDS_OPINIONS or any(look.chapters for look in looks[start : at + 1]):
        return False
    if this.of and this.of == before.of and this.number != 1:
        return False
    return _ended(before.page)


def _ended(page: Page) -> bool:
    """The page closes as letters do: who issues it, and the day."""
    lines = [squeeze(line.text) for line in page.lines if line.role not in ("header", "footer") and line.spans][-6:]
    dated = any(re.search(r"(?:\d{4}|[〇零○一二三四五六七八九]{4})年.{1,3}月.{1,3}日$", line) for line in lines)
    return dated and any(_ISSUER.search(line) or re.search("盖章|公章|签章", line) for line in lines)


def _another_cover(this: _Look, first: _Look) -> bool:
    """The same form once more, of somebody else: the cover's title and labels again, other values behind them."""
    if not this.kind or (this.kind, this.title) != (first.kind, first.title):
        return False
    mine, its = _on_cover(this.page), _on_cover(first.page)
    both = mine.keys() & its.keys()
    return len(both) >= _LABELS_OF_A_COVER and any(mine[label] != its[label] for label in both)


def _on_cover(page: Page) -> dict[str, str]:
    """What stands behind the labels of a cover, before the first chapter."""
    found: dict[str, str] = {}
    for line in page.lines:
        if line.table is not None or _CHAPTER.match(line.text):
            break
        match = _COVER_LABEL.match(squeeze(line.text))
        if match:
            found.setdefault(match[1], match[2])
    return found


def _only_covers(before: list[_Look], this: _Look) -> bool:
    """Whether all that stands before `this` is the cover and the contents of the report that it begins."""
    if any("。" in look.page.text or len(squeeze(look.page.text)) > _MOST_ON_COVER for look in before):
        return False
    titles = [find_title([line.text for line in look.page.lines]) for look in (before[0], this)]
    return None not in titles and len({title.kind for title in titles if title}) == 1


def _goes_on(looks: list[_Look], start: int, at: int) -> bool:
    """Page numbers, chapters or a table say that page `at` belongs to the paper that began at `start`."""
    this, before = looks[at], looks[at - 1]
    if this.number is not None and before.number is not None and this.number == before.number + 1:
        return this.page.scanned == before.page.scanned or bool(this.of and this.of == before.of)
    seen = max((n for look in looks[start:at] for n in look.chapters), default=0)
    ahead = [n for look in looks[at : at + 2] for n in look.chapters]
    if seen and ahead and ahead[0] == seen + 1:
        return True
    return _table_goes_on(before.page, this.page)


def _table_goes_on(before: Page, this: Page) -> bool:
    """The page opens with a table as wide as the one that closed the page before."""
    if not before.tables or not this.tables:
        return False
    last, first = before.tables[-1], this.tables[0]
    top = box_of(first.place)
    return last.columns == first.columns and first.columns > 1 and top is not None and top.top < 0.15 * this.height


def _signed(page: Page) -> bool:
    """A page of text (no cover) that closes with a date, a seal or a signature."""
    lines = [squeeze(line.text) for line in page.lines if line.role not in ("header", "footer")]
    closing = re.compile(r"盖章|签字|签章|\d{4}年\d{1,2}月\d{1,2}日$")
    return sum(map(len, lines)) >= 80 and any(closing.search(line) for line in lines[-5:])


def _look(document: Document, page: Page) -> _Look:
    number, of = _printed_number(page)
    title = _title(Part(document, (page,)))
    kind = _known(Part(document, (page,)), title is not None)
    chapters = tuple(
        _ORDINALS[m[1]]
        for line in page.lines
        if (m := _CHAPTER.match(line.text)) and m[1] in _ORDINALS and len(squeeze(line.text)) < 30
    )
    return _Look(page, title.text if title else "", kind, number, of, chapters)


def _title(part: Part) -> Headline | None:
    """A title-like line near the top: not numbered, no sentence, no label."""
    top = [
        squeeze(line.text) for line in part.pages[0].lines if line.spans and line.role not in ("header", "footer")
    ][:6]
    for headline in headlines(part)[:2]:
        text = headline.text
        numbered = re.match(
            r"[一二三四五六七八九十]{1,2}[、.．]|（[一二三四五六七八九十]+）|第.{1,3}[章节条]|\d", text
        )
        if text in top and not numbered and not re.search(r"[：:。；，,]", text) and len(text) <= 40:
            return headline
    return None


def _known(part: Part, titled: bool) -> str:
    """The name of the kind that knows this page by itself, or an empty string."""
    found = max(((kind.score(part), kind.NAME, kind) for kind in kinds()), key=lambda s: (s[0], s[1]), default=None)
    if found is None or found[0] < _KNOWN or not (titled or found[1] == "identity_card"):
        return ""
    shown = getattr(found[2], "shown", None)
    records = found[2].parse(part) if shown else ()
    return str(shown(records[0])) if shown and records else found[1]


def _printed_number(page: Page) -> tuple[int | None, int | None]:
    """The page number printed in the first or last lines, and the total if stated."""
    lines: list[Line] = [line for line in page.lines if line.spans]
    for line in [*lines[:3], *lines[-3:]]:
        text = squeeze(line.text)
        # A bare number in a cell counts rows or money, not pages.
        for at, pattern in enumerate(_NUMBERS[:_IN_WORDS] if line.table is not None else _NUMBERS):
            match = pattern.search(text) if len(text) <= 80 else None
            if match:
                groups = [int(g) for g in match.groups() if g]
                number, of = (groups[0], groups[1] if len(groups) > 1 else None)
                if at == 1:
                    number, of = groups[1], groups[0]
                if of is None or number <= of:
                    return number, of
    return None, None
