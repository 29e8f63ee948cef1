"""The store on a real PostgreSQL, where its programs are installed; started here, on a Unix socket only."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import psycopg
import pytest
from fastapi.testclient import TestClient
from psycopg import sql
from service import Service, card, open_service, wait_for
from sqlalchemy import text
from sqlalchemy.orm import Session

from api.app import create_app
from tests.seeding.submission import finished
from tests.unit.worker.test_register_runs import enters_and_finds
from worker import store
from worker.settings import Settings
from worker.store import outbox, states

pytestmark = pytest.mark.server


def _programs() -> Path | None:
    """The folder of pg_ctl and initdb: the newest of Debian's, or the one on the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    found = debian[-1] if debian else shutil.which("pg_ctl")
    return Path(found).parent if found else None


def _run(command: list[str], folder: str) -> None:
    """PostgreSQL refuses to run as root."""
    if os.getuid() == 0:
        command = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *command]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=folder)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The folder of its socket."""
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL programs here (Debian: apt-get install postgresql)")
    if os.getuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("PostgreSQL does not run as root, and there is no setpriv to run it as nobody")
    with tempfile.TemporaryDirectory(prefix="caishen-pg-") as folder:
        if os.getuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        control = [str(programs / "pg_ctl"), "-D", f"{folder}/data", "-w"]
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        _run([str(programs / "initdb"), "-D", f"{folder}/data", "-U", "caishen", "-A", "trust"], folder)
        _run([*control, "-l", f"{folder}/log", "-o", options, "start"], folder)
        try:
            yield folder
        finally:
            _run([*control, "-m", "immediate", "stop"], folder)


@pytest.fixture
def database(server: str, request: pytest.FixtureRequest) -> str:
    """An empty database of the test's own."""
    name = request.node.name[-40:]
    with psycopg.connect(f"host={server} user=caishen dbname=postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return f"postgresql://caishen@/{name}?host={server}"


def test_the_whole_way_on_postgresql(database: str, tmp_path: Path, environment: dict[str, str]) -> None:
    again = store.open_store(Settings(data_dir=tmp_path / "data", database_url=database))
    with again.reading() as session:
        assert "PostgreSQL" in str(session.scalar(text("SELECT version()")))
    with open_service(tmp_path, environment, database_url=database) as service:
        submission = service.submit(("card.txt", card()))
        _leases(service, again, submission)
        service.send()
        service.worker()
        assert service.ended(submission).state == "succeeded"
        (failed,) = [one for one in store.findings(again, "t", submission) if one.finding["rule"] == "X.01"]
        store.decide(service.store, "t", "r", failed.id, action="accept", expected_version=0)
        with pytest.raises(store.Conflict):
            store.decide(again, "t", "r", failed.id, action="accept", expected_version=0)
        wait_for(lambda: store.export(service.store, "t", submission, "json") is not None, "the export")
        store.erase(service.store, "t", "r", submission)
        assert store.get_submission(again, "t", submission) is None
    again.close()


def _leases(service: Service, again: store.Store, submission: str) -> None:
    (task,) = outbox.pending(service.store)
    assert outbox.claim(service.store, task.id, "one", 0.0) is not None
    assert outbox.claim(again, task.id, "two", 60.0) is not None
    assert not outbox.renew(service.store, task.id, "one", 60.0)
    outbox.give_back(again, task.id, "two")
    with pytest.raises(store.NotAllowed), service.store.writing() as session:
        states.change(session, submission, "running", "succeeded")


def test_a_text_that_it_cannot_hold_is_refused(database: str, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", database_url=database)
    with TestClient(create_app(settings), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        address = f"/v1/findings/finding0001-{finished(client.app.state.store)}"  # type: ignore[attr-defined]
        refused = client.patch(address, json={"action": "comment", "comment": "a\0b"})
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid_request")
        assert client.get("/v1/submissions/%00").status_code == 422
        assert client.patch(address, json={"action": "comment", "comment": "ab"}).status_code == 200


def test_a_job_asked_for_again_does_not_begin_before_what_it_is_for_is_written(database: str, tmp_path: Path) -> None:
    kept = store.open_store(Settings(data_dir=tmp_path / "data", database_url=database))
    submission = finished(kept)

    def ask(session: Session) -> str:
        owned = {"tenant": "default", "actor": "r", "submission_id": submission}
        return outbox.add(session, **owned, queue="interactive", job="recheck")

    with kept.writing() as session:
        first = ask(session)
    with ThreadPoolExecutor(1) as worker:
        with kept.writing() as session:
            assert ask(session) == first
            began = worker.submit(outbox.claim, kept, first, "one", 60.0)
            assert not wait([began], timeout=0.5).done
            with kept.writing() as other:
                assert ask(other) != first  # and waits for nobody
        assert began.result() is not None
    kept.close()


def test_the_register_on_postgresql(database: str, tmp_path: Path) -> None:
    kept = store.open_store(Settings(data_dir=tmp_path / "data", database_url=database))
    try:
        enters_and_finds(kept)
    finally:
        kept.close()
