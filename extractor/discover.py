"""Finds the modules of a package, so that adding a file is all it takes to add a reader, kind, rule or output."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType


def modules_in(package: str) -> list[ModuleType]:
    """Every direct module of `package`, imported, in the order of its name. The only use of pkgutil."""
    parent = importlib.import_module(package)
    names = sorted(info.name for info in pkgutil.iter_modules(parent.__path__))
    return [importlib.import_module(f"{package}.{name}") for name in names]
