"""What a line of the queue tells of a submission besides its view: whose it is, and how grave its findings are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, func, select

from worker.store.database import Store
from worker.store.models import DocumentRow, FindingRow

FORM = "application_form"
NAMED = ("team_name", "host_org", "district")


@dataclass(frozen=True, slots=True)
class QueueLine:
    """As its application form says, each "" where it does not; `severities`: findings by verdict and severity."""

    team: str = ""
    unit: str = ""
    district: str = ""
    severities: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def queue_lines(store: Store, tenant: str, ids: Sequence[str]) -> dict[str, QueueLine]:
    """Two queries for all of them. A submission of which nothing is known yet is left out."""
    forms = select(DocumentRow.submission_id, *(said(name) for name in NAMED)).where(
        DocumentRow.tenant == tenant, DocumentRow.kind == FORM, DocumentRow.submission_id.in_(ids)
    )
    severity = FindingRow.body["severity"].as_string()
    counted = (
        select(FindingRow.submission_id, FindingRow.verdict, severity, func.count())
        .where(FindingRow.tenant == tenant, FindingRow.submission_id.in_(ids))
        .where(FindingRow.verdict.in_(("fail", "review")))
        .group_by(FindingRow.submission_id, FindingRow.verdict, severity)
    )
    grave: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    with store.reading() as session:
        names = {row[0]: tuple(str(value or "") for value in row[1:]) for row in session.execute(forms)}
        for submission, verdict, how, count in session.execute(counted):
            grave[submission][verdict][how] = count
    known = {*names, *grave}
    return {one: _line(names.get(one, ("", "", "")), grave.get(one, {})) for one in known}


def _line(named: Sequence[str], severities: Mapping[str, Mapping[str, int]]) -> QueueLine:
    team, unit, district = named
    return QueueLine(team, unit, district, dict(severities))


def said(name: str) -> ColumnElement[Any]:
    """The value of one field of a stored record, as text."""
    value: ColumnElement[Any] = DocumentRow.record[("fields", name, "value")].as_string()
    return value
