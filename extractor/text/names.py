"""Persons, organisations, titles, districts and dates in running text, by spaCy with our gazetteers.

A blank Chinese pipeline with jieba's words: an EntityRuler knows titles, honorifics and districts, a Matcher finds
organisations by their ending, and persons are found by surname beside a title, an honorific or a role. No trained
model is loaded and nothing is downloaded.

>>> [(e.label, e.text) for e in entities("特邀某某大学李明教授和北京某某科技有限公司王小红出席")]
[('ORG', '某某大学'), ('PERSON', '李明'), ('TITLE', '教授'), ('ORG', '北京某某科技有限公司'), ('PERSON', '王小红')]
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import spacy

from extractor.text.dates import find_dates
from extractor.text.gazetteer import districts, honorifics, not_names, organisation_suffixes, surnames, titles
from extractor.text.segment import segmenter

Label = Literal["PERSON", "ORG", "TITLE", "DISTRICT", "DATE"]
_LOCK = threading.Lock()
_ROLES = (
    "负责人|联系人|主持人|记录人|主讲人|专家|带头人|特派员|院士|教授|研究员|工程师|主任|经理|会长|秘书长|秘书|组长|"
    "成员|师傅|徒弟|导师|由|聘请|邀请"
)
_STOP = "的和与及、，。；：在由对向为是从于按等并将把了或至以据报"
_BEFORE_ORG = "特邀|邀请|聘请|联合|走访|前往|来自|就职|推荐|依托|任职|现任|委托|日讯|日前"


@dataclass(frozen=True, slots=True)
class Entity:
    """Characters start:end of the text are `text`, a `label`."""

    label: Label
    text: str
    start: int
    end: int


def entities(text: str) -> tuple[Entity, ...]:
    """What is named in `text`, in order, not overlapping: organisations first, then titles, dates, persons."""
    if not text.strip():
        return ()
    with _LOCK:  # spaCy's tokenizer and vocabulary are not safe to share between threads
        doc = _pipeline()(text)
        ruled = [Entity(e.label_, e.text, e.start_char, e.end_char) for e in doc.ents]
        bounds = frozenset([t.idx for t in doc] + [len(text)])
    found: list[Entity] = []
    _add(found, _organisations(text))
    _add(found, (Entity("DATE", text[d.start : d.end], d.start, d.end) for d in find_dates(text)))
    _add(found, _persons(text, bounds))
    _add(found, (entity for entity in ruled if entity.label in ("TITLE", "DISTRICT")))
    return tuple(sorted(found, key=lambda entity: entity.start))


def persons(text: str) -> tuple[str, ...]:
    """The names of people in `text`, each once, in order."""
    return tuple(dict.fromkeys(e.text for e in entities(text) if e.label == "PERSON"))


@cache
def _pipeline() -> Any:
    segmenter()  # before spaCy initialises jieba its own way
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    ruler: Any = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "ORTH"})
    ruler.add_patterns(
        [{"label": "TITLE", "pattern": word} for word in titles()]
        + [{"label": "HONORIFIC", "pattern": word} for word in honorifics() if word not in titles()]
        + [{"label": "DISTRICT", "pattern": word} for word in districts()]
    )
    return nlp


def _add(found: list[Entity], more: Iterable[Entity]) -> None:
    for entity in more:
        if all(entity.end <= other.start or entity.start >= other.end for other in found):
            found.append(entity)


def _organisations(text: str) -> Iterable[Entity]:
    """Between stop words, what stands before the last ending of an organisation's name."""
    ending = re.compile("|".join(organisation_suffixes()))
    for chunk in re.finditer(rf"[^{_STOP}\s“”《》！？]+", text):
        ends = [match.end() for match in ending.finditer(chunk[0])]
        begins = [match.end() for match in re.finditer(_BEFORE_ORG, chunk[0]) if ends and match.end() < ends[-1] - 3]
        start = begins[-1] if begins else 0
        if ends and ends[-1] - start >= 4:
            yield Entity("ORG", chunk[0][start : ends[-1]], chunk.start() + start, chunk.start() + ends[-1])


def _persons(text: str, bounds: frozenset[int]) -> Iterable[Entity]:
    """Surname and one or two characters, where a title, a role, a list or an edge stands beside it."""
    compound = "|".join(sorted(name for name in surnames() if len(name) > 1))
    single = "".join(sorted(name for name in surnames() if len(name) == 1))
    title = "|".join((*titles(), *honorifics()))
    edge = r"^|(?<=[、，,。；;：:（(\s和与])"
    body = "(?:公司|大学|研究院|研究所|学院|中心|协会|学会)的?"
    name = rf"(?P<name>(?:{compound}|[{single}])[\u3400-\u9fff某]{{1,2}}?)"
    after = rf"(?={title}|[、，,。；;：:（）()\s]|等|出席|主持|介绍|参加|担任|作|就|与|和|$)"
    for match in re.finditer(rf"(?:{edge}|(?:{_ROLES})(?:为|是|由)?|{body}){name}{after}", text):
        start, end = match.span("name")
        if match["name"][:2] in not_names() or any(char in _STOP for char in match["name"][1:]):
            continue
        if start in bounds or end in bounds:
            yield Entity("PERSON", match["name"], start, end)
