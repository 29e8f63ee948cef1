"""The tables of what was read of a paper and of what a person says instead."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from worker.store.models import ID, NAME, Base


class ReadingRow(Base):
    """A paper as it was read, in extractor.record_codec's bytes: corrections are laid over it, not written in."""

    __tablename__ = "readings"

    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True)
    document_id: Mapped[str] = mapped_column(ID, primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    position: Mapped[int | None]


class CorrectionRow(Base):
    """Append-only. `number` counts a paper's corrections from 1: two people cannot both write the same one.

    `read` is what stood there, `value` what a person says (JSON form; null: there is nothing there). `undone` takes
    back what was said of `path` before. `place` is where a person found a value that was missed.
    """

    __tablename__ = "corrections"
    __table_args__ = (UniqueConstraint("tenant", "document_id", "number", name="uq_corrections_number"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), index=True)
    document_id: Mapped[str] = mapped_column(ID)
    number: Mapped[int]
    path: Mapped[list[str]] = mapped_column(JSON)
    read: Mapped[str] = mapped_column(Text, default="")
    value: Mapped[Any | None] = mapped_column(JSON)
    undone: Mapped[bool] = mapped_column(default=False)
    place: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class LookRow(Base):
    """A box on a page that a person drew, to be read alone; `box` is x0, top, x1, bottom in points.

    `text` is what was read there once it is `done`, with its `confidence` and `source` (text or ocr:<engine>).
    """

    __tablename__ = "looks"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), index=True)
    document_id: Mapped[str] = mapped_column(ID)
    page: Mapped[int]
    box: Mapped[list[float]] = mapped_column(JSON)
    done: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(Text, default="")
    confidence: Mapped[float] = mapped_column(default=0.0)
    source: Mapped[str] = mapped_column(NAME, default="")
    error_code: Mapped[str] = mapped_column(NAME, default="")
    error_message: Mapped[str] = mapped_column(Text, default="")
