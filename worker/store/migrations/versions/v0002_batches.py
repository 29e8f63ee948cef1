"""Batches: many submissions handed in at once. Jobs may belong to a batch instead of a submission."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "batches",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("programme", sa.String(length=64), nullable=False),
        sa.Column("stage", sa.String(length=64), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("blob_sha", sa.String(length=64), nullable=True),
        sa.Column("summary_sha", sa.String(length=64), nullable=True),
        sa.Column("summary_revision", sa.String(length=64), nullable=False),
        sa.Column("idempotency_key", sa.String(length=200), nullable=True),
        sa.Column("request_hash", sa.String(length=64), nullable=False),
        sa.Column("tenant", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("tenant", "idempotency_key", name="uq_batches_key"),
    )
    op.create_index("ix_batches_list", "batches", ["tenant", "created_at"], unique=False)
    op.create_table(
        "batch_parts",
        sa.Column("batch_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("submission_id", sa.String(length=64), nullable=False),
        sa.Column("tenant", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("batch_id", "position"),
    )
    op.create_index(op.f("ix_batch_parts_submission_id"), "batch_parts", ["submission_id"], unique=False)
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("submission_id", existing_type=sa.String(length=64), nullable=True)
        outbox.add_column(sa.Column("batch_id", sa.String(length=64), nullable=True))
        outbox.create_foreign_key("fk_outbox_batch_id", "batches", ["batch_id"], ["id"], ondelete="CASCADE")
        outbox.create_index(op.f("ix_outbox_batch_id"), ["batch_id"], unique=False)
