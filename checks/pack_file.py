"""Reads one pack file strictly: whatever is wrong in it is named with its file and line.

The shape of a pack stands in the pydantic models below; what a loaded pack offers stands in checks.pack.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from checks.yaml_loader import LOADER

Who = Literal["AUTO", "AUTO-F", "AUTO-P", "HUM", "INST", "INFO"]
Grade = Literal["B", "M", "m", "i"]
Stage = Literal["application", "agreement", "mid", "closing", "finance"]
StationClass = Literal["A", "B", "IUR", "unknown"]
Path_ = tuple[str | int, ...]


class PackError(ValueError):
    """A pack that cannot be used: `file:line: what is wrong`."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class DatedFile(_Strict):
    """A policy number from a day on, with the article or notice that says so."""

    since: date = Field(alias="from")
    value: Any
    source: str


def _in_order(dated: list[DatedFile]) -> list[DatedFile]:
    days = [one.since for one in dated]
    if days != sorted(set(days)):
        raise ValueError("dated values must stand in the order of their dates, each date once")
    return dated


class RequiredFile(_Strict):
    """A paper that the policy names: `rule` is the row that fails without it, in stations of `station_class`.

    What another paper says below a heading that fits `stated_under` may stand for it: then a person decides.
    """

    paper: str
    rule: str
    station_class: list[StationClass] | None = None
    stated_under: str = ""


class EntryFile(_Strict):
    clause: str = Field(min_length=1)
    text: str = Field(min_length=1)
    severity: Grade
    who: Who
    stages: list[Stage]
    name: str = ""
    predicate: str = ""
    parameters: dict[str, Annotated[list[DatedFile], Field(min_length=1)]] = {}

    @field_validator("parameters")
    @classmethod
    def _ordered(cls, value: dict[str, list[DatedFile]]) -> dict[str, list[DatedFile]]:
        for dated in value.values():
            _in_order(dated)
        return value


class PackFile(_Strict):
    programme: str = Field(min_length=1)
    title: str
    edition: str
    source: str
    confidence_floor: Annotated[list[DatedFile], Field(min_length=1)]
    reference_date: list[DatedFile] = []
    requires: dict[Stage, list[RequiredFile]]
    rules: dict[str, EntryFile]

    @field_validator("confidence_floor", "reference_date")
    @classmethod
    def _ordered(cls, value: list[DatedFile]) -> list[DatedFile]:
        return _in_order(value)


class Lines:
    """Where each value of a YAML file stands: the line of the longest known beginning of a path."""

    def __init__(self, root: yaml.Node, name: str) -> None:
        self.name = name
        self._lines: dict[Path_, int] = {}
        self._walk(root, ())

    def _walk(self, node: yaml.Node, path: Path_) -> None:
        self._lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                self._walk(item, (*path, index))
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                inner = (*path, str(key.value))
                if inner in self._lines:
                    raise PackError(f"{self.name}:{key.start_mark.line + 1}: {key.value} stands twice")
                self._lines[inner] = key.start_mark.line + 1
                self._walk(value, inner)

    def error(self, path: Path_, message: str) -> PackError:
        while path and path not in self._lines:
            path = path[:-1]
        return PackError(f"{self.name}:{self._lines.get(path, 1)}: {message}")


def read(path: Path) -> tuple[PackFile, Lines]:
    """The pack in `path`, and where each of its values stands. Raises PackError for the first thing wrong."""
    text = path.read_text(encoding="utf-8")
    try:
        node = yaml.compose(text, Loader=LOADER)
        if node is None:
            raise PackError(f"{path.name}:1: the file is empty")
        lines = Lines(node, path.name)
        data = yaml.load(text, Loader=LOADER)  # noqa: S506 - it is a safe one
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PackError(f"{path.name}:{line}: {error.problem}") from error
    except ValueError as error:  # a date such as 2025-02-30
        raise error if isinstance(error, PackError) else _bad_date(path.name, text, error) from error
    try:
        return PackFile.model_validate(data), lines
    except ValidationError as error:
        first = error.errors()[0]
        where = tuple("from" if part == "since" else part for part in first["loc"])
        raise lines.error(where, f"{'.'.join(map(str, where))}: {first['msg']}") from error


def _bad_date(name: str, text: str, error: ValueError) -> PackError:
    """YAML makes dates while loading and says no line: find the first date that does not exist."""
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            yaml.safe_load(line.strip().removeprefix("- "))
        except yaml.YAMLError:
            continue
        except ValueError:
            return PackError(f"{name}:{number}: {error}")
    return PackError(f"{name}:1: {error}")
