"""Scores of files added up: by kind of paper and medium, by degradation, and the few numbers that have a target."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from corpora.score.cells import Cells
from corpora.score.characters import Errors
from corpora.score.marks import Marks
from corpora.score.outcome import FileScore, RuleRead

BANDS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99)


@dataclass(frozen=True, slots=True)
class Sum:
    """Shares are 0 to 1; None where nothing was there to be counted."""

    files: int
    fields: int
    exact: float | None
    normalised: float | None
    cer: float | None
    cells: Cells
    kinds: float | None
    seals: Marks
    signatures: Marks

    def plain(self) -> dict[str, Any]:
        return {
            "files": self.files,
            "fields": self.fields,
            "fields_exact": _short(self.exact),
            "fields_normalised": _short(self.normalised),
            "cer": _short(self.cer),
            "cells_structure_f1": _short(self.cells.structure if self.cells.true else None),
            "cells_text_f1": _short(self.cells.text if self.cells.true else None),
            "kinds": _short(self.kinds),
            "seals": self.seals.true,
            "seals_found": _short(share(self.seals.found, self.seals.true)),
            "seals_false": self.seals.false,
            "seals_doubtful": self.seals.doubtful,
            "seals_named": _short(share(self.seals.named, self.seals.true)),
            "signatures": self.signatures.true,
            "signatures_found": _short(share(self.signatures.found, self.signatures.true)),
            "signatures_false": self.signatures.false,
        }


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def summed(scores: Iterable[FileScore]) -> Sum:
    own = list(scores)
    fields = [one for score in own for one in score.fields]
    kinds = [score.kind_right for score in own if score.kind_right is not None]
    characters = sum((score.characters for score in own), Errors(0, 0))
    return Sum(
        len(own),
        len(fields),
        share(sum(one.result == "exact" for one in fields), len(fields)),
        share(sum(one.right for one in fields), len(fields)),
        characters.rate if characters.length else None,
        sum((score.cells for score in own), Cells()),
        share(sum(kinds), len(kinds)),
        sum((score.seals for score in own), Marks()),
        sum((score.signatures for score in own), Marks()),
    )


def grouped(scores: Sequence[FileScore], key: Callable[[FileScore], tuple[str, ...]]) -> dict[tuple[str, ...], Sum]:
    """Sums by `key`, in the order of the keys."""
    groups: dict[tuple[str, ...], list[FileScore]] = {}
    for score in scores:
        groups.setdefault(key(score), []).append(score)
    return {name: summed(groups[name]) for name in sorted(groups)}


@dataclass(frozen=True, slots=True)
class RuleSum:
    """Of packets that say what `rule` must answer. `firm`: pass or fail. `recall`: of expected firm verdicts."""

    rule: str
    packets: int
    right: int
    firm_given: int
    firm_right: int
    firm_expected: int
    firm_met: int
    false_passes: int
    false_fails: int


def rules_summed(reads: Iterable[RuleRead]) -> list[RuleSum]:
    groups: dict[str, list[RuleRead]] = {}
    for read in reads:
        groups.setdefault(read.rule, []).append(read)
    return [_rule(rule, groups[rule]) for rule in sorted(groups)]


def _rule(rule: str, own: list[RuleRead]) -> RuleSum:
    firm = ("pass", "fail")
    given = [one for one in own if one.verdict in firm]
    expected = [one for one in own if one.expected in firm]
    return RuleSum(
        rule,
        len(own),
        sum(one.verdict in one.accepted for one in own),
        len(given),
        sum(one.verdict in one.accepted for one in given),
        len(expected),
        sum(one.verdict == one.expected for one in expected),
        sum(one.false_pass for one in own),
        sum(one.false_fail for one in own),
    )


def calibration(scores: Iterable[FileScore]) -> list[tuple[float, int, int]]:
    """(confidence, values read with at least that, how many of them are right), of values read by OCR."""
    read = [one for score in scores if score.ocr for one in score.fields if one.result != "missing"]
    return [
        (band, sum(one.confidence >= band for one in read), sum(one.right for one in read if one.confidence >= band))
        for band in BANDS
    ]


@dataclass(frozen=True, slots=True)
class Target:
    """`better` is +1 where more is better. `value` None: nothing counted; a count where `whole`, else a share."""

    name: str
    value: float | None
    goal: float
    better: int
    counted: int
    whole: bool = False

    @property
    def reached(self) -> bool:
        return self.value is not None and self.better * self.value >= self.better * self.goal


def targets(scores: Sequence[FileScore], rules: Sequence[RuleRead]) -> list[Target]:
    """The numbers of the product's promise, of one origin (made or real)."""
    text = [s for s in scores if s.medium in ("docx", "pdf", "xlsx") and not s.ocr]
    stated = [s for s in scores if s.medium in ("ofd", "xml")]
    seen = [s for s in scores if s.ocr and s.medium in ("scan", "photo", "pdf")]
    forms = [s for s in seen if s.kind in ("application_form", "station_form", "invoice", "form")]
    of_200 = [s for s in seen if s.preset == "scan_200"]
    photos = [s for s in seen if s.medium == "photo"]
    ruled = sum((s.ruled for s in seen if s.medium == "scan"), Cells())
    whole = summed(scores)
    seals = whole.seals
    return [
        _fields("文字层（DOCX、PDF）：字段逐字正确", text, 0.995),
        _fields("OFD、XML：字段逐字正确", stated, 0.995),
        _fields("扫描件和照片里的申报书、票据：字段逐字正确", forms, 0.98),
        _fields("其余扫描件和照片：字段逐字正确", [s for s in seen if s not in forms], 0.98),
        _cer("200 dpi 扫描件：字符错误率", of_200, 0.01),
        _cer("照片：字符错误率", photos, 0.03),
        Target("扫描件里有框线的表：单元格位置和文字 F1", ruled.text if ruled.true else None, 0.98, 1, ruled.true),
        Target("材料种类认对", whole.kinds, 0.99, 1, sum(s.kind_right is not None for s in scores)),
        Target("印章找到", share(seals.found, seals.true), 0.98, 1, seals.true),
        Target("找到的印章里误报", share(seals.false, seals.found + seals.false), 0.01, -1, seals.true),
        _count("误判为符合（条）", [r.false_pass for r in rules]),
        _count("误判为不符合（条）", [r.false_fail for r in rules]),
    ]


def _fields(name: str, scores: Sequence[FileScore], goal: float) -> Target:
    found = summed(scores)
    return Target(name, found.exact, goal, 1, found.fields)


def _count(name: str, wrong: Sequence[bool]) -> Target:
    return Target(name, float(sum(wrong)) if wrong else None, 0.0, -1, len(wrong), True)


def _cer(name: str, scores: Sequence[FileScore], goal: float) -> Target:
    found = summed(scores)
    return Target(name, found.cer, goal, -1, sum(s.characters.length for s in scores))
