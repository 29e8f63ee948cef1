"""The rows of a station's ledgers as records: cells understood, ticks read, what the heading says of all rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from extractor import ledger_remarks
from extractor.columns import Entry
from extractor.fields import understood
from extractor.flow import Flow
from extractor.ledger_tables import ListTable, list_tables
from extractor.records import ledger
from extractor.records.cited import Absent, Cited, Field, cite
from extractor.records.ledger import Ledger, LedgerKind
from extractor.text.dates import parse_date

_YES = re.compile(
    r"是|[√✓✔☑●Yy]|yes|有|已(?:建|成立|设立).*|建有|已有|成立|重点(?:服务)?(?:企业)?|\d{4}.*", re.IGNORECASE
)
_BROKEN = re.compile(r"(?<=[\u3400-\u9fff（）()])\s+(?=[\u3400-\u9fff（）()])")
_NO = re.compile(
    r"否|[×xX✗✘NnＸ☐□○]|no|无|未(?:建|成立|设立).*|没有|不是|非.*|(?:正在|在)?筹建.*|拟建.*|暂无|尚未.*",
    re.IGNORECASE,
)


def read_lists(flow: Flow, title: Field[str]) -> Ledger:
    """All the lists of a paper."""
    rows: dict[str, list[Any]] = {kind: [] for kind in _MAKERS}
    unplaced: list[Field[str]] = []
    for table in list_tables(flow):
        if table.kind is None:
            heads = [box.span for box in table.grid.fields.values()]
            unplaced.append(Cited(" ".join(span.text for span in heads), tuple(heads), 1.0))
            continue
        make = _MAKERS[table.kind]
        for entry in table.entries:
            rows[table.kind].append(make(table, entry, str(len(rows[table.kind]) + 1)))
    held = {_FIELDS[kind]: tuple(found) for kind, found in rows.items()}
    return Ledger(title, **held, unplaced=tuple(unplaced))


def said_yes(text: str) -> bool | None:
    """
    >>> said_yes("是"), said_yes(" √ "), said_yes("未成立"), said_yes("2023年5月"), said_yes("待核")
    (True, True, False, True, None)
    >>> said_yes("有（2021年成立）"), said_yes("是（筹建中）"), said_yes("正在筹建")
    (True, None, False)
    """
    plain = "".join(text.split())
    aside = re.fullmatch(r"(是|有|否|无|√)[（(：:，,](.*?)[）)]?", plain)
    if aside is not None and not re.search("[未无筹拟待否不]", aside[2]):
        plain = aside[1]
    if _NO.fullmatch(plain):
        return False
    return True if _YES.fullmatch(plain) else None


def _enterprise(table: ListTable, entry: Entry, number: str) -> ledger.Enterprise:
    name = table.text(entry, "企业名称", "enterprise", "employer")
    uscc = _code(table.text(entry, "统一社会信用代码", "uscc"))
    key_list = _heads(table, r"重点(?:服务|联系|对接)") and "key_service" not in table.grid.fields
    return ledger.Enterprise(
        key=uscc.value if uscc.present else (name.value if name.present else number),
        name=_one_line(name),
        uscc=uscc,
        district=table.text(entry, "所在区", "district"),
        has_association=_flag(
            table, entry, "是否建有科协", "has_association", r"(?:建有|成立|设立)?.{0,2}科协的?企业"
        ),
        qualification=_qualification(table, entry),
        key_service=_flag(table, entry, "是否重点服务", "key_service", r"重点(?:服务|联系|对接)"),
        visit_date=_visit(table, entry),
        key_list=key_list,
        not_reached=_remark(table, entry, ledger_remarks.not_reached),
        set_aside=_remark(table, entry, ledger_remarks.set_aside),
    )


def _remark(table: ListTable, entry: Entry, says: Callable[[str], bool]) -> Field[str]:
    """A remark that says it, in whatever column of no other matter."""
    remarks = (table.text(entry, "备注", name) for name in table.grid.fields if name.startswith("note"))
    said = (field for field in remarks if isinstance(field, Cited) and says(field.value))
    return next(said, ledger.NO_REMARK)


def _visit(table: ListTable, entry: Entry) -> Field[str]:
    """When it was visited, or what stands there instead; a list headed 拟联系 says that none of its rows was."""
    planned = _heads(table, r"(?:拟|计划|待|未)(?:联系|走访|服务|对接)")
    return table.heading if planned else table.text(entry, "走访时间", "visit", "date")


def _code(field: Field[str]) -> Field[str]:
    return field.map(lambda text: "".join(text.split()).upper()) if isinstance(field, Cited) else field


def _qualification(table: ListTable, entry: Entry) -> Field[str]:
    """What the cell says; in a column 是否专精特新 a yes stands for the header's words."""
    field = table.text(entry, "企业资质", "qualification")
    if isinstance(field, Cited) and "qualification" in table.grid.fields:
        head = "".join(table.grid.fields["qualification"].text.split())
        answer = said_yes(field.value)
        if "专精特新" in head and answer is not None:
            meant = "专精特新" if answer else "非专精特新"
            return field.map(lambda _: meant)
        return field
    if not field.present and field.reason == "not_found" and _heads(table, "专精特新"):
        return _as_headed(table, entry, "专精特新")
    return field


def _flag(table: ListTable, entry: Entry, label: str, concept: str, heading: str) -> Field[bool]:
    """The answer of a column, else what the heading says of all rows."""
    if concept in table.grid.fields:
        field = table.text(entry, label, concept)
        if isinstance(field, Absent) and "".join(span.text for span in field.spans).strip() == "无":
            return cite(False, *field.spans)  # an answer in such a column, where elsewhere it means an empty cell
        return understood(field, said_yes, label)
    return _as_headed(table, entry, True) if _heads(table, heading) else Absent(label, "not_found")


def _heads(table: ListTable, pattern: str) -> bool:
    """Whether the heading says it of every row of the list."""
    said = table.heading.value if table.heading.present else ""
    return bool(re.search(pattern, said)) and "其中" not in said


def _as_headed(table: ListTable, entry: Entry, value: Any) -> Field[Any]:
    """`value`, cited at the heading and at the row's name."""
    fields = (table.heading, table.text(entry, "企业名称", "enterprise", "employer"))
    spans = tuple(span for field in fields if isinstance(field, Cited) for span in field.spans)
    return cite(value, *spans) if spans else Absent("", "blank")


def _need(table: ListTable, entry: Entry, number: str) -> ledger.Need:
    return ledger.Need(
        key=number,
        enterprise=_one_line(table.text(entry, "企业名称", "enterprise", "employer")),
        description=table.text(entry, "需求内容", "need"),
        type=table.text(entry, "需求类型", "need_type", "form"),
        date=understood(table.text(entry, "日期", "date", "visit"), parse_date, "日期"),
        status=table.text(entry, "对接情况", "status"),
    )


def _result(table: ListTable, entry: Entry, number: str) -> ledger.Result:
    return ledger.Result(
        key=number,
        enterprise=_one_line(table.text(entry, "企业名称", "enterprise", "employer", "owner")),
        title=table.text(entry, "落地成果", "result"),
        form=table.text(entry, "形式", "form"),
        date=understood(table.text(entry, "日期", "date"), parse_date, "日期"),
        proof_file=table.text(entry, "佐证材料", "proof"),
    )


def _university_result(table: ListTable, entry: Entry, number: str) -> ledger.UniversityResult:
    return ledger.UniversityResult(
        key=number,
        title=table.text(entry, "成果名称", "result"),
        owner=table.text(entry, "完成单位", "owner", "employer", "enterprise"),
        promoted_to=table.text(entry, "推介对象", "promoted"),
        date=understood(table.text(entry, "日期", "date"), parse_date, "日期"),
    )


def _expert(table: ListTable, entry: Entry, number: str) -> ledger.ExpertVisit:
    role = table.text(entry, "身份", "role")
    if not role.present and isinstance(table.heading, Cited) and re.search("专家|特派员", table.heading.value):
        role = table.heading.map(lambda _: "专家")
    return ledger.ExpertVisit(
        key=number,
        name=_one_line(table.text(entry, "姓名", "person")),
        professional_title=table.text(entry, "职称", "professional_title"),
        employer=table.text(entry, "工作单位", "employer", "enterprise"),
        is_special_commissioner=understood(
            table.text(entry, "是否产业特派员", "commissioner"), said_yes, "是否产业特派员"
        ),
        role=role,
        event=table.text(entry, "活动名称", "event"),
        date=understood(table.text(entry, "日期", "date"), parse_date, "日期"),
    )


def _event(table: ListTable, entry: Entry, number: str) -> ledger.HeldEvent:
    return ledger.HeldEvent(
        key=number,
        title=table.text(entry, "活动名称", "event"),
        kind=table.text(entry, "活动类型", "event_kind", "form"),
        date=understood(table.text(entry, "日期", "date"), parse_date, "日期"),
        place=table.text(entry, "地点", "place"),
    )


def _news(table: ListTable, entry: Entry, number: str) -> ledger.NewsItem:
    return ledger.NewsItem(
        key=number,
        title=table.text(entry, "标题", "news_title", "event"),
        site=table.text(entry, "发布媒体", "site"),
        url=table.text(entry, "链接", "url"),
        publish_date=understood(table.text(entry, "发布日期", "date"), parse_date, "发布日期"),
        is_association_site=understood(
            table.text(entry, "是否科协网站", "is_association_site"), said_yes, "是否科协网站"
        ),
    )


def _cooperation(table: ListTable, entry: Entry, number: str) -> ledger.CooperationItem:
    return ledger.CooperationItem(
        key=number,
        parties=table.text(entry, "合作单位", "parties", "enterprise", "employer"),
        subject=table.text(entry, "合作内容", "cooperation", "result"),
        sign_date=understood(table.text(entry, "签订日期", "date"), parse_date, "签订日期"),
        proof_file=table.text(entry, "佐证材料", "proof"),
    )


def _one_line(field: Field[str]) -> Field[str]:
    """A name that a cell breaks over lines, whole again."""
    if not isinstance(field, Cited):
        return field
    return field.map(lambda text: _BROKEN.sub("", text).strip())


_MAKERS: dict[LedgerKind, Callable[[ListTable, Entry, str], Any]] = {
    "enterprise": _enterprise,
    "need": _need,
    "result": _result,
    "university_result": _university_result,
    "expert": _expert,
    "event": _event,
    "news": _news,
    "cooperation": _cooperation,
}
_FIELDS: dict[str, str] = {kind: kind if kind == "news" else f"{kind}s" for kind in _MAKERS}


def listed(lists: Ledger) -> Sequence[Any]:
    """All rows of all lists."""
    return [row for name in _FIELDS.values() for row in getattr(lists, name)]
