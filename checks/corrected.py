"""A person's correction laid over a record: the record as read stays, the corrected field says that a person gave it.

A path names the field step by step as the record's JSON does; a row of a list is named by its `key`, or by `#` and
its position where rows have none.

>>> from extractor.records.budget import Budget
>>> absent = Absent("合计", "not_found")
>>> budget = Budget(absent, absent, (), absent, absent, absent)
>>> corrected(budget, ("total",), "9600").total.value
Decimal('9600')
>>> corrected(budget, ("total",), "很多")
Traceback (most recent call last):
...
checks.corrected.CannotCorrect: “很多”不是金额或数字，请写成 1234.50 的样子。
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal, InvalidOperation
from types import UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from extractor.document import InXml, Place, Span
from extractor.records.cited import Absent, Cited, cite
from extractor.records.partial_date import PartialDate
from extractor.text.dates import find_dates

SOURCE = "person"
Path: TypeAlias = Sequence[str]


class CannotCorrect(ValueError):
    """There is no such field, or the value is none for it; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one paper; `value` in its JSON form, None where there is nothing on the paper. `place` is where a
    person found what was missed, `read` what is read there."""

    path: tuple[str, ...]
    value: Any
    place: Place | None = None
    read: str = ""


def laid_over(record: Any, corrections: Iterable[Correction]) -> Any:
    """`record` with every correction that still finds its field; a row that is not read any more keeps none."""
    for one in corrections:
        try:
            record = corrected(record, one.path, one.value, one)
        except CannotCorrect:
            continue
    return record


def corrected(record: Any, path: Path, value: Any, found: Correction | None = None) -> Any:
    """The record with another value at `path`, cited where the old one stood, or where it was `found`.

    Raises CannotCorrect.
    """
    if not path:
        raise CannotCorrect("没有指明要更正的字段。")
    place = found.place if found is not None else None
    at = () if place is None or found is None else (Span("", place, 1.0, SOURCE, found.read),)
    return _changed(record, tuple(path), value, at)


def read_at(record: Any, path: Path) -> str:
    """What stood at `path` as it was read; "" where nothing was. Raises CannotCorrect."""
    for step in path:
        record = _row(record, step)[1] if isinstance(record, tuple) else _member(record, step)[1]
    return record.raw or str(record.value) if isinstance(record, Cited) else ""


def _changed(held: Any, path: tuple[str, ...], value: Any, at: tuple[Span, ...]) -> Any:
    step, rest = path[0], path[1:]
    if isinstance(held, tuple):
        number, row = _row(held, step)
        if not rest:
            raise CannotCorrect("只能更正一行中的某个字段，不能更正整行。")
        return (*held[:number], _changed(row, rest, value, at), *held[number + 1 :])
    name, inner = _member(held, step)
    if rest:
        return replace(held, **{name: _changed(inner, rest, value, at)})
    if not isinstance(inner, Cited | Absent):
        raise CannotCorrect(f"“{step}”不是一个可以更正的字段。")
    return replace(held, **{name: _given(inner, name, _wanted(type(held), name), value, at)})


def _row(rows: tuple[Any, ...], step: str) -> tuple[int, Any]:
    for at, row in enumerate(rows):
        if step == f"#{at}" or str(getattr(row, "key", "")) == step:
            return at, row
    raise CannotCorrect(f"没有找到这一行（{step}）。")


def _member(held: Any, step: str) -> tuple[str, Any]:
    if is_dataclass(held) and not isinstance(held, Cited | Absent):
        for field in fields(held):
            if field.name in (step, f"{step}_"):
                return field.name, getattr(held, field.name)
    raise CannotCorrect(f"没有“{step}”这个字段。")


def _given(
    before: Cited[Any] | Absent, name: str, wanted: Any, value: Any, at: tuple[Span, ...]
) -> Cited[Any] | Absent:
    label = before.label if isinstance(before, Absent) else name
    if value is None:
        return Absent(label, "blank")
    meant = _meant(wanted, value)
    spans = at or before.spans or (Span("", InXml(name), 1.0, SOURCE, ""),)
    return cite(meant, replace(spans[0], text=str(value), confidence=1.0, source=SOURCE))


def _wanted(record: type, name: str) -> Any:
    """The type of the value: T of Field[T] = Cited[T] | Absent."""
    hint = get_type_hints(record)[name]
    arms = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    cited = next((arm for arm in arms if get_origin(arm) is Cited), None)
    if cited is None:
        raise CannotCorrect("这个字段不能在这里更正。")
    return get_args(cited)[0]


def _meant(wanted: Any, value: Any) -> Any:
    """The JSON form of a value as the type that the record holds. Raises CannotCorrect."""
    if get_origin(wanted) is Literal:
        if value not in get_args(wanted):
            raise CannotCorrect(f"可选的值：{'、'.join(map(str, get_args(wanted)))}。")
        return value
    made = _MADE.get(wanted)
    if made is None:
        raise CannotCorrect("这个字段不能在这里更正。")
    return made(value)


def _text(value: Any) -> str:
    text = str(value).strip()
    if not text:
        raise CannotCorrect("没有写内容；如果原件上没有，请选“原件上没有”。")
    return text


def _number(value: Any) -> Decimal:
    text = str(value).replace(",", "").replace("，", "").strip().lstrip("¥￥").removesuffix("元")
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise CannotCorrect(f"“{value}”不是金额或数字，请写成 1234.50 的样子。")
    return number


def _whole(value: Any) -> int:
    number = _number(value)
    if number != number.to_integral_value():
        raise CannotCorrect(f"“{value}”不是整数。")
    return int(number)


def _day(value: Any) -> PartialDate:
    """As 2025-06-30 or as papers have it: 2025年6月30日, 2025.6."""
    text = "".join(str(value).split())
    found = find_dates(text)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)):
        return found[0].date
    try:
        return PartialDate(*(int(part) for part in text.split("-")))
    except (ValueError, TypeError):
        raise CannotCorrect(f"“{value}”不是日期，请写成 2025-06-30 或 2025-06。") from None


def _yes(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    said = {"true": True, "false": False, "是": True, "否": False}.get(str(value).strip().lower())
    if said is None:
        raise CannotCorrect("请填“是”或“否”。")
    return said


_MADE: dict[Any, Callable[[Any], Any]] = {str: _text, Decimal: _number, int: _whole, PartialDate: _day, bool: _yes}
