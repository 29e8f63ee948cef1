"""Batches: handing in folders and ZIPs, watching, cancelling, erasing; the pages that show them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from tests.seeding.submission import waiting
from worker import store as stored
from worker.settings import Settings
from worker.store import Store
from worker.store.models import OutboxRow, SubmissionRow

FOLDERS = [
    ("files", ("区/甲/申报书.docx", b"PK one", "application/octet-stream")),
    ("files", ("区/甲/附件/../名册.xlsx", b"PK two", "application/octet-stream")),
    ("files", ("区/乙/申报书.docx", b"PK three", "application/octet-stream")),
]
ZIP = {"files": ("海淀区.zip", b"PK\x03\x04", "application/zip")}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"max_batch_submissions": 3, "max_batch_files": 6, "max_batch_bytes": 200_000})


def handed_in(client: TestClient) -> dict[str, Any]:
    body: dict[str, Any] = client.post("/v1/batches", files=FOLDERS, data={"on": "2025-06-30"}).json()
    return body


def ended(store: Store, batch: str, state: str = "succeeded") -> None:
    """As if the workers had done it."""
    view = stored.get_batch(store, "default", batch)
    assert view is not None
    with store.writing() as session:
        for part in view.parts:
            session.get_one(SubmissionRow, part.submission_id).state = state


def test_folders_become_submissions(client: TestClient, store: Store) -> None:
    answer = client.post("/v1/batches", files=FOLDERS, data={"programme": "studio", "on": "2025-06-30"})
    body = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (202, f"/v1/batches/{body['id']}")
    assert (body["name"], body["state"], body["states"], body["on"]) == ("区", "running", {"queued": 2}, "2025-06-30")
    assert [(part["name"], part["files"]) for part in body["submissions"]] == [("乙", 1), ("甲", 2)]
    first = client.get(f"/v1/submissions/{body['submissions'][1]['submission_id']}").json()
    assert [file["name"] for file in first["files"]] == ["申报书.docx", "附件/名册.xlsx"]
    assert (first["batch_id"], first["part"], first["programme"]) == (body["id"], "甲", "studio")
    with store.reading() as session:
        assert set(session.scalars(select(OutboxRow.queue))) == {"batch"}
    with store.blobs.open(stored.get_submission(store, "default", first["id"]).files[0].sha256) as kept:  # type: ignore[union-attr]
        assert kept.read() in (b"PK one", b"PK two")


def test_a_zip_waits_to_be_unpacked(client: TestClient, store: Store) -> None:
    body = client.post("/v1/batches", files=ZIP, data={"name": ""}).json()
    assert (body["name"], body["state"], body["submissions"]) == ("海淀区.zip", "queued", [])
    with store.reading() as session:
        assert [(job.job, job.batch_id) for job in session.scalars(select(OutboxRow))] == [("unpack", body["id"])]
    assert "正在解开压缩包" in client.get(f"/batches/{body['id']}").text
    assert client.delete(f"/v1/batches/{body['id']}").status_code == 204
    assert client.get(f"/v1/batches/{body['id']}").json()["state"] == "cancelled"


def test_the_same_key_is_the_same_batch(client: TestClient) -> None:
    key, settings = {"Idempotency-Key": "k"}, {"on": "2025-06-30"}
    first = client.post("/v1/batches", files=FOLDERS, data=settings, headers=key).json()
    again = client.post("/v1/batches", files=FOLDERS, data=settings, headers=key)
    assert (again.status_code, again.json()["id"]) == (202, first["id"])
    other = client.post("/v1/batches", files=ZIP, data=settings, headers=key)
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_conflict")
    assert [one["id"] for one in client.get("/v1/batches").json()["batches"]] == [first["id"]]


def test_limits_are_those_of_a_batch(client: TestClient) -> None:
    many = [("files", (f"{number}/a.pdf", b"%PDF", "application/pdf")) for number in range(4)]
    answer = client.post("/v1/batches", files=many)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_many_submissions")
    more = [("files", (f"a/{number}.pdf", b"%PDF", "application/pdf")) for number in range(7)]
    answer = client.post("/v1/batches", files=more)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_many_files")
    assert client.post("/v1/batches", files=more[:6]).status_code == 202
    assert client.post("/v1/batches", json={}).status_code == 415


def test_the_summary_is_made_when_all_is_read(client: TestClient, store: Store) -> None:
    batch = handed_in(client)["id"]
    early = client.get(f"/v1/batches/{batch}/summary.xlsx")
    assert (early.status_code, early.json()["code"]) == (409, "state_conflict")
    ended(store, batch)
    answers = [client.get(f"/v1/batches/{batch}/summary.xlsx") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    with store.reading() as session:
        jobs = [job for job in session.scalars(select(OutboxRow)) if job.job == "summarise"]
        assert [(job.queue, job.batch_id) for job in jobs] == [("interactive", batch)]
    assert client.get(f"/v1/batches/{batch}").json()["state"] == "succeeded"


def test_delete_cancels_and_then_erases(client: TestClient) -> None:
    body = handed_in(client)
    address, part = f"/v1/batches/{body['id']}", f"/v1/submissions/{body['submissions'][0]['submission_id']}"
    assert client.delete(address).status_code == 204
    assert client.get(address).json()["state"] == "cancelled"
    assert client.get(part).json()["state"] == "cancelled"
    assert client.delete(address).status_code == 204
    assert (client.get(address).status_code, client.get(part).status_code) == (404, 404)


def test_another_tenants_batch_is_not_there(client: TestClient, store: Store) -> None:
    who = {"tenant": "other", "actor": "x"}
    view = stored.create_batch(store, **who, programme="auto", stage="auto", on=date(2025, 1, 1), files=[])
    for address in (f"/v1/batches/{view.id}", f"/v1/batches/{view.id}/summary.xlsx", f"/batches/{view.id}"):
        assert client.get(address).status_code == 404
    assert client.delete(f"/v1/batches/{view.id}").status_code == 404


def test_the_page_links_every_submission_and_home_shows_batches_apart(client: TestClient, store: Store) -> None:
    single = waiting(store)
    body = handed_in(client)
    page = client.get(f"/batches/{body['id']}").text
    parts = [part["submission_id"] for part in body["submissions"]]
    assert all(f'href="/submissions/{part}"' in page for part in parts)
    assert "0 / 2 份" in page
    assert "下载汇总" not in page
    home = client.get("/").text
    assert f'href="/batches/{body["id"]}"' in home
    assert f'href="/submissions/{single}"' in home
    assert f'href="/submissions/{parts[0]}"' not in home
    assert f'href="/batches/{body["id"]}"' in client.get(f"/submissions/{parts[0]}").text
    assert "hx-trigger" in client.get("/batches").text
    ended(store, body["id"], "partial")
    done = client.get(f"/batches/{body['id']}/progress", headers={"hx-request": "true"})
    assert done.headers["hx-refresh"] == "true"
    assert "下载汇总" in client.get(f"/batches/{body['id']}").text
    assert client.post(f"/batches/{body['id']}/erase", follow_redirects=False).status_code == 303
    assert client.get(f"/batches/{body['id']}").status_code == 404
