"""The register's half that the command line fills: vouchers of folders that were screened without the service.

Only what is looked up of vouchers is filed: their numbers, and half-days that were paid for. Whose folder it was is
known (checks.register.Filed), so that the same project's second folder is told from another's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from checks.register import Filed, Filing
from checks.register_codec import dump_filed, load_filed
from extractor.codec import OtherVersion
from worker.store.database import Store
from worker.store.register_models import RegisterRunEntryRow, RegisterRunRow

FILED = ("invoice", "invoice_weak", "half_day")


def run_identity(tenant: str, sources: Sequence[str], on: date) -> str:
    """Of the paths that were screened, in a year: the same folder next year is another submission.

    >>> run_identity("t", ["/甲", "/乙"], date(2026, 3, 1)) == run_identity("t", ["/乙", "/甲"], date(2026, 9, 1))
    True
    """
    text = "\0".join([tenant, str(on.year), *sorted(sources)])
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def enter_run(store: Store, tenant: str, actor: str, filing: Filing) -> None:
    """Instead of what the same folder had filed before; its lineage is its identity."""
    identity = filing.filed.lineage
    with store.writing() as session:
        session.execute(delete(RegisterRunRow).where(RegisterRunRow.id == identity, RegisterRunRow.tenant == tenant))
        content = dump_filed(filing.filed)
        session.add(RegisterRunRow(id=identity, tenant=tenant, actor=actor, content=content))
        session.flush()
        session.add_all(
            RegisterRunEntryRow(
                run_id=identity,
                tenant=tenant,
                actor=actor,
                kind=entry.kind,
                key=entry.key[:200],
                subject=entry.subject,
                data=dict(entry.data),
            )
            for entry in filing.entries
            if entry.kind in FILED
        )


def runs_holding(
    session: Session, tenant: str, kind: str, keys: Sequence[str], besides: str
) -> Iterator[tuple[Filed, RegisterRunEntryRow]]:
    """The entries under `keys` of folders other than `besides`."""
    query = (
        select(RegisterRunEntryRow, RegisterRunRow)
        .join(RegisterRunRow, RegisterRunRow.id == RegisterRunEntryRow.run_id)
        .where(
            RegisterRunEntryRow.tenant == tenant,
            RegisterRunEntryRow.kind == kind,
            RegisterRunEntryRow.key.in_(keys),
            RegisterRunRow.id != besides,
        )
    )
    known: dict[str, Filed | None] = {}
    for row, run in session.execute(query):
        if run.id not in known:
            known[run.id] = _filed(run)
        filed = known[run.id]
        if filed is not None:
            yield filed, row


def _filed(run: RegisterRunRow) -> Filed | None:
    try:
        return load_filed(run.content)
    except OtherVersion:
        return None
