"""Vouchers through the API: handed in, read, corrected and checked again, exported, erased."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from api.app import create_app
from corpora.invoice_faces import draft
from tests.seeding.vouchers import invoice, invoices, rubbish, working
from worker.settings import Settings

ADDRESS = "http://127.0.0.1:8321"
SCREEN = "/v1/invoices/screen"
TERMS = {"programme": "station", "period": "2025-01-01..2025-12-31", "on": "2026-03-01"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), base_url=ADDRESS) as made:
        yield made


@pytest.fixture
def work(client: TestClient, settings: Settings) -> Iterator[Callable[[], int]]:
    with working(client.app.state.store, settings) as made:  # type: ignore[attr-defined]
        yield made


def sent(files: list[tuple[str, bytes]]) -> list[tuple[str, tuple[str, bytes, str]]]:
    return [("files", (name, data, "application/octet-stream")) for name, data in files]


def of(client: TestClient, submission: str, name: str) -> dict[str, Any]:
    """The document that a file became."""
    found = client.get(f"/v1/submissions/{submission}/documents").json()["documents"]
    identity = next(one["id"] for one in found if one["name"] == name)
    document: dict[str, Any] = client.get(f"/v1/documents/{identity}").json()
    return document


def verdicts(client: TestClient, submission: str, rule: str) -> dict[str, tuple[str, str]]:
    found = client.get(f"/v1/submissions/{submission}/findings").json()["findings"]
    return {one["id"]: (one["verdict"], one["message"]) for one in found if one["rule"] == rule}


def test_a_mixed_folder_ends_with_a_ledger(client: TestClient, work: Callable[[], int]) -> None:
    seller = draft(1)
    answer = client.post(
        SCREEN,
        files=[*sent([*invoices(3), *rubbish()]), ("budget", ("预算.xyz", b"?", "application/octet-stream"))],
        data={**TERMS, "buyer": seller.buyer[0], "tax_id": seller.buyer[1]},
        headers={"Idempotency-Key": "k"},
    )
    body = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (202, f"/v1/submissions/{body['id']}")
    assert (body["sort"], body["stage"]) == ("invoices", "finance")
    assert client.get(f"/v1/invoices/{body['id']}/ledger.xlsx").status_code == 404
    work()
    state = client.get(f"/v1/submissions/{body['id']}").json()
    assert (state["state"], state["recognised"]) == ("partial", "station")
    names = {file["name"]: file["error_code"] for file in state["files"] if file["error_code"]}
    assert set(names) >= {"手机录像.mp4", "空的.pdf", "说明.xyz", "打包/内.zip", "预算/预算.xyz"}
    good = {verdict for verdict, said in verdicts(client, body["id"], "V.05").values() if seller.number in said}
    assert good == {"pass"}
    assert client.get(f"/v1/invoices/{body['id']}/ledger.xlsx").status_code == 202
    work()
    book = load_workbook(io.BytesIO(client.get(f"/v1/invoices/{body['id']}/ledger.xlsx").content))
    assert book.sheetnames == ["台账", "明细", "问题", "重复", "分类合计", "未能读取"]
    rows = list(book["台账"].iter_rows(values_only=True))
    by_number = {row[rows[0].index("发票号码")]: row for row in rows[1:]}
    assert set(by_number) == {draft(seed).number for seed in (0, 1, 2, 92)}
    assert by_number[seller.number][rows[0].index("价税合计")] == pytest.approx(float(seller.total))
    assert {row[1] for row in book["未能读取"].iter_rows(values_only=True)} >= set(names)
    twice = [row for row in book["重复"].iter_rows(values_only=True) if "票据0000 副本.pdf" in str(row[3])]
    assert twice


def test_the_same_key_is_the_same_folder_and_other_terms_are_not(client: TestClient) -> None:
    one = {"files": sent(invoices(1)), "headers": {"Idempotency-Key": "k"}}
    first = client.post(SCREEN, data=TERMS, **one).json()  # type: ignore[arg-type]
    assert client.post(SCREEN, data=TERMS, **one).json()["id"] == first["id"]  # type: ignore[arg-type]
    other = client.post(SCREEN, data={**TERMS, "buyer": "别的单位"}, **one)  # type: ignore[arg-type]
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_conflict")


@pytest.mark.parametrize("period", ["2025-13-01..", "2025-12-31..2025-01-01", "2025年", ".."])
def test_a_period_that_is_none_is_refused(client: TestClient, period: str) -> None:
    answer = client.post(SCREEN, files=sent(invoices(1)), data={"period": period})
    assert (answer.status_code, answer.json()["fields"]) == (422, ["period"])


def test_a_correction_is_checked_again_and_taken_back(client: TestClient, work: Callable[[], int]) -> None:
    what = draft(5)
    data = {**TERMS, "buyer": "北京某某研究院"}
    submission = client.post(SCREEN, files=sent([("甲.pdf", invoice(what))]), data=data).json()["id"]
    work()
    document = of(client, submission, "甲.pdf")
    before = verdicts(client, submission, "V.05")
    assert [verdict for verdict, _ in before.values()] == ["fail"]
    (finding,) = before
    decided = client.patch(f"/v1/findings/{finding}", json={"action": "comment", "comment": "再看"})
    assert decided.status_code == 200
    record = f"/v1/documents/{document['id']}/record"
    change = {"path": ["buyer", "name"], "value": data["buyer"], "version": 0}
    answer = client.patch(record, json=change)
    assert (answer.status_code, answer.json()["correction"]["read"]) == (202, what.buyer[0])
    assert client.get(f"/v1/submissions/{submission}").json()["rechecking"] is True
    assert client.patch(record, json=change).status_code == 409
    work()
    now = verdicts(client, submission, "V.05")
    assert list(now) == [finding]
    assert now[finding][0] != "fail"
    assert client.get(f"/v1/submissions/{submission}").json()["rechecking"] is False
    again = of(client, submission, "甲.pdf")
    name = again["record"]["fields"]["buyer"]["name"]
    assert (name["value"], name["source"]) == (data["buyer"], "person")
    assert [one["actor"] for one in again["corrections"]] == ["local"]
    found = client.get(f"/v1/submissions/{submission}/findings").json()["findings"]
    assert [step["comment"] for one in found if one["id"] == finding for step in one["history"]] == ["再看"]
    undone = client.patch(record, json={"path": ["buyer", "name"], "undo": True})
    assert undone.status_code == 202
    work()
    assert verdicts(client, submission, "V.05") == before
    assert client.delete(f"/v1/submissions/{submission}").status_code == 204
    assert client.patch(record, json=change).status_code == 404


def test_what_no_field_can_hold_is_refused(client: TestClient, work: Callable[[], int]) -> None:
    submission = client.post(SCREEN, files=sent([("甲.pdf", invoice(draft(5)))]), data=TERMS).json()["id"]
    work()
    record = f"/v1/documents/{of(client, submission, '甲.pdf')['id']}/record"
    refused: list[tuple[list[str], str]] = [
        (["total_amount"], "很多"),
        (["issue_date"], "2025-02-30"),
        (["no such field"], "1"),
        (["lines", "#9", "amount"], "1"),
        (["lines", "#0"], "1"),
        (["buyer"], "某某"),
        (["kind", "value"], "专票"),
        (["remark"], ""),
    ]
    for path, value in refused:
        answer = client.patch(record, json={"path": path, "value": value})
        assert (answer.status_code, answer.json()["code"]) == (422, "cannot_correct"), path
        assert answer.json()["detail"]
    assert client.patch(record, json={"path": ["remark"], "undo": True}).status_code == 409
