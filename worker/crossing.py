"""Holds one submission against all others: files it, looks up what it shares, tells who has to know."""

from __future__ import annotations

from collections.abc import Sequence

from checks import programme as programmes
from checks.case import Case, CaseDocument
from checks.filing import filing_of
from checks.matching import matches_for
from checks.register import Filing, Matches
from checks.voucher_terms import Terms
from worker.deciding import INVOICES, Question
from worker.pipeline import case_document_id
from worker.station import Station
from worker.store import register
from worker.store.outbox import Task
from worker.store.register import StoredRegister


def crossed(station: Station, task: Task, asked: Question, documents: Sequence[CaseDocument]) -> Matches:
    """What the register holds of others. It is filed before it is looked up, so that of two submissions that end at
    the same moment one at least sees the other. Raises LeaseLost."""
    batch = register.batch_of(station.store, task.submission_id)
    filing = filed(asked, documents, task.submission_id, batch)
    register.enter(station.store, task, station.owner, filing)
    matches = matches_for(filing, StoredRegister(station.store, task.tenant))
    register.note(station.store, task, station.owner, matches)
    return matches


def filed(asked: Question, documents: Sequence[CaseDocument], submission: str, batch: str) -> Filing:
    programme, stage, papers = asked.programme, asked.stage, tuple(documents)
    if asked.sort == INVOICES:
        terms = Terms.of(asked.given)
        given = terms.document(case_document_id(asked.lineage, "", "", 0, "terms"))
        programme, stage, papers = terms.programme, "finance", (*papers, *([given] if given else []))
    if programme == "auto":
        programme, _ = programmes.recognise(papers)
    case = Case(programme, "" if stage == "auto" else stage, asked.on, asked.lineage, papers)
    return filing_of(case, submission, batch)
