"""A result with what its programme's pack calls the rules: what every output is given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from checks import pack
from checks.shown import Shown


def showing(result: Mapping[str, Any], on: date, decisions: Mapping[str, Mapping[str, Any]]) -> Shown:
    """`result` is caishen/result/1, `decisions` the reviewer's by finding id."""
    rules = pack.load(result["programme"]).rules
    return Shown(
        result=result,
        on=on,
        decisions=decisions,
        names={entry.id: entry.name for entry in rules},
        texts={entry.id: entry.text for entry in rules},
    )
