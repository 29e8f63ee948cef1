"""Handing in, watching, cancelling, erasing."""

from __future__ import annotations

from datetime import date

from fastapi.testclient import TestClient

from tests.seeding.submission import finished, reading, waiting
from worker import store as stored
from worker.store import Store

ONE = {"files": ("申报书.pdf", b"%PDF-1.7 one", "application/pdf")}


def test_a_packet_is_taken_at_once(client: TestClient, store: Store) -> None:
    files = [
        ("files", ("活动材料/../方案.docx", b"PK one", "application/octet-stream")),
        ("files", ("活动材料/照片.jpg", b"jpeg", "image/jpeg")),
    ]
    answer = client.post("/v1/submissions", files=files, data={"programme": "studio", "on": "2025-06-30"})
    assert answer.status_code == 202
    body = answer.json()
    assert answer.headers["location"] == f"/v1/submissions/{body['id']}"
    assert int(answer.headers["retry-after"]) > 0
    assert [file["name"] for file in body["files"]] == ["活动材料/方案.docx", "活动材料/照片.jpg"]
    assert (body["state"], body["programme"], body["on"], body["queue_position"]) == (
        "queued",
        "studio",
        "2025-06-30",
        1,
    )
    view = stored.get_submission(store, "default", body["id"])
    assert view is not None
    with store.blobs.open(view.files[0].sha256) as kept:
        assert kept.read() == b"PK one"


def test_defaults_are_sensible(client: TestClient) -> None:
    body = client.post("/v1/submissions", files=ONE).json()
    assert (body["programme"], body["stage"]) == ("auto", "auto")
    assert date.fromisoformat(body["on"]) is not None


def test_the_same_key_is_the_same_submission(client: TestClient) -> None:
    key = {"Idempotency-Key": "a-key"}
    settings = {"on": "2025-06-30"}
    first = client.post("/v1/submissions", files=ONE, data=settings, headers=key).json()
    again = client.post("/v1/submissions", files=ONE, data=settings, headers=key)
    assert (again.status_code, again.json()["id"]) == (202, first["id"])
    other = client.post("/v1/submissions", files={"files": ("b.pdf", b"other")}, data=settings, headers=key)
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_conflict")


def test_progress_by_file_and_page(client: TestClient, store: Store) -> None:
    answer = client.get(f"/v1/submissions/{reading(store)}")
    pages = [(file["pages_done"], file["pages_total"]) for file in answer.json()["files"]]
    assert pages == [(2, 2), (3, 6), (0, 0), (0, 0)]
    assert answer.json()["files"][3]["error_code"] == "encrypted"
    assert "retry-after" in answer.headers


def test_events_end_with_done(client: TestClient, seeded: str) -> None:
    answer = client.get(f"/v1/submissions/{seeded}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    names = [line.removeprefix("event: ") for line in answer.text.splitlines() if line.startswith("event: ")]
    assert names == ["progress", "done"]


def test_the_list_goes_on(client: TestClient, store: Store) -> None:
    ids = [waiting(store) for _ in range(3)]
    first = client.get("/v1/submissions", params={"limit": 2}).json()
    assert [one["id"] for one in first["submissions"]] == [ids[2], ids[1]]
    rest = client.get("/v1/submissions", params={"limit": 2, "before": first["next"]}).json()
    assert [one["id"] for one in rest["submissions"]] == [ids[0]]
    assert rest["next"] is None


def test_delete_cancels_what_waits_and_erases_what_ended(client: TestClient, store: Store) -> None:
    one = waiting(store)
    assert client.delete(f"/v1/submissions/{one}").status_code == 204
    assert client.get(f"/v1/submissions/{one}").json()["state"] == "cancelled"
    two = finished(store)
    assert client.delete(f"/v1/submissions/{two}").status_code == 204
    assert client.get(f"/v1/submissions/{two}").status_code == 404


def test_erase_at_once(client: TestClient, store: Store) -> None:
    one = waiting(store)
    assert client.delete(f"/v1/submissions/{one}?erase=true").status_code == 204
    assert client.get(f"/v1/submissions/{one}").status_code == 404


def test_another_tenants_submission_is_not_there(client: TestClient, store: Store) -> None:
    view = stored.create_submission(
        store, tenant="other", actor="x", programme="auto", stage="auto", on=date(2025, 1, 1), files=[]
    )
    assert client.get(f"/v1/submissions/{view.id}").status_code == 404
    assert client.delete(f"/v1/submissions/{view.id}").status_code == 404
