"""What a confidence is worth: the recogniser's own number -> how many of such texts were right, kept as data.

`python -m corpora.score.calibrate --seed N [--size full]` reads scans and photographs of the developing layouts and
fonts only, and writes extractor/data/ocr_confidence.tsv. Steps never fall (pool adjacent violators: Barlow and
others, Statistical Inference under Order Restrictions, 1972); each share has one right and one wrong text added, so
that few texts claim little.

>>> steps([(0.5, False), (0.6, True), (0.6, False), (0.9, True), (0.9, True)], least=1)
[Step(above=0.5, share=0.3333, texts=1), Step(above=0.6, share=0.5, texts=2), Step(above=0.9, share=0.75, texts=2)]
"""

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import extractor.data
from corpora.labelled.plan import SIZES, recipes
from corpora.score.outcome import FileScore
from corpora.score.reading import Pages, opened, score_made
from extractor.trust import TABLE

KEPT = Path(extractor.data.__file__).with_name(TABLE)
_LEAST = 40  # texts in a step
_GRID = 0.005


@dataclass(frozen=True, slots=True)
class Step:
    """Texts whose confidence is at least `above` (and below the next step's): `share` of them is right."""

    above: float
    share: float
    texts: int


def steps(read: Iterable[tuple[float, bool]], least: int = _LEAST) -> list[Step]:
    """(confidence, right) of single texts -> steps that rise with the confidence, of `least` texts each."""
    pools: list[tuple[float, int, int]] = []
    for confidence, right in sorted(read):
        above = round(int(confidence / _GRID + 1e-9) * _GRID, 4)
        if pools and pools[-1][0] == above:
            pools[-1] = (above, pools[-1][1] + right, pools[-1][2] + 1)
        else:
            pools.append((above, int(right), 1))
    return [Step(above, round((right + 1) / (texts + 2), 4), texts) for above, right, texts in _rising(pools, least)]


def _rising(pools: list[tuple[float, int, int]], least: int) -> list[tuple[float, int, int]]:
    kept: list[tuple[float, int, int]] = []
    for pool in pools:
        kept.append(pool)
        while len(kept) > 1 and (kept[-2][2] < least or _share(kept[-2]) >= _share(kept[-1])):
            (above, right, texts), (_, more, others) = kept[-2], kept[-1]
            kept[-2:] = [(above, right + more, texts + others)]
    if len(kept) > 1 and kept[-1][2] < least:
        (above, right, texts), (_, more, others) = kept[-2], kept[-1]
        kept[-2:] = [(above, right + more, texts + others)]
    return kept


def _share(pool: tuple[float, int, int]) -> float:
    return (pool[1] + 1) / (pool[2] + 2)


def texts_of(scores: Iterable[FileScore]) -> list[tuple[float, bool]]:
    return [(span.confidence, span.right) for score in scores for span in score.spans]


def written(found: list[Step], seed: int, size: str) -> str:
    """The data file's content."""
    today = date.today().isoformat()  # noqa: DTZ011 - the day on which somebody looked
    texts = sum(step.texts for step in found)
    head = (
        "# Made by python -m corpora.score.calibrate: the share of texts that are right, from a confidence on.",
        f"# fitted {today}, seed {seed}, size {size}, layouts developing, {texts} texts",
        "above\tshare\ttexts",
    )
    return "\n".join((*head, *(f"{step.above}\t{step.share}\t{step.texts}" for step in found))) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m corpora.score.calibrate", description=__doc__)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--size", choices=tuple(SIZES), default="small")
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--out", type=Path, default=KEPT)
    options = parser.parse_args()
    seed = secrets.randbelow(10**6) if options.seed is None else options.seed
    wanted = [
        one for one in recipes(options.size, "developing", seed, options.only) if one.medium in ("scan", "photo")
    ]
    cache = Pages(options.cache) if options.cache else None
    with tempfile.TemporaryDirectory(prefix="caishen-calibrate-") as folder, opened(weighed=False) as pool:
        scores = score_made(wanted, pool, Path(folder), cache)
    options.out.write_text(written(steps(texts_of(scores)), seed, options.size), "utf-8")
    print(options.out.read_text("utf-8"), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
