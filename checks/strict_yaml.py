"""Loads one YAML file of a pack strictly into a pydantic model: whatever is wrong is named with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from checks.pack_file import Lines, PackError
from checks.yaml_loader import LOADER

M = TypeVar("M", bound=BaseModel)


def load(path: Path, model: type[M]) -> tuple[M, Lines]:
    """The file as `model`, and where each of its values stands. Raises PackError for the first thing wrong."""
    text = path.read_text(encoding="utf-8")
    try:
        node = yaml.compose(text, Loader=LOADER)
        if node is None:
            raise PackError(f"{path.name}:1: the file is empty")
        lines = Lines(node, path.name)
        data = yaml.load(text, Loader=LOADER)  # noqa: S506 - it is a safe one
        return model.model_validate(data), lines
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PackError(f"{path.name}:{line}: {error.problem}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise lines.error(tuple(first["loc"]), f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
