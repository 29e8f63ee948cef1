"""Agreements of both programmes: parties, term and grant, as lines, tables or sentences say them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from extractor.document import Mark, OnPage
from extractor.geometry import BBox
from extractor.impression import Impression, Shape, detail_of
from extractor.kinds import agreement
from extractor.recognise import recognise
from extractor.records.agreement import Agreement
from tests.builders import Paged, part


def read(*pages: Paged) -> Agreement:
    found = recognise(part(*pages))
    assert found.kind == "agreement"
    (record,) = found.records
    assert isinstance(record, Agreement)
    return record


def test_a_station_agreement_in_articles() -> None:
    record = read(
        Paged()
        .title("某某工作站点项目合作协议书")
        .line("甲方：某某市科学技术协会创新服务中心")
        .line("乙方：北京某某科技促进会（统一社会信用代码：91110108MA0Y7XKQ04）")
        .line("第一条 甲方委托乙方建设科创公共服务工作站点，站点类别为B类，")
        .line("项目周期自2025年5月6日至2025年10月31日。")
        .line("第二条 项目经费为人民币10万元，经费须在项目截止日期前执行完毕。")
        .line("甲方（盖章）：某某市科学技术协会创新服务中心")
        .line("签订日期：2025年5月6日")
    )
    assert record.programme.value == "station"
    assert record.party_a.value == "某某市科学技术协会创新服务中心"
    assert record.party_b.value == "北京某某科技促进会"
    assert record.party_b_uscc.value == "91110108MA0Y7XKQ04"
    assert record.station_class.value == "B类"
    assert record.term_start.value.earliest == date(2025, 5, 6)
    assert record.term_end.value.latest == date(2025, 10, 31)
    assert record.grant_amount.value == Decimal(100000)
    assert str(record.sign_date.value) == "2025-05-06"


def test_a_studio_agreement_with_other_words() -> None:
    record = read(
        Paged()
        .title("创新工作室建设任务书")
        .line("甲方（委托方）：某某市科协创新服务中心")
        .line("乙方（依托单位）：北京某某装备有限公司")
        .line("一、建设期限：2025.06.01—2026.05.31")
        .line("二、支持经费总额：人民币捌万元整")
        .line("三、北京优秀青年工程师创新工作室按本任务书建设。")
    )
    assert record.programme.value == "studio"
    assert record.party_b.value == "北京某某装备有限公司"
    assert record.term_end.value.latest == date(2026, 5, 31)
    assert record.grant_amount.value == Decimal(80000)


def test_what_is_not_said_is_absent() -> None:
    record = read(
        Paged()
        .title("工作站点合作协议书")
        .line("甲方：某某市科学技术协会")
        .line("乙方：北京某某协会")
        .line("第一条 双方合作。")
    )
    assert not record.term_end.present
    assert not record.grant_amount.present
    assert not record.party_b_uscc.present


def test_signatures_are_no_budget_lines() -> None:
    record = read(
        Paged()
        .title("工作站点项目协议书")
        .line("甲方：某某市科学技术协会")
        .line("经费支出预算（万元）")
        .table(
            ["科目", "金额"],
            ["咨询费", "2.00"],
            ["会议费", "1.00"],
            ["合计", "3.00"],
            ["甲方（盖章）", "2025年5月6日"],
        )
    )
    assert [line.category.value for line in record.budget_lines] == ["咨询费", "会议费"]
    assert record.budget_lines[0].amount.value == Decimal(20000)


def test_a_contract_of_others_is_no_programme_agreement() -> None:
    other = part(
        Paged().title("设备采购合同").line("甲方：甲有限公司").line("乙方：乙有限公司").line("采购设备一台。")
    )
    assert agreement.score(other) == 0
    assert recognise(other).kind != "unknown"


def test_targets_in_sentences_where_no_table_lists_them() -> None:
    record = read(
        Paged()
        .title("工作站点项目合作协议")
        .line("甲方：某某市科学技术协会创新服务中心")
        .line("乙方：北京某某科技促进会")
        .line("第二条 年度任务目标：联系本区企业不少于50家，重点服务企业不少于30家，其中专精特新企业不少于10家；")
        .line("举办需求征集会、需求对接会等不少于4场；发布新闻稿不少于4篇，其中科协网站2篇；")
        .line("组织产业特派员等专家参与活动不少于20人次；提交1份不少于2000字的需求分析报告。")
        .line("第三条 本合作协议一式4份，乙方应妥善保管。")
    )
    assert {one.name: int(one.planned.value) for one in record.station.targets} == {
        "enterprises_contacted": 50,
        "key_enterprises": 30,
        "specialised_new_enterprises": 10,
        "events": 4,
        "news_total": 4,
        "news_on_association_site": 2,
        "expert_person_times": 20,
    }


@pytest.mark.parametrize(("shape", "seals"), [("round", 2), ("", 0)])
def test_only_marks_of_a_known_shape_are_its_seals(shape: Shape, seals: int) -> None:
    page = (
        Paged(scanned=True)
        .title("工作站点项目合作协议")
        .line("甲方：某某市科学技术协会创新服务中心")
        .line("乙方：北京某某科技促进会")
        .line("甲方（盖章）：某某市科学技术协会创新服务中心")
        .line("乙方（盖章）：北京某某科技促进会")
    )
    beside = [BBox(300, line.spans[0].place.bbox.top, 400, line.spans[0].place.bbox.top + 90) for line in page.lines]  # type: ignore[union-attr]
    marks = tuple(Mark("seal", OnPage(1, box), detail_of(Impression(shape))) for box in beside[-2:])
    (record,) = agreement.parse(part(replace(page.page(), marks=marks)))
    assert sum(len(block.seals) for block in record.signing) == seals
    doubted = [block for block in record.signing if not block.seal.present and block.seal.reason == "unreadable"]
    assert bool(doubted) == (seals == 0)
