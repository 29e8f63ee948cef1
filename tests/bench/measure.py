"""One measurement in a process of its own: `python -m tests.bench.measure READER FILE` prints one JSON object.

Peak memory is the process's own, so that readers cannot hide behind each other. The first page is read twice: once
to load what the reader needs (reported as `warm_up`), once among the measured ones.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

ReadPage: TypeAlias = Callable[[int], Any]


def caishen(path: Path) -> tuple[int, ReadPage]:
    from extractor import read
    from extractor.settings import ReadSettings

    settings = ReadSettings()
    pages = read.outline(path, path.name, settings).pages
    return pages, lambda number: read.read_page(path, path.name, number, settings).text


def pypdfium2(path: Path) -> tuple[int, ReadPage]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)

    def read_page(number: int) -> str:
        page = document[number - 1]
        try:
            return str(page.get_textpage().get_text_range())
        finally:
            page.close()

    return len(document), read_page


def pdfplumber(path: Path) -> tuple[int, ReadPage]:
    import pdfplumber

    document = pdfplumber.open(path)

    def read_page(number: int) -> str:
        page = document.pages[number - 1]
        text = page.extract_text() + "".join(str(table) for table in page.extract_tables())
        page.close()
        return text

    return len(document.pages), read_page


READERS: dict[str, Callable[[Path], tuple[int, ReadPage]]] = {
    reader.__name__: reader for reader in (caishen, pypdfium2, pdfplumber)
}


def measure(reader: str, path: Path) -> dict[str, Any]:
    """Seconds of each page, of warming up, characters read, peak memory in MiB."""
    start = time.perf_counter()
    pages, read_page = READERS[reader](path)
    read_page(1)
    warm_up = time.perf_counter() - start
    seconds, characters = [], 0
    busy = -time.process_time()
    for number in range(1, pages + 1):
        start = time.perf_counter()
        characters += sum(not char.isspace() for char in read_page(number))
        seconds.append(time.perf_counter() - start)
    busy += time.process_time()
    return {
        "pages": pages,
        "seconds_per_page": round(sum(seconds) / pages, 4),
        "processor_seconds_per_page": round(busy / pages, 4),
        "slowest_page": round(max(seconds), 4),
        "warm_up": round(warm_up, 2),
        "characters": characters,
        "peak_mib": round(peak_mib()),
    }


def peak_mib() -> float:
    """Peak resident memory. Linux's ru_maxrss starts from the parent's, VmHWM does not (proc_pid_status(5))."""
    status = Path("/proc/self/status")
    if status.is_file():
        return (
            next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
        )
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
