"""Folders of vouchers that the command line screened, in the register too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def _common() -> list[sa.Column[object]]:
    return [
        sa.Column("tenant", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "register_runs",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        *_common(),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "register_run_entries",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("run_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        *_common(),
        sa.ForeignKeyConstraint(["run_id"], ["register_runs.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_register_run_entries_key", "register_run_entries", ["tenant", "kind", "key"], unique=False)
    op.create_index(op.f("ix_register_run_entries_run_id"), "register_run_entries", ["run_id"], unique=False)
