"""caishen batch killed at any moment and run again: nothing is done twice, and the summary is the same."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from service import BAD_NUMBER, card, wait_for

from corpora.packet import Packet
from corpora.packets import every

ON = ("--on", "2026-06-30")
CARDS = (*ON, "--programme", "studio", "--stage", "application")
SUMMARY = ("summary.json", "汇总.xlsx")


def command(source: Path, out: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "worker", "batch", str(source), "--out", str(out), *arguments]


def run(environment: Mapping[str, str], source: Path, out: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(source, out, *(arguments or CARDS)),
        env=dict(environment),
        capture_output=True,
        text=True,
        timeout=280,
    )


def killed(environment: Mapping[str, str], source: Path, out: Path, when: float) -> None:
    """A run that is killed with SIGKILL after `when` seconds; its readers die with it."""
    with subprocess.Popen(command(source, out, *ON), env=dict(environment), stderr=subprocess.DEVNULL) as process:
        time.sleep(when)
        process.send_signal(signal.SIGKILL)


def summary_of(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in SUMMARY}


def results_of(out: Path) -> dict[str, bytes]:
    return {path.parent.name: path.read_bytes() for path in out.glob("*/result.json")}


@pytest.fixture
def saboteur(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    trace = tmp_path / "trace"
    trace.mkdir()
    return {
        **environment,
        "CAISHEN_READER": "saboteurs",
        "CAISHEN_READERS": "1",
        "SABOTEUR_TRACE": str(trace),
    }


def readings(environment: Mapping[str, str]) -> dict[str, int]:
    return {path.name: len(path.read_text().split()) for path in Path(environment["SABOTEUR_TRACE"]).iterdir()}


def district(folder: Path, count: int, name: str = "slow") -> Path:
    for number in range(count):
        (folder / f"团队{number}").mkdir(parents=True)
        (folder / f"团队{number}" / f"{name}{number}.txt").write_text(card(3))
    return folder


def twelve() -> list[Packet]:
    """Small packets of both programmes; one of them needs OCR."""
    single = [one for one in every() if one.told and not one.ocr and len(one.make()) <= 2]
    scanned = next(one for one in every() if one.name == "branding-photo-beside")
    return [*single[:: len(single) // 11][:11], scanned]


@pytest.mark.ocr
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_twelve_packets_killed_at_a_random_moment(environment: dict[str, str], tmp_path: Path) -> None:
    packets = twelve()
    assert len(packets) == 12
    source = tmp_path / "区"
    for packet in packets[1:]:
        packet.write(source / packet.name)
    with zipfile.ZipFile(source / f"{packets[0].name}.zip", "w") as package:
        for file in packets[0].make():
            package.writestr(file.name, file.data)
    began = time.monotonic()
    whole = run(environment, source, tmp_path / "whole", *ON)
    took = time.monotonic() - began
    assert whole.returncode == 1, whole.stderr
    seed = random.randrange(1_000_000)
    moments = random.Random(seed)
    print(f"seed {seed}: the whole run took {took:.1f} s")
    for attempt in range(2):
        when = moments.uniform(2.0, took / 2)
        print(f"kill {attempt + 1} after {when:.2f} s")
        killed(environment, source, tmp_path / "killed", when)
    again = run(environment, source, tmp_path / "killed", *ON)
    assert again.returncode == 1, again.stderr
    assert summary_of(tmp_path / "killed") == summary_of(tmp_path / "whole"), f"seed {seed}"
    assert results_of(tmp_path / "killed") == results_of(tmp_path / "whole"), f"seed {seed}"
    assert len(results_of(tmp_path / "whole")) == 12


def test_finished_submissions_and_read_pages_are_not_read_again(saboteur: dict[str, str], tmp_path: Path) -> None:
    source, out = district(tmp_path / "区", 4), tmp_path / "out"
    process = subprocess.Popen(command(source, out, *CARDS), env=saboteur, stderr=subprocess.DEVNULL)
    wait_for(lambda: len(readings(saboteur)) >= 5, "the second page of the second submission")
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (out / "团队0" / "result.json").is_file()
    assert not (out / "summary.json").exists()
    again = run(saboteur, source, out)
    assert again.returncode == 1, again.stderr
    assert "团队0：已完成，不再重复" in again.stderr
    found = readings(saboteur)
    assert len(found) == 4 * 3
    # The page in hand, and the one before it, whose text may not have reached the disk.
    assert sum(found.values()) <= 4 * 3 + 2, found
    assert not list((out / ".caishen").rglob("*.part"))
    assert not (out / ".caishen" / "scratch").exists()


@pytest.mark.slow
def test_a_changed_file_is_noticed_and_nothing_else_is_done(saboteur: dict[str, str], tmp_path: Path) -> None:
    source, out = district(tmp_path / "区", 3, "card"), tmp_path / "out"
    run(saboteur, source, out)
    before = summary_of(out)
    assert run(saboteur, source, out).stderr.count("不再重复") == 3
    assert summary_of(out) == before
    (source / "团队1" / "card1.txt").write_text(card(2))
    (out / "团队2" / "result.json").write_text("{}")
    again = run(saboteur, source, out)
    assert again.stderr.count("不再重复") == 1
    told = json.loads((out / "summary.json").read_text())
    assert [one["pages"] for one in told["submissions"]] == [3, 2, 3]
    assert sum(readings(saboteur).values()) == 3 * 3 + 2, "pages of the damaged result come from the cache"


def test_folders_zips_and_single_files_are_submissions(saboteur: dict[str, str], tmp_path: Path) -> None:
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w") as package:
        package.writestr("card.txt", BAD_NUMBER)
        package.writestr("../evil.txt", "evil")
        package.writestr("再里.zip", _empty_zip())
    with zipfile.ZipFile(tmp_path / "区.zip", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("区/甲/card.txt", BAD_NUMBER)
        package.writestr("区/乙.zip", inner.getvalue())
        package.writestr("区/坏.zip", b"PK\x03\x04unpack-crash")
    out = tmp_path / "out"
    done = run(saboteur, tmp_path / "区.zip", out)
    assert done.returncode == 1, done.stderr
    told = json.loads((out / "summary.json").read_text())
    rows = {one["name"]: one for one in told["submissions"]}
    assert list(rows) == ["乙.zip", "坏.zip", "甲"]
    assert rows["甲"]["unread"] == []
    assert (rows["甲"]["files"], rows["乙.zip"]["files"]) == (1, 3)
    assert [(one["name"], one["code"]) for one in rows["乙.zip"]["unread"]] == [
        ("../evil.txt", "unknown_format"),
        ("再里.zip", "unknown_format"),
    ]
    assert (rows["坏.zip"]["worst"], [one["code"] for one in rows["坏.zip"]["unread"]]) == ("unread", ["unreadable"])
    book = load_workbook(out / "汇总.xlsx")
    assert book.sheetnames == ["汇总", "问题清单", "跨材料重复", "需人工判断", "未能读取"]
    assert BAD_NUMBER not in json.dumps(told)
    assert all(BAD_NUMBER not in str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    problems = [[cell.value for cell in row] for row in book["问题清单"].iter_rows(min_row=2)]
    assert {(row[0], row[1]) for row in problems} >= {("甲", "X.01"), ("乙.zip", "X.01")}
    assert not (tmp_path / "evil.txt").exists()


@pytest.mark.slow
def test_folders_of_others_are_never_touched(saboteur: dict[str, str], tmp_path: Path) -> None:
    source = district(tmp_path / "区", 1, "card")
    done = run(saboteur, source, tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "另选一个" in done.stderr
    (source / "空").mkdir()
    inside = run(saboteur, source, source / "结果")
    assert inside.returncode == 1, inside.stderr
    rows = json.loads((source / "结果" / "summary.json").read_text())["submissions"]
    assert [(one["name"], one["worst"]) for one in rows] == [("团队0", "fail"), ("空", "unread")]
    shutil.rmtree(source / "团队0")
    (source / "空").rmdir()
    assert run(saboteur, source, source / "结果").returncode == 2


def _empty_zip() -> bytes:
    data = BytesIO()
    zipfile.ZipFile(data, "w").close()
    return data.getvalue()
