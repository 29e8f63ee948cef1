"""Cover, contents, references, appendices, running heads and paragraphs, on pages and in a flow."""

from __future__ import annotations

import re

import pytest

from extractor.document import InText, Line, Page, Role, Span
from extractor.text.sections import Zoned, zoned

from .laid_out import Block, pages

SENTENCES = (
    "本区企业在关键零部件国产替代方面提出明确需求，涉及 PLC controller 与 3D printing 等方向，共计12345项；",
    "走访中企业普遍反映中试场地不足，希望学会组织专家持续指导，形成可复制的经验。",
    "站点已建立一企一档并按月回访，问题销号率达到98.5%，企业满意度保持在较高水平。",
)
BODY = re.sub(r"(?<=[^!-~]) +| +(?=[^!-~])", "", "".join(SENTENCES) * 2)


def report(*, typed: bool = True) -> list[Block]:
    heads = ["一、调研概况", "二、主要问题", "三、对策建议"] if typed else ["调研概况", "主要问题", "对策建议"]
    size = 12.0 if typed else 16.0
    blocks = [
        Block("某区企业需求分析报告", 0, 26, centred=True),
        Block("编制单位：北京某某促进会", 0, 16, centred=True),
        Block("2025年10月", 0, 16, centred=True),
        Block("目　录", 0, 16, centred=True, new_page=True),
    ]
    blocks += [Block(f"{name}{'.' * 40}{page}", 0) for page, name in enumerate(heads, start=3)]
    for number, name in enumerate(heads):
        blocks.append(Block(name, 2 if typed else 0, size, new_page=number == 0))
        blocks += [Block(f"第{number}组甲。" + BODY * 2), Block(f"第{number}组乙。" + BODY)]
    blocks.append(Block("参考文献", 0, size))
    blocks += [Block(f"[{i}] 某某. 需求调查方法研究. 技术观察，2024（{i}）：1-9.", 0) for i in (1, 2)]
    blocks.append(Block("附件1：企业名单", 0))
    return [*blocks, Block("北京甲公司、北京乙公司、北京丙公司。")]


def tight(text: str) -> str:
    """Without the spaces beside Chinese, which a line break swallows and 字数 does not see."""
    return re.sub(r"(?<=[^!-~]) +| +(?=[^!-~])", "", text)


def by_zone(found: tuple[Zoned, ...], zone: str | None) -> list[str]:
    return [tight(z.paragraph.text) for z in found if z.zone == zone]


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize("head", ["", "某区企业需求分析报告"])
def test_zones_of_a_report_on_pages(typed: bool, head: str) -> None:
    blocks = report(typed=typed)
    found = zoned(pages(blocks, head=head))
    texts = [tight(block.text) for block in blocks]
    assert by_zone(found, "cover") == texts[:3]
    assert by_zone(found, "toc") == texts[3:7]
    assert [z.level > 0 for z in found if z.zone is None] == [True, False, False] * 3
    # The paragraphs come out as they were written, though wrapped, and run on over pages.
    assert by_zone(found, None) == texts[7:16]
    assert by_zone(found, "references") == texts[16:19]
    assert by_zone(found, "appendix") == texts[19:]
    heads = by_zone(found, "header_footer")
    assert all(text == head or text.startswith("—") for text in heads)


def test_a_scan_without_sizes_has_the_same_zones() -> None:
    blocks = report()
    found = zoned(pages(blocks, source="ocr:test", sizes=False))
    texts = [tight(block.text) for block in blocks]
    assert by_zone(found, "cover") == texts[:3]
    assert by_zone(found, None) == texts[7:16]
    assert by_zone(found, "references") == texts[16:19]


def test_a_short_report_has_no_cover_only_a_title() -> None:
    blocks = [
        Block("某区企业需求分析报告", 0, 20, centred=True),
        Block("一、概况"),
        Block(BODY),
        Block("二、建议"),
        Block(BODY),
    ]
    found = zoned(pages(blocks, numbers=""))
    assert by_zone(found, "cover") == ["某区企业需求分析报告"]
    assert len(by_zone(found, None)) == 4


def test_a_first_page_of_sentences_is_no_cover() -> None:
    blocks = [Block(BODY), Block(BODY * 3), Block("二、建议", new_page=True), Block(BODY)]
    assert by_zone(zoned(pages(blocks)), "cover") == []


def test_left_and_right_pages_may_have_different_heads() -> None:
    found = list(pages([Block(BODY * 40)], numbers=""))
    assert len(found) >= 4
    numbered = []
    for page in found:
        head = "北京某某促进会" if page.number % 2 else "企业需求分析报告"
        extra = pages([Block("甲")], head=head, numbers="")[0].lines[0]
        numbered.append(Page(page.number, page.width, page.height, 0, (extra, *page.lines)))
    zones = zoned(numbered)
    assert set(by_zone(zones, "header_footer")) == {"北京某某促进会", "企业需求分析报告"}
    assert by_zone(zones, None) == [BODY * 40]


@pytest.mark.parametrize("form", ["- {} -", "第 {} 页", "第{}页 共9页", "{}", "{}/9", "—{}—", "· {} ·"])
def test_page_numbers(form: str) -> None:
    found = zoned(pages([Block(BODY * 20)], numbers=form))
    assert by_zone(found, None) == [BODY * 20]


def test_a_number_in_the_text_is_no_page_number() -> None:
    found = zoned(pages([Block(BODY), Block("2025"), Block(BODY)], numbers=""))
    assert "2025" in by_zone(found, None)


# -- flows (DOCX)


def flow(*paragraphs: tuple[str, Role, int] | str, break_at: int | None = None) -> tuple[Page, ...]:
    lines = []
    for index, item in enumerate(paragraphs):
        text, role, level = (item, "body", 0) if isinstance(item, str) else item
        span = Span(text, InText(index, 0, len(text)), 1.0, "text", text)
        lines.append(Line((span,), role, level, 12.0, None, index, break_before=index == break_at))
    return (Page(1, 0, 0, 0, tuple(lines)),)


def heading(text: str, level: int = 1) -> tuple[str, Role, int]:
    return (text, "heading", level)


def test_cover_of_a_flow_ends_at_the_first_break() -> None:
    found = zoned(flow("某区工作总结", "北京某学会", "2025年11月", heading("一、概况"), BODY, break_at=3))
    assert by_zone(found, "cover") == ["某区工作总结", "北京某学会", "2025年11月"]


def test_title_and_byline_without_a_break() -> None:
    found = zoned(
        flow("某区工作总结", "北京某学会　2025年11月", heading("一、概况"), BODY, heading("二、成效"), BODY)
    )
    assert by_zone(found, "cover") == ["某区工作总结", "北京某学会　2025年11月"]
    assert len(by_zone(found, None)) == 4


def test_a_title_in_heading_style_is_the_title() -> None:
    found = zoned(flow(heading("某区需求分析报告"), heading("一、概况"), BODY))
    assert by_zone(found, "cover") == ["某区需求分析报告"]


def test_a_break_late_in_the_text_makes_no_cover() -> None:
    assert by_zone(zoned(flow(BODY, BODY, heading("二、建议"), BODY, break_at=2)), "cover") == []


def test_references_end_at_the_next_heading_of_their_level() -> None:
    found = zoned(
        flow(heading("一、概况"), BODY, heading("参 考 文 献"), "[1] 甲.", "1. 乙.", heading("二、后续"), BODY)
    )
    assert by_zone(found, "references") == ["参考文献", "[1]甲.", "1.乙."]
    assert by_zone(found, None)[-1] == BODY


def test_a_mention_of_an_appendix_is_no_appendix() -> None:
    found = zoned(flow(heading("一、概况"), BODY * 3, "附件1所列企业均已回访。", BODY))
    assert by_zone(found, "appendix") == []


@pytest.mark.parametrize(
    "title",
    ["附：企业名单", "附1：企业名单", "附一、访谈提纲", "附企业需求清单", "附件清单", "（附）访谈记录", "Appendix A"],
)
def test_an_appendix_may_be_called_by_less_than_its_full_word(title: str) -> None:
    found = zoned(flow(heading("一、概况"), BODY * 3, title, "甲、乙"))
    assert by_zone(found, "appendix") == [title, "甲、乙"]


@pytest.mark.parametrize("text", ["附近企业的走访记录", "附带开展的问卷", "附加材料"])
def test_other_words_that_begin_like_an_appendix_are_text(text: str) -> None:
    found = zoned(flow(heading("一、概况"), BODY * 3, text, BODY))
    assert by_zone(found, "appendix") == []


@pytest.mark.parametrize("title", ["参考文献及资料来源", "数据来源：", "五、主要参考资料", "References"])
def test_references_by_other_names(title: str) -> None:
    found = zoned(flow(heading("一、概况"), BODY * 3, title, "《某年鉴》"))
    assert by_zone(found, "references") == [title, "《某年鉴》"]


def test_the_mark_of_an_appendix_above_the_title_is_no_appendix() -> None:
    found = zoned(flow("附件3", "某区需求分析报告", heading("一、概况"), BODY * 3))
    assert by_zone(found, "appendix") == []
    assert by_zone(found, "cover") == ["附件3", "某区需求分析报告"]


def test_numbering_that_goes_on_ends_an_inset() -> None:
    found = zoned(flow("一、概况", BODY * 3, "附表1：企业需求汇总", "甲、乙", "二、问题", BODY))
    assert by_zone(found, "appendix") == ["附表1：企业需求汇总", "甲、乙"]
    assert by_zone(found, None)[-2:] == ["二、问题", BODY]


def test_captions_tables_notes_and_boxes() -> None:
    items: list[tuple[str, Role, int] | str] = [heading("一、概况"), BODY, "图1 需求分布", "图1显示了需求的分布。"]
    found = zoned(flow(*items, ("脚注内容", "footnote", 0), ("框内", "textbox", 0), ("提示", "placeholder", 0)))
    assert by_zone(found, "caption") == ["图1需求分布"]
    assert by_zone(found, "footnote") == ["脚注内容"]
    assert by_zone(found, "textbox") == ["框内"]
    assert by_zone(found, "placeholder") == ["提示"]
    assert by_zone(found, None) == ["一、概况", BODY, "图1显示了需求的分布。"]


def test_contents_typed_without_leaders() -> None:
    found = zoned(flow("某报告", "目 录", "一、概况 1", "二、建议 5", "一、概况", BODY, "二、建议", BODY))
    assert by_zone(found, "toc") == ["目录", "一、概况1", "二、建议5"]
    assert [z.paragraph.text for z in found if z.level] == ["一、概况", "二、建议"]


def test_empty_and_tiny_input() -> None:
    assert zoned(()) == ()
    assert zoned((Page(1, 0, 0, 0, ()),)) == ()
    assert len(zoned(flow("甲"))) == 1
