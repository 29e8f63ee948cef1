"""Which rows of a form speak of the leader, where no section says so: not those of a contact or a legal person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.flow import Box, Flow, Row
from extractor.headline import squeeze
from extractor.labels import key, variants
from extractor.people import clean_name
from extractor.records.cited import Absent, Field
from extractor.records.roster import Member

_OTHERS = frozenset(
    key(label)
    for label in (
        "联系人",
        "联系人姓名",
        "项目联系人",
        "法定代表人",
        "法定代表人姓名",
        "法人代表",
        "法人",
        "单位负责人",
        "财务负责人",
        "部门负责人",
        "经办人",
        "填表人",
        "审核人",
    )
)
_MARK = re.compile(r"(?:团队|项目|工作室|站点)?(?:总)?(?:负责人|带头人|领衔人)(?:[（(].{1,6}[)）])?")


def own_rows(flow: Flow) -> Flow:
    """`flow` without what is said of other people: from their label to the end of its row, or to the leader's label;
    where their rows come before the leader's, up to the leader's."""
    leads = variants("leader", "name")
    rows = flow.rows
    first = next((at for at, row in enumerate(rows) if any(_names(box, leads) for box in row.boxes)), len(rows))
    kept: list[Row] = []
    theirs = False
    for at, row in enumerate(rows):
        theirs = theirs and at < first < len(rows)
        boxes: list[Box] = []
        for box in row.boxes:
            theirs = not _names(box, leads) and (theirs or _names(box, _OTHERS))
            boxes += [] if theirs else [box]
        if boxes:
            kept.append(replace(row, boxes=tuple(boxes)))
    return Flow(tuple(kept))


def marked_leader(flow: Flow, listed: Sequence[Member]) -> Field[str]:
    """The one member in whose row of the list a cell says 负责人."""
    found = [
        member.name
        for row in flow.rows
        if row.table >= 0 and any(_MARK.fullmatch(squeeze(box.text)) for box in row.boxes)
        for member in listed
        if member.name.present and any(clean_name(box.text) == member.name.value for box in row.boxes)
    ]
    return found[0] if len(found) == 1 else Absent("负责人姓名", "not_found")


def _names(box: Box, labels: frozenset[str]) -> bool:
    """Whether the box, or a label with a colon in its text, is one of `labels`."""
    if key(box.text) in labels:
        return True
    return any(key(word) in labels for word in re.findall(r"([\u3400-\u9fff ]{2,12})[：:]", box.text))
