"""What the copy of one file among many is given: what concerns it, however many findings others have."""

from __future__ import annotations

from datetime import date
from typing import Any

from checks.shown import Shown, copying


def finding(id: str, verdict: str, *documents: str, box: bool = True) -> dict[str, Any]:
    evidence = [{"document": one, "page": 1, "bbox": [0, 0, 9, 9] if box else None} for one in documents]
    return {"id": id, "rule": "V.04", "verdict": verdict, "evidence": evidence, "message": "甲/a.pdf"}


RESULT = {
    "documents": [{"id": one, "name": f"甲/{one}.pdf"} for one in "abc"],
    "coverage": {"unread_files": []},
    "findings": [
        finding("1", "pass", "a"),
        finding("2", "fail", "b", "a"),
        finding("3", "review", "b"),
        finding("4", "review"),
        finding("5", "pass"),
        finding("6", "pass", "a", box=False),
        finding("7", "review", "a", box=False),
    ],
}
SHOWN = Shown(RESULT, date(2026, 1, 1), {"2": {"action": "accept"}, "3": {"action": "accept"}}, {}, {})


def ids(**asked: bool) -> list[str]:
    return [one["id"] for one in copying(SHOWN).copy("pdf", "甲/a.pdf", ("a",), **asked).findings]


def test_a_copy_is_given_what_cites_its_file_and_what_cites_nothing() -> None:
    made = copying(SHOWN).copy("pdf", "甲/a.pdf", ("a",))
    assert [one["id"] for one in made.findings] == ["1", "2", "4", "6", "7"]
    assert (made.name, made.others, made.documents) == ("a.pdf", 2, {"a": "a.pdf", "b": "b.pdf"})
    assert set(made.decisions) == {"2"}
    assert made.findings[0]["message"] == "a.pdf"


def test_what_asks_in_other_files_is_told_where_it_is_wanted() -> None:
    assert ids(elsewhere=True) == ["1", "2", "3", "4", "6", "7"]


def test_beside_a_ledger_nothing_is_told_that_has_no_place_and_asks_for_nothing() -> None:
    assert ids(ledger=True) == ["1", "2", "7"]
