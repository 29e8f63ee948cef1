"""caishen invoices on a folder of all sorts, killed and gone on with; caishen expenses explain."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from corpora.invoice_faces import draft
from tests.seeding.vouchers import invoices, rubbish, strangers

ROOT = Path(__file__).resolve().parents[3]
ASKED = ("--programme", "station", "--on", "2026-03-01", "--buyer", draft(0).buyer[0])


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "worker", *map(str, arguments)]


def environment(data: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "CAISHEN_READERS": "1", "CAISHEN_DATA_DIR": str(data)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "票据"
    made.mkdir()
    for name, data in [*invoices(3), *rubbish()]:
        (made / name).write_bytes(data)
    return made


@pytest.mark.slow
def test_killed_at_any_moment_it_goes_on_where_it_was(folder: Path, tmp_path: Path) -> None:
    out, kept = tmp_path / "out", tmp_path / "out" / ".caishen" / "pages"
    asked = command("invoices", folder, "--out", out, *ASKED)
    with subprocess.Popen(asked, env=environment(tmp_path / "data"), stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 120
        while not list(kept.rglob("??*")) and process.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    assert not (out / "台账.xlsx").exists()
    pages = {path: path.stat().st_mtime_ns for path in kept.rglob("*") if path.is_file()}
    assert pages
    done = subprocess.run(asked, env=environment(tmp_path / "data"), capture_output=True, text=True, timeout=240)
    assert done.returncode == 1, done.stderr
    assert {path: path.stat().st_mtime_ns for path in pages} == pages
    _is_told(done.stdout)
    _is_written(out)


@pytest.mark.slow
def test_two_folders_find_each_others_invoices_and_name_what_was_not_read(tmp_path: Path) -> None:
    first, second, data = tmp_path / "三月", tmp_path / "四月", tmp_path / "data"
    for folder, made in ((first, invoices(2)), (second, invoices(2, start=1))):
        folder.mkdir()
        for name, content in made:
            (folder / name).write_bytes(content)
    unreadable = strangers(second)
    for folder, buyer in ((first, "北京甲研究院"), (second, "北京乙研究院")):
        asked = command(
            "invoices", folder, "--out", tmp_path / f"出{folder.name}", "--on", "2026-03-01", "--register"
        )
        asked += ["--programme", "station", "--buyer", buyer]
        done = subprocess.run(asked, env=environment(data), capture_output=True, text=True, timeout=240)
        assert done.returncode == 1, done.stderr
        assert f"登记编号 {folder.name}-" in done.stderr
    book = load_workbook(tmp_path / "出四月" / "台账.xlsx")
    told = list(book["重复"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in told] == [draft(1).number]
    assert "编号 三月-" in str(told[0][2])
    assert told[0][3] == "票据0001.pdf"
    refused = {str(row[1]) for row in book["未能读取"].iter_rows(min_row=2, values_only=True)}
    assert set(unreadable) <= refused
    assert "Thumbs.db" not in refused


def _is_told(said: str) -> None:
    assert "没有给出、因此没有核对：税号、项目期限、预算" in said
    for name in ("空的.pdf", "手机录像.mp4", "说明.xyz", "打包/内.zip"):
        assert name in said


def _is_written(out: Path) -> None:
    result = json.loads((out / "result.json").read_text("utf-8"))
    assert (result["schema"], result["programme"]) == ("caishen/result/1", "station")
    assert {one["name"] for one in result["coverage"]["unread_files"]} >= {"空的.pdf", "手机录像.mp4"}
    book = load_workbook(out / "台账.xlsx")
    sheet = book["台账"]
    titles = [cell.value for cell in sheet[1]]
    number, total = titles.index("发票号码"), titles.index("价税合计")
    assert {row[number].value for row in sheet.iter_rows(min_row=2)} == {draft(seed).number for seed in (0, 1, 2, 92)}
    assert {row[number].data_type for row in sheet.iter_rows(min_row=2)} == {"s"}
    assert {(row[total].data_type, row[total].number_format) for row in sheet.iter_rows(min_row=2)} == {
        ("n", "#,##0.00")
    }
    assert (sheet.freeze_panes, bool(sheet.auto_filter.ref)) == ("A2", True)
    assert all(path.suffix == ".pdf" for path in (out / "批注").iterdir())
    assert len(list((out / "批注").iterdir())) >= 4


def test_a_folder_of_nothing_that_is_read_has_its_own_status(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    (tmp_path / "空" / "空的.pdf").write_bytes(b"")
    done = subprocess.run(
        command("invoices", tmp_path / "空", "--out", tmp_path / "out"),
        env=environment(tmp_path / "data"),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 2, done.stderr
    assert "空的.pdf" in done.stdout
    assert (tmp_path / "out" / "台账.xlsx").is_file()


def test_explaining_an_expense_says_the_way_the_article_and_what_to_look_at(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from worker.commands.expenses import explain

    explain("*会展服务*会议费", "station", "", "", "", False)
    said = capsys.readouterr().out
    assert "可归入" in said
    assert "第十六条（四）" in said
    assert "请人看" in said
    explain("*餐饮服务*餐费", "station", "", "", "", True)
    told = json.loads(capsys.readouterr().out)
    assert (told["verdict"], [one["target"] for one in told["to"]]) == ("prohibited", ["ZD-17.2d"])
    assert told["steps"]
    assert told["look_at"]
