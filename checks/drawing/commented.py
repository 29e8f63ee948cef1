"""The DOCX with comments: each finding at the words, the cell or the picture that it quotes.

Only what asks for an answer becomes a comment: fail and review. Findings that quote the same place share a comment;
what quotes no place of this file is listed in one comment at the first paragraph. The file itself is only read.
A comment is no text of the document: the copy reads, and counts, as the original does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from checks.drawing.word_comments import Said, add, first_free
from checks.drawing.word_marks import Marks, w
from checks.drawing.word_package import Rewritten
from checks.drawing.wording import VERDICTS, body, decision_words, heading, place_words, ranked
from checks.masking import masked
from checks.shown import Copy
from extractor.anchor import Anchor, End, OpenDocx
from extractor.document import InMedia, InTable, InText, InXml, Place
from extractor.geometry import BBox

_ASKING = ("fail", "review")
_OUT = (w("txbxContent"), w("del"), w("moveFrom"))
_MOST_PLACES = 20  # comments of one finding: a rule may quote every paragraph of a report
_MOST_QUOTES = 6
_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place with the findings that quote it, the worst first; `quotes` are shown where no words are marked."""

    anchor: Anchor
    words: bool
    findings: list[Mapping[str, Any]] = field(default_factory=list)
    quotes: dict[str, None] = field(default_factory=dict)


def commented(opened: OpenDocx, copy: Copy) -> bytes:
    """The copy of the open file; raises extractor.errors.ReadError. Same file, findings and date, same bytes."""
    spots, elsewhere, silent = _sorted(opened, copy)
    rewritten = Rewritten(opened)
    first = _first_paragraph(opened.root)
    number = first_free(opened.root, rewritten.comments)
    marks = Marks()
    if elsewhere or not spots:
        marks.add(Anchor(End(first), End(first)), number)
        add(rewritten.comments, number, _everywhere(elsewhere, silent, copy), copy.on)
        number += 1
    for index, spot in enumerate(spots, start=number):
        exact = marks.add(spot.anchor, index) and spot.words
        add(rewritten.comments, index, _at(spot, copy, quoting=not exact), copy.on)
    return rewritten.data()


def _sorted(opened: OpenDocx, copy: Copy) -> tuple[list[_Spot], list[Mapping[str, Any]], int]:
    """Spots in the order of the worst finding, findings without one, and how many ask for nothing."""
    spots: dict[str, _Spot] = {}
    elsewhere: list[Mapping[str, Any]] = []
    asking = [finding for finding in sorted(copy.findings, key=ranked) if finding["verdict"] in _ASKING]
    for finding in asking:
        placed = 0
        for item in finding["evidence"]:
            if item["document"] not in copy.document_ids or placed >= _MOST_PLACES:
                continue
            anchor = opened.anchor(place) if (place := _place(item["place"])) else None
            if anchor is None:
                continue
            words = item["place"]["type"] in ("in_text", "in_table")
            placed += _put(spots.setdefault(_key(item["place"]), _Spot(anchor, words)), finding, item)
        if not placed:
            elsewhere.append(finding)
    return list(spots.values()), elsewhere, len(copy.findings) - len(asking)


def _put(spot: _Spot, finding: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    spot.quotes[_quote(item)] = None
    if any(present is finding for present in spot.findings):
        return False
    spot.findings.append(finding)
    return True


def _key(place: Mapping[str, Any]) -> str:
    """Boxes within one picture are one spot."""
    return json.dumps({name: value for name, value in place.items() if name != "bbox"}, sort_keys=True)


def _place(place: Mapping[str, Any]) -> Place | None:
    """The place behind its JSON form, of the sorts that a DOCX has."""
    kind = place.get("type")
    if kind == "in_text":
        return InText(place["paragraph"], place["start"], place["end"])
    if kind == "in_table":
        return InTable(tuple(place["path"]), place["row"], place["column"])
    if kind == "in_media":
        return InMedia(place["part"], BBox(0, 0, 0, 0))
    return InXml(place["path"]) if kind == "in_xml" else None


def _first_paragraph(root: Any) -> Any:
    """The first paragraph of the flow, else the first of a table, else a new one."""
    inside = root.find(w("body"))
    for paragraphs in (inside.iterchildren(w("p")), inside.iter(w("p"))):
        for paragraph in paragraphs:
            if not any(
                above.tag in (w("txbxContent"), w("del"), w("moveFrom")) for above in paragraph.iterancestors()
            ):
                return paragraph
    paragraph = etree.Element(w("p"))
    inside.insert(0, paragraph)
    return paragraph


def _at(spot: _Spot, copy: Copy, *, quoting: bool) -> list[Said]:
    said = [part for finding in spot.findings for part in _said(finding, copy)]
    quotes = list(spot.quotes)[:_MOST_QUOTES] if quoting else []
    return [*said, *_lines([f"所指内容：{quote}" for quote in quotes if quote])]


def _said(finding: Mapping[str, Any], copy: Copy) -> list[Said]:
    verdict = finding["verdict"]
    head = Said(f"【{VERDICTS.get(verdict, verdict)}】{heading(finding, copy.rules)}", verdict)
    here = {_key(item["place"]) for item in finding["evidence"] if item["document"] in copy.document_ids}
    more = [f"本文件中共引用 {len(here)} 处，只在前 {_MOST_PLACES} 处加了批注。"] if len(here) > _MOST_PLACES else []
    return [head, *_lines([body(finding), *more, decision_words(copy.decisions.get(finding["id"]), verdict)])]


def _everywhere(findings: Sequence[Mapping[str, Any]], silent: int, copy: Copy) -> list[Said]:
    """The comment at the first paragraph."""
    said = [Said("材审：下列结论在本文件中没有可标注的位置。" if findings else "材审：没有需要处理的结论。")]
    for finding in findings:
        evidence = finding["evidence"]
        quotes = [_quote(item, copy.documents) for item in evidence[:_MOST_QUOTES]]
        more = [f"……另有 {len(evidence) - _MOST_QUOTES} 处"] if len(evidence) > _MOST_QUOTES else []
        said += [*_said(finding, copy), *_lines([*quotes, *more])]
    if silent:
        said.append(Said(f"另有 {silent} 条符合或不适用的结论，没有加批注。"))
    return said


def _quote(item: Mapping[str, Any], documents: Mapping[str, str] | None = None) -> str:
    text = " ".join(masked(item["text"]).split())
    text = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "……"
    where = [] if documents is None else [documents.get(item["document"], ""), place_words(item["place"])]
    return " ".join(part for part in (f"“{text}”" if text else "", *where) if part)


def _lines(texts: Iterable[str]) -> list[Said]:
    return [Said(line) for text in texts for line in text.splitlines() if line.strip()]
