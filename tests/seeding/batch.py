"""A district of invented packets in a store: read and checked, or half-way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from tests.seeding.findings import all_findings
from tests.seeding.submission import OWNER, fill
from worker import store as stored
from worker.store import NewFile, Store
from worker.store.models import SubmissionRow

TEAMS = ("云桥轨道检测", "北辰智能装备", "青禾生物育种", "澄明水处理", "石火储能", "知微传感")
FILES = ("申报书.pdf", "工作总结.docx", "附件3 扫描件.pdf", "附件5 加密件.pdf")


def district(store: Store, teams: Sequence[str] = TEAMS, *, busy: bool = False) -> str:
    """Each team with fewer findings than the one before. Returns the batch's id; `busy`: the last two still wait."""
    files = []
    for team in teams:
        for name in FILES:
            content = f"%PDF- {team} {name}".encode()
            files.append(NewFile(f"{team}/{name}", store.blobs.put(BytesIO(content)), len(content)))
    view = stored.create_batch(
        store, **OWNER, programme="studio", stage="application", on=date(2025, 6, 30), files=files, name="示例区"
    )
    done = view.parts[:-2] if busy else view.parts
    for position, part in enumerate(done):
        fill(store, part.submission_id, _fewer(position))
    if busy:
        with store.writing() as session:
            session.get_one(SubmissionRow, done[0].submission_id).state = "failed"
    return view.id


def _fewer(position: int) -> list[dict[str, Any]]:
    found = all_findings()
    return [one for at, one in enumerate(found) if one["verdict"] == "pass" or (at + position) % (position + 1) == 0]
