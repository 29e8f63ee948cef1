"""The tables. Every one carries tenant and actor; personal data lies here and in the blobs, nowhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

ID = String(64)
NAME = String(64)


def now() -> datetime:
    return datetime.now(UTC)


class Utc(TypeDecorator[datetime]):
    """Stored as naive UTC, which SQLite and PostgreSQL compare alike; given out with its time zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """`tenant` is whose data a row is, `actor` who caused it."""

    tenant: Mapped[str] = mapped_column(NAME)
    actor: Mapped[str] = mapped_column(NAME)
    created_at: Mapped[datetime] = mapped_column(Utc, default=now)


class SubmissionRow(Base):
    """`sort` is packet or invoices; `given` is what a folder of vouchers is checked against."""

    __tablename__ = "submissions"
    __table_args__ = (
        Index("ix_submissions_list", "tenant", "created_at"),
        Index("ix_submissions_state", "state"),
        Index("ix_submissions_lineage", "tenant", "lineage", "created_at"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    lineage: Mapped[str] = mapped_column(ID)
    programme: Mapped[str] = mapped_column(NAME)
    recognised: Mapped[str] = mapped_column(NAME, default="")
    stage: Mapped[str] = mapped_column(NAME)
    on_date: Mapped[date]
    state: Mapped[str] = mapped_column(NAME, default="queued")
    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime] = mapped_column(Utc, default=now)
    cancel_requested: Mapped[bool] = mapped_column(default=False)
    error: Mapped[str] = mapped_column(Text, default="")
    sort: Mapped[str] = mapped_column(NAME, default="packet", server_default="packet")
    given: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")


class BatchRow(Base):
    """Many submissions handed in at once. `state` is unpacking, ready, failed or cancelled; the rest is its parts'.

    `blob_sha` is the ZIP until it is unpacked.
    """

    __tablename__ = "batches"
    __table_args__ = (
        Index("ix_batches_list", "tenant", "created_at"),
        UniqueConstraint("tenant", "idempotency_key", name="uq_batches_key"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    programme: Mapped[str] = mapped_column(NAME)
    stage: Mapped[str] = mapped_column(NAME)
    on_date: Mapped[date]
    state: Mapped[str] = mapped_column(NAME)
    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime] = mapped_column(Utc, default=now)
    error: Mapped[str] = mapped_column(Text, default="")
    blob_sha: Mapped[str | None] = mapped_column(ID)
    summary_sha: Mapped[str | None] = mapped_column(ID)
    summary_revision: Mapped[str] = mapped_column(NAME, default="")
    idempotency_key: Mapped[str | None] = mapped_column(String(200))
    request_hash: Mapped[str] = mapped_column(ID)


class BatchPartRow(Base):
    """Which submissions make a batch, in the order of their names; `name` is relative to the batch."""

    __tablename__ = "batch_parts"

    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), index=True)


class FileRow(Base):
    """`blob_sha` is "" for what was refused while it was unpacked: there is only its name and the reason."""

    __tablename__ = "files"
    __table_args__ = (Index("ix_files_blob", "blob_sha"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    blob_sha: Mapped[str] = mapped_column(ID)
    size: Mapped[int]
    format: Mapped[str] = mapped_column(NAME, default="")
    state: Mapped[str] = mapped_column(NAME, default="waiting")
    pages_total: Mapped[int] = mapped_column(default=0)
    pages_done: Mapped[int] = mapped_column(default=0)
    error_code: Mapped[str] = mapped_column(NAME, default="")
    error_message: Mapped[str] = mapped_column(Text, default="")


class PageRow(Base):
    """A page of a file as it is shown; the reading itself lies in the page cache."""

    __tablename__ = "pages"

    file_id: Mapped[str] = mapped_column(ForeignKey("files.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    width: Mapped[float]
    height: Mapped[float]
    source: Mapped[str] = mapped_column(NAME)
    media: Mapped[str] = mapped_column(Text, default="")
    problem: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    image_sha: Mapped[str | None] = mapped_column(ID)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class DocumentRow(Base):
    """Versions of a submission hold an unchanged paper under the same id."""

    __tablename__ = "documents"
    __table_args__ = (Index("ix_documents_id", "tenant", "id"),)

    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    file_id: Mapped[str] = mapped_column(ForeignKey("files.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(NAME)
    page_numbers: Mapped[list[int]] = mapped_column(JSON)
    record: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class ResultRow(Base):
    """caishen/result/1 as it was given out; its findings lie in their own table as well."""

    __tablename__ = "results"

    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(default=1)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class FindingRow(Base):
    __tablename__ = "findings"
    __table_args__ = (Index("ix_findings_id", "tenant", "id"),)

    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    position: Mapped[int]
    verdict: Mapped[str] = mapped_column(NAME)
    fingerprint: Mapped[str] = mapped_column(ID)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class DecisionRow(Base):
    """Append-only. `number` counts a finding's decisions from 1: two people cannot both write the same one."""

    __tablename__ = "decisions"
    __table_args__ = (UniqueConstraint("tenant", "finding_id", "number", name="uq_decisions_number"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), index=True)
    finding_id: Mapped[str] = mapped_column(ID)
    number: Mapped[int]
    action: Mapped[str] = mapped_column(NAME)
    reason: Mapped[str] = mapped_column(Text, default="")
    comment: Mapped[str] = mapped_column(Text, default="")
    fingerprint: Mapped[str] = mapped_column(ID)


class OutboxRow(Base):
    """A job to be done: written with what it is about, sent to Redis later, leased while a worker does it.

    `state` is pending, sent, running, done or failed. `key` names the work, so that it is open once at a time.
    It is about a submission or about a batch.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_state", "state"), Index("ix_outbox_key", "key"))

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    submission_id: Mapped[str | None] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), index=True)
    batch_id: Mapped[str | None] = mapped_column(
        ForeignKey("batches.id", name="fk_outbox_batch_id", ondelete="CASCADE"), index=True
    )
    queue: Mapped[str] = mapped_column(NAME)
    job: Mapped[str] = mapped_column(NAME)
    key: Mapped[str] = mapped_column(String(200))
    arguments: Mapped[dict[str, str]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(NAME, default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(Utc)
    lease_owner: Mapped[str] = mapped_column(ID, default="")
    lease_until: Mapped[datetime | None] = mapped_column(Utc)
    error: Mapped[str] = mapped_column(Text, default="")


class IdempotencyRow(Base):
    __tablename__ = "idempotency_keys"
    __table_args__ = (UniqueConstraint("tenant", "key", name="uq_idempotency_key"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    key: Mapped[str] = mapped_column(String(200))
    request_hash: Mapped[str] = mapped_column(ID)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), index=True)


class ExportRow(Base):
    """A file made for downloading. `revision` names the findings and decisions that it shows."""

    __tablename__ = "exports"
    __table_args__ = (UniqueConstraint("submission_id", "document_id", "format", "revision", name="uq_exports_what"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), index=True)
    document_id: Mapped[str] = mapped_column(ID, default="")
    format: Mapped[str] = mapped_column(NAME)
    revision: Mapped[str] = mapped_column(NAME)
    blob_sha: Mapped[str | None] = mapped_column(ID)
    error: Mapped[str] = mapped_column(Text, default="")


class PageCacheRow(Base):
    """A page as it was read, in extractor.codec's bytes. Never shared between tenants."""

    __tablename__ = "page_cache"
    __table_args__ = (Index("ix_page_cache_blob", "tenant", "blob_sha"),)

    key: Mapped[str] = mapped_column(ID, primary_key=True)
    blob_sha: Mapped[str] = mapped_column(ID)
    page: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ErasureRow(Base):
    """That a submission was erased, when and by whom: the only trace that is left of it."""

    __tablename__ = "erasures"

    submission_id: Mapped[str] = mapped_column(ID, primary_key=True)
