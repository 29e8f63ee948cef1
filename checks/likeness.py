"""Cited names and numbers compared with what recognition may have mixed up weighed by their confidence.

The reasoning is extractor.text.misread and extractor.text.organisation_names; here the confidence is taken from the
citation. A rule decides on equal or different; `misread` and `part` are for a person, with both readings shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from extractor.records.cited import Cited
from extractor.text.misread import Compared, compared, compared_codes
from extractor.text.organisation_names import Kin, same_organisation

RECOGNISED = 0.999  # an engine that is certain may still have taken one twin for the other


def doubt(cited: Cited[Any]) -> float:
    """1.0 for what was typed (a text layer, XML, a QR code), else the confidence of the recognition."""
    if all(not span.source.startswith("ocr") for span in cited.spans):
        return 1.0
    return min(cited.confidence, RECOGNISED)


def like(first: Cited[str], second: Cited[str]) -> Compared:
    """Two names of persons, titles or projects."""
    return compared(first.value, second.value, doubt(first), doubt(second))


def like_codes(first: Cited[str], second: Cited[str], valid: Callable[[str], bool]) -> Compared:
    """Two numbers with a check digit that `valid` proves, such as extractor.text.ids.uscc_valid."""
    return compared_codes(first.value, second.value, doubt(first), doubt(second), valid=valid)


def kin(first: Cited[str], second: Cited[str]) -> Kin:
    """Two names of organisations."""
    return same_organisation(first.value, second.value, doubt(first), doubt(second))


def mixed_up(pairs: tuple[tuple[str, str], ...]) -> str:
    """The mix-ups in Chinese, for a finding's `why`.

    >>> mixed_up((("末", "未"), ("", "1")))
    '“末”与“未”、“1”与空白'
    """
    return "、".join(
        f"“{one}”与“{other}”" if one and other else f"“{one or other}”与空白" for one, other in dict.fromkeys(pairs)
    )
