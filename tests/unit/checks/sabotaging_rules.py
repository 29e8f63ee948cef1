"""Rules that sabotage the engine's guarantees, one fault each."""

from __future__ import annotations

from datetime import date

from checks.outcome import Outcomes, failed, not_applicable, passed, review
from checks.register import Matches
from checks.rule import Rule, rule
from extractor.records.application_form import ApplicationForm
from extractor.records.report import Report
from extractor.records.roster import Roster
from tests.unit.checks.said_fields import span


@rule("T.pass", name="says-pass")
def says_pass(form: ApplicationForm) -> Outcomes:
    """Says pass on good evidence."""
    yield passed("成立", form.leader.name)


@rule("T.fail", name="says-fail")
def says_fail(form: ApplicationForm) -> Outcomes:
    """Says fail on good evidence."""
    yield failed("不成立", form.leader.name)


@rule("T.quiet", name="cites-nothing")
def cites_nothing(form: ApplicationForm) -> Outcomes:  # noqa: ARG001
    """Says pass and shows nothing."""
    yield passed("成立")


@rule("T.doubt", name="badly-read")
def badly_read(form: ApplicationForm) -> Outcomes:  # noqa: ARG001
    """Says pass and fail on what was hardly read, and pass where every reading gives the same."""
    yield passed("成立", span("甲", 0.2, "ocr:rapid"), subject="pass")
    yield failed("不成立", span("甲", 0.2, "ocr:rapid"), subject="fail")
    yield passed("成立", span("甲", 0.2, "ocr:rapid"), subject="settled", settled=True)


@rule("T.raise", name="raises")
def raises(form: ApplicationForm) -> Outcomes:
    """Raises after it said something."""
    yield passed("前一半成立", form.leader.name, subject="first")
    raise ZeroDivisionError("110101199001010015")


@rule("T.absent", name="asks-absent")
def asks_absent(form: ApplicationForm) -> Outcomes:
    """Asks for a value that is not there."""
    yield passed(form.host_org.value, form.host_org)


@rule("T.firm", name="says-firm")
def says_firm(form: ApplicationForm) -> Outcomes:
    """Says pass that no unread page could change."""
    yield passed("成立", form.leader.name, firm=True)


@rule("T.two", name="two-papers")
def two_papers(form: ApplicationForm, roster: Roster) -> Outcomes:
    """Needs two papers."""
    yield passed("成立", form.leader.name, roster.team_name)


@rule("T.silent", name="yields-nothing")
def yields_nothing(form: ApplicationForm) -> Outcomes:  # noqa: ARG001
    """Yields nothing at all."""
    return iter(())


@rule("T.none", name="returns-none")
def returns_none(form: ApplicationForm) -> Outcomes:  # noqa: ARG001
    """Is no generator and returns nothing."""
    return None  # type: ignore[return-value]


@rule("T.na", name="not-applicable")
def says_na(form: ApplicationForm) -> Outcomes:  # noqa: ARG001
    """Says that the clause does not apply."""
    yield not_applicable("不适用")


@rule("T.order", name="by-name")
def by_name(form: ApplicationForm) -> Outcomes:
    """Passes one name and fails any other: two forms contradict each other."""
    decide = passed if form.leader.name.value == "甲某" else failed
    yield decide(f"负责人为{form.leader.name.value}", form.leader.name)


@rule("T.number", name="wants-number")
def wants_number(form: ApplicationForm, *, limit: int, on: date) -> Outcomes:
    """Wants a number in force on the day."""
    yield passed(f"{limit} {on}", form.leader.name)


@rule("T.matches", name="cross")
def cross(form: ApplicationForm, matches: Matches) -> Outcomes:
    """Asks what the register knows."""
    yield review(f"{len(matches.found)} 处", form.leader.name, why="跨提交")


@rule("T.reports", name="all-reports")
def all_reports(reports: list[Report]) -> Outcomes:
    """Counts reports."""
    yield passed(f"{len(reports)} 份报告", *(one.title for one in reports))


@rule("T.unseen", name="not-seen")
def not_seen(form: ApplicationForm) -> Outcomes:
    """Says that the clause does not apply, since nothing of the sort was seen; and that a line is none of its own."""
    yield not_applicable("已读材料中没有", form.leader.name, subject="all")
    yield not_applicable("另一类别的行", form.leader.name, subject="line", firm=True)


@rule("T.loose", name="looks-at-rosters")
def looks_at_rosters(rosters: tuple[Roster, ...] = ()) -> Outcomes:  # noqa: ARG001
    """Looks only at papers that may be absent, and says that it saw nothing."""
    yield not_applicable("已读材料中没有")


@rule("T.hush", name="says-nothing-of-rosters")
def says_nothing_of_rosters(rosters: tuple[Roster, ...] = ()) -> Outcomes:
    """Says something of each roster."""
    for roster in rosters:
        yield passed("有名册", roster.team_name)


RULES = {one.id: one for one in list(globals().values()) if isinstance(one, Rule)}
