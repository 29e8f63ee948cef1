"""Records as bytes and back, exactly: what a re-check reads instead of the papers. Versioned, no pickle.

Every value says what it is, so that one walk serves every record type; a record of another shape (a field more or
less) is OtherVersion, and the papers are read again from their pages.

>>> from extractor.records.partial_date import PartialDate
>>> from extractor.records.cited import Absent
>>> load(dump((PartialDate(1983, 4), Absent("金额", "blank"), frozenset({3, 1})))) # doctest: +NORMALIZE_WHITESPACE
(PartialDate(year=1983, month=4, day=None), Absent(label='金额', reason='blank', searched=(), spans=()),
 frozenset({1, 3}))
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import ModuleType
from typing import Any

from extractor import document, geometry
from extractor.codec import OtherVersion
from extractor.discover import modules_in

VERSION = 1
_TYPE = "@"
_SCALARS = (str, int, float, bool, type(None))


def dump(value: Any) -> bytes:
    """Compressed JSON; the same value always gives the same bytes. Raises TypeError for what no record holds."""
    body = {"records": VERSION, "value": _plain(value)}
    return zlib.compress(
        json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), 6
    )


def load(data: bytes, *also: type) -> Any:
    """What was dumped; `also` are dataclasses that stand in no module of records. Raises OtherVersion."""
    try:
        body = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        if body["records"] != VERSION:
            raise OtherVersion("written by another version")
        return _value(body["value"], {**_known(), **{one.__name__: one for one in also}})
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise OtherVersion(f"not written by this codec ({type(error).__name__})") from error


def _plain(value: Any) -> Any:
    if isinstance(value, _SCALARS):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return {_TYPE: "Decimal", "of": str(value)}
    if isinstance(value, date):
        return {_TYPE: "date", "of": value.isoformat()}
    if isinstance(value, frozenset):
        return {_TYPE: "frozenset", "of": sorted(value)}
    if is_dataclass(value) and not isinstance(value, type):
        held = {field.name: _plain(getattr(value, field.name)) for field in fields(value) if field.init}
        return {_TYPE: type(value).__name__, **held}
    raise TypeError(f"a record holds no {type(value).__name__}")


_MADE: dict[str, Callable[[Any], Any]] = {"Decimal": Decimal, "date": date.fromisoformat, "frozenset": frozenset}


def _value(given: Any, known: dict[str, type]) -> Any:
    if isinstance(given, list):
        return tuple(_value(item, known) for item in given)
    if not isinstance(given, dict):
        return given
    name = given[_TYPE]
    if name in _MADE:
        return _MADE[name](given["of"])
    type_ = known[name]
    held = {key: _value(item, known) for key, item in given.items() if key != _TYPE}
    if set(held) != {field.name for field in fields(type_) if field.init}:
        raise OtherVersion(f"{name} has other fields now")
    return type_(**held)


@cache
def _known() -> dict[str, type]:
    """Every dataclass of the records and of what they cite, by name. Two of one name are a programming error."""
    found: dict[str, type] = {}
    for module in (*modules_in("extractor.records"), document, geometry):
        for name, held in _own(module):
            if found.setdefault(name, held) is not held:
                raise TypeError(f"two records are called {name}")
    return found


def _own(module: ModuleType) -> list[tuple[str, type]]:
    return [(name, held) for name, held in vars(module).items() if isinstance(held, type) and is_dataclass(held)]
