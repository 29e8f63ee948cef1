"""The comments part of a DOCX: new comments behind those that are there, each with a number of its own.

Author, initials and date are fixed by the caller, so that the same findings give the same bytes.
Source: ECMA-376 part 1, §17.13.4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from checks.drawing.readable import readable
from checks.drawing.word_marks import W, w

AUTHOR = "材审"
INITIALS = "材"
COLOURS = {"fail": "C00000", "review": "9C5700", "pass": "2E7D32", "not_applicable": "595959"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LONGEST = 4000  # characters of one paragraph: Word shows a comment of any length, people do not read it


@dataclass(frozen=True, slots=True)
class Said:
    """One paragraph of a comment; with a verdict it is a heading in that verdict's colour."""

    text: str
    verdict: str = ""


def new_part() -> Any:
    """The root of a comments part without comments."""
    return etree.Element(w("comments"), nsmap={"w": W})


def first_free(*roots: Any) -> int:
    """A number above those of all comments and of all marks that refer to comments."""
    names = [w(name) for name in ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")]
    used = [element.get(w("id"), "") for root in roots for element in root.iter(*names)]
    return 1 + max((int(number) for number in used if number.isdecimal() and len(number) < 9), default=-1)


def add(root: Any, number: int, paragraphs: Sequence[Said], on: date) -> None:
    """Puts a comment behind the others."""
    comment = etree.SubElement(root, w("comment"))
    for name, value in (
        ("id", str(number)),
        ("author", AUTHOR),
        ("initials", INITIALS),
        ("date", f"{on.isoformat()}T00:00:00Z"),
    ):
        comment.set(w(name), value)
    for index, said in enumerate(paragraphs):
        paragraph = etree.SubElement(comment, w("p"))
        if not index:
            etree.SubElement(etree.SubElement(paragraph, w("r")), w("annotationRef"))
        _write(paragraph, said)


def _write(paragraph: Any, said: Said) -> None:
    run = etree.SubElement(paragraph, w("r"))
    if said.verdict:
        look = etree.SubElement(run, w("rPr"))
        etree.SubElement(look, w("b"))
        etree.SubElement(look, w("color")).set(w("val"), COLOURS.get(said.verdict, COLOURS["not_applicable"]))
    text = etree.SubElement(run, w("t"))
    text.text = _shown(said.text)
    text.set(_SPACE, "preserve")


def _shown(text: str) -> str:
    plain = readable(text).replace("\n", " ")
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "……"
