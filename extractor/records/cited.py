"""A value that remembers where it was read, and a type for a value that is not there.

>>> Absent("出生年月", "blank").value
Traceback (most recent call last):
...
extractor.records.cited.NotRead: 出生年月: blank
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Generic, Literal, NoReturn, TypeAlias, TypeVar

from extractor.document import InXml, Place, Span

T = TypeVar("T")
U = TypeVar("U")
R = TypeVar("R")

Reason = Literal["blank", "not_found", "unreadable"]


class NotRead(Exception):
    """Raised when the value of an Absent is asked for; carries it, so that whoever catches it can cite it."""

    def __init__(self, absent: Absent) -> None:
        self.absent = absent
        super().__init__(f"{absent.label}: {absent.reason}")

    def __reduce__(self) -> tuple[type[NotRead], tuple[Absent]]:
        return type(self), (self.absent,)


@dataclass(frozen=True, slots=True)
class Cited(Generic[T]):
    """`value` as understood, `spans` where it stood (at least one), `confidence` 0 to 1 of the reading."""

    value: T
    spans: tuple[Span, ...]
    confidence: float

    @property
    def raw(self) -> str:
        """What stood there, once: of a value that several sources give, as the first of them gives it."""
        first = _source(self.spans[0]) if self.spans else ("", "")
        return "".join(span.raw for span in self.spans if _source(span) == first)

    @property
    def present(self) -> Literal[True]:
        return True

    def map(self, function: Callable[[T], U]) -> Cited[U]:
        """The same citation with another value."""
        return Cited(function(self.value), self.spans, self.confidence)


def _source(span: Span) -> tuple[str, str]:
    """The data file or kind of place that an xml span is of; all that is read from the page is one source."""
    if span.source != "xml":
        return "", ""
    return type(span.place).__name__, span.place.path.partition("#")[0] if isinstance(span.place, InXml) else ""


@dataclass(frozen=True, slots=True)
class Absent:
    """`blank`: the field is there and empty. `not_found`: no such field. `unreadable`: there, but not understood.

    `spans` cites what was found there instead: the label of a blank field, the text that was not understood.
    """

    label: str
    reason: Reason
    searched: tuple[Place, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def value(self) -> NoReturn:
        raise NotRead(self)

    @property
    def present(self) -> Literal[False]:
        return False


Field: TypeAlias = Cited[T] | Absent


def cite(value: T, *spans: Span) -> Cited[T]:
    """A citation with the lowest confidence of its spans."""
    return Cited(value, spans, min((span.confidence for span in spans), default=0.0))


def in_document(record: R, document: str) -> R:
    """The same record with every span tied to `document` (the id of the paper in its submission)."""
    return _tied(record, document)  # type: ignore[no-any-return]


def _tied(value: Any, document: str) -> Any:
    if isinstance(value, Span):
        return replace(value, document=document)
    if isinstance(value, tuple):
        return tuple(_tied(item, document) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _tied(getattr(value, f.name), document) for f in fields(value) if f.init}
        return replace(value, **changed)
    return value
