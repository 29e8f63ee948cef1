"""Complex fields of a DOCX: their codes are not text, their results are, and a contents list is a field.

A field is begin … separate … end over runs and paragraphs. One that is never closed is ignored: a damaged mark
must not swallow the text that follows it. Source: ECMA-376 part 1, §17.16.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.layout.docx_package import Element, local, w

_CONTENTS = re.compile(r"\s*TOC\b")


@dataclass
class _Open:
    begin: Element
    separate: Element | None = None
    code: str = ""


@dataclass
class Fields:
    """The fields of one story (body, note, header). Feed every w:fldChar in document order to `pass_mark`."""

    root: Element
    _contents: dict[Element, bool] = field(default_factory=dict)
    _marks: set[Element] = field(default_factory=set)
    _stack: list[tuple[bool, bool]] = field(default_factory=list)  # (is a contents list, inside its code)

    def __post_init__(self) -> None:
        waiting: list[_Open] = []
        for element in self.root.iter(w("fldChar"), w("instrText")):
            if local(element) == "instrText":
                if waiting:
                    waiting[-1].code += element.text or ""
                continue
            kind = element.get(w("fldCharType"))
            if kind == "begin":
                waiting.append(_Open(element))
            elif waiting and kind == "separate":
                waiting[-1].separate = element
            elif waiting and kind == "end":
                self._close(waiting.pop(), element)

    def _close(self, opened: _Open, end: Element) -> None:
        self._contents[opened.begin] = bool(_CONTENTS.match(opened.code))
        self._marks |= {opened.begin, end} | ({opened.separate} if opened.separate is not None else set())

    def pass_mark(self, mark: Element) -> None:
        if mark not in self._marks:
            return
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            self._stack.append((self._contents[mark], True))
        elif self._stack and kind == "separate":
            self._stack[-1] = (self._stack[-1][0], False)
        elif self._stack:
            self._stack.pop()

    @property
    def in_code(self) -> bool:
        return any(code for _, code in self._stack)

    @property
    def in_contents(self) -> bool:
        return any(contents for contents, _ in self._stack)
