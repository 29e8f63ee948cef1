"""The records of a submission beside its results: another edition can be tried without reading again."""

from __future__ import annotations

from pathlib import Path

from checks.case import Case, CaseDocument, SeenPicture, Sheet, UnreadFile, UnreadPage
from extractor import record_codec

FILE = "records.bin"
TYPES = (Case, CaseDocument, UnreadPage, UnreadFile, SeenPicture, Sheet)


def save_case(folder: Path, case: Case) -> None:
    """Raises OSError."""
    (folder / FILE).write_bytes(record_codec.dump(case))


def load_case(folder: Path) -> Case:
    """Raises OSError where there is none, OtherVersion (a ValueError) where the code has changed since."""
    case: Case = record_codec.load((folder / FILE).read_bytes(), *TYPES)
    return case
