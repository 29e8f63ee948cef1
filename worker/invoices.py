"""A folder of vouchers from readings to findings: under the rules that look at vouchers, and the terms given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from checks import engine
from checks.case import Case, CaseDocument, Result, UnreadFile
from checks.filing import filing_of
from checks.register import Filing, Matches
from checks.voucher_pack import UNCLEAR, voucher_pack
from checks.voucher_terms import Terms
from worker.gather import FileReading
from worker.pipeline import case_document_id, papers, unread_files, versions

STAGE = "finance"
SHOWN_NAME = 8
"""Characters of a folder's name in its number in the register."""


def screened(
    readings: Sequence[FileReading],
    terms: Terms,
    *,
    on: date,
    lineage: str,
    refused: Sequence[UnreadFile] = (),
    matches: Matches | None = None,
) -> Result:
    """The findings on every voucher that was read. `refused` are files that were not even tried."""
    documents = [paper.document for paper in papers(readings, lineage)]
    unread = (*unread_files(readings), *refused)
    result = decided(documents, terms, on=on, lineage=lineage, unread=unread, matches=matches)
    return replace(result, versions={**result.versions, **versions(readings)})


def decided(
    documents: Sequence[CaseDocument],
    terms: Terms,
    *,
    on: date,
    lineage: str,
    unread: Sequence[UnreadFile] = (),
    matches: Matches | None = None,
) -> Result:
    """The findings on `documents`, whose papers were read now or earlier."""
    given = terms.document(case_document_id(lineage, "", "", 0, "terms"))
    pack = voucher_pack(terms.programme, on)
    case = Case(
        programme=pack.programme,
        stage=STAGE,
        on=on,
        lineage=lineage,
        documents=(*documents, *([given] if given else [])),
        unread_files=tuple(unread),
    )
    result = engine.run(case, pack, matches)
    return result if terms.programme else _of_none(result)


def filed(readings: Sequence[FileReading], terms: Terms, *, on: date, lineage: str, run: str, name: str) -> Filing:
    """What the vouchers of a folder called `name` put into the register; `run` is its identity there,
    `lineage` that of the result, whose papers its places are in.

    Its number, by which others are told of it, is short and begins with the name.
    """
    given = terms.document(case_document_id(lineage, "", "", 0, "terms"))
    documents = [paper.document for paper in papers(readings, lineage)]
    case = Case(terms.programme, STAGE, on, run, (*documents, *([given] if given else [])))
    return filing_of(case, f"{name[:SHOWN_NAME]}-{run[:3]}")


def _of_none(result: Result) -> Result:
    """Rows that every programme has alike were run under one of them: the result names none."""
    return replace(
        result,
        case=replace(result.case, programme="", programme_unclear=UNCLEAR),
        findings=tuple(replace(finding, programme="") for finding in result.findings),
        coverage=replace(result.coverage, programme_unclear=UNCLEAR),
        versions={**result.versions, "pack": result.edition},
    )
