"""The tables of the register: what submissions have in common, indexed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from worker.store.models import ID, NAME, Base


class RegisterRow(Base):
    """A submission in force, as others know it (checks.register.Filed). Its older versions have no row."""

    __tablename__ = "register"
    __table_args__ = (Index("ix_register_lineage", "tenant", "lineage"),)

    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True)
    lineage: Mapped[str] = mapped_column(ID)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class RegisterEntryRow(Base):
    """Something that a submission holds, under the key by which another one finds it."""

    __tablename__ = "register_entries"
    __table_args__ = (Index("ix_register_entries_key", "tenant", "kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("register.submission_id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(NAME)
    key: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)


class RegisterTextRow(Base):
    """The wording of a report, for comparing it with others."""

    __tablename__ = "register_texts"

    submission_id: Mapped[str] = mapped_column(
        ForeignKey("register.submission_id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class RegisterPairRow(Base):
    """What a submission last knew of what it shares with another one. `other_id` may be gone by now."""

    __tablename__ = "register_pairs"

    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[str] = mapped_column(ID, primary_key=True, index=True)
    digest: Mapped[str] = mapped_column(ID)


class RegisterRunRow(Base):
    """A folder of vouchers that the command line screened: no submission of the service stands behind it.

    `id` names the folder, so that screening it again takes the place of what it had filed.
    """

    __tablename__ = "register_runs"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class RegisterRunEntryRow(Base):
    """A voucher of such a folder, under the key by which another one finds it."""

    __tablename__ = "register_run_entries"
    __table_args__ = (Index("ix_register_run_entries_key", "tenant", "kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("register_runs.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(NAME)
    key: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
