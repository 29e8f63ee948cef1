"""`python -m tests.bench.endless [--pages 1000] [--ocr-every 16] [--out FILE]`: does memory grow with pages read?

One process reads the same few pages over and over: mostly text pages, every so often a scanned
one. Resident memory is printed as it goes; what counts is the growth after the warm-up.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from corpora.render.scanned_pdf import scanned_pdf
from extractor import read
from extractor.settings import ReadSettings
from tests.bench.__main__ import SCAN, pages_of_text
from tests.bench.measure import peak_mib

WARM = 0.2  # share of the pages that count as warm-up
TEXTS, SCANS = 5, 3


def resident_mib() -> float:
    """Resident memory now; the peak where the system does not tell (it only ever grows there)."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return peak_mib()
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS")) / 1024


def run(pages: int, ocr_every: int, folder: Path) -> dict[str, Any]:
    """Reads `pages` pages; every `ocr_every`-th by OCR. Memory after each fiftieth of them, in MiB."""
    text, scan = folder / "text.pdf", folder / "scan.pdf"
    text.write_bytes(pages_of_text(TEXTS))
    scan.write_bytes(scanned_pdf(pages_of_text(SCANS), SCAN))
    settings, start = ReadSettings(), time.perf_counter()
    points: list[tuple[int, float]] = []
    for number in range(pages):
        path, count = (scan, SCANS) if number % ocr_every == 0 else (text, TEXTS)
        read.read_page(path, path.name, number % count + 1, settings)
        if (number + 1) % max(1, pages // 50) == 0:
            points.append((number + 1, round(resident_mib(), 1)))
            print(f"{number + 1:5} pages  {points[-1][1]:8.1f} MiB  {time.perf_counter() - start:7.1f} s", flush=True)
    warm = [memory for page, memory in points if page > WARM * pages]
    third = max(1, len(warm) // 3)
    early, late = sum(warm[:third]) / third, sum(warm[-third:]) / third
    return {
        "pages": pages,
        "ocr_pages": len(range(0, pages, ocr_every)),
        "seconds": round(time.perf_counter() - start, 1),
        "early_mib": round(early, 1),
        "late_mib": round(late, 1),
        "grown": round(late / early - 1, 4),
        "peak_mib": round(peak_mib(), 1),
        "points": points,
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.endless", description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--ocr-every", type=int, default=16)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = run(arguments.pages, arguments.ocr_every, Path(folder))
    shown = {name: value for name, value in report.items() if name != "points"}
    print(json.dumps(shown))
    if arguments.out:
        arguments.out.write_text(json.dumps(report, indent=1) + "\n", "utf-8")
        print(f"kept in {arguments.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
