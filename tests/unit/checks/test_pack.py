"""Packs are strict, dated, and hold every row of the catalogue."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from checks import pack
from checks.finding import Severity
from checks.outcome import Outcomes
from checks.pack import PackError
from checks.rule import Rule, implemented, rule
from extractor.records.application_form import ApplicationForm

CATALOGUE = Path(__file__).resolve().parents[4] / "shared" / "domain" / "rule_catalogue.md"
GOOD = """\
programme: trial
title: 试验
edition: "1"
source: 试验办法
confidence_floor:
  - {from: 2000-01-01, value: 0.9, source: a}
requires:
  application:
    - {paper: recommendation, rule: T.1}
rules:
  T.1:
    clause: 第一条
    text: 条文
    severity: B
    who: AUTO
    stages: [application]
    parameters:
      limit:
        - {from: 2000-01-01, value: 5, source: a}
        - {from: 2026-01-01, value: 6, source: b}
"""


@rule("T.1", name="trial-rule")
def trial(form: ApplicationForm, *, limit: int) -> Outcomes:  # noqa: ARG001
    """Wants a limit."""
    return ()


RULES: dict[str, Rule] = {"T.1": trial}


def loaded(tmp_path: Path, text: str) -> pack.Pack:
    path = tmp_path / "trial.yaml"
    path.write_text(text, encoding="utf-8")
    return pack.load_file(path, RULES)


def test_a_sound_pack_loads_and_dates_its_numbers(tmp_path: Path) -> None:
    given = loaded(tmp_path, GOOD)
    assert given.at(date(2025, 12, 31)).numbers["T.1"]["limit"] == 5
    assert given.at(date(2026, 1, 1)).numbers["T.1"]["limit"] == 6
    assert given.at(date(1999, 1, 1)).numbers["T.1"] == {}
    assert (given.rules[0].name, given.rules[0].implemented) == ("trial-rule", True)
    assert given.rules[0].severity is Severity.ERROR


BAD = [
    ("severity: B", "severity: X", 14, "severity"),
    ("who: AUTO", "who: MAYBE", 15, "who"),
    ("stages: [application]", "stages: [someday]", 16, "stages"),
    ("    text: 条文\n", "    text: 条文\n    colour: red\n", 14, "colour"),
    ("      limit:", "      limits:", 11, "limit"),
    ("from: 2026-01-01", "from: 2026-02-30", 20, "day"),
    ("from: 2026-01-01", "from: 1999-01-01", 17, "order"),
    ("from: 2026-01-01", "from: soon", 20, "date"),
    ("rule: T.1}", "rule: T.9}", 9, "T.9"),
    ("    clause: 第一条\n", "", 11, "clause"),
    ("title: 试验", "title: 试验\ntitle: 再试", 3, "twice"),
    ("title: 试验", "title: [试验", 3, ""),
]


@pytest.mark.parametrize(("old", "new", "line", "says"), BAD)
def test_what_is_wrong_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    assert old in GOOD
    with pytest.raises(PackError) as error:
        loaded(tmp_path, GOOD.replace(old, new, 1))
    assert str(error.value).startswith(f"trial.yaml:{line}: ")
    assert says in str(error.value)


def test_a_number_nobody_asks_for_is_refused(tmp_path: Path) -> None:
    extra = "      other: [{from: 2000-01-01, value: 1, source: a}]\n"
    with pytest.raises(PackError, match=r"trial\.yaml:21: .*other"):
        loaded(tmp_path, GOOD + extra)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="empty"):
        loaded(tmp_path, "")


def test_an_unknown_programme_is_refused() -> None:
    with pytest.raises(PackError, match="studio"):
        pack.load("other")


def test_both_programmes_have_a_pack_and_the_unclear_one_holds_all_rows() -> None:
    assert pack.programmes() == ("station", "studio")
    rows = {entry.id for name in pack.programmes() for entry in pack.load(name).rules}
    assert {entry.id for entry in pack.load("").rules} == rows


def test_every_implemented_rule_has_a_row() -> None:
    rows = {entry.id for entry in pack.load("").rules}
    assert set(implemented()) <= rows


def catalogue_ids() -> set[str]:
    """The ids of the catalogue: the first column of its tables, and the support rules of its last chapter."""
    text = CATALOGUE.read_text(encoding="utf-8")
    ids: set[str] = set()
    for first in re.findall(r"^\| ((?:QC|ZD)-[^ |]+) \|", text, re.M):
        ids |= _expanded(first)
    support = text.split("## C. Support rules")[1].split("## D.")[0]
    return ids | set(re.findall(r"\b([XRVWP]\.\d\d)\b", support))


def _expanded(first: str) -> set[str]:
    """QC-06.1.1–4 stands for four rows, ZD-20/21 for two."""
    if run := re.fullmatch(r"(.+\.)(\d+)–(\d+)", first):
        return {f"{run[1]}{number}" for number in range(int(run[2]), int(run[3]) + 1)}
    if pair := re.fullmatch(r"(ZD-)(\d+)/(\d+)", first):
        return {pair[1] + pair[2], pair[1] + pair[3]}
    return {first}


def test_every_row_of_the_catalogue_has_an_entry() -> None:
    if not CATALOGUE.is_file():
        pytest.skip("the catalogue ../shared/domain/rule_catalogue.md is not here")
    lacking = catalogue_ids() - {entry.id for entry in pack.load("").rules}
    assert not lacking, sorted(lacking)


def test_rows_say_what_the_catalogue_says_of_severity_and_decider() -> None:
    if not CATALOGUE.is_file():
        pytest.skip("the catalogue ../shared/domain/rule_catalogue.md is not here")
    wrong = []
    for line in CATALOGUE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not re.match(r"\| (QC|ZD)-", line):
            continue
        grade, who = cells[-2], cells[-1].split(" ")[0]
        for id in _expanded(cells[0]):
            row = pack.load("").entry(id)
            assert row is not None
            if (row.severity, row.who) != (pack.SEVERITIES[grade], who):
                wrong.append((id, grade, who, row.severity.value, row.who))
    assert not wrong
