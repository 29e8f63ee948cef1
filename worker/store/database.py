"""Opens the store: engine, migrations, blobs. SQLite in WAL mode by default, PostgreSQL by its address."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.orm import Session

from worker.settings import Settings
from worker.store.blobs import Blobs

BUSY_SECONDS = 30
MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 0x6361697368656E
"""The key of PostgreSQL's advisory lock during migrations: "caishen" in ASCII."""
BLOB_LOCK = MIGRATION_LOCK + 1


@dataclass(frozen=True, slots=True)
class Store:
    """The database and the blobs of one installation. Cheap to hold, safe to share between threads."""

    engine: Engine
    blobs: Blobs
    settings: Settings

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with Session(self.engine) as session, session.begin():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction. On SQLite it takes the write lock at once, so that it cannot deadlock half-way."""
        engine = self.engine.execution_options(caishen_write=True)
        with Session(engine) as session, session.begin():
            yield session

    def close(self) -> None:
        self.engine.dispose()


def open_store(settings: Settings) -> Store:
    """Create what is not there, bring the tables to the newest version, and open."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = _engine(settings.database)
    _migrate(engine, settings.data_dir)
    return Store(engine, Blobs(settings.data_dir / "blobs", settings.max_file_bytes), settings)


def lock_blobs(session: Session) -> None:
    """Until the transaction ends nobody else ties a blob to a row or deletes one. SQLite's write lock does it."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": BLOB_LOCK})


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        for pragma in (
            "journal_mode=WAL",
            f"busy_timeout={BUSY_SECONDS * 1000}",
            "foreign_keys=ON",
            "synchronous=NORMAL",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("caishen_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def newest_revision() -> str:
    """The name of the last migration's file without its v: known without loading Alembic, which takes a second."""
    return max(path.stem for path in (MIGRATIONS / "versions").glob("v[0-9]*.py"))[1:].partition("_")[0]


def _migrate(engine: Engine, data_dir: Path) -> None:
    with engine.connect() as connection:
        if inspect(connection).has_table("alembic_version"):
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            if found == newest_revision():
                return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with _one_at_a_time(engine, data_dir) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def _one_at_a_time(engine: Engine, data_dir: Path) -> Iterator[Connection]:
    """Several processes may start at once: only one migrates."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
            yield connection
        return
    with (data_dir / "migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with engine.execution_options(caishen_write=True).begin() as connection:
            yield connection
