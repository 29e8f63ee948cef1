"""A fault for every row that looks at vouchers, planted in a folder: each is noticed, and a clean folder has none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import pytest

from checks.case import Result
from checks.finding import Finding
from checks.matching import matches_for
from checks.pack import programmes
from checks.register import Held
from checks.voucher_pack import voucher_pack
from checks.voucher_terms import Terms
from tests.seeding import planted, sound_vouchers
from tests.seeding.vouchers import HerePool
from worker import invoices
from worker.gather import FileReading, read_files
from worker.sandbox import ReaderPool
from worker.sources import Limits, collect

CHAPTERS = ("V.", "P.", "R.01")
"""Rows that look at nothing but vouchers; what a programme says of its expenses has cases of its own."""
TERMS = Terms("station", *sound_vouchers.HOST, sound_vouchers.START, sound_vouchers.END)
OTHER = Terms("station", "北京另一家研究所", "91110105MA00000012", sound_vouchers.START, sound_vouchers.END)
ALWAYS = {"V.12", "P.03"}
"""What offline, and without a standard, is a person's on every paper."""


def read(files: sound_vouchers.Files) -> list[FileReading]:
    with TemporaryDirectory() as name:
        for called, data in files:
            (Path(name) / called).write_bytes(data)
        sources, refused = collect([Path(name)], Limits())
        assert not refused
        return read_files(sources, cast(ReaderPool, HerePool()))


def screened(readings: Sequence[FileReading], *, other_host: bool = False) -> Result:
    mine = invoices.filed(readings, TERMS, on=sound_vouchers.ON, lineage="l", run="mine", name="本次")
    held = (
        [invoices.filed(readings, OTHER, on=sound_vouchers.ON, lineage="l", run="theirs", name="以前")]
        if other_host
        else []
    )
    matches = matches_for(mine, Held(held))
    return invoices.screened(readings, TERMS, on=sound_vouchers.ON, lineage="l", matches=matches)


@cache
def rows() -> frozenset[str]:
    found = (entry.id for name in programmes() for entry in voucher_pack(name, sound_vouchers.ON).rules)
    return frozenset(id for id in found if id.startswith(CHAPTERS))


def of(result: Result, rule: str) -> list[Finding]:
    return [one for one in result.findings if one.rule == rule]


def test_every_row_that_looks_at_vouchers_has_a_plant() -> None:
    assert rows() - set(planted.PLANTS) == set()
    assert set(planted.PLANTS) - rows() == set()


@cache
def clean() -> Result:
    return screened(read(sound_vouchers.clean()))


def told(result: Result, rule: str) -> list[tuple[str, str]]:
    """The verdicts of the row, each with all that it says and shows."""
    return [
        (one.verdict.value, "\n".join([one.message, one.why, *(item.text for item in one.evidence)]))
        for one in of(result, rule)
    ]


def noticed(result: Result, rule: str, plant: planted.Plant) -> bool:
    return any(verdict == plant.verdict and plant.says in said for verdict, said in told(result, rule))


@pytest.mark.parametrize("rule", sorted(planted.PLANTS))
def test_the_fault_is_noticed(rule: str) -> None:
    plant = planted.PLANTS[rule]()
    result = screened(read(plant.files), other_host=plant.other_host)
    papers = {document.id for document in result.case.documents}
    assert all(item.document in papers for one in of(result, rule) for item in one.evidence)
    assert noticed(result, rule, plant), told(result, rule)
    assert not noticed(clean(), rule, plant), "a sound folder is told the same"


def test_a_clean_folder_has_no_fault() -> None:
    result = clean()
    assert not [one.message for one in result.findings if one.verdict.value == "fail"]
    doubted = [(one.rule, one.message, one.why) for one in result.findings if one.verdict.value == "review"]
    assert {rule for rule, _, _ in doubted if rule.startswith(CHAPTERS)} == ALWAYS, doubted
    decided = {one.rule for one in result.findings}
    assert rows() <= decided, rows() - decided
