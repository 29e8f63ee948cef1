"""XLSX and CSV: what a sheet shows, where it stands, and what is said rather than guessed."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from extractor import read
from extractor.document import InSheet, Page
from extractor.errors import Encrypted, ReadError, TooLarge, UnknownFormat, Unreadable
from extractor.layout import number_format
from extractor.layout.xlsx_workbook import UNCALCULATED
from extractor.text.dates import parse_date
from tests.workbooks import Typed, sheet, workbook

SETTINGS = read.ReadSettings(engine="replay")


def saved(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "blob"
    path.write_bytes(data)
    return path


def pages(path: Path) -> list[Page]:
    outline = read.outline(path, "blob", SETTINGS)
    return [read.read_page(path, "blob", number, SETTINGS) for number in range(1, outline.pages + 1)]


def texts(page: Page) -> list[list[str]]:
    (table,) = page.tables
    found = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        found[cell.row][cell.column] = cell.span.text
    return found


def test_each_sheet_is_a_page_with_its_title_outside_the_table(tmp_path: Path) -> None:
    budget = sheet(
        [["某站点经费预算表"], ["单位：元"], ["科目", "金额"], ["咨询费", 1200], ["合计", 1200], ["注：含税"]],
        "A1:B1",
    )
    first, second = pages(saved(tmp_path, workbook({"预算": budget, "说明": sheet([["甲", "乙"]])})))
    assert (first.number, second.number) == (1, 2)
    outside = [(line.text, line.role) for line in first.lines if line.table is None]
    assert outside == [("预算", "caption"), ("某站点经费预算表", "title"), ("单位：元", "body"), ("注：含税", "body")]
    assert texts(first) == [["科目", "金额"], ["咨询费", "1200"], ["合计", "1200"]]
    assert first.tables[0].at(1, 1).span.place == InSheet("预算", 3, 1)


def test_merged_cells_span_what_is_used_and_blank_rows_and_columns_fall_away(tmp_path: Path) -> None:
    rows = [["科目", None, "明细", "金额"], [], ["咨询费", None, "论证", 800], [None, None, "评审", 400]]
    (page,) = pages(saved(tmp_path, workbook({"Sheet1": sheet(rows, "A3:B4")})))
    (table,) = page.tables
    assert (table.rows, table.columns) == (3, 3)
    merged = table.at(1, 0)
    assert (merged.span.text, merged.rowspan, merged.colspan) == ("咨询费", 2, 1)
    assert table.at(2, 2).span.place == InSheet("Sheet1", 3, 3)
    assert not any(line.role == "caption" for line in page.lines)


def test_a_formula_is_never_computed(tmp_path: Path) -> None:
    rows = [["科目", "金额"], ["甲", Typed("30", formula="B3*2")], ["合计", Typed(None, formula="SUM(B2:B9)")]]
    (page,) = pages(saved(tmp_path, workbook({"x": sheet(rows)})))
    assert texts(page)[1:] == [["甲", "30"], ["合计", UNCALCULATED]]
    assert page.tables[0].at(2, 1).span.raw == "=SUM(B2:B9)"


def test_a_zero_that_stands_for_not_computed(tmp_path: Path) -> None:
    rows = [["科目", "金额"], ["合计", Typed("0", formula="SUM(B2:B9)")]]
    (page,) = pages(saved(tmp_path, workbook({"x": sheet(rows)}, calculated=False)))
    assert texts(page)[1] == ["合计", UNCALCULATED]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("45797", "yyyy/m/d", "2025/5/20"),
        ("45797", "yyyy-mm-dd h:mm:ss", "2025-05-20 0:00:00"),
        ("45797", '[$-804]yyyy"年"m"月"d"日";@', "2025年5月20日"),
        ("45797", 'yyyy"年"m"月";@', "2025年5月"),
        ("0.5", "h:mm AM/PM", "12:00 PM"),
        ("0.155", "0%", "16%"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("-12.5", "#,##0.00_);[Red]\\(#,##0.00\\)", "(12.50)"),
        ("0", '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', "0"),
        ("1500", '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', "¥1,500.00"),
        ("123456", '0\\.0,"万元"', "12.3万元"),
        ("15", '0.00"万元"', "15.00万元"),
        ("3.60", "General", "3.6"),
        ("0.30000000000000004", "General", "0.3"),
        ("2.5", "0.0#", "2.5"),
        ("7", "000", "007"),
        ("7", "[>=5]\"多\"0;0", "多7"),
    ],
)  # fmt: skip
def test_a_number_is_what_the_sheet_shows(value: str, code: str, text: str) -> None:
    assert number_format.shown(Decimal(value), code) == text


def test_a_date_shown_with_a_time_is_a_date() -> None:
    assert str(parse_date("2025-05-20 0:00:00")) == "2025-05-20"


def test_a_number_with_lost_digits_is_doubted(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号"], ["甲", Typed("110105199003070000", "0")]]
    (page,) = pages(saved(tmp_path, workbook({"x": sheet(rows)})))
    assert page.tables[0].at(1, 1).span.confidence < 0.85


def test_hidden_rows_are_read_and_decide_nothing(tmp_path: Path) -> None:
    rows = [["科目", "金额"], ["甲", 1], ["乙", 2]]
    (page,) = pages(saved(tmp_path, workbook({"x": sheet(rows, hidden_rows=[3])})))
    assert [line.role for line in page.lines if line.table == 0] == ["body", "body", "hidden"]
    assert page.tables[0].at(2, 1).span.confidence < 0.85
    assert page.tables[0].at(1, 1).span.confidence == 1.0


def test_a_hidden_sheet_is_a_problem_unless_it_lists_choices(tmp_path: Path) -> None:
    shown = sheet([["科目", "金额"], ["甲", 1]])
    choices = sheet([["科目"], ["咨询费"], ["劳务费"]], state="hidden")
    figures = sheet([["科目", "金额"], ["餐费", 900]], state="veryHidden")
    path = saved(tmp_path, workbook({"预算": shown, "选项": choices, "旧表": figures}))
    assert [note.code for note in read.outline(path, "blob", SETTINGS).notes] == ["hidden_sheet"]
    first, second, third = pages(path)
    assert (first.problem, second.problem) == (None, None)
    assert third.problem is not None
    assert third.problem.code == "hidden_sheet"
    assert not second.tables
    assert not third.tables
    assert {line.role for line in third.lines} == {"hidden"}


def test_a_binary_workbook_and_an_old_one_are_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "xlsb"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", b"")
        package.writestr("xl/workbook.bin", b"")
    with pytest.raises(UnknownFormat, match="另存为 XLSX"):
        read.outline(path, "a.xlsx", SETTINGS)
    old = saved(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"))
    with pytest.raises(UnknownFormat, match="另存为 XLSX"):
        read.outline(old, "a.xls", SETTINGS)
    locked = saved(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(Encrypted):
        read.outline(locked, "a.xlsx", SETTINGS)


@pytest.mark.parametrize(
    "part",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet><row r="1"><c r="A1"><v>&a;</v></c></row></worksheet>',
        b"<worksheet><sheetData><row",
        b'<worksheet xmlns="x"><row r="z"><c r="A1"><v>1</v></c></row></worksheet>',
    ],
)
def test_damaged_and_declared_parts_are_refused(tmp_path: Path, part: bytes) -> None:
    path = saved(tmp_path, workbook({"x": sheet([["a", "b"]])}, extra={"xl/worksheets/sheet1.xml": part}))
    with pytest.raises(Unreadable):
        pages(path)


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    blown = b"<worksheet>" + b" " * (40 * 2**20) + b"</worksheet>"
    path = saved(tmp_path, workbook({"x": sheet([])}, extra={"xl/worksheets/sheet1.xml": blown}))
    with pytest.raises(TooLarge):
        read.outline(path, "blob", SETTINGS)


def test_a_sheet_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, workbook({"x": sheet([["甲"] * 600, ["乙", "丙"]])}))
    with pytest.raises(TooLarge):
        pages(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_every_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [
        ["劳务费发放表", "", ""],
        ["姓名", "身份证号", "金额"],
        ["甄一", '="110105"', "1200.50"],
        ["甄二", "'11", '"多\n行"'],
    ]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    path = saved(tmp_path, text.encode(encoding))
    assert read.outline(path, "blob", SETTINGS).format == "csv"
    (page,) = pages(path)
    assert page.lines[0].text == "劳务费发放表"
    assert texts(page) == [["姓名", "身份证号", "金额"], ["甄一", "110105", "1200.50"], ["甄二", "11", "多\n行"]]
    assert page.tables[0].at(1, 1).span.place == InSheet("", 2, 1)


@pytest.mark.parametrize(
    "data",
    [
        "一句话，没有表格。\n又一句话。\n".encode(),
        b"<a>1,2</a>\n<b>1,2</b>",
        b'{"a": 1,\n"b": 2}',
        b"a,b\x00\nc,d",
        b"\xff\xfe\xfd,\n\xff,\xfe",
    ],
)
def test_other_text_is_no_csv(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        pages(saved(tmp_path, data))
    assert caught.value.code == "unknown_format"


def test_a_ledger_of_the_samples(samples: Path) -> None:
    path = samples / "packets" / "z01_a_complete" / "05 工作台账.xlsx"
    found = pages(path)
    assert len(found) == 7
    (enterprises,) = found[0].tables
    assert enterprises.rows == 1 + 56
    assert parse_date(enterprises.at(1, 7).span.text) is not None
