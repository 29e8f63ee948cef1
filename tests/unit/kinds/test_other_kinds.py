"""Identity cards, activity material and supporting papers: recognised by content, whatever the file is called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.document import Problem
from extractor.recognise import Recognised, recognise
from extractor.records.activity import ActivityRecord
from extractor.records.identity_card import IdentityCard
from tests.builders import Flowing, Paged, identity, part

NUMBER = identity("110101", "19830412", "261")
NAME = "北京优秀青年工程师创新工作室"


def card(*, front: bool = True, back: bool = True) -> Paged:
    page = Paged(scanned=True, confidence=0.97)
    if front:
        page.line("姓名", "曹某某").line("性别 男", "民族 汉").line("出生 1983 年 4 月 12 日").line(
            "住址 北京市东城区某某街1号"
        )
        page.line("2单元501").line("公民身份号码", NUMBER)
    if back:
        page.line("中华人民共和国").line("居民身份证").line("签发机关", "某某市公安局").line(
            "有效期限", "2016.08.11-2036.08.11"
        )
    return page


def identity_card(page: Paged) -> IdentityCard:
    found = recognise(part(page, name="扫描件.jpg", format="image"))
    assert found.kind == "identity_card"
    (record,) = found.records
    assert isinstance(record, IdentityCard)
    return record


def test_both_sides_on_one_page() -> None:
    record = identity_card(card())
    assert record.name.value == "曹某某"
    assert record.gender.value == "男"
    assert record.ethnicity.value == "汉"
    assert str(record.birth_date.value) == "1983-04-12"
    assert record.id_number.value == NUMBER
    assert record.address.value == "北京市东城区某某街1号2单元501"
    assert record.authority.value == "某某市公安局"
    assert str(record.valid_until.value) == "2036-08-11"
    assert record.id_number.confidence == 0.97


def test_one_side() -> None:
    assert identity_card(card(back=False)).authority.reason == "not_found"
    record = identity_card(card(front=False))
    assert record.id_number.reason == "not_found"
    assert record.authority.value == "某某市公安局"


def activity(found: Recognised) -> ActivityRecord:
    assert found.kind == "activity"
    (record,) = found.records
    assert isinstance(record, ActivityRecord)
    return record


def test_plan_with_headed_paragraphs() -> None:
    page = (
        Flowing()
        .text("储能安全技术沙龙活动方案")
        .heading("一、时间")
        .text("2026年3月18日")
        .heading("二、地点")
        .text("某某路50号。")
    )
    page.heading("三、主办").text("北京某某科技有限公司").heading("四、内容").text(f"由{NAME}组织技术培训。")
    record = activity(recognise(part(page, name="活动材料/活动方案.docx", format="docx")))
    assert record.kind.value == "plan"
    assert str(record.date.value) == "2026-03-18"
    assert record.place.value == "某某路50号"
    assert record.organiser.value == "北京某某科技有限公司"
    assert any(NAME in passage.text for passage in record.passages)


def test_minutes_with_labels_in_one_line() -> None:
    page = Flowing().text("某某区需求对接会会议纪要").text("时间：2025年5月28日　地点：科技大厦2层　主持人：康某")
    record = activity(
        recognise(part(page.text("会议议定事项如下。"), name="01 某某对接会/会议纪要.docx", format="docx"))
    )
    assert record.kind.value == "minutes"
    assert record.place.value == "科技大厦2层"
    assert record.event == "01 某某对接会"


def test_sign_in_sheet_is_no_roster() -> None:
    page = Paged(scanned=True).title("某某对接会专家签到表").line("时间：2025年5月28日")
    page.table(
        ["序号", "姓名", "单位", "职称", "签字"], *([str(n), f"曹{n}某", "某院", "工程师", ""] for n in range(1, 9))
    )
    assert activity(recognise(part(page, name="附件.jpg", format="image"))).kind.value == "sign_in"


def test_banner_photograph_keeps_its_pieces() -> None:
    page = Paged(scanned=True, confidence=0.8).line("北京优秀青年").line("工 程 师").line("创新工作室技术沙龙")
    record = activity(recognise(part(page, name="IMG_0001.jpg", format="image")))
    assert record.kind.value == "photo"
    (passage,) = record.passages
    assert passage.in_image
    assert passage.text == "\n".join(span.text for span in passage.spans)
    assert NAME in "".join(passage.text.split())


def test_images_inside_a_paper_are_passages_of_their_own() -> None:
    text = Flowing().text("技术沙龙活动方案").text("活动内容。").page()
    image = Paged(number=2, scanned=True).line(NAME).page()
    unread = Paged(number=3, scanned=True).page(problem=Problem("page_timeout", "读取超时"))
    found = recognise(part(text, image, unread, name="a.docx", format="docx"))
    record = activity(found)
    assert [p.in_image for p in record.passages] == [False, True]
    assert record.unread_images == 1


def test_what_nobody_sees_is_no_passage() -> None:
    page = Flowing().text("技术沙龙活动方案").text("活动内容。").page()
    white = replace(Flowing().text(NAME).page().lines[0], invisible=True)
    record = activity(recognise(part(replace(page, lines=(*page.lines, white)), name="a.docx", format="docx")))
    assert NAME not in "".join(passage.text for passage in record.passages)


def test_news_page() -> None:
    page = Paged().line("https://www.example.org/art/1.html 1/1").title("丰台区需求征集会举办")
    page.line("发布时间：2025-05-30 来源：某某网站").wrapped(
        "某某促进会日前举办需求征集会，多位产业特派员与企业代表交流。" * 5
    )
    assert activity(recognise(part(page))).kind.value == "news"


def test_events_by_folder_name_or_title() -> None:
    def event(name: str) -> str:
        page = Flowing().text("某某需求对接会活动方案").text("内容。")
        return activity(recognise(part(page, name=name, format="docx"))).event

    assert event("活动材料/02 路演会/活动方案.docx") == "02 路演会"
    assert event("活动材料/活动方案.docx") == "活动材料"
    assert event("对接会0528方案.docx") == event("对接会0528纪要.docx")
    assert event("活动方案.docx") == "某某需求对接会"


def test_a_receipt_that_its_title_names_is_read_as_a_voucher() -> None:
    page = Paged().title("收款收据").line("No. 0001234　日期：2025年3月12日").line("今收到 北京某某科技有限公司")
    page.line("交来 会议资料工本费").line("金额（大写）：伍佰元整　￥500.00").line("收款人：某甲")
    found = recognise(part(page, name="收据.pdf"))
    assert (found.kind, type(found.records[0]).__name__) == ("invoice", "Invoice")
    assert found.records[0].kind.value == "收据"
    assert str(found.records[0].total_with_tax.value) == "500.00"


PAPERS = {
    "推荐函": "recommendation",
    "关于成立某某创新工作室的通知": "founding_document",
    "在职证明": "employment_proof",
    "指导专家同意函": "expert_letter",
    "聘 书": "expert_letter",
    "科学技术成果评价证书": "appraisal_certificate",
    "某某创新工作室管理办法": "rules_document",
    "项目决算报告": "settlement",
    "经费预算表": "budget",
    "专家咨询费发放表": "payment_table",
    "企业服务台账": "ledger",
    "电子发票（普通发票）": "invoice",
    "北京增值税电子普通发票": "invoice",
    "电子发票（铁路电子客票）": "invoice",
    "事业单位法人证书": "licence",
    "签字盖章页": "signature_page",
    "中国某某银行客户专用回单": "bank_slip",
    "网上银行电子回单": "bank_slip",
    "银行进账单（收账通知）": "bank_slip",
    "经费拨款凭证": "bank_slip",
}


@pytest.mark.parametrize(("title", "kind"), PAPERS.items())
def test_supporting_papers_by_title(title: str, kind: str) -> None:
    page = Paged(scanned=True).title(title).wrapped("甲方和乙方就有关事项说明如下，请予支持。" * 4)
    page.line("北京某某科技有限公司", at=[330]).line("2025年6月16日", at=[330])
    found = recognise(part(page, name="其他.pdf"))
    assert found.kind == kind
    (record,) = found.records
    assert record.organisation.value == "北京某某科技有限公司"
    assert str(record.date.value) == "2025-06-16"


def test_agreement_with_the_programmes_office() -> None:
    page = (
        Paged(scanned=True)
        .title("项目合作协议书")
        .line("甲方：北京市科学技术协会创新服务中心")
        .line("乙方：某某学会")
    )
    assert recognise(part(page)).kind == "agreement"


@pytest.mark.parametrize("text", ["今天天气很好，我们去公园散步。", "", "1234567890"])
def test_unknown_is_said_to_be_unknown(text: str) -> None:
    found = recognise(part(Paged().line(text) if text else Paged(), name="申报书.pdf"))
    assert found.kind == "unknown"
    assert found.records == ()


def test_a_title_broken_over_two_lines_names_the_event_whole() -> None:
    page = (
        Paged()
        .title("某某创新工作室焊接机器人")
        .title("技术交流活动方案")
        .line("时间：2025年9月12日")
        .wrapped("内容。" * 60)
    )
    record = activity(recognise(part(page, name="1.pdf")))
    assert (record.title.value, record.event) == (
        "某某创新工作室焊接机器人技术交流活动方案",
        "某某创新工作室焊接机器人技术交流",
    )


def test_a_whole_title_takes_no_line_below_it() -> None:
    page = Paged().title("焊接机器人技术交流活动方案").title("北京某某科技有限公司").wrapped("内容。" * 60)
    record = activity(recognise(part(page, name="1.pdf")))
    assert record.title.value == "焊接机器人技术交流活动方案"


def test_a_paper_on_several_activities_says_how_many_days() -> None:
    several = (
        Flowing()
        .text("2025年度活动记录")
        .text("一、焊接技术交流会")
        .text("时间：2025年9月12日")
        .text("主办：某某")
        .text("二、新材料路演")
        .text("活动时间：2025年10月12日")
    )
    assert activity(recognise(part(several, name="a.docx", format="docx"))).occasions == 2
    table = Flowing().text("活动记录").table(["活动名称", "活动时间"], ["沙龙", "2025.9.12"], ["路演", "2025.10.12"])
    assert activity(recognise(part(table, name="a.docx", format="docx"))).occasions == 2
    one = Flowing().text("技术沙龙活动方案").text("时间：2025年9月12日至9月14日").text("发布日期：2025年9月1日")
    assert activity(recognise(part(one, name="a.docx", format="docx"))).occasions == 1
