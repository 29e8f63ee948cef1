"""What one file gave, small enough to travel, to be added up and to be kept."""

from __future__ import annotations

from dataclasses import dataclass

from corpora.score.cells import Cells
from corpora.score.characters import Errors
from corpora.score.fields import FieldRead
from corpora.score.marks import Marks
from corpora.score.spans import SpanRead

NO_ERRORS = Errors(0, 0)
NO_CELLS = Cells()
NO_MARKS = Marks()


@dataclass(frozen=True, slots=True)
class FileScore:
    """`origin` is made or real. `medium` is docx, pdf, scan, photo, ofd, xml; `preset` the degradation.

    `kind_right` is None where the truth does not say the kind. `ocr`: some page was read by OCR.
    """

    origin: str
    name: str
    kind: str
    layout: str
    font: str
    medium: str
    preset: str
    fields: tuple[FieldRead, ...] = ()
    characters: Errors = NO_ERRORS
    cells: Cells = NO_CELLS
    ruled: Cells = NO_CELLS
    seals: Marks = NO_MARKS
    signatures: Marks = NO_MARKS
    kinds_read: tuple[str, ...] = ()
    kind_right: bool | None = None
    ocr: bool = False
    spans: tuple[SpanRead, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class RuleRead:
    """What one rule said of one packet: `expected` its verdict, `accepted` all that are not wrong.

    `one_subject`: all findings of the rule are about what the truth says; else others may rightly stand beside them
    (a sound number of another person), and only the worst verdict counts.
    """

    origin: str
    packet: str
    medium: str
    rule: str
    expected: str
    accepted: tuple[str, ...]
    verdicts: tuple[str, ...]
    one_subject: bool = True

    @property
    def verdict(self) -> str:
        return next((one for one in ("fail", "review", "pass", "not_applicable") if one in self.verdicts), "")

    @property
    def false_pass(self) -> bool:
        given = self.verdicts if self.one_subject else (self.verdict,)
        return "pass" in given and "pass" not in self.accepted

    @property
    def false_fail(self) -> bool:
        return "fail" in self.verdicts and "fail" not in self.accepted
