"""The submissions of a batch against each other and against the register of earlier batches.

Done when all have been read. A submission is told apart by the folder that the batch lies in, the year and its name,
so that the same folder screened again takes the place of what it filed before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from checks import engine, pack
from checks.case import Case, Result
from checks.filing import filing_of
from checks.matching import matches_for
from checks.register import Filing, Held, Register
from extractor.codec import OtherVersion
from worker.kept import load_case


def identity(source: str, on: date, name: str) -> str:
    """The submission's id in the register, which also stands in findings of others."""
    return hashlib.sha256(f"{source}\0{on.year}\0{name}".encode("utf-8", "surrogateescape")).hexdigest()[:32]


def kept(folder: Path) -> Case | None:
    """None where nothing was kept, or where the code has changed since: the submission is to be read again."""
    try:
        return load_case(folder)
    except (OSError, OtherVersion):
        return None


def crossed(
    cases: Mapping[str, Case], source: str, behind: Register | None
) -> tuple[dict[str, Result], tuple[Filing, ...]]:
    """The result of each submission, by its name, with what it shares with the others; and what they filed."""
    ids = {name: identity(source, case.on, name) for name, case in cases.items()}
    filings = {
        name: filing_of(replace(case, lineage=ids[name]), ids[name], source) for name, case in sorted(cases.items())
    }
    register = Held(filings.values(), behind)
    results = {
        name: engine.run(case, pack.load(case.programme), matches_for(filings[name], register))
        for name, case in sorted(cases.items())
    }
    return results, tuple(filings.values())
