"""What was read of a paper, as it can be put right on the page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fastapi.testclient import TestClient

from api.pages.read_fields import fields_of
from tests.seeding.submission import FORM, named
from worker import store as stored
from worker.store import CorrectionView, Store
from worker.store.models import DocumentRow

PLACE = {"type": "in_table", "path": [0], "row": 1, "column": 2}


def value(of: str, place: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    evidence = [{"place": place or {"type": "in_text", "paragraph": 0, "start": 0, "end": 1}}]
    return {"value": of, "confidence": 1.0, "raw": of, "source": "text", "evidence": evidence, **more}


RECORD = {
    "type": "Roster",
    "fields": {
        "team_name": value("云桥"),
        "stated_count": {"absent": "not_found"},
        "members": [{"key": "张三|1988", "name": value("张三", PLACE)}, {"key": "", "name": value("李四")}],
    },
}


def test_every_field_has_a_name_and_its_path() -> None:
    fields = {field.path: field for field in fields_of(RECORD, ())}
    assert set(fields) == {
        '["team_name"]',
        '["stated_count"]',
        '["members", "张三|1988", "name"]',
        '["members", "#1", "name"]',
    }
    assert fields['["members", "#1", "name"]'].name == "成员2 · 姓名"
    assert fields['["stated_count"]'].value == ""


def test_what_the_finding_quotes_stands_first() -> None:
    first, *rest = fields_of(RECORD, (), [{"place": PLACE}])
    assert (first.value, first.cited) == ("张三", True)
    assert not any(field.cited for field in rest)


def test_what_stood_there_before_is_told() -> None:
    record = {"type": "Roster", "fields": {"team_name": value("云桥", source="person")}}
    said = CorrectionView("d", 1, ("team_name",), "去桥", "云桥", False, "local", datetime.now(UTC))
    (field,) = fields_of(record, (said,))
    assert (field.corrected, field.read) == (True, "去桥")


def test_the_dialog_lists_fields_and_refuses_a_bad_path(client: TestClient, store: Store, seeded: str) -> None:
    paper = named(seeded, FORM)
    with store.writing() as session:
        session.get_one(DocumentRow, (seeded, paper)).record = RECORD
    page = client.get(f"/submissions/{seeded}/documents/{paper}/fields").text
    assert 'value="张三"' in page
    wrong = client.post(f"/submissions/{seeded}/documents/{paper}/fields", data={"path": "no json", "value": "x"})
    assert wrong.status_code == 422
    assert client.get(f"/submissions/{seeded}/documents/no-such/fields").status_code == 404
    assert stored.corrections(store, "default", seeded) == []
