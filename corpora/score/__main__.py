"""`python -m corpora.score`: makes labelled papers, reads them and real ones, and says how much was right.

The seed is drawn when none is given, and printed: the papers of a score are not those somebody tuned to.
"""

from __future__ import annotations

import argparse
import json
import secrets
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console

from corpora.labelled.plan import SIDES, SIZES, planted, recipes
from corpora.score.keep import kept
from corpora.score.outcome import FileScore, RuleRead
from corpora.score.reading import Pages, opened, score_made
from corpora.score.real import score_real
from corpora.score.rules import packets, score_packets, score_planted
from corpora.score.show import misses, tables

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
PARTS = ("made", "packets", "real")


def parsed(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="caishen score", description=__doc__)
    parser.add_argument("--seed", type=int, help="default: drawn now, and printed")
    parser.add_argument("--size", choices=tuple(SIZES), default="small")
    parser.add_argument("--layouts", choices=tuple(SIDES), default="both", help="which layouts and fonts")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--only", nargs="+", default=[], help="parts of names: a kind, a layout, a font, a preset")
    parser.add_argument("--samples", type=Path, default=SAMPLES, help="folder of real samples, where there is one")
    parser.add_argument("--json", type=Path, help="write the score here", metavar="FILE")
    parser.add_argument("--misses", type=Path, help="write each miss here, one on a line", metavar="FILE")
    parser.add_argument("--cache", type=Path, help="keep pages here, by the code that read them", metavar="DIR")
    parser.add_argument("--keep", type=Path, help="keep the made papers here", metavar="DIR")
    parser.add_argument("--width", type=int, help="columns of the tables")
    return parser.parse_args(arguments)


def run(options: argparse.Namespace) -> tuple[list[FileScore], list[RuleRead]]:
    """All that the options ask for, read with two reader processes."""
    cache = Pages(options.cache) if options.cache else None
    scores: list[FileScore] = []
    rules: list[RuleRead] = []
    with tempfile.TemporaryDirectory(prefix="caishen-score-") as made, opened() as pool:
        folder = options.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        if "made" in options.parts:
            wanted = recipes(options.size, options.layouts, options.seed, options.only)
            scores += score_made(wanted, pool, folder, cache, _told("papers"))
        if "packets" in options.parts:
            drawn = packets(options.size, options.seed, options.only)
            rules += score_packets(drawn, pool, folder / "packets", cache, _told("packets"))
            with_plants = planted(options.size, options.layouts, options.seed, options.only)
            rules += score_planted(with_plants, pool, folder / "planted", cache, _told("planted"))
        if "real" in options.parts and options.samples.is_dir():
            found, judged = score_real(options.samples, pool, cache, options.size, options.only, _told("samples"))
            scores += found
            rules += judged
    return scores, rules


def _told(what: str):  # type: ignore[no-untyped-def]
    def told(done: int, whole: int) -> None:
        print(f"{what}: {done} of {whole}", file=sys.stderr, flush=True)

    return told


def main(arguments: list[str] | None = None) -> int:
    options = parsed(arguments)
    options.seed = secrets.randbelow(10**6) if options.seed is None else options.seed
    print(f"seed {options.seed}, size {options.size}, layouts {options.layouts}", flush=True)
    began = time.monotonic()
    scores, rules = run(options)
    tables(Console(width=options.width), scores, rules)
    if options.misses:
        options.misses.write_text("\n".join(misses(scores, rules)) + "\n", "utf-8")
    if options.json:
        said = {"seed": options.seed, "size": options.size, "layouts": options.layouts, "only": options.only}
        told = kept(said, time.monotonic() - began, scores, rules)
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
