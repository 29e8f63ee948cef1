"""Versions of a submission share its lineage and the ids of unchanged papers, which are unique within one of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_index("ix_submissions_lineage", "submissions", ["tenant", "lineage", "created_at"], unique=False)
    op.rename_table("documents", "documents_before")
    op.drop_index(op.f("ix_documents_submission_id"), table_name="documents_before")
    op.create_table(
        "documents",
        sa.Column("submission_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("page_numbers", sa.JSON(), nullable=False),
        sa.Column("record", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("tenant", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("submission_id", "id", name="pk_documents_of_submission"),
    )
    op.execute(
        "INSERT INTO documents"
        " (submission_id, id, file_id, position, kind, page_numbers, record, tenant, actor, created_at)"
        " SELECT submission_id, id, file_id, position, kind, page_numbers, record, tenant, actor, created_at"
        " FROM documents_before"
    )
    op.drop_table("documents_before")
    op.create_index("ix_documents_id", "documents", ["tenant", "id"], unique=False)
