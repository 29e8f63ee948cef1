"""The same paper as a DOCX and as its sealed scan: one record, and a review where they disagree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from checks import pack
from checks.case import Case, CaseDocument
from checks.engine import run
from checks.finding import Verdict
from checks.same_paper import shingles, united
from tests.unit.checks import papers

TEXT = (
    "某某创新工作室申报书，依托单位北京某某研究院有限公司，团队由八名工程师组成，研究方向为复合材料成型工艺与装备，"
    * 4
)
ROWS = [
    {"name": "甄一", "gender": "男", "birth_date": "1990-03"},
    {"name": "甄二", "gender": "女", "birth_date": "1991-05"},
]


def form(name: str, format: str, scanned: bool, text: str = TEXT, **changes: Any) -> CaseDocument:
    said: dict[str, Any] = {
        "team_name": "某某创新工作室", "host_org": "北京某某研究院有限公司", "site_address": "北京市某某路1号",
        "leader": {"name": "甄一", "gender": "男", "birth_date": "1990-03", "phone": "13800000001"},
        "members": ROWS,
    }  # fmt: skip
    record = papers.form({**said, **changes})
    found = papers.in_document(record, name)
    return CaseDocument(
        name, name, "application_form", (1,), found, format=format, scanned=scanned, shingles=shingles(text)
    )


def screened(*documents: CaseDocument) -> list[Any]:
    case = Case("studio", "application", date(2025, 6, 30), "x", documents)
    return [one for one in run(case, pack.load("studio")).findings if one.rule in ("X.04", "X.07")]


def test_two_forms_become_one_record_and_agreement_says_nothing() -> None:
    word, scan = form("申报书.docx", "docx", False), form("申报书（盖章）.pdf", "pdf", True)
    for order in ([word, scan], [scan, word]):
        documents, forms = united(order)
        assert {one.name: one.twin for one in documents} == {word.name: "", scan.name: word.id}
        assert [(one.used, one.other, one.differences) for one in forms] == [(word.name, scan.name, ())]
    assert not [one for one in screened(word, scan) if one.rule == "X.07"]


def test_a_disagreement_is_a_review_that_cites_both() -> None:
    word = form("申报书.docx", "docx", False)
    scan = form(
        "申报书.pdf", "pdf", True, site_address="北京市某某路7号",
        members=[{**ROWS[0], "birth_date": "1980-03"}, ROWS[1]],
    )  # fmt: skip
    found = {one.rule: one for one in screened(word, scan) if "有两份" in one.message}
    assert set(found) == {"X.04", "X.07"}
    assert all(one.verdict is Verdict.REVIEW for one in found.values())
    assert {one.document for one in found["X.07"].evidence} == {"申报书.docx", "申报书.pdf"}
    assert "场所地址（北京市某某路1号 / 北京市某某路7号）" in found["X.07"].message
    assert "出生年月（1990-03 / 1980-03）" in found["X.04"].message


def test_what_the_better_form_leaves_open_comes_from_the_other() -> None:
    word = form("申报书.docx", "docx", False, apply_date="blank")
    scan = form("申报书.pdf", "pdf", True, apply_date="2025-05-20")
    documents, _ = united([word, scan])
    kept = next(one for one in documents if not one.twin).record
    assert str(kept.apply_date.value) == "2025-05-20"
    assert {span.document for span in kept.apply_date.spans} == {"申报书.pdf"}
    assert {span.document for span in kept.team_name.spans} == {"申报书.docx"}


@pytest.mark.parametrize(
    "other",
    [
        form("申报书二.docx", "docx", False),
        form("申报书.pdf", "pdf", True, text="另一个工作室的申报书，与前一份完全不同，研究方向是软件工程与数据治理"),
        form(
            "申报书.pdf", "pdf", True, team_name="另一工作室", host_org="北京另一公司", site_address="别处",
            leader={"name": "甄九", "gender": "女", "birth_date": "1970-01", "phone": "1"},
            members=[{"name": "甄八", "gender": "男"}],
        ),
    ],
    ids=["same form", "other text", "same template filled in for another team"],
)  # fmt: skip
def test_two_papers_stay_two(other: CaseDocument) -> None:
    documents, forms = united([form("申报书.docx", "docx", False), other])
    assert not forms
    assert not any(one.twin for one in documents)


def test_dates_that_differ_only_in_precision_agree_and_ids_are_masked() -> None:
    number = "110105199003070219"
    leader = {"name": "甄一", "birth_date": "1990-03", "id_number": number, "gender": "男"}
    word = form("a.docx", "docx", False, leader=leader)
    other = {**leader, "birth_date": "1990-03-07", "id_number": number[:-1] + "8"}
    scan = form("a.pdf", "pdf", True, leader=other)
    _, (forms,) = united([word, scan])
    (difference,) = forms.differences
    assert difference.person
    assert number not in str(difference)


def test_activity_material_is_never_united() -> None:
    text = shingles(TEXT)
    one = CaseDocument(
        "a", "a.docx", "activity", (1,), papers.activity({"kind": "plan"}), format="docx", shingles=text
    )
    _, forms = united([one, replace(one, id="b", name="a.pdf", format="pdf", scanned=True)])
    assert not forms
