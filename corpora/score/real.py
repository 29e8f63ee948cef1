"""Real files with truth beside them (the samples' README): read in place, counted apart from made ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from checks.outputs.json import result_json
from corpora.invoice_table import SUFFIX, matching, truths
from corpora.invoice_truth import Outcome, compared
from corpora.score import characters
from corpora.score.fields import FieldRead, judged, value_at
from corpora.score.outcome import FileScore, RuleRead
from corpora.score.reading import Pages
from extractor.document import Page, Part
from extractor.fields import value_after
from extractor.flow import flow
from extractor.labels import key
from extractor.records.cited import Cited
from extractor.records.invoice import Invoice
from worker.gather import FileReading, read_files
from worker.pipeline import COMMAND_LINE, process
from worker.sandbox import ReaderPool
from worker.sources import Limits, SourceFile, collect

_BATCH = 16
_PICTURES = (".jpg", ".jpeg", ".png")
_SMALL = 3  # pictures of each folder in a small run


def score_real(
    samples: Path,
    pool: ReaderPool,
    cache: Pages | None,
    size: str,
    only: Sequence[str],
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> tuple[list[FileScore], list[RuleRead]]:
    files = [path for path in _labelled(samples, size) if not only or any(text in str(path) for text in only)]
    scores: list[FileScore] = []
    for start in range(0, len(files), _BATCH):
        batch = files[start : start + _BATCH]
        readings = read_files([SourceFile(path.name, path) for path in batch], pool, cache)
        scores += [_scored(samples, path, reading) for path, reading in zip(batch, readings, strict=True)]
        told(len(scores), len(files))
    rules: list[RuleRead] = []
    for packet in _packets(samples, only):
        found, judged_rules = _packet(samples, packet, pool, cache)
        scores.append(found)
        rules += judged_rules
    return scores, rules


def _labelled(samples: Path, size: str) -> list[Path]:
    """Files with a truth; a tiny or small run takes the first few pictures of each folder."""
    found = []
    for truth in sorted(samples.rglob(f"*{SUFFIX}")):
        path = truth.with_name(truth.name.removesuffix(SUFFIX))
        if path.is_file() and path.suffix != ".zip" and _truth(path).get("kind") is not None:
            found.append(path)
    if size == "full":
        return found
    limit = 0 if size == "tiny" else _SMALL
    seen: dict[Path, int] = {}
    kept = []
    for path in found:
        if path.suffix.lower() in _PICTURES or path.parent.name == "scan":
            seen[path.parent] = seen.get(path.parent, 0) + 1
            if seen[path.parent] > limit:
                continue
        kept.append(path)
    return kept


def _truth(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.with_name(path.name + SUFFIX).read_text("utf-8"))
    return loaded


def _scored(samples: Path, path: Path, reading: FileReading) -> FileScore:
    truth = _truth(path)
    layout = path.parent.relative_to(samples).as_posix()
    pages = reading.understood.document.pages if reading.understood else ()
    ocr = any(page.source.startswith("ocr") or page.source == "mixed" for page in pages)
    error = reading.error.code if reading.error else ""
    if "lines" in truth:
        text = "\n".join(page.text for page in pages)
        found = characters.errors([str(line) for line in truth["lines"]], text)
        return _file("page", path, layout, ocr, error, characters=found)
    if isinstance(truth.get("pages"), dict):
        return _file("page", path, layout, ocr, error, characters=_some_lines(truth["pages"], pages))
    if truth.get("kind") == "table":
        return _file("table", path, layout, ocr, error, fields=_table(truth["rows"], pages))
    if "invoice_number" in truth or "invoices" in truth or "items" in truth:
        return _file("invoice", path, layout, ocr, error, **_invoices(truth, reading))
    labelled = truth.get("fields") or truth.get("fields_top") or {}
    return _file("form", path, layout, ocr, error, fields=_form(labelled, reading))


def _some_lines(told: dict[str, list[str]], pages: Sequence[Page]) -> characters.Errors:
    """Lines of some pages, counted from 0; the truth does not say all that stands there."""
    found = characters.Errors(0, 0)
    for index, lines in told.items():
        text = pages[int(index)].text if int(index) < len(pages) else ""
        found += characters.errors(lines, text, whole=False)
    return found


def _table(rows: list[list[str]], pages: Sequence[Page]) -> tuple[FieldRead, ...]:
    """Each true text is wanted in its column of the row that begins as the true row does."""
    read = [
        [cell.span.text if (cell := table.at(row, column)) else "" for column in range(table.columns)]
        for page in pages
        for table in page.tables
        for row in range(table.rows)
    ]
    found = []
    for number, row in enumerate(rows):
        own = next((one for one in read if one and judged(row[0], one[0]) in ("exact", "normalised")), None)
        for column, text in enumerate(row):
            seen = own[column] if own and column < len(own) else None
            found.append(FieldRead(f"[{number}][{column}]", text, seen or "", 0.0, judged(text, seen)))
    return tuple(found)


def _file(kind: str, path: Path, layout: str, ocr: bool, error: str, **found: Any) -> FileScore:
    suffix = path.suffix.lstrip(".").lower()
    medium = "photo" if suffix in ("jpg", "jpeg", "png") else "scan" if suffix == "pdf" and ocr else suffix
    return FileScore("real", path.name, kind, layout, "", medium, "", ocr=ocr, error=error, **found)


def _invoices(truth: dict[str, Any], reading: FileReading) -> dict[str, Any]:
    papers = reading.understood.papers if reading.understood else ()
    records = [record for paper in papers for record in paper.records if isinstance(record, Invoice)]
    fields: list[FieldRead] = []
    told = truths(truth)
    is_invoice = any("invoice_number" in one for one in told)
    for one in told:
        if "invoice_number" in one:
            fields += [_field(outcome) for outcome in compared(one, matching(one, records))]
    kinds = tuple(paper.kind for paper in papers)
    right = bool(records) == is_invoice and (not is_invoice or set(kinds) == {"invoice"})
    return {"fields": tuple(fields), "kinds_read": kinds, "kind_right": right}


def _field(outcome: Outcome) -> FieldRead:
    """The truth files say values as printed, so that equality there already sets white space and widths aside."""
    result = {"right": "exact", "wrong": "wrong", "missing": "missing"}[outcome.result]
    return FieldRead(outcome.field, outcome.expected, outcome.found, outcome.confidence, result)


def _form(labelled: dict[str, Any], reading: FileReading) -> tuple[FieldRead, ...]:
    """A form of no kind that we know: the value that stands at each label."""
    if reading.understood is None:
        return tuple(FieldRead(name, str(value), "", 0.0, "missing") for name, value in labelled.items())
    document = reading.understood.document
    rows = flow(Part(document, document.pages))
    found = []
    for name, value in labelled.items():
        read = value_after(rows, name, wanted=frozenset({key(name)}))
        text = read.value if isinstance(read, Cited) else None
        confidence = read.confidence if isinstance(read, Cited) else 0.0
        found.append(FieldRead(name, str(value), text or "", confidence, judged(str(value), text)))
    return tuple(found)


def _packets(samples: Path, only: Sequence[str]) -> list[dict[str, Any]]:
    truth = samples / "packets" / "truth.json"
    told: list[dict[str, Any]] = json.loads(truth.read_text("utf-8"))["packets"] if truth.is_file() else []
    return [one for one in told if not only or any(text in one["name"] for text in only)]


def _packet(
    samples: Path, packet: dict[str, Any], pool: ReaderPool, cache: Pages | None
) -> tuple[FileScore, list[RuleRead]]:
    files, _ = collect([samples / "packets" / packet["name"]], Limits())
    on = date.fromisoformat(packet["on"])
    done = process(files, programme="auto", stage="auto", on=on, lineage=COMMAND_LINE, pool=pool, cache=cache)
    result = result_json(done)
    fields = tuple(one for told in packet.get("fields", ()) for one in _told(told, result["documents"]))
    score = FileScore("real", packet["name"], "packet", "packets", "", "packet", "", fields=fields)
    return score, [read for told in packet["findings"] for read in _judged(packet["name"], told, result)]


def _told(told: dict[str, Any], documents: list[dict[str, Any]]) -> list[FieldRead]:
    own = [one["record"]["fields"] for one in documents if one["name"].endswith(told["file"]) and one["record"]]
    truth = str(told["value"])
    tried = []
    for record in own:
        read, confidence = value_at(record, told["field"])
        result = judged(truth, read)
        if result == "wrong" and "tolerance" in told and read is not None:
            near = abs(float(read) - float(truth)) <= float(told["tolerance"]) * float(truth)
            result = "normalised" if near else "wrong"
        tried.append(FieldRead(told["field"], truth, read or "", confidence, result))
    order = ("exact", "normalised", "wrong", "missing")
    tried = tried or [FieldRead(told["field"], truth, "", 0.0, "missing")]
    return [min(tried, key=lambda one: order.index(one.result))]


def _judged(name: str, told: dict[str, Any], result: dict[str, Any]) -> list[RuleRead]:
    papers = {one["id"] for one in result["documents"] if one["name"].endswith(told.get("file", ""))}
    found = [one for one in result["findings"] if one["rule"] == told["rule"]]
    if told.get("file"):
        found = [one for one in found if any(item["document"] in papers for item in one["evidence"])]
    if not found and told.get("optional"):
        return []
    decided = told["rule"] in result["coverage"]["decided"] or found
    if not decided:
        return []
    verdicts = tuple(sorted({one["verdict"] for one in found}))
    packet = f"{name} {told.get('file', '')}".strip()
    return [RuleRead("real", packet, "packet", told["rule"], told["verdict"], tuple(told["accept"]), verdicts)]
