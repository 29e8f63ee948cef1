"""The same paper in two forms (a DOCX and its sealed scan): one record for the rules, and where the two disagree.

Two papers are the same where their records are of one type, their files of different forms, most of the text of the
shorter stands in the other, and most fields that both hold agree. The form that was read without OCR is used; what it
leaves open is filled from the other, cited there. Papers whose every word counts (activity material) stay apart.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz

from checks.case import CaseDocument
from checks.field_names import NAMES as FIELD_NAMES
from checks.papers import TYPE_NAMES, records_of
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.budget import Budget
from extractor.records.cited import Absent, Cited
from extractor.records.partial_date import PartialDate
from extractor.records.payment_table import PaymentTable
from extractor.records.report import Report
from extractor.records.roster import Roster
from extractor.records.settlement import Settlement

UNITED = (ApplicationForm, Roster, Report, Agreement, Budget, Settlement, PaymentTable)
CONTAINED = (
    0.7  # share of the shorter text's shingles that the other holds; OCR loses about five for each wrong character
)
AGREEING = 0.6  # share of the fields held by both that must agree: else they are two papers of one template
SHINGLE = 5
LONG = 20  # characters from which a text is compared by likeness, since OCR gets single characters wrong
ALIKE = 93.0  # per cent
_FORMS = {"docx": 0, "doc": 0, "xlsx": 1, "csv": 1, "pdf": 2}
_SCAN = 3
_PERSONS = ("leader", "members", "experts", "name", "id_number", "project_leader")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that the two forms give differently; `person` where it is a person's particulars."""

    label: str
    first: Cited[Any]
    second: Cited[Any]
    person: bool

    def __str__(self) -> str:
        return f"{self.label}（{_shown(self.first)} / {_shown(self.second)}）"


@dataclass(frozen=True, slots=True)
class TwoForms:
    """A paper that was handed in twice; `used` and `other` are the names of the files."""

    paper: str
    used: str
    other: str
    differences: tuple[Difference, ...]


def shingles(text: str) -> frozenset[int]:
    """The text as a set of hashed runs of five characters, without white space and punctuation."""
    plain = _plain(text)
    return frozenset(zlib.crc32(plain[at : at + SHINGLE].encode()) for at in range(len(plain) - SHINGLE + 1))


def united(documents: Sequence[CaseDocument]) -> tuple[tuple[CaseDocument, ...], tuple[TwoForms, ...]]:
    """The documents with each second form marked by `twin` and the first one's record filled from it."""
    current = {document.id: document for document in documents}
    found: list[TwoForms] = []
    for one, other in combinations(sorted(documents, key=_better_read), 2):
        first, second = current[one.id], current[other.id]
        if first.twin or second.twin or not _alike(one, other):
            continue
        ours, theirs = records_of(first)[0], records_of(second)[0]
        compared = list(_compared(ours, theirs, ()))
        differing = tuple(d for _, d in compared if d is not None)
        if len(compared) < 2 or len(differing) > (1 - AGREEING) * len(compared):
            continue
        current[one.id] = replace(first, record=filled(ours, theirs))
        current[other.id] = replace(second, twin=one.id)
        paper = TYPE_NAMES.get(type(ours), "材料")
        found.append(TwoForms(paper, one.name, other.name, differing))
    return tuple(current[document.id] for document in documents), tuple(found)


def filled(first: Any, second: Any) -> Any:
    """`first` with what it leaves open taken from `second`; rows are those of `first`."""
    if isinstance(first, Absent) and isinstance(second, Cited):
        return second
    if isinstance(first, Absent | Cited) or not is_dataclass(first):
        return second if first is None else first
    changed = {}
    for field in fields(first):
        one, other = getattr(first, field.name), getattr(second, field.name)
        if isinstance(one, tuple) and _rows(one):
            pairs = dict(_paired(one, other))
            changed[field.name] = tuple(
                filled(row, other[pairs[at]]) if at in pairs else row for at, row in enumerate(one)
            )
        elif _open(one) or (is_dataclass(one) and not isinstance(one, PartialDate)):
            changed[field.name] = filled(one, other)
    return replace(first, **changed)  # type: ignore[type-var]


def _open(value: Any) -> bool:
    return value is None or isinstance(value, Absent)


def _better_read(document: CaseDocument) -> tuple[int, int, str, str]:
    return _form(document), len(document.unread), document.name, document.id


def _form(document: CaseDocument) -> int:
    return _SCAN if document.scanned else _FORMS.get(document.format, _SCAN)


def _alike(one: CaseDocument, other: CaseDocument) -> bool:
    ours, theirs = records_of(one), records_of(other)
    if len(ours) != 1 or len(theirs) != 1 or type(ours[0]) is not type(theirs[0]) or type(ours[0]) not in UNITED:
        return False
    if one.name == other.name or _form(one) == _form(other):
        return False
    shorter = min(len(one.shingles), len(other.shingles))
    return shorter > 0 and len(one.shingles & other.shingles) >= CONTAINED * shorter


def _compared(first: Any, second: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Difference | None]]:
    """Every field that both hold, with its difference if there is one."""
    if isinstance(first, Cited) and isinstance(second, Cited):
        same = _same(first.value, second.value)
        person = any(name in _PERSONS for name in path)
        yield path, None if same else Difference(_label(path), first, second, person)
    elif isinstance(first, tuple) and isinstance(second, tuple):
        if _rows(first) and _rows(second):
            yield from _compared_rows(first, second, path)
    elif is_dataclass(first) and type(first) is type(second) and not isinstance(first, Absent | Cited):
        for field in fields(first):
            yield from _compared(getattr(first, field.name), getattr(second, field.name), (*path, field.name))


def _compared_rows(
    first: tuple[Any, ...], second: tuple[Any, ...], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Difference | None]]:
    pairs = _paired(first, second)
    for at, other in pairs:
        yield from _compared(first[at], second[other], path)
    one, other_head = _head(first), _head(second)
    if len(first) != len(second) and one is not None and other_head is not None:
        said = [replace(h, value=f"{len(rows)} 行") for h, rows in ((one, first), (other_head, second))]
        yield path, Difference(f"{_label(path)}的行数", said[0], said[1], path[-1] in _PERSONS)


def _paired(first: Sequence[Any], second: Sequence[Any]) -> list[tuple[int, int]]:
    """Rows of the same key, then of the same name; the rest by position where as many are left."""
    pairs: list[tuple[int, int]] = []
    for told in (_key, _name):
        left = [at for at in range(len(first)) if at not in {a for a, _ in pairs}]
        free = [at for at in range(len(second)) if at not in {b for _, b in pairs}]
        for at in left:
            match = next((b for b in free if told(first[at]) and told(second[b]) == told(first[at])), None)
            if match is not None:
                free.remove(match)
                pairs.append((at, match))
    left = [at for at in range(len(first)) if at not in {a for a, _ in pairs}]
    free = [at for at in range(len(second)) if at not in {b for _, b in pairs}]
    return sorted([*pairs, *(zip(left, free, strict=True) if len(left) == len(free) else ())])


def _key(row: Any) -> str:
    return str(getattr(row, "key", ""))


def _name(row: Any) -> str:
    head = _head((row,))
    return "" if head is None else _plain(str(head.value))


def _rows(value: tuple[Any, ...]) -> bool:
    """Rows of a record, not spans or counts."""
    return bool(value) and all(
        is_dataclass(row) and any(isinstance(getattr(row, f.name), Absent | Cited) for f in fields(row))
        for row in value
    )


def _head(rows: Sequence[Any]) -> Cited[Any] | None:
    """The first thing that is written in the rows."""
    return next(
        (value for row in rows for f in fields(row) if isinstance(value := getattr(row, f.name), Cited)), None
    )


def _same(first: Any, second: Any) -> bool:
    if isinstance(first, PartialDate) and isinstance(second, PartialDate):
        return first.earliest <= second.latest and second.earliest <= first.latest
    if not isinstance(first, str) or not isinstance(second, str):
        return bool(first == second)
    one, other = _plain(first), _plain(second)
    return one == other or (min(len(one), len(other)) >= LONG and fuzz.ratio(one, other) >= ALIKE)


def _plain(text: str) -> str:
    """
    >>> _plain("（１）甲 乙，X")
    '1甲乙x'
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


def _label(path: tuple[str, ...]) -> str:
    return "".join(dict.fromkeys(FIELD_NAMES.get(name, "") for name in path)) or "一处内容"


def _shown(cited: Cited[Any]) -> str:
    text = "".join(str(cited.value).split())
    if re.fullmatch(r"\d{14}[\dXx]|\d{17}[\dXx]", text):
        text = text[:6] + "*" * 8 + text[-4:]
    return text if len(text) <= 24 else text[:23] + "…"
