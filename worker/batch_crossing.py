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
from checks.case import Case, CaseDocument, Result, SeenPicture, Sheet, UnreadFile, UnreadPage
from checks.filing import filing_of
from checks.matching import matches_for
from checks.register import Filing, Held, Register
from extractor import record_codec
from extractor.codec import OtherVersion
from worker.folder_cache import write_whole

CASE_TYPES = (Case, CaseDocument, UnreadPage, UnreadFile, SeenPicture, Sheet)


def identity(source: str, on: date, name: str) -> str:
    """The submission's id in the register, which also stands in findings of others."""
    return hashlib.sha256(f"{source}\0{on.year}\0{name}".encode("utf-8", "surrogateescape")).hexdigest()[:32]


def keep(folder: Path, name: str, case: Case) -> None:
    """Raises OSError."""
    place = _place(folder, name)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(place, record_codec.dump(case))


def kept(folder: Path, name: str) -> Case | None:
    """None where nothing was kept, or where the code has changed since: the submission is to be read again."""
    try:
        found: Case = record_codec.load(_place(folder, name).read_bytes(), *CASE_TYPES)
    except (OSError, OtherVersion):
        return None
    return found


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


def _place(folder: Path, name: str) -> Path:
    digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()
    return folder / "cases" / f"{digest}.case"
