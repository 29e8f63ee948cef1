"""Locators: the value of a label, the columns under a header row, the ticked box. All give Cited or Absent.

A value is never a neighbouring label; `blank` is said only where the label was found and its place is empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TypeVar

from extractor.citing import cut, joined, trimmed
from extractor.document import Span
from extractor.flow import Box, Flow, Row, is_blank
from extractor.labels import WEAK, all_labels, is_label, key, matches, variants
from extractor.records.cited import Absent, Cited, Field
from extractor.text.boxes import EMPTY_OPTIONS, TICKED

T = TypeVar("T")

BELOW = 0.9  # certainty of a value found under its label rather than beside it
PROSE = 0.95  # certainty of a value picked out of a sentence

_H = r"\u3400-\u9fff"
_ASIDE = r"(?:\s*[（(][^（）()\n]{0,14}[）)])?"
_STOP = re.compile(rf"[\s；;，,。]+[{_H}](?:[ \u3000]*[{_H}]){{1,9}}{_ASIDE}\s*[：:]")
_LEAST_DIGITS = 15  # of a number printed one digit to a cell: an identity number, a credit code


@dataclass(frozen=True, slots=True)
class Found:
    """A label, and the spans of its value: none where its place is empty. `certainty` of the location, 0 to 1."""

    label: Span
    value: tuple[Span, ...]
    certainty: float = 1.0


def value_after(flow: Flow, label: str, *names: str, wanted: frozenset[str] | None = None) -> Field[str]:
    """The text that belongs to a label of the fields `names` (of labels.tsv); `label` is the Chinese name to report.

    Looks at cells (right, or below under a row of labels), then at `label：value` in lines and cells. The first value
    in reading order wins; only when there is none, an empty place counts as blank.
    """
    wanted = variants(*names) if wanted is None else wanted
    blank: Found | None = None
    for found in _all(flow, wanted):
        text = "\n".join(span.text for span in found.value)
        if not is_blank(text):
            confidence = min(span.confidence for span in found.value) * found.certainty
            return Cited(joined(text), found.value, confidence)
        blank = blank or found
    return Absent(label, "blank", (), (blank.label,)) if blank else Absent(label, "not_found")


def understood(field: Field[str], parse: Callable[[str], T | None], label: str) -> Field[T]:
    """`field` read by `parse`; where that gives None the text is there but not understood: unreadable."""
    if isinstance(field, Absent):
        return field
    value = parse(field.value)
    if value is None:
        return Absent(label, "unreadable", tuple(s.place for s in field.spans), field.spans)
    return Cited(value, field.spans, field.confidence)


def ticked(flow: Flow, options: tuple[str, ...], label: str) -> Field[str]:
    """The one of `options` whose box is ticked. None or several ticked: unreadable, citing the line."""
    names = "|".join(re.escape(option) for option in sorted(options, key=len, reverse=True))
    mark = re.compile(
        rf"(?P<before>[{TICKED}{EMPTY_OPTIONS}])\s*(?P<option>{names})|(?P<name>{names})\s*(?P<after>[{TICKED}{EMPTY_OPTIONS}])"
    )
    seen: list[Span] = []
    chosen: dict[str, Span] = {}
    for row in flow.rows:
        for box in row.boxes:
            for match in mark.finditer(box.text):
                seen.append(box.span)
                if (match["before"] or match["after"]) in TICKED:
                    chosen.setdefault(match["option"] or match["name"], cut(box.span, *match.span()))
    if len(chosen) == 1:
        option, span = next(iter(chosen.items()))
        return Cited(option, (span,), span.confidence)
    if not seen:
        return Absent(label, "not_found")
    return Absent(label, "unreadable" if chosen else "blank", (), tuple(dict.fromkeys(seen)))


def _all(flow: Flow, wanted: frozenset[str]) -> Iterator[Found]:
    for at, row in enumerate(flow.rows):
        below = flow.rows[at + 1] if at + 1 < len(flow.rows) else None
        for place, box in enumerate(row.boxes):
            if matches(box.text, wanted) and (row.table < 0 or box.row == row.index):
                yield from _beside(row, place, below)
        for box in row.boxes:
            if row.table < 0 or box.row == row.index:
                yield from _inline(box, wanted, below if len(row.boxes) == 1 else None)


def _beside(row: Row, place: int, below: Row | None) -> Iterator[Found]:
    """The box to the right; under a row of labels, the box below."""
    box = row.boxes[place]
    following = row.boxes[place + 1] if place + 1 < len(row.boxes) else None
    if is_header(row):
        under = _under(box, row, below)
        if under is not None and not is_label(under.text):
            yield Found(box.span, (trimmed(under.span),), BELOW)
        return
    if following is not None and not _is_other_label(row, place + 1):
        cells = _torn(row.boxes[place + 1 :]) or (following,)
        yield Found(box.span, () if following.blank else tuple(trimmed(cell.span) for cell in cells))
    elif following is not None or row.table >= 0:
        under = _under(box, row, below) if following is None else None
        if under is not None and not is_label(under.text) and len(row.boxes) == 1:
            yield Found(box.span, (trimmed(under.span),), BELOW)
        else:
            yield Found(box.span, ())


def _torn(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """The cells of one value that a form prints in several: 1983 | 年 | 04 | 月, or a digit of a number in each."""
    digits = tuple(takewhile(lambda box: re.fullmatch(r"\s*[0-9０-９Xx*＊]\s*", box.text), boxes))
    if len(digits) >= _LEAST_DIGITS:
        return digits
    date = tuple(takewhile(lambda box: re.fullmatch(r"\s*(?:\d{1,4}|年|月|日)\s*", box.text), boxes))
    return date if [box.text.strip() for box in date[1:2]] == ["年"] else ()


def is_header(row: Row) -> bool:
    """A row of at least three labels and nothing else: column headers."""
    texts = [box.text for box in row.boxes if not is_blank(box.text)]
    return len(texts) >= 3 and all(is_label(text) for text in texts)


def _is_other_label(row: Row, place: int) -> bool:
    text = row.boxes[place].text
    if not is_label(text) and not re.match(rf"\s*[{_H} ]{{2,12}}[：:]", text):
        return False
    after = row.boxes[place + 1] if place + 1 < len(row.boxes) else None
    own_value = after is not None and not is_label(after.text)
    return own_value or key(text) not in WEAK


def _under(box: Box, row: Row, below: Row | None) -> Box | None:
    if below is None or below.page != row.page:
        return None
    if row.table >= 0:
        return next((b for b in below.boxes if b.column == box.column), None) if below.table == row.table else None
    if box.bbox is None:
        return None
    middle = box.bbox.middle[0]
    return next((b for b in below.boxes if b.bbox is not None and b.bbox.x0 <= middle <= b.bbox.x1), None)


def _inline(box: Box, wanted: frozenset[str], below: Row | None) -> Iterator[Found]:
    """`label：value` inside one text; an empty rest may be filled by a plain line right below."""
    text = box.text
    for start, colon, name in _labels_in(text):
        if name not in wanted:
            continue
        end = _value_end(text, colon)
        label, value = cut(box.span, start, colon), text[colon:end]
        if not is_blank(value):
            yield Found(label, (trimmed(cut(box.span, colon, end)),))
        elif end < len(text.rstrip()) or below is None or not _is_plain(below):
            yield Found(label, ())
        else:
            yield Found(label, (trimmed(below.boxes[0].span),), BELOW)


def _is_plain(row: Row) -> bool:
    text = row.text.strip()
    plain = row.table < 0 and not row.heading and len(row.boxes) == 1 and len(text) <= 40
    return plain and not re.search(r"[：:。；]", text) and not is_label(text) and not is_blank(text)


@lru_cache(maxsize=4096)
def _labels_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end past the colon, compared form) of every known label with a colon in `text`.

    >>> _labels_in("姓 名：曹某 性别：男")
    ((0, 4, '姓名'), (7, 10, '性别'))
    """
    found: list[tuple[int, int, str]] = []
    for colon in re.finditer("[：:]", text):
        begin = max(text.rfind(mark, 0, colon.start()) for mark in "：:。；;，,\n") + 1
        before = re.sub(rf"{_ASIDE}\s*$", "", text[begin : colon.start()])
        starts = [at for at in range(max(0, len(before) - 40), len(before)) if not before[at].isspace()]
        apart = [at for at in starts if at == 0 or not re.match(rf"[{_H}A-Za-z]", before[at - 1])]
        # A reader may lose the gap before the next label: then only a long label is believed.
        glued = [at for at in starts if found and len(key(before[at:])) >= 4]
        at = next((at for at in [*apart, *glued] if matches(before[at:], all_labels())), None)
        if at is not None:
            found.append((begin + at, colon.end(), key(before[at:])))
    return tuple(found)


def _value_end(text: str, start: int) -> int:
    """Where the value that begins at `start` ends: before the next label, at a line's end, or at the end."""
    line_end = text.find("\n", start)
    first = text[start:].lstrip()
    if line_end >= 0 and not text[start:line_end].strip():  # the value stands on the next line of the cell
        line_end = text.find("\n", len(text) - len(first))
    end = len(text) if line_end < 0 else line_end
    stop = _STOP.search(text, start, end)
    following = [label for label, _, _ in _labels_in(text) if label >= start]
    return min([end, *([stop.start()] if stop else []), *following])
