"""Chinese text in a table cell of a terminal: lines break between any two characters, but never within a number.

>>> wrapped("可归入支出3500.00元，劳务费", 12)
['可归入支出', '3500.00元，', '劳务费']
>>> wrapped("a" * 7, 3)
['aaa', 'aaa', 'a']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.text import Text

_PIECE = re.compile(r"(?:[!-~]+|.)[，。、；：）”」！？]*")


def wrapped(line: str, width: int) -> list[str]:
    """Lines of at most `width` columns; no line begins with a closing mark unless there is no room at all."""
    lines = [""]
    for piece in (part for found in _PIECE.findall(line) for part in _cut(found, width)):
        if cell_len(lines[-1]) + cell_len(piece) > width:
            lines.append("")
        if lines[-1] or piece != " " or len(lines) == 1:
            lines[-1] += piece
    return lines


def _cut(piece: str, width: int) -> list[str]:
    """The piece, or its characters where it is wider than a line."""
    return [piece] if cell_len(piece) <= width else list(piece)


@dataclass(frozen=True, slots=True)
class Cell:
    """A text of several lines, broken to the width of its column."""

    text: Text

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> Iterator[Text]:
        for line in self.text.plain.split("\n"):
            for part in wrapped(line, options.max_width):
                yield Text(part, no_wrap=True)

    def __rich_measure__(self, _console: Console, options: ConsoleOptions) -> Measurement:
        widest = max(cell_len(line) for line in self.text.plain.split("\n"))
        return Measurement(min(2, options.max_width), min(max(widest, 2), options.max_width))
