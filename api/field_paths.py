"""The path of a field of a record, as forms of the page send it: a JSON list of steps (checks.corrected)."""

from __future__ import annotations

import json

from api.problems import Problem


def path_of(text: str) -> list[str]:
    """Raises Problem 422."""
    try:
        path = json.loads(text)
    except ValueError:
        path = None
    if not isinstance(path, list) or not all(isinstance(step, str) for step in path):
        raise Problem(422)
    return path
