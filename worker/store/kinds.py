"""What a person says a paper is: kept like every correction, under a path of its own."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from extractor.codec import OtherVersion
from extractor.kind_names import UNKNOWN, kind_names
from worker.store.correction_models import ReadingRow
from worker.store.corrections import (
    KIND,
    NOTHING_READ,
    READ_AGAIN,
    CannotCorrect,
    CorrectionView,
    Said,
    add,
    kind_corrections,
    recheck_state,
    shown_paper,
)
from worker.store.database import Store
from worker.store.errors import Conflict
from worker.store.models import DocumentRow
from worker.store.readings import loaded

NO_SUCH_KIND = "没有这个材料种类，请从列出的种类中选择。"
SAME_KIND = "这份材料已经是这个种类，不用更正。"
DUPLICATE = "这份文件与另一份完全相同，只核对一次；请更正那一份。"


def correct_kind(
    store: Store,
    tenant: str,
    actor: str,
    document_id: str,
    kind: str,
    *,
    undo: bool = False,
    expected_version: int | None = None,
) -> CorrectionView:
    """Say what a paper is (extractor.kind_names, or unknown); its pages are understood anew, and all rules run.

    Of several records on the same pages it is said of the first.
    Raises NotFound, NotAllowed, CannotCorrect, Conflict.
    """
    if not undo and kind not in (*kind_names(), UNKNOWN):
        raise CannotCorrect(NO_SUCH_KIND)
    try:
        with store.writing() as session:
            row = _first(session, shown_paper(session, tenant, document_id))
            taken, known = _kinds(session, row)
            said = kind_corrections(session, tenant, [row.id]).get(row.id)
            now = str(said.value) if said else ""
            # Said before and yet not understood so: that failed, and saying it again tries it again.
            failed = now != known and recheck_state(session, row.submission_id) != "open"
            if not undo and kind == (now or taken) and not failed:
                raise CannotCorrect(SAME_KIND)
            what = Said(KIND, None if undo else kind, undo, expected_version)
            return add(session, tenant, actor, row, what, taken)
    except IntegrityError:
        raise Conflict() from None


def _first(session: Session, row: DocumentRow) -> DocumentRow:
    """The first record of the same pages."""
    beside = session.scalars(
        select(DocumentRow)
        .where(DocumentRow.submission_id == row.submission_id, DocumentRow.file_id == row.file_id)
        .order_by(DocumentRow.position)
    )
    return next(one for one in beside if one.page_numbers == row.page_numbers)


def _kinds(session: Session, row: DocumentRow) -> tuple[str, str]:
    """What the paper was taken for, and what it was last understood as because a person said so, or ""."""
    held = session.get(ReadingRow, (row.submission_id, row.id))
    if held is None:
        raise CannotCorrect(NOTHING_READ)
    try:
        document = loaded(held.content)
    except OtherVersion:
        raise CannotCorrect(READ_AGAIN) from None
    if document.kind == "duplicate":
        raise CannotCorrect(DUPLICATE)
    return (document.kind_read if document.kind_said else document.kind), document.kind_said
