"""Who may ask: the API token, the login cookie, same-origin writes, health without a token."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from worker.settings import Settings

ADDRESS = "http://127.0.0.1:8321"
TOKEN = "一个很长的口令-1234"


@pytest.fixture
def locked(tmp_path: Path) -> TestClient:
    return TestClient(create_app(Settings(data_dir=tmp_path, api_token=TOKEN)), base_url=ADDRESS)


@pytest.mark.parametrize("path", ["/", "/submissions", "/rules", "/v1/submissions", "/v1/rules", "/v1/documents/a"])
def test_nothing_without_the_token(locked: TestClient, path: str) -> None:
    answer = locked.get(path)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_programs_show_the_token(locked: TestClient) -> None:
    header = {"authorization": b"Bearer " + TOKEN.encode()}
    assert locked.get("/v1/submissions", headers=header).status_code == 200
    assert locked.get("/v1/submissions", headers={"authorization": "Bearer wrong"}).status_code == 401


def test_people_log_in_once(locked: TestClient) -> None:
    asked = locked.get("/", headers={"accept": "text/html"})
    assert 'action="/login"' in asked.text
    wrong = locked.post("/login", data={"token": "x"}, headers={"accept": "text/html"})
    assert wrong.status_code == 401
    assert "口令不对" in wrong.text
    done = locked.post("/login", data={"token": TOKEN}, follow_redirects=False)
    assert done.status_code == 303
    cookie = done.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie
    assert locked.get("/").status_code == 200


def test_health_needs_no_token(locked: TestClient) -> None:
    assert locked.get("/healthz").json() == {"status": "ok"}
    assert locked.get("/readyz").json()["code"] == "queue_unavailable"
    assert "caishen_submissions" in locked.get("/metrics").text


def test_our_own_pages_may_write(client: TestClient) -> None:
    headers = {"origin": ADDRESS, "sec-fetch-site": "same-origin"}
    assert client.delete("/v1/submissions/a", headers=headers).status_code == 404


@pytest.mark.parametrize("host", ["127.0.0.1:8321", "localhost", "[::1]:80", "LOCALHOST:1"])
def test_loopback_names_are_known(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"host": host}).status_code == 200


def test_no_page_needs_inline_code(client: TestClient, seeded: str) -> None:
    """The policy forbids it; here is nothing that it would break."""
    for path in ("/", f"/submissions/{seeded}", "/rules"):
        answer = client.get(path)
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert " style=" not in answer.text
        assert " onclick=" not in answer.text
        assert "<script>" not in answer.text
        assert "http://" not in answer.text.replace("http://www.w3.org", "")
        assert "https://" not in answer.text
