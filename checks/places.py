"""Where a quoted text stands, in words that a person can follow on the paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.finding import Evidence
from extractor.document import InMedia, InSheet, InTable, InText, InXml, OnPage, Place
from extractor.text import xml_elements


def in_words(place: Place) -> str:
    """
    >>> in_words(InTable((0,), 2, 1)), in_words(InText(6, 0, 3))
    ('表1第3行第2列', '第7段')
    """
    match place:
        case OnPage(page=page):
            return f"第{page}页"
        case InText(paragraph=paragraph):
            return f"第{paragraph + 1}段"
        case InTable(path=path, row=row, column=column):
            return f"表{path[0] + 1}第{row + 1}行第{column + 1}列"
        case InSheet(sheet=sheet, row=row, column=column):
            return f"{f'工作表“{sheet}”' if sheet else ''}第{row + 1}行第{column + 1}列"
        case InMedia(part=part):
            return f"图片{part.rsplit('/', 1)[-1]}"
        case InXml(path=path):
            return xml_elements.in_words(path)


def cited_places(evidence: Sequence[Evidence], names: Mapping[str, str], most: int = 3) -> str:
    """Up to `most` places with the names of their papers: “申报书.docx 表1第3行第2列”."""
    said = dict.fromkeys(f"{names.get(one.document, '')} {in_words(one.place)}".strip() for one in evidence)
    first = list(said)[:most]
    return "、".join(first) + ("等处" if len(said) > most else "")
