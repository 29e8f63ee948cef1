"""What a recogniser's own confidence is worth: how many of such texts were right when they were counted.

The steps are data (ocr_calibration.yaml), fitted on generated scans and photographs by `corpora.score.calibrate`.
Text that was not recognised but stood in the file keeps its own confidence.

>>> share_right(1.0) > 0.95 > share_right(0.93) > share_right(0.6) > share_right(0.0)
True
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from importlib.resources import files

import yaml

from checks.finding import Evidence


def trust(evidence: Evidence) -> float:
    """How likely the quoted text is right, 0 to 1."""
    recognised = evidence.source.startswith("ocr")
    return min(evidence.confidence, share_right(evidence.confidence)) if recognised else evidence.confidence


def share_right(confidence: float) -> float:
    """Of texts recognised with this confidence, the share that was right; below what was counted, itself."""
    above, shares = _steps()
    at = bisect_right(above, confidence)
    return shares[at - 1] if at else confidence


@cache
def _steps() -> tuple[tuple[float, ...], tuple[float, ...]]:
    told = yaml.safe_load(files("checks").joinpath("ocr_calibration.yaml").read_text("utf-8"))
    return tuple(one["above"] for one in told["steps"]), tuple(one["share"] for one in told["steps"])
