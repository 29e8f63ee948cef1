"""`python -m corpora invoices FOLDER`: fields of labelled invoices right, wrong and missing, by category.

A category is a folder of the samples. Wrong values that claim a confidence of at least 0.9 are counted apart: they
are the ones that a rule would trust. Files in formats that no reader takes are listed with the reader's words.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from corpora.invoice_truth import Outcome, compared
from corpora.page_cache import pages
from extractor.document import Document, Part, ReadWith
from extractor.errors import ReadError
from extractor.kinds import invoice
from extractor.read import ReadSettings
from extractor.records.cited import Cited
from extractor.records.invoice import Invoice
from extractor.unzip import UnzipLimits, unzip

SUFFIX = ".truth.json"
Row = tuple[str, int, int, int, int, int]


def run(options: argparse.Namespace) -> None:
    """Prints the table for the folder that the options name."""
    settings = ReadSettings(engine=options.engine, precision=options.precision)
    outcomes: dict[str, list[tuple[str, Outcome]]] = defaultdict(list)
    unread: dict[str, list[str]] = defaultdict(list)
    for truth_file in sorted(options.folder.rglob(f"*{SUFFIX}")):
        sample = truth_file.with_name(truth_file.name.removesuffix(SUFFIX))
        category = sample.parent.relative_to(options.folder).as_posix()
        if options.only and not any(part in f"{category}/{sample.name}" for part in options.only):
            continue
        known = truths(json.loads(truth_file.read_text("utf-8")))
        try:
            found = records(sample, options.cache, settings)
        except ReadError as error:
            unread[category].append(f"{sample.name}: {error.message}")
            continue
        for truth in known:
            if "invoice_number" not in truth and truth.get("kind") != "several":
                outcomes[category].append((sample.name, _no_invoice(truth, found)))
                continue
            match = matching(truth, found)
            outcomes[category] += [(sample.name, outcome) for outcome in compared(truth, match)]
    _print(outcomes, unread, misses=options.misses)


def add_to(commands: Any) -> None:
    """Adds the command to argparse's subparsers."""
    parser = commands.add_parser("invoices", help="fields of labelled invoices right, wrong and missing")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "caishen-pages")
    parser.add_argument("--only", nargs="*", help="parts of category or file names")
    parser.add_argument("--engine", default=ReadSettings().engine)
    parser.add_argument("--precision", default=ReadSettings().precision)
    parser.add_argument("--misses", action="store_true", help="print each wrong or missing value")


def records(sample: Path, cache: Path, settings: ReadSettings) -> tuple[Invoice, ...]:
    """All invoices of a file, or of the files in a ZIP. Raises ReadError."""
    if sample.suffix == ".zip":
        with tempfile.TemporaryDirectory() as folder:
            members = unzip(sample, Path(folder), UnzipLimits()).members
            return tuple(one for member in members for one in records(member.path, cache, settings))
    read = tuple(pages(sample, cache, settings))
    document = Document(sample.name, sample.suffix.lstrip("."), read, ReadWith("corpora"))
    return invoice.parse(Part(document, read))


def _no_invoice(truth: dict[str, Any], found: Sequence[Invoice]) -> Outcome:
    """A paper that is no invoice: neither a number nor a total is read from it."""
    claimed = any(one.invoice_number.present or one.total_with_tax.present for one in found)
    return Outcome("no invoice", "wrong" if claimed else "right", True, str(truth.get("kind")), str(claimed))


def truths(truth: dict[str, Any]) -> list[dict[str, Any]]:
    """What a truth file says of each invoice in the file."""
    return list(truth["invoices"]) if truth.get("invoices") else [truth]


def matching(truth: dict[str, Any], found: Sequence[Invoice]) -> Invoice | None:
    """The record of the same number; else the only one."""
    number = str(truth.get("invoice_number"))
    same = [r for r in found if isinstance(r.invoice_number, Cited) and r.invoice_number.value == number]
    return same[0] if same else found[0] if len(found) == 1 else None


def _print(
    outcomes: dict[str, list[tuple[str, Outcome]]], unread: dict[str, list[str]], *, misses: bool = False
) -> None:
    print(
        f"{'category':<16}{'field':<26}{'right':>7}{'wrong':>7}{'missing':>9}{'wrong, sure':>13}{'right, unsure':>15}"
    )
    for category, found in outcomes.items():
        for row in _rows(outcome for _, outcome in found):
            print(f"{category:<16}{row[0]:<26}{row[1]:>7}{row[2]:>7}{row[3]:>9}{row[4]:>13}{row[5]:>15}")
    print()
    total = Counter[str]()
    for category, found in outcomes.items():
        counts = _counts(outcome for _, outcome in found)
        total.update(counts)
        print(_summary(category, counts))
    print(_summary("all", total))
    for category, messages in unread.items():
        print(f"\n{category}: not read yet, {len(messages)} files")
        for message in messages:
            print(f"  {message}")
    if misses:
        for category, found in outcomes.items():
            for name, outcome in found:
                if outcome.result != "right":
                    mark = "!!" if outcome.sure and outcome.result == "wrong" else "  "
                    text = f"{outcome.expected!r} read {outcome.found!r}"
                    print(f"{mark} {category}/{name} {outcome.field}: {outcome.result}, {text}")


def _rows(found: Iterable[Outcome]) -> list[Row]:
    by_field: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in found:
        by_field[outcome.field].append(outcome)
    made: list[Row] = []
    for field, own in by_field.items():
        counts = _counts(own)
        missing, sure, unsure = counts["missing"], counts["sure"], counts["unsure"]
        made.append((field, counts["right"], counts["wrong"], missing, sure, unsure))
    return made


def _counts(found: Iterable[Outcome]) -> Counter[str]:
    counts = Counter[str]()
    for outcome in found:
        counts[outcome.result] += 1
        counts["sure"] += outcome.sure and outcome.result == "wrong"
        counts["unsure"] += not outcome.sure and outcome.result == "right" and outcome.field != "items.count"
    return counts


def _summary(name: str, counts: Counter[str]) -> str:
    fields = counts["right"] + counts["wrong"] + counts["missing"]
    share = counts["right"] / fields if fields else 0.0
    return (
        f"{name:<16}{fields:>6} fields: {counts['right']} right ({share:.1%}), {counts['wrong']} wrong, "
        f"{counts['missing']} missing; wrong at confidence >= 0.9: {counts['sure']}; "
        f"right below it: {counts['unsure']}"
    )
