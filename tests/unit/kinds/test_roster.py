"""成员名册: over pages, torn rows, repeated headers, bare columns, blocks, sentences."""

from __future__ import annotations

from dataclasses import replace

from extractor.document import Table
from extractor.recognise import recognise
from extractor.records.roster import Roster
from tests.builders import Flowing, Paged, identity, part

HEAD = ["序号", "姓名", "性别", "出生年月", "身份证号", "单位", "分工"]


def roster(*pages: Paged | Flowing) -> Roster:
    found = recognise(part(*pages))
    assert found.kind == "roster"
    (record,) = found.records
    assert isinstance(record, Roster)
    return record


def row(number: int, name: str, unit: str = "北京某某装备有限公司") -> list[str]:
    born = f"{1975 + number % 20}.{1 + number % 12:02d}"
    return [str(number), name, "男" if number % 2 else "女", born, "", unit, "试验"]


NAMES = [a + b for a in "曹周罗邬严" for b in "甲乙丙丁戊己庚辛"]


def test_rows_survive_page_breaks() -> None:
    first = Paged().title("团队成员名册").line("团队名称：某某创新工作室", "团队人数：40人")
    first.table(HEAD, *(row(n, name) for n, name in enumerate(NAMES[:15], 1)))
    second = Paged(number=2).line("第2页").table(*(row(n, name) for n, name in enumerate(NAMES[15:30], 16)))
    third = Paged(number=3).table(HEAD, *(row(n, name) for n, name in enumerate(NAMES[30:], 31)))
    record = roster(first, second, third)
    assert [m.name.value for m in record.members] == NAMES
    assert record.stated_count.value == 40
    assert record.team_name.value == "某某创新工作室"
    assert all(m.birth_date.present for m in record.members)


def test_a_row_torn_by_a_page_break_is_one() -> None:
    first = Paged().title("团队成员名册").table(HEAD, row(1, "曹甲"), row(2, "李乙", "北京某某装"))
    second = Paged(number=2).table(["", "", "", "", "", "备有限公司", ""], row(3, "王丙"))
    record = roster(first, second)
    assert [m.name.value for m in record.members] == ["曹甲", "李乙", "王丙"]
    employer = record.members[1].employer
    assert employer.value == "北京某某装备有限公司"
    assert len(employer.spans) == 2


def test_keys_are_identity_numbers_where_printed() -> None:
    number = identity("110101", "19830412", "261")
    cells = ["1", "曹 甲（组长）", "男", "1983.04", number, "某院", ""]
    record = roster(Paged().title("人员名单").table(HEAD, cells, row(2, "李乙"), row(3, "王丙")))
    assert record.members[0].key == number
    assert record.members[0].name.value == "曹甲"
    assert record.members[0].role_division.present is False
    assert record.members[1].id_number.reason == "blank"


def test_empty_and_total_rows_are_no_members() -> None:
    empty = ["4", "", "", "", "", "", ""]
    total = ["合计", "合计", "", "", "", "3人", ""]
    record = roster(Paged().title("团队成员名册").table(HEAD, row(1, "曹甲"), row(2, "李乙"), empty, total))
    assert [m.name.value for m in record.members] == ["曹甲", "李乙"]


def test_an_impossible_birth_date_is_unreadable_not_missing() -> None:
    cells = ["1", "曹甲", "男/女", "1983年13月", "", "某院", ""]
    (member,) = roster(Paged().title("团队成员名册").table(HEAD, cells)).members
    assert member.birth_date.reason == "unreadable"
    assert member.birth_date.spans[0].text == "1983年13月"
    assert member.gender.reason == "unreadable"


def test_bare_columns_of_a_scan() -> None:
    edges = [60, 100, 160, 200, 280, 400]
    page = Paged(scanned=True, confidence=0.93).title("团队成员名册")
    page.line("序号", "姓名", "性别", "出生年月", "工作单位", "分工", at=edges)
    page.line("1", "曹甲", "男", "1979.07", "某某研究院", "总体", at=edges).line(
        "2", "李乙", "女", "1990.07", "某院", at=edges[:5]
    )
    record = roster(page)
    assert [(m.name.value, str(m.birth_date.value)) for m in record.members] == [
        ("曹甲", "1979-07"),
        ("李乙", "1990-07"),
    ]
    assert record.members[0].birth_date.confidence == 0.93
    assert record.members[1].role_division.reason == "blank"


def test_blocks_of_labels() -> None:
    page = Flowing().text("团队成员信息表", role="title")
    page.table(["姓名", "曹甲", "出生年月", "1979.07"], ["职称", "工程师", "工作单位", "某院"])
    page.table(["姓名", "李乙", "出生年月", "1990.07"], ["职称", "教授", "工作单位", "某校"])
    record = roster(page)
    assert [(m.name.value, m.professional_title.value) for m in record.members] == [
        ("曹甲", "工程师"),
        ("李乙", "教授"),
    ]


def _without(table: Table, column: int) -> Table:
    """The table as a reader gives it that saw nothing in a column, so knows of none."""
    cells = [
        replace(cell, column=cell.column - (cell.column > column)) for cell in table.cells if cell.column != column
    ]
    return replace(table, cells=tuple(cells), columns=table.columns - 1)


def test_a_page_with_a_column_less_goes_on_where_the_numbers_do() -> None:
    first = Paged().title("团队成员名册").table(HEAD, row(1, "曹甲"), row(2, "李乙"))
    second = Paged(number=2).table(row(3, "王丙"), row(4, "赵丁"))
    second.tables[0] = _without(second.tables[0], 4)
    record = roster(first, second)
    assert [m.name.value for m in record.members] == ["曹甲", "李乙", "王丙", "赵丁"]
    assert [m.role_division.value for m in record.members] == ["试验"] * 4
    assert record.members[3].employer.value == "北京某某装备有限公司"


def test_another_table_on_the_next_page_does_not_go_on() -> None:
    first = Paged().title("团队成员名册").table(HEAD, row(1, "曹甲"), row(2, "李乙"), row(3, "王丙"))
    second = Paged(number=2).table(["1", "示波器", "测量", "两台"], ["2", "电源", "供电", "一台"])
    assert [m.name.value for m in roster(first, second).members] == ["曹甲", "李乙", "王丙"]
