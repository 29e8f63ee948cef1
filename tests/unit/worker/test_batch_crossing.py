"""The submissions of a batch against each other: the same whatever order they come in, and from either side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from checks.case import Case
from checks.outputs.json import dumps, result_json
from checks.register import Held
from tests.unit.checks.papers import a_case, shuffled
from worker.batch_crossing import crossed, identity
from worker.kept import load_case, save_case
from worker.register_folder import RegisterFolder
from worker.summary import Asked, Screened
from worker.summary_book import workbook

ON = date(2025, 6, 30)
PROSE = ["".join(chr(0x4E00 + (n * 37 + 11 * i) % 4000) for i in range(60)) for n in range(20)]


def case(name: str, *papers: dict[str, Any], stage: str = "application", programme: str = "studio") -> Case:
    made = a_case({"papers": list(papers), "stage": stage, "programme": programme})
    return replace(made, lineage=f"batch\0{name}")


def form(host: str, leader: str, title: str) -> dict[str, Any]:
    return {"form": {"host_org": host, "leader": {"name": leader}, "team_name": title}}


REPORT = {"report": {"report_kind": "needs", "title": "需求分析报告", "hanzi": 1200, "prose": PROSE}}
CASES = {
    "甲": case("甲", form("北京甲公司", "甲某", "智测工作室"), REPORT),
    "乙": case("乙", form("北京甲公司", "乙某", "远程工作室"), REPORT),
    "丙": case("丙", form("北京丙大学", "丙某", "光电工作室")),
}


def told(cases: dict[str, Case]) -> dict[str, bytes]:
    return {name: dumps(result_json(result)) for name, result in crossed(cases, "区", None)[0].items()}


def test_results_do_not_depend_on_the_order_of_submissions_or_papers() -> None:
    first = told(CASES)
    assert told(dict(reversed(CASES.items()))) == first
    assert told({name: shuffled(one)[-1] for name, one in CASES.items()}) == first


def test_both_sides_get_the_match_and_neither_sees_the_other() -> None:
    results, _ = crossed(CASES, "区", None)
    one, other = ({f.rule: f for f in results[name].findings} for name in ("甲", "乙"))
    for rule, verdict in (("QC-06.2.6a", "fail"), ("R.02", "review")):
        assert one[rule].verdict.value == other[rule].verdict.value == verdict
        assert [s.id for s in one[rule].shared] == [s.id for s in other[rule].shared]
        assert {e.document for e in one[rule].evidence} <= {d.id for d in CASES["甲"].documents}
        assert "乙某" not in one[rule].message
        assert "远程" not in one[rule].message
    assert {f.rule: f.verdict.value for f in results["丙"].findings}["QC-06.2.6a"] == "pass"


def test_the_summary_lays_both_passages_side_by_side() -> None:
    results, _ = crossed(CASES, "区", None)
    screened = [
        Screened(name, name, "succeeded", 1, 1, result_json(result), identity=identity("区", ON, name))
        for name, result in sorted(results.items())
    ]
    book = load_workbook(BytesIO(workbook(Asked("studio", "application", ON), screened)))
    rows = [[cell.value for cell in row] for row in book["跨材料重复"].iter_rows(min_row=2)]
    (row,) = [row for row in rows if row[0] == "R.02"]
    assert sorted(row[3:5]) == ["乙", "甲"]
    assert row[8] == row[11] != ""
    assert {row[0] for row in rows} == {"QC-06.2.6a", "R.06", "R.02"}


def test_an_earlier_batch_is_remembered_and_replaced_by_itself(tmp_path: Path) -> None:
    folder = RegisterFolder(tmp_path / "登记")
    last_year = {name: replace(one, on=date(2024, 6, 30)) for name, one in CASES.items() if name == "甲"}
    _, filings = crossed(last_year, "区", folder.behind("区", 2024))
    folder.enter("区", 2024, filings)
    folder.enter("区", 2024, filings)
    assert len(list((tmp_path / "登记").iterdir())) == 1
    assert folder.behind("区", 2024) is not None
    results, filings = crossed({"乙": CASES["乙"]}, "区", folder.behind("区", 2025))
    found = {f.rule: f for f in results["乙"].findings}
    assert found["R.07"].verdict.value == "review"
    assert "2024 年度" in found["R.07"].message
    assert isinstance(folder.behind("区", 2025), Held)


def test_a_kept_case_is_the_same_case(tmp_path: Path) -> None:
    save_case(tmp_path, CASES["甲"])
    assert load_case(tmp_path) == CASES["甲"]
