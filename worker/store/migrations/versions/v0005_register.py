"""The register: what submissions in force hold, by key; and what each last knew of the others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def _common() -> list[sa.Column[object]]:
    return [
        sa.Column("tenant", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "register",
        sa.Column("submission_id", sa.String(length=64), nullable=False),
        sa.Column("lineage", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        *_common(),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("submission_id"),
    )
    op.create_index("ix_register_lineage", "register", ["tenant", "lineage"], unique=False)
    op.create_table(
        "register_entries",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("submission_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        *_common(),
        sa.ForeignKeyConstraint(["submission_id"], ["register.submission_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_register_entries_key", "register_entries", ["tenant", "kind", "key"], unique=False)
    op.create_index(op.f("ix_register_entries_submission_id"), "register_entries", ["submission_id"], unique=False)
    op.create_table(
        "register_texts",
        sa.Column("submission_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        *_common(),
        sa.ForeignKeyConstraint(["submission_id"], ["register.submission_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("submission_id", "number"),
    )
    op.create_table(
        "register_pairs",
        sa.Column("submission_id", sa.String(length=64), nullable=False),
        sa.Column("other_id", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        *_common(),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("submission_id", "other_id"),
    )
    op.create_index(op.f("ix_register_pairs_other_id"), "register_pairs", ["other_id"], unique=False)
