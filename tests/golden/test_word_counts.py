"""The word counts of the sample packets, through the door, within the truth's tolerance; real Word files besides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractor import read
from extractor.document import Part
from extractor.kinds import report
from extractor.records.report import Report
from extractor.settings import ReadSettings

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "samples"
SETTINGS = ReadSettings()


def cases() -> Iterator[tuple[str, str, str, str, float]]:
    """(packet, file, field, value, tolerance) of every word count in the truth file; none without the samples."""
    truth = SAMPLES / "packets" / "truth.json"
    packets: list[dict[str, Any]] = (
        json.loads(truth.read_text(encoding="utf-8"))["packets"] if truth.is_file() else []
    )
    for packet in packets:
        for field in packet.get("fields", ()):
            if field["field"].startswith("word_counts."):
                yield packet["name"], field["file"], field["field"], field["value"], field["tolerance"]


@cache
def record(path: Path) -> Report:
    outline = read.outline(path, path.name, SETTINGS)
    count = 1 if outline.format == "docx" else outline.pages
    pages = [read.read_page(path, path.name, number, SETTINGS) for number in range(1, count + 1)]
    document = read.assemble(path.name, outline, pages, SETTINGS)
    part = Part(document, document.pages)
    assert report.score(part) > 0.9
    return report.parse(part)[0]


@pytest.mark.parametrize(("packet", "file", "field", "value", "tolerance"), list(cases()))
def test_counts_of_the_packets(
    samples: Path, packet: str, file: str, field: str, value: str, tolerance: float
) -> None:
    found = record(samples / "packets" / packet / file)
    _, scope, metric = field.split(".")
    counted = getattr(getattr(found.word_counts, scope), metric)
    assert counted == pytest.approx(int(value), rel=tolerance)


def test_a_report_that_straddles_its_limit_is_counted_on_both_sides(samples: Path) -> None:
    path = samples / "documents" / "documents-03.docx"
    page = read.read_page(path, path.name, 1, SETTINGS)
    from extractor.text.counting import count, total

    counts = total(count(line.text) for line in page.lines)
    assert counts.hanzi < 2000 < counts.zishu


@pytest.mark.parametrize("name", ["documents-01.docx", "documents-02.docx", "documents-05.docx", "documents-06.docx"])
def test_real_word_files_are_read_and_are_no_reports(samples: Path, name: str) -> None:
    path = samples / "documents" / name
    outline = read.outline(path, name, SETTINGS)
    page = read.read_page(path, name, 1, SETTINGS)
    assert page.lines
    document = read.assemble(name, outline, [page], SETTINGS)
    part = Part(document, document.pages)
    assert report.score(part) == 0.0
    assert report.parse(part) == ()


def test_a_form_of_one_merged_table_is_read_whole(samples: Path) -> None:
    from extractor.text.counting import count, total

    path = samples / "documents" / "documents-02.docx"
    truth = json.loads((path.parent / f"{path.name}.truth.json").read_text(encoding="utf-8"))
    page = read.read_page(path, path.name, 1, SETTINGS)
    shown = [line for line in page.lines if line.role not in {"header", "footer"}]
    assert total(count(line.text) for line in shown).chars_nospace == truth["body_char_count_no_space_all"]
    outside = total(count(line.text) for line in shown if line.table is None)
    assert outside.chars_nospace == truth["body_paragraph_chars_only"]
    (table,) = page.tables
    assert (table.rows, table.columns) == (52, 12)
