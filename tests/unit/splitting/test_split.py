"""One PDF with a whole packet: papers found, none cut in two, no page lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.district.station import Station
from corpora.district.station_money import payments
from corpora.render.digital_pdf import digital_pdf
from extractor import read
from extractor.document import Page, Problem
from extractor.recognise import recognise
from extractor.settings import ReadSettings
from extractor.split import split
from tests.builders import Paged, document, identity
from tests.workbooks import SheetXml, sheet, workbook

TEXT = "围绕轨道交通装备开展技术攻关和人才培养，取得了良好的经济效益和社会效益。" * 6


def cover(n: int, leader: str = "曹某", host: str = "北京某某有限公司") -> Page:
    page = (
        Paged(n)
        .title("北京优秀青年工程师创新工作室")
        .title("申报书")
        .line(f"依托单位：{host}")
        .line(f"负责人：{leader}")
    )
    return page.line("推荐单位：某某区科协").line("研究方向：装备").page()


def body(n: int, heading: str, number: str = "") -> Page:
    page = Paged(n).line(heading).wrapped(TEXT)
    if number:
        page.line(number, at=[290])
    return page.page()


def letter(n: int, title: str, *, scanned: bool = True) -> Page:
    page = Paged(n, scanned=scanned).title(title).wrapped("兹有曹某同志，现就有关事项说明如下。" * 6)
    return page.line("北京某某有限公司").line("2025年6月16日").page()


def card(n: int) -> Page:
    number = identity("110101", "19830412", "261")
    page = (
        Paged(n, scanned=True)
        .line("姓名 曹某")
        .line("性别 男 民族 汉")
        .line("出生 1983年4月12日")
        .line("住址 某某街1号")
    )
    return page.line(f"公民身份号码 {number}").page()


def kinds(*pages: Page) -> list[tuple[str, list[int]]]:
    return [(recognise(p).kind, [page.number for page in p.pages]) for p in split(document(*pages))]


def test_a_packet_in_one_file() -> None:
    found = kinds(
        cover(1),
        body(2, "一、基本情况"),
        body(3, "二、团队负责人"),
        letter(4, "推荐函"),
        card(5),
        letter(6, "在职证明"),
        letter(7, "关于成立某某创新工作室的通知", scanned=False),
    )
    assert found == [
        ("application_form", [1, 2, 3]),
        ("recommendation", [4]),
        ("identity_card", [5]),
        ("employment_proof", [6]),
        ("founding_document", [7]),
    ]


def test_the_form_of_another_team_begins_with_its_own_cover() -> None:
    others = kinds(cover(1), body(2, "一、基本情况"), cover(3, "何某", "北京另一家有限公司"), body(4, "一、基本情况"))
    assert others == [("application_form", [1, 2]), ("application_form", [3, 4])]
    again = kinds(cover(1), body(2, "一、基本情况"), cover(3), body(4, "二、团队负责人"))
    assert again == [("application_form", [1, 2, 3, 4])]


def opinions(n: int, *headline: str, scanned: bool = True, number: str = "") -> Page:
    page = Paged(n, scanned=scanned)
    for line in headline:
        page.line(line)
    page.line("经审核，材料真实有效，同意申报。").line("负责人签字：曹某").line("（单位公章）").line("2025年6月16日")
    return (page.line(number, at=[290]) if number else page).page()


SIGNED = ("签字盖章页", "（签字盖章页）", "依托单位意见", "依托单位意见：", "推荐单位意见（盖章）", "推荐单位意见表")


@pytest.mark.parametrize("headline", SIGNED)
def test_a_signature_page_after_a_letter_that_has_ended_stands_alone(headline: str) -> None:
    found = kinds(letter(1, "推荐函"), opinions(2, headline), letter(3, "同意函"))
    assert found == [("recommendation", [1]), ("signature_page", [2]), ("expert_letter", [3])]


def test_a_signature_page_is_not_glued_by_running_numbers_or_a_table() -> None:
    first = Paged(1, scanned=True).title("推荐函").wrapped("兹推荐曹某同志。" * 12).line("北京某某有限公司")
    numbered = first.line("2025年6月16日").line("- 1 -", at=[290]).page()
    assert len(split(document(numbered, opinions(2, "签字盖章页", number="- 2 -")))) == 2
    rows = Paged(2, scanned=True).table(["依托单位意见", "同意申报"], ["推荐单位意见", "同意推荐（盖章）"])
    assert len(split(document(letter(1, "推荐函"), rows.page()))) == 2


@pytest.mark.parametrize("headline", ["九、依托单位意见", "依托单位意见", "依托单位意见：", "推荐单位意见（盖章）："])
def test_a_form_keeps_its_opinions(headline: str) -> None:
    pages = [cover(1), body(2, "八、经费预算"), opinions(3, headline, scanned=False)]
    assert len(split(document(*pages))) == 1


def test_a_letter_that_goes_on_with_opinions_is_not_cut() -> None:
    begun = Paged(1, scanned=True).title("推荐函").wrapped("兹推荐曹某同志。" * 12).page()
    assert len(split(document(begun, opinions(2, "推荐单位意见：")))) == 1


def test_a_long_paper_is_not_cut() -> None:
    pages = [cover(1)] + [body(n, f"{c}、工作情况", f"第{n}页") for n, c in enumerate("一二三四五六七八", 2)]
    assert len(split(document(*pages))) == 1


def test_a_member_list_inside_a_form_is_not_cut_off() -> None:
    listed = (
        Paged(3)
        .title("团队成员名单")
        .table(["序号", "姓名", "性别", "职称"], ["1", "曹某", "男", "工程师"])
        .line("三、指导专家")
        .page()
    )
    assert len(split(document(cover(1), body(2, "二、团队负责人"), listed, body(4, "四、成果")))) == 1


def test_a_title_repeated_on_the_next_page_is_no_new_paper() -> None:
    pages = [Paged(n).title("某某创新工作室管理办法").wrapped(TEXT).page() for n in (1, 2)]
    assert len(split(document(*pages))) == 1


def test_two_signed_papers_of_one_title_are_two() -> None:
    pages = [letter(1, "技术合作协议"), letter(2, "技术合作协议")]
    assert len(split(document(*pages))) == 2


def test_a_cover_and_its_text_are_one_paper() -> None:
    front = Paged(1).title("某某区典型模式报告").line("编制单位：某某促进会").line("2025年10月").page()
    text = Paged(2).title("某某区典型模式报告").wrapped(TEXT).page()
    assert len(split(document(front, text))) == 1


def test_a_photograph_between_papers_stands_alone() -> None:
    photo = Paged(2, scanned=True, size=(700.0, 500.0)).line("需求对接会").line("某某区科协").page()
    assert [len(p.pages) for p in split(document(letter(1, "技术合作协议"), photo, letter(3, "在职证明")))] == [
        1,
        1,
        1,
    ]


def test_numbers_in_wrapped_cells_are_no_page_numbers(tmp_path: Path) -> None:
    """A column too narrow for its numbers: the first line of the next page is the 1 of 12."""
    path = tmp_path / "发放表.pdf"
    path.write_bytes(digital_pdf(payments(Station("某站", "A", "昌平区", "1"), "劳务费")))
    outline = read.outline(path, path.name, ReadSettings())
    pages = [read.read_page(path, path.name, n, ReadSettings()) for n in (1, 2)]
    assert len(split(read.assemble(path.name, outline, pages, ReadSettings()))) == 1


def test_a_table_carried_over_is_not_cut() -> None:
    head = ["序号", "姓名", "性别", "出生年月"]
    first = Paged(1).title("团队成员名册").table(head, *(["1", "曹某", "男", "1983.4"],) * 30).page()
    second = Paged(2, top=40).table(head, ["31", "李某", "女", "1990.4"]).page()
    assert len(split(document(first, second))) == 1


def test_numbering_that_starts_again_parts_two_papers() -> None:
    one = [body(1, "工作情况说明", "第1页"), body(2, "其他事项", "第2页")]
    two = [letter(3, "推荐函", scanned=False), body(4, "推荐理由", "")]
    assert [len(p.pages) for p in split(document(*one, *two))] == [2, 2]


def test_an_unread_page_stays_with_its_paper() -> None:
    lost = Paged(2).page(problem=Problem("page_timeout", "读取超时"))
    assert [len(p.pages) for p in split(document(cover(1), lost, letter(3, "推荐函")))] == [2, 1]


def test_other_formats_are_one_paper() -> None:
    assert len(split(document(cover(1), letter(2, "推荐函"), format="docx"))) == 1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["cover", "body", "letter", "card", "empty", "lost"]), min_size=1, max_size=8))
def test_every_page_is_in_one_part(choice: list[str]) -> None:
    def made(n: int, what: str) -> Page:
        if what == "lost":
            return Paged(n).page(problem=Problem("unreadable", "损坏"))
        makers = {
            "cover": cover,
            "card": card,
            "letter": lambda k: letter(k, "在职证明"),
            "body": lambda k: body(k, "二、情况"),
        }
        return makers[what](n) if what in makers else Paged(n).page()

    pages = [made(n, what) for n, what in enumerate(choice, 1)]
    parts = split(document(*pages))
    assert [page for p in parts for page in p.pages] == pages
    assert [p.index for p in parts] == list(range(len(parts)))


def test_a_workbook_is_cut_at_sheets_that_are_papers_and_a_ledger_is_not(tmp_path: Path) -> None:
    def parts(book: dict[str, SheetXml]) -> list[list[int]]:
        path = tmp_path / "blob"
        path.write_bytes(workbook(book))
        how = ReadSettings(engine="replay")
        outline = read.outline(path, "x", how)
        pages = [read.read_page(path, "x", n, how) for n in range(1, outline.pages + 1)]
        return [[page.number for page in part.pages] for part in split(read.assemble("x", outline, pages, how))]

    budget = sheet([["经费预算表"], ["科目", "金额（元）"], ["咨询费", 100], ["合计", 100]], "A1:B1")
    settled = sheet(
        [["决算表"], ["科目", "预算（元）", "决算（元）"], ["咨询费", 100, 90], ["合计", 100, 90]], "A1:C1"
    )
    notes = sheet([["说明", "以上金额含税"], ["编制", "财务"]])
    assert parts({"预算": budget, "决算": settled, "说明": notes}) == [[1], [2, 3]]
    firms = sheet([["企业台账"], ["序号", "企业名称"], [1, "北京某某公司"]], "A1:B1")
    news = sheet([["新闻稿台账"], ["序号", "标题"], [1, "某某报道"]], "A1:B1")
    assert parts({"企业台账": firms, "新闻台账": news}) == [[1, 2]]


def test_cover_and_contents_go_with_the_report_that_repeats_their_title() -> None:
    first = Paged(1).title("“千人进千企”科创公共服务工作站点").title("某区企业需求分析报告").line("某某协会")
    contents = Paged(2).title("目录").line("一、调研概况 ........ 3").line("二、建议 ........ 5")
    begins = Paged(3).title("某区企业需求分析报告").line("一、调研概况").wrapped(TEXT)
    other = Paged(4).title("专家服务企业典型模式报告").line("一、背景").wrapped(TEXT)
    parts = split(document(first.page(), contents.page(), begins.page(), other.page()))
    assert [[page.number for page in one.pages] for one in parts] == [[1, 2, 3], [4]]


def test_two_covers_of_two_reports_are_two_papers() -> None:
    first = Paged(1).title("某区企业需求分析报告").line("某某协会")
    second = Paged(2).title("专家服务企业典型模式报告").line("一、背景").wrapped(TEXT)
    assert len(split(document(first.page(), second.page()))) == 2
