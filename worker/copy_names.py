"""Names of the files that we write: an applicant's file name never steers a path."""

from __future__ import annotations

import re

LONGEST_NAME = 80
"""Characters: with its number and suffix still within the 255 bytes that file systems allow, in Chinese too."""


def copy_name(number: int, name: str, suffix: str) -> str:
    """A file name of our own: numbered, so that no two are alike, without anything that steers a path.

    >>> copy_name(3, "a/../申报书.docx", ".pdf"), copy_name(3, "申报书.DOCX", ".docx")
    ('03-申报书.docx.pdf', '03-申报书.DOCX')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = re.sub(r"[^\w.()（）【】 -]", "_", last).strip(". ")[:LONGEST_NAME] or "file"
    return f"{number:02d}-{plain}" + ("" if plain.lower().endswith(suffix) else suffix)
