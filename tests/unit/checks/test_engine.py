"""The engine's guarantees, shown on rules that sabotage them: whatever a rule does, no silent pass comes out."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from checks.case import Case, Result
from checks.engine import run
from checks.finding import Finding, Severity, Verdict
from checks.outcome import Outcome, Outcomes, review
from checks.pack import Dated, Entry, Pack, Required
from checks.register import Entry as RegisterEntry
from checks.register import Filed, Filing, Match, Matches
from checks.rule import BadRule, rule
from extractor.records.application_form import ApplicationForm
from tests.unit.checks.papers import a_case, shuffled, span
from tests.unit.checks.sabotaging_rules import RULES

GOOD = {"programme": "studio", "stage": "application", "papers": [{"form": {"leader": {"name": "甲某"}}}]}


def entry(id: str, who: str = "AUTO", **changes: object) -> Entry:
    fresh = Entry(id, id, "第一条", "条文", Severity.ERROR, who, ("application",), True, {})
    return replace(fresh, **changes)  # type: ignore[arg-type]


def a_pack(*entries: Entry, requires: tuple[Required, ...] = ()) -> Pack:
    floor = (Dated(date(2000, 1, 1), 0.85, "test"),)
    return Pack("studio", "试验", "1", "test", entries, requires, floor)


def screened(*entries: Entry, said: dict[str, object] = GOOD, requires: tuple[Required, ...] = ()) -> Result:
    return run(a_case(said), a_pack(*entries, requires=requires), rules=RULES)


def only(result: Result) -> Finding:
    assert len(result.findings) == 1, result.findings
    return result.findings[0]


WHO = [
    ("AUTO", Verdict.PASS, Verdict.FAIL),
    ("AUTO-F", Verdict.REVIEW, Verdict.FAIL),
    ("AUTO-P", Verdict.PASS, Verdict.REVIEW),
    ("HUM", Verdict.REVIEW, Verdict.REVIEW),
    ("INST", Verdict.REVIEW, Verdict.REVIEW),
    ("INFO", Verdict.PASS, Verdict.REVIEW),
]


@pytest.mark.parametrize(("who", "on_pass", "on_fail"), WHO)
def test_who_caps_the_verdict(who: str, on_pass: Verdict, on_fail: Verdict) -> None:
    gave = {one.rule: one for one in screened(entry("T.pass", who), entry("T.fail", who)).findings}
    assert (gave["T.pass"].verdict, gave["T.fail"].verdict) == (on_pass, on_fail)
    assert all(one.why for one in gave.values() if one.verdict is Verdict.REVIEW)
    assert only(screened(entry("T.na", who))).verdict is Verdict.NOT_APPLICABLE


def test_a_pass_that_cites_nothing_is_none() -> None:
    assert only(screened(entry("T.quiet"))).verdict is Verdict.REVIEW


def test_evidence_below_the_floor_carries_no_verdict_unless_settled() -> None:
    found = screened(entry("T.doubt")).findings
    assert [one.verdict.value for one in found] == ["review", "review", "pass"]
    assert all("0.20" in one.why for one in found[:2])


def test_a_rule_that_raises_sinks_nothing_and_leaks_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        found = screened(entry("T.raise"), entry("T.pass")).findings
    assert [one.verdict.value for one in found] == ["review", "pass", "pass"]
    assert "T.raise" in caplog.text
    assert "1101011990" not in caplog.text


def test_a_rule_that_is_no_generator_is_a_review() -> None:
    assert only(screened(entry("T.none"))).verdict is Verdict.REVIEW


@pytest.mark.parametrize(
    ("reason", "words"), [("blank", "一栏为空"), ("not_found", "未找到"), ("unreadable", "未能识读")]
)
def test_the_three_kinds_of_absent_are_told_apart(reason: str, words: str) -> None:
    said = {**GOOD, "papers": [{"form": {"leader": {"name": "甲某"}, "host_org": reason}}]}
    finding = only(screened(entry("T.absent"), said=said))
    assert finding.verdict is Verdict.REVIEW
    assert words in finding.why


def test_unread_pages_withhold_what_they_might_change() -> None:
    said = {**GOOD, "papers": [{"form": {"leader": {"name": "甲某"}, "unread": [2]}}]}
    found = screened(entry("T.pass"), entry("T.firm"), said=said).findings
    assert [one.verdict.value for one in found] == ["review", "pass"]
    assert "第2页" in found[0].why


def test_unread_pages_of_another_kind_of_paper_do_not_matter() -> None:
    said = {**GOOD, "papers": [*GOOD["papers"], {"card": {"name": "甲某", "unread": [1]}}]}  # type: ignore[misc]
    assert only(screened(entry("T.pass"), said=said)).verdict is Verdict.PASS


HIDDEN: list[tuple[dict[str, object], str]] = [
    ({"unread_files": ["附件.pdf"]}, "有 1 个文件没有读取（附件.pdf）"),
    ({"papers": [{"form": {"leader": {"name": "甲某"}, "unread": [2]}}]}, "有 1 个页面没有读取"),
    ({"papers": [*GOOD["papers"], {"unknown": {}}]}, "有 1 份材料未能识别类别（02unknown.pdf）"),  # type: ignore[misc]
]


@pytest.mark.parametrize(("hidden", "words"), HIDDEN)
def test_what_was_not_seen_may_be_in_what_was_not_read(hidden: dict[str, object], words: str) -> None:
    found = screened(entry("T.unseen"), said={**GOOD, **hidden}).findings
    assert [one.verdict.value for one in found] == ["review", "not_applicable"]
    assert words in found[0].why


def test_what_was_not_seen_in_papers_read_whole_does_not_apply() -> None:
    elsewhere = [*GOOD["papers"], {"card": {"name": "甲某", "unread": [1]}}]  # type: ignore[misc]
    for said in (GOOD, {**GOOD, "papers": elsewhere}):
        found = screened(entry("T.unseen"), said=said).findings
        assert {one.verdict for one in found} == {Verdict.NOT_APPLICABLE}


@pytest.mark.parametrize("id", ["T.two", "T.loose"])
def test_an_unread_file_makes_no_review_of_what_the_stage_does_not_ask(id: str) -> None:
    said = {**GOOD, "unread_files": ["附件.pdf"]}
    assert only(screened(entry(id, stages=("closing",)), said=said)).verdict is Verdict.NOT_APPLICABLE
    assert only(screened(entry(id), said=said)).verdict is Verdict.REVIEW


def test_what_does_not_apply_says_which_paper_is_not_there() -> None:
    assert "未见成员名册" in only(screened(entry("T.two", stages=("closing",)))).message
    (silent,) = screened(entry("T.hush")).coverage.not_decided
    assert "未见成员名册" in silent.reason
    (silent,) = screened(entry("T.hush"), said={**GOOD, "unread_files": ["附件.pdf"]}).coverage.not_decided
    assert "有 1 个文件没有读取（附件.pdf）" in silent.reason


def test_an_unread_file_may_be_anything() -> None:
    finding = only(screened(entry("T.pass"), said={**GOOD, "unread_files": ["附件.pdf"]}))
    assert finding.verdict is Verdict.REVIEW
    assert "附件.pdf" in finding.why


def test_an_absent_paper_is_a_review_at_its_stage_and_not_applicable_at_others() -> None:
    assert only(screened(entry("T.two"))).verdict is Verdict.REVIEW
    assert "成员名册" in only(screened(entry("T.two"))).why
    assert only(screened(entry("T.two", stages=("closing",)))).verdict is Verdict.NOT_APPLICABLE


def test_a_missing_required_paper_is_one_fail() -> None:
    needed = Required("application", "roster", "T.two", None)
    result = screened(entry("T.two"), entry("T.pass"), requires=(needed,))
    assert [(one.rule, one.verdict.value) for one in result.findings] == [("T.two", "fail"), ("T.pass", "pass")]
    assert "成员名册" in result.findings[0].message


@pytest.mark.parametrize(("who", "verdict"), [("AUTO-P", "fail"), ("AUTO-F", "fail"), ("HUM", "review")])
def test_who_caps_a_missing_paper_too(who: str, verdict: str) -> None:
    needed = Required("application", "roster", "T.two", None)
    assert only(screened(entry("T.two", who), requires=(needed,))).verdict.value == verdict


@pytest.mark.parametrize(
    "hidden",
    [{"unread_files": ["a.xlsx"]}, {"papers": [*GOOD["papers"], {"unknown": {}}]}],  # type: ignore[misc]
)
def test_a_required_paper_that_may_be_hidden_is_a_review(hidden: dict[str, object]) -> None:
    needed = Required("application", "roster", "T.two", None)
    found = screened(entry("T.two"), said={**GOOD, **hidden}, requires=(needed,)).findings
    assert [one.verdict for one in found] == [Verdict.REVIEW]
    assert found[0].why


def test_a_requirement_of_another_stage_asks_nothing() -> None:
    needed = Required("closing", "roster", "T.two", None)
    assert only(screened(entry("T.two"), requires=(needed,))).verdict is Verdict.REVIEW


def test_an_unclear_programme_gives_reviews_and_coverage() -> None:
    result = screened(entry("T.pass"), entry("T.na"), entry("T.two"), said={**GOOD, "programme": ""})
    assert {one.verdict for one in result.findings} == {Verdict.REVIEW}
    assert {one.rule for one in result.coverage.not_decided} == {"T.pass", "T.na", "T.two"}


def test_two_papers_that_contradict_each_other_are_a_review_that_cites_both() -> None:
    both = [{"form": {"leader": {"name": name}}} for name in ("甲某", "乙某")]
    case = a_case({**GOOD, "papers": both})
    results = [run(one, a_pack(entry("T.order")), rules=RULES).findings for one in shuffled(case)]
    assert all(one == results[0] for one in results)
    assert results[0][0].verdict is Verdict.REVIEW
    assert {evidence.text for evidence in results[0][0].evidence} == {"甲某", "乙某"}


def test_a_number_not_yet_in_force_is_a_review() -> None:
    later = {"limit": (Dated(date(2030, 1, 1), 5, "later"),)}
    assert "limit" in only(screened(entry("T.number", parameters=later))).why
    now = {"limit": (Dated(date(2000, 1, 1), 5, "then"), Dated(date(2025, 6, 30), 6, "now"))}
    finding = only(screened(entry("T.number", parameters=now)))
    assert finding.message.startswith("6 2025-06-30")
    assert finding.parameters == {"limit": 6}


def test_ids_survive_a_new_reading_and_fingerprints_do_not() -> None:
    first = only(screened(entry("T.pass")))
    second = only(screened(entry("T.pass"), said={**GOOD, "papers": [{"form": {"leader": {"name": "乙某"}}}]}))
    assert first.id == second.id
    assert first.fingerprint != second.fingerprint
    assert only(screened(entry("T.pass"))) == first


def test_every_row_is_decided_or_not_and_says_why() -> None:
    open_row = entry("T.later", implemented=False)
    result = screened(entry("T.pass"), entry("T.silent"), open_row, entry("T.inst", "INST", implemented=False))
    assert result.coverage.decided == ("T.pass",)
    reasons = {one.rule: one.reason for one in result.coverage.not_decided}
    assert set(reasons) == {"T.silent", "T.later", "T.inst"}
    assert reasons["T.later"] == "尚未实现自动核对"
    assert "机构" in reasons["T.inst"]


def test_what_was_not_read_or_recognised_is_listed() -> None:
    said = {**GOOD, "papers": [{"form": {"unread": [2]}}, {"unknown": {}}], "unread_files": ["b.pdf"]}
    covered = screened(said=said).coverage
    assert [name.name for name in covered.unread_files] == ["b.pdf"]
    assert [(id, page.number) for id, page in covered.unread_pages] == [("d1", 2)]
    assert covered.unknown_documents == ("d2",)


def test_a_cross_submission_rule_gets_the_matches() -> None:
    own = Filing(Filed("s", "lineage"))
    two = tuple(Match("host", str(n), RegisterEntry("host", "k", "host"), Filed(f"o{n}", f"l{n}")) for n in range(2))
    result = run(a_case(GOOD), a_pack(entry("T.matches")), Matches(own, two, "v"), rules=RULES)
    assert result.findings[0].message.startswith("2 处")
    assert result.versions["register"] == "v"


def test_without_a_register_a_cross_submission_rule_decides_nothing() -> None:
    result = run(a_case(GOOD), a_pack(entry("T.matches")), rules=RULES)
    assert result.findings == ()
    assert "没有与其他提交比对" in result.coverage.not_decided[0].reason
    assert "register" not in result.versions


def test_a_list_parameter_gets_all_papers_at_once() -> None:
    papers = [{"report": {"report_kind": "needs", "title": name, "hanzi": 1}} for name in ("甲", "乙")]
    assert only(screened(entry("T.reports"), said={**GOOD, "papers": papers})).message.startswith("2 份报告")


def test_the_middle_of_a_project_shows_progress_only() -> None:
    closing = entry("T.fail", stages=("closing",))
    assert only(screened(closing, said={**GOOD, "stage": "mid"})).verdict is Verdict.REVIEW
    assert only(screened(closing, said={**GOOD, "stage": "closing"})).verdict is Verdict.FAIL


def test_no_outcome_ever_gets_stronger() -> None:
    def shy(form: ApplicationForm) -> Iterator[Outcome]:  # noqa: ARG001
        """Says review on perfect evidence."""
        yield review("存疑", span("甲"), why="由人员判断")

    rules = {"T.shy": rule("T.shy", name="shy")(shy)}
    assert only(run(a_case(GOOD), a_pack(entry("T.shy")), rules=rules)).verdict is Verdict.REVIEW


def test_a_rule_without_documentation_is_refused() -> None:
    def bare(form: ApplicationForm) -> Outcomes:  # noqa: ARG001
        return ()

    with pytest.raises(BadRule):
        rule("T.bare", name="bare")(bare)


def test_an_empty_case_passes_nothing() -> None:
    empty = Case("studio", "auto", date(2025, 6, 30), "l", ())
    found = run(empty, a_pack(*(entry(id) for id in RULES)), rules=RULES).findings
    assert Verdict.PASS not in {one.verdict for one in found}
    assert Verdict.FAIL not in {one.verdict for one in found}
