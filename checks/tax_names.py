"""Tax classification codes: from a code of 19 digits to the name and the short name that invoices print.

>>> lookup("3040502020301000000").short, lookup("3070401000000000000").short
('经营租赁', '餐饮服务')
>>> lookup("9999") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from checks.strict_yaml import load


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _CodeFile(_Strict):
    code: str
    name: str
    sure: float


class _ChapterFile(_Strict):
    chapter: str
    name: str
    sure: float


class _NameFile(_Strict):
    short: str | None
    since: str = ""
    until: str = ""
    merges: list[str] = []
    codes: list[_CodeFile] = []
    chapters: list[_ChapterFile] = []


class TaxNamesFile(_Strict):
    names: list[_NameFile]


@dataclass(frozen=True, slots=True)
class TaxName:
    """`short` is "" where the table knows none for this code; `sure` is 0 to 1."""

    code: str
    name: str
    short: str
    sure: float


@cache
def _codes() -> dict[str, TaxName]:
    path = Path(str(files("checks.packs.expenses"))) / "tax_names.yaml"
    given, _ = load(path, TaxNamesFile)
    return {
        one.code.rstrip("0"): TaxName(one.code, one.name, entry.short or "", one.sure)
        for entry in given.names
        for one in entry.codes
    }


def every() -> tuple[TaxName, ...]:
    """All entries, by code."""
    return tuple(_codes()[code] for code in sorted(_codes()))


def lookup(code: str) -> TaxName | None:
    """The entry whose digits `code` begins with, the most exact one; None where the table holds none."""
    digits = re.sub(r"\D", "", code)
    for length in range(len(digits), 0, -1):
        if found := _codes().get(digits[:length]):
            return found
    return None
