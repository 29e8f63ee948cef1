"""The tables of an application form read by their header rows: experts, projects, results, budget lines."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from extractor import people, prose
from extractor.columns import Entry, Grid, grids
from extractor.fields import understood, value_after
from extractor.flow import Flow
from extractor.labels import variants
from extractor.money_tables import MoneyTable, entry_text, is_signing, money_tables
from extractor.records.application_form import Achievement, BudgetLine, Expert, Project
from extractor.records.cited import Absent, Field
from extractor.text.amounts import parse_amount, stated_unit
from extractor.text.dates import parse_date

_EXPERT = {
    "professional_title": "职称",
    "employer": "工作单位",
    "domain": "专业领域",
    "guidance_content": "指导内容",
}
_PROJECT = {"name": "项目名称", "level": "级别", "role": "角色", "period": "起止时间"}
_SUMMED = re.compile("合计|总计|小计|总额")
_SOURCES = ("grant", "matching")
_RESULT = {"kind": "类别", "title": "名称", "identifier": "编号", "date": "日期", "owner": "权利人"}


def _columns(**names: str) -> dict[str, frozenset[str]]:
    """The wanted columns, by the name of their labels in labels.tsv."""
    return {"seq": variants("seq")} | {field: variants(label) for field, label in names.items()}


def experts(rows: Flow) -> tuple[Expert, ...]:
    """指导专家: a table, a block of labels and values, or a sentence that engages somebody."""
    section = rows.within("experts")
    columns = _columns(
        name="name",
        professional_title="professional_title",
        employer="employer",
        guidance_content="guidance_content",
        domain="expert_domain",
    )
    found: list[Expert] = []
    for grid in grids(section, columns, frozenset({"name"}), 3):
        for entry in grid.entries:
            name = understood(grid.cell(entry, "name", "姓名"), people.clean_name, "姓名")
            if entry.text("name"):
                found.append(
                    _expert(len(found), name, {n: grid.cell(entry, n, label) for n, label in _EXPERT.items()})
                )
    if found:
        return tuple(found)
    name = understood(value_after(section, "姓名", "name"), people.clean_name, "姓名")
    if name.present:
        labels = {**{n: n for n in _EXPERT}, "domain": "expert_domain"}
        return (_expert(0, name, {n: value_after(section, _EXPERT[n], labels[n]) for n in _EXPERT}),)
    return tuple(_expert(n, name, said) for n, (name, said) in enumerate(prose.experts(section)))


def projects(rows: Flow) -> tuple[Project, ...]:
    """承担项目情况: a table with a column of names and one of level or role."""
    columns = _columns(name="project_name", level="project_level", role="project_role", period="project_period")
    return tuple(
        Project(*(grid.cell(entry, field, label) for field, label in _PROJECT.items()))
        for grid in grids(rows, columns, frozenset({"name"}), 3)
        if {"level", "role"} & grid.fields.keys()
        for entry in grid.entries
        if entry.text("name")
    )


def outcomes(rows: Flow) -> tuple[Achievement, ...]:
    """成果: a table with a column of titles and, outside the section on results, numbers and owners."""
    columns = {field: variants(f"outcome_{field}") for field in _RESULT}
    found = []
    for grid in grids(rows, columns, frozenset({"title"}), 3):
        if grid.header.section == "outcomes" or {"identifier", "owner"} <= grid.fields.keys():
            for entry in grid.entries:
                cells = {field: grid.cell(entry, field, label) for field, label in _RESULT.items()}
                date = understood(cells.pop("date"), parse_date, "日期")
                if entry.text("title"):
                    found.append(Achievement(date=date, **cells))
    return tuple(found)


def budget(rows: Flow) -> tuple[BudgetLine, ...]:
    """经费预算 without its totals; amounts in 元 by the unit that the column, the cell or the heading states.

    A table with a column for each source of the money and none for both together gives a line for each source."""
    lines = []
    summed = _budget_grids(rows)
    for table in () if summed else _by_source(rows):
        for entry in table.grid.entries:
            if _SUMMED.match(_first(entry)) or is_signing(entry_text(entry)) or not entry.text("category").strip():
                continue
            cells = (table.text(entry, "category", "科目"), table.text(entry, "basis", "测算依据"))
            amounts = [table.money(entry, source, "金额") for source in _SOURCES]
            lines += [BudgetLine(*cells, one) for one in [a for a in amounts if a.present] or amounts[:1]]
    for grid in summed:
        read = partial(parse_amount, unit=_unit(rows, grid))
        for entry in grid.entries:
            amount = understood(grid.cell(entry, "amount", "金额"), read, "金额")
            named = bool(entry.text("category").strip()) or amount.present  # a further row of the category above
            if named and not _SUMMED.match(_first(entry)) and not is_signing(entry_text(entry)):
                cells = (grid.cell(entry, "category", "科目"), grid.cell(entry, "basis", "测算依据"))
                lines.append(BudgetLine(*cells, amount))
    return tuple(lines)


def budget_total(rows: Flow) -> Field[Decimal]:
    """The 合计 of 经费预算 in 元, where its table has one such row."""
    found: list[Field[Decimal]] = []
    for grid in _budget_grids(rows):
        read = partial(parse_amount, unit=_unit(rows, grid))
        for entry in grid.entries:
            if re.match("合计|总计|总额", _first(entry)):
                found.append(understood(grid.cell(entry, "amount", "合计"), read, "合计"))
    return found[0] if len(found) == 1 else Absent("合计", "not_found")


def grant_total(rows: Flow) -> Field[Decimal]:
    """What the 合计 of a table with two sources says under the programme's own money, where there is one such row."""
    found = [
        table.money(entry, "grant", "申请经费合计")
        for table in _by_source(rows)
        for entry in table.grid.entries
        if re.match("合计|总计|总额", _first(entry))
    ]
    return found[0] if len(found) == 1 else Absent("申请经费合计", "not_found")


def _by_source(rows: Flow) -> list[MoneyTable]:
    names = ("seq", "category", "basis", "amount", *_SOURCES)
    return money_tables(rows, "money_columns", names, frozenset({"category", *_SOURCES}), 3)


def _first(entry: Entry) -> str:
    """What the row opens with, its number left out."""
    held = [*entry.boxes.get("category", ()), *(box for boxes in entry.boxes.values() for box in boxes)]
    texts = ("".join(box.text.split()) for box in held if not box.blank)
    return next((text for text in texts if not re.fullmatch(r"[\d.、（）()]+", text)), "")


def _budget_grids(rows: Flow) -> list[Grid]:
    columns = _columns(category="budget_category", basis="budget_basis", amount="budget_amount")
    return grids(rows, columns, frozenset({"category", "amount"}), 2)


def _expert(number: int, name: Field[str], said: dict[str, Field[str]]) -> Expert:
    return Expert(key=str(number + 1), name=name, **said)


def _unit(rows: Flow, grid: Grid) -> str:
    """The unit that the column, or the nearest line above, states."""
    own = stated_unit(grid.fields["amount"].text)
    before = [row.text for row in rows.rows[: rows.rows.index(grid.header)] if row.page == grid.header.page][-4:]
    return own or next((unit for unit in map(stated_unit, reversed(before)) if unit), "")
