"""One submission at one stage, as the engine sees it; and what the engine gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from checks.finding import Finding
from extractor.document import Place, Problem, Span
from extractor.records.statement import Statement


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page, or an image inside a DOCX (`media`), whose content is missing from the records."""

    number: int
    code: str
    message: str
    media: str = ""


@dataclass(frozen=True, slots=True)
class SeenPicture:
    """A photograph on page `page` of its file, or the page itself; `phash` and `dhash` are perceptual hashes of 64
    bits each, in hexadecimal digits."""

    page: int
    place: Place
    phash: str
    dhash: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as reading found it: height in points, whether nothing stands on it, by how many degrees its picture had
    to be turned. `compared` counts the lines whose text was held against the picture, `differing` are the first that
    differ: what the file carries and what is seen, each cited."""

    number: int
    height: float = 0.0
    blank: bool = False
    turn: int = 0
    compared: int = 0
    differing: tuple[tuple[Span, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """One paper. `id` is unique in the submission; `kind` a kind's name or "unknown"; `record` its record, if any.

    Several papers may share a file (`name`); `pages` are their page numbers in that file. `format` and `scanned` say
    what form the paper was handed in, `shingles` what it says (checks.same_paper); `twin` is the id of the paper that
    stands for this one, where the same paper was handed in in two forms. `lines` is all its text, in reading order,
    `statements` the same under its headings. `sha256` is of the file's bytes; `pictures` are the photographs in it.
    `sheets` says what reading noticed of its pages, `notes` what of its file was left out. `kind_said` is the kind
    that a person gave (extractor.kind_names), `kind_read` what it had been taken for; both "" where nobody did.
    """

    id: str
    name: str
    kind: str
    pages: tuple[int, ...]
    record: Any = None
    unread: tuple[UnreadPage, ...] = ()
    format: str = ""
    scanned: bool = False
    shingles: frozenset[int] = frozenset()
    twin: str = ""
    lines: tuple[Span, ...] = ()
    sha256: str = ""
    pictures: tuple[SeenPicture, ...] = ()
    statements: tuple[Statement, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    notes: tuple[Problem, ...] = ()
    kind_said: str = ""
    kind_read: str = ""


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file of which nothing was read."""

    name: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Case:
    """`programme` is studio, station or "" where it is unclear; `programme_unclear` says why, or that the papers
    name another one than was asked for.

    `lineage` is shared by the submission's versions.
    """

    programme: str
    stage: str
    on: date
    lineage: str
    documents: tuple[CaseDocument, ...]
    unread_files: tuple[UnreadFile, ...] = ()
    programme_unclear: str = ""


@dataclass(frozen=True, slots=True)
class NotDecided:
    """A rule of the pack that gave no verdict, and the Chinese reason."""

    rule: str
    clause: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was decided and what was not: no result is complete without it. `programme_unclear` is the
    Chinese reason why no programme was recognised, or ""; `notes` say what of a file that was read was left out."""

    decided: tuple[str, ...]
    not_decided: tuple[NotDecided, ...]
    unread_files: tuple[UnreadFile, ...]
    unread_pages: tuple[tuple[str, UnreadPage], ...]
    unknown_documents: tuple[str, ...]
    programme_unclear: str = ""
    notes: tuple[UnreadFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """`versions` names pack edition, reader, engine, weights and precision: same versions, same findings."""

    case: Case
    edition: str
    findings: tuple[Finding, ...]
    coverage: Coverage
    versions: dict[str, Any] = field(default_factory=dict)
