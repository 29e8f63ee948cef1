"""Ledgers of a station in several shapes; claims of a summary; who came; where news appeared; change notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import read
from extractor.document import Part
from extractor.figures import claims, targets
from extractor.flow import flow
from extractor.recognise import recognise
from extractor.records.cited import Field
from extractor.records.ledger import Ledger
from extractor.settings import ReadSettings
from tests.builders import Flowing, Paged, part
from tests.workbooks import sheet, workbook

FIRMS = [
    ("序号", "企业名称", "所属区", "是否已建科协", "专精特新", "是否重点服务"),
    ("1", "北京甲原科技有限公司", "丰台区", "是", "是", "是"),
    ("2", "北京乙川科技有限公司", "丰台区", "否", "否", "否"),
]


def value(field: Field) -> object:
    return field.value if field.present else f"absent:{field.reason}"


def ledger_of(paper: Part) -> Ledger:
    found = recognise(paper)
    assert found.kind == "ledger", found
    (record,) = found.records
    return record


def book(tmp_path: Path, sheets: dict, name: str = "台账.xlsx") -> tuple[Part, ...]:
    path = tmp_path / name
    path.write_bytes(workbook(sheets))
    settings = ReadSettings()
    outline = read.outline(path, name, settings)
    pages = [read.read_page(path, name, n, settings) for n in range(1, outline.pages + 1)]
    return read.split(read.assemble(name, outline, pages, settings))


def test_sheets_of_a_workbook_are_one_ledger(tmp_path: Path) -> None:
    needs = [("编号", "企业名称", "需求内容"), ("X1", "北京甲原科技有限公司", "检测周期过长"), ("合计", "", "1")]
    (paper,) = book(tmp_path, {"企业台账": sheet([("联系企业台账",), *FIRMS], "A1:F1"), "需求台账": sheet(needs)})
    found = ledger_of(paper)
    assert [value(row.name) for row in found.enterprises] == ["北京甲原科技有限公司", "北京乙川科技有限公司"]
    assert [value(row.has_association) for row in found.enterprises] == [True, False]
    assert [value(row.qualification) for row in found.enterprises] == ["专精特新", "非专精特新"]
    assert [value(row.description) for row in found.needs] == ["检测周期过长"]


def test_an_example_row_lists_nothing_and_a_remark_takes_a_row_back(tmp_path: Path) -> None:
    rows = [(*FIRMS[0], "备注"), ("示例", "北京某某公司", "丰台区", "是", "是", "是", "")]
    rows += [(*FIRMS[1], ""), (*FIRMS[2], "与第1家为同一企业")]
    (paper,) = book(tmp_path, {"企业台账": sheet(rows)})
    found = ledger_of(paper).enterprises
    assert [value(row.name) for row in found] == ["北京甲原科技有限公司", "北京乙川科技有限公司"]
    assert [row.set_aside.present for row in found] == [False, True]


def test_a_hidden_sheet_lists_nothing_and_is_told_of(tmp_path: Path) -> None:
    (paper,) = book(tmp_path, {"企业台账": sheet(FIRMS), "旧": sheet(FIRMS, state="hidden")})
    assert len(ledger_of(paper).enterprises) == 2
    assert paper.pages[1].problem is not None


def test_a_remark_that_a_firm_was_not_reached_is_read(tmp_path: Path) -> None:
    remarks = ("备注", "多次致电，未联系上", "尚未建科协")
    rows = [(*row, "行业", remark) for row, remark in zip(FIRMS, remarks, strict=True)]
    (paper,) = book(tmp_path, {"企业台账": sheet(rows)})
    assert [value(row.not_reached) for row in ledger_of(paper).enterprises] == [
        "多次致电，未联系上",
        "absent:not_found",
    ]


def test_a_hidden_row_is_read_with_doubt(tmp_path: Path) -> None:
    (paper,) = book(tmp_path, {"企业台账": sheet(FIRMS, hidden_rows=[3])})
    assert [row.name.confidence < 0.85 for row in ledger_of(paper).enterprises] == [False, True]


def test_a_firm_merged_over_its_needs_stands_in_each_row(tmp_path: Path) -> None:
    rows = [
        ("序号", "企业名称", "技术需求"),
        (1, "甲公司", "缺少试验方法"),
        (2, None, "希望引进人才"),
        (3, "乙公司", "检测周期过长"),
    ]
    (paper,) = book(tmp_path, {"企业需求台账": sheet(rows, "B2:B3")})
    assert [value(row.enterprise) for row in ledger_of(paper).needs] == ["甲公司", "甲公司", "乙公司"]


@pytest.mark.parametrize(
    ("title", "head", "row", "lists"),
    [
        (
            "重点服务企业名单",
            ("序号", "企业名称", "统一社会信用代码"),
            ("1", "甲公司", "91110106MA01C8JT8X"),
            "enterprises",
        ),
        (
            "企业技术难题清单",
            ("编号", "单位名称", "难题描述", "解决情况"),
            ("1", "甲公司", "密封老化", "已对接"),
            "needs",
        ),
        (
            "落地成果一览表",
            ("序号", "承接企业", "成果名称", "佐证材料"),
            ("1", "甲公司", "联合攻关", "合同"),
            "results",
        ),
        (
            "高校科技成果推介清单",
            ("序号", "成果名称", "完成单位", "推介对象"),
            ("1", "制备技术", "某大学", "甲公司"),
            "university_results",
        ),
        (
            "产业特派员参与活动统计表",
            ("序号", "姓名", "工作单位", "参加活动"),
            ("1", "秦知行", "某研究所", "对接会"),
            "experts",
        ),
        (
            "活动台账",
            ("序号", "活动名称", "活动时间", "活动地点"),
            ("1", "供需对接会", "2025-05-06", "一层"),
            "events",
        ),
        (
            "宣传报道统计表",
            ("序号", "新闻标题", "发布媒体", "链接"),
            ("1", "对接会举办", "某周刊", "http://a.example"),
            "news",
        ),
        (
            "合作项目清单",
            ("序号", "合作单位", "合作内容", "签订时间"),
            ("1", "甲公司", "共建实验室", "2025-06-06"),
            "cooperations",
        ),
    ],
)
def test_what_a_table_lists_is_told_by_its_words(title: str, head: tuple, row: tuple, lists: str) -> None:
    found = ledger_of(part(Flowing().text(title).table(head, row, ("2", *row[1:])), name="表.docx"))
    assert {
        name: len(getattr(found, name))
        for name in (
            "enterprises",
            "needs",
            "results",
            "university_results",
            "experts",
            "events",
            "news",
            "cooperations",
        )
        if getattr(found, name)
    } == {lists: 2}
    if lists == "enterprises":
        assert (found.enterprises[0].key_list, value(found.enterprises[0].key_service)) == (True, True)


def test_sign_in_sheets_and_reports_are_no_ledgers() -> None:
    sheet_ = (
        Flowing()
        .text("供需对接会专家签到表")
        .table(("序号", "姓名", "单位", "签字"), ("1", "秦知行", "某研究所", "秦知行"))
    )
    found = recognise(part(sheet_, name="签到.docx"))
    assert found.kind == "activity"
    (record,) = found.records
    assert [(value(one.name), value(one.role)) for one in record.attendees] == [("秦知行", "专家")]


def test_claims_of_tables_and_sentences_and_no_plans() -> None:
    paper = part(
        Flowing()
        .text("共联系本区企业52家，其中建有企业科协的24家；重点服务企业31家，其中专精特新企业11家。")
        .text("应联系企业不少于50家。第一季度联系企业12家。举办需求征集会、供需对接会等活动5场。")
        .table(
            ("任务指标", "目标值", "完成值"),
            ("调研收集企业需求（项）", "20", "23项"),
            ("产生落地成果（项）", "5", ""),
        )
    )
    said = {one.name: int(value(one.value)) for one in claims(flow(paper))}
    assert said == {
        "needs_collected": 23, "enterprises_contacted": 52, "association_enterprises": 24, "key_enterprises": 31,
        "specialised_new_enterprises": 11, "events": 5,
    }  # fmt: skip
    assert [(one.name, value(one.planned), value(one.actual)) for one in targets(flow(paper))][1][2] == "absent:blank"


def test_news_say_where_and_when_a_draft_does_not() -> None:
    text = "二十家企业参加了对接会，六位专家到场点评，现场收集需求三十项，双方约定继续跟进，活动由站点主办。" * 3
    page = (
        Paged()
        .title("供需对接会举办")
        .line("发布时间：2025-05-08 来源：某某周刊")
        .wrapped(text)
        .line("https://www.bast.net.cn/a/1.html 1/1")
    )
    (record,) = recognise(part(page, name="新闻稿/1.pdf")).records
    assert (value(record.site), value(record.url), str(value(record.publish_date))) == (
        "某某周刊",
        "https://www.bast.net.cn/a/1.html",
        "2025-05-08",
    )


def test_a_change_note_asks_and_its_answer_agrees() -> None:
    asked = (
        Flowing()
        .text("项目调整说明")
        .text("因工作需要，拟将项目负责人由甲某调整为乙某，自2025年6月10日起执行，请予同意。")
        .text("2025年6月1日")
    )
    found = recognise(part(asked, name="调整说明.docx"))
    assert found.kind == "change_request"
    assert value(found.records[0].approval) == "absent:not_found"
    assert str(value(found.records[0].effective_date)) == "2025-06-10"
    answered = asked.text("市科协创新服务中心意见：同意调整。").text("2025年6月5日")
    (note,) = recognise(part(answered, name="调整说明.docx")).records
    assert (value(note.approval), str(value(note.approved_date))) == ("同意调整", "2025-06-05")


def test_a_cooperation_names_parties_and_subject() -> None:
    page = (
        Flowing()
        .text("技术合作协议")
        .text("甲方：某某促进会")
        .text("乙方：甲原科技有限公司")
        .text("合作内容：共建联合实验室，一年内完成样件试制。")
        .text("2025年8月6日")
    )
    (record,) = recognise(part(page, name="合作.docx")).records
    assert (value(record.party_a), value(record.party_b)) == ("某某促进会", "甲原科技有限公司")
    assert "共建联合实验室" in str(value(record.subject))


def test_a_remark_that_denies_it_leaves_the_row(tmp_path: Path) -> None:
    rows = [(*FIRMS[0], "备注"), (*FIRMS[1], "未注销，未迁出"), (*FIRMS[2], "没有联系人变更")]
    (paper,) = book(tmp_path, {"企业台账": sheet(rows)})
    found = ledger_of(paper).enterprises
    assert [(row.set_aside.present, row.not_reached.present) for row in found] == [(False, False)] * 2
