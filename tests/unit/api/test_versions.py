"""Handed in again: the next version of a submission, and what it solved."""

from __future__ import annotations

from fastapi.testclient import TestClient
from sqlalchemy import select

from tests.seeding.submission import finished, reading
from worker import store as stored
from worker.store import Store
from worker.store.models import DocumentRow, FindingRow, ResultRow, SubmissionRow

NEW = {"files": ("申报书.pdf", b"%PDF-1.7 corrected", "application/pdf")}


def again(client: TestClient, seeded: str, **fields: str) -> dict[str, object]:
    answer = client.post("/v1/submissions", files=NEW, data={"replaces": seeded, **fields})
    assert answer.status_code == 202, answer.json()
    body: dict[str, object] = answer.json()
    return body


def end_like(store: Store, before: str, after: str) -> None:
    """The later version gets the earlier one's papers and result, with its first problem solved."""
    with store.writing() as session:
        row = session.get_one(SubmissionRow, after)
        row.state = "succeeded"
        body = session.get_one(ResultRow, before).body
        asking = [one for one in body["findings"] if one["verdict"] in {"fail", "review"}]
        findings = [{**one, "verdict": "pass"} if one is asking[0] else one for one in body["findings"]]
        owned = {"submission_id": after, "tenant": row.tenant, "actor": row.actor}
        session.add(ResultRow(**owned, body={**body, "findings": findings}))
        for position, one in enumerate(findings):
            session.add(
                FindingRow(
                    **owned,
                    id=one["id"],
                    position=position,
                    verdict=one["verdict"],
                    fingerprint=one["fingerprint"],
                    body=one,
                )
            )
        for paper in session.scalars(select(DocumentRow).where(DocumentRow.submission_id == before)).all():
            held = ("id", "file_id", "position", "kind", "page_numbers", "record")
            session.add(DocumentRow(**owned, **{name: getattr(paper, name) for name in held}))


def test_the_other_files_stay_when_asked(client: TestClient, store: Store, seeded: str) -> None:
    before = stored.get_submission(store, "default", seeded)
    assert before is not None
    body = again(client, seeded, keep="true")
    files = [(file["name"], file["size"]) for file in body["files"]]  # type: ignore[index]
    sizes = {file.name: file.size for file in before.files}
    sizes["云桥团队申报材料/申报书.pdf"] = len(NEW["files"][1])
    assert files == list(sizes.items())
    alone = again(client, finished(store))["files"]
    assert [file["name"] for file in alone] == ["申报书.pdf"]  # type: ignore[attr-defined]


def test_versions_are_counted_and_know_each_other(client: TestClient, store: Store, seeded: str) -> None:
    second = str(again(client, seeded)["id"])
    assert [(one.number, one.id) for one in stored.versions(store, "default", seeded)] == [(1, seeded), (2, second)]
    assert client.get(f"/v1/submissions/{seeded}").json()["replaced_by"] == second
    assert client.get(f"/v1/submissions/{second}").json()["replaced_by"] == ""


def test_one_version_follows_another_and_the_same_request_comes_through_twice(
    client: TestClient, store: Store, seeded: str
) -> None:
    key = {"Idempotency-Key": "the-second"}
    fields = {"replaces": seeded, "on": "2025-06-30"}
    first = client.post("/v1/submissions", files=NEW, data=fields, headers=key)
    again = client.post("/v1/submissions", files=NEW, data=fields, headers=key)
    assert (again.status_code, again.json()["id"]) == (202, first.json()["id"])
    other = client.post("/v1/submissions", files=NEW, data=fields)
    assert (other.status_code, other.json()["code"]) == (409, "replaced")
    assert len(stored.versions(store, "default", seeded)) == 2


def test_what_became_of_the_problems(client: TestClient, store: Store, seeded: str) -> None:
    second = str(again(client, seeded)["id"])
    assert client.get(f"/v1/submissions/{second}/changes").status_code == 404
    end_like(store, seeded, second)
    body = client.get(f"/v1/submissions/{second}/changes").json()
    assert body["before"] == seeded
    assert body["counts"]["solved"] == 1
    assert body["counts"]["open"] == len(body["changes"]) - 1
    assert body["changes"][-1]["state"] == "solved"
    assert client.get(f"/v1/submissions/{seeded}/changes").json() == {
        "before": "",
        "counts": {"open": 0, "new": 0, "unclear": 0, "solved": 0},
        "changes": [],
    }
    paper = stored.documents(store, "default", second)[0]
    held = stored.document(store, "default", paper.id)
    assert held is not None
    assert held.submission_id == second


def test_no_version_of_what_is_still_read_or_not_there(client: TestClient, store: Store) -> None:
    answer = client.post("/v1/submissions", files=NEW, data={"replaces": reading(store)})
    assert (answer.status_code, answer.json()["code"]) == (409, "state_conflict")
    answer = client.post("/v1/submissions", files=NEW, data={"replaces": "no-such"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
