"""Tables of a station's ledgers, of whatever format: found by their header words, told by what they list.

What a column may be called stands in data/ledger_columns.tsv. A table's heading (the sheet's name, the line above it)
tells lists apart that have the same columns: 重点服务企业 from all firms, 高校成果 from 落地成果.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from extractor.columns import Entry, Grid, grids
from extractor.flow import Flow, Row
from extractor.labels import key
from extractor.money_tables import entry_text, full_width, is_signing, is_subtotal, is_total
from extractor.records.cited import Absent, Cited, Field
from extractor.records.ledger import LedgerKind

_LOOK_BACK = 4
_EXAMPLE_ROW = re.compile(r"[（(【]?(?:填写|填表)?(?:示例|样例|范例|举例|例)[）)】：:]?|填[写表]说明[：:]?")
_NOTES = 8  # columns of no matter to the ledger that one header may hold
_HEADING: tuple[tuple[LedgerKind, re.Pattern[str]], ...] = (
    ("university_result", re.compile(r"(?:高校|院校|创新|科技).{0,4}成果(?!落地|转化)|成果(?:征集|推介)")),
    (
        "expert",
        re.compile(r"(?:专家|特派员).{0,12}(?:台账|名单|清单|统计|登记|汇总|明细|一览|签到|人次|参与|参加|活动|表$)"),
    ),
    ("news", re.compile(r"新闻|宣传|报道|媒体")),
    ("cooperation", re.compile(r"合作")),
    ("result", re.compile(r"落地|成果")),
    ("need", re.compile(r"需求(?!征集会|对接会)|难题")),
    ("event", re.compile(r"活动|会议")),
    ("enterprise", re.compile(r"企业|走访|联系|服务")),
)
# What a list of each kind cannot do without; the first whose columns are there and whose heading fits.
_CORE: Mapping[LedgerKind, tuple[frozenset[str], ...]] = {
    "university_result": (frozenset({"result"}),),
    "expert": (frozenset({"person"}),),
    "news": (frozenset({"news_title"}), frozenset({"site", "url"})),
    "cooperation": (frozenset({"cooperation"}), frozenset({"parties"})),
    "result": (frozenset({"result"}),),
    "need": (frozenset({"need"}),),
    "event": (frozenset({"event"}),),
    "enterprise": (frozenset({"enterprise"}), frozenset({"employer", "seq"})),
}
# Columns that tell without any heading.
_TELLING: tuple[tuple[LedgerKind, frozenset[str], frozenset[str]], ...] = (
    ("news", frozenset({"news_title"}), frozenset({"site", "url", "is_association_site"})),
    ("need", frozenset({"need"}), frozenset({"enterprise", "need_type", "status", "seq", "date", "expert"})),
    ("university_result", frozenset({"result"}), frozenset({"promoted"})),
    ("university_result", frozenset({"result", "owner"}), frozenset({"seq", "form", "date", "note"})),
    ("expert", frozenset({"person"}), frozenset({"event", "commissioner"})),
    ("cooperation", frozenset({"cooperation"}), frozenset({"parties", "enterprise", "date"})),
    ("result", frozenset({"result"}), frozenset({"enterprise", "proof"})),
    ("event", frozenset({"event"}), frozenset({"place", "event_kind"})),
    (
        "enterprise",
        frozenset({"enterprise"}),
        frozenset({"uscc", "district", "has_association", "key_service", "qualification", "visit"}),
    ),
)  # fmt: skip


@dataclass(slots=True)
class ListTable:
    """`kind` is None where neither columns nor heading tell; `heading` is what stands above the table."""

    grid: Grid
    kind: LedgerKind | None
    heading: Field[str]

    @property
    def entries(self) -> list[Entry]:
        """The rows of data, without totals, signatures and notes."""
        return [entry for entry in self.grid.entries if not _no_data(entry)]

    def text(self, entry: Entry, label: str, *concepts: str) -> Field[str]:
        """The cell of the first of these columns that the table has; a dash counts as blank."""
        for concept in concepts:
            if concept in self.grid.fields:
                field = self.grid.cell(entry, concept, label)
                if isinstance(field, Cited) and re.fullmatch(r"[-—–/／、无]{1,2}|N/?A", field.value.strip()):
                    return Absent(label, "blank", (), field.spans)
                return field
        return Absent(label, "not_found")


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    text = resources.files("extractor").joinpath("data/ledger_columns.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {concept: re.compile(pattern) for concept, pattern in rows}


def list_tables(flow: Flow) -> list[ListTable]:
    """Every table of at least two known columns that could be a list of a ledger."""
    said = {key(box.text) for row in flow.rows for box in row.boxes if 0 < len(box.text) <= 30}
    columns: dict[str, frozenset[str]] = {}
    for concept, pattern in _patterns().items():
        known = frozenset(text for text in said if pattern.fullmatch(text))
        columns[concept] = known
    columns |= {f"note{n}": columns["note"] | columns["date"] | columns["participants"] for n in range(_NOTES)}
    found = []
    for grid in grids(flow, columns, frozenset(), 2):
        heading = _heading(flow, grid)
        kind = _kind(grid, heading)
        if grid.entries and (kind is not None or any(core <= grid.fields.keys() for core in _all_cores())):
            found.append(ListTable(grid, kind, heading))
    return found


def _all_cores() -> list[frozenset[str]]:
    return [core for kind, cores in _CORE.items() if kind != "enterprise" for core in cores]


def _kind(grid: Grid, heading: Field[str]) -> LedgerKind | None:
    held = grid.fields.keys()
    said = heading.value if heading.present else ""
    for kind, pattern in _HEADING:
        if pattern.search(said) and any(core <= held for core in _CORE[kind]):
            if kind == "result" and "promoted" in held:
                return "university_result"
            return kind
    for kind, needed, telling in _TELLING:
        if needed <= held and telling & held:
            return kind
    return None


def _heading(flow: Flow, grid: Grid) -> Field[str]:
    """The lines right above the table on its page, with the sheet's name; nothing beyond another table's rows."""
    at = _header_place(flow, grid)
    above: list[Row] = []
    for row in reversed(flow.rows[max(0, at - _LOOK_BACK) : at]):
        if row.page != flow.rows[at].page or len("".join(row.text.split())) > 60:
            break
        filled = [box for box in row.boxes if not box.blank]
        if row.table >= 0 and len(filled) > 1:
            break
        if filled and not re.search("[。；]", row.text):
            above.append(row)
    spans = [box.span for row in reversed(above) for box in row.boxes if not box.blank]
    if not spans:
        return Absent("表名", "not_found")
    return Cited(
        "".join("".join(span.text.split()) for span in spans), tuple(spans), min(s.confidence for s in spans)
    )


def _header_place(flow: Flow, grid: Grid) -> int:
    """Where the table's first header stands: right above its first row, since `grid.header` is the one of the page
    that it goes on to."""
    first = {id(box) for held in grid.entries[0].boxes.values() for box in held} if grid.entries else set()
    for at, row in enumerate(flow.rows):
        if row is grid.header or any(id(box) in first for box in row.boxes):
            return at if row is grid.header else max(0, at - 1)
    return 0


def _no_data(entry: Entry) -> bool:
    text = entry_text(entry)
    first = next((box.text for held in entry.boxes.values() for box in held if not box.blank), "")
    closed = is_total(first) or is_subtotal(first) or bool(re.match(r"合\s*计|总\s*计|共\s*计", first))
    closed = closed or bool(_EXAMPLE_ROW.fullmatch(first.strip()))
    return not text or full_width(entry) is not None or is_signing(text) or closed
