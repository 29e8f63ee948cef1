"""Every value that a person may put right has a name that people know."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any, get_args, get_origin, get_type_hints

import extractor.records
from checks.field_names import NAMES
from extractor.records.cited import Absent, Cited


def citable(hint: Any) -> bool:
    return get_origin(hint) is Cited or hint is Absent or any(citable(arm) for arm in get_args(hint))


def fields() -> Iterator[tuple[str, str]]:
    for found in pkgutil.walk_packages(extractor.records.__path__, "extractor.records."):
        module = importlib.import_module(found.name)
        for kind in vars(module).values():
            own = isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__module__ == module.__name__
            if own and kind not in (Cited, Absent):
                hints = get_type_hints(kind)
                yield from ((kind.__name__, name) for name, hint in hints.items() if citable(hint))


def test_every_citable_field_has_a_name() -> None:
    found = list(fields())
    assert len(found) > 150
    assert [one for one in found if one[1].rstrip("_") not in NAMES] == []
