"""What each paragraph of a report is for: cover, contents, body, references, appendix, table, caption, running head.

Word shows one number for everything; a demand of so many 字 means the body. Both are known from here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document import Page
from extractor.records.report import ExcludedKind
from extractor.text.headings import chinese_number, levels, plain
from extractor.text.paragraphs import Paragraph, is_entry, paragraphs

_CONTENTS = frozenset({"目录", "目次", "contents", "Contents", "CONTENTS"})
_REFERENCES = re.compile(
    r"(?:主要)?(?:参考|引用|征引)(?:文献|资料|书目|材料)(?:(?:和|及|与)?(?:资料|数据)来源)?|注释|(?:资料|数据|文献)来源"
    r"|references|bibliography",
    re.IGNORECASE,
)
_APPENDIX = re.compile(
    r"附\s*(?:件|录|表|图)\s*(?:[一二三四五六七八九十]{1,2}|\d{1,2}|[A-Za-z])?(?:[-—.．]\d{1,2})?(?:\s*$|\s*[：:、.．]|\s+\S|(?<=[\d一二三四五六七八九十A-Za-z])[^\d所中的为及和与列是])"
    r"|附\s*(?:[一二三四五六七八九十]{1,2}|\d{1,2})?\s*[：:]|附\s*(?:[一二三四五六七八九十]{1,2}|\d{1,2})\s*[、.．]"
    r"|[（(【\[]附(?:件|录|表)?[)）】\]]|附件?(?!近|加|属|着|带|和|及|则|议|庸)[^，。；：]{0,16}"
    r"(?:清单|名单|目录|一览表?|列表|材料|问卷|提纲|记录|统计表|汇总表|明细表?)$|(?:appendix|annex)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:图|表|Figure|Fig\.|Table)\s*[\d一二三四五六七八九十]{1,3}(?:[-.—–]\d{1,2})?(?:[\s:：.．、]|$)"
)
_TITLE_END = re.compile(r"(?:报告|总结|书|方案|纪要|案例|材料|白皮书)(?:[（(【].{1,20}[)）】])?$")
_BYLINE = re.compile(
    r"\d{2,4}\s*年|^[二〇○零一三四五六七八九十]{4}年|单位|编制|作者|撰写|执笔|日期|时间|负责人|联系|电话|站点|^[（(].{1,30}[)）]$|^——|版本|^附件"
    r"|(?:公司|协会|学会|联合会|促进会|研究会|中心|大学|学院|研究院|研究所|科协|协同会|商会|联盟|委员会|委会|站)(?:[（(].{1,10}[)）])?$"
)
_SHORT = 60
_COVER_CHARACTERS = 400
_COVER_PARAGRAPHS = 25
_TITLE_PARAGRAPHS = 8
_BODY_BEFORE_APPENDIX = 200


@dataclass(frozen=True, slots=True)
class Zoned:
    """A paragraph with the reason for which it may be left out (None: body) and its heading level (0: none)."""

    paragraph: Paragraph
    zone: ExcludedKind | None
    level: int


def zoned(pages: Sequence[Page]) -> tuple[Zoned, ...]:
    """Every paragraph of `pages` with its zone, in reading order."""
    found = paragraphs(pages)
    heading = levels(found)
    zones: list[ExcludedKind | None] = [_own_zone(paragraph) for paragraph in found]
    _mark_contents(found, zones)
    _mark_cover(found, heading, zones, len(pages))
    _mark_references(found, heading, zones)
    _mark_appendix(found, heading, zones)
    return tuple(
        Zoned(p, z, 0 if z in {"toc", "cover"} else n) for p, z, n in zip(found, zones, heading, strict=True)
    )


def _own_zone(paragraph: Paragraph) -> ExcludedKind | None:
    """What the paragraph is by itself, whatever surrounds it."""
    if paragraph.running_head or paragraph.role in {"header", "footer"}:
        return "header_footer"
    if paragraph.role in {"hidden", "placeholder", "toc", "footnote", "textbox"}:
        return paragraph.role
    if paragraph.table:
        return "table"
    text = paragraph.text.strip()
    if paragraph.role == "caption" or (_CAPTION.match(text) and len(text) <= _SHORT and "。" not in text):
        return "caption"
    return None


# -- contents


def _mark_contents(found: Sequence[Paragraph], zones: list[ExcludedKind | None]) -> None:
    for index, paragraph in enumerate(found):
        if zones[index] is not None:
            continue
        if plain(paragraph.text) in _CONTENTS:
            entries = _entries_after(found, zones, index)
            if entries or paragraph.role == "toc":
                for entry in (index, *entries):
                    zones[entry] = "toc"
        elif is_entry(paragraph.text) and not paragraph.table:
            zones[index] = "toc"


def _entries_after(found: Sequence[Paragraph], zones: Sequence[ExcludedKind | None], heading: int) -> list[int]:
    """The paragraphs behind the heading 目录 that are its entries."""
    later = {_entry_words(p.text): i for i, p in enumerate(found) if zones[i] is None}
    entries: list[int] = []
    for index in range(heading + 1, len(found)):
        text = found[index].text.strip()
        if zones[index] == "header_footer" or not text:
            continue
        numbered = len(text) <= _SHORT and re.search(r"\d{1,3}[)）]?$", text) and "。" not in text
        named = len(text) <= _SHORT and later.get(_entry_words(text), 0) > index
        if zones[index] == "toc" or is_entry(text) or named or (numbered and not _dated(text)):
            entries.append(index)
        else:
            break
    return entries


def _entry_words(text: str) -> str:
    """An entry without leaders and page number, a heading without its spaces."""
    return re.sub(r"[\s.…·．‥⋯_]*\d{0,3}$", "", re.sub(r"\s", "", text))


def _dated(text: str) -> bool:
    return bool(re.search(r"\d{4}\s*[年./-]", text))


# -- cover


def _mark_cover(
    found: Sequence[Paragraph], heading: Sequence[int], zones: list[ExcludedKind | None], pages: int
) -> None:
    end = _cover_end(found, heading, zones, pages) or _title_end(found, heading, zones, 0)
    for index in range(end):
        zones[index] = zones[index] if zones[index] not in {None, "textbox", "table", "caption"} else "cover"
    # The title is often printed once more over the first page of the text.
    start = next((i for i in range(end, len(found)) if zones[i] not in {"toc", "header_footer"}), len(found))
    if end and start < len(found):
        for index in range(start, _title_end(found, heading, zones, start)):
            zones[index] = zones[index] or "cover"


def _cover_end(
    found: Sequence[Paragraph], heading: Sequence[int], zones: Sequence[ExcludedKind | None], pages: int
) -> int:
    """How many paragraphs the cover page has; 0 where there is no cover page."""
    first = _first_page_end(found, pages)
    mine = [i for i in range(first) if zones[i] not in {"toc", "header_footer", "hidden"}]
    if not mine or len(mine) > _COVER_PARAGRAPHS:
        return 0
    texts = [found[i].text.strip() for i in mine]
    short = all(len(text) <= _SHORT and "。" not in text for text in texts)
    # A heading by style or by number belongs to the text; a large title is what a cover is for.
    headed = any(found[i].role == "heading" or chinese_number(found[i].text) for i in mine if heading[i])
    return first if short and not headed and sum(map(len, texts)) <= _COVER_CHARACTERS else 0


def _first_page_end(found: Sequence[Paragraph], pages: int) -> int:
    """The number of paragraphs before the first page or section break; 0 where all is one page."""
    for index, paragraph in enumerate(found):
        if paragraph.break_before and index and any(p.text.strip() for p in found[:index]):
            return index
        if pages > 1 and paragraph.page != found[0].page:
            return index
    return 0


def _title_end(
    found: Sequence[Paragraph], heading: Sequence[int], zones: Sequence[ExcludedKind | None], start: int
) -> int:
    """Behind the title and the lines under it (author, date) that open the text at `start`; else `start`."""
    title = start
    for index in range(start, min(len(found), start + _TITLE_PARAGRAPHS)):
        if zones[index] == "header_footer":
            continue
        text = found[index].text.strip()
        styled = found[index].role == "title"
        numbered = found[index].role == "heading" and chinese_number(text)
        if zones[index] is not None or len(text) > _SHORT or "。" in text or (numbered or chinese_number(text)):
            break
        if styled or _TITLE_END.search(re.sub(r"\s", "", text)):
            title = index + 1
        elif title > start and (not _BYLINE.search(text) or (heading[index] and found[index].role == "heading")):
            break
        elif title > start:
            title = index + 1
    return title


# -- references and appendices


def _mark_references(found: Sequence[Paragraph], heading: Sequence[int], zones: list[ExcludedKind | None]) -> None:
    index = 0
    while index < len(found):
        if (
            zones[index] is None
            and _REFERENCES.fullmatch(plain(found[index].text))
            and len(found[index].text) < _SHORT
        ):
            level = heading[index] or 2
            index = _mark_until(found, heading, zones, index, level)
        else:
            index += 1


def _mark_until(
    found: Sequence[Paragraph], heading: Sequence[int], zones: list[ExcludedKind | None], start: int, level: int
) -> int:
    zones[start] = "references"
    for index in range(start + 1, len(found)):
        # Entries of a list of references are numbered like low headings: only style, 一、 and 第…章 end it.
        ends = 0 < heading[index] <= level and (found[index].role == "heading" or heading[index] in {1, 2, 11, 12})
        if zones[index] is None and (ends or _appendix_title(found[index], heading[index])):
            return index
        zones[index] = zones[index] if zones[index] in {"header_footer", "hidden", "placeholder"} else "references"
    return len(found)


def _mark_appendix(found: Sequence[Paragraph], heading: Sequence[int], zones: list[ExcludedKind | None]) -> None:
    before = last_number = 0
    inside = False
    for index, paragraph in enumerate(found):
        number = chinese_number(paragraph.text) if heading[index] and zones[index] is None else 0
        if inside and number and number == last_number + 1:
            inside = False  # the numbering of the text goes on: what stood between was set into it
        if not inside and before >= _BODY_BEFORE_APPENDIX and zones[index] in {None, "caption"}:
            inside = _appendix_title(paragraph, heading[index])
        if inside and zones[index] not in {"header_footer", "hidden", "placeholder", "toc"}:
            zones[index] = "appendix"
        elif zones[index] is None:
            before += len(paragraph.text)
            last_number = number or last_number


def _appendix_title(paragraph: Paragraph, level: int) -> bool:
    text = paragraph.text.strip()
    if paragraph.table or len(text) > _SHORT or "。" in text:
        return False
    return bool(_APPENDIX.match(text)) or (level > 0 and bool(re.match(r"附(?:件|录|表)", plain(text))))
