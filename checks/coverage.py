"""What was decided and what was not, and why: no result is complete without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.case import Case, Coverage, NotDecided, UnreadFile
from checks.finding import Finding, Verdict
from checks.pack import Entry, Pack

NOT_YET = "尚未实现自动核对"
WITHOUT_FUNCTION = {
    "INST": "属机构职责，不由申报材料判定",
    "HUM": "由人员判断，尚未实现依据的自动收集",
}


def coverage(case: Case, pack: Pack, findings: Sequence[Finding], silent: Mapping[str, str]) -> Coverage:
    """`silent` holds the rules that gave no finding, each with its reason."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    decided: list[str] = []
    open_rules: list[NotDecided] = []
    for entry in pack.rules:
        reason = _reason(entry, by_rule.get(entry.id, []), silent)
        if reason:
            open_rules.append(NotDecided(entry.id, entry.clause, reason))
        else:
            decided.append(entry.id)
    return Coverage(
        decided=tuple(decided),
        not_decided=tuple(open_rules),
        unread_files=case.unread_files,
        unread_pages=tuple((document.id, page) for document in case.documents for page in document.unread),
        unknown_documents=tuple(document.id for document in case.documents if document.kind == "unknown"),
        programme_unclear=case.programme_unclear,
        notes=_notes(case),
    )


def _notes(case: Case) -> tuple[UnreadFile, ...]:
    """Hidden sheets, embedded objects and the like, once for each file."""
    found = [
        UnreadFile(document.name, note.code, note.message) for document in case.documents for note in document.notes
    ]
    return tuple(dict.fromkeys(found))


def _reason(entry: Entry, findings: Sequence[Finding], silent: Mapping[str, str]) -> str:
    """Why `entry` is not decided, or "" where every finding of it is a verdict."""
    for finding in findings:
        if finding.verdict is Verdict.REVIEW:
            return f"需人工判断：{finding.why}"
    if findings:
        return ""
    return silent.get(entry.id) or WITHOUT_FUNCTION.get(entry.who, NOT_YET)
