"""Real samples, used in place: every file is read or refused with a reason; the packets get their findings.

Reading every photograph by OCR takes minutes, so that of each folder only the first pictures are read to the end;
CAISHEN_ALL_SAMPLES=1 reads them all.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.pack import load
from extractor.errors import ReadError
from extractor.read import outline
from extractor.settings import ReadSettings
from tests.conftest import SAMPLES
from tests.golden.conftest import PagesOnDisk, Screen, about, said, worst
from worker.gather import read_files
from worker.sandbox import ReaderPool
from worker.sources import SourceFile

PICTURES = (".jpg", ".png")
PICTURES_OF_A_FOLDER = 1
TRUTH = SAMPLES / "packets" / "truth.json"
PACKETS = json.loads(TRUTH.read_text("utf-8"))["packets"] if TRUTH.is_file() else []
ALIKE = ("s03_leader_47", "s04_leader_boundary_month")
ABSENT = [pytest.param(None, marks=pytest.mark.skip(reason="the samples folder ../shared/samples is not here"))]


def sample_files(samples: Path) -> list[Path]:
    """Every file that is a sample, not what is said about it."""
    return sorted(
        path
        for path in samples.rglob("*")
        if path.is_file() and path.suffix not in (".json", ".md") and "packets" not in path.relative_to(samples).parts
    )


def to_be_read(files: list[Path]) -> list[Path]:
    if os.environ.get("CAISHEN_ALL_SAMPLES"):
        return files
    taken: dict[Path, int] = {}
    chosen = []
    for path in files:
        if path.suffix in PICTURES or path.parent.name == "scan":
            taken[path.parent] = taken.get(path.parent, 0) + 1
            if taken[path.parent] > PICTURES_OF_A_FOLDER:
                continue
        chosen.append(path)
    return chosen


def test_every_sample_is_opened_or_refused_with_a_reason(samples: Path) -> None:
    silent = []
    for path in sample_files(samples):
        try:
            found = outline(path, path.name, ReadSettings())
        except ReadError as error:
            if not error.code or not error.message:
                silent.append(path)
            continue
        if found.pages < 1:
            silent.append(path)
    assert not silent


@pytest.mark.ocr
@pytest.mark.slow
def test_what_is_opened_is_read_page_by_page(samples: Path, pool: ReaderPool, pages: PagesOnDisk) -> None:
    files = [SourceFile(path.name, path) for path in to_be_read(sample_files(samples))]
    wrong = []
    for reading in read_files(files, pool, pages):
        if reading.error is not None:
            if not reading.error.message:
                wrong.append(f"{reading.name}: refused without a reason")
            continue
        document = reading.understood.document if reading.understood else None
        if document is None or not document.pages:
            wrong.append(f"{reading.name}: neither read nor refused")
            continue
        wrong += [f"{reading.name} p{page.number}: {page.problem.code}" for page in document.pages if page.problem]
        if not any(page.lines for page in document.pages):
            wrong.append(f"{reading.name}: no text at all")
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="session")
def screened(samples: Path, screen: Screen) -> Any:
    """The result of a packet's name, screened once."""
    done: dict[str, dict[str, Any]] = {}

    def result(packet: dict[str, Any]) -> dict[str, Any]:
        name = packet["name"]
        if name not in done:
            done[name] = screen([samples / "packets" / name], on=date.fromisoformat(packet["on"]))
        return done[name]

    return result


def named(packets: list[dict[str, Any]]) -> list[Any]:
    """Two packets show with other numbers what a third one shows: they are read by `make test-all`."""
    slow = dict.fromkeys(ALIKE, pytest.mark.slow)
    return [pytest.param(one, id=one["name"], marks=slow.get(one["name"], ())) for one in packets] or ABSENT


@pytest.mark.ocr
@pytest.mark.parametrize("packet", named(PACKETS))
def test_a_packet_gets_its_findings_and_no_wrong_pass(packet: dict[str, Any], screened: Any) -> None:
    result = screened(packet)
    assert result["programme"] == packet["programme"]
    implemented = {rule.id for rule in load(packet["programme"]).rules if rule.implemented}
    wrong = []
    for one in packet["findings"]:
        rule, file = one["rule"], one.get("file", "")
        if rule not in implemented or (one.get("optional") and not about(result, rule, file)):
            continue
        verdict = worst(result, rule, file)
        if verdict not in one["accept"]:
            said_so = said(result, rule, file)[:300]
            wrong.append(f"{rule} {file}: {verdict or 'nothing'}, accepted {one['accept']}: {said_so}")
        if one.get("must_quote", "") not in said(result, rule, file):
            wrong.append(f"{rule} {file}: {one['must_quote']} is not quoted")
        verdicts = {finding["verdict"] for finding in about(result, rule, file)}
        if "pass" in verdicts and "pass" not in one["accept"]:
            wrong.append(f"{rule} {file}: a wrong pass")
    assert not wrong, "\n".join(wrong)


def value_at(fields: dict[str, Any], path: str) -> Any:
    """`leader.name` of a record's JSON; None where it was not read."""
    current: Any = fields
    for name in path.split("."):
        current = current.get(name, {}) if isinstance(current, dict) else {}
    return current.get("value") if isinstance(current, dict) else None


@pytest.mark.ocr
@pytest.mark.parametrize("packet", named([packet for packet in PACKETS if packet.get("fields")]))
def test_the_fields_of_a_form_are_read(packet: dict[str, Any], screened: Any) -> None:
    documents = screened(packet)["documents"]
    wrong = []
    for field in packet["fields"]:
        records = [
            document["record"]["fields"]
            for document in documents
            if document["name"].endswith(field["file"]) and document["record"]
        ]
        if not any(record["type"] == "ApplicationForm" for record in (d["record"] for d in documents) if record):
            continue
        values = [str(value_at(record, field["field"])) for record in records]
        if field["value"] not in values and not all(value == "None" for value in values):
            wrong.append(f"{field['file']} {field['field']}: {values}, truth {field['value']}")
        elif field["value"] not in values:
            wrong.append(f"{field['file']} {field['field']}: not read, truth {field['value']}")
    assert not wrong, "\n".join(wrong)
