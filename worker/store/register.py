"""The register in the database: entries found by index, replaced with their submission, and who is to be told.

Only the newest version of a submission stands in it. What was filed by code that wrote another shape is left out
until its submission is checked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from checks.pairs import pair_digests
from checks.register import Entry, Filed, Filing, Key, Matches, Text
from checks.register_codec import dump_filed, dump_text, load_filed, load_text
from extractor.codec import OtherVersion
from worker.store import outbox
from worker.store.database import Store
from worker.store.models import BatchPartRow, SubmissionRow
from worker.store.outbox import Task
from worker.store.register_models import RegisterEntryRow, RegisterPairRow, RegisterRow, RegisterTextRow
from worker.store.register_runs import FILED, runs_holding
from worker.store.states import WAITING
from worker.store.versions import newer_version

AT_ONCE = 400
"""Keys in one query: SQLite takes no more than some hundreds of parameters on old builds."""
SHOWN = ("succeeded", "partial")


class StoredRegister:
    """The register of one tenant (checks.register.Register)."""

    def __init__(self, store: Store, tenant: str) -> None:
        self.store, self.tenant = store, tenant

    def holding(self, keys: Sequence[Key], besides: str) -> Iterator[tuple[Filed, Entry]]:
        by_kind: dict[str, list[str]] = {}
        for kind, key in keys:
            by_kind.setdefault(kind, []).append(key)
        known: dict[str, Filed | None] = {}
        with self.store.reading() as session:
            for kind, wanted in sorted(by_kind.items()):
                for row, held in self._rows(session, kind, wanted, besides):
                    if row.submission_id not in known:
                        known[row.submission_id] = _filed(held)
                    filed = known[row.submission_id]
                    if filed is not None:
                        yield filed, Entry(row.kind, row.key, row.subject, row.data)
                for at in range(0, len(wanted) if kind in FILED else 0, AT_ONCE):
                    keys_now = wanted[at : at + AT_ONCE]
                    for run, entry in runs_holding(session, self.tenant, kind, keys_now, besides):
                        yield run, Entry(entry.kind, entry.key, entry.subject, entry.data)

    def text(self, submission: str, subject: str) -> Text | None:
        query = select(RegisterTextRow.content).where(
            RegisterTextRow.submission_id == submission,
            RegisterTextRow.subject == subject,
            RegisterTextRow.tenant == self.tenant,
        )
        with self.store.reading() as session:
            content = session.scalar(query)
        try:
            return None if content is None else load_text(content)
        except OtherVersion:
            return None

    def _rows(
        self, session: Session, kind: str, keys: Sequence[str], besides: str
    ) -> Iterator[tuple[RegisterEntryRow, RegisterRow]]:
        for at in range(0, len(keys), AT_ONCE):
            query = (
                select(RegisterEntryRow, RegisterRow)
                .join(RegisterRow, RegisterRow.submission_id == RegisterEntryRow.submission_id)
                .where(
                    RegisterEntryRow.tenant == self.tenant,
                    RegisterEntryRow.kind == kind,
                    RegisterEntryRow.key.in_(keys[at : at + AT_ONCE]),
                    RegisterRow.lineage != besides,
                )
            )
            yield from ((entry, held) for entry, held in session.execute(query))


def enter(store: Store, task: Task, owner: str, filing: Filing) -> None:
    """Instead of what this submission, or an older version of it, had filed. Raises LeaseLost.

    An older version that is only checked again files nothing.
    """
    with store.writing() as session:
        outbox.hold(session, task.id, owner)
        row = session.get_one(SubmissionRow, task.submission_id)
        if newer_version(session, row):
            return
        same = (RegisterRow.tenant == task.tenant, RegisterRow.lineage == filing.filed.lineage)
        for old in session.scalars(select(RegisterRow.submission_id).where(*same)).all():
            if old != task.submission_id:
                tell_others(session, old, actor=task.actor)
        session.execute(delete(RegisterRow).where(*same))
        session.execute(delete(RegisterRow).where(RegisterRow.submission_id == task.submission_id))
        session.add(
            RegisterRow(
                submission_id=task.submission_id,
                lineage=filing.filed.lineage,
                tenant=task.tenant,
                actor=task.actor,
                content=dump_filed(filing.filed),
            )
        )
        session.flush()
        session.add_all(_entry_rows(task, filing.entries))
        session.add_all(
            RegisterTextRow(
                submission_id=task.submission_id,
                number=number,
                tenant=task.tenant,
                actor=task.actor,
                subject=text.subject,
                content=dump_text(text),
            )
            for number, text in enumerate(filing.texts)
        )


def note(store: Store, task: Task, owner: str, matches: Matches) -> None:
    """Remember what this submission shares with others, and let those be checked again who do not know it yet.

    When the last submission of a batch has been read, all of the batch are. Raises LeaseLost.
    """
    pairs = pair_digests(matches)
    with store.writing() as session:
        outbox.hold(session, task.id, owner)
        mine = RegisterPairRow.submission_id == task.submission_id
        theirs = select(RegisterPairRow).where(RegisterPairRow.other_id == task.submission_id)
        know = {row.submission_id: row.digest for row in session.scalars(theirs)}
        session.execute(delete(RegisterPairRow).where(mine))
        session.add_all(
            RegisterPairRow(
                submission_id=task.submission_id, other_id=other, digest=digest, tenant=task.tenant, actor=task.actor
            )
            for other, digest in sorted(pairs.items())
        )
        for other in sorted(set(pairs) | set(know)):
            if know.get(other) != pairs.get(other):
                _ask(session, other, actor=task.actor)
        if task.job == "screen":
            for other in _rest_of_batch(session, task.submission_id):
                _ask(session, other, actor=task.actor)


def tell_others(session: Session, submission_id: str, *, actor: str) -> None:
    """Those who share something with a submission that goes out of force are checked again."""
    sharing = select(RegisterPairRow.submission_id).where(RegisterPairRow.other_id == submission_id)
    for other in session.scalars(sharing).all():
        _ask(session, other, actor=actor)


def leave(session: Session, submission_id: str, *, actor: str) -> None:
    """A submission that was cancelled or is being erased is in the register no longer; the version before it may be
    again."""
    tell_others(session, submission_id, actor=actor)
    row = session.get(SubmissionRow, submission_id)
    if row is not None:
        older = select(SubmissionRow.id).where(
            SubmissionRow.tenant == row.tenant,
            SubmissionRow.lineage == row.lineage,
            SubmissionRow.id != row.id,
            SubmissionRow.created_at <= row.created_at,
        )
        for other in session.scalars(older.order_by(SubmissionRow.created_at.desc()).limit(1)).all():
            _ask(session, other, actor=actor)
    session.execute(delete(RegisterPairRow).where(RegisterPairRow.other_id == submission_id))
    session.execute(delete(RegisterRow).where(RegisterRow.submission_id == submission_id))


def batch_of(store: Store, submission_id: str) -> str:
    with store.reading() as session:
        found = session.scalar(select(BatchPartRow.batch_id).where(BatchPartRow.submission_id == submission_id))
        return found or ""


def _entry_rows(task: Task, entries: Iterable[Entry]) -> Iterator[RegisterEntryRow]:
    for entry in entries:
        yield RegisterEntryRow(
            submission_id=task.submission_id,
            tenant=task.tenant,
            actor=task.actor,
            kind=entry.kind,
            key=entry.key[:200],
            subject=entry.subject,
            data=dict(entry.data),
        )


def _filed(row: RegisterRow) -> Filed | None:
    try:
        return load_filed(row.content)
    except OtherVersion:
        return None


def _ask(session: Session, submission_id: str, *, actor: str) -> None:
    row = session.get(SubmissionRow, submission_id)
    if row is not None and row.state in SHOWN:
        outbox.add(session, tenant=row.tenant, actor=actor, submission_id=row.id, queue="interactive", job="recheck")


def _rest_of_batch(session: Session, submission_id: str) -> list[str]:
    """The other submissions of its batch where none of them waits or runs any more."""
    own = select(BatchPartRow.batch_id).where(BatchPartRow.submission_id == submission_id)
    parts = session.execute(
        select(SubmissionRow.id, SubmissionRow.state)
        .join(BatchPartRow, BatchPartRow.submission_id == SubmissionRow.id)
        .where(BatchPartRow.batch_id.in_(own), SubmissionRow.id != submission_id)
        .order_by(BatchPartRow.position)
    ).all()
    return [] if any(state in WAITING for _, state in parts) else [identity for identity, _ in parts]
