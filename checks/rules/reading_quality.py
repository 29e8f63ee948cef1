"""The papers as sheets, whatever they say: X.13 pages missing, blank, turned or twice; X.14 a text layer that differs
from the picture; W.07 scans read well enough to be counted.

The policies only ask that material be true and whole (青创室 第六条 3(2)，站点 第十八条（一）); that a sheet is lost
or a layer false is shown to a person, never judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from checks.finding import Evidence
from checks.outcome import Outcome, Outcomes, Quotable, not_applicable, passed, review
from checks.page_numbers import gaps, printed
from checks.paper_pages import FilePage, FilePages
from checks.rule import rule
from extractor.document import OnPage
from extractor.geometry import BBox
from extractor.records.cited import Cited
from extractor.records.report import Report

TELLING = 60  # characters of a page below which two like pages are not one
SAME = 0.95  # similarity from which two recognised pages are one, where their figures are the same
SHOWN = 3


@rule("X.13", name="pages-whole")
def pages_whole(files: tuple[FilePages, ...] = ()) -> Outcomes:
    """扫描件和版式文件没有缺页、空白页、倒置页和重复页。"""
    sheets = [one for one in files if one.fixed and one.pages]
    sound: list[FilePages] = []
    for one in sheets:
        faults = list(_faults(one))
        if faults:
            said = f"{one.name}：{'；'.join(said for said, _ in faults)}"
            cited = [page for _, pages in faults for page in pages]
            yield review(said, *cited, subject=one.name, why="页面可能不全、空白、倒置或重复，请对照原件")
        else:
            sound.append(one)
    if sound:
        pages = sum(len(one.pages) for one in sound)
        said = f"{len(sound)} 份文件共 {pages} 页，没有空白页、倒置页、重复页，印有的页码连续"
        yield passed(said, *(span for one in sound for page in one.pages[:1] for span in page.lines[:1]))


def _faults(file: FilePages) -> Iterator[tuple[str, Sequence[Quotable]]]:
    """What is wrong with the sheets of a file, in Chinese, and where."""
    blank = [page for page in file.pages if page.sheet.blank]
    if blank:
        yield f"{_numbers(blank)}是空白页", [_sheet(page) for page in blank]
    turned = [page for page in file.pages if page.sheet.turn]
    if turned:
        yield f"{_numbers(turned)}倒置或横放", [_sheet(page) for page in turned]
    for one, other in _twice(file.pages):
        where = f"第 {one.sheet.number} 页与第 {other.sheet.number} 页"
        yield f"{where}内容相同", [*one.lines[:1], *other.lines[:1]]
    unread = [page for page in file.pages if page.unread]
    if unread:
        yield f"{_numbers(unread)}没有读取", [_sheet(page) for page in unread]
    found = printed([(page.sheet.number, page.sheet.height, page.lines) for page in file.pages])
    if lost := gaps(found, file.pages[-1].sheet.number):
        yield "，".join(lost), [_sheet(page) for page in file.pages if page.sheet.number in found][-1:]


def _twice(pages: Sequence[FilePage]) -> Iterator[tuple[FilePage, FilePage]]:
    """Pages that say the same; of several like ones each with the first."""
    kept: list[tuple[FilePage, str]] = []
    for page in pages:
        text = re.sub(r"[\W_]+", "", page.text)
        if len(text) < TELLING:
            continue
        same = next((first for first, said in kept if _same(said, text)), None)
        if same is None:
            kept.append((page, text))
        else:
            yield same, page


def _same(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > (1 - SAME) * max(len(one), len(other)):
        return False
    if re.findall(r"\d", one) != re.findall(r"\d", other):
        return False
    return one == other or Levenshtein.normalized_similarity(one, other, score_cutoff=SAME) >= SAME


@rule("X.14", name="text-like-picture")
def text_like_picture(files: tuple[FilePages, ...] = ()) -> Outcomes:
    """文件自带的文字层与页面图像显示的内容一致；不一致处列出两种读法，由人对照原件判断。"""
    compared = 0
    differs = False
    for one in files:
        compared += sum(page.sheet.compared for page in one.pages)
        for page in one.pages:
            if page.sheet.differing:
                differs = True
                yield _differing(one, page)
    if not differs:
        said = f"抽查文字层 {compared} 行，与页面图像一致" if compared else "没有图像与文字层并存或文字层可疑的页面"
        # Papers of unknown kind were looked at like all others; only a page that was not read may hide something.
        yield not_applicable(said, firm=not any(page.unread for one in files for page in one.pages))


def _differing(file: FilePages, page: FilePage) -> Outcome:
    pairs = page.sheet.differing
    shown = [f"文字层“{_cut(layer.text)}”，页面“{_cut(seen.text)}”" for layer, seen in pairs[:SHOWN]]
    more = f"等 {len(pairs)} 处" if len(pairs) > SHOWN else ""
    said = f"{file.name} 第 {page.sheet.number} 页：{'；'.join(shown)}{more}"
    subject = f"{file.name}|{page.sheet.number}"
    cited = [span for pair in pairs for span in pair]
    return review(said, *cited, subject=subject, why="文字层与页面图像不一致，请以页面所见和原件为准")


@rule("W.07", name="scan-quality")
def scan_quality(reports: list[Report], *, min_confidence: float) -> Outcomes:
    """扫描的报告识别质量足以计数：各页均已读取，平均可信度不低于 `min_confidence`。"""
    for report in reports:
        title = report.title if isinstance(report.title, Cited) else report.report_kind
        subject = title.value if title.present else ""
        if report.unread_pages:
            listed = "、".join(map(str, report.unread_pages))
            why = f"第 {listed} 页没有读取，字数不全"
            yield review("报告有页面没有读取", title, subject=subject, why=why)
        elif not report.ocr_pages:
            yield not_applicable("报告是文字版，不经识别", title, subject=subject, firm=True)
        else:
            yield _quality(report, title, subject, min_confidence)


def _quality(report: Report, title: Quotable, subject: str, least: float) -> Outcome:
    said = f"报告有 {report.ocr_pages} 页由图像识别，平均可信度 {report.ocr_confidence:.2f}（下限 {least:.2f}）"
    if report.ocr_confidence >= least:
        return passed(said, title, subject=subject)
    return review(said, title, subject=subject, why="识别质量不足以据此计数，请提供文字版或清晰的扫描件")


def _numbers(pages: Sequence[FilePage]) -> str:
    return f"第 {'、'.join(str(page.sheet.number) for page in pages)} 页"


def _sheet(page: FilePage) -> Evidence:
    """The whole page, as a place."""
    number = page.sheet.number
    text = page.lines[0].text if page.lines else ""
    return Evidence(page.document, OnPage(number, BBox(0, 0, 1, page.sheet.height)), text, 1.0, "text")


def _cut(text: str) -> str:
    squeezed = " ".join(text.split())
    return squeezed if len(squeezed) <= 30 else squeezed[:29] + "…"
