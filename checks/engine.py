"""Runs every rule of a pack on one case, and gives each of them the same guarantees.

A rule states facts; the engine finds its papers and its policy numbers, puts together what it says of one subject,
holds every outcome against the guards, and says what was not decided. Nothing that a rule does can sink another.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from checks import guards, stage
from checks.case import Case, CaseDocument, Result
from checks.coverage import coverage
from checks.expense_papers import ExpensePapers, expense_papers, record_types
from checks.finding import Finding, Verdict
from checks.invoice_forms import InvoiceForms, invoices_of
from checks.merging import merged
from checks.outcome import Outcome, missing, not_applicable, review
from checks.pack import Entry, InForce, Pack
from checks.paper_pages import FilePages, files_of
from checks.paper_text import PaperText, texts_of
from checks.papers import TYPE_NAMES, Unread, records, unread_for
from checks.requirements import not_handed_in
from checks.rule import Matches, Need, Rule, implemented, predicates
from checks.same_paper import TwoForms, united
from checks.sealing import sealed
from checks.station_papers import Station, station_of
from extractor.records.cited import NotRead
from extractor.records.invoice import Invoice

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Run:
    """One run: what all rules share, and what has been found so far."""

    case: Case
    pack: Pack
    policy: InForce
    matches: Matches
    forms: tuple[TwoForms, ...] = ()
    texts: tuple[PaperText, ...] = ()
    station: Station | None = None
    invoices: tuple[InvoiceForms, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    silent: dict[str, str] = field(default_factory=dict)
    lacking: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


NOT_COMPARED = "没有与其他提交比对（单独核对时不查登记库）"


def run(case: Case, pack: Pack, matches: Matches | None = None, rules: Mapping[str, Rule] | None = None) -> Result:
    """The findings of `case` under `pack`, sorted by the pack's rows and their subjects. Never raises for a rule.

    `matches` is what the register holds of others; without it the rules that ask for it decide nothing.
    """
    matches = matches or Matches()
    case = _prepared(case)
    documents, forms = united(case.documents)
    state = _Run(replace(case, documents=documents), pack, pack.at(case.on), matches, forms)
    state.names.update((document.id, document.name) for document in documents)
    state.texts = tuple(texts_of(documents))
    state.station = _station(documents)
    state.invoices = invoices_of(documents)
    known = implemented() if rules is None else rules
    for required, outcome in not_handed_in(case, pack):
        entry = pack.entry(required.rule)
        if entry is not None:
            state.lacking[entry.id] = outcome.message
            _add(state, entry, outcome, Unread((), ()), {})
    rows = [(entry, check) for entry in pack.rules if (check := _check_of(entry, known)) is not None]
    # Rows that ask what the others found come last.
    for entry, check in sorted(rows, key=lambda row: any(need.record is Finding for need in row[1].needs)):
        _decide(state, entry, check)
    order = {entry.id: position for position, entry in enumerate(pack.rules)}
    comparing = {entry.id for entry, check in rows if any(need.record is Matches for need in check.needs)}
    # Within a row the order stays: first what was not handed in, then by subject.
    sorted_ = sorted(state.findings, key=lambda one: order[one.rule])
    found = tuple(replace(one, compared=True) if one.rule in comparing else one for one in sorted_)
    return Result(
        case=case,
        edition=pack.edition,
        findings=found,
        coverage=coverage(case, pack, found, state.silent),
        versions={"pack": f"{pack.programme}/{pack.edition}", **_register(matches)},
    )


def _register(matches: Matches) -> dict[str, str]:
    return {"register": matches.version} if matches.looked else {}


def _station(documents: Sequence[CaseDocument]) -> Station | None:
    """What the papers say of a station; None where putting them together failed, which sinks its rules only."""
    try:
        return station_of(documents)
    except Exception as error:
        log.error("the papers of the station were not put together: %s", type(error).__name__)
        return None


def _check_of(entry: Entry, known: Mapping[str, Rule]) -> Rule | None:
    if entry.predicate:
        return predicates()[entry.predicate].named(entry.id, entry.name)
    return known.get(entry.id)


def _prepared(case: Case) -> Case:
    """Papers in an order that does not depend on how they came in, and the stage inferred where nobody said it."""
    documents = tuple(sorted(case.documents, key=lambda one: (one.name, one.pages, one.id)))
    files = tuple(sorted(case.unread_files, key=lambda one: (one.name, one.code)))
    inferred = case.stage if case.stage in stage.STAGES else stage.infer(documents, case.on)[0]
    return replace(case, documents=documents, unread_files=files, stage=inferred)


def _decide(state: _Run, entry: Entry, rule: Rule) -> None:
    numbers = state.policy.numbers.get(entry.id, {})
    not_in_force = [name for name, demanded in rule.parameters.items() if demanded and name not in numbers]
    if not_in_force:
        outcomes = [review(entry.text, why=f"{state.case.on} 没有在施行的政策数值：{'、'.join(not_in_force)}")]
    else:
        outcomes = merged(_outcomes(state, rule, dict(numbers)))
    types = [type_ for need in rule.needs for type_ in _types(need)]
    unread = unread_for(state.case, types)
    if not outcomes:
        state.silent[entry.id] = "；".join(filter(None, (_nothing_to_check(state, rule), unread.hiding)))
    for outcome in outcomes:
        if outcome.verdict is Verdict.NOT_APPLICABLE and _of_another_stage(state, entry, rule):
            outcome = replace(outcome, firm=True)
        _add_unless_absent(state, entry, outcome, unread, numbers)


def _types(need: Need) -> tuple[type, ...]:
    """The record types behind a need: several for papers that are put together."""
    if need.record is ExpensePapers:
        return tuple(record_types().values())
    return (Invoice if need.record is InvoiceForms else need.record,)


def _nothing_to_check(state: _Run, rule: Rule) -> str:
    """Why the rule said nothing: which of the papers that it looks at are not there."""
    if any(need.record is Matches and not _papers(state, need) for need in rule.needs):
        return NOT_COMPARED
    said = "已读材料中没有本条要核对的内容"
    lacking = [type_ for need in rule.needs if not _papers(state, need) for type_ in _types(need)]
    names = [TYPE_NAMES[type_] for type_ in lacking if type_ in TYPE_NAMES]
    return f"{said}（未见{'、'.join(dict.fromkeys(names))}）" if names else said


def _of_another_stage(state: _Run, entry: Entry, rule: Rule) -> bool:
    """Whether the row asks nothing at this stage, and none of the papers that it looks at was handed in."""
    asked = not state.case.stage or state.case.stage in entry.stages
    return not asked and not any(_papers(state, need) for need in rule.needs if need.record is not Matches)


def _outcomes(state: _Run, rule: Rule, policy: dict[str, Any]) -> Iterator[Outcome]:
    """What the rule says of each choice of its papers; whatever it raises becomes a review."""
    if rule.wants_date:
        policy["on"] = state.policy.reference
    absent = [need for need in rule.needs if not need.optional and not _papers(state, need)]
    if any(need.record is Matches for need in absent):
        return
    if absent:
        names = "、".join(TYPE_NAMES.get(need.record, need.record.__name__) for need in absent)
        yield missing(f"未见{names}，无法核对本条", why=f"缺少{names}")
        return
    for papers in product(*(_choices(state, need) for need in rule.needs)):
        yield from _guarded(rule, papers, policy)


def _papers(state: _Run, need: Need) -> Sequence[Any]:
    if need.record is Matches:
        return (state.matches,) if state.matches.looked or need.optional else ()
    if need.record is PaperText:
        return state.texts
    if need.record is Finding:
        return tuple(state.findings)
    if need.record is Station:
        return (state.station,) if state.station is not None else ()
    if need.record is FilePages:
        return files_of(state.case.documents)
    if need.record is ExpensePapers:
        return expense_papers(lambda type_: _papers(state, replace(need, record=type_)))
    if need.record in (Invoice, InvoiceForms):
        # The same invoice in several forms is one invoice for every rule (V.20).
        return [one.invoice if need.record is Invoice else one for one in state.invoices]
    return state.forms if need.record is TwoForms else records(state.case.documents, need.record)


def _choices(state: _Run, need: Need) -> Sequence[Any]:
    """What the parameter may be: each paper in turn, or all of them at once."""
    found = _papers(state, need)
    return (tuple(found),) if need.many else found


def _guarded(rule: Rule, papers: tuple[Any, ...], policy: Mapping[str, Any]) -> Iterator[Outcome]:
    try:
        yield from rule(*papers, **policy)
    except NotRead as error:
        said = guards.not_read(error.absent)
        yield review(said, error.absent, why=said)
    except Exception as error:
        # The message of an error may hold what stood on the paper, so only its kind is logged.
        log.error("rule %s raised %s", rule.id, type(error).__name__)
        yield review("本条核对时程序出错，未得出结论", why="程序出错，请人工核对")


def _add_unless_absent(
    state: _Run, entry: Entry, outcome: Outcome, unread: Unread, numbers: Mapping[str, Any]
) -> None:
    """A paper that is not there: the fail that stands for it already, nothing to check at this stage, or a review."""
    if outcome.missing:
        if entry.id in state.lacking:
            return
        if not state.case.programme:
            state.silent[entry.id] = outcome.message
            return
        if state.case.stage and state.case.stage not in entry.stages:
            said = f"{outcome.message}；本阶段不要求该材料，本条不适用"
            outcome = not_applicable(said, subject=outcome.subject, firm=True)
    _add(state, entry, outcome, unread, numbers)


def _add(state: _Run, entry: Entry, outcome: Outcome, unread: Unread, numbers: Mapping[str, Any]) -> None:
    case = state.case
    outcome = guards.has_evidence(outcome)
    outcome = guards.above_floor(outcome, state.policy.confidence_floor)
    outcome = guards.nothing_unread(outcome, unread)
    outcome = guards.programme_known(outcome, case.programme)
    outcome = guards.within_stage(outcome, case.stage, entry.stages)
    outcome = guards.allowed(outcome, entry.who)
    state.findings.append(sealed(outcome, entry, case, numbers, state.names))
