"""The font subset as a reportlab font whose text can be copied and searched in every reader.

reportlab numbers the characters of a page from code 1 on; PDFium takes some codes below 32 for white space and loses
their text. Here codes start behind ASCII, and 32 always is a space.
"""

from __future__ import annotations

import io
from itertools import groupby
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from checks.drawing.font import REGULAR, truetype

_FIRST_CODE = 128
_RESERVED = [0] * 32 + [32]


class Face(TTFont):  # type: ignore[misc]
    """reportlab's TrueType font with its codes given by `_code`."""

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: ARG002, N802
        """Runs of one subset each: (subset, codes)."""
        state = self._assignState(doc)
        codes = [self._code(state, 32 if char == "\xa0" else ord(char)) for char in text]
        return [
            (subset, bytes(code & 0xFF for code in run)) for subset, run in groupby(codes, lambda code: code >> 8)
        ]

    def _code(self, state: Any, character: int) -> int:
        if character in state.assignments:
            return int(state.assignments[character])
        if character not in self.face.charToGlyph:
            return 0
        code = max(int(state.nextCode), _FIRST_CODE)
        if code & 0xFF == 0:
            state.subsets.append(list(_RESERVED))
            code += len(_RESERVED)
        state.subsets[code >> 8].append(character)
        state.nextCode = code + 1
        state.assignments[character] = code
        return code


def register(name: str, text: str, file: str = REGULAR) -> None:
    """Makes `name` a font for reportlab that has every character of `text` (see font.printable), drawn as in `file`.

    reportlab keeps the first font of a name for ever, so the one before is taken out of its registry.
    """
    face = Face(name, io.BytesIO(truetype(text, file)))
    pdfmetrics._fonts.pop(name, None)
    pdfmetrics._dynFaceNames.pop(face.face.name, None)
    pdfmetrics.registerFont(face)
