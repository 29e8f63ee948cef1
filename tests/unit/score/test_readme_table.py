"""README's table of the score says which numbers were not reached."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from corpora.score import keep, readme
from corpora.score.fields import FieldRead
from corpora.score.marks import Marks
from corpora.score.outcome import FileScore, RuleRead
from corpora.score.show import misses

RIGHT = FieldRead("leader.name", "甲", "甲", 0.9, "exact")
WRONG = FieldRead("leader.name", "甲", "乙", 0.97, "wrong")
RULE = RuleRead("made", "p", "scan", "QC-1", "fail", ("fail",), ("pass",))


def score(*fields: FieldRead) -> FileScore:
    return FileScore(
        "made", "f.jpg", "invoice", "l", "sans", "photo", "tilted", ocr=True, fields=fields, kind_right=True
    )


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    told = keep.kept({"seed": 17, "size": "small", "layouts": "both"}, 3, [score(RIGHT, WRONG)], [RULE])
    (tmp_path / "2026-01-01.json").write_text(json.dumps(told), "utf-8")
    monkeypatch.setattr(readme, "KEPT", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("kept")
def test_the_table_names_seed_numbers_and_what_was_not_reached() -> None:
    table = readme.score_table()
    assert "--seed 17" in table
    assert "**50.00%（2） 未达到**" in table
    assert "| 误判为符合（条） | 0 | **1（1） 未达到** |  |" in table
    assert "| 照片 `tilted` | 1 | 50.0% |" in table


def test_the_newest_score_is_shown(kept: Path) -> None:
    (kept / "2026-02-01.json").write_text("{}")
    assert readme.newest() == kept / "2026-02-01.json"


def test_without_a_score_there_is_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readme, "KEPT", tmp_path)
    with pytest.raises(FileNotFoundError):
        readme.score_table()


def test_each_miss_says_what_was_read_and_how_surely() -> None:
    lines = misses([score(RIGHT, WRONG)], [RULE])
    assert any("'甲' read '乙'\t0.97" in line for line in lines)
    assert any("FALSE PASS" in line for line in lines)
    assert len(lines) == 2


def test_a_paper_with_only_a_doubted_seal_is_a_miss() -> None:
    (line,) = misses([replace(score(RIGHT), seals=Marks(2, 2, doubtful=1))], [])
    assert line.endswith("seals\t2 of 2 found, 0 false, 1 doubtful")
    assert misses([replace(score(RIGHT), seals=Marks(2, 2))], []) == []
