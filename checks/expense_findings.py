"""What the expense rules of both programmes say of placed lines: prohibitions line by line, categories by paper.

A line under a prohibited article is a finding of its own. A line in an allowed category is none of the prohibitions'
business; a line in nothing is referred once, at the row of unrelated expenses (rule_catalogue, who decides).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from checks.expense_lines import PAPERS, ExpenseLine
from checks.expense_map import load
from checks.expense_suggestions import suggest
from checks.outcome import Outcome, Outcomes, failed, not_applicable, passed, review
from extractor.records.cited import Cited

Doubt = Callable[[ExpenseLine], str]
_SHOWN = 4  # lines named in one message


def under_article(
    programme: str,
    rule: str,
    lines: Sequence[ExpenseLine],
    *,
    scientific: str = "refer",
    doubt: Doubt = lambda _: "",
) -> Outcomes:
    """One finding for each line that is, or may be, under the article of `rule`; one for all the others together.

    `scientific` is what the pack says of research equipment: refer, allow or prohibit. `doubt` gives a reason to
    leave a prohibited line to a person.
    """
    others: list[ExpenseLine] = []
    found = False
    for line in lines:
        touched = _touched(programme, rule, line)
        if touched and line.placement.scientific and line.placement.verdict == "ask" and scientific == "allow":
            touched = False
        if touched:
            found = True
            yield _one(programme, rule, line, scientific, doubt(line))
        elif line.placement.verdict == "unplaced" and rule == load(programme).unrelated:
            found = True
            yield _unplaced(line)
        elif not line.part:
            others.append(line)
    if others:
        rest = "其余 " if found else ""
        said = f"{rest}{len(others)} 行支出不属于{load(programme).title(rule)}"
        yield not_applicable(said, *_cited(others), subject="others")


def _touched(programme: str, rule: str, line: ExpenseLine) -> bool:
    articles = line.placement.articles
    if rule == load(programme).unrelated:
        return (
            bool(articles) and articles[0] == rule and (len(articles) == 1 or "prohibited" in line.placement.verdict)
        )
    return rule in articles


def _one(programme: str, rule: str, line: ExpenseLine, scientific: str, doubt: str) -> Outcome:
    title = load(programme).title(rule)
    placement = line.placement
    said = f"{PAPERS[line.paper]}{_named(line)}"
    certain = placement.verdict == "prohibited" or (placement.scientific and scientific == "prohibit")
    if certain and not doubt and not line.red:
        return failed(f"{said} 属于{title}，不得列支", *line.cited, subject=line.key, firm=True)
    if certain and line.red:
        why = "红字发票，冲减的是不得列支的支出，请与被冲的蓝字发票一并核对"
        return review(f"{said} 属于{title}", *line.cited, subject=line.key, why=why)
    if certain:
        return review(f"{said} 可能属于{title}", *line.cited, subject=line.key, why=doubt)
    likely = "很可能属于" if placement.verdict == "likely_prohibited" else "可能属于"
    why = f"可以归入的有{placement.candidates}，由人选定" if len(placement.to) > 1 else "是否属于本条由人判断"
    reason = f"{placement.reason}；{why}" if placement.reason else why
    return review(f"{said} {likely}{title}", *line.cited, subject=line.key, why=reason)


def _unplaced(line: ExpenseLine) -> Outcome:
    said = f"{PAPERS[line.paper]}{_named(line)} 不能归入任何科目，也不在禁止之列"
    why = f"{line.placement.reason}，由人判断是否与项目有关"
    proposed = suggest(line.said.rpartition("*")[2], line.placement.programme)
    if proposed is not None:
        why = f"{why}；{proposed.words}"
    return review(said, *line.cited, subject=line.key, why=why)


def in_category(category: str, lines: Sequence[ExpenseLine], doubt: Doubt = lambda _: "") -> Iterator[Outcome]:
    """One pass for each paper whose lines belong to `category`; one review for each line that a person must place.

    A line that may also be prohibited stands at its article, not here. What a voucher must show (`doubt`) is not
    asked of budgets and settlements, whose lines then prove nothing here.
    """
    good: dict[str, list[ExpenseLine]] = {}
    for line in lines:
        if line.part and line.own == category and line.placement.category:
            fits = line.placement.category
            said = f"{PAPERS[line.paper]}{_named(line)} 列在{category}，可归入{fits}"
            yield review(said, *line.cited, subject=line.key, why=f"应列入{category}还是{fits}，由人选定")
        if line.part or line.mixed or line.placement.articles or line.placement.categories[:1] != (category,):
            continue
        reason = "" if line.placement.category == category else _undecided(line)
        if not reason and line.paper in ("budget", "settlement") and doubt(line):
            continue
        reason = reason or line.doubt or doubt(line)
        if reason:
            said = f"{PAPERS[line.paper]}{_named(line)} 可能归入{category}"
            yield review(said, *line.cited, subject=line.key, why=reason)
        else:
            good.setdefault(line.paper_key, []).append(line)
    for key, of_paper in sorted(good.items()):
        first = of_paper[0].paper
        shown = "、".join(_named(line) for line in of_paper[:_SHOWN])
        more = f" 等 {len(of_paper)} 行" if len(of_paper) > _SHOWN else ""
        said = f"{PAPERS[first]}{shown}{more} 可归入{category}"
        yield passed(said, *_cited(of_paper), subject=f"{first}|{key}", firm=first == "invoice")


def _undecided(line: ExpenseLine) -> str:
    placement = line.placement
    several = len(placement.to) > 1
    why = f"可以归入的有{placement.candidates}，由人选定" if several else f"归入{placement.candidates}须由人确认"
    return f"{placement.reason}；{why}" if placement.reason else why


def _named(line: ExpenseLine) -> str:
    return f"“{line.said}”{_yuan(line.amount)}"


def _yuan(amount: Decimal | None) -> str:
    return "" if amount is None else f"（{amount:f} 元）"


def _cited(lines: Sequence[ExpenseLine]) -> list[Cited[Any]]:
    return [field for line in lines for field in line.cited[:1]]
