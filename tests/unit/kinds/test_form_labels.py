"""Application forms: whose value a label has, what a sentence says, what is no form."""

from __future__ import annotations

from datetime import date

from extractor.recognise import recognise
from tests.builders import Flowing, Paged, part
from tests.unit.kinds.form_papers import NUMBER, form, shown


def test_a_founding_that_is_only_meant_is_none() -> None:
    page = Flowing().text("北京优秀青年工程师创新工作室申报书").text("本团队拟于2023年成立，现有成员8人。")
    assert shown(form(page, format="docx").founded_date) == "<not_found>"


def test_founding_of_the_host_is_not_the_teams() -> None:
    page = (
        Flowing()
        .text("北京优秀青年工程师创新工作室申报书")
        .text("依托单位：北京某某有限公司")
        .text("北京某某有限公司成立于2005年3月。")
    )
    record = form(page, format="docx")
    assert shown(record.founded_date) == "<not_found>"


def test_a_neighbouring_label_is_never_a_value() -> None:
    page = (
        Paged()
        .title("北京优秀青年工程师创新工作室申报书")
        .line("依托单位", "统一社会信用代码", "所在区", "单位性质")
        .line("二、团队负责人")
        .table(["姓名", "性别", "出生年月", "职称"], ["", "", "", ""])
        .table(["国籍", "", "民族", "汉族"])
    )
    record = form(page)
    assert not record.host_org.present
    assert shown(record.leader.birth_date) == "<blank>"
    assert shown(record.leader.nationality) == "<blank>"
    assert shown(record.leader.ethnicity) == "汉族"


def test_signatory_of_the_host_is_not_the_leader() -> None:
    page = (
        Flowing()
        .text("北京优秀青年工程师创新工作室申报书")
        .text("工作室名称：某某创新工作室")
        .heading("九、依托单位意见")
    )
    record = form(page.text("同意申报。").text("负责人（签字）：周某某").text("2025年6月20日"), format="docx")
    assert shown(record.leader.name) == "<not_found>"


def test_station_form_with_ticked_class() -> None:
    page = (
        Flowing()
        .text("“千人进千企”科创公共服务工作站点")
        .text("项目申报书")
        .table(
            ["站点名称", "丰台区工作站点"],
            ["站点类别", "☑A类 □B类 □产学研合作站点"],
            ["申报单位", "北京某某科技服务促进会"],
            ["推荐单位", "丰台区科学技术协会"],
        )
        .heading("二、项目负责人")
        .table(["姓名", "康某", "出生年月", "1980-01-02"])
    )
    record = form(page, format="docx")
    assert shown(record.programme) == "station"
    assert shown(record.station_class) == "A类"
    assert shown(record.leader.birth_date) == str(date(1980, 1, 2))


def test_two_ticks_are_no_class() -> None:
    page = Flowing().text("“千人进千企”工作站点项目申报书").table(["站点类别", "☑A类 ☑B类"], ["申报单位", "某某学会"])
    record = form(page, format="docx")
    assert shown(record.station_class) == "<unreadable>"


def test_a_foreign_form_is_not_forced() -> None:
    page = (
        Flowing()
        .text("创新训练项目")
        .text("立项申请书")
        .table(["项目名称", "某软件"], ["姓名", "赵某"], ["手机", "13800000001"])
    )
    assert recognise(part(page, format="docx")).kind == "unknown"


def test_a_label_followed_by_a_sentence() -> None:
    page = (
        Flowing()
        .text("北京优秀青年工程师创新工作室申报书")
        .text("依托单位：北京某某科技有限公司")
        .heading("一、负责人")
        .text(
            f"团队负责人：秦某某，男，1972年03月出生，身份证号{NUMBER}，博士，现任北京某某科技有限公司研发部部长，中国国籍。"
        )
        .heading("二、团队")
        .text(
            "团队现有成员3人。除负责人外，其他成员为：闵某某，男，1984年4月出生，工程师；虞某某，女，1987年11月出生，工程师。"
        )
    )
    record = form(page, format="docx")
    assert shown(record.leader.name) == "秦某某"
    assert shown(record.leader.birth_date) == "1972-03"
    assert shown(record.leader.id_number) == NUMBER
    assert shown(record.member_count) == "3"
    assert [shown(m.name) for m in record.members] == ["闵某某", "虞某某"]


def test_the_total_of_a_budget_and_the_further_rows_of_a_category() -> None:
    rows = (
        ["科目", "明细", "金额（元）"],
        ["活动实施费", "设计", "20000"],
        ["", "印刷", "30000"],
        ["合计", "", "50000"],
    )
    paper = Flowing().text("“千人进千企”工作站点项目申报书").text("申报单位：北京某某协会").text("三、经费预算")
    record = form(paper.table(*rows), format="docx")
    assert [shown(line.amount) for line in record.budget_lines] == ["20000", "30000"]
    assert shown(record.budget_total) == "50000"


def test_what_a_station_is_not_or_is_not_yet() -> None:
    page = (
        Flowing()
        .text("“千人进千企”工作站点项目申报书")
        .table(["申报单位", "某某大学"], ["事业单位类别", "非公益一类"])
        .text("我校尚未成立科协，拟于年内成立校科协。")
        .text("推动企业成立科协。")
    )
    station = form(page, format="docx").station
    assert not station.public_institution_class.present
    assert not station.has_science_association.present


def test_an_association_that_was_founded_is_found_behind_one_that_was_not() -> None:
    page = (
        Flowing()
        .text("“千人进千企”工作站点项目申报书")
        .table(["申报单位", "某某大学"])
        .text("推动企业成立科协。我校已于2019年成立科协。")
    )
    assert shown(form(page, format="docx").station.has_science_association) == "已于2019年成立科协"
