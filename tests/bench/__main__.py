"""`python -m tests.bench [--out bench.json] [--ocr-pages N] [--text-pages N]`: one run, one table, one JSON file."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console
from rich.table import Table

from corpora.blocks import Block, PageBreak, Paragraph, Title
from corpora.papers.application_form import member_grid
from corpora.people import team
from corpora.prose import paragraphs
from corpora.render.digital_pdf import digital_pdf
from corpora.render.scanned_pdf import Noise, scanned_pdf
from tests.bench.engines import ENGINES, apart
from tests.bench.measure import READERS

DISTRIBUTIONS = ("rapidocr", "openvino", "onnxruntime", "paddleocr", "pypdfium2", "pdfplumber", "numpy")
NUMBERS = ("seconds_per_page", "processor_seconds_per_page", "slowest_page", "warm_up", "peak_mib", "characters")
SCAN = Noise(dpi=200, angle=0.4, blur=0.4, grain=4.0, quality=80)


def pages_of_text(count: int) -> bytes:
    """A text-layer PDF: on each page a heading, about 700 characters of prose and a ruled table."""
    random = Random(7)
    blocks: list[Block] = []
    for number in range(count):
        members = tuple(team(random, [date(1980 + row, 1 + row, 3) for row in range(8)]))
        blocks += [PageBreak()] if number else []
        blocks += [
            Title(f"第{number + 1}部分", 16),
            *map(Paragraph, paragraphs(random, hanzi=650)),
            member_grid(members),
        ]
    return digital_pdf(tuple(blocks))


def machine() -> dict[str, Any]:
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        models = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        cpu = models[0] if models else cpu
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "versions": {name: version(name) for name in DISTRIBUTIONS},
    }


def run(module: str, arguments: tuple[str, ...], about: dict[str, Any]) -> dict[str, Any]:
    """The figures of one measuring process, behind what they are `about`."""
    print(f"{about['reader']} on {about['pages_are']} pages …", file=sys.stderr)
    command = [sys.executable, "-m", f"tests.bench.{module}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {**about, "error": done.stderr.strip().splitlines()[-1:]}
    return {**about, **json.loads(done.stdout.splitlines()[-1])}


def engines(scan: Path) -> list[dict[str, Any]]:
    """Every OCR engine on the same pictures; `apart` is the share of characters that differ from the first one's."""
    rows = []
    for name, precision, threads in ENGINES:
        about = {"reader": f"{name} {precision}, {threads} threads", "pages_are": "pictures"}
        rows.append(run("engines", (name, precision, str(threads), str(scan)), about))
    first = rows[0].get("lines")
    for row in rows:
        if first is not None and "lines" in row:
            row["apart"] = round(apart(first, row["lines"]), 5)
    return [{key: value for key, value in row.items() if key != "lines"} for row in rows]


def shown(report: dict[str, Any]) -> Table:
    about = report["machine"]
    title = f"{about['cpu']}, {about['cores']} cores, Python {about['python']}"
    table = Table(
        "pages",
        "reader",
        "s/page",
        "CPU s/page",
        "slowest",
        "warm-up s",
        "peak MiB",
        "characters",
        "apart",
        title=title,
    )
    for row in report["measurements"]:
        if "error" in row:
            table.add_row(row["pages_are"], row["reader"], f"failed: {row['error']}")
            continue
        numbers = (
            "seconds_per_page",
            "processor_seconds_per_page",
            "slowest_page",
            "warm_up",
            "peak_mib",
            "characters",
        )
        shown_numbers = [str(row[name]) for name in numbers]
        shown_numbers.append(f"{row['apart']:.3%}" if "apart" in row else "")
        table.add_row(f"{row['pages']} {row['pages_are']}", row["reader"], *shown_numbers)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("bench.json"))
    parser.add_argument("--text-pages", type=int, default=30)
    parser.add_argument("--ocr-pages", type=int, default=6)
    arguments = parser.parse_args()
    measurements = []
    with tempfile.TemporaryDirectory() as folder:
        text, scan = Path(folder) / "text.pdf", Path(folder) / "scan.pdf"
        text.write_bytes(pages_of_text(arguments.text_pages))
        scan.write_bytes(scanned_pdf(pages_of_text(arguments.ocr_pages), SCAN))
        for kind, path in (("text-layer", text), ("scanned", scan)):
            for reader in READERS:
                about = {"reader": reader, "pages_are": kind}
                measurements.append(run("measure", (reader, str(path)), about))
        measurements += engines(scan)
    report = {"schema": "caishen/bench/1", "machine": machine(), "measurements": measurements}
    arguments.out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    Console(width=120).print(shown(report))
    print(f"kept in {arguments.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
