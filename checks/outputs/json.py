"""The JSON that is promised to the outside: `caishen/result/1`, `caishen/read/1` and the JSON form of a record.

One walk over frozen dataclasses serves every record type, so that a new record needs nothing here:

>>> from extractor.records.partial_date import PartialDate
>>> from decimal import Decimal
>>> plain(PartialDate(1983, 4)), plain(Decimal("9600.00"))
('1983-04', '9600.00')
>>> from extractor.records.cited import Absent
>>> plain(Absent("出生年月", "blank"))
{'absent': 'blank'}
>>> from extractor.document import InText
>>> place_json(InText(3, 0, 14))
{'type': 'in_text', 'paragraph': 3, 'start': 0, 'end': 14}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, get_args

from checks.case import Coverage, Result, UnreadFile
from checks.finding import Evidence, Finding
from checks.shown import Shown
from extractor.document import InMedia, OnPage, Page, Place, Span
from extractor.geometry import BBox
from extractor.records.cited import Absent, Cited
from extractor.records.partial_date import PartialDate

FORMAT = "json"
MEDIA_TYPE = "application/json"
SUFFIX = ".json"
TITLE = "结果 JSON"
FILE = "result.json"

RESULT_SCHEMA = "caishen/result/1"
READ_SCHEMA = "caishen/read/1"


def of_all(shown: Shown) -> bytes:
    """The result as it is kept; the reviewer's decisions are not part of it."""
    return dumps(shown.result)


def result_json(result: Result) -> dict[str, Any]:
    """The whole result, as the command line prints it and the store keeps it."""
    case = result.case
    documents = [
        {
            "id": document.id,
            "name": document.name,
            "kind": document.kind,
            **({"kind_read": document.kind_read} if document.kind_said else {}),
            "pages": list(document.pages),
            "record": record_json(document.record),
        }
        for document in case.documents
    ]
    return {
        "schema": RESULT_SCHEMA,
        "programme": case.programme,
        "edition": result.edition,
        "documents": documents,
        "findings": [finding_json(finding) for finding in result.findings],
        "coverage": coverage_json(result.coverage),
        "versions": plain(result.versions),
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    shared = {"shared": [_members(one) for one in finding.shared]} if finding.shared else {}
    measured = {"measured": _members(finding.measured)} if finding.measured is not None else {}
    return {
        "id": finding.id,
        "rule": finding.rule,
        "clause": finding.clause,
        "verdict": finding.verdict.value,
        "severity": finding.severity.value,
        "message": finding.message,
        "evidence": [evidence_json(evidence) for evidence in finding.evidence],
        "why": finding.why,
        "parameters": plain(finding.parameters),
        "fingerprint": finding.fingerprint,
        **shared,
        **measured,
        **({"compared": True} if finding.compared else {}),
    }


def evidence_json(evidence: Evidence | Span) -> dict[str, Any]:
    """One quoted place. `page` and `bbox` repeat the place's own, and are null where it has none."""
    place = evidence.place
    return {
        "document": evidence.document,
        "place": place_json(place),
        "page": place.page if isinstance(place, OnPage) else None,
        "bbox": _box(place.bbox) if isinstance(place, OnPage | InMedia) else None,
        "text": evidence.text,
        "confidence": _share(evidence.confidence),
        "source": evidence.source,
    }


def place_json(place: Place) -> dict[str, Any]:
    """The place's fields behind its type: on_page, in_text, in_table, in_sheet, in_xml or in_media."""
    tag = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(place).__name__).lower()
    return {"type": tag, **_members(place)}


def coverage_json(coverage: Coverage) -> dict[str, Any]:
    return {
        "decided": list(coverage.decided),
        "not_decided": [_members(rule) for rule in coverage.not_decided],
        "unread_files": [_members(file) for file in coverage.unread_files],
        "unread_pages": [{"document": document, **_members(page)} for document, page in coverage.unread_pages],
        "unknown_documents": list(coverage.unknown_documents),
        "programme_unclear": coverage.programme_unclear,
        "notes": [_members(note) for note in coverage.notes],
    }


def record_json(record: Any) -> dict[str, Any] | None:
    """`{"type", "fields"}` of any record; None where the paper has none."""
    if record is None:
        return None
    return {"type": type(record).__name__, "fields": _members(record)}


def document_json(document: str, name: str, kind: str, pages: Sequence[Page], record: Any) -> dict[str, Any]:
    """One paper of `caishen/read/1`: what was read of each of its pages, and its record."""
    shown = [
        {
            "number": page.number,
            "width": _points(page.width),
            "height": _points(page.height),
            "source": page.source,
            "text": page.text,
        }
        for page in pages
    ]
    return {"id": document, "name": name, "kind": kind, "pages": shown, "record": record_json(record)}


def read_json(
    documents: Sequence[Mapping[str, Any]], errors: Iterable[UnreadFile], versions: Mapping[str, Any]
) -> dict[str, Any]:
    """`caishen/read/1` of papers in the form of document_json; a file may hold several."""
    return {
        "schema": READ_SCHEMA,
        "documents": list(documents),
        "errors": [_members(error) for error in errors],
        "versions": plain(versions),
    }


def dumps(value: Mapping[str, Any]) -> bytes:
    """Canonical bytes: sorted keys, no spare white space, UTF-8, one newline at the end."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return (text + "\n").encode("utf-8", errors="backslashreplace")


def plain(value: Any) -> Any:
    """Any value of a record as JSON: citations with their evidence, dates in ISO, money as a decimal string."""
    if isinstance(value, Cited):
        return _cited_json(value)
    if isinstance(value, Absent):
        return {"absent": value.reason}
    if isinstance(value, Span):
        return evidence_json(value)
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, BBox):
        return _box(value)
    if isinstance(value, get_args(Place)):
        return place_json(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _members(value)
    return _container_or_scalar(value)


def _container_or_scalar(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)


def _cited_json(cited: Cited[Any]) -> dict[str, Any]:
    sources = sorted({span.source for span in cited.spans})
    return {
        "value": plain(cited.value),
        "raw": cited.raw,
        "confidence": _share(cited.confidence),
        "source": "+".join(sources),
        "evidence": [evidence_json(span) for span in cited.spans],
    }


def _members(value: Any) -> dict[str, Any]:
    # A trailing underscore keeps a name of the schema clear of a Python keyword: from_ is "from".
    return {member.name.rstrip("_"): plain(getattr(value, member.name)) for member in fields(value)}


def _box(box: BBox) -> list[float]:
    return [_points(edge) for edge in (box.x0, box.top, box.x1, box.bottom)]


def _points(value: float) -> float:
    """Points to 2 decimals; adding 0.0 turns -0.0 into 0.0, so that equal places are equal bytes."""
    return round(float(value), 2) + 0.0


def _share(value: float) -> float:
    return round(float(value), 4) + 0.0
