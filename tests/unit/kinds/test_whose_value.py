"""Whose value it is: contact people, legal representatives, several leaders on a form; values torn over cells."""

from __future__ import annotations

from typing import Any

from extractor.recognise import recognise
from extractor.records.application_form import ApplicationForm
from tests.builders import Flowing, Paged, identity, part

NUMBER = identity("110108", "19830412", "263")
OTHER = identity("110108", "19700103", "264")
TITLE = "北京优秀青年工程师创新工作室申报书"


def shown(field: Any) -> str:
    return str(field.value) if field.present else f"<{field.reason}>"


def form(*pages: Paged | Flowing, format: str = "docx") -> ApplicationForm:
    found = recognise(part(*pages, format=format))
    assert found.kind == "application_form"
    (record,) = found.records
    assert isinstance(record, ApplicationForm)
    return record


def test_a_contact_person_is_not_the_leader() -> None:
    leader = form(
        Flowing()
        .text(TITLE)
        .table(
            ["单位名称", "某某科技有限公司", "法定代表人", "钱某"],
            ["身份证号", OTHER, "联系人", "李某"],
            ["性别", "女", "联系电话", "13900000002"],
            ["负责人姓名", "曹某", "出生年月", "1983年4月"],
            ["身份证号", NUMBER, "依托单位", "某某科技有限公司"],
            ["联系人", "李某", "手机", "13900000003"],
        )
    ).leader
    assert (shown(leader.name), shown(leader.birth_date)) == ("曹某", "1983-04")
    assert shown(leader.id_number) == NUMBER
    assert (shown(leader.gender), shown(leader.phone)) == ("<not_found>", "<not_found>")


def test_the_leader_is_marked_in_the_list() -> None:
    leader = form(
        Flowing()
        .text(TITLE)
        .table(["项目名称", "某课题"], ["依托单位", "某某科技有限公司"])
        .text("二、团队成员情况")
        .table(
            ["序号", "姓名", "出生年月", "性别", "职务/角色", "身份证号码"],
            ["1", "李某", "1990/05", "女", "成员", OTHER],
            ["2", "曹某", "1983/04", "男", "负责人", NUMBER],
        )
    ).leader
    assert (shown(leader.name), shown(leader.birth_date), shown(leader.id_number)) == ("曹某", "1983-04", NUMBER)


def test_two_birth_dates_in_one_place_are_nobodys() -> None:
    leader = form(
        Flowing()
        .text(TITLE)
        .table(
            ["负责人", "曹某、王某", "性别", "男"],
            ["出生年月", "1983年3月、1970年3月", "依托单位", "某某科技有限公司"],
        )
    ).leader
    assert shown(leader.birth_date) == "<unreadable>"


def test_a_value_torn_over_cells() -> None:
    row = ["出生年月", "1983", "年", "04", "月", *[""] * 14]
    leader = form(
        Flowing()
        .text(TITLE)
        .text("依托单位：某某科技有限公司")
        .table(["身份证号", *NUMBER], row, ["负责人", "曹某", *[""] * 17])
    ).leader
    assert (shown(leader.birth_date), shown(leader.id_number)) == ("1983-04", NUMBER)


def test_headers_read_as_one_text_are_still_columns() -> None:
    edges = [72, 110, 180, 220, 300]
    record = form(
        Paged()
        .title(TITLE)
        .line("依托单位：某某科技有限公司")
        .line("序号 姓名", "性别 出生年月", "身份证号", at=[72, 180, 300])
        .line("1", "曹某", "男", "1983-04", NUMBER, at=edges)
        .line("2", "李某", "男", "1970-01", OTHER, at=edges)
        .line("负责人：曹某"),
        format="pdf",
    )
    assert [shown(member.name) for member in record.members] == ["曹某", "李某"]
    assert shown(record.leader.birth_date) == "1983-04"


def test_an_organisation_is_a_name_and_no_sentence() -> None:
    record = form(
        Flowing().text(TITLE).text("申报单位：某某科技有限公司，成立于1996年5月。").text("工作室由曹某担任负责人。")
    )
    assert shown(record.host_org) == "某某科技有限公司"
    assert shown(record.founded_date) == "<not_found>"


def test_a_short_form_is_no_identity_card() -> None:
    found = recognise(
        part(
            Flowing()
            .text(TITLE)
            .text("申报单位：某某科技有限公司")
            .table(["负责人姓名", "曹某", "性别", "男"], ["出生年月", "1983年4月", "公民身份号码", NUMBER]),
            format="docx",
        )
    )
    assert found.kind == "application_form"


def test_labels_that_name_the_leader_themselves() -> None:
    leader = form(
        Flowing()
        .text(TITLE)
        .table(
            ["依托单位", "某某科技有限公司", "联系人身份证号", OTHER],
            ["领衔人", "曹某", "领衔人出生年月", "1983年4月"],
            ["领衔人证件类型及号码", f"身份证 {NUMBER}", "", ""],
        )
    ).leader
    assert (shown(leader.name), shown(leader.birth_date), shown(leader.id_number)) == ("曹某", "1983-04", NUMBER)
