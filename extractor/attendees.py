"""Who came: the rows of a sign-in sheet, or the names that minutes and reports of an activity give."""

from __future__ import annotations

import re

from extractor.citing import Tight, tight
from extractor.document import Part
from extractor.flow import Flow
from extractor.headline import headlines
from extractor.ledger_tables import list_tables
from extractor.people import clean_name
from extractor.records.activity import Attendee
from extractor.records.cited import Absent, Cited, Field, cite

_EXPERTS = re.compile(r"专家|特派员|嘉宾|讲师|主讲")
_NAMED = re.compile(
    r"(?P<role>(?:出席|参会|到场|特邀|参加|与会|邀请|参与)?(?:的)?(?:产业特派员|特派员|专家)(?:代表|名单"
    r"|人员)?(?:有|为)?)[：:]"
    r"(?P<names>[\u3400-\u9fff·、，,\s（）()]{2,200}?)(?=[。；;\n]|$)"
)


def attendees(part: Part, rows: Flow, kind: str) -> tuple[Attendee, ...]:
    """None of a photograph or of news; the sheet's rows, else the experts that the text lists by name."""
    if kind not in ("sign_in", "minutes", "plan"):
        return ()
    listed = _listed(part, rows)
    return listed or (() if kind == "plan" else _named(tight(rows.prose)))


def _listed(part: Part, rows: Flow) -> tuple[Attendee, ...]:
    title = next((line for line in headlines(part)[:3] if _EXPERTS.search(line.text)), None)
    found: list[Attendee] = []
    for table in list_tables(rows):
        if "person" not in table.grid.fields:
            continue
        headed = table.heading if isinstance(table.heading, Cited) and _EXPERTS.search(table.heading.value) else None
        for entry in table.entries:
            name = table.text(entry, "姓名", "person")
            role = table.text(entry, "身份", "role", "note")
            if not role.present and (headed is not None or title is not None):
                role = headed.map(lambda _: "专家") if headed is not None else cite("专家", *title.spans)  # type: ignore[union-attr]
            found.append(
                Attendee(
                    str(len(found) + 1),
                    _person(name),
                    table.text(entry, "工作单位", "employer", "enterprise"),
                    table.text(entry, "职称", "professional_title"),
                    role,
                )
            )
    return tuple(found)


def _person(field: Field[str]) -> Field[str]:
    if not isinstance(field, Cited):
        return field
    clean = clean_name(field.value)
    return Absent("姓名", "unreadable", (), field.spans) if clean is None else field.map(lambda _: clean)


def _named(source: Tight) -> tuple[Attendee, ...]:
    """出席专家：甲某、乙某。"""
    absent = Absent("工作单位", "not_found")
    found: list[Attendee] = []
    for match in _NAMED.finditer(source.text):
        for piece in re.finditer(r"[^、，,\n]+", match["names"]):
            name = clean_name(piece[0])
            start = match.start("names") + piece.start()
            spans = source.cite(start, start + len(piece[0]))
            if name and len(name) <= 5 and spans:
                role = cite("专家", *source.cite(*match.span("role")))
                found.append(Attendee(str(len(found) + 1), cite(name, *spans), absent, absent, role))
    return tuple(found)
