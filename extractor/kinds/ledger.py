"""台账: the lists of a station, as a workbook of sheets, a Word table or a PDF table (field_schemas §5)."""

from __future__ import annotations

import re

from extractor.document import Part
from extractor.flow import flow
from extractor.headline import headlines
from extractor.ledger_rows import read_lists
from extractor.ledger_tables import list_tables
from extractor.paper_titles import paper_title, whole_title
from extractor.records.cited import Absent, Field, cite
from extractor.records.ledger import Ledger

NAME = "ledger"

_TITLE = re.compile(
    r"台账|(?:企业|需求|成果|活动|新闻|宣传|合作|走访|专家|特派员).{0,14}(?:清单|名单|一览表|统计表|汇总表|登记表|明细表|汇总|统计|记录表|情况表|表)$"
)
_NOT = re.compile(
    r"签到|发放|预算|决算|申报|协议|报告|方案|纪要|成员|团队|发票|票据|签领|支付|领取|考核|附件清单|材料清单|目录"
)
_LEAST = 3  # rows of a list without any title


def score(part: Part) -> float:
    """A list under a title that says so; several rows under telling columns where nothing else is said."""
    heads = headlines(part)[:4]
    # What another paper calls itself outweighs a table that it may hold.
    if any(_NOT.search(line.text) and not re.search("台账", line.text) for line in heads[:2]):
        return 0.0
    tables = [table for table in list_tables(flow(part)) if table.kind is not None]
    rows = sum(len(table.entries) for table in tables)
    titled = any(_TITLE.search(line.text) for line in heads) or any(
        table.heading.present and _TITLE.search(table.heading.value) for table in tables
    )
    if titled and tables:
        return 0.87
    prose = sum(1 for line in part.lines if line.table is None and len(line.text) > 20)
    return 0.6 if rows >= _LEAST and prose <= 5 else 0.0


def parse(part: Part) -> tuple[Ledger, ...]:
    return (read_lists(flow(part), _title(part)),)


def _title(part: Part) -> Field[str]:
    found = paper_title(part)
    if found is not None and found.kind == NAME:
        return whole_title(part, found.headline)
    lines = headlines(part)
    return cite(lines[0].text, *lines[0].spans) if lines else Absent("标题", "not_found")
