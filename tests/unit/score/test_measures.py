"""What counts as right: characters, fields, cells, marks, verdicts, confidence."""

from __future__ import annotations

import doctest
from dataclasses import replace

import pytest

import corpora.score.calibrate
import corpora.score.characters
import corpora.score.fields
from corpora.labelled.make import TrueMark
from corpora.labelled.sheet import TrueCell, TrueTable
from corpora.score import cells, marks
from corpora.score.calibrate import steps
from corpora.score.characters import errors
from corpora.score.fields import FieldRead
from corpora.score.outcome import FileScore, RuleRead
from corpora.score.sums import calibration, rules_summed, summed, targets
from extractor.document import Cell, Mark, OnPage, Page, Span, Table
from extractor.geometry import BBox
from extractor.impression import Impression, Shape, detail_of

NOWHERE = OnPage(1, BBox(0, 0, 1, 1))


@pytest.mark.parametrize("module", [corpora.score.calibrate, corpora.score.characters, corpora.score.fields])
def test_examples_in_the_modules_run(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_every_sort_of_wrong_character_counts() -> None:
    assert errors(["甲乙丙丁"], "甲乙丙丁").edits == 0
    assert errors(["甲乙丙丁"], "甲己丙丁").edits == 1
    assert errors(["甲乙丙丁"], "").edits == 4
    assert errors(["甲乙丙丁"], "甲乙丙丁甲乙丙丁").edits == 4
    assert errors([], "戊").edits == 1


def test_lines_are_not_counted_twice() -> None:
    assert errors(["男", "男"], "男").edits == 1


def table(*rows: tuple[str, ...]) -> Table:
    made = tuple(
        Cell(r, c, 1, 1, Span(text, NOWHERE, 1, "text", text))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(made, len(rows), len(rows[0]), NOWHERE)


TRUE = TrueTable((TrueCell(0, 0, 1, 1, "甲"), TrueCell(0, 1, 1, 1, "乙"), TrueCell(1, 0, 1, 2, "丙")), True)


def test_cells_need_their_place_their_span_and_their_text() -> None:
    found = cells.compared([TRUE], [table(("甲", "错"), ("丙", ""))])
    assert (found.true, found.read, found.right, found.texts) == (3, 4, 2, 1)
    assert found.structure == pytest.approx(4 / 7)
    assert found.text == pytest.approx(2 / 6)


def test_a_table_that_is_not_there_counts_against_and_a_missed_one_too() -> None:
    assert cells.compared([], [table(("甲",))]).structure == 0
    assert cells.compared([TRUE], []) == cells.Cells(true=3, true_texts=3)


def page(*found: Mark) -> Page:
    return Page(1, 100, 200, 0, (), marks=found)


SEAL = TrueMark("seal", "甲公司", BBox(0.1, 0.1, 0.3, 0.2))


def impressed(box: BBox, shape: Shape, ring: str = "") -> Mark:
    return Mark("seal", OnPage(1, box), detail_of(Impression(shape, ring)))


OVER, ELSEWHERE = BBox(11, 21, 29, 41), BBox(60, 100, 80, 120)


def test_a_seal_is_found_where_it_is_and_false_elsewhere() -> None:
    assert marks.compared([SEAL], page(impressed(OVER, "round", "甲公司")), "seal") == marks.Marks(1, 1, 0, 1, 1)
    assert marks.compared([SEAL], page(impressed(OVER, "round", "乙公司")), "seal") == marks.Marks(1, 1, 0, 1, 0)
    assert marks.compared([SEAL], page(impressed(OVER, "oval")), "seal") == marks.Marks(1, 1, 0, 0, 0)
    assert marks.compared([SEAL], page(impressed(ELSEWHERE, "round")), "seal") == marks.Marks(1, 0, 1, 0, 0)
    assert marks.compared([SEAL], None, "seal") == marks.Marks(1)


def test_a_seal_that_the_reader_doubts_is_neither_found_nor_false() -> None:
    assert marks.compared([SEAL], page(impressed(OVER, "")), "seal") == marks.Marks(1, doubtful=1)
    assert marks.compared([], page(impressed(ELSEWHERE, "")), "seal") == marks.Marks(doubtful=1)
    both = page(impressed(OVER, ""), impressed(OVER, "round"))
    assert marks.compared([SEAL], both, "seal") == marks.Marks(1, 1, doubtful=1)


def test_a_signature_is_asserted_by_its_mark() -> None:
    signed = TrueMark("signature", "甲", BBox(0.1, 0.1, 0.3, 0.2))
    there = Mark("signature", OnPage(1, OVER), "负责人")
    assert marks.compared([signed], page(there), "signature").found == 1


def rule(expected: str, *verdicts: str, accept: tuple[str, ...] = ()) -> RuleRead:
    return RuleRead("made", "p", "scan", "QC-1", expected, (expected, *accept), verdicts)


def test_a_pass_beside_a_fail_is_a_false_pass() -> None:
    found = rules_summed([rule("fail", "fail", "pass"), rule("pass", "fail"), rule("review", "review")])[0]
    assert (found.false_passes, found.false_fails, found.right) == (1, 1, 2)


def test_recall_asks_for_the_verdict_itself() -> None:
    found = rules_summed([rule("fail", "review", accept=("review",)), rule("fail", "fail")])[0]
    assert (found.firm_met, found.firm_expected, found.right) == (1, 2, 2)


def field(result: str, confidence: float) -> FieldRead:
    return FieldRead("name", "甲", "乙", confidence, result)


SCORE = FileScore("made", "f", "invoice", "l", "sans", "photo", "tilted", ocr=True)


def test_calibration_leaves_out_what_was_not_read_and_what_ocr_did_not_read() -> None:
    read = replace(SCORE, fields=(field("exact", 0.99), field("wrong", 0.7), field("missing", 1.0)))
    assert {band: (n, r) for band, n, r in calibration([read, replace(read, ocr=False)])} == {
        **dict.fromkeys((0.5, 0.6, 0.7), (2, 1)),
        **dict.fromkeys((0.8, 0.85, 0.9, 0.95, 0.98, 0.99), (1, 1)),
    }


def test_what_was_not_counted_reaches_no_target() -> None:
    assert not [one for one in targets([], []) if one.reached]
    assert summed([]).exact is None


def test_steps_of_calibration_rise_and_hold_enough_texts() -> None:
    read = [(0.5 + at / 1000, at % 7 != 0) for at in range(300)] + [(0.95, True)] * 200 + [(0.99, True)] * 10
    found = steps(read, least=50)
    assert all(step.texts >= 50 for step in found)
    assert [step.share for step in found] == sorted(step.share for step in found)
    assert sum(step.texts for step in found) == len(read)
    assert found[0].share == pytest.approx(6 / 7, abs=0.02)
    assert found[-1].share > 0.99


def test_surplus_does_not_count_where_the_truth_is_not_the_whole_page() -> None:
    assert errors(["甲乙"], "甲己丙丁", whole=False).edits == 1


def test_a_pass_on_another_subject_is_no_false_pass() -> None:
    beside = replace(rule("fail", "fail", "pass"), one_subject=False)
    assert not beside.false_pass
    assert replace(rule("fail", "pass"), one_subject=False).false_pass
