"""One invoice out of what several sources say of it: the strongest source's value, every source cited.

Data of the file comes before tags of its texts, these before the file's head, and all before what is printed. Where
two sources do not say the same, the value falls below the floor of 0.9 and cites both, so that a person looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any, TypeVar

from extractor.citing import box_of
from extractor.document import OnPage, Span
from extractor.geometry import overlap
from extractor.invoices.goods import rate_of
from extractor.invoices.pieces import narrow
from extractor.invoices.settling import CONTRADICTED
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Invoice, InvoiceLine, Party
from extractor.text.uppercase_amounts import parse_uppercase

T = TypeVar("T")
Same = Callable[[Any, Any], bool]
LIST = re.compile(r"详\s*见|清\s*单")
_FACE_FIRST = ("region", "page_x_of_y", "seal_present", "refund_flag")


def agreed(stated: Sequence[Invoice], face: Invoice | None) -> Invoice:
    """`stated` the strongest first, at least one; `face` is what is printed."""
    sources = [*stated, *([face] if face is not None else [])]
    made = _merged(sources)
    lines, listed = _goods([one.lines for one in stated], face.lines if face else (), sources)
    used = tuple(dict.fromkeys(name for one in sources for name in one.sources))
    codes = [one.qr for one in reversed(sources) if one.qr is not None]
    merged: Invoice = replace(
        made, lines=lines, listed=listed, sources=used, qr=codes[0] if codes else None,
        trip=_optional([one.trip for one in sources]), toll=_optional([one.toll for one in sources]),
    )  # fmt: skip
    return merged


def _merged(sources: Sequence[Any]) -> Any:
    """Field by field; `sources` are of one type, the strongest first."""
    found: dict[str, Any] = {}
    for name in (one.name for one in fields(sources[0])):
        values = [getattr(one, name) for one in sources]
        if isinstance(values[0], Party):
            found[name] = _merged(values)
        elif isinstance(values[0], Cited | Absent):
            order = values[::-1] if name in _FACE_FIRST else values
            found[name] = _kind(order) if name == "kind" else one_of(order, _SAME.get(name, same_text))
    return replace(sources[0], **found)


def _optional(values: Sequence[T | None]) -> T | None:
    known = [value for value in values if value is not None]
    return _merged(known) if known else None


def one_of(values: Sequence[Field[T]], same: Same) -> Field[T]:
    """The first that is there, with the spans of the others; the last where none is."""
    known = [value for value in values if isinstance(value, Cited)]
    if not known:
        unread = [value for value in values if isinstance(value, Absent) and value.reason != "not_found"]
        return unread[0] if unread else values[-1]
    first = known[0]
    spans = first.spans
    differs = False
    for other in known[1:]:
        if same(first.value, other.value):
            spans += tuple(span for span in other.spans if not any(_is_at(span, own) for own in spans))
        else:
            differs = True
            spans += other.spans
    sure = min(first.confidence, CONTRADICTED) if differs else max(value.confidence for value in known)
    return Cited(first.value, spans, sure)


def _is_at(span: Span, other: Span) -> bool:
    """Whether both are the same text of the page: a tag points at what is printed."""
    a, b = box_of(span.place), box_of(other.place)
    on_page = isinstance(span.place, OnPage) and isinstance(other.place, OnPage)
    return on_page and a is not None and b is not None and max(overlap(a, b), overlap(b, a)) > 0.5


def _kind(values: Sequence[Field[str]]) -> Field[str]:
    """What the data only guesses, or leaves open, the printed title tells."""
    known = [value for value in values if isinstance(value, Cited)]
    told = [value for value in known if value.confidence >= 0.9 and value.value != "数电票"]
    return one_of(told or known, lambda a, b: bool(a == b)) if known else values[-1]


def same_text(a: Any, b: Any) -> bool:
    """Equal but for white space and the width of characters.

    >>> same_text("某（北京） 公司", "某(北京)公司"), same_text(Decimal("1.50"), Decimal("1.5"))
    (True, True)
    """
    if isinstance(a, str) and isinstance(b, str):
        return _plain(a) == _plain(b)
    return bool(a == b)


def _plain(text: str) -> str:
    return re.sub(r"[\s¥￥]", "", narrow(text)).replace("—", "-")


def _within(a: str, b: str) -> bool:
    """Remarks are printed with other notes around them, or cut."""
    return _plain(a) in _plain(b) or _plain(b) in _plain(a)


def _overprinted(a: str, b: str) -> bool:
    """Seals stand on titles, so that letters of theirs are read among those of the title.

    >>> _overprinted("电子发票(铁路电子客票)", "电子发票（铁一路发票电子客票）")
    True
    """
    rest = iter(_plain(b))
    return all(char in rest for char in _plain(a))


def _same_words(a: str, b: str) -> bool:
    return parse_uppercase(a) == parse_uppercase(b) if parse_uppercase(a) is not None else same_text(a, b)


def _same_number(a: Decimal, b: Decimal) -> bool:
    """A price is cut to the decimals that there is room for.

    >>> _same_number(Decimal("61.0633333333333"), Decimal("61.06")), _same_number(Decimal("2"), Decimal("3"))
    (True, False)
    """
    places = min(_decimals(a), _decimals(b))
    step = Decimal(1).scaleb(-places)
    return a == b or (places >= 2 and abs(a - b) <= step)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _same_rate(a: str, b: str) -> bool:
    return same_text(a, b) or (rate_of(a) is not None and rate_of(a) == rate_of(b))


_SAME: dict[str, Same] = {
    "remark": _within, "total_in_words": _same_words, "unit_price": _same_number, "tax_rate_text": _same_rate,
    "addr_tel": _within, "bank": _within, "title": _overprinted, "refund_flag": _within,
}  # fmt: skip


def _goods(
    stated: Sequence[tuple[InvoiceLine, ...]], printed: tuple[InvoiceLine, ...], sources: Sequence[Invoice]
) -> tuple[tuple[InvoiceLine, ...], tuple[InvoiceLine, ...]]:
    """The lines of the invoice, and those of the list that its one line refers to."""
    known = [lines for lines in stated if lines]
    if printed and any(_refers(line) for line in printed):
        whole = [lines for lines in known if not any(_refers(line) for line in lines)]
        own = [lines for lines in known if lines not in whole]
        return _matched([*own, printed], sources), _matched(whole, sources)
    return _matched([*known, *([printed] if printed else [])], sources), ()


def _refers(line: InvoiceLine) -> bool:
    name = line.raw_name.value if isinstance(line.raw_name, Cited) else ""
    return bool(LIST.search(name)) and "*" not in name


def _matched(known: Sequence[tuple[InvoiceLine, ...]], sources: Sequence[Invoice]) -> tuple[InvoiceLine, ...]:
    """Line by line where all have as many; else the strongest that makes up the total; else none is sure."""
    if not known:
        return ()
    alike = [lines for lines in known if len(lines) == len(known[0])]
    if len(alike) == len(known):
        return tuple(_line(own) for own in zip(*known, strict=True))
    fitting = [lines for lines in known if _sum(lines) is not None and _sum(lines) in _totals(sources)]
    if fitting and not all(lines in fitting for lines in known):
        alike = [lines for lines in fitting if len(lines) == len(fitting[0])]
        return tuple(_line(own) for own in zip(*alike, strict=True))
    return tuple(_doubted(line) for line in known[0])


def _sum(lines: Sequence[InvoiceLine]) -> Decimal | None:
    amounts = [line.amount.value for line in lines if isinstance(line.amount, Cited)]
    return sum(amounts, Decimal(0)) if len(amounts) == len(lines) else None


def _totals(sources: Sequence[Invoice]) -> list[Decimal]:
    return [one.total_amount.value for one in sources if isinstance(one.total_amount, Cited)]


def _line(own: Sequence[InvoiceLine]) -> InvoiceLine:
    made: InvoiceLine = _merged([_unstarred(line, own) for line in own])
    free = [line.tax_rate_text.value for line in own if isinstance(line.tax_rate_text, Cited)]
    text = made.tax_rate_text
    if isinstance(text, Cited) and text.value == "0%" and text.confidence >= 0.9:
        shown = next((value for value in free if value != "0%"), "0%")
        return replace(made, tax_rate_text=text.map(lambda _: shown))
    return made


def _unstarred(line: InvoiceLine, own: Sequence[InvoiceLine]) -> InvoiceLine:
    """Stars print that the rate is not shown: a source that does state it is not contradicted."""
    rate = line.tax_rate_text
    stated = any(isinstance(other.tax_rate, Cited) for other in own)
    if isinstance(rate, Cited) and stated and re.fullmatch(r"[*＊]+", rate.value):
        return replace(line, tax_rate_text=Absent("税率", "not_found"))
    return line


def _doubted(line: InvoiceLine) -> InvoiceLine:
    def lower(value: Field[T]) -> Field[T]:
        if not isinstance(value, Cited):
            return value
        return replace(value, confidence=min(value.confidence, CONTRADICTED))

    return replace(line, raw_name=lower(line.raw_name), item_text=lower(line.item_text), amount=lower(line.amount))
