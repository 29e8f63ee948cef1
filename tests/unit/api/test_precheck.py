"""The applicant's own page: no decision, no comment, nothing of others; opened by its key alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from api.app import create_app
from tests.seeding.findings import FORM, all_findings, finding, on_page
from tests.seeding.submission import fill, named, waiting
from tests.unit.api.conftest import ADDRESS
from worker import store as stored
from worker.settings import Settings
from worker.store import Store
from worker.store.models import OutboxRow, ResultRow, SubmissionRow

TOKEN = "a token"
OTHER = "0badc0de-4711"
SAID = ("只给同事看", "审查员甲", "不采纳", 'name="action"', "/submissions/")
SECRETS = (*SAID, OTHER[:8], "3 人相同", "60%", "17 份")
AUTH = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(data_dir=tmp_path / "data", api_token=TOKEN)
    with TestClient(create_app(settings), base_url=ADDRESS, follow_redirects=False) as made:
        yield made


def shared(store: Store) -> str:
    """A submission with a finding that rests on another one, decided and commented on."""
    identity = waiting(store)
    said = f"成员与另一份申报（编号 {OTHER[:12]}）有 3 人相同（占 60%）（第六条）。"
    match = finding(
        31, "QC-06.2.6b", "第六条", "review", said, on_page(FORM, 2, (60, 60, 90, 80), "周慕云"), why="占 60%"
    )
    quota = finding(32, "ZD-06.3", "第六条", "pass", "登记的申报共 17 份（第六条）。")
    found = [
        *all_findings(),
        {**match, "shared": [{"id": "m", "submission": OTHER}], "compared": True, "parameters": {"overlap": 0.6}},
        {**quota, "compared": True},
    ]
    fill(store, identity, found)
    view = {"tenant": "default", "actor": "审查员甲"}
    first = named(identity, "finding0001")
    stored.decide(store, *view.values(), first, action="dismiss", reason="理由只给同事看")
    stored.decide(store, *view.values(), first, action="comment", comment="备注只给同事看")
    return identity


def test_what_an_applicant_sees_and_what_not(client: TestClient) -> None:
    store: Store = client.app.state.store  # type: ignore[attr-defined]
    identity = shared(store)
    assert client.get(f"/precheck/{identity}").status_code == 401
    assert client.get("/precheck").status_code == 401
    base = client.get(f"/precheck/{identity}", headers=AUTH).headers["location"]
    assert base.startswith(f"/precheck/{identity}/")
    page = client.get(base)
    assert page.status_code == 200
    assert "按各种算法均为 46 周岁" in page.text  # dismissed by a reviewer, and yet what the rules found
    assert "与登记的另一份提交有相同或相近的内容" in page.text
    for secret in (
        "只给同事看",
        "审查员甲",
        OTHER[:8],
        "3 人相同",
        "60%",
        "17 份",
        "不采纳",
        'name="action"',
        "/submissions/",
    ):
        assert secret not in page.text, secret
    for path in (base[:-1] + "z", f"/precheck/{identity}/none", f"/precheck/other/{base.rpartition('/')[2]}"):
        assert client.get(path).status_code == 404
    assert client.get(f"/submissions/{identity}").status_code == 401


def test_its_pages_and_lists_lie_under_its_address(client: TestClient) -> None:
    store: Store = client.app.state.store  # type: ignore[attr-defined]
    mine, other = shared(store), shared(store)
    base = client.get(f"/precheck/{mine}", headers=AUTH).headers["location"]
    image = f"{base}/documents/{named(mine, FORM)}/pages/1.webp"
    assert client.get(image).headers["content-type"] == "image/webp"
    assert client.get(f"{base}/documents/{named(other, FORM)}/pages/1.webp").status_code == 404
    assert client.get(f"{base}/fixes.docx").status_code == 202
    with store.reading() as session:
        [job] = session.scalars(select(OutboxRow).where(OutboxRow.job == "export")).all()
        assert (job.submission_id, job.actor) == (mine, "applicant")


def test_handing_in_again_needs_no_more_than_the_address(client: TestClient) -> None:
    store: Store = client.app.state.store  # type: ignore[attr-defined]
    identity = shared(store)
    base = client.get(f"/precheck/{identity}", headers=AUTH).headers["location"]
    files = [("files", ("申报书.pdf", b"%PDF-1.7 better", "application/pdf"))]
    key = {"Idempotency-Key": "better"}
    answer = client.post(f"{base}/again", files=files, data={"keep": "on"}, headers=key)
    assert answer.status_code == 202
    lost = client.post(f"{base}/again", files=files, data={"keep": "on"}, headers=key)  # the answer did not arrive
    assert (lost.status_code, lost.json()) == (202, answer.json())
    later = stored.get_submission(store, "default", answer.json()["id"])
    assert later is not None
    assert (len(later.files), later.actor) == (4, "applicant")
    assert answer.headers["location"] == base.replace(identity, later.id)
    polled = client.get(answer.headers["location"], headers={"HX-Request": "true"})
    assert "正在排队" in polled.text
    assert "hx-refresh" not in polled.headers
    again = client.post(f"{base}/again", files=files)
    assert (again.status_code, again.json()["code"]) == (409, "replaced")
    with store.writing() as session:
        then = session.get_one(ResultRow, identity).body
    fill(store, later.id, [one for one in all_findings() if one["verdict"] != "fail"])
    assert then["findings"]
    polled = client.get(answer.headers["location"], headers={"HX-Request": "true"})
    assert polled.headers["hx-refresh"] == "true"
    page = client.get(answer.headers["location"]).text
    assert "已解决" in page
    assert OTHER[:8] not in page


def test_after_a_version_that_failed_comes_another_also_without_scripts(client: TestClient) -> None:
    store: Store = client.app.state.store  # type: ignore[attr-defined]
    identity = waiting(store)
    base = client.get(f"/precheck/{identity}", headers=AUTH).headers["location"]
    assert 'id="again"' not in client.get(base).text
    with store.writing() as session:
        session.get_one(SubmissionRow, identity).state = "failed"
    assert 'id="again"' in client.get(base).text
    files = [("files", ("申报书.pdf", b"%PDF-1.7 better", "application/pdf"))]
    answer = client.post(f"{base}/again", files=files, headers={"Accept": "text/html"})
    assert answer.status_code == 303
    assert "正在排队" in client.get(answer.headers["location"]).text
    assert "最新的一版在这里" in client.get(base).text
