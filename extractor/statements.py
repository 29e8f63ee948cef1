"""A paper as statements under headings: what rules look for words in, so that a word in another section counts not.

Headings are those of extractor.flow; a paragraph's own label (`2.固定场所：…`), a short line that ends in a colon and
the left cell of a row count as the nearest heading of what they introduce.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.citing import Running, cut, running
from extractor.document import Part, Span
from extractor.fields import is_header
from extractor.flow import Box, Flow, Row, flow, is_blank
from extractor.labels import is_label, key
from extractor.records.statement import Statement

_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        r"第.{1,3}[章节部]",
        r"[一二三四五六七八九十]{1,3}\s*[、.．]",
        r"[（(][一二三四五六七八九十]{1,3}[）)]",
        r"\d{1,2}\s*[、.．]",
        r"[（(]\d{1,2}[）)]|[①-⑳]",
    )
)
_LABELLED = re.compile(
    r"\s*(?P<label>(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)]?[、.．]?\s*|[①-⑳]\s*)?"
    r"[\u3400-\u9fffA-Za-z“”、/（()） ]{2,24}?)\s*[：:]\s*"
)
_BEGINS = re.compile(r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|[①-⑳])")
_MOST_LABEL = 18


def statements(part: Part) -> tuple[Statement, ...]:
    """All of `part`, in reading order; headers, footers, contents and hidden text are left out, as are blanks."""
    return tuple(of_flow(flow(part)))


def of_flow(rows: Flow) -> Iterator[Statement]:
    """The statements of rows, each under the headings met so far; a heading itself is one without text."""
    path: list[tuple[int, str]] = []
    introduced = ""
    for group in rows.paragraphs:
        row = group[0]
        if row.heading:
            text = "".join(row.text.split())
            level = _level(text)
            path = [(above, name) for above, name in path if above < level] + [(level, key(text))]
            introduced = ""
            spans = tuple(box.span for box in row.boxes)
            yield Statement(tuple(name for _, name in path), "", "", spans, row.section)
            continue
        above = tuple(name for _, name in path)
        if row.table >= 0:
            introduced = ""
            yield from _of_row(row, above)
            continue
        for said in _of_lines(group, above, introduced, row.section):
            yield said
            introduced = introduced if said.text else said.label


def _level(text: str) -> int:
    return next((number for number, shape in enumerate(_LEVELS) if shape.match(text)), len(_LEVELS))


def _of_lines(group: Sequence[Row], path: tuple[str, ...], introduced: str, section: str) -> Iterator[Statement]:
    """A paragraph: one statement, under its own label where it has one; a label alone has an empty text."""
    parts = [(box.span, "\n") for row in group for box in row.boxes]
    text = running(parts)
    match = _LABELLED.match(text.text)
    label = key(match["label"]) if match else ""
    if match and 1 < len(label) <= _MOST_LABEL:
        rest = text.text[match.end() :]
        if not rest.strip():
            yield Statement(path, label, "", text.spans, section)
            return
        above = (*path, introduced) if introduced and introduced != label else path
        yield _made(above, label, text, match.end(), len(text.text), section)
    else:
        yield _made(path, introduced, text, 0, len(text.text), section)


def _of_row(row: Row, path: tuple[str, ...]) -> Iterator[Statement]:
    """The pairs of label and value of a form's row; any other row as one statement under its left cell."""
    held = [box for box in row.boxes if not is_blank(box.text)]
    if not held or is_header(row):
        return
    pairs = _pairs(row.boxes)
    if pairs:
        for label, value in pairs:
            yield from _of_cell(value, path, key(label.text), row.section, label.span)
        return
    beside = row.boxes[0].rowspan > 1 and len(held) > 1
    name = key(held[0].text) if beside and len(key(held[0].text)) <= _MOST_LABEL else ""
    values = held[1:] if name else held
    inner = _pairs(values) if name else []
    if inner:
        for own, value in inner:
            yield from _of_cell(value, (*path, name), key(own.text), row.section, own.span)
    elif len(values) == 1:
        yield from _of_cell(values[0], path, name, row.section, row.boxes[0].span)
    else:
        text = running((box.span, "\n") for box in values)
        yield _made(path, name, text, 0, len(text.text), row.section)


def _pairs(boxes: Sequence[Box]) -> list[tuple[Box, Box]]:
    """Label and value in turn: of known labels, or of any short text where the row has just the two."""
    if len(boxes) == 2 and 1 < len(key(boxes[0].text)) <= _MOST_LABEL and not re.search(r"[\d。；，]", boxes[0].text):
        return [(boxes[0], boxes[1])]
    if len(boxes) < 2 or len(boxes) % 2:
        return []
    labels, values = boxes[::2], boxes[1::2]
    known = all(is_label(box.text) for box in labels) and not all(is_label(box.text) for box in values)
    return list(zip(labels, values, strict=True)) if known else []


def _of_cell(box: Box, path: tuple[str, ...], label: str, section: str, named: Span) -> Iterator[Statement]:
    """The paragraphs of a cell: a line that begins with a number or a label of its own opens a new one.

    An empty cell is a statement without text that cites its label, `named`.
    """
    if is_blank(box.text):
        yield Statement(path, label, "", (named,), section)
        return
    text = box.span.text
    opens = [m.start() + 1 for m in re.finditer(r"\n", text) if _opens(text[m.start() + 1 :])]
    for start, end in pairwise([0, *opens, len(text)]):
        piece = cut(box.span, start, end)
        one = running([(piece, "")])
        own = _LABELLED.match(one.text)
        name = key(own["label"]) if own else ""
        if own and 1 < len(name) <= _MOST_LABEL and one.text[own.end() :].strip():
            above = (*path, label) if label else path
            yield _made(above, name, one, own.end(), len(one.text), section)
        elif one.text.strip():
            yield _made(path, label, one, 0, len(one.text), section)


def _opens(text: str) -> bool:
    line = text.split("\n", 1)[0]
    return bool(_BEGINS.match(line) or _LABELLED.match(line))


def _made(path: tuple[str, ...], label: str, text: Running, start: int, end: int, section: str) -> Statement:
    spans: tuple[Span, ...] = text.cite(start, end)
    return Statement(path, label, "".join("".join(span.text.split()) for span in spans), spans, section)
