"""One OCR engine on the pages of one scan, in a process of its own: seconds a page, peak memory, the lines it read.

`python -m tests.bench.engines ENGINE PRECISION THREADS FILE` prints one JSON object. All engines get the very same
pictures (200 dpi, upright), so that only the engine differs. `apart` compares the lines of two engines.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from tests.bench.measure import peak_mib

ENGINES = (
    ("rapid", "f32", 2),
    ("rapid", "bf16", 2),
    ("rapid", "f32", 1),
    ("rapid_onnx", "f32", 2),
    ("paddle", "f32", 2),
)
DPI = 200


def pictures(path: Path) -> list[Any]:
    """RGB arrays of the pages."""
    import numpy as np
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return [np.asarray(page.render(scale=DPI / 72).to_pil().convert("RGB")) for page in document]


def measure(engine_name: str, precision: str, threads: int, path: Path) -> dict[str, Any]:
    from extractor import ocr

    images = pictures(path)
    start = time.perf_counter()
    engine = ocr.make(engine_name, precision, threads)
    engine.recognise(images[0])
    warm_up = time.perf_counter() - start
    seconds, lines = [], []
    busy = -time.process_time()
    for image in images:
        start = time.perf_counter()
        found = engine.recognise(image)
        seconds.append(time.perf_counter() - start)
        lines.append([(line.text, _box(line.quad)) for line in found])
    busy += time.process_time()
    return {
        "pages": len(images),
        "seconds_per_page": round(sum(seconds) / len(images), 4),
        "processor_seconds_per_page": round(busy / len(images), 4),
        "slowest_page": round(max(seconds), 4),
        "warm_up": round(warm_up, 2),
        "characters": sum(len("".join(text.split())) for page in lines for text, _ in page),
        "peak_mib": round(peak_mib()),
        "lines": lines,
    }


def _box(quad: Any) -> list[float]:
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return [min(xs), min(ys), max(xs), max(ys)]


def apart(ours: list[list[Any]], theirs: list[list[Any]]) -> float:
    """Share of characters that differ (edits over the longer text), each line beside the one at its place."""
    edits = total = 0
    for page, other in zip(ours, theirs, strict=True):
        left = list(other)
        for text, box in page:
            best = max(left, key=lambda line: _shared(box, line[1]), default=None)
            if best is None or _shared(box, best[1]) <= 0:
                edits += len(_bare(text))
            else:
                left.remove(best)
                edits += Levenshtein.distance(_bare(text), _bare(best[0]))
        edits += sum(len(_bare(text)) for text, _ in left)
        total += max(sum(len(_bare(text)) for text, _ in side) for side in (page, other))
    return edits / total if total else 0.0


def _bare(text: str) -> str:
    return "".join(text.split())


def _shared(a: list[float], b: list[float]) -> float:
    """Intersection over union."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    area = width * height
    return area / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - area)


if __name__ == "__main__":
    # PaddleX logs to stdout: keep the real one for the figures.
    figures, sys.stdout = sys.stdout, sys.stderr
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    print(json.dumps(measure(sys.argv[1], sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))), file=figures)
