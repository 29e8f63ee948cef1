"""Text of hostile files as it may stand in a document that we write: only characters that show something.

>>> readable("甲\\t乙\\x00\\u202e丙\\ud800\\r\\n丁")
'甲 乙丙\\n丁'
"""

from __future__ import annotations

import unicodedata

_SPACES = str.maketrans({"\t": " ", "\r": None, "\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n"})


def readable(text: str) -> str:
    """Without control characters, marks of writing direction, surrogates and non-characters (XML 1.0 §2.2).

    Line breaks stay as newlines, a tab is a space.
    """
    return "".join(char for char in text.translate(_SPACES) if char == "\n" or _shows(char))


def _shows(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs") and ord(char) & 0xFFFE != 0xFFFE
