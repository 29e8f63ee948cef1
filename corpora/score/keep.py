"""The score as JSON: what README's table and the next comparison are made from."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from importlib.metadata import version
from typing import Any

from corpora.score.outcome import FileScore, RuleRead
from corpora.score.sums import calibration, grouped, rules_summed, summed, targets

SCHEMA = "caishen/score/1"


def kept(
    options: dict[str, Any], seconds: float, scores: Sequence[FileScore], rules: Sequence[RuleRead]
) -> dict[str, Any]:
    """One object; made and real papers apart."""
    return {
        "schema": SCHEMA,
        "date": date.today().isoformat(),  # noqa: DTZ011 - the day on which somebody looked
        "version": version("caishen"),
        "python": platform.python_version(),
        "seconds": round(seconds),
        **options,
        **{origin: _origin(scores, rules, origin) for origin in ("made", "real")},
    }


def _origin(scores: Sequence[FileScore], rules: Sequence[RuleRead], origin: str) -> dict[str, Any]:
    own = [score for score in scores if score.origin == origin]
    ruled = [rule for rule in rules if rule.origin == origin]
    return {
        "targets": [{**asdict(one), "reached": one.reached} for one in targets(own, ruled)],
        "all": summed(own).plain(),
        "by_kind": {"/".join(key): one.plain() for key, one in grouped(own, lambda s: (s.kind, s.medium)).items()},
        "by_degradation": {
            "/".join(key): one.plain() for key, one in grouped(own, lambda s: (s.medium, s.preset)).items()
        },
        "rules": [asdict(one) for one in rules_summed(ruled)],
        "calibration": [
            {"confidence": band, "values": read, "right": right} for band, read, right in calibration(own)
        ],
    }
