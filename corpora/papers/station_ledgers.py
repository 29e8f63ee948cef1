"""The lists of a station as tables, under the words of several forms; the same rows for a workbook, Word or PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpora.blocks import Block, Grid, Heading, Paper, Row, Title
from corpora.papers.station_facts import Facts

Table = tuple[str, Row, tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class Wording:
    """What one form calls its lists and columns; `yes` and `no` are how it answers."""

    firms: tuple[str, Row]
    needs: tuple[str, Row]
    results: tuple[str, Row]
    university: tuple[str, Row]
    experts: tuple[str, Row]
    events: tuple[str, Row]
    news: tuple[str, Row]
    yes: str = "是"
    no: str = "否"


PLAIN = Wording(
    firms=(
        "联系服务企业台账",
        (
            "序号",
            "企业名称",
            "统一社会信用代码",
            "所在区",
            "是否建有企业科协",
            "企业资质",
            "是否重点服务企业",
            "走访日期",
        ),
    ),
    needs=("企业需求台账", ("编号", "企业名称", "需求内容", "需求类型", "提出日期", "对接情况")),
    results=("落地成果台账", ("编号", "企业名称", "落地成果名称", "形式", "日期", "佐证材料")),
    university=("高校创新成果台账", ("编号", "成果名称", "完成单位", "推介对象", "日期")),
    experts=(
        "产业特派员等专家参与活动台账",
        ("序号", "姓名", "职称", "工作单位", "是否产业特派员", "活动名称", "日期"),
    ),
    events=("活动台账", ("编号", "活动名称", "活动类型", "日期", "地点")),
    news=("新闻稿台账", ("序号", "标题", "发布平台", "是否科协网站", "链接", "发布日期")),
)
OTHER = Wording(
    firms=(
        "一、走访联系企业一览表",
        ("序号", "单位名称", "信用代码", "区域", "科协建设情况", "资质荣誉", "重点企业", "走访时间"),
    ),
    needs=("二、征集企业技术需求汇总表", ("序号", "需求单位", "技术需求描述", "需求类别", "征集时间", "解决情况")),
    results=("三、成果落地情况表", ("序号", "承接企业", "成果名称", "落地形式", "时间", "证明材料")),
    university=("四、征集推介高校成果清单", ("序号", "项目成果名称", "高校院所", "推介情况", "推介时间")),
    experts=(
        "五、专家参加活动人次统计表",
        ("序号", "专家姓名", "专家职称", "专家单位", "特派员", "参加活动", "活动时间"),
    ),
    events=("六、活动组织情况统计表", ("序号", "会议名称", "会议形式", "召开时间", "召开地点")),
    news=("七、宣传报道情况表", ("序号", "报道标题", "发布媒体", "科协网站", "网址", "发布时间")),
    yes="√",
    no="×",
)


def tables(facts: Facts, words: Wording) -> list[Table]:
    """The lists that have rows."""
    asked = facts.station_class
    found: list[Table] = [(*words.firms, _firms(facts, words))]
    if asked != "产学研":
        found += [(*words.needs, _needs(facts)), (*words.results, _results(facts))]
    else:
        found.append((*words.university, _university(facts)))
    found += [
        (*words.experts, _experts(facts, words)),
        (*words.events, _events(facts)),
        (*words.news, _news(facts, words)),
    ]
    return [one for one in found if one[2]]


def _answer(words: Wording, held: bool) -> str:
    return words.yes if held else words.no


def _firms(facts: Facts, words: Wording) -> tuple[Row, ...]:
    return tuple(
        (
            str(n),
            f.name,
            f.code,
            f.district,
            _answer(words, f.association),
            f.qualification or "—",
            _answer(words, f.key),
            "2025-06-12",
        )
        for n, f in enumerate(facts.firms, 1)
    )


def _needs(facts: Facts) -> tuple[Row, ...]:
    return tuple(
        (str(n), firm, text, "技术", "2025-06-18", "已对接") for n, (firm, text) in enumerate(facts.needs, 1)
    )


def _results(facts: Facts) -> tuple[Row, ...]:
    return tuple(
        (str(n), firm, title, "技术开发合同", "2025-08-20", proof)
        for n, (firm, title, proof) in enumerate(facts.results, 1)
    )


def _university(facts: Facts) -> tuple[Row, ...]:
    return tuple(
        (str(n), title, owner, to or "—", "2025-07-02")
        for n, (title, owner, to) in enumerate(facts.university_results, 1)
    )


def _experts(facts: Facts, words: Wording) -> tuple[Row, ...]:
    days = {event.title: f"{event.day:%Y-%m-%d}" for event in facts.events}
    return tuple(
        (str(n), name, "教授", unit, words.yes, event, days.get(event, "2025-05-14"))
        for n, (name, unit, event) in enumerate(facts.experts, 1)
    )


def _events(facts: Facts) -> tuple[Row, ...]:
    return tuple((str(n), e.title, e.kind, f"{e.day:%Y-%m-%d}", e.place) for n, e in enumerate(facts.events, 1))


def _news(facts: Facts, words: Wording) -> tuple[Row, ...]:
    return tuple(
        (str(n), title, site, _answer(words, "bast" in address), address, f"{day:%Y-%m-%d}")
        for n, (title, site, address, day) in enumerate(facts.news, 1)
    )


def ledger_paper(facts: Facts, words: Wording, title: str = "工作台账") -> Paper:
    """All lists one below another."""
    blocks: list[Block] = [Title(f"{facts.district}工作站点{title}", 16)]
    for name, head, rows in tables(facts, words):
        blocks += [
            Heading(name, 2),
            Grid((head, *rows), tuple(2.0 if len(str(cell)) > 3 else 1.0 for cell in head), 1),
        ]
    return tuple(blocks)


def ledger_sheets(facts: Facts, words: Wording) -> Mapping[str, Sequence[Row]]:
    """One sheet for each list, its name over the header."""
    return {
        name.split("、")[-1][:24]: ((name.split("、")[-1],), head, *rows) for name, head, rows in tables(facts, words)
    }
