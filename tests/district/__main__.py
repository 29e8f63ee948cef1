"""`python -m tests.district [--seed N] [--keep DIR]`: a generated district through `caishen batch`, and its truth.

Printed: planted breaches found, false passes, false fails, and the rows that no submission breaks. Exit status 1
where a planted breach was missed, passed, or more than one in a hundred decided rows failed without a breach, or a
row that the machine may fail has no plant. `--only TEXT` screens the submissions whose names hold it; `--rows` prints
only which rows have a plant.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpora.district.plan import district
from corpora.district.written import DAYS, FOLDERS, written
from tests.district import covered

WORST = ("fail", "review", "pass", "not_applicable")
MOST_FALSE_FAILS = 0.01


@dataclass(slots=True)
class Score:
    planted: int = 0
    found: int = 0
    decided: int = 0
    missed: list[str] = field(default_factory=list)
    false_passes: list[str] = field(default_factory=list)
    false_fails: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return len(self.false_fails) / max(1, self.decided)

    @property
    def good(self) -> bool:
        return not self.missed and not self.false_passes and self.share <= MOST_FALSE_FAILS


def screened(folder: Path, programme: str) -> Path:
    out = folder / f"结果-{programme}"
    command = [sys.executable, "-m", "worker", "batch", str(folder / FOLDERS[programme]), "--out", str(out)]
    command += ["--on", DAYS[programme].isoformat(), "--programme", programme, "--no-copies"]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"caishen batch ended with {done.returncode}")
    return out


def verdicts(result: Mapping[str, Any]) -> dict[str, str]:
    """The worst verdict of each row."""
    found: dict[str, set[str]] = {}
    for finding in result["findings"]:
        found.setdefault(finding["rule"], set()).add(finding["verdict"])
    return {rule: next(one for one in WORST if one in given) for rule, given in found.items()}


def shown(result: Mapping[str, Any], rule: str, accepted: Sequence[str], quote: str) -> bool:
    """Whether a finding of the row that is accepted holds the quotation in what it says, asks or shows."""
    told = [one for one in result["findings"] if one["rule"] == rule and one["verdict"] in accepted]
    return any(quote in "\n".join(_words(one)) for one in told)


def _words(finding: Mapping[str, Any]) -> Iterator[str]:
    yield finding["message"]
    yield finding["why"] or ""
    yield from (evidence["text"] or "" for evidence in finding["evidence"])


def held_against(truth: Mapping[str, Any], results: Mapping[str, Mapping[str, Any]]) -> Score:
    score = Score()
    for name, told in truth.items():
        worst = verdicts(results[name]) if name in results else {}
        planted = {one["rule"]: one for one in told["planted"]}
        for rule, plant in planted.items():
            accepted, quote = plant["accept"], plant["quote"]
            score.planted += 1
            given = worst.get(rule, "nothing")
            if given in accepted and not shown(results[name], rule, accepted, quote):
                score.missed.append(f"{name} {rule}: {given} does not show {quote}")
            elif given in accepted:
                score.found += 1
            else:
                score.missed.append(f"{name} {rule}: {given}, not {'|'.join(accepted)}")
            if given in ("pass", "not_applicable") and given not in accepted:
                score.false_passes.append(f"{name} {rule}: {given}")
        for rule, given in worst.items():
            score.decided += given in ("pass", "fail")
            if given == "fail" and rule not in planted and rule not in told["consequences"]:
                score.false_fails.append(f"{name} {rule}")
    return score


def lines(score: Score) -> Iterator[str]:
    yield f"planted {score.planted}, found {score.found}; false passes {len(score.false_passes)}; "
    yield f"false fails {len(score.false_fails)} of {score.decided} decided rows ({score.share:.2%})"
    for title, told in (
        ("missed", score.missed),
        ("false pass", score.false_passes),
        ("false fail", score.false_fails),
    ):
        yield from (f"  {title}: {one}" for one in told)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.district")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="make the district here and keep it")
    parser.add_argument("--only", default="", help="only submissions whose names hold this")
    parser.add_argument("--rows", action="store_true", help="only tell which rows have a plant")
    given = parser.parse_args()
    rows = covered.covered(found for one in district(given.seed) for found in one.planted)
    if given.rows:
        print("\n".join(covered.lines(rows)))
        raise SystemExit(1 if rows.lacking else 0)
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        if not (folder / "truth.json").exists():
            written(folder, given.seed, given.only)
        truth = json.loads((folder / "truth.json").read_text("utf-8"))
        results = {
            path.parent.name: json.loads(path.read_bytes())
            for programme in sorted({told["programme"] for told in truth.values()})
            for path in screened(folder, programme).glob("*/result.json")
        }
        if unscreened := sorted(truth.keys() - results.keys()):
            raise SystemExit(f"no result of {'、'.join(unscreened)}")
        score = held_against(truth, results)
    print("\n".join([*lines(score), *covered.lines(rows)]))
    raise SystemExit(0 if score.good and not rows.lacking else 1)


if __name__ == "__main__":
    main()
