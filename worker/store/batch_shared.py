"""What the submissions of a batch share with each other and with earlier ones, for the batch's page and summary."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from worker.store.database import Store
from worker.store.models import BatchPartRow, BatchRow, FindingRow


@dataclass(frozen=True, slots=True)
class SharedView:
    """One finding that names another submission; `other` is its name in the batch, or "" for an earlier one."""

    rule: str
    clause: str
    verdict: str
    submission_id: str
    name: str
    finding_id: str
    other_id: str
    other: str
    message: str


def batch_shared(store: Store, tenant: str, batch_id: str) -> list[SharedView]:
    """By rule and name; each pair once, from the side whose name comes first."""
    with store.reading() as session:
        parts = session.execute(
            select(BatchPartRow.submission_id, BatchPartRow.name)
            .join(BatchRow, BatchRow.id == BatchPartRow.batch_id)
            .where(BatchPartRow.batch_id == batch_id, BatchRow.tenant == tenant)
        ).all()
        names: dict[str, str] = {part.submission_id: part.name for part in parts}
        query = select(
            FindingRow.submission_id, FindingRow.id, FindingRow.position, FindingRow.verdict, FindingRow.body
        )
        rows = session.execute(
            query.where(FindingRow.submission_id.in_(list(names)), FindingRow.tenant == tenant)
        ).all()
    found: dict[tuple[str, str, frozenset[str]], SharedView] = {}
    for row in sorted(rows, key=lambda one: (names[one.submission_id], one.position)):
        for shared in row.body.get("shared", ()):
            other = shared["submission"]
            view = SharedView(
                rule=row.body["rule"],
                clause=row.body["clause"],
                verdict=row.verdict,
                submission_id=row.submission_id,
                name=names[row.submission_id],
                finding_id=row.id,
                other_id=other,
                other=names.get(other, ""),
                message=row.body["message"],
            )
            found.setdefault((view.rule, shared["id"], frozenset((row.submission_id, other))), view)
    return sorted(found.values(), key=lambda one: (one.rule, one.name, one.other))
