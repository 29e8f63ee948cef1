"""`python -m tests.bench.near_duplicates [--texts 1000 3000 10000] [--out FILE]`: reports compared with each other.

Generated reports of at least 2,000 characters, a tenth of each standard paragraphs, a twentieth of the reports
near-duplicates of others at known similarities. Printed: seconds, candidates, and how many of the planted were found.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

from checks.near_duplicates import BANDS, bands, jaccard, lines_of, may_be_alike, prepared, signature
from corpora.wordy import report_text, reworded

LEAST = 0.5
PLANTED = 0.05
KEPT = (0.65, 0.72, 0.8, 0.9, 0.97)
"""Shares of sentences that a planted near-duplicate keeps: similarities from about 0.45 to 0.95."""


def texts(count: int, seed: int) -> tuple[list[str], list[tuple[int, int]]]:
    """The reports, and the pairs planted among them."""
    random = Random(seed)
    standard = report_text(Random(f"{seed}-standard"), 250)
    planted = int(count * PLANTED)
    made = [f"{standard}\n{report_text(random, 2000)}" for _ in range(count - planted)]
    pairs = []
    for number in range(planted):
        of = random.randrange(count - planted)
        made.append(reworded(made[of], KEPT[number % len(KEPT)], random))
        pairs.append((of, len(made) - 1))
    return made, pairs


def filed(text: str) -> bytes:
    return signature(prepared(lines_of(text)))


def found(signatures: list[bytes], made: list[str]) -> tuple[dict[tuple[int, int], float], int]:
    """Every pair of at least LEAST, and how many pairs the bands proposed."""
    buckets: dict[str, list[int]] = {}
    alike: dict[tuple[int, int], float] = {}
    proposed = 0
    for number, own in enumerate(signatures):
        others: set[int] = set()
        for key in bands(own):
            others.update(buckets.setdefault(key, []))
            buckets[key].append(number)
        proposed += len(others)
        for other in others:
            if may_be_alike(own, signatures[other], LEAST):
                share = jaccard(prepared(lines_of(made[other])), prepared(lines_of(made[number])))
                if share >= LEAST:
                    alike[other, number] = share
    return alike, proposed


def measured(count: int, seed: int, workers: int) -> dict[str, Any]:
    made, pairs = texts(count, seed)
    began = time.perf_counter()
    with ProcessPoolExecutor(workers) as pool:
        signatures = list(pool.map(filed, made, chunksize=100))
    signed = time.perf_counter()
    alike, proposed = found(signatures, made)
    ended = time.perf_counter()
    wanted = {pair for pair in pairs if _share(made, pair) >= LEAST}
    return {
        "texts": count,
        "characters": sum(map(len, made)) // count,
        "seconds": round(ended - began, 1),
        "signing": round(signed - began, 1),
        "comparing": round(ended - signed, 1),
        "proposed": proposed,
        "planted": len(wanted),
        "found": len(wanted & set(alike)),
        "others_found": len(set(alike) - set(pairs)),
    }


def _share(made: list[str], pair: tuple[int, int]) -> float:
    return jaccard(*(prepared(lines_of(made[number])) for number in pair))


def rows(counts: list[int], seed: int, workers: int) -> Iterator[dict[str, Any]]:
    for count in counts:
        row = measured(count, seed, workers)
        print(
            f"{row['texts']:>6} texts of {row['characters']} characters: {row['seconds']:>6.1f} s "
            f"({row['signing']} signing, {row['comparing']} comparing {row['proposed']} candidates); "
            f"planted {row['planted']}, found {row['found']}; others alike {row['others_found']}",
            file=sys.stderr,
        )
        yield row


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.near_duplicates")
    parser.add_argument("--texts", type=int, nargs="+", default=[1000, 3000, 10000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    report = {"bands": BANDS, "least": LEAST, "rows": list(rows(given.texts, given.seed, given.workers))}
    text = json.dumps(report, ensure_ascii=False, indent=1)
    if given.out is not None:
        given.out.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
