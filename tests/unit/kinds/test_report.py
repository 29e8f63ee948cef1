"""The report kind on DOCX and on pages: what is counted where, and what makes the count uncertain."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.shared import RGBColor

from extractor.document import Document as Read
from extractor.document import InMedia, Line, Page, Part, Problem, ReadWith, Span
from extractor.errors import EngineMissing
from extractor.geometry import BBox
from extractor.kinds import report
from extractor.readers import docx
from extractor.records.cited import Cited
from extractor.records.report import Report
from extractor.settings import ReadSettings

TEXT = (
    "本站点面向区内高端装备与新材料企业开展常态化走访，围绕关键零部件国产替代、中试验证和检测认证等环节收集技术需求。"
    "针对每一项需求均明确责任专家和完成时限，通过现场诊断、线上会商和联合攻关等方式推动解决。"
)
OTHER = "经过一年的实践，形成了需求发现、专家匹配、跟踪反馈的工作闭环，相关经验已在全市科协系统交流推广。"


def no_engine() -> None:
    raise EngineMissing


def as_part(document: DocxDocument, folder: Path) -> Part:
    path = folder / "t.docx"
    document.save(str(path))
    page = docx.read_page(path, 1, ReadSettings(), no_engine)  # type: ignore[arg-type]
    return Part(Read("t.docx", "docx", (page,), ReadWith("docx")), (page,))


def parsed(document: DocxDocument, folder: Path) -> Report:
    part = as_part(document, folder)
    assert report.score(part) > 0.9
    (found,) = report.parse(part)
    return found


def plain(*texts: str, title: str = "某区企业需求分析报告") -> DocxDocument:
    document = Document()
    document.add_paragraph(title)
    document.add_heading("一、概况", 1)
    for text in texts:
        document.add_paragraph(text)
    return document


def test_counts_by_scope(tmp_path: Path) -> None:
    document = plain(TEXT)
    document.add_paragraph("表1 完成情况", style="Caption")
    document.add_table(1, 2).cell(0, 0).text = "联系企业"
    document.add_heading("参考文献", 1)
    document.add_paragraph("[1] 某某. 方法研究.")
    document.sections[0].header.paragraphs[0].text = "页眉文字"
    found = parsed(document, tmp_path)
    text, heads = 97, 4
    assert len([c for c in TEXT if "\u4e00" <= c <= "\u9fff"]) == found.word_counts.strict.hanzi - 3
    left_out = {one.kind: one.counts.hanzi for one in found.excluded}
    assert left_out == {"cover": 10, "caption": 5, "table": 4, "references": 4 + 6, "header_footer": 4}
    whole, counted, strict = found.word_counts.whole, found.word_counts.body, found.word_counts.strict
    assert whole.hanzi == strict.hanzi + 10 + 5 + 4 + 10
    assert counted.hanzi == strict.hanzi + 5 + 4
    assert strict.zishu >= text + heads
    assert found.word_counts.distinct == strict


def test_identity_of_the_report(tmp_path: Path) -> None:
    document = Document()
    for text in ("“千人进千企”科创公共服务工作站点", "（某区）总结报告", "编制单位：北京某某促进会", "2025年11月"):
        document.add_paragraph(text)
    document.add_heading("一、概况", 1)
    document.add_paragraph(TEXT)
    found = parsed(document, tmp_path)
    assert found.report_kind.value == "summary"
    assert found.title.value == "“千人进千企”科创公共服务工作站点（某区）总结报告"
    assert found.author_org.value == "北京某某促进会"
    assert str(found.date.value) == "2025-11"
    assert [(s.level, s.heading.value) for s in found.sections] == [(1, "一、概况")]


def test_sections_count_what_stands_under_them(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("产学研工作模式报告")
    document.add_heading("一、机制", 1)
    document.add_heading("（一）组织", 2)
    document.add_paragraph("甲乙丙。")
    document.add_heading("二、空节", 1)
    found = parsed(document, tmp_path)
    assert [(s.level, s.counts.hanzi) for s in found.sections] == [(1, 6), (2, 3), (1, 0)]


def test_repeats_are_counted_once_in_distinct(tmp_path: Path) -> None:
    found = parsed(plain(TEXT, OTHER, TEXT, TEXT), tmp_path)
    once = parsed(plain(TEXT, OTHER), tmp_path)
    assert found.word_counts.distinct == once.word_counts.strict
    assert [(sign.sign, sign.times) for sign in found.padding] == [("repeated", 3)]
    assert found.padding[0].counts.hanzi == found.word_counts.strict.hanzi - once.word_counts.strict.hanzi


def test_a_repeated_sentence_is_cited_where_it_stands(tmp_path: Path) -> None:
    sentence = "各项工作均按计划有序推进并取得实效。"
    found = parsed(plain(TEXT + sentence, OTHER + sentence, sentence + "此后另有安排并已落实到人。"), tmp_path)
    assert [span.text for span in found.padding[0].spans] == [sentence] * 3


def test_white_text_is_a_sign_and_not_in_the_narrow_counts(tmp_path: Path) -> None:
    document = plain(OTHER)
    document.add_paragraph().add_run(TEXT).font.color.rgb = RGBColor(255, 255, 255)
    found, once = parsed(document, tmp_path), parsed(plain(OTHER), tmp_path)
    assert found.word_counts.strict == once.word_counts.strict
    assert found.word_counts.whole.hanzi > once.word_counts.whole.hanzi  # Word counts it
    assert [sign.sign for sign in found.padding] == ["invisible"]


def test_hidden_text_is_counted_nowhere_and_is_a_sign(tmp_path: Path) -> None:
    document = plain(OTHER)
    document.add_paragraph().add_run(TEXT).font.hidden = True
    found, once = parsed(document, tmp_path), parsed(plain(OTHER), tmp_path)
    assert found.word_counts.whole == once.word_counts.whole
    assert [sign.sign for sign in found.padding] == ["invisible"]


@pytest.mark.parametrize("title", ["项目决算报告", "会议纪要", "需求征集会活动总结", "合作协议"])
def test_another_paper_is_not_this_kind(tmp_path: Path, title: str) -> None:
    part = as_part(plain(TEXT, "现提交需求分析报告一份。", title=title), tmp_path)
    assert report.score(part) == 0.0
    assert report.parse(part) == ()


def test_a_mention_in_running_text_is_no_title(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("按照协议约定，我单位认真组织实施，现将有关情况说明如下。")
    document.add_paragraph("需求分析报告")
    assert report.score(as_part(document, tmp_path)) == 0.0


def untitled(folder: Path, name: str, *first: str) -> Part:
    document = Document()
    for text in (*first, "一、调研概况", TEXT * 3, "二、主要问题", OTHER * 3):
        document.add_paragraph(text)
    part = as_part(document, folder)
    return replace(part, document=replace(part.document, name=name))


def test_a_report_without_a_title_is_what_its_file_is_called(tmp_path: Path) -> None:
    part = untitled(tmp_path, "03 某区需求分析报告.docx")
    (found,) = report.parse(part)
    assert 0.5 < report.score(part) < 0.7
    assert found.report_kind.value == "needs"
    assert isinstance(found.report_kind, Cited)
    assert found.report_kind.confidence < 0.7
    assert not found.title.present


@pytest.mark.parametrize(("name", "first"), [("材料.docx", ()), ("需求分析报告.docx", ("项目合作协议",))])
def test_a_name_alone_does_not_make_a_report(tmp_path: Path, name: str, first: tuple[str, ...]) -> None:
    assert report.parse(untitled(tmp_path, name, *first)) == ()


def test_the_title_wins_over_the_name(tmp_path: Path) -> None:
    (found,) = report.parse(untitled(tmp_path, "需求分析报告.docx", "某区专家服务企业典型模式报告"))
    assert found.report_kind.value == "model"


def test_a_title_that_stands_only_in_the_running_head(tmp_path: Path) -> None:
    document = Document()
    for text in ("一、调研概况", TEXT * 3, OTHER * 3):
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = "某区企业需求分析报告"
    (found,) = report.parse(as_part(document, tmp_path))
    assert (found.report_kind.value, found.title.value) == ("needs", "某区企业需求分析报告")


# -- what was not read


def with_pages(part: Part, *more: Page) -> Part:
    pages = (*part.pages, *more)
    return Part(replace(part.document, pages=pages), pages)


def picture(number: int, text: str) -> Page:
    place = InMedia("word/media/image1.png", BBox(60, 60, min(440, 60 + 15 * len(text)), 80))
    lines = (Line((Span(text, place, 0.9, "ocr:test", text),)),)
    return Page(number, 500, 700, 0, lines, scanned=True, source="ocr:test", media="word/media/image1.png")


def test_text_in_a_pasted_picture_is_missing_from_the_counts(tmp_path: Path) -> None:
    part = as_part(plain(OTHER), tmp_path)
    (found,) = report.parse(with_pages(part, picture(2, TEXT * 4)))
    assert found.unread_pages == (2,)
    assert found.word_counts == report.parse(part)[0].word_counts
    assert found.ocr_pages == 0


def test_a_photograph_with_a_banner_is_no_missing_text(tmp_path: Path) -> None:
    part = as_part(plain(OTHER), tmp_path)
    (found,) = report.parse(with_pages(part, picture(2, "需求对接会")))
    assert found.unread_pages == ()


def test_pages_that_were_not_read_are_named(tmp_path: Path) -> None:
    part = as_part(plain(OTHER), tmp_path)
    failed = Page(
        2, 0, 0, 0, (), source="none", media="word/media/image1.png", problem=Problem("page_timeout", "超时")
    )
    assert report.parse(with_pages(part, failed))[0].unread_pages == (2,)


def test_an_inserted_file_makes_the_flow_incomplete(tmp_path: Path) -> None:
    part = as_part(plain(OTHER), tmp_path)
    noted = replace(part, document=replace(part.document, notes=(Problem("unread_text", "…"),)))
    assert report.parse(noted)[0].unread_pages == (1,)


def test_pages_read_by_ocr_are_counted_with_their_confidence() -> None:
    from tests.unit.text.laid_out import Block, pages, part

    blocks = [Block("某区企业需求分析报告", 0, 22, centred=True), Block("一、概况"), Block(TEXT * 20)]
    (found,) = report.parse(part(pages(blocks, source="ocr:test", sizes=False)))
    assert found.ocr_pages == 2
    assert found.ocr_confidence == pytest.approx(0.97)


def test_the_same_text_counts_the_same_in_docx_and_on_pages(tmp_path: Path) -> None:
    from tests.unit.text.laid_out import Block, pages, part

    blocks = [Block("某区企业需求分析报告", 0, 22, centred=True), Block("一、概况"), Block(TEXT * 20), Block(OTHER)]
    on_pages = report.parse(part(pages(blocks, head="某区企业需求分析报告")))[0].word_counts
    in_flow = parsed(plain(TEXT * 20, OTHER), tmp_path).word_counts
    assert on_pages == in_flow


def test_scans_pasted_into_an_empty_docx_are_the_report(tmp_path: Path) -> None:
    empty = as_part(Document(), tmp_path)
    title = picture(2, "某区企业需求分析报告")
    pasted = [title, picture(3, TEXT * 4)]
    (found,) = report.parse(with_pages(empty, *pasted))
    assert found.ocr_pages == 2
    assert found.word_counts.whole.hanzi > 300
    assert found.unread_pages == ()
