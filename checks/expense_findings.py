"""What the expense rules of both programmes say of placed lines: prohibitions line by line, categories by paper.

A line under a prohibited article is a finding of its own. A line in an allowed category is none of the prohibitions'
business; a line in nothing is referred once, at the row of unrelated expenses (rule_catalogue, who decides). Rows of
a list that leave the same question are one question.
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
_OPEN = "不能归入任何科目，也不在禁止之列"
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
    open_: list[ExpenseLine] = []
    found = False
    for line in lines:
        touched = _touched(programme, rule, line)
        if touched and line.placement.scientific and line.placement.verdict == "ask" and scientific == "allow":
            touched = False
        if touched:
            found = True
            yield _one(programme, rule, line, scientific, doubt(line) or (line.doubt if line.paper == "list" else ""))
        elif line.placement.verdict == "unplaced" and rule == load(programme).unrelated:
            found = True
            open_.append(line)
        elif not line.part:
            others.append(line)
    yield from _unplaced_rows(open_)
    if others:
        rest = "其余 " if found else ""
        said = f"{rest}{_not_under(programme, rule, others)}"
        yield not_applicable(said, *_cited(others), subject="others")


def _not_under(programme: str, rule: str, lines: Sequence[ExpenseLine]) -> str:
    """How many lines are not under the article; rows whose words were not read are a question at another article."""
    map = load(programme)
    lost = sum(line.unread for line in lines)
    under = f"{len(lines) - lost} 行支出不属于{map.title(rule)}" if len(lines) > lost else ""
    unread = f"{lost} 行支出没有读清，由人在{map.title(map.unrelated)}一条判断" if lost else ""
    return "，另有 ".join(filter(None, (under, unread)))


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
        if line.paper == "list":
            why = "负数，冲减的是不得列支的支出，请与被冲的一笔一并核对"
        return review(f"{said} 属于{title}", *line.cited, subject=line.key, why=why)
    if certain:
        return review(f"{said} 可能属于{title}", *line.cited, subject=line.key, why=doubt)
    likely = "很可能属于" if placement.verdict == "likely_prohibited" else "可能属于"
    why = f"可以归入的有{placement.candidates}，由人选定" if len(placement.to) > 1 else "是否属于本条由人判断"
    reason = "；".join(filter(None, (placement.reason, doubt if line.paper == "list" else "", why)))
    return review(f"{said} {likely}{title}", *line.cited, subject=line.key, why=reason)


def _unplaced(line: ExpenseLine) -> Outcome:
    said = f"{PAPERS[line.paper]}{_named(line)} {_OPEN}"
    doubt = "" if line.paper == "invoice" else line.doubt
    reasons = dict.fromkeys(filter(None, (doubt, line.placement.reason)))
    why = f"{'；'.join(reasons)}，由人判断是否与项目有关"
    proposed = None if line.unread else suggest(line.said.rpartition("*")[2], line.placement.programme)
    if proposed is not None:
        why = f"{why}；{proposed.words}"
    return review(said, *line.cited, subject=line.key, why=why)


def _unplaced_rows(lines: Sequence[ExpenseLine]) -> Iterator[Outcome]:
    """One review for each list: its rows are as terse as the bookkeeper was; those in doubt for one reason apart."""
    for rows in rows_together(lines, lambda line: line.doubt):
        if len(rows) == 1:
            yield _unplaced(rows[0])
            continue
        doubt = rows[0].doubt
        why = f"{doubt or '没有见到这些支出的票据，摘要没有可归类的文字'}，由人判断是否与项目有关"
        yield about_rows(rows, _OPEN, why, f"unplaced|{doubt}" if doubt else "unplaced")


def rows_together(
    lines: Sequence[ExpenseLine], question: Callable[[ExpenseLine], str]
) -> Iterator[list[ExpenseLine]]:
    """The rows of one list that leave the same question together, so what was not read in one paper; others alone."""
    groups: dict[tuple[str, ...], list[ExpenseLine]] = {}
    for number, line in enumerate(lines):
        alone = "" if line.paper == "list" or (line.part and line.doubt) else str(number)
        groups.setdefault((line.paper_key, question(line), alone), []).append(line)
    yield from groups.values()


def about_rows(rows: Sequence[ExpenseLine], said: str, why: str, question: str) -> Outcome:
    """One review of rows that `rows_together` put together because of `question`."""
    if len(rows) == 1:
        return review(f"{_named_all(rows)} {said}", *rows[0].cited, subject=rows[0].key, why=why)
    return review(f"{_named_all(rows)} {said}", *_cited(rows), subject=f"{rows[0].paper_key}|{question}", why=why)


def in_category(category: str, lines: Sequence[ExpenseLine], doubt: Doubt = lambda _: "") -> Iterator[Outcome]:
    """One pass for each paper whose lines belong to `category`; one review for each line that a person must place.

    A line that may also be prohibited stands at its article, not here. What a voucher must show (`doubt`) is not
    asked of budgets and settlements, whose lines then prove nothing here; nor does a list's own category.
    """
    misplaced = [line for line in lines if line.part and line.own == category and line.placement.category]
    for rows in rows_together(misplaced, lambda line: line.placement.category):
        fits = rows[0].placement.category
        yield about_rows(rows, f"列在{category}，可归入{fits}", f"应列入{category}还是{fits}，由人选定", fits)
    good: dict[str, list[ExpenseLine]] = {}
    open_: list[ExpenseLine] = []

    def unclear(line: ExpenseLine) -> str:
        undecided = "" if line.placement.category == category else _undecided(line)
        return undecided or line.doubt or doubt(line)

    for line in lines:
        if not _stands_in(category, line):
            continue
        if line.paper in ("budget", "settlement") and line.placement.category == category and doubt(line):
            continue
        if unclear(line):
            open_.append(line)
        else:
            good.setdefault(line.paper_key, []).append(line)
    for rows in rows_together(open_, unclear):
        yield about_rows(rows, f"可能归入{category}", unclear(rows[0]), unclear(rows[0]))
    for key, of_paper in sorted(good.items()):
        first = of_paper[0].paper
        said = f"{_named_all(of_paper)} 可归入{category}"
        yield passed(said, *_cited(of_paper), subject=f"{first}|{key}", firm=first == "invoice")


def _stands_in(category: str, line: ExpenseLine) -> bool:
    """Whether `category` is the first that the line's own words allow, and nothing in it is prohibited."""
    if line.part or line.mixed or line.only_label or line.placement.articles:
        return False
    return line.placement.categories[:1] == (category,)


def _undecided(line: ExpenseLine) -> str:
    placement = line.placement
    several = len(placement.to) > 1
    why = f"可以归入的有{placement.candidates}，由人选定" if several else f"归入{placement.candidates}须由人确认"
    return f"{placement.reason}；{why}" if placement.reason else why


def _named(line: ExpenseLine) -> str:
    return f"“{line.said}”{_yuan(line.amount)}"


def _named_all(lines: Sequence[ExpenseLine]) -> str:
    """Lines of one paper, the first few by their words."""
    shown = "、".join(_named(line) for line in lines[:_SHOWN])
    more = f" 等 {len(lines)} 行" if len(lines) > _SHOWN else ""
    return f"{PAPERS[lines[0].paper]}{shown}{more}"


def _yuan(amount: Decimal | None) -> str:
    return "" if amount is None else f"（{amount:f} 元）"


def _cited(lines: Sequence[ExpenseLine]) -> list[Cited[Any]]:
    return [field for line in lines for field in line.cited[:1]]
