"""What a second version solved: never said of what was not looked at again."""

from __future__ import annotations

from typing import Any

from checks.comparing import compare, counts


def finding(rule: str, verdict: str = "fail", subject: str = "", print_: str = "x") -> dict[str, Any]:
    return {
        "id": f"{rule}/{subject}",
        "rule": rule,
        "verdict": verdict,
        "fingerprint": print_,
        "evidence": [{"document": "d1"}],
    }


def result(*findings: dict[str, Any], names: tuple[str, ...] = ("甲/申报书.pdf",)) -> dict[str, Any]:
    documents = [{"id": f"d{number}", "name": name} for number, name in enumerate(names, start=1)]
    return {"findings": list(findings), "documents": documents}


def states(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str]]:
    return [(change.state, (change.after or change.before or {})["id"]) for change in compare(before, after)]


def test_a_problem_that_now_passes_is_solved() -> None:
    assert states(result(finding("A")), result(finding("A", "pass"))) == [("solved", "A/")]


def test_a_problem_that_is_no_longer_found_is_solved_where_the_rule_was_decided_again() -> None:
    before = result(finding("A", subject="甲"), finding("A", subject="乙"))
    after = result(finding("A", "pass", subject="乙"), names=("申报书.pdf",))
    assert states(before, after) == [("solved", "A/乙"), ("solved", "A/甲")]


def test_a_problem_whose_rule_was_not_decided_again_is_unclear() -> None:
    (change,) = compare(result(finding("A")), result(finding("B", "pass")))
    assert change.state == "unclear"
    assert "没有对这一条作出判断" in change.why


def test_a_problem_whose_paper_was_left_out_is_unclear() -> None:
    (change,) = compare(result(finding("A")), result(finding("A", "pass", subject="乙"), names=("名册.pdf",)))
    assert change.state == "unclear"
    assert "申报书.pdf" in change.why


def test_what_is_still_open_says_whether_it_changed() -> None:
    (same,) = compare(result(finding("A")), result(finding("A")))
    (altered,) = compare(result(finding("A")), result(finding("A", "review", print_="y")))
    assert (same.state, same.altered) == ("open", False)
    assert (altered.state, altered.altered) == ("open", True)


def test_a_pass_that_became_a_problem_is_new() -> None:
    changes = compare(result(finding("A", "pass")), result(finding("A"), finding("B", "review")))
    assert [change.state for change in changes] == ["new", "new"]
    assert counts(changes) == {"open": 0, "new": 2, "unclear": 0, "solved": 0}
