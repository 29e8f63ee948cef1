"""Decisions through the API."""

from __future__ import annotations

from fastapi.testclient import TestClient


def test_findings_have_the_result_shape(client: TestClient, seeded: str) -> None:
    found = client.get(f"/v1/submissions/{seeded}/findings").json()["findings"]
    assert len(found) == 8
    assert set(found[0]) >= {
        "id",
        "rule",
        "clause",
        "verdict",
        "severity",
        "message",
        "evidence",
        "why",
        "fingerprint",
    }
    assert (found[0]["decision"], found[0]["version"]) == (None, 0)


def test_accept_dismiss_comment_undo(client: TestClient, seeded: str) -> None:
    address = f"/v1/findings/finding0001-{seeded}"
    accepted = client.patch(address, json={"action": "accept"})
    assert accepted.json()["decision"]["action"] == "accept"
    assert accepted.headers["etag"] == '"1"'
    commented = client.patch(address, json={"action": "comment", "comment": "已电话核实"}).json()
    assert commented["decision"]["action"] == "accept"
    assert commented["history"][-1]["comment"] == "已电话核实"
    undone = client.patch(address, json={"action": "undo"}).json()
    assert undone["decision"] is None
    dismissed = client.patch(address, json={"action": "dismiss", "reason": "出生证明另附"}).json()
    assert dismissed["decision"]["reason"] == "出生证明另附"
    assert dismissed["version"] == 4


def test_two_people_do_not_overwrite_each_other(client: TestClient, seeded: str) -> None:
    address = f"/v1/findings/finding0001-{seeded}"
    assert client.patch(address, json={"action": "accept"}, headers={"if-match": '"0"'}).status_code == 200
    late = client.patch(address, json={"action": "dismiss", "reason": "不同意"}, headers={"if-match": '"0"'})
    assert (late.status_code, late.json()["code"]) == (409, "conflict")
    assert client.patch(address, json={"action": "undo", "version": 0}).status_code == 409
    assert client.patch(address, json={"action": "undo"}, headers={"if-match": "x"}).status_code == 400
