"""Vouchers: `caishen invoices` on a folder of digital invoices beside invoice2data, and on scans beside bare OCR.

`python -m tests.bench.invoices [--digital 1000] [--scans 100] [--peers FOLDER] [--out FILE]`. Figures are printed and
nothing is asserted. `--peers` is the environment that `make bench-peers` makes; without it invoice2data is left out;
where pdftotext is missing it reads with pdfium, and that is said. Peak memory is the sum over the processes of a run,
looked at five times a second. All files are invented (corpora); each run reads the very same ones.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table

from corpora.invoice_faces import Draft, digital, draft
from corpora.invoice_sheets import pdf, picture, register_font
from tests.bench.__main__ import machine

SIZE = (595.28, 396.85)
TEMPLATE = Path(__file__).parent / "peers" / "fapiao.yml"
LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Row:
    """One run: `exact` of `files` had number, date and total as invented; None where that was not compared."""

    what: str
    reader: str
    files: int
    seconds: float
    processor_seconds: float
    peak_mib: int
    exact: int | None = None
    said: str = ""

    @property
    def per_minute(self) -> float:
        return round(60 * self.files / self.seconds, 1) if self.seconds else 0.0


def digital_invoices(folder: Path, count: int) -> list[Draft]:
    drafts = [draft(seed, lines=1 + seed % 3) for seed in range(count)]
    faces = [digital(one) for one in drafts]
    register_font("".join(sorted({char for face in faces for printed in face for char in printed.text})))
    for number, (one, face) in enumerate(zip(drafts, faces, strict=True)):
        (folder / f"{number:05d}.pdf").write_bytes(pdf(face, SIZE, one.qr, registered=True))
    return drafts


def scans(folder: Path, count: int) -> list[Draft]:
    """Photographs: leaning by up to two degrees, as JPEG."""
    chance = Random(11)
    drafts = [draft(5000 + seed, lines=1 + seed % 3) for seed in range(count)]
    for number, one in enumerate(drafts):
        image = picture(digital(one), SIZE, dpi=200, angle=chance.uniform(-2, 2), qr=one.qr)
        image.save(folder / f"{number:05d}.jpg", quality=82)
    return drafts


def ran(command: Sequence[str]) -> tuple[float, float, int, subprocess.CompletedProcess[str]]:
    """Seconds, processor seconds and peak MiB of a command with all its children."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(list(command), stdout=out, stderr=errors, text=True)
        peak, busy = 0.0, {}
        while process.poll() is None:
            together = 0
            for one in _family(process.pid):
                try:
                    together += one.memory_info().rss
                    used = one.cpu_times()
                    busy[one.pid] = used.user + used.system
                except psutil.Error:
                    continue
            peak = max(peak, together / 2**20)
            time.sleep(LOOK_SECONDS)
        took = time.perf_counter() - began
        out.seek(0)
        errors.seek(0)
        done = subprocess.CompletedProcess(command, process.returncode, out.read(), errors.read())
    return took, sum(busy.values()), round(peak), done


def _family(pid: int) -> list[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.Error:
        return []


def caishen(what: str, folder: Path, drafts: Sequence[Draft], scratch: Path) -> Row:
    """The whole command: reading, rules, ledger and annotated copies."""
    out = scratch / f"out-{what}"
    command = [sys.executable, "-m", "worker", "invoices", str(folder), "--out", str(out), "--on", "2026-03-01"]
    reader = "caishen invoices (rules, ledger, annotated copies)"
    seconds, busy, peak, done = ran(command)
    if not (out / "result.json").is_file():
        return Row(what, reader, 0, 0, 0, 0, said=_last(done.stderr))
    result = json.loads((out / "result.json").read_text("utf-8"))
    found = {one["record"]["fields"]["invoice_number"].get("value"): one["record"]["fields"]
             for one in result["documents"] if one["record"] and one["record"]["type"] == "Invoice"}  # fmt: skip
    missed = [one for one in drafts if not _same(found.get(one.number), one)]
    _explain(missed, found, result["coverage"])
    exact = len(drafts) - len(missed)
    return Row(what, reader, len(drafts), seconds, busy, peak, exact)


def _explain(missed: Sequence[Draft], found: Mapping[str, Any], coverage: Mapping[str, Any]) -> None:
    """To stderr: which invoices were not exact, and what was not read: a page that crashed is no misreading."""
    for one in missed[:10]:
        fields = found.get(one.number)
        told = "no such number" if fields is None else f"{fields['issue_date']} {fields['total_with_tax']}"
        print(f"not exact: {one.number} {one.issued} {one.total}: {told}", file=sys.stderr)
    for unread in (*coverage["unread_files"], *coverage["unread_pages"])[:10]:
        print(f"not read: {unread}", file=sys.stderr)


def _last(errors: str) -> str:
    return (errors.strip().splitlines() or ["it ended without a word"])[-1][:120]


def _same(fields: dict[str, dict[str, str]] | None, one: Draft) -> bool:
    if fields is None:
        return False
    given = (fields["issue_date"].get("value"), fields["total_with_tax"].get("value"))
    return given == (one.issued.isoformat(), str(one.total))


def invoice2data(peers: Path, folder: Path, drafts: Sequence[Draft], scratch: Path) -> Row:
    """With a template for 数电票 of number, date and total; what it has no template for it does not read."""
    tool, out = peers / "bin" / "invoice2data", scratch / "peer.json"
    what = "digital"
    text = "pdftotext" if shutil.which("pdftotext") else "pdfium"
    reader = f"invoice2data, {text}" + ("" if text == "pdftotext" else " (pdftotext is missing here)")
    if not tool.is_file():
        return Row(what, reader, 0, 0, 0, 0, said=f"not in {peers}: make bench-peers")
    templates = scratch / "templates"
    templates.mkdir()
    shutil.copy(TEMPLATE, templates)
    files = sorted(map(str, folder.glob("*.pdf")))
    options = [
        "--input-reader",
        text,
        "--exclude-built-in-templates",
        "--template-folder",
        str(templates),
        "--output-format",
        "json",
    ]
    seconds, busy, peak, done = ran([str(tool), *options, "--output-name", str(out), *files])
    if not out.is_file():
        return Row(what, reader, 0, 0, 0, 0, said=_last(done.stderr))
    found = {str(one["invoice_number"]): one for one in json.loads(out.read_text("utf-8"))}
    told = [(found.get(one.number) or {}, one) for one in drafts]
    exact = sum(_alike(given, one) for given, one in told)
    return Row(what, reader, len(drafts), seconds, busy, peak, exact)


def _alike(given: dict[str, Any], one: Draft) -> bool:
    day, total = str(given.get("date", ""))[:10], given.get("amount", 0)
    return day == one.issued.isoformat() and f"{total:.2f}" == str(one.total)


def paddle(folder: Path, count: int) -> Row:
    """PaddleOCR alone on the same pictures: text lines, no fields."""
    seconds, busy, peak, done = ran([sys.executable, "-m", "tests.bench.bare_ocr", str(folder)])
    reader = "PaddleOCR 3.7, text only"
    if done.returncode:
        return Row("scans", reader, 0, 0, 0, 0, said=_last(done.stderr))
    return Row("scans", reader, count, seconds, busy, peak)


def shown(rows: Sequence[Row]) -> Table:
    table = Table("files", "reader", "a minute", "seconds", "CPU s/file", "peak MiB", "number, date, total exact")
    for row in rows:
        if row.said:
            table.add_row(row.what, row.reader, row.said)
            continue
        exact = "" if row.exact is None else f"{row.exact} of {row.files}"
        cpu = f"{row.processor_seconds / row.files:.2f}"
        numbers = (str(row.per_minute), f"{row.seconds:.1f}", cpu, str(row.peak_mib), exact)
        table.add_row(f"{row.files} {row.what}", row.reader, *numbers)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.invoices", description="Vouchers, measured.")
    parser.add_argument("--digital", type=int, default=1000)
    parser.add_argument("--scans", type=int, default=100)
    parser.add_argument("--peers", type=Path, default=Path("build/peers"))
    parser.add_argument("--out", type=Path, default=Path("bench-invoices.json"))
    given = parser.parse_args()
    rows: list[Row] = []

    def keep(row: Row) -> None:
        print(row, file=sys.stderr)
        rows.append(row)

    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        if given.digital:
            (scratch / "digital").mkdir()
            drafts = digital_invoices(scratch / "digital", given.digital)
            keep(caishen("digital", scratch / "digital", drafts, scratch))
            keep(invoice2data(given.peers, scratch / "digital", drafts, scratch))
        if given.scans:
            (scratch / "scans").mkdir()
            drafts = scans(scratch / "scans", given.scans)
            keep(caishen("scans", scratch / "scans", drafts, scratch))
            keep(paddle(scratch / "scans", given.scans))
    report = {"schema": "caishen/bench-invoices/1", "machine": machine(), "rows": [asdict(row) for row in rows]}
    given.out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    Console(width=130).print(shown(rows))


if __name__ == "__main__":
    main()
