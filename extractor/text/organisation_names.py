"""Names of organisations compared: brackets, white space, former names, branches, and what recognition mixes up.

>>> same_organisation("北京甲乙科技有限公司", "北京 （甲乙）科技有限公司").kind
'same'
>>> same_organisation("北京甲乙科技有限公司（原北京丙丁技术公司）", "北京丙丁技术公司").kind
'former'
>>> same_organisation("北京甲乙大学", "北京甲乙大学机械学院").kind
'part'
>>> same_organisation("北京未来科技有限公司", "北京末来科技有限公司", 0.95).kind
'misread'
>>> same_organisation("北京甲乙科技有限公司", "上海丙丁贸易有限公司").kind
'other'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractor.text.misread import Compared, compared, plain
from extractor.text.short_names import may_be_short

Kinship = Literal["same", "former", "part", "misread", "other"]

# 原 alone begins many a name (原子能…): it counts behind a bracket or a comma only.
_FORMER = re.compile(
    r"(?:[(（\[【，,；;]\s*(?:曾用名称?|原名称?|前身为?|更名前|原)|\s*(?:曾用名称?|原名称?))\s*(?:[:：为是])?\s*"
    r"[“\"]?(?P<name>[^()（）\[\]【】，,；;。“”\"]{4,40}?)[”\"]?\s*(?:[)）\]】]|$|(?=[，,；;。]))"
)
_PART_AT_LEAST = 4  # characters of the shorter name: fewer are an abbreviation that says nothing


@dataclass(frozen=True, slots=True)
class Kin:
    """`kind`: same; former, the one bears the other's former name; part, one name holds the other (a branch, a
    faculty, something more) or is its short form; misread, the same but for characters that recognition mixes up
    (`pairs`); other.

    `settled` as in misread.Compared.
    """

    kind: Kinship
    pairs: tuple[tuple[str, str], ...] = ()
    settled: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """`current` without the note on its former names; `former` as the note gives them."""

    current: str
    former: tuple[str, ...] = ()


def organisation_name(text: str) -> OrganisationName:
    """
    >>> organisation_name("甲乙研究院有限公司（曾用名：丙丁研究所）")
    OrganisationName(current='甲乙研究院有限公司', former=('丙丁研究所',))
    """
    former = tuple(match["name"].strip() for match in _FORMER.finditer(text) if match.start() > 0)
    current = _FORMER.sub("", text).strip(" ，,；;。") if former else text.strip()
    return OrganisationName(current, former) if current else OrganisationName(text.strip())


def same_organisation(first: str, second: str, *confidences: float) -> Kin:
    """How the two names stand to each other; `confidences` are those of the readings (1.0: not recognised).

    Only same and other decide anything; former, part and misread are a person's to judge.
    """
    one, other = organisation_name(first), organisation_name(second)
    current = compared(one.current, other.current, *confidences)
    if current.verdict == "equal":
        return Kin("same", settled=current.settled)
    former = [compared(a, b, *confidences) for a, b in _crosswise(one, other)]
    if any(found.verdict != "different" for found in former):
        return Kin("former")
    a, b = plain(one.current), plain(other.current)
    if min(len(a), len(b)) >= _PART_AT_LEAST and (a in b or b in a):
        return Kin("part")
    if current.verdict == "different" and may_be_short(one.current, other.current):
        return Kin("part")
    return _unlike(current, a, b, confidences)


def _unlike(found: Compared, one: str, other: str, confidences: tuple[float, ...]) -> Kin:
    """Other, unless a plausible misreading makes them the same or one the beginning of the other."""
    if found.verdict == "misread":
        return Kin("misread", found.pairs)
    short, long = sorted((one, other), key=len)
    if len(short) >= 2 * _PART_AT_LEAST and len(long) > len(short):
        begun = compared(short, long[: len(short)], *confidences)
        if begun.verdict == "misread":
            return Kin("misread", begun.pairs)
    return Kin("other", settled=found.settled)


def _crosswise(one: OrganisationName, other: OrganisationName) -> list[tuple[str, str]]:
    pairs = [(name, other.current) for name in one.former] + [(one.current, name) for name in other.former]
    return pairs + [(a, b) for a in one.former for b in other.former]
